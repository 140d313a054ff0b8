"""Devices under headings: a name, and below it a point and how the device is."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QSizePolicy, QVBoxLayout, QWidget

from ui.theme import SIZE, font, tokens
from ui.widgets.para import label
from ui.widgets.shapes import box, line_of_text
from ui.widgets.tone import Tone, colours


@dataclass(frozen=True, slots=True)
class DeviceFace:
    """One device."""

    key: str
    name: str
    state: str
    tone: Tone


class DeviceButton(QAbstractButton):
    """A device that can be chosen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.face = DeviceFace("", "", "", Tone.QUIET)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(SIZE.target + 4)

    def show_face(self, face: DeviceFace) -> None:
        """Show another device or state."""
        self.face = face
        self.setText(face.name)
        self.setAccessibleName(face.name)
        self.setAccessibleDescription(face.state)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(240, SIZE.target + 4)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme, face = tokens(), self.face
        rect = QRectF(self.rect())
        if self.isChecked():
            box(painter, rect, SIZE.radius_small, theme.colour("info_bg"), theme.colour("info_line"))
        elif self.underMouse():
            box(painter, rect, SIZE.radius_small, theme.colour("raised"))
        name = QRectF(14, 9, rect.width() - 28, 21)
        line_of_text(painter, name, face.name, font(15, QFont.Weight.Medium), theme.colour("text"))
        ink = theme.colour("muted") if face.tone is Tone.QUIET else colours(face.tone, theme).strong
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink)
        painter.drawEllipse(QRectF(15, 38, 8, 8))
        line_of_text(painter, QRectF(29, 32, rect.width() - 42, 20), face.state, font(13), ink)


class DeviceList(QWidget):
    """Groups of devices; one is chosen."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._group = QButtonGroup(self)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)
        self._column.addStretch(1)
        self._keys: tuple[str, ...] = ()

    def show_groups(self, groups: tuple[tuple[str, tuple[DeviceFace, ...]], ...], current: str) -> None:
        """Headings and their devices."""
        keys = tuple(key for heading, faces in groups for key in (f"#{heading}", *(face.key for face in faces)))
        if keys != self._keys:
            self._keys = keys
            self._build(groups)
        buttons = {button.face.key: button for button in self._group.buttons() if isinstance(button, DeviceButton)}
        self._group.setExclusive(bool(current))  # an exclusive group never lets its last mark go
        for _, faces in groups:
            for face in faces:
                buttons[face.key].show_face(face)
                buttons[face.key].setChecked(face.key == current)

    def _build(self, groups: tuple[tuple[str, tuple[DeviceFace, ...]], ...]) -> None:
        while self._column.count() > 1 and (taken := self._column.takeAt(0)) is not None:
            widget = taken.widget()
            if isinstance(widget, QAbstractButton):
                self._group.removeButton(widget)
            if widget is not None:
                widget.deleteLater()
        place = 0
        for heading, faces in groups:
            words = label(heading, "caption")
            words.setContentsMargins(6, 8 if place else 0, 0, 0)
            self._column.insertWidget(place, words)
            place += 1
            for face in faces:
                button = DeviceButton()
                button.show_face(face)
                button.clicked.connect(lambda checked=False, key=face.key: self.chosen.emit(key))
                self._group.addButton(button)
                self._column.insertWidget(place, button)
                place += 1
