"""One bar for what a person must know and do now: what happened, and the next step."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ui import icons
from ui.theme import tokens
from ui.widgets.para import Elide
from ui.widgets.tone import Tone, colours


@dataclass(frozen=True, slots=True)
class TroubleFace:
    """`action`: words on the button that does the next step, or nothing; `close`: words on the other one."""

    title: str
    next_step: str
    tone: Tone
    icon: str = "warning"
    action: str = ""
    close: str = ""


class TroubleBar(QFrame):
    """Stands under the top bar while there is something to say; the buttons at the foot do not move for it."""

    acted = Signal()
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._face = TroubleFace("", "", Tone.WARN)
        self._title, self._next = Elide(), Elide()
        self._title.setProperty("role", "strong")
        self._action, self._close = QPushButton(), QPushButton()
        self._close.setProperty("kind", "quiet")
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addStretch(1)
        words.addWidget(self._title)
        words.addWidget(self._next)
        words.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(60, 5, 16, 6)
        row.setSpacing(10)
        row.addLayout(words, 1)
        row.addWidget(self._action)
        row.addWidget(self._close)
        self._action.clicked.connect(self.acted)
        self._close.clicked.connect(self.closed)
        self.hide()

    def show_face(self, face: TroubleFace | None) -> None:
        """Say something, or nothing."""
        self.setVisible(face is not None)
        if face is None:
            return
        self._face = face
        self._title.setText(face.title)
        self._next.setText(face.next_step)
        self._title.setToolTip(face.title)
        self._next.setToolTip(face.next_step)
        for button, words in ((self._action, face.action), (self._close, face.close)):
            button.setText(words)
            button.setVisible(bool(words))
        self.setAccessibleName(f"{face.title}. {face.next_step}")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint = colours(self._face.tone, tokens())
        painter.fillRect(self.rect(), paint.ground)
        painter.fillRect(QRectF(0, self.height() - 1, self.width(), 1), paint.line)
        painter.fillRect(QRectF(0, 0, 6, self.height()), paint.strong)
        icons.draw(painter, self._face.icon, paint.strong, QRectF(20, (self.height() - 26) / 2, 26, 26))
