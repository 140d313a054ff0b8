"""Several codes came into view together: one large button each, with its key, and a way out."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from ui.widgets.actions import ActionButton, ActionFace
from ui.widgets.para import Para, label

CHOICES = 3


@dataclass(frozen=True, slots=True)
class WhichFace:
    """What is asked. `choices`: the words of each, at most CHOICES, in the order of their keys 1, 2, …"""

    heading: str
    sentence: str
    none: str
    none_key: str
    choices: tuple[str, ...] = ()


class WhichSheet(QWidget):
    """Gives the number of the choice, from 0, or leaves."""

    chosen = Signal(int)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._count = 0
        self._heading, self._sentence = label(role="title"), Para()
        self._buttons = [ActionButton() for _ in range(CHOICES)]
        self._none = ActionButton()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self._heading)
        column.addWidget(self._sentence)
        for n, button in enumerate(self._buttons):
            column.addWidget(button)
            button.clicked.connect(lambda checked=False, n=n: self.chosen.emit(n))
        column.addStretch(1)
        column.addWidget(self._none)
        self._none.clicked.connect(self.left)

    def show_face(self, face: WhichFace) -> None:
        """Ask."""
        self._count = min(len(face.choices), CHOICES)
        self.setAccessibleName(face.heading)
        self._heading.setText(face.heading)
        self._sentence.set_text(face.sentence)
        self._none.show_face(ActionFace("none", face.none, face.none_key))
        for n, button in enumerate(self._buttons):
            button.setVisible(n < self._count)
            if n < self._count:
                button.show_face(ActionFace(str(n), face.choices[n], str(n + 1)))

    def showEvent(self, event: QShowEvent) -> None:
        # The digits choose, unless somebody is writing them into a field.
        if not isinstance(QApplication.focusWidget(), QLineEdit | QPlainTextEdit):
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        number = event.key() - Qt.Key.Key_1
        if 0 <= number < self._count and not event.isAutoRepeat():
            self.chosen.emit(number)
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return True
        return super().event(event)
