"""The rail at the left: the places of the console."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QFrame, QVBoxLayout, QWidget

from ui import icons
from ui.theme import SIZE, font, tokens
from ui.widgets.shapes import box, fitting_font, line_of_text


@dataclass(frozen=True, slots=True)
class PlaceFace:
    """A place: its id, icon and words; `mark` puts a point on it, and says why to those who hear the screen."""

    place: str
    icon: str
    words: str
    key: str = ""
    at_foot: bool = False
    mark: str = ""


class RailButton(QAbstractButton):
    """An icon over a word."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.face = PlaceFace("", "gate", "")
        self.cut = False
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFixedSize(QSize(64, SIZE.target))

    def show_face(self, face: PlaceFace) -> None:
        """Stand for a place."""
        if face == self.face:
            return
        self.face = face
        self.setText(face.words)
        self.setAccessibleName(face.words)
        self.setAccessibleDescription(face.mark)
        self.setToolTip(f"{face.words} ({face.key})" if face.key else face.words)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        theme = tokens()
        rect = QRectF(self.rect())
        here = self.isChecked()
        if here or self.underMouse() or self.isDown():
            box(painter, rect, SIZE.radius_small, theme.colour("info_bg" if here else "raised"))
        ink = theme.colour("accent" if here else "muted")
        icons.draw(painter, self.face.icon, ink, QRectF(0, 9, rect.width(), 22))
        words = QRectF(1, 34, rect.width() - 2, 16)
        face = fitting_font(self.face.words, font(11), words.width(), 10)
        self.cut = line_of_text(painter, words, self.face.words, face, ink, Qt.AlignmentFlag.AlignHCenter)
        if self.face.mark:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.colour("warn")))
            painter.drawEllipse(QRectF(rect.width() - 20, 7, 8, 8))


class Rail(QFrame):
    """The places, some at the head and some at the foot. One is current."""

    wanted = Signal(str)
    """A place was chosen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedWidth(SIZE.rail)
        self._group = QButtonGroup(self)
        self._buttons: dict[str, RailButton] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(6, 14, 6, 14)
        self._column.setSpacing(6)
        self._column.addStretch(1)

    def show_places(self, places: tuple[PlaceFace, ...]) -> None:
        """Name the places; those that are not named are hidden."""
        for place in places:
            if place.place not in self._buttons:
                self._add(place)
        for name, button in self._buttons.items():
            face = next((place for place in places if place.place == name), None)
            button.setVisible(face is not None)
            if face is not None:
                button.show_face(face)

    def set_current(self, place: str) -> None:
        """Mark where we are."""
        self._buttons[place].setChecked(True)

    def _add(self, place: PlaceFace) -> None:
        button = RailButton()
        button.clicked.connect(lambda checked=False: self.wanted.emit(place.place))
        self._group.addButton(button)
        before_stretch = sum(1 for other in self._buttons.values() if not other.face.at_foot)
        if place.at_foot:
            self._column.addWidget(button)
        else:
            self._column.insertWidget(before_stretch, button)
        button.show_face(place)
        self._buttons[place.place] = button

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        theme = tokens()
        painter.fillRect(self.rect(), theme.colour("surface"))
        painter.fillRect(QRectF(self.width() - 1, 0, 1, self.height()), theme.colour("line"))
