"""A PIN: dots that fill, and keys that are easy to hit at night."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QGridLayout, QSizePolicy, QWidget

from ui import icons
from ui.theme import SIZE, font, tokens
from ui.widgets.shapes import box, fitting_font, line_of_text

DOT, STEP = 18, 32


class PinDots(QWidget):
    """As many dots as a PIN has digits; more appear when more are typed."""

    def __init__(self, count: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._count, self._typed = count, 0
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_typed(self, typed: int, name: str) -> None:
        """How many digits stand there."""
        self._typed = typed
        self.setAccessibleName(name)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize((self._count + 2) * STEP, DOT + 2)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme = tokens()
        count = max(self._count, self._typed)
        left = (self.width() - (count - 1) * STEP - DOT) / 2
        for n in range(count):
            full = n < self._typed
            painter.setPen(QPen(theme.colour("accent" if full else "line_strong"), 2))
            painter.setBrush(theme.colour("accent") if full else Qt.BrushStyle.NoBrush)
            painter.drawEllipse(QRectF(left + n * STEP + 1, 1, DOT - 2, DOT - 2))


class PadKey(QAbstractButton):
    """A digit, words, or an icon."""

    def __init__(self, text: str = "", icon: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = icon
        self.cut = False
        self.setText(text)
        self.setAccessibleName(text)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        return QSize(138, 74)

    def minimumSizeHint(self) -> QSize:
        return QSize(100, SIZE.target)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        theme = tokens()
        ground = theme.colour("line" if self.isDown() else "hover" if self.underMouse() else "surface")
        rect = QRectF(self.rect())
        box(painter, rect, 16, ground, theme.colour("line"))
        if self._icon:
            icons.draw(
                painter,
                self._icon,
                theme.colour("text"),
                QRectF(0, 0, 28, 28).translated(rect.center() - QRectF(0, 0, 28, 28).center()),
            )
            return
        digit = len(self.text()) == 1
        face = font(26) if digit else fitting_font(self.text(), font(14), rect.width() - 12, 12)
        ink = theme.colour("text" if digit else "muted")
        self.cut = line_of_text(
            painter, rect.adjusted(6, 0, -6, 0), self.text(), face, ink, Qt.AlignmentFlag.AlignHCenter
        )


class PinPad(QWidget):
    """Ten digits, a key for words at the left and one that takes back at the right."""

    digit = Signal(str)
    back = Signal()
    other = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedWidth(440)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(12)
        for n in range(9):
            grid.addWidget(self._digit(str(n + 1)), n // 3, n % 3)
        self._other, self._back = PadKey(), PadKey(icon="backspace")
        self._other.clicked.connect(self.other)
        self._back.clicked.connect(self.back)
        grid.addWidget(self._other, 3, 0)
        grid.addWidget(self._digit("0"), 3, 1)
        grid.addWidget(self._back, 3, 2)

    @property
    def other_key(self) -> PadKey:
        """The key with words."""
        return self._other

    def show_words(self, other: str, back: str) -> None:
        """The left key's words, and the right one's name."""
        self._other.setText(other)
        self._other.setAccessibleName(other)
        self._back.setAccessibleName(back)

    def _digit(self, digit: str) -> PadKey:
        key = PadKey(digit)
        key.clicked.connect(lambda checked=False: self.digit.emit(digit))
        return key
