"""The verdict: one band, read from two metres by colour, shape and words."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QFont,
    QFontMetricsF,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import icons
from ui.theme import SIZE, font, tokens
from ui.widgets.shapes import box, fitting_font, line_of_text, round_top
from ui.widgets.tone import Density, Tone, colours

MARK = 64
SMALLEST_HEADLINE = 22


@dataclass(frozen=True, slots=True)
class BandFace:
    """What the band shows. `key` names it: a new key is reported once it has really been painted."""

    key: str
    tone: Tone
    icon: str
    headline: str
    sentence: str


class VerdictBand(QWidget):
    """Fixed in height, so that nothing below it moves: the headline shrinks, the sentence has two lines."""

    painted = Signal(str)
    """A face with a new key is on the screen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._face = BandFace("", Tone.QUIET, "scan", "", "")
        self._reported = ""
        self._scale = 1.0
        self.cut = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_density(Density.NORMAL)

    @property
    def face(self) -> BandFace:
        """What it shows."""
        return self._face

    def set_density(self, density: Density) -> None:
        """Its height follows the screen's room, never its content."""
        self._scale = {Density.TIGHT: 0.88, Density.LARGE: 1.25}.get(density, 1.0)
        heights = {Density.TIGHT: 88, Density.DENSE: 104, Density.NORMAL: 116, Density.LARGE: 146}
        self.setFixedHeight(heights[density])
        self.update()

    def show_face(self, face: BandFace) -> None:
        """Show another verdict or state."""
        if face == self._face:
            return
        self._face = face
        self.setAccessibleName(face.headline)
        self.setAccessibleDescription(face.sentence)
        self.update()
        if QAccessible.isActive():
            said = QAccessibleAnnouncementEvent(self, f"{face.headline}. {face.sentence}")
            said.setPoliteness(QAccessible.AnnouncementPoliteness.Assertive)
            QAccessible.updateAccessibility(said)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme, face, scale = tokens(), self._face, self._scale
        paint = colours(face.tone, theme)
        rect = QRectF(self.rect())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.fillPath(round_top(rect, SIZE.radius - 1), paint.ground)
        mark = QRectF(SIZE.pad, round((rect.height() - MARK * scale) / 2), MARK * scale, MARK * scale)
        quiet = face.tone in (Tone.QUIET, Tone.INFO)
        box(painter, mark, 20 * scale, theme.colour("info_bg") if quiet else paint.strong)
        inner = mark.adjusted(*(13 * scale * side for side in (1, 1, -1, -1)))
        icons.draw(
            painter, face.icon, theme.colour("accent") if quiet else paint.on_strong, inner, 2.0 if quiet else 2.8
        )
        left = mark.right() + 18
        self._draw_words(painter, QRectF(left, 0, rect.width() - left - 20, rect.height()))
        painter.end()
        if face.key != self._reported:
            self._reported = face.key
            QTimer.singleShot(0, self, lambda: self.painted.emit(face.key))

    def _draw_words(self, painter: QPainter, room: QRectF) -> None:
        theme, face, scale = tokens(), self._face, self._scale
        paint = colours(face.tone, theme)
        head = fitting_font(
            face.headline, font(round(34 * scale), QFont.Weight.Bold, -0.4), room.width(), SMALLEST_HEADLINE
        )
        text = font(max(14, round(15 * scale)))
        step = max(19, round(21 * scale))
        head_height = round(40 * scale)
        lines = self._sentence_lines(text, room.width())
        top = round((room.height() - head_height - step * len(lines)) / 2)
        ink = theme.colour("text") if face.tone is Tone.QUIET else paint.ink
        cut = line_of_text(painter, QRectF(room.left(), top, room.width(), head_height), face.headline, head, ink)
        soft = theme.colour("muted") if face.tone is Tone.QUIET else paint.ink
        for n, line in enumerate(lines):
            rect = QRectF(room.left(), top + head_height + n * step, room.width(), step)
            cut = line_of_text(painter, rect, line, text, soft) or cut
        self.cut = cut

    def _sentence_lines(self, face: QFont, width: float) -> list[str]:
        """One line, or two broken between words so that the first is as full as possible."""
        words = self._face.sentence.split(" ")
        metrics = QFontMetricsF(face)
        first: list[str] = []
        while words and metrics.horizontalAdvance(" ".join([*first, words[0]])) <= width:
            first.append(words.pop(0))
        if not first:
            return [self._face.sentence]
        return [" ".join(first), " ".join(words)] if words else [" ".join(first)]
