"""A face: the photo of now, and the one of the last entry to compare it with."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QLinearGradient, QPainter, QPainterPath, QPaintEvent, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import icons
from ui.theme import font, tokens
from ui.widgets.shapes import box, line_of_text

CAPTION = 20


class PhotoTile(QWidget):
    """A square photo with round corners and a caption inside; an icon and words where there is none."""

    def __init__(self, side: int = 76, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._jpeg: bytes | None = None
        self._picture = QPixmap()
        self._caption = ""
        self.set_side(side)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_side(self, side: int) -> None:
        """Its width and height, logical pixels."""
        self.setFixedSize(QSize(side, side))

    def show_photo(self, jpeg: bytes | None, caption: str) -> None:
        """Show a JPEG. Bytes that are no picture count as no photo."""
        if jpeg is not self._jpeg:
            self._jpeg = jpeg
            self._picture = QPixmap()
            if jpeg:
                self._picture.loadFromData(jpeg)
        self._caption = caption
        self.setAccessibleName(caption)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme = tokens()
        rect = QRectF(self.rect())
        if self._picture.isNull():
            fade = QLinearGradient(0, 0, 0, rect.height())
            fade.setColorAt(0, theme.colour("hover"))
            fade.setColorAt(1, theme.colour("raised"))
            path = QPainterPath()
            path.addRoundedRect(rect, 16, 16)
            painter.fillPath(path, fade)
            middle = QRectF(0, rect.height() / 2 - 22, rect.width(), 22)
            icons.draw(painter, "camera", theme.colour("muted"), middle)
            words = QRectF(4, rect.height() / 2 + 4, rect.width() - 8, 18)
            line_of_text(painter, words, self._caption, font(12), theme.colour("muted"), Qt.AlignmentFlag.AlignHCenter)
            return
        path = QPainterPath()
        path.addRoundedRect(rect, 16, 16)
        painter.setClipPath(path)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        side = min(self._picture.width(), self._picture.height())
        source = QRectF((self._picture.width() - side) / 2, (self._picture.height() - side) / 2, side, side)
        painter.drawPixmap(rect, self._picture, source)
        foot = QRectF(0, rect.bottom() - CAPTION, rect.width(), CAPTION)
        ground = theme.colour("lens_chip")
        ground.setAlpha(190)
        box(painter, foot, 0, ground)
        line_of_text(painter, foot, self._caption, font(11), theme.colour("lens_text"), Qt.AlignmentFlag.AlignHCenter)
