"""The camera: pulled from its one-place mailbox, painted 1:1, with the code framed in the verdict's colour."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from itertools import product
from typing import Any, Protocol

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QFont,
    QFontMetricsF,
    QHideEvent,
    QImage,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QPixmap,
    QRadialGradient,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import icons
from ui.theme import SIZE, font, tokens
from ui.widgets.camera_chip import ChipButton
from ui.widgets.para import Para
from ui.widgets.shapes import box, corners, line_of_text
from ui.widgets.tone import Tone

PULL_MS = 40
"""25 pictures a second: more is not seen, and the rest of the console has the time."""

CHIP_ALPHA = 215


class Picture(Protocol):
    """What a mailbox holds (app.devices.preview.Preview)."""

    @property
    def pixels(self) -> Any: ...
    @property
    def width(self) -> int: ...
    @property
    def height(self) -> int: ...
    @property
    def outline(self) -> tuple[tuple[float, float], ...]: ...
    @property
    def hint(self) -> str: ...


class Source(Protocol):
    """A one-place mailbox: the newest picture wins."""

    def take(self) -> Picture | None:
        """The newest picture, None if it was taken already."""

    def want(self, width: int, height: int) -> None:
        """Say how large it is wanted, device pixels; 0 × 0: nobody looks."""


@dataclass(frozen=True, slots=True)
class CameraFace:
    """What stands over the picture. `problem`, `message` and `next_step` replace it while there is none;
    `waiting` tells of the cars behind this one."""

    title: str
    switch_words: str = ""
    switch_key: str = ""
    tone: Tone = Tone.QUIET
    problem: str = ""
    message: str = ""
    next_step: str = ""
    waiting: str = ""
    said: str = ""
    """Stands in the place of a hint: why a code in view was no scan."""


ON_LENS = {Tone.GRANTED: "lens_granted", Tone.DENIED: "lens_denied", Tone.WARN: "lens_warn"}
"""The reticle's colour: a lens is dark in every theme, so a light theme's deep colours would not be seen on it."""


class CameraView(QWidget):
    """The upper part of the camera card: it rounds its own upper corners, as a style sheet clips nothing. `alone`, it
    stands on a card's surface and rounds all four."""

    switch_wanted = Signal()

    def __init__(self, *, alone: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._alone = alone
        self._source: Source | None = None
        self._face = CameraFace("")
        self._hints: dict[str, str] = {}
        self._picture: Picture | None = None
        self._image = QImage()
        self._still: tuple[object, tuple[tuple[QPointF, QPixmap], ...]] = (None, ())
        """What stands still over the picture: of which state, and where each piece goes."""
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(320, 200)
        self._switch = ChipButton(self)
        self._switch.clicked.connect(self.switch_wanted)
        self._words = Para(colour="lens_muted", align=Qt.AlignmentFlag.AlignHCenter, parent=self)
        self._switch.hide()
        self._words.hide()
        self._timer = QTimer(self)
        self._timer.setInterval(PULL_MS)
        self._timer.timeout.connect(self.pull)

    def show_source(self, source: Source | None) -> None:
        """Look at another camera, or at none."""
        if source is self._source:
            return
        if self._source is not None:
            self._source.want(0, 0)
        self._source, self._picture, self._image = source, None, QImage()
        self._publish_size()
        self.update()

    def show_face(self, face: CameraFace, hints: dict[str, str]) -> None:
        """The chips, the reticle's tone, and the words for each hint's code."""
        if (face, hints) == (self._face, self._hints):
            return
        self._face, self._hints = face, hints
        self._switch.setVisible(bool(face.switch_words))
        self._switch.show_words(face.switch_words, face.switch_key)
        self._words.setVisible(bool(face.problem))
        self._words.set_text(f"{face.message}\n{face.next_step}")
        self.setAccessibleName(face.title)
        self.setAccessibleDescription(f"{face.problem} {face.message} {face.next_step}".strip())
        self._place()
        self.update()

    @property
    def face(self) -> CameraFace:
        """What stands over the picture."""
        return self._face

    def rest(self) -> None:
        """The next picture is taken a whole beat from now: the loop has something to do that cannot wait."""
        if self._timer.isActive():
            self._timer.start()

    def pull(self) -> None:
        """Take the newest picture, if there is one."""
        if self._source is None or (picture := self._source.take()) is None:
            return
        stride = picture.pixels.strides[0]
        self._image = QImage(picture.pixels.data, picture.width, picture.height, stride, QImage.Format.Format_RGB32)
        self._image.setDevicePixelRatio(self.devicePixelRatioF())
        self._picture = picture  # keeps the pixels alive: QImage only points at them
        self.update()

    def showEvent(self, event: QShowEvent) -> None:
        self._publish_size()
        self._timer.start()

    def hideEvent(self, event: QHideEvent) -> None:
        self._timer.stop()
        if self._source is not None:
            self._source.want(0, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._publish_size()
        self._place()

    def _publish_size(self) -> None:
        if self._source is not None and self.isVisible():
            ratio = self.devicePixelRatioF()
            self._source.want(round(self.width() * ratio), round(self.height() * ratio))

    def _place(self) -> None:
        self._switch.resize(self._switch.sizeHint())
        self._switch.move(self.width() - self._switch.width() - 14, 2)
        width = min(self.width() - 48, 420)
        self._words.setGeometry(
            (self.width() - width) // 2, self.height() // 2 + 34, width, self._words.heightForWidth(width)
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        rect = QRectF(self.rect())
        live = not self._face.problem and not self._image.isNull()
        if live:
            if self._image.deviceIndependentSize() == rect.size():
                painter.drawImage(QPointF(0, 0), self._image)
            else:  # one picture of the old size after a resize
                painter.drawImage(rect, self._image)
        else:
            self._paint_ground(painter, rect)
        outline = self._picture.outline if self._picture is not None else ()
        if self._face.problem:
            self._paint_problem(painter, rect)
        else:
            if len(outline) == 4 or self._face.tone is not Tone.QUIET:
                self._paint_reticle(painter, rect, outline)
            if hint := self._face.said or (self._hints.get(self._picture.hint, "") if self._picture else ""):
                self._paint_hint(painter, rect, hint)
        if self._face.waiting:
            self._paint_waiting(painter, rect)
        for place, piece in self._still_pieces(live, waits=len(outline) != 4 and self._face.tone is Tone.QUIET):
            painter.drawPixmap(place, piece)

    def _paint_ground(self, painter: QPainter, rect: QRectF) -> None:
        theme = tokens()
        fade = QRadialGradient(QPointF(rect.width() * 0.5, rect.height() * 0.6), max(rect.width(), rect.height()) * 0.7)
        for place, token in ((0.0, "lens_heart"), (0.55, "lens_middle"), (1.0, "lens_edge")):
            fade.setColorAt(place, theme.colour(token))
        painter.fillRect(rect, fade)

    def _paint_problem(self, painter: QPainter, rect: QRectF) -> None:
        theme = tokens()
        middle = rect.center()
        icons.draw(painter, "camera-off", theme.colour("lens_text"), QRectF(middle.x() - 26, middle.y() - 68, 52, 52))
        line = QRectF(24, middle.y() - 4, rect.width() - 48, 30)
        words = font(20, QFont.Weight.DemiBold)
        line_of_text(painter, line, self._face.problem, words, theme.colour("lens_text"), Qt.AlignmentFlag.AlignHCenter)

    def _paint_reticle(self, painter: QPainter, rect: QRectF, outline: tuple[tuple[float, float], ...]) -> None:
        theme, tone = tokens(), self._face.tone
        ink = theme.colour(ON_LENS.get(tone, "lens_text"))
        if len(outline) == 4:
            points = [QPointF(x * rect.width(), y * rect.height()) for x, y in outline]
            heart = sum(points, QPointF(0, 0)) / 4
            corners(painter, [heart + (point - heart) * 1.2 for point in points], QPen(ink, 4))
            return
        square = _middle(rect)
        points = [square.topLeft(), square.topRight(), square.bottomRight(), square.bottomLeft()]
        corners(painter, points, QPen(ink, 4))

    def _paint_hint(self, painter: QPainter, rect: QRectF, hint: str) -> None:
        theme = tokens()
        ground = theme.colour("lens_chip")
        ground.setAlpha(CHIP_ALPHA)
        face = font(15, QFont.Weight.Medium)
        wide = QFontMetricsF(face).horizontalAdvance(hint) + 36
        bar = QRectF((rect.width() - wide) / 2, rect.height() - 58, wide, 40)
        box(painter, bar, 12, ground)
        line_of_text(painter, bar, hint, face, theme.colour("lens_text"), Qt.AlignmentFlag.AlignHCenter)

    def _paint_waiting(self, painter: QPainter, rect: QRectF) -> None:
        theme = tokens()
        face = font(15, QFont.Weight.DemiBold)
        wide = QFontMetricsF(face).horizontalAdvance(self._face.waiting) + 32
        chip = QRectF(14, rect.height() - 52, wide, 38)
        box(painter, chip, 12, theme.colour("accent"))
        line_of_text(painter, chip, self._face.waiting, face, theme.colour("on_accent"), Qt.AlignmentFlag.AlignHCenter)

    def _still_pieces(self, live: bool, *, waits: bool) -> tuple[tuple[QPointF, QPixmap], ...]:
        """What stands still over a moving picture is drawn once: dashes and arcs 25 times a second cost more than the
        picture itself (measured: a sixth of all the time the loop's thread was busy)."""
        theme, ratio = tokens(), self.devicePixelRatioF()
        rect, switch = QRectF(self.rect()), 0 if self._switch.isHidden() else self._switch.width()
        key = (theme, ratio, rect.size().toTuple(), switch, self._face.title, bool(self._face.problem), live, waits)
        if self._still[0] == key:
            return self._still[1]
        pieces: list[tuple[QRectF, Callable[[QPainter, QRectF], None]]] = []
        if not self._face.problem:
            if waits:
                pieces.append((_middle(rect).adjusted(-1, -1, 1, 1), _draw_waiting_reticle))
            wide = QFontMetricsF(font(12)).horizontalAdvance(self._face.title) + 36
            chip = QRectF(14, 13, min(wide, rect.width() - 42 - switch), 34)
            pieces.append((chip, partial(_draw_title, title=self._face.title, live=live)))
        radius = SIZE.radius - 1
        for left, top in product((True, False), (True, False) if self._alone else (True,)):
            x = rect.left() if left else rect.right() - radius
            y = rect.top() if top else rect.bottom() - radius
            draw = partial(_draw_corner, left=left, top=top, alone=self._alone)
            pieces.append((QRectF(x, y, radius, radius), draw))
        drawn = tuple((room.topLeft(), _drawn(room, ratio, draw)) for room, draw in pieces)
        self._still = (key, drawn)
        return drawn


def _middle(rect: QRectF) -> QRectF:
    """Where a code is best held."""
    side = min(230.0, rect.height() * 0.5)
    return QRectF(rect.center().x() - side / 2, rect.center().y() - side / 2, side, side)


def _drawn(room: QRectF, ratio: float, draw: Callable[[QPainter, QRectF], None]) -> QPixmap:
    """A piece of the size of `room` for a screen of that device ratio."""
    piece = QPixmap((room.size() * ratio).toSize().expandedTo(QSize(1, 1)))
    piece.setDevicePixelRatio(ratio)
    piece.fill(Qt.GlobalColor.transparent)
    with QPainter(piece) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        draw(painter, QRectF(QPointF(0, 0), room.size()))
    return piece


def _draw_waiting_reticle(painter: QPainter, room: QRectF) -> None:
    faint = tokens().colour("lens_text")
    faint.setAlpha(110)
    pen = QPen(faint, 2)
    pen.setDashPattern([4, 2.6])
    painter.setPen(pen)
    painter.drawRoundedRect(room.adjusted(1, 1, -1, -1), 26, 26)


def _draw_title(painter: QPainter, room: QRectF, *, title: str, live: bool) -> None:
    theme = tokens()
    ground = theme.colour("lens_chip")
    ground.setAlpha(CHIP_ALPHA)
    box(painter, room, 8, ground)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour("lens_text" if live else "lens_muted"))
    painter.drawEllipse(QRectF(room.left() + 10, room.center().y() - 4, 8, 8))
    line_of_text(painter, room.adjusted(26, 0, -8, 0), title, font(12), theme.colour("lens_text"))


def _draw_corner(painter: QPainter, room: QRectF, *, left: bool, top: bool, alone: bool) -> None:
    """The card's ground and line over a corner: cheaper than clipping the picture."""
    theme, radius = tokens(), room.width()
    painter.translate(room.left() if left else room.right(), room.top() if top else room.bottom())
    painter.scale(1 if left else -1, 1 if top else -1)
    arc = QRectF(0, 0, 2 * radius, 2 * radius)
    corner = QPainterPath()
    corner.lineTo(radius, 0)
    corner.arcTo(arc, 90, 90)
    corner.closeSubpath()
    painter.fillPath(corner, theme.colour("surface" if alone else "bg"))
    if not alone:
        edge = QPainterPath()
        edge.arcMoveTo(arc.adjusted(-0.5, -0.5, 0.5, 0.5), 90)
        edge.arcTo(arc.adjusted(-0.5, -0.5, 0.5, 0.5), 90, 90)
        painter.setPen(QPen(theme.colour("line"), 1))
        painter.drawPath(edge)
