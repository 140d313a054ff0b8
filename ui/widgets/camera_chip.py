"""A button that lies on the camera's picture: looks like a chip, is as high as a finger."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from ui.theme import SIZE, font, tokens
from ui.widgets.pill import draw_key, key_width
from ui.widgets.shapes import box, line_of_text

LOOK = 34


class ChipButton(QAbstractButton):
    """Words and a key on the lens's dark ground, whatever the theme."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._key = ""
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def show_words(self, words: str, key: str) -> None:
        """The words, and the key that does the same."""
        if (words, key) == (self.text(), self._key):
            return
        self._key = key
        self.setText(words)
        self.setAccessibleName(words)
        self.update()

    def sizeHint(self) -> QSize:
        words = QFontMetricsF(font(12)).horizontalAdvance(self.text())
        return QSize(round(words + key_width(self._key) + 34), SIZE.target)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        theme = tokens()
        ground = theme.colour("lens_middle" if self.underMouse() or self.isDown() else "lens_chip")
        ground.setAlpha(225)
        middle = self.height() / 2
        box(painter, QRectF(0, middle - LOOK / 2, self.width(), LOOK), 9, ground)
        words = QRectF(13, 0, QFontMetricsF(font(12)).horizontalAdvance(self.text()) + 1, self.height())
        line_of_text(painter, words, self.text(), font(12), theme.colour("lens_text"))
        line = theme.colour("lens_muted")
        line.setAlpha(110)
        draw_key(painter, words.right() + 7, middle, self._key, theme.colour("lens_text"), line)
