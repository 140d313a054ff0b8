"""Whom to call: a name, a house, a number in large digits, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ui.theme import restyle
from ui.widgets.para import Elide, Para, label
from ui.widgets.tone import Tone


@dataclass(frozen=True, slots=True)
class CallFace:
    """`number`: the phone's, or words when there is none; `yes`, `no`: empty where they would change nothing."""

    heading: str
    who: str
    number: str
    sentence: str
    yes: str
    no: str
    back: str
    tone: Tone = Tone.QUIET


class CallSheet(QWidget):
    """The host said yes, or no, or the sheet is left."""

    agreed = Signal()
    declined = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._heading, self._number = label(role="caption"), label(role="figure")
        self._number.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._who = Elide()
        self._who.setProperty("role", "name")
        self._sentence = Para()
        self._yes, self.no, self._back = QPushButton(), QPushButton(), QPushButton()
        self._yes.setProperty("kind", "primary")
        inset = QFrame()
        inset.setProperty("inset", True)
        box = QVBoxLayout(inset)
        box.setContentsMargins(18, 14, 18, 14)
        box.addWidget(self._number)
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(self._yes, 16)
        row.addWidget(self.no, 12)
        row.addWidget(self._back, 8)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self._heading)
        column.addWidget(self._who)
        column.addWidget(inset)
        column.addWidget(self._sentence)
        column.addStretch(1)
        column.addLayout(row)
        self._yes.clicked.connect(self.agreed)
        self.no.clicked.connect(self.declined)
        self._back.clicked.connect(self.left)

    def show_face(self, face: CallFace) -> None:
        """Show another host, or the number once it is known."""
        self._heading.setText(face.heading)
        self._who.setText(face.who)
        self._number.setText(face.number)
        self._sentence.set_text(face.sentence)
        self._sentence.set_colour({Tone.GRANTED: "granted", Tone.DENIED: "denied"}.get(face.tone, "text"))
        self._yes.setText(face.yes)
        self._yes.setVisible(bool(face.yes))
        self.no.setText(face.no)
        self.no.setVisible(bool(face.no))
        self.no.setProperty("kind", "danger" if face.no and not face.yes else "")
        restyle(self.no)
        self._back.setText(face.back)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return True
        return super().event(event)
