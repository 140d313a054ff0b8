"""The lock screen: time, name, PIN; and the same keypad for choosing one."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from app.domain.case import KeyPress
from app.domain.shift import Actor
from ui.keys import Shortcut
from ui.presenters.lock import DIGITS, Asking, LockPresenter, LockState
from ui.presenters.port import Core
from ui.text import lock, people, shell, times
from ui.theme import restyle
from ui.widgets.hold import HoldButton
from ui.widgets.para import label
from ui.widgets.pill import Pill
from ui.widgets.pin import PinDots, PinPad
from ui.widgets.tone import Tone


class LockScreen(QWidget):
    """Digits come from the keypad and from the keyboard alike."""

    other_wanted = Signal()
    """Somebody else wants to sign in."""

    def __init__(
        self,
        core: Core,
        done: Callable[[], None],
        open_by_hand: Callable[[str, Actor | None], None] | None = None,
    ) -> None:
        super().__init__()
        self.setProperty("page", True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._core = core
        self.presenter = LockPresenter(core, self, done, open_by_hand)
        self._clock, self._place = label(role="big_clock"), label(role="muted")
        self._waits = Pill(height=34, dot=True)
        self._name, self._said = label(role="title"), label(role="muted")
        self._dots, self.pad = PinDots(DIGITS), PinPad()
        self.hold = HoldButton(monotonic=core.clock.monotonic)
        self.hold.setFixedSize(440, 62)
        self.other_gate = QPushButton()
        self._lay_out()
        does = self.presenter
        self.pad.digit.connect(does.digit)
        self.pad.back.connect(does.back)
        self.pad.other.connect(self._other)
        self.hold.held.connect(does.hold)
        self.other_gate.clicked.connect(does.other_gate)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(0)
        middle = Qt.AlignmentFlag.AlignHCenter
        column.addStretch(1)
        column.addWidget(self._clock, 0, middle)
        column.addWidget(self._place, 0, middle)
        column.addSpacing(10)
        column.addWidget(self._waits, 0, middle)
        self._waits.setMinimumHeight(34)
        keep = self._waits.sizePolicy()
        keep.setRetainSizeWhenHidden(True)
        self._waits.setSizePolicy(keep)
        column.addSpacing(10)
        column.addWidget(self._name, 0, middle)
        column.addSpacing(2)
        column.addWidget(self._said, 0, middle)
        column.addSpacing(16)
        column.addWidget(self._dots, 0, middle)
        column.addSpacing(18)
        self.pad.setMaximumHeight(4 * 74 + 36)
        column.addWidget(self.pad, 6, middle)
        column.addSpacing(16)
        column.addWidget(self.hold, 0, middle)
        column.addSpacing(8)
        column.addWidget(self.other_gate, 0, middle)
        column.addStretch(1)

    def begin(self, asking: Asking) -> None:
        """The page comes up for this."""
        self.presenter.begin(asking)

    def tick(self) -> None:
        """Once a second."""
        self.presenter.tick()

    def show_state(self, state: LockState) -> None:
        """Show the state."""
        zone = self._core.site_zone
        self._clock.setText(times.clock(state.now, zone))
        self._place.setText(shell.moved(state.now, zone, self._core.post_name, self._core.site_name))
        self._waits.setVisible(state.somebody_waits)
        self._waits.show_words(lock.waits(), Tone.WARN)
        self._name.setText(people.plain(state.actor.name) if state.actor else "")
        words, wrong = lock.said(state)
        self._said.setText(words)
        self.setAccessibleName(words)
        role = "error" if wrong else "muted"
        if self._said.property("role") != role:
            self._said.setProperty("role", role)
            restyle(self._said)
        self._dots.show_typed(state.typed, lock.digits(state.typed))
        self.pad.show_words(lock.other(state.asking), lock.backspace())
        opens = state.gate is not None and (state.asking is Asking.UNLOCK or state.free)
        self.hold.setVisible(opens)
        if state.gate is not None:
            self.hold.show_words(*lock.hold(people.plain(state.gate.name, 30), free=state.free))
        by_hand = opens or state.asking is Asking.BY_HAND
        self.other_gate.setText(lock.other_gate())
        self.other_gate.setVisible(by_hand and len(self._core.gates()) > 1)

    def key(self, shortcut: Shortcut, press: KeyPress) -> None:
        """Enter and Escape come from the console's keys."""
        if press.auto_repeat:
            return
        if shortcut is Shortcut.OPEN:
            self.presenter.enter()
        elif shortcut is Shortcut.REFUSE and self.presenter.state.asking is not Asking.UNLOCK:
            self.presenter.later()
        elif shortcut is Shortcut.HOLD_FIRST_GATE and self.hold.isVisible():
            self.hold.begin()

    def key_up(self, shortcut: Shortcut) -> None:
        """A held key went up."""
        if shortcut is Shortcut.HOLD_FIRST_GATE:
            self.hold.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Backspace:
            self.presenter.back()
        elif event.text() and event.text().isdigit() and not event.isAutoRepeat():
            self.presenter.digit(event.text())
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _other(self) -> None:
        if self.presenter.state.asking is Asking.UNLOCK:
            self.other_wanted.emit()
        elif self.presenter.state.asking is Asking.BY_HAND:
            self.presenter.other_person()
        else:
            self.presenter.later()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.show_state(self.presenter.state)
        super().changeEvent(event)
