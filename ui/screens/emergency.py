"""The emergency card: lock the gates down, call for help. Each by holding for a second."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout

from ui.presenters.emergency import EmergencyPresenter, EmergencyState
from ui.presenters.port import Core
from ui.text import emergency
from ui.widgets.hold import HoldButton
from ui.widgets.para import Para, label
from ui.widgets.tone import Tone


class EmergencyCard(QFrame):
    """Owns its presenter."""

    done = Signal()

    def __init__(self, core: Core) -> None:
        super().__init__()
        self.setFixedWidth(520)
        self.presenter = EmergencyPresenter(core, self)
        self._title = label(role="title")
        self._locking, self._calling = Para(), Para()
        self.lock = HoldButton(monotonic=core.clock.monotonic, tone=Tone.DENIED)
        self.release = HoldButton(monotonic=core.clock.monotonic, tone=Tone.WARN)
        self.call = HoldButton(monotonic=core.clock.monotonic, tone=Tone.WARN)
        self._foot = Para(px=13, line=18)
        self._close = QPushButton()
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self._close)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 20)
        column.setSpacing(10)
        column.addLayout(head)
        column.addWidget(self._locking)
        for button in (self.lock, self.release):
            button.setFixedSize(470, 76)
            column.addWidget(button)
        column.addSpacing(10)
        column.addWidget(self._calling)
        self.call.setFixedSize(470, 76)
        column.addWidget(self.call)
        column.addSpacing(8)
        column.addWidget(self._foot)
        self.lock.held.connect(self.presenter.lock_down)
        self.release.held.connect(self.presenter.release)
        self.call.held.connect(self.presenter.call_help)
        self._close.clicked.connect(self.done)

    def show_state(self, state: EmergencyState) -> None:
        """Show the state."""
        self._title.setText(emergency.heading())
        sentence, words, below = emergency.lockdown(state.locked, state.may_release)
        self._locking.set_text(sentence)
        self.lock.setVisible(not state.locked and state.may_lock)
        self.release.setVisible(state.locked and state.may_release)
        for button in (self.lock, self.release):
            button.show_words(words, below)
        sentence, words, below = emergency.call_help(state.called)
        self._calling.set_text(sentence)
        self.call.show_words(words, below)
        self.call.setVisible(not state.called)
        self._foot.set_text(emergency.key_switch())
        self._close.setText(emergency.close())

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.show_state(self.presenter.state)
        super().changeEvent(event)
