"""A question with a few answers, one touch each, and a way back."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QPushButton, QVBoxLayout, QWidget

from ui.widgets.para import Para, label

COLUMNS = 2


@dataclass(frozen=True, slots=True)
class PickFace:
    """What is asked; `answers`: keys and words."""

    heading: str
    sentence: str
    answers: tuple[tuple[str, str], ...]
    back: str


class PickSheet(QWidget):
    """Gives the key of an answer, or leaves."""

    given = Signal(str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._heading, self._sentence, self._back = label(role="title"), Para(max_lines=4), QPushButton()
        self.answers: list[QPushButton] = []
        self._face = PickFace("", "", (), "")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self._grid = QGridLayout()
        self._grid.setSpacing(8)
        self._column.addWidget(self._heading)
        self._column.addWidget(self._sentence)
        self._column.addLayout(self._grid)
        self._column.addStretch(1)
        self._column.addWidget(self._back)
        self._back.clicked.connect(self.left)

    def show_face(self, face: PickFace) -> None:
        """Ask something."""
        self._face = face
        self._heading.setText(face.heading)
        self._sentence.set_text(face.sentence)
        self._back.setText(face.back)
        while len(self.answers) < len(face.answers):
            button, number = QPushButton(), len(self.answers)
            button.clicked.connect(lambda checked=False, n=number: self.given.emit(self._face.answers[n][0]))
            self._grid.addWidget(button, number // COLUMNS, number % COLUMNS)
            self.answers.append(button)
        for n, button in enumerate(self.answers):
            button.setVisible(n < len(face.answers))
            if n < len(face.answers):
                button.setText(face.answers[n][1])
