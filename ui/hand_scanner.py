"""The keys of a hand scanner, kept from everything that acts; a person's keys, given back in their order.

`app.devices.wedge` judges by timing. It holds each character back for a moment; here the held key presses are
kept as events, so that a person who holds Space down still holds it when the key is given back.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from app.devices.wedge import Heard, Wedge

_COMMANDS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier


@dataclass(slots=True)
class _Held:
    key: int
    modifiers: Qt.KeyboardModifier
    char: str
    up: bool = False


class HandScanner(QObject):
    """Hears each key before anybody else. `scanned` gives a whole line."""

    scanned = Signal(str)

    def __init__(self, app: QApplication, wedge: Wedge, monotonic: Callable[[], float]) -> None:
        super().__init__(app)
        self._app, self._wedge, self._monotonic = app, wedge, monotonic
        self._held: list[_Held] = []
        self._giving_back = False
        self._offset: float | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._idle)

    @property
    def last_burst(self) -> float | None:
        """When a scanner's last key came, monotonic seconds."""
        return self._wedge.last_burst_monotonic

    def moment(self, event: QKeyEvent) -> float:
        """When the key was really pressed: after a pause of the screen, late keys arrive in one heap."""
        now = self._monotonic()
        if not event.spontaneous() or not event.timestamp():
            return now
        offset = now - event.timestamp() / 1000
        self._offset = offset if self._offset is None else min(self._offset, offset)
        return event.timestamp() / 1000 + self._offset

    def pressed(self, event: QKeyEvent) -> bool:
        """A key goes down. True: it goes no further now."""
        if self._giving_back:
            return False
        char = _char(event)
        if not char:
            if not _is_modifier(event):
                self.interrupted()
            return False
        heard = self._wedge.key(char, self.moment(event), repeat=event.isAutoRepeat())
        self._do(heard)
        if heard.swallow and char not in "\r\t":
            self._held.append(_Held(event.key(), event.modifiers(), event.text()))
        self._wait()
        return heard.swallow

    def released(self, event: QKeyEvent) -> bool:
        """A key goes up. True: its press is still held back, so the release waits with it."""
        if self._giving_back or event.isAutoRepeat():
            return False
        for held in self._held:
            if held.key == event.key() and not held.up:
                held.up = True
                return True
        return False

    def interrupted(self) -> None:
        """A click, or letters from an input method: what is held was typing."""
        if self._held:
            self._do(self._wedge.interrupted())

    def _idle(self) -> None:
        self._do(self._wedge.idle(self._monotonic()))
        self._wait()

    def _wait(self) -> None:
        due = self._wedge.due
        if due is None:
            self._timer.stop()
        else:
            self._timer.start(max(1, round((due - self._monotonic()) * 1000) + 1))

    def _do(self, heard: Heard) -> None:
        if heard.typed:
            back, self._held = self._held[: len(heard.typed)], self._held[len(heard.typed) :]
            self._give_back(back)
        if heard.line is not None:
            self._held.clear()
            self.scanned.emit(heard.line)

    def _give_back(self, keys: list[_Held]) -> None:
        self._giving_back = True
        try:
            for held in keys:
                target = self._app.focusWidget() or self._app.activeWindow()
                if target is None:
                    return
                for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease)[: 2 if held.up else 1]:
                    self._app.sendEvent(target, QKeyEvent(kind, held.key, held.modifiers, held.char))
        finally:
            self._giving_back = False


def _char(event: QKeyEvent) -> str:
    """The character that a scanner could have sent with this key, "" for all others."""
    if event.modifiers() & _COMMANDS:
        return ""
    if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
        return "\r"
    if event.key() == Qt.Key.Key_Tab:
        return "\t"
    text = event.text()
    return text if len(text) == 1 and text.isprintable() else ""


def _is_modifier(event: QKeyEvent) -> bool:
    """Scanners press Shift for capital letters, and Alt for letters that the layout lacks."""
    keys = (Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_AltGr, Qt.Key.Key_Meta)
    return event.key() in (*keys, Qt.Key.Key_CapsLock, Qt.Key.Key_NumLock)
