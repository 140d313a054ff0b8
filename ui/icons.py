"""The program's own icons: SVG on a 24 box, 2 px round strokes, coloured when drawn.

No font glyph stands in for an icon: a character that a font lacks comes from whatever the PC has.
"""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from ui.theme import RESOURCES

FOLDER = RESOURCES / "icons"


@lru_cache(maxsize=64)
def _source(name: str) -> str:
    return (FOLDER / f"{name}.svg").read_text(encoding="utf-8")


@lru_cache(maxsize=256)
def pixmap(name: str, colour: str, size: float, ratio: float = 1.0, stroke: float = 2.0) -> QPixmap:
    """An icon of `size` logical pixels for a screen with `ratio` device pixels a logical one; `stroke` on 24.

    The colour is set on the root element: without it QtSvg draws `currentColor` black.
    """
    svg = _source(name).replace("<svg ", f'<svg color="{colour}" ', 1)
    svg = svg.replace('stroke-width="2"', f'stroke-width="{stroke}"', 1)
    picture = QPixmap(round(size * ratio), round(size * ratio))
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    QSvgRenderer(QByteArray(svg.encode())).render(painter)
    painter.end()
    picture.setDevicePixelRatio(ratio)
    return picture


def draw(painter: QPainter, name: str, colour: QColor, box: QRectF, stroke: float = 2.0) -> None:
    """Draw an icon into the middle of `box`, as large as the box's smaller side."""
    size = min(box.width(), box.height())
    ratio = painter.device().devicePixelRatioF()
    picture = pixmap(name, colour.name(), size, ratio, stroke)
    left = round((box.center().x() - size / 2) * ratio) / ratio
    top = round((box.center().y() - size / 2) * ratio) / ratio
    painter.drawPixmap(QRectF(left, top, size, size), picture, QRectF(picture.rect()))
