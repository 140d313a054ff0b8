"""The sign-in page: e-mail and password, errors in words."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from app.events import Link
from app.domain.case import KeyPress
from ui import icons
from ui.keys import Shortcut
from ui.presenters.port import Core
from ui.presenters.sign_in import SignInPresenter, SignInState
from ui.text import lock, people, shell, sign_in, times
from ui.text.errors import error_words
from ui.theme import tokens
from ui.widgets.hold import HoldButton
from ui.widgets.para import Para, label

WIDTH = 480


class _Mark(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(56, 56)

    def paintEvent(self, event: QPaintEvent) -> None:
        icons.draw(QPainter(self), "arch", tokens().colour("accent"), QRectF(self.rect()))


class SignInScreen(QWidget):
    """Owns its form and its presenter."""

    by_hand = Signal(str)
    """The gate's id: somebody held the button, and nobody is on duty."""

    def __init__(self, core: Core, done: Callable[[], None]) -> None:
        super().__init__()
        self.setProperty("page", True)
        self._core = core
        self.presenter = SignInPresenter(core, self, done)
        self._clock, self._place = label(role="big_clock"), label(role="muted")
        self._heading = label(role="title")
        self._email_label, self._password_label = label(role="caption"), label(role="caption")
        self.email, self.password = QLineEdit(), QLineEdit()
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        for field in (self.email, self.password):
            field.setProperty("tall", True)
            field.setMaxLength(320)
            field.returnPressed.connect(self._submit)
        self._error = Para(colour="denied")
        self._error.setMinimumHeight(63)
        self.button = QPushButton()
        self.button.setProperty("kind", "primary")
        self.button.clicked.connect(self._submit)
        self._note = Para(px=13, line=18)
        self.hold = HoldButton(monotonic=core.clock.monotonic)
        self.hold.setFixedSize(WIDTH, 62)
        self.hold.held.connect(self._held)
        self._lay_out()
        self._email_label.setBuddy(self.email)
        self._password_label.setBuddy(self.password)

    def _lay_out(self) -> None:
        card = QFrame()
        card.setProperty("card", True)
        card.setFixedWidth(WIDTH)
        form = QVBoxLayout(card)
        form.setContentsMargins(28, 24, 28, 24)
        form.setSpacing(6)
        form.addWidget(self._heading)
        form.addSpacing(12)
        form.addWidget(self._email_label)
        form.addWidget(self.email)
        form.addSpacing(8)
        form.addWidget(self._password_label)
        form.addWidget(self.password)
        form.addSpacing(8)
        form.addWidget(self._error)
        form.addWidget(self.button)
        form.addSpacing(8)
        form.addWidget(self._note)
        head = QHBoxLayout()
        head.addStretch(1)
        head.addWidget(_Mark())
        head.addSpacing(4)
        head.addWidget(self._clock)
        head.addStretch(1)
        column = QVBoxLayout(self)
        column.addStretch(2)
        column.addLayout(head)
        column.addWidget(self._place, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(22)
        column.addWidget(card, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(16)
        column.addWidget(self.hold, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)

    def start(self) -> None:
        """Show the empty form."""
        self.password.clear()
        self.presenter.start()

    def tick(self) -> None:
        """Once a second."""
        self.show_state(self.presenter.state)

    def show_state(self, state: SignInState) -> None:
        """Show the state."""
        now, zone = self._core.site_now(), self._core.site_zone
        self._clock.setText(times.clock(now, zone))
        self._place.setText(shell.moved(now, zone, self._core.post_name, self._core.site_name))
        self._heading.setText(sign_in.heading())
        self._email_label.setText(sign_in.email())
        self._password_label.setText(sign_in.password())
        self.email.setAccessibleName(sign_in.email())
        self.password.setAccessibleName(sign_in.password())
        self.button.setText(sign_in.button(state.busy))
        self.button.setEnabled(not state.busy)
        self._note.set_text(sign_in.gate_note(self._core.link.link is Link.OFFLINE))
        gates = self._core.gates()
        self.hold.setVisible(bool(gates))
        if gates:
            name = people.plain(gates[0].name, 30)
            self.hold.show_words(*lock.hold(name, free=self._core.override.free))
        text = ""
        if state.missing:
            text = sign_in.missing(state.missing)
        elif state.error is not None:
            title, message, next_step = error_words(state.error)
            text = f"{title}. {message} {next_step}"
        self._error.set_text(text)

    def key(self, shortcut: Shortcut, press: KeyPress) -> None:
        """The key that holds the first gate's button."""
        if shortcut is Shortcut.HOLD_FIRST_GATE and not press.auto_repeat and self.hold.isVisible():
            self.hold.begin()

    def key_up(self, shortcut: Shortcut) -> None:
        """It went up."""
        if shortcut is Shortcut.HOLD_FIRST_GATE:
            self.hold.end()

    def _held(self) -> None:
        gates = self._core.gates()
        if gates:
            self.by_hand.emit(gates[0].gate_id)

    def _submit(self) -> None:
        if not self.password.text() and self.email.hasFocus() and self.email.text().strip():
            self.password.setFocus()
            return
        self.presenter.submitted(self.email.text(), self.password.text())

    def showEvent(self, event: QShowEvent) -> None:
        (self.password if self.email.text() else self.email).setFocus(Qt.FocusReason.OtherFocusReason)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.show_state(self.presenter.state)
        super().changeEvent(event)
