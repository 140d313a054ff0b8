"""The bar above: whose console this is, how the link stands, who is on duty, the time, the lock."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from ui import icons
from ui.theme import SIZE, font, tokens
from ui.widgets.icon_button import IconButton
from ui.widgets.para import Elide, label
from ui.widgets.pill import Pill, PillButton, StateButton
from ui.widgets.tone import Tone


@dataclass(frozen=True, slots=True)
class TopFace:
    """What the bar shows. The place gives way first, to `brief`; states and the time never."""

    brand: str
    place: str
    brief: str
    link: str
    link_tone: Tone
    link_dot: Tone
    shift: str
    clock: str
    lock_words: str
    lock_key: str
    emergency: str = ""
    alarm: bool = False
    """Something is so now: the shield is filled."""


class _Mark(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(QSize(22, 28))

    def paintEvent(self, event: QPaintEvent) -> None:
        icons.draw(QPainter(self), "arch", tokens().colour("accent"), QRectF(-4, -1, 30, 30))


class TopBar(QFrame):
    """The same on every place."""

    lock_wanted = Signal()
    emergency_wanted = Signal()
    link_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(SIZE.top + 1)
        self._face: TopFace | None = None
        self._brand = label(role="brand")
        self._place = Elide()
        self._place.setProperty("role", "muted")
        self._place.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._link = StateButton()
        self._link.clicked.connect(self.link_wanted)
        self._shift = Pill(height=34, filled=False)
        self._clock = label(role="clock")
        self.lock = PillButton(look=34)
        self.lock.clicked.connect(self.lock_wanted)
        self.emergency = IconButton("shield", "denied")
        self.emergency.clicked.connect(self.emergency_wanted)
        row = QHBoxLayout(self)
        row.setContentsMargins(18, 0, 20, 1)
        row.setSpacing(0)
        for widget, after in (
            (_Mark(), 8),
            (self._brand, 16),
            (self._place, 16),
            (self._link, 12),
            (self._shift, 18),
            (self._clock, 14),
            (self.emergency, 2),
            (self.lock, 0),
        ):
            row.addWidget(widget)
            row.addSpacing(after)
        self._shift.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_face(self, face: TopFace) -> None:
        """Show another state."""
        if face == self._face:
            return
        self._brand.setText(face.brand)
        self._face = face
        self._link.show_words(face.link, face.link_tone, face.link_dot)
        self._shift.show_words(face.shift)
        self._shift.setVisible(bool(face.shift))
        self._clock.setText(face.clock)
        self.lock.show_words(face.lock_words, face.lock_key)
        self.emergency.show_words(face.emergency, filled=face.alarm)
        self._say_place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._say_place()

    def _say_place(self) -> None:
        if self._face is not None:
            layout = self.layout()
            if layout is not None:
                layout.activate()
            wide = QFontMetricsF(font(15)).horizontalAdvance(self._face.place)
            self._place.setText(self._face.place if wide < self._place.width() else self._face.brief)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        theme = tokens()
        painter.fillRect(self.rect(), theme.colour("surface"))
        painter.fillRect(QRectF(0, self.height() - 1, self.width(), 1), theme.colour("line"))
