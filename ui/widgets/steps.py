"""The steps of a longer job: which are done, which is now, which come."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import icons
from ui.theme import font, tokens
from ui.widgets.shapes import line_of_text

STEP, DOT = 56, 28


@dataclass(frozen=True, slots=True)
class StepFace:
    """One step."""

    words: str
    done: bool = False
    here: bool = False


class StepList(QWidget):
    """Read, not clicked: steps follow each other."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._steps: tuple[StepFace, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_steps(self, steps: tuple[StepFace, ...]) -> None:
        """Show how far it is."""
        self._steps = steps
        here = next((step.words for step in steps if step.here), "")
        self.setAccessibleName(here)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(260, STEP * max(1, len(self._steps)))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme = tokens()
        for n, step in enumerate(self._steps):
            middle = n * STEP + STEP / 2
            dot = QRectF(1, middle - DOT / 2, DOT, DOT)
            if n:
                painter.fillRect(
                    QRectF(DOT / 2, middle - STEP / 2 - (STEP - DOT) / 2 + 4, 2, STEP - DOT - 8), theme.colour("line")
                )
            strong = theme.colour("granted" if step.done else "accent" if step.here else "line_strong")
            painter.setPen(QPen(strong, 2))
            painter.setBrush(strong if step.done or step.here else Qt.BrushStyle.NoBrush)
            painter.drawEllipse(dot.adjusted(1, 1, -1, -1))
            inside = theme.colour("on_granted" if step.done else "on_accent" if step.here else "muted")
            if step.done:
                icons.draw(painter, "check", inside, dot.adjusted(6, 6, -6, -6), 2.8)
            else:
                number = font(13, QFont.Weight.Bold)
                line_of_text(painter, dot, str(n + 1), number, inside, Qt.AlignmentFlag.AlignHCenter)
            words = QRectF(DOT + 16, middle - 12, self.width() - DOT - 16, 24)
            face = font(15, QFont.Weight.DemiBold if step.here else QFont.Weight.Normal)
            line_of_text(painter, words, step.words, face, theme.colour("text" if step.here else "muted"))
