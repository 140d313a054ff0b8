"""A short form inside a card: a kind, a few fields, yes and back. Enter goes on, and at the end sends it."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import QEvent, QRegularExpression, Qt, Signal
from PySide6.QtGui import QKeyEvent, QRegularExpressionValidator, QShowEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from ui.widgets.para import label
from ui.widgets.segments import Segments


@dataclass(frozen=True, slots=True)
class FieldFace:
    """One field. `wide`: over both columns; `digits`: nothing but digits can be typed; `needed`: it is not sent
    without; `wanted`: Enter comes by once, and goes on if it stays empty."""

    key: str
    caption: str
    text: str = ""
    wide: bool = False
    needed: bool = False
    wanted: bool = False
    digits: bool = False
    longest: int = 80


@dataclass(frozen=True, slots=True)
class FormFace:
    """The whole form. `subject` names it: another subject empties the fields and fills them anew."""

    subject: str
    choices: tuple[tuple[str, str], ...]
    choice: str
    fields: tuple[FieldFace, ...]
    yes: str
    back: str


class FormSheet(QWidget):
    """Gives the kind and the fields' texts by key, or leaves."""

    given = Signal(str, dict)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._face: FormFace | None = None
        self._kinds = Segments()
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(2)
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, 1)
        self.fields: dict[str, QLineEdit] = {}
        self._yes, self._back = QPushButton(), QPushButton()
        self._yes.setProperty("kind", "primary")
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(self._yes, 16)
        row.addWidget(self._back, 10)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._kinds)
        column.addLayout(self._grid)
        column.addStretch(1)
        column.addLayout(row)
        self._yes.clicked.connect(self._give)
        self._back.clicked.connect(self.left)

    def show_face(self, face: FormFace) -> None:
        """Show a form; texts already typed stay while the subject is the same."""
        before = self._face
        self._face = face
        self._yes.setText(face.yes)
        self._back.setText(face.back)
        if before is None or before.subject != face.subject:
            self._kinds.show_choices(face.choices, face.choice)
            self._build(face)
        elif before != face:
            self._kinds.show_choices(face.choices, self._kinds.current())
            for n, field in enumerate(face.fields):
                self._name(n, field)
        self._offer()

    def _build(self, face: FormFace) -> None:
        while (old := self._grid.takeAt(0)) is not None:
            if (widget := old.widget()) is not None:
                widget.deleteLater()
        self.fields, self._captions = {}, []
        row = column = 0
        for n, field in enumerate(face.fields):
            if field.wide and column:
                row, column = row + 1, 0
            caption, line = label(role="small"), QLineEdit(field.text)
            line.setMaxLength(field.longest)
            line.setProperty("tall", True)
            if field.digits:
                line.setValidator(QRegularExpressionValidator(QRegularExpression("[0-9]*"), line))
            line.returnPressed.connect(lambda n=n: self._next(n))
            line.textChanged.connect(self._offer)
            caption.setBuddy(line)
            caption.setContentsMargins(0, 5 if row else 0, 0, 0)
            self._captions.append(caption)
            self.fields[field.key] = line
            self._name(n, field)
            self._grid.addWidget(caption, 2 * row, column, 1, 2 if field.wide else 1)
            self._grid.addWidget(line, 2 * row + 1, column, 1, 2 if field.wide else 1)
            if field.wide or column:
                row, column = row + 1, 0
            else:
                column = 1
        lines = list(self.fields.values())
        for one, other in pairwise(lines):
            QWidget.setTabOrder(one, other)

    def _name(self, n: int, field: FieldFace) -> None:
        self._captions[n].setText(field.caption)
        self.fields[field.key].setAccessibleName(field.caption)

    def _missing(self) -> QLineEdit | None:
        assert self._face is not None
        for field in self._face.fields:
            if field.needed and not self.fields[field.key].text().strip():
                return self.fields[field.key]
        return None

    def _next(self, n: int) -> None:
        """Enter: to what is still needed, then to what is wanted below; when nothing is, the form is sent."""
        missing = self._missing() or self._wanted_after(n)
        if missing is None:
            self._give()
        else:
            missing.setFocus(Qt.FocusReason.TabFocusReason)

    def _wanted_after(self, n: int) -> QLineEdit | None:
        assert self._face is not None
        for field in self._face.fields[n + 1 :]:
            if field.wanted and not self.fields[field.key].text().strip():
                return self.fields[field.key]
        return None

    def _give(self) -> None:
        if self._missing() is None:
            texts = {key: line.text().strip() for key, line in self.fields.items()}
            self.given.emit(self._kinds.current(), texts)

    def _offer(self) -> None:
        self._yes.setEnabled(self._missing() is None)

    def showEvent(self, event: QShowEvent) -> None:
        first = self._missing() or next(iter(self.fields.values()), None)
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return True
        return super().event(event)
