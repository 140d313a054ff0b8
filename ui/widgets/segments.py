"""One of a few: side by side, each as high as a finger."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QSizePolicy, QWidget

from ui.theme import SIZE, font, tokens
from ui.widgets.shapes import box, fitting_font, line_of_text


class Segment(QAbstractButton):
    """One of them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.cut = False
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(90, SIZE.target)

    def minimumSizeHint(self) -> QSize:
        return QSize(60, SIZE.target)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        theme = tokens()
        here = self.isChecked()
        ground = theme.colour("info_bg" if here else "hover" if self.underMouse() else "raised")
        box(painter, QRectF(self.rect()), SIZE.radius_small, ground, theme.colour("accent" if here else "line"))
        room = QRectF(self.rect()).adjusted(6, 0, -6, 0)
        face = fitting_font(self.text(), font(15, QFont.Weight.DemiBold), room.width(), 12)
        ink = theme.colour("info_ink" if here else "text")
        self.cut = line_of_text(painter, room, self.text(), face, ink, Qt.AlignmentFlag.AlignHCenter)


class Segments(QWidget):
    """Exactly one is chosen."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keys: tuple[str, ...] = ()
        self._group = QButtonGroup(self)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(8)

    def show_choices(self, choices: tuple[tuple[str, str], ...], current: str) -> None:
        """Keys and words, and which is chosen."""
        while len(self._group.buttons()) < len(choices):
            self._add(len(self._group.buttons()))
        self._keys = tuple(key for key, _ in choices)
        for n, button in enumerate(self._group.buttons()):
            button.setVisible(n < len(choices))
            if n < len(choices):
                button.setText(choices[n][1])
                button.setAccessibleName(choices[n][1])
                button.setChecked(choices[n][0] == current)
                button.update()

    def _add(self, n: int) -> None:
        button = Segment()
        button.clicked.connect(lambda checked=False: self.chosen.emit(self._keys[n]))
        self._group.addButton(button)
        self._row.addWidget(button, 1)

    def current(self) -> str:
        """The key of the chosen one."""
        for key, button in zip(self._keys, self._group.buttons(), strict=False):
            if button.isChecked():
                return key
        return ""
