"""PySide6 6.12 on CPython 3.11 loses a reference to True on every emit and aborts after some 600."""

from __future__ import annotations

import sys

from PySide6.QtCore import QObject, Signal


class Bell(QObject):
    rung = Signal(bool)
    said = Signal(object)


def test_five_thousand_emits_lose_nothing(qapp) -> None:
    bell = Bell()
    heard: list[object] = []
    bell.rung.connect(heard.append)
    bell.said.connect(heard.append)
    before = sys.getrefcount(True)
    for n in range(5_000):
        bell.rung.emit(True)
        bell.said.emit(n)
    count = len(heard)
    heard.clear()
    assert count == 10_000
    assert sys.getrefcount(True) >= before - 10
