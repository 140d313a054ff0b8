"""A setting that is read, not typed: its caption, and the value in a box like a field."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import SIZE, font, tokens
from ui.widgets.shapes import box, fitting_font, line_of_text


class FieldTile(QWidget):
    """One setting."""

    HEIGHT = 64

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._caption, self._value = "", ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(self.HEIGHT)

    def show_setting(self, caption: str, value: str) -> None:
        """Show another one."""
        self._caption, self._value = caption, value
        self.setAccessibleName(f"{caption}: {value}")
        self.setToolTip(value)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(240, self.HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return QSize(140, self.HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        theme = tokens()
        line_of_text(painter, QRectF(2, 0, self.width() - 4, 18), self._caption, font(12), theme.colour("muted"))
        rect = QRectF(0, 20, self.width(), self.HEIGHT - 20)
        box(painter, rect, SIZE.radius_small, theme.colour("field"), theme.colour("line"))
        room = rect.adjusted(14, 0, -12, 0)
        line_of_text(
            painter, room, self._value, fitting_font(self._value, font(15), room.width(), 13), theme.colour("text")
        )
