"""The sign-in page: e-mail and password, errors in words."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QRectF, QRegularExpression, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QRegularExpressionValidator, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from app.domain.case import KeyPress
from app.events import Link
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
CODE_DIGITS = 6


class _Mark(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(56, 56)

    def paintEvent(self, event: QPaintEvent) -> None:
        icons.draw(QPainter(self), "arch", tokens().colour("accent"), QRectF(self.rect()))


class SignInScreen(QWidget):
    """Owns its form and its presenter."""

    left = Signal()
    """Esc: back to the console, if somebody is on duty there."""
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
        self.code = QLineEdit()
        self.code.setValidator(QRegularExpressionValidator(QRegularExpression("[0-9]*"), self.code))
        self.code.textEdited.connect(self._code_typed)
        for field in (self.email, self.password, self.code):
            field.setProperty("tall", True)
            field.setMaxLength(CODE_DIGITS if field is self.code else 320)
            field.returnPressed.connect(self._submit)
        self._error = Para(colour="denied")
        self._error.setFixedHeight(63)
        self.button = QPushButton()
        self.button.setProperty("kind", "primary")
        self.button.clicked.connect(self._submit)
        self._note = Para(px=13, line=18)
        self._note.setFixedHeight(36)  # the page asks the card's height for its own width, where one line is enough
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
        form.setContentsMargins(28, 18, 28, 18)
        form.setSpacing(6)
        form.addWidget(self._heading)
        form.addSpacing(12)
        form.addWidget(self._email_label)
        form.addWidget(self.email)
        form.addSpacing(8)
        form.addWidget(self._password_label)
        form.addWidget(self.password)
        form.addWidget(self.code)
        self.code.hide()
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

    def _show_code(self, asked: bool) -> None:
        """The code stands in the password's place."""
        if asked is not self.code.isHidden():
            return
        self.email.setReadOnly(asked)
        self.password.setVisible(not asked)
        self.code.setVisible(asked)
        self.code.clear()
        self._password_label.setBuddy(self.code if asked else self.password)
        (self.code if asked else self.password).setFocus(Qt.FocusReason.OtherFocusReason)

    def _code_typed(self, text: str) -> None:
        """The sixth digit is the Enter."""
        if len(text) == CODE_DIGITS:
            self._submit()

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
        self._password_label.setText(sign_in.code() if state.asks_code else sign_in.password())
        self._show_code(state.asks_code)
        self.email.setAccessibleName(sign_in.email())
        self.password.setAccessibleName(sign_in.password())
        self.code.setAccessibleName(sign_in.code())
        self.button.setText(sign_in.button(state.busy))
        self.button.setEnabled(not state.busy)
        offline = self._core.link.link is Link.OFFLINE
        self._note.set_text(sign_in.code_note() if state.asks_code else sign_in.gate_note(offline))
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
        self.presenter.submitted(self.email.text(), self.password.text(), self.code.text())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif not self.presenter.back():
            self.left.emit()

    def showEvent(self, event: QShowEvent) -> None:
        (self.password if self.email.text() else self.email).setFocus(Qt.FocusReason.OtherFocusReason)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.show_state(self.presenter.state)
        super().changeEvent(event)
