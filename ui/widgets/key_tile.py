"""A quiet tile: the picture of a key over what it does. As high as a finger."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from ui.theme import SIZE, font, tokens
from ui.widgets.pill import draw_key, key_width
from ui.widgets.shapes import box, fitting_font, line_of_text


class KeyTile(QAbstractButton):
    """Key above, words below."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._key = ""
        self.cut = False
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(SIZE.target)

    def show_words(self, words: str, key: str) -> None:
        """What it does, and the key that does the same."""
        if (words, key) == (self.text(), self._key):
            return
        self._key = key
        self.setText(words)
        self.setAccessibleName(f"{words} ({key})")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(80, SIZE.target)

    def minimumSizeHint(self) -> QSize:
        return QSize(60, SIZE.target)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        theme = tokens()
        rect = QRectF(self.rect())
        ground = QColor(Qt.GlobalColor.transparent)
        if self.isDown():
            ground = theme.colour("line")
        elif self.underMouse():
            ground = theme.colour("raised")
        box(painter, rect, SIZE.radius_small, ground, theme.colour("line"))
        ink = theme.colour("muted")
        draw_key(painter, (rect.width() - key_width(self._key)) / 2, 19, self._key, ink, theme.colour("line"))
        room = QRectF(4, 32, rect.width() - 8, 18)
        face = fitting_font(self.text(), font(13, QFont.Weight.Medium), room.width(), 11)
        centre = Qt.AlignmentFlag.AlignHCenter
        self.cut = line_of_text(painter, room, self.text(), face, theme.colour("text"), centre)
