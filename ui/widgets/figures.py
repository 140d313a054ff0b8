"""Numbers that are read at a glance: a card with one figure, bars by the hour, and a line over a day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import SIZE, font, tokens
from ui.widgets.shapes import box, line_of_text
from ui.widgets.tone import Tone, colours


@dataclass(frozen=True, slots=True)
class FigureFace:
    """A caption, the figure, and a sentence below it."""

    caption: str
    figure: str
    aside: str = ""
    tone: Tone = Tone.QUIET


class FigureCard(QWidget):
    """One figure."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._face = FigureFace("", "")
        self.cut = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(108)

    def show_face(self, face: FigureFace) -> None:
        """Show another figure."""
        self._face = face
        self.setAccessibleName(f"{face.caption}: {face.figure}. {face.aside}")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(190, 108)

    def minimumSizeHint(self) -> QSize:
        return QSize(140, 108)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        theme, face = tokens(), self._face
        rect = QRectF(self.rect())
        box(painter, rect, SIZE.radius, theme.colour("surface"), theme.colour("line"))
        room = QRectF(18, 0, rect.width() - 32, 20)
        self.cut = line_of_text(painter, room.translated(0, 14), face.caption, font(13), theme.colour("muted"))
        ink = theme.colour("text") if face.tone is Tone.QUIET else colours(face.tone, theme).strong
        number = QRectF(18, 34, rect.width() - 32, 36)
        line_of_text(painter, number, face.figure, font(28, QFont.Weight.Bold), ink)
        below = room.translated(0, 74)
        self.cut = line_of_text(painter, below, face.aside, font(13), theme.colour("muted")) or self.cut


class HourBars(QWidget):
    """Twenty-four bars; the hour of now stands out."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._caption = ""
        self._counts: tuple[int, ...] = (0,) * 24
        self._now = -1
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(108)

    def show_counts(self, caption: str, counts: Sequence[int], now: int) -> None:
        """`now`: the hour that stands out, -1 for none."""
        self._caption, self._counts, self._now = caption, tuple(counts), now
        self.setAccessibleName(caption)
        self.setAccessibleDescription(", ".join(f"{hour}: {count}" for hour, count in enumerate(counts) if count))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(420, 108)

    def minimumSizeHint(self) -> QSize:
        return QSize(240, 108)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        theme = tokens()
        rect = QRectF(self.rect())
        box(painter, rect, SIZE.radius, theme.colour("surface"), theme.colour("line"))
        caption = QRectF(18, 12, rect.width() - 36, 20)
        line_of_text(painter, caption, self._caption, font(13), theme.colour("muted"))
        left, right, foot, top = 18.0, rect.width() - 18, rect.height() - 18, 40.0
        step = (right - left) / len(self._counts)
        most = max(max(self._counts), 1)
        painter.setPen(Qt.PenStyle.NoPen)
        calm = QColor(theme.colour("accent"))
        calm.setAlpha(90)
        for hour, count in enumerate(self._counts):
            high = max(2.0, (foot - top) * count / most)
            painter.setBrush(theme.colour("accent") if hour == self._now else calm if count else theme.colour("line"))
            bar = QRectF(left + hour * step + step * 0.14, foot - high, step * 0.72, high)
            painter.drawRoundedRect(bar, min(3.0, high / 2), min(3.0, high / 2))


class DayLine(QWidget):
    """Answer times over a day; a gap where nothing answered, drawn in the tone of a refusal at the foot."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._points: tuple[tuple[float, float | None], ...] = ()
        self._marks: tuple[tuple[float, str], ...] = ()
        self._highest = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(150)

    def show_points(
        self, points: Sequence[tuple[float, float | None]], marks: Sequence[tuple[float, str]], highest: str, name: str
    ) -> None:
        """Points as (0..1 of the day, value or None); marks as (0..1, words); what the top line stands for."""
        self._points, self._marks, self._highest = tuple(points), tuple(marks), highest
        self.setAccessibleName(name)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(400, 150)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme = tokens()
        room = QRectF(0, 20, self.width() - 1, self.height() - 46)
        painter.fillRect(QRectF(0, room.bottom(), self.width(), 1), theme.colour("line"))
        line_of_text(painter, QRectF(0, 0, 200, 18), self._highest, font(12), theme.colour("muted"))
        for place, words in self._marks:
            below = QRectF(room.left() + place * room.width() - 40, room.bottom() + 6, 80, 18)
            line_of_text(painter, below, words, font(12), theme.colour("muted"), Qt.AlignmentFlag.AlignHCenter)
        most = max((value for _, value in self._points if value is not None), default=1.0) or 1.0
        path = QPainterPath()
        down = True
        for place, value in self._points:
            x = room.left() + place * room.width()
            if value is None:
                painter.fillRect(QRectF(x - 1, room.bottom() - 6, 2, 6), theme.colour("denied"))
                down = True
                continue
            spot = QPointF(x, room.bottom() - 4 - (room.height() - 8) * value / most)
            if down:
                path.moveTo(spot)
            else:
                path.lineTo(spot)
            down = False
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme.colour("accent"), 2))
        painter.drawPath(path)
