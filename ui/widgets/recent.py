"""What just happened: the newest entries, one line each. Read, not clicked."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import icons
from ui.theme import SIZE, font, tokens
from ui.widgets.shapes import box, line_of_text
from ui.widgets.tone import Tone, colours

STEP = 25


@dataclass(frozen=True, slots=True)
class RecentFace:
    """One line: when, what kind (an icon in a tone), who, and where or why."""

    when: str
    icon: str
    tone: Tone
    words: str
    trail: str


class RecentList(QWidget):
    """As many lines as fit, newest first; words when there are none yet."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._faces: tuple[RecentFace, ...] = ()
        self._empty = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_faces(self, faces: tuple[RecentFace, ...], empty: str) -> None:
        """Show other lines."""
        if (faces, empty) == (self._faces, self._empty):
            return
        self._faces, self._empty = faces, empty
        lines = [f"{face.when} {face.words} {face.trail}" for face in faces[:4]]
        self.setAccessibleDescription("; ".join(lines) or empty)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(476, 128)

    def minimumSizeHint(self) -> QSize:
        return QSize(200, 3 * STEP + 8)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        theme = tokens()
        rect = QRectF(self.rect())
        box(painter, rect, SIZE.radius, theme.colour("surface"), theme.colour("line"))
        if not self._faces:
            line_of_text(painter, rect, self._empty, font(14), theme.colour("muted"), Qt.AlignmentFlag.AlignHCenter)
            return
        count = min(len(self._faces), int((rect.height() - 12) // STEP))
        top = (rect.height() - count * STEP) / 2 if len(self._faces) >= count else 14
        when_wide = QFontMetricsF(font(14)).horizontalAdvance("00:00") + 14
        for n, face in enumerate(self._faces[:count]):
            row = QRectF(20, top + n * STEP, rect.width() - 40, STEP)
            line_of_text(painter, row, face.when, font(14), theme.colour("muted"))
            ink = colours(face.tone, theme).strong
            icons.draw(painter, face.icon, ink, QRectF(row.left() + when_wide, row.center().y() - 8, 16, 16))
            trail = QFontMetricsF(font(14)).horizontalAdvance(face.trail)
            words = row.adjusted(when_wide + 28, 0, -trail - 14, 0)
            line_of_text(painter, words, face.words, font(15, QFont.Weight.Medium), theme.colour("text"))
            line_of_text(
                painter,
                row.adjusted(when_wide, 0, 1, 0),
                face.trail,
                font(14),
                theme.colour("muted"),
                Qt.AlignmentFlag.AlignRight,
            )
