"""Text in several lines with a line height, and one line that gives way."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QLabel, QSizePolicy, QStyle, QStyleOption, QWidget

from ui.theme import font, tokens
from ui.widgets.shapes import fitting_font


class Para(QWidget):
    """A paragraph of plain text at a given line height (a QLabel has none). Cut after `max_lines`, if any."""

    def __init__(
        self,
        *,
        px: int = 15,
        line: int = 21,
        colour: str = "muted",
        weight: QFont.Weight = QFont.Weight.Normal,
        max_lines: int = 0,
        align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._px, self._line, self._colour, self._weight = px, line, colour, weight
        self._max_lines, self._align = max_lines, align
        self._text = ""
        self.cut = False
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def text(self) -> str:
        """What it says."""
        return self._text

    def set_text(self, text: str) -> None:
        """Say something else."""
        if text != self._text:
            self._text = text
            self.setAccessibleName(text)
            self.updateGeometry()
            self.update()

    def set_size(self, px: int, line: int) -> None:
        """The letters' and the lines' height."""
        if (px, line) != (self._px, self._line):
            self._px, self._line = px, line
            self.updateGeometry()
            self.update()

    def set_colour(self, token: str) -> None:
        """The letters' token."""
        if token != self._colour:
            self._colour = token
            self.update()

    def set_max_lines(self, lines: int) -> None:
        """0: as many as it needs."""
        if lines != self._max_lines:
            self._max_lines = lines
            self.updateGeometry()
            self.update()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        count = len(self._lines(width))
        if self._max_lines:
            count = min(count, self._max_lines)
        return count * self._line

    def sizeHint(self) -> QSize:
        wide = QFontMetrics(self._font()).horizontalAdvance(self._text)
        width = min(wide + 2, 360)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(40, self._line if self._text else 0)

    def _font(self) -> QFont:
        return font(self._px, self._weight)

    def _lines(self, width: int) -> list[tuple[int, int]]:
        """Start and length of each line."""
        if not self._text:
            return []
        found: list[tuple[int, int]] = []
        start = 0
        for block in self._text.split("\n"):
            layout = QTextLayout(block, self._font())
            option = QTextOption()
            option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
            layout.setTextOption(option)
            layout.beginLayout()
            count = 0
            while (line := layout.createLine()).isValid():
                line.setLineWidth(max(width, 1))
                found.append((start + line.textStart(), line.textLength()))
                count += 1
            layout.endLayout()
            if not count:
                found.append((start, 0))
            start += len(block) + 1
        return found

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        face = self._font()
        painter.setFont(face)
        painter.setPen(tokens().colour(self._colour))
        metrics = QFontMetrics(face)
        baseline = (self._line - metrics.height()) / 2 + metrics.ascent()
        lines = self._lines(self.width())
        room = self.height() // self._line
        shown = min(len(lines), self._max_lines or len(lines), room)
        self.cut = shown < len(lines)
        for n in range(shown):
            start, length = lines[n]
            text = self._text[start : start + length]
            if self.cut and n == shown - 1:
                rest = self._text[start:].replace("\n", " ")
                text = metrics.elidedText(rest, Qt.TextElideMode.ElideRight, self.width())
            spare = self.width() - metrics.horizontalAdvance(text.rstrip())
            left = spare / 2 if self._align == Qt.AlignmentFlag.AlignHCenter else 0
            painter.drawText(QPointF(left, n * self._line + baseline), text)


class Elide(QLabel):
    """One line that gives way: for names and notes, never for times, numbers or states. Its letters shrink to
    `smallest` pixels before it is cut, if that is given."""

    def __init__(self, text: str = "", parent: QWidget | None = None, *, smallest: int = 0) -> None:
        super().__init__(text, parent)
        self._smallest = smallest
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.cut = False
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def minimumSizeHint(self) -> QSize:
        hint = super().minimumSizeHint()
        return QSize(min(hint.width(), 40), hint.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        option = QStyleOption()
        option.initFrom(self)
        rect: QRect = self.contentsRect()
        face = self.font()
        if self._smallest:
            face = fitting_font(self.text(), face, rect.width(), self._smallest)
            painter.setFont(face)
        text = QFontMetrics(face).elidedText(self.text(), Qt.TextElideMode.ElideRight, rect.width())
        self.cut = text != self.text()
        flags = int(self.alignment() | Qt.TextFlag.TextSingleLine)
        self.style().drawPrimitive(QStyle.PrimitiveElement.PE_Widget, option, painter, self)
        self.style().drawItemText(painter, rect, flags, option.palette, self.isEnabled(), text, self.foregroundRole())


def label(text: str = "", role: str = "", parent: QWidget | None = None) -> QLabel:
    """A plain-text QLabel with a role of the style sheet. Text from outside is never interpreted."""
    made = QLabel(parent)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setText(text)
    if role:
        made.setProperty("role", role)
    return made
