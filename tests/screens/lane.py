"""A picture of the lane, drawn: a dim ground and a hand-held phone with a code, like the camera of the sandbox."""

from __future__ import annotations

import math

import numpy as np
from PySide6.QtCore import QBuffer, QIODevice, QPointF, QRectF
from PySide6.QtGui import QColor, QImage, QPainter, QRadialGradient

from app.devices.preview import Preview

TILT = -4.0


def picture(width: int, height: int, *, phone: bool) -> QImage:
    """The lane, `width` × `height` device pixels."""
    image = QImage(width, height, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    fade = QRadialGradient(QPointF(width * 0.5, height * 0.6), max(width, height) * 0.7)
    for place, colour in ((0.0, "#39434F"), (0.55, "#1D242D"), (1.0, "#11161C")):
        fade.setColorAt(place, QColor(colour))
    painter.fillRect(image.rect(), fade)
    if phone:
        painter.translate(width / 2, height / 2)
        painter.rotate(TILT)
        side = height * 0.5
        painter.setPen(QColor("#2B333D"))
        painter.setBrush(QColor("#0A0C0F"))
        painter.drawRoundedRect(QRectF(-side * 0.33, -side * 0.55, side * 0.66, side * 1.1), 24, 24)
        _code(painter, side * 0.26)
    painter.end()
    return image


def _code(painter: QPainter, half: float) -> None:
    """Looks like a QR; is none."""
    painter.setPen(QColor("white"))
    painter.setBrush(QColor("white"))
    painter.drawRoundedRect(QRectF(-half, -half, 2 * half, 2 * half), 8, 8)
    painter.setPen(QColor("black"))
    painter.setBrush(QColor("black"))
    cell = half * 1.74 / 21
    start = -half * 0.87
    for row in range(21):
        for column in range(21):
            finder = any(max(abs(row - r), abs(column - c)) in (0, 1, 3) for r, c in ((3, 3), (3, 17), (17, 3)))
            near = any(max(abs(row - r), abs(column - c)) <= 4 for r, c in ((3, 3), (3, 17), (17, 3)))
            if finder or (not near and (row * 7 + column * 13 + row * column * 5) % 11 < 5):
                painter.fillRect(
                    QRectF(start + column * cell, start + row * cell, cell + 0.4, cell + 0.4), QColor("black")
                )


def preview(width: int, height: int, *, phone: bool, hint: str = "") -> Preview:
    """The same for a mailbox, with the code's outline."""
    image = picture(width, height, phone=phone)
    pixels = np.array(image.constBits(), copy=True).reshape(height, width, 4)
    outline: tuple[tuple[float, float], ...] = ()
    if phone:
        half, angle = height * 0.5 * 0.26, math.radians(TILT)
        corners = ((-half, -half), (half, -half), (half, half), (-half, half))
        turned = [
            (x * math.cos(angle) - y * math.sin(angle), x * math.sin(angle) + y * math.cos(angle)) for x, y in corners
        ]
        outline = tuple((0.5 + x / width, 0.5 + y / height) for x, y in turned)
    return Preview(pixels, width, height, 1, outline, hint)


def face() -> bytes:
    """A JPEG in the place of a visitor's photo: the lane with the phone."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    picture(640, 480, phone=True).save(buffer, "JPEG", 85)
    return bytes(buffer.data().data())
