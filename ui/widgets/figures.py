"""Numbers that are read at a glance: a card with one figure, bars by the hour, and a line over a day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import SIZE, font, tokens
from ui.widgets.shapes import box, line_of_text
from ui.widgets.tone import Tone, colours

CALM = 170
"""Of 255: the bars of other hours keep 3:1 against their card in every theme."""


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
    """A bar for each hour, or each day; that of now stands out."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._caption = ""
        self._counts: tuple[int, ...] = (0,) * 24
        self._now = -1
        self._names: tuple[str, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(108)

    def show_counts(self, caption: str, counts: Sequence[int], now: int, names: Sequence[str] = ()) -> None:
        """`now`: the bar that stands out, -1 for none. `names`: of all bars; as many as there is room for stand
        below, and the highest count above."""
        self._caption, self._counts, self._now, self._names = caption, tuple(counts), now, tuple(names)
        self.setAccessibleName(caption)
        told = zip(names or range(len(counts)), counts, strict=True)
        self.setAccessibleDescription(", ".join(f"{name}: {count}" for name, count in told if count))
        if names:  # with them it may grow
            self.setMinimumHeight(132)
            self.setMaximumHeight(320)
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
        left, right, foot, top = 18.0, rect.width() - 18, rect.height() - (36 if self._names else 18), 40.0
        step = (right - left) / len(self._counts)
        most = max(max(self._counts), 1)
        painter.setPen(Qt.PenStyle.NoPen)
        calm = QColor(theme.colour("accent"))
        calm.setAlpha(CALM)
        for hour, count in enumerate(self._counts):
            high = max(2.0, (foot - top) * count / most)
            painter.setBrush(theme.colour("accent") if hour == self._now else calm if count else theme.colour("line"))
            bar = QRectF(left + hour * step + step * 0.14, foot - high, step * 0.72, high)
            painter.drawRoundedRect(bar, min(3.0, high / 2), min(3.0, high / 2))
        if self._names:
            self._draw_names(painter, QRectF(left, foot + 6, right - left, 18), step)
            highest = str(most if any(self._counts) else 0)
            line_of_text(painter, caption, highest, font(13), theme.colour("muted"), Qt.AlignmentFlag.AlignRight)

    def _draw_names(self, painter: QPainter, room: QRectF, step: float) -> None:
        small = font(12)
        wide = max(QFontMetricsF(small).horizontalAdvance(name) for name in self._names) + 12
        painter.setFont(small)
        for n in range(0, len(self._names), max(1, ceil(wide / step))):
            middle = room.left() + (n + 0.5) * step
            below = QRectF(min(max(middle - wide / 2, room.left() - 6), room.right() - wide + 6), room.top(), wide, 18)
            line_of_text(painter, below, self._names[n], small, tokens().colour("muted"), Qt.AlignmentFlag.AlignHCenter)


class Ranked(QWidget):
    """Names with their counts, the most first; what does not fit is added up in the last line."""

    ROW = 34

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._caption, self._none = "", ""
        self._counts: tuple[tuple[str, int], ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_counts(self, caption: str, counts: Sequence[tuple[str, int]], none: str) -> None:
        """`none`: said where nothing was counted."""
        self._caption, self._counts, self._none = caption, tuple(counts), none
        self.setAccessibleName(caption)
        self.setAccessibleDescription(", ".join(f"{name}: {count}" for name, count in counts) or none)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(240, 50 + 4 * self.ROW)

    def minimumSizeHint(self) -> QSize:
        return QSize(180, 50 + 2 * self.ROW)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme, rect = tokens(), QRectF(self.rect())
        box(painter, rect, SIZE.radius, theme.colour("surface"), theme.colour("line"))
        room = QRectF(18, 12, rect.width() - 36, 20)
        line_of_text(painter, room, self._caption, font(13), theme.colour("muted"))
        if not self._counts:
            line_of_text(painter, room.translated(0, 32), self._none, font(15), theme.colour("muted"))
            return
        most = self._counts[0][1] or 1
        for n, (name, count) in enumerate(self._fitting(int((rect.height() - 50) // self.ROW))):
            row = QRectF(18, 42 + n * self.ROW, rect.width() - 36, 20)
            said = str(count)
            wide = QFontMetricsF(font(14)).horizontalAdvance(said) + 10
            line_of_text(painter, row.adjusted(0, 0, -wide, 0), name, font(14), theme.colour("text"))
            line_of_text(painter, row, said, font(14), theme.colour("text"), Qt.AlignmentFlag.AlignRight)
            painter.setPen(Qt.PenStyle.NoPen)
            for share, colour in ((1.0, "line"), (min(count / most, 1.0), "accent")):
                painter.setBrush(theme.colour(colour))
                painter.drawRoundedRect(QRectF(18, row.bottom() + 3, (rect.width() - 36) * share, 4), 2, 2)

    def _fitting(self, rows: int) -> tuple[tuple[str, int], ...]:
        if len(self._counts) <= rows or rows < 1:
            return self._counts[: max(rows, 0)]
        rest = self._counts[rows - 1 :]
        return (*self._counts[: rows - 1], (f"+ {len(rest)}", sum(count for _, count in rest)))


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
