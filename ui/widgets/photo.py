"""A face: the photo of now, and the one of the last entry to compare it with."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QRectF, QSize, Qt
from PySide6.QtGui import QImageReader, QLinearGradient, QPainter, QPainterPath, QPaintEvent, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import icons
from ui.theme import font, tokens
from ui.widgets.shapes import box, line_of_text

CAPTION = 20

Outline = tuple[tuple[float, float], ...]

AROUND_CODE, LEAST = 2.2, 0.25
"""A zoom shows the code and the hand that holds it: so many times the code, and not less of the picture's height."""


class PhotoTile(QWidget):
    """A square photo with round corners and a caption inside; an icon and words where there is none."""

    def __init__(self, side: int = 76, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._jpeg: bytes | None = None
        self._picture = QPixmap()
        self._outline: Outline = ()
        self._caption = ""
        self.set_side(side)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_side(self, side: int) -> None:
        """Its width and height, logical pixels."""
        self.setFixedSize(QSize(side, side))
        if self._jpeg:
            self._picture = _square(self._jpeg, round(side * self.devicePixelRatioF()), self._outline)

    def show_photo(self, jpeg: bytes | None, caption: str, outline: Outline = ()) -> None:
        """Show a JPEG, near the code where `outline` has its corners (0..1), else its middle. Bytes that are no
        picture count as no photo."""
        if jpeg is not self._jpeg or outline != self._outline:
            self._jpeg, self._outline = jpeg, outline
            side = round(self.width() * self.devicePixelRatioF())
            self._picture = _square(jpeg, side, outline) if jpeg else QPixmap()
        elif caption == self._caption:
            return
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
            top = rect.height() / 2 - (22 if self._caption else 11)
            middle = QRectF(0, top, rect.width(), 22)
            icons.draw(painter, "camera", theme.colour("muted"), middle)
            words = QRectF(4, rect.height() / 2 + 4, rect.width() - 8, 18)
            line_of_text(painter, words, self._caption, font(12), theme.colour("muted"), Qt.AlignmentFlag.AlignHCenter)
            return
        path = QPainterPath()
        path.addRoundedRect(rect, 16, 16)
        painter.setClipPath(path)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawPixmap(rect, self._picture, QRectF(self._picture.rect()))
        foot = QRectF(0, rect.bottom() - CAPTION, rect.width(), CAPTION)
        ground = theme.colour("lens_chip")
        ground.setAlpha(190)
        box(painter, foot, 0, ground)
        line_of_text(painter, foot, self._caption, font(11), theme.colour("lens_text"), Qt.AlignmentFlag.AlignHCenter)


def _square(jpeg: bytes, side: int, outline: Outline) -> QPixmap:
    """The part of a picture to show, `side` device pixels wide; decoded at that size, which is several times cheaper
    than decoding it whole while a guard waits for the verdict. Null for bytes that are no picture."""
    buffer = QBuffer()
    buffer.setData(jpeg)
    reader = QImageReader(buffer)
    whole = reader.size()
    if not whole.isValid():
        return QPixmap()
    part = shown_part(whole.width(), whole.height(), outline)
    scale = side / part.width()
    reader.setScaledSize(QSize(round(whole.width() * scale), round(whole.height() * scale)))
    image = reader.read()
    if image.isNull():
        return QPixmap()
    return QPixmap.fromImage(image.copy(round(part.left() * scale), round(part.top() * scale), side, side))


def shown_part(width: int, height: int, outline: Outline) -> QRectF:
    """The square of a picture that a tile shows, in its pixels."""
    whole = float(min(width, height))
    if not outline:
        return QRectF((width - whole) / 2, (height - whole) / 2, whole, whole)
    xs, ys = [x * width for x, _ in outline], [y * height for _, y in outline]
    code = max(max(xs) - min(xs), max(ys) - min(ys))
    side = min(whole, max(AROUND_CODE * code, LEAST * height))
    left = min(max((min(xs) + max(xs) - side) / 2, 0.0), width - side)
    top = min(max((min(ys) + max(ys) - side) / 2, 0.0), height - side)
    return QRectF(left, top, side, side)
