"""Where a code is typed and a person is looked for; answers appear above it, over the camera's lower edge."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from ui import icons
from ui.theme import tokens
from ui.widgets.para import label
from ui.widgets.pill import KeyHint
from ui.widgets.rows import Row, RowList

LONGEST = 600
"""More letters than any name or code has; a pasted novel is cut here."""


class _Field(QLineEdit):
    moved = Signal(int)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setMaxLength(LONGEST)
        self.setProperty("tall", True)
        self.setTextMargins(26, 0, 0, 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.moved.emit(-1 if event.key() == Qt.Key.Key_Up else 1)
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        icons.draw(painter, "search", tokens().colour("muted"), QRectF(14, (self.height() - 18) / 2, 18, 18))


class FindField(QWidget):
    """The field and its key. Enter gives the text away, or the row that is marked."""

    typed = Signal(str)
    """The text changed."""
    entered = Signal(str)
    """Enter was pressed on this text while no row was marked."""
    chosen = Signal(str)
    """A row was taken; its key."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = _Field()
        self._key = KeyHint("Ctrl K")
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 10, 14, 10)
        row.setSpacing(12)
        row.addWidget(self.field, 1)
        row.addWidget(self._key)
        self.answers = Answers()
        self.answers.list.chosen.connect(self._take)
        self.field.textEdited.connect(self.typed)
        self.field.moved.connect(self._move)
        self.field.left.connect(self.leave)
        self.field.returnPressed.connect(self._enter)

    def show_words(self, placeholder: str, name: str) -> None:
        """What the empty field says, and what a screen reader calls it."""
        self.field.setPlaceholderText(placeholder)
        self.field.setAccessibleName(name)

    def leave(self) -> None:
        """Empty the field, hide the answers, give the keys back to the verdict."""
        self.field.clear()
        self.typed.emit("")
        self.field.clearFocus()

    def _enter(self) -> None:
        key = self.answers.list.current_key() if not self.answers.isHidden() else ""
        if key:
            self._take(key)
        elif self.field.text().strip():
            self.entered.emit(self.field.text())

    def _take(self, key: str) -> None:
        self.chosen.emit(key)
        self.leave()

    def _move(self, by: int) -> None:
        self.answers.list.step(by)


class Answers(QFrame):
    """The list above the field. The owner places it; it says how high it wants to be."""

    MOST = 5

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("card", True)
        self._head = label(role="caption")
        self.list = RowList()
        self.list.set_gap(6)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 8)
        column.setSpacing(8)
        column.addWidget(self._head)
        column.addWidget(self.list, 1)
        self.hide()

    def show_rows(self, heading: str, rows: tuple[Row, ...]) -> None:
        """Show what was found, or why nothing was."""
        self._head.setText(heading)
        self.list.setAccessibleName(heading)
        self.list.show_rows(rows)
        self.list.setVisible(bool(rows))
        self.setVisible(bool(heading))

    def wanted_height(self) -> int:
        """Room for the heading and up to MOST rows."""
        count = min(len(self.list.rows.rows), self.MOST)
        return (
            22 + self._head.sizeHint().height() + (8 + count * self.list.row_height() - self.list.gap if count else 0)
        )
