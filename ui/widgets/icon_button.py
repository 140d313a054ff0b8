"""A button that is an icon: as high and wide as a finger, with a name for those who cannot see it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from ui import icons
from ui.theme import SIZE, tokens
from ui.widgets.shapes import box


class IconButton(QAbstractButton):
    """`token`: the colour of the icon; filled, it stands on that colour; framed, it looks like a button among cards."""

    def __init__(self, icon: str, token: str, *, framed: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon, self._token, self._filled, self._framed = icon, token, False, framed
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_words(self, name: str, *, filled: bool = False) -> None:
        """What it is called, and whether it calls for attention."""
        if (name, filled) == (self.accessibleName(), self._filled):
            return
        self._filled = filled
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(SIZE.target, SIZE.target)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        theme = tokens()
        look = QRectF(self.rect()).adjusted(9, 11, -9, -11)
        if self._framed:
            pressed = self.underMouse() or self.isDown()
            ground = theme.colour("hover" if pressed else "raised")
            box(painter, QRectF(self.rect()), SIZE.radius_small, ground, theme.colour("line"))
        elif self._filled:
            box(painter, look, 10, theme.colour(self._token))
        elif self.underMouse() or self.isDown():
            box(painter, look, 10, theme.colour("raised"))
        ink = theme.colour(f"on_{self._token}" if self._filled else self._token)
        icons.draw(painter, self._icon, ink, QRectF(self.rect()).adjusted(17, 17, -17, -17))
