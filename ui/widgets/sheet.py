"""A question inside a card: a heading, a field, usual answers, yes and back. No dialog, nothing is blocked."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from ui.widgets.para import Para, label

ANSWERS = 6
WITH_SENTENCE = 4
"""More answers, and the smallest window has no room for the sentence above them."""
LINE = 22
"""Letters of an answer's line: more are written in two."""


@dataclass(frozen=True, slots=True)
class SheetFace:
    """What is asked. `answers`: the usual ones, one touch each, at most ANSWERS."""

    heading: str
    sentence: str
    field: str
    yes: str
    back: str
    answers: tuple[str, ...] = ()


class AskSheet(QWidget):
    """Gives an answer, or leaves."""

    given = Signal(str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._face = SheetFace("", "", "", "", "")
        self._heading = label(role="title")
        self._sentence = Para()
        self._answers = [QPushButton() for _ in range(ANSWERS)]
        self.field = QLineEdit()
        self.field.setMaxLength(200)
        self.field.setProperty("tall", True)
        self._yes, self._back = QPushButton(), QPushButton()
        self._yes.setProperty("kind", "primary")
        grid = QGridLayout()
        grid.setSpacing(8)
        for n, button in enumerate(self._answers):
            button.setProperty("kind", "answer")
            button.clicked.connect(lambda checked=False, n=n: self.given.emit(self._face.answers[n]))
            grid.addWidget(button, n // 2, n % 2)
            button.hide()  # a sheet that asks nothing yet wants no room
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(self._yes, 16)
        row.addWidget(self._back, 10)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self._heading)
        column.addWidget(self._sentence)
        column.addLayout(grid)
        column.addWidget(self.field)
        column.addStretch(1)
        column.addLayout(row)
        self._yes.clicked.connect(self._give)
        self._back.clicked.connect(self.left)
        self.field.returnPressed.connect(self._give)
        self.field.textChanged.connect(self._offer)

    def show_face(self, face: SheetFace) -> None:
        """Ask something."""
        if face == self._face:
            return
        if face.heading != self._face.heading:
            self.field.clear()
        self._face = face
        self._heading.setText(face.heading)
        self._sentence.set_text(face.sentence)
        self.field.setPlaceholderText(face.field)
        self.field.setAccessibleName(face.field)
        self._yes.setText(face.yes)
        self._back.setText(face.back)
        self._sentence.setVisible(len(face.answers) <= WITH_SENTENCE)
        for n, button in enumerate(self._answers):
            button.setVisible(n < len(face.answers))
            if n < len(face.answers):
                button.setText(_in_lines(face.answers[n]))
                button.setAccessibleName(face.answers[n])
        self._offer()

    def showEvent(self, event: QShowEvent) -> None:
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return True
        return super().event(event)

    def _offer(self) -> None:
        self._yes.setEnabled(bool(self.field.text().strip()))

    def _give(self) -> None:
        if self.field.text().strip():
            self.given.emit(self.field.text().strip())
            self.field.clear()


def _in_lines(answer: str) -> str:
    """Broken at the blank next to its middle, if it is too long for one line."""
    blanks = [at for at, letter in enumerate(answer) if letter == " "]
    if len(answer) <= LINE or not blanks:
        return answer
    middle = min(blanks, key=lambda at: abs(at - len(answer) // 2))
    return f"{answer[:middle]}\n{answer[middle + 1 :]}"
