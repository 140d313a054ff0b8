"""What a guard's hands do: keys at the speed of a person, a hand scanner's burst, a mouse, a finger.

Time belongs to the story: between two keys of a person the clock is pushed, within a scanner's burst it stands still.
So no speed of this machine decides what was typing and what was scanning.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QLineEdit, QWidget

from tests.e2e.place import Guard, until

A_HAND_S = 0.12
"""Between two keys of a person who types quickly."""

Key = Qt.Key


class Hands:
    """The hands of whoever sits at the console. `keys` counts presses that are no letters of a name or a code."""

    def __init__(self, guard: Guard) -> None:
        self._guard = guard
        self.keys = 0
        self.clicks = 0

    @contextmanager
    def counted(self, *, keys: int = 0, clicks: int = 0) -> Iterator[None]:
        """So many keys and clicks at most."""
        before = (self.keys, self.clicks)
        yield
        used = (self.keys - before[0], self.clicks - before[1])
        assert used[0] <= keys, f"{used[0]} keys, {keys} are allowed"
        assert used[1] <= clicks, f"{used[1]} clicks, {clicks} are allowed"

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """A key that does something, long after the one before."""
        self._guard.clock.push(A_HAND_S)
        self.keys += 1
        self._guard.press(key, modifier)

    async def types(self, text: str) -> None:
        """Letters of a name or a code into the field that has the keyboard."""
        field = QApplication.focusWidget()
        assert isinstance(field, QLineEdit), field
        before = field.text() if not field.hasSelectedText() else ""
        for letter in text:
            self._guard.clock.push(A_HAND_S)
            QTest.keyClick(QApplication.focusWidget() or self._guard.shell, letter)
        await until(lambda: field.text() == before + text)

    def scans(self, text: str) -> None:
        """A hand scanner types its line and its Enter, wherever the focus is."""
        self._guard.clock.push(A_HAND_S)
        with self._guard.clock.standing():
            for letter in text:
                QTest.keyClick(QApplication.focusWidget() or self._guard.shell, letter)
            QTest.keyClick(QApplication.focusWidget() or self._guard.shell, Key.Key_Return)

    def clicks_on(self, widget: QWidget) -> None:
        """The mouse."""
        self.clicks += 1
        assert widget.isVisible() and widget.isEnabled(), widget
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=widget.rect().center())

    def clicks_row(self, rows: QAbstractItemView, row: int) -> None:
        """The mouse, on a row of a list."""
        self.clicks += 1
        QTest.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=_row(rows, row).center())

    def touches(self, widget: QWidget) -> None:
        """A finger."""
        self.clicks += 1
        assert widget.isVisible() and widget.isEnabled(), widget
        self._touch(widget, widget.rect().center())

    def touches_row(self, rows: QAbstractItemView, row: int) -> None:
        """A finger, on a row of a list."""
        self.clicks += 1
        self._touch(rows.viewport(), _row(rows, row).center())

    @staticmethod
    def _touch(widget: QWidget, at: QPoint) -> None:
        for move in ("press", "release"):
            finger = QTest.touchEvent(widget, SCREEN.finger(), autoCommit=False)
            getattr(finger, move)(0, at, widget)
            finger.commit(processEvents=False)  # the loop comes to it: a story is a task of that loop


class _Screen:
    """A touch screen can be made once a run."""

    def __init__(self) -> None:
        self._made = None

    def finger(self):  # type: ignore[no-untyped-def]
        if self._made is None:
            self._made = QTest.createTouchDevice()
        return self._made


SCREEN = _Screen()


def _row(rows: QAbstractItemView, row: int) -> QRect:
    model = rows.model()
    assert model.rowCount() > row
    return rows.visualRect(model.index(row, 1 if model.columnCount() > 1 else 0))
