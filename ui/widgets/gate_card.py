"""A gate: where it is, how it answers, and the way to open it by hand."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui import icons
from ui.theme import SIZE, font, tokens
from ui.widgets.hold import HoldButton
from ui.widgets.para import Elide, Para
from ui.widgets.shapes import box
from ui.widgets.tone import Density, Tone, colours


@dataclass(frozen=True, slots=True)
class GateFace:
    """What a card shows. `brief` stands in for `detail` where that does not fit on one line; without it the detail
    has two lines. `chosen`: the gate that the next verdict opens, marked where there are several.
    """

    gate_id: str
    name: str
    detail: str
    icon: str
    tone: Tone
    hold_words: str
    hold_below: str
    brief: str = ""
    chosen: bool = False


class _Tile(QWidget):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.icon, self.tone = "gate", Tone.QUIET
        self.setFixedSize(QSize(46, 46))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        theme = tokens()
        paint = colours(self.tone, theme)
        quiet = self.tone is Tone.QUIET
        box(painter, QRectF(self.rect()), 14, theme.colour("raised") if quiet else paint.ground)
        ink = theme.colour("text") if quiet else paint.strong
        icons.draw(painter, self.icon, ink, QRectF(self.rect()).adjusted(12, 12, -12, -12))


class GateCard(QAbstractButton):
    """Clicking the card chooses the gate for the next verdict; holding its button opens it by hand."""

    held = Signal(str)
    """The button was held long enough; the gate's id."""

    def __init__(self, *, monotonic: Callable[[], float] = time.monotonic, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._face = GateFace("", "", "", "gate", Tone.QUIET, "", "")
        self._tile = _Tile()
        self._name = Elide(smallest=13)
        self._name.setProperty("role", "gate")
        self._detail = Para(px=13, line=18, max_lines=2)
        self.hold = HoldButton(monotonic=monotonic)
        self.hold.held.connect(lambda: self.held.emit(self._face.gate_id))
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addStretch(1)
        words.addWidget(self._name)
        words.addWidget(self._detail)
        words.addStretch(1)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._tile)
        self._row.addLayout(words, 1)
        self._row.addWidget(self.hold)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.set_density(Density.NORMAL)

    @property
    def face(self) -> GateFace:
        """What it shows."""
        return self._face

    def sizeHint(self) -> QSize:
        return self._row.sizeHint()

    def minimumSizeHint(self) -> QSize:
        return self._row.minimumSize()

    def set_density(self, density: Density) -> None:
        """The tile gives way first where room is short."""
        short = density.is_short
        self._row.setContentsMargins(*((14, 6, 14, 6) if short else (18, 12, 18, 12)))
        self._row.setSpacing(12 if short else 14)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._tile.setVisible(self.width() >= 330)
        self._row.activate()
        self._say_detail()

    def _say_detail(self) -> None:
        face = self._face
        fits = QFontMetricsF(font(13)).horizontalAdvance(face.detail) <= self._detail.width()
        self._detail.set_text(face.detail if fits or not face.brief else face.brief)

    def show_face(self, face: GateFace) -> None:
        """Show another state or gate."""
        self.setChecked(face.chosen)  # a click has just turned it over
        if face == self._face:
            return
        self._face = face
        self._tile.icon, self._tile.tone = face.icon, face.tone
        self._tile.update()
        self._name.setText(face.name)
        self._say_detail()
        self.hold.show_words(face.hold_words, face.hold_below)
        self.hold.setAccessibleName(f"{face.hold_words}: {face.name}")
        self.setAccessibleName(face.name)
        self.setAccessibleDescription(face.detail)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        theme = tokens()
        line = theme.colour("info_line") if self._face.chosen else theme.colour("line")
        box(painter, QRectF(self.rect()), SIZE.radius, theme.colour("surface"), line)
