"""Every key of the console, in one enum, and the one place where keys are heard.

A hand scanner is a keyboard that types very fast and ends with Enter. Its keys must never act ("BadBarcode"): each
key goes to the wedge first, and what belongs to a burst reaches no button and no field.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget

from app.devices.wedge import Wedge
from app.domain.case import KeyPress
from ui.hand_scanner import HandScanner

_CTRL = Qt.KeyboardModifier.ControlModifier
_NONE = Qt.KeyboardModifier.NoModifier


class Shortcut(Enum):
    """What a key does: its Qt key, its modifier, and how it is shown."""

    OPEN = (Qt.Key.Key_Return, _NONE, "Enter")
    REFUSE = (Qt.Key.Key_Escape, _NONE, "Esc")
    HELP = (Qt.Key.Key_F1, _NONE, "F1")
    SWITCH_CAMERA = (Qt.Key.Key_F2, _NONE, "F2")
    EXIT = (Qt.Key.Key_F3, _NONE, "F3")
    WALK_IN = (Qt.Key.Key_F4, _NONE, "F4")
    DELIVERY = (Qt.Key.Key_F5, _NONE, "F5")
    RETAKE = (Qt.Key.Key_F6, _NONE, "F6")
    CALL_HOST = (Qt.Key.Key_F7, _NONE, "F7")
    ON_WORD = (Qt.Key.Key_F8, _NONE, "F8")
    INSIDE_NOW = (Qt.Key.Key_F9, _NONE, "F9")
    KNOWN_PERSON = (Qt.Key.Key_F10, _NONE, "F10")
    HOLD_FIRST_GATE = (Qt.Key.Key_F12, _NONE, "F12")
    EMERGENCY = (Qt.Key.Key_F11, _NONE, "F11")
    FIND = (Qt.Key.Key_K, _CTRL, "Ctrl K")
    PRINT = (Qt.Key.Key_P, _CTRL, "Ctrl P")
    SHOW_PASS = (Qt.Key.Key_S, _CTRL, "Ctrl S")
    LOCK = (Qt.Key.Key_L, _CTRL, "Ctrl L")
    NEXT_GATE = (Qt.Key.Key_G, _CTRL, "Ctrl G")
    GO_GATE = (Qt.Key.Key_1, _CTRL, "Ctrl 1")
    GO_EXPECTED = (Qt.Key.Key_2, _CTRL, "Ctrl 2")
    GO_INSIDE = (Qt.Key.Key_3, _CTRL, "Ctrl 3")
    GO_HISTORY = (Qt.Key.Key_4, _CTRL, "Ctrl 4")
    GO_SHIFT_LOG = (Qt.Key.Key_5, _CTRL, "Ctrl 5")
    GO_DEVICES = (Qt.Key.Key_6, _CTRL, "Ctrl 6")
    GO_SERVICE = (Qt.Key.Key_7, _CTRL, "Ctrl 7")

    @property
    def shown(self) -> str:
        """How the key is written beside its action."""
        return self.value[2]


_BY_KEY = {(shortcut.value[0], shortcut.value[1]): shortcut for shortcut in Shortcut}
_TYPED = (Shortcut.OPEN, Shortcut.REFUSE)
"""Keys that a text field keeps for itself."""
_HEARD = (QKeyEvent, QMouseEvent, QInputMethodEvent)


class Keys(QObject):
    """An event filter of the application, once it listens. `pressed` tells the shell; who acts is decided there."""

    pressed = Signal(object, object)
    """Shortcut, KeyPress."""
    released = Signal(object)
    """Shortcut whose key went up (for a key that is held)."""
    by_tab = Signal(bool)
    """True: the focus is being moved by Tab; False: the mouse took over."""

    def __init__(self, app: QApplication, monotonic: Callable[[], float], wedge: Wedge | None = None) -> None:
        super().__init__(app)
        self._app = app
        self.scanner = HandScanner(app, wedge or Wedge(), monotonic)
        self._monotonic = monotonic
        self.last_touch = monotonic()
        """When somebody last pressed a key or a button, monotonic seconds."""

    def listen(self) -> None:
        """From now on. A start calls it when the window stands: building one makes thousands of events, and the first
        one at a part of Qt's own has PySide6 make some hundred classes to find its kind."""
        self._app.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, _HEARD):  # almost all are others: asking them for their type costs three times as much
            return False
        kind = event.type()
        if kind == QEvent.Type.KeyPress:
            return isinstance(event, QKeyEvent) and self._is_target(watched) and self._down(event)
        if kind == QEvent.Type.KeyRelease:
            return isinstance(event, QKeyEvent) and self._is_target(watched) and self._up(event)
        if kind in (QEvent.Type.MouseButtonPress, QEvent.Type.InputMethod):
            self.scanner.interrupted()
            if kind == QEvent.Type.MouseButtonPress:
                self.last_touch = self._monotonic()
                self.by_tab.emit(False)
        return False

    def _is_target(self, watched: QObject) -> bool:
        """A key travels from the window through the focused widget to its parents; it is heard once."""
        return watched is (self._app.focusWidget() or self._app.activeWindow())

    def _down(self, event: QKeyEvent) -> bool:
        self.last_touch = self._monotonic()
        if self.scanner.pressed(event):
            return True
        if event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            self.by_tab.emit(True)
        shortcut = self._shortcut(event)
        field = self._app.focusWidget()
        typing = isinstance(field, QLineEdit | QPlainTextEdit)
        if shortcut is None:
            return False
        if typing and shortcut in _TYPED:
            assert field is not None
            return _keep_in(field, event)
        at = self.scanner.moment(event)
        self.pressed.emit(shortcut, KeyPress(at, event.isAutoRepeat(), typing, self.scanner.last_burst))
        return True

    def _up(self, event: QKeyEvent) -> bool:
        if self.scanner.released(event):
            return True
        shortcut = None if event.isAutoRepeat() else self._shortcut(event)
        if shortcut is not None:
            self.released.emit(shortcut)
        return False

    def _shortcut(self, event: QKeyEvent) -> Shortcut | None:
        key = Qt.Key.Key_Return if event.key() == Qt.Key.Key_Enter else Qt.Key(event.key())
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        return _BY_KEY.get((key, held))


def _keep_in(field: QWidget, event: QKeyEvent) -> bool:
    """Enter and Escape go to the text field and to what it stands in, and no further. Where Enter moves the keyboard
    away, the same Enter would else reach the window and open the verdict behind."""
    widget: QWidget | None = field
    while widget is not None and not widget.isWindow():
        event.accept()
        widget.event(event)
        if event.isAccepted():
            break
        widget = widget.parentWidget()
    event.accept()  # Qt carries an ignored key on to the next parent, filtered or not
    return True
