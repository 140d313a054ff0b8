"""A button that acts only when it is held: by mouse, finger or key, for one whole second."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFont,
    QFontMetricsF,
    QKeyEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from ui.theme import SIZE, font, tokens
from ui.widgets.shapes import box, fitting_font, line_of_text
from ui.widgets.tone import Tone, colours

HOLD_S = 1.0
STEP_MS = 16
LONGEST_STEP_S = 0.1
"""What one step may count: a screen that stood still for a second has not been held for a second."""


class HoldButton(QAbstractButton):
    """Fires `held` once the press has lasted HOLD_S of observed time on a clock that never jumps.

    The ring shows the time, it does not measure it. Key repeats are swallowed: X11 sends release and press
    pairs while a key is held down.
    """

    held = Signal()

    def __init__(
        self, *, monotonic: Callable[[], float] = time.monotonic, tone: Tone = Tone.WARN, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._monotonic = monotonic
        self._tone = tone
        self._below = ""
        self._held_s = 0.0
        self._seen = 0.0
        self.cut = False
        self._timer = QTimer(self)
        self._timer.setInterval(STEP_MS)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self.step)
        self.pressed.connect(self.begin)
        self.released.connect(self.end)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    @property
    def part(self) -> float:
        """How much of the second has passed, 0..1."""
        return min(self._held_s / HOLD_S, 1.0)

    def show_words(self, words: str, below: str) -> None:
        """What it does, and how."""
        if (words, below) == (self.text(), self._below):
            return
        self._below = below
        self.setText(words)
        self.setAccessibleName(words)
        self.setAccessibleDescription(below)
        self.updateGeometry()
        self.update()

    def begin(self) -> None:
        """The press began (also by a key that is bound to this button)."""
        if not self._timer.isActive():
            self._held_s, self._seen = 0.0, self._monotonic()
            self._timer.start()

    def end(self) -> None:
        """The press ended, or the focus went: nothing happens."""
        self._timer.stop()
        self._held_s = 0.0
        self.update()

    def step(self) -> None:
        """Look at the clock."""
        now = self._monotonic()
        self._held_s += min(now - self._seen, LONGEST_STEP_S)
        self._seen = now
        if self._held_s >= HOLD_S:
            self.end()
            self.setDown(False)
            self.held.emit()
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.isAutoRepeat():
            event.accept()
        else:
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if event.isAutoRepeat():
            event.accept()
        else:
            super().keyReleaseEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.end()
        super().focusOutEvent(event)

    def sizeHint(self) -> QSize:
        head = QFontMetricsF(font(14, QFont.Weight.DemiBold)).horizontalAdvance(self.text())
        below = max(
            (QFontMetricsF(font(11, QFont.Weight.Medium)).horizontalAdvance(part) for part in self._lines()), default=0
        )
        return QSize(max(116, round(max(head, below)) + 26), 70)

    def minimumSizeHint(self) -> QSize:
        return QSize(100, SIZE.target)

    def _lines(self) -> list[str]:
        return self._below.split("\n")

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint = colours(self._tone, tokens())
        ground = QColor(paint.ground)
        if self.underMouse() or self.isDown():
            ground = ground.lighter(118) if ground.lightness() < 128 else ground.darker(104)
        rect = QRectF(self.rect())
        box(painter, rect, SIZE.radius_small, ground, paint.line)
        room = rect.adjusted(8, 0, -8, 0)
        lines = self._lines()
        top = rect.center().y() - (20 + 15 * len(lines)) / 2
        centre = Qt.AlignmentFlag.AlignHCenter
        head = fitting_font(self.text(), font(14, QFont.Weight.DemiBold), room.width(), 12)
        cut = line_of_text(painter, QRectF(room.left(), top, room.width(), 20), self.text(), head, paint.strong, centre)
        for n, line in enumerate(lines):
            row = QRectF(room.left(), top + 20 + 15 * n, room.width(), 15)
            cut = line_of_text(painter, row, line, font(11, QFont.Weight.Medium), paint.strong, centre) or cut
        self.cut = cut
        if self.part > 0:
            path = QPainterPath()
            path.addRoundedRect(rect.adjusted(1.5, 1.5, -1.5, -1.5), SIZE.radius_small - 1.5, SIZE.radius_small - 1.5)
            pen = QPen(paint.strong, 3)
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            painter.setPen(pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawPath(path.trimmed(0, self.part))
