"""Windows die on the screen's thread, whoever makes the garbage."""

from __future__ import annotations

import gc
import threading
import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from ui.garbage import Garbage


@pytest.fixture
def garbage(qapp: QApplication) -> Iterator[Garbage]:
    was_on = gc.isenabled()
    made = Garbage()
    yield made
    made.stop()
    if not was_on:
        gc.disable()


def litter() -> None:
    """More cycles than any threshold of Python's allows."""
    for _ in range(100):
        many: list[object] = [[] for _ in range(1000)]
        many.append(many)


def test_a_forgotten_window_dies_on_the_screens_thread(garbage: Garbage) -> None:
    died_on: list[int] = []
    window = QWidget()
    window.itself = window  # type: ignore[attr-defined]
    weakref.finalize(window, lambda: died_on.append(threading.get_ident()))
    del window
    other = threading.Thread(target=litter)
    other.start()
    other.join()
    assert died_on == []
    for _ in range(3):  # a generation older with each look
        litter()
        garbage.sweep()
    gc.collect()
    assert died_on == [threading.get_ident()]


def test_what_piles_up_is_swept(garbage: Garbage) -> None:
    gc.collect()
    many: list[object] = []
    many.append(many)
    kept = weakref.ref(QWidget())  # dies at once: it is in no cycle
    assert kept() is None
    litter()
    before = gc.get_count()[0]
    garbage.sweep()
    assert gc.get_count()[0] < before
