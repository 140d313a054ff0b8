"""A strip over the whole window that cannot be taken for anything else: this is practice, nothing here is real."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import font, tokens
from ui.widgets.shapes import line_of_text

HEIGHT, STRIPE = 26, 14


class Strip(QWidget):
    """Words in the middle of slanting stripes."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = ""
        self.cut = False
        self.setFixedHeight(HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_words(self, words: str) -> None:
        """Say what this is."""
        if words == self._words:
            return
        self._words = words
        self.setAccessibleName(words)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme, rect = tokens(), QRectF(self.rect())
        painter.fillRect(rect, QColor(theme.colour("warn_bg")))
        path = QPainterPath()
        x = -rect.height()
        while x < rect.width():
            path.moveTo(x, rect.bottom())
            path.lineTo(x + rect.height(), rect.top())
            path.lineTo(x + rect.height() + STRIPE, rect.top())
            path.lineTo(x + STRIPE, rect.bottom())
            path.closeSubpath()
            x += 2 * STRIPE
        painter.fillPath(path, QColor(theme.colour("warn")))
        face = font(13, QFont.Weight.Bold, 0.4)
        wide = min(rect.width(), len(self._words) * 9.0 + 40)
        plate = QRectF(rect.center().x() - wide / 2, 0, wide, rect.height())
        painter.fillRect(plate, QColor(theme.colour("warn_bg")))
        ink = QColor(theme.colour("text"))
        self.cut = line_of_text(painter, plate, self._words, face, ink, Qt.AlignmentFlag.AlignHCenter)
