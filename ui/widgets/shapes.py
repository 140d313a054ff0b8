"""Shapes and lines of text that several painted widgets draw."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen


def box(painter: QPainter, rect: QRectF, radius: float, ground: QColor, line: QColor | None = None) -> None:
    """A filled rounded box; its 1 px line lies inside `rect`, on half pixels."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(QBrush(ground))
    if line is None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawRoundedRect(rect, radius, radius)
    else:
        painter.setPen(QPen(line, 1))
        painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), radius - 0.5, radius - 0.5)


def round_top(rect: QRectF, radius: float) -> QPainterPath:
    """A box whose upper corners are round: the head of a card (a style sheet does not clip children)."""
    path = QPainterPath()
    path.moveTo(rect.bottomLeft())
    path.lineTo(rect.left(), rect.top() + radius)
    path.arcTo(rect.left(), rect.top(), 2 * radius, 2 * radius, 180, -90)
    path.lineTo(rect.right() - radius, rect.top())
    path.arcTo(rect.right() - 2 * radius, rect.top(), 2 * radius, 2 * radius, 90, -90)
    path.lineTo(rect.bottomRight())
    path.closeSubpath()
    return path


def line_of_text(
    painter: QPainter,
    rect: QRectF,
    text: str,
    font: QFont,
    colour: QColor,
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
) -> bool:
    """One line, elided at its end when `rect` is too narrow; says whether it was cut."""
    metrics = QFontMetricsF(font)
    fitting = metrics.elidedText(text, Qt.TextElideMode.ElideRight, rect.width() + 0.5)
    painter.setFont(font)
    painter.setPen(colour)
    painter.drawText(rect, align | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, fitting)
    return fitting != text


def fitting_font(text: str, font: QFont, width: float, smallest_px: int) -> QFont:
    """The same font, only as much smaller as the width asks for."""
    made = QFont(font)
    while QFontMetricsF(made).horizontalAdvance(text) > width and made.pixelSize() > smallest_px:
        made.setPixelSize(made.pixelSize() - 1)
    return made


def corners(painter: QPainter, points: list[QPointF], pen: QPen, part: float = 0.28) -> None:
    """The four corners of a quadrilateral, each leg `part` of its side long: a reticle that keeps the code's tilt."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    count = len(points)
    for n, corner in enumerate(points):
        before, after = points[n - 1], points[(n + 1) % count]
        path = QPainterPath(corner + (before - corner) * part)
        bend = 0.1
        path.lineTo(corner + (before - corner) * bend)
        path.quadTo(corner, corner + (after - corner) * bend)
        path.lineTo(corner + (after - corner) * part)
        painter.drawPath(path)
