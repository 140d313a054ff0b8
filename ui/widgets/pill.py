"""Small round-ended words: states, tags, keys, and a button in that shape with a full-size target."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from ui import icons
from ui.theme import SIZE, font, tokens
from ui.widgets.shapes import box, line_of_text
from ui.widgets.tone import Tone, colours

DOT = 8
KEY_HEIGHT = 19


class Pill(QWidget):
    """A state or a tag. With `dot`, a coloured point stands before the words; not `filled`: quiet ones are a line."""

    def __init__(
        self, *, height: int = 24, dot: bool = False, filled: bool = True, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._height, self._dot, self._filled = height, dot, filled
        self._text = ""
        self._tone = Tone.QUIET
        self._dot_tone = Tone.QUIET
        self.cut = False
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def text(self) -> str:
        """What it says."""
        return self._text

    def show_words(self, text: str, tone: Tone = Tone.QUIET, dot_tone: Tone | None = None) -> None:
        """Say something, in a tone; the dot may have its own."""
        if (text, tone, dot_tone or tone) == (self._text, self._tone, self._dot_tone):
            return
        self._text, self._tone, self._dot_tone = text, tone, dot_tone or tone
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def _font(self) -> QFont:
        return font(13)

    def sizeHint(self) -> QSize:
        dot = DOT + 8 if self._dot else 0
        pad = 2 * (self._height // 2 - 2)
        return QSize(round(QFontMetricsF(self._font()).horizontalAdvance(self._text) + 0.5) + pad + dot, self._height)

    def minimumSizeHint(self) -> QSize:
        return QSize(min(self.sizeHint().width(), 60), self._height)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        theme = tokens()
        paint = colours(self._tone, theme)
        quiet = self._tone is Tone.QUIET
        ground = QColor(Qt.GlobalColor.transparent) if quiet and not self._filled else paint.ground
        rect = QRectF(self.rect())
        box(painter, rect, self._height / 2, ground, theme.colour("line") if quiet else paint.line)
        inset = self._height // 2 - 2
        text = rect.adjusted(inset, 0, -inset, 0)
        if self._dot:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colours(self._dot_tone, theme).strong)
            painter.drawEllipse(QRectF(inset, (self._height - DOT) / 2, DOT, DOT))
            text.setLeft(inset + DOT + 8)
        ink = theme.colour("muted") if quiet else paint.ink
        self.cut = line_of_text(painter, text, self._text, self._font(), ink)


class StateButton(QAbstractButton):
    """A state with its point, as a pill that can be opened: as high as a finger."""

    LOOK = 34

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tone = Tone.QUIET
        self._dot_tone = Tone.QUIET
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def show_words(self, text: str, tone: Tone, dot_tone: Tone) -> None:
        """Say something, in a tone; the point may have its own."""
        if (text, tone, dot_tone) == (self.text(), self._tone, self._dot_tone):
            return
        self._tone, self._dot_tone = tone, dot_tone
        self.setText(text)
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(round(QFontMetricsF(font(13)).horizontalAdvance(self.text()) + 0.5) + 47, SIZE.target)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        theme = tokens()
        paint = colours(self._tone, theme)
        quiet = self._tone is Tone.QUIET
        rect = QRectF(0, (self.height() - self.LOOK) / 2, self.width(), self.LOOK)
        ground = QColor(Qt.GlobalColor.transparent) if quiet else paint.ground
        if self.underMouse() or self.isDown():
            ground = theme.colour("raised")
        box(painter, rect, self.LOOK / 2, ground, theme.colour("line") if quiet else paint.line)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colours(self._dot_tone, theme).strong)
        painter.drawEllipse(QRectF(15, (self.height() - DOT) / 2, DOT, DOT))
        ink = theme.colour("muted") if quiet else paint.ink
        line_of_text(painter, rect.adjusted(31, 0, -14, 0), self.text(), font(13), ink)


def key_width(text: str) -> float:
    """How wide a key's picture is."""
    return max(KEY_HEIGHT, QFontMetricsF(font(11)).horizontalAdvance(text) + 14)


def draw_key(painter: QPainter, left: float, middle: float, text: str, ink: QColor, line: QColor) -> None:
    """The picture of a key, its left edge and vertical middle given."""
    rect = QRectF(round(left), round(middle - KEY_HEIGHT / 2), key_width(text), KEY_HEIGHT)
    box(painter, rect, 6, QColor(Qt.GlobalColor.transparent), line)
    line_of_text(painter, rect, text, font(11), ink, Qt.AlignmentFlag.AlignHCenter)


class KeyHint(QWidget):
    """The picture of a key beside something that it does."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = text
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_key(self, text: str) -> None:
        """Another key."""
        self._text = text
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(round(key_width(self._text)), KEY_HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        theme = tokens()
        draw_key(painter, 0, self.height() / 2, self._text, theme.colour("muted"), theme.colour("line"))


class PillButton(QAbstractButton):
    """A button that looks like a pill and is as high as a finger: words, the key, and maybe an icon."""

    def __init__(self, *, icon: str = "", look: int = 36, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon, self._look, self._key = icon, look, ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def show_words(self, text: str, key: str = "") -> None:
        """The words and the key that does the same."""
        if (text, key) == (self.text(), self._key):
            return
        self._key = key
        self.setText(text)
        self.setAccessibleName(text)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        width = QFontMetricsF(font(13)).horizontalAdvance(self.text()) + 28
        width += 22 if self._icon else 0
        width += key_width(self._key) + 8 if self._key else 0
        return QSize(round(width + 0.5), SIZE.target)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        theme = tokens()
        rect = QRectF(0, (self.height() - self._look) / 2, self.width(), self._look)
        ground = QColor(Qt.GlobalColor.transparent)
        if self.isDown():
            ground = theme.colour("line")
        elif self.underMouse():
            ground = theme.colour("raised")
        box(painter, rect, self._look / 2, ground, theme.colour("line"))
        left = 14.0
        if self._icon:
            icons.draw(painter, self._icon, theme.colour("muted"), QRectF(left, self.height() / 2 - 8, 16, 16))
            left += 22
        words = QRectF(left, 0, QFontMetricsF(font(13)).horizontalAdvance(self.text()) + 1, self.height())
        line_of_text(painter, words, self.text(), font(13), theme.colour("muted"))
        if self._key:
            line = theme.colour("line")
            draw_key(painter, words.right() + 8, self.height() / 2, self._key, theme.colour("muted"), line)
