"""The emergency card: lock the gates down, open several at once, call for help. Each by holding for a second."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from ui.presenters.emergency import EmergencyPresenter, EmergencyState, Step
from ui.presenters.lock import DIGITS
from ui.presenters.port import Core
from ui.text import emergency, gates, lock, people
from ui.widgets.device_list import DeviceButton, DeviceFace
from ui.widgets.hold import HoldButton
from ui.widgets.para import Para, label
from ui.widgets.pin import PinDots, PinPad
from ui.widgets.tone import Tone

WIDTH, HOLD_HEIGHT = 470, 76


class EmergencyCard(QFrame):
    """Owns its presenter."""

    done = Signal()
    open_wanted = Signal(tuple)
    """Ids of the gates to open together."""

    def __init__(self, core: Core) -> None:
        super().__init__()
        self.setFixedWidth(WIDTH + 50)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._monotonic = core.clock.monotonic
        self._now, self._zone = core.site_now, lambda: core.site_zone
        self.presenter = EmergencyPresenter(core, self)
        self._title, self._close = label(role="title"), QPushButton()
        self._locking, self._calling, self._confirming, self._grouping = Para(), Para(), Para(), Para()
        self.lock, self.confirm = self._hold(Tone.DENIED), self._hold(Tone.DENIED)
        self.release, self.call, self.together = (self._hold(Tone.WARN) for _ in range(3))
        self.by_pin, self.several = QPushButton(), QPushButton()
        self.gates: dict[str, DeviceButton] = {}
        self._grid = QGridLayout()
        self._grid.setSpacing(8)
        self._asked, self._said = label(role="title"), label(role="muted")
        self._dots, self.pad = PinDots(DIGITS), PinPad()
        self._foot = Para(px=13, line=18)
        self._pages = QStackedWidget()
        self._steps = {
            Step.CHOOSE: self._page(
                self._locking, self.lock, self.release, self.by_pin, self.several, self._calling, self.call
            ),
            Step.CONFIRM_LOCK: self._page(self._confirming, self.confirm),
            Step.GROUP: self._page(self._grouping, self._grid, self.together),
            Step.PIN: self._page(self._asked, self._said, self._dots, self.pad),
        }
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self._close)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 20)
        column.setSpacing(10)
        column.addLayout(head)
        column.addWidget(self._pages)
        column.addWidget(self._foot)
        self._connect()

    def _hold(self, tone: Tone) -> HoldButton:
        button = HoldButton(monotonic=self._monotonic, tone=tone)
        button.setFixedSize(WIDTH, HOLD_HEIGHT)
        return button

    def _page(self, *parts: QWidget | QGridLayout) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        for part in parts:
            if isinstance(part, QGridLayout):
                column.addLayout(part)
            elif part in (self._dots, self.pad):
                column.addWidget(part, 0, Qt.AlignmentFlag.AlignHCenter)
            else:
                column.addWidget(part)
        column.addStretch(1)
        self._pages.addWidget(page)
        return page

    def _connect(self) -> None:
        does = self.presenter
        self.lock.held.connect(does.lock_down)
        self.confirm.held.connect(does.confirm)
        self.release.held.connect(does.release)
        self.by_pin.clicked.connect(does.ask_pin)
        self.several.clicked.connect(does.choose_gates)
        self.together.held.connect(does.open_chosen)
        self.call.held.connect(does.call_help)
        self.pad.digit.connect(does.digit)
        self.pad.back.connect(does.take_back)
        self.pad.other.connect(does.next_person)
        self._close.clicked.connect(self._leave)

    def show_state(self, state: EmergencyState) -> None:
        """Show the state."""
        first = state.step is Step.CHOOSE
        self._title.setText(emergency.heading(state.step.value))
        self.setAccessibleName(emergency.heading(state.step.value))
        self._close.setText(emergency.close() if first else emergency.back())
        self._show_first(state)
        sentence, words, below = emergency.confirm()
        self._confirming.set_text(sentence)
        self.confirm.show_words(words, below)
        self._show_gates(state)
        self._show_pin(state)
        self._foot.set_text(emergency.key_switch())
        page = self._steps[state.step]
        if self._pages.currentWidget() is not page:
            self._pages.setCurrentWidget(page)
            self.setFocus(Qt.FocusReason.OtherFocusReason)  # a key that is still held must not reach the next page
        self._pages.setFixedHeight(page.sizeHint().height())

    def _show_first(self, state: EmergencyState) -> None:
        sentence, words, below = emergency.lockdown(state.locked, state.may_release)
        if state.locked:
            sentence = f"{sentence} {emergency.locked_by(state.word, self._now(), self._zone())}".strip()
        self._locking.set_text(sentence)
        self.lock.setVisible(not state.locked and state.may_lock)
        self.release.setVisible(state.locked and state.may_release)
        for button in (self.lock, self.release):
            button.show_words(words, below)
        self.by_pin.setText(emergency.by_pin())
        self.by_pin.setVisible(state.locked and not state.may_release and bool(state.people))
        self.several.setText(emergency.several())
        self.several.setVisible(state.may_open)
        sentence, words, below = emergency.call_help(state.called, loud=state.loud, locks=state.locks)
        self._calling.set_text(sentence)
        self.call.show_words(words, below)
        self.call.setVisible(not state.called)

    def _show_gates(self, state: EmergencyState) -> None:
        for n, gate in enumerate(state.gates):
            button = self.gates.get(gate.gate_id)
            if button is None:
                button = self.gates[gate.gate_id] = DeviceButton()
                button.clicked.connect(lambda checked=False, which=gate.gate_id: self.presenter.turn_gate(which))
                self._grid.addWidget(button, n // 2, n % 2)
            chosen = gate.gate_id in state.chosen
            tone = Tone.GRANTED if chosen else Tone.QUIET
            words = emergency.gate_chosen(chosen, gates.position(gate.position))
            button.show_face(DeviceFace(gate.gate_id, people.plain(gate.name, 40), words, tone))
            button.setChecked(chosen)
        sentence, words, below = emergency.together(len(state.chosen))
        self._grouping.set_text(sentence)
        self.together.show_words(words, below)
        self.together.setEnabled(bool(state.chosen))

    def _show_pin(self, state: EmergencyState) -> None:
        self._asked.setText(people.plain(state.person.name, 40) if state.person else "")
        words, wrong = emergency.pin_said(state.error, state.busy)
        self._said.setText(words)
        self._said.setProperty("role", "error" if wrong else "muted")
        self._said.style().polish(self._said)
        self._dots.show_typed(state.typed, lock.digits(state.typed))
        self.pad.show_words(emergency.other_person(), lock.backspace())
        self.pad.other_key.setEnabled(len(state.people) > 1)

    def open_together(self, gate_ids: Sequence[str]) -> None:
        """The presenter has taken the hold for these gates."""
        self.open_wanted.emit(tuple(gate_ids))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        typing = self.presenter.state.step is Step.PIN and not event.isAutoRepeat()
        if typing and event.key() == Qt.Key.Key_Backspace:
            self.presenter.take_back()
        elif typing and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.presenter.enter()
        elif typing and event.text() in tuple("0123456789"):
            self.presenter.digit(event.text())
        else:
            super().keyPressEvent(event)

    def _leave(self) -> None:
        if self.presenter.state.step is Step.CHOOSE:
            self.done.emit()
        else:
            self.presenter.back()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.show_state(self.presenter.state)
        super().changeEvent(event)
