"""What the guard can do now: two or three large buttons, the first one the likely one."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QWidget

from ui.theme import SIZE, font, tokens
from ui.widgets.shapes import box, fitting_font, line_of_text
from ui.widgets.tone import Density, Tone, colours

BUTTONS = 3


@dataclass(frozen=True, slots=True)
class ActionFace:
    """A button: `action` is what it stands for, `key` the key that does the same."""

    action: str
    words: str
    key: str
    tone: Tone = Tone.QUIET
    enabled: bool = True


class ActionButton(QAbstractButton):
    """Words over a key's name. A tone other than QUIET fills it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._face = ActionFace("", "", "")
        self._px = 15
        self.cut = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFixedHeight(SIZE.target + 8)

    def show_face(self, face: ActionFace) -> None:
        """Stand for something else."""
        if face == self._face:
            return
        self._face = face
        self.setText(face.words)
        self.setAccessibleName(f"{face.words} ({face.key})" if face.key else face.words)
        self.setEnabled(face.enabled)
        self.update()

    def set_size(self, height: int, px: int) -> None:
        """Its height and the letters'."""
        self._px = px
        self.setFixedHeight(height)

    def sizeHint(self) -> QSize:
        return QSize(110, self.height())

    def minimumSizeHint(self) -> QSize:
        return QSize(80, SIZE.target)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        theme, face = tokens(), self._face
        paint = colours(face.tone, theme)
        filled = face.tone is not Tone.QUIET and self.isEnabled()
        ground = QColor(paint.strong if filled else theme.colour("raised"))
        ink = paint.on_strong if filled else theme.colour("text" if self.isEnabled() else "muted")
        if self.isDown():
            ground = ground.darker(115) if filled else theme.colour("line")
        elif self.underMouse() and self.isEnabled():
            ground = ground.lighter(108) if filled else theme.colour("hover")
        rect = QRectF(self.rect())
        box(painter, rect, SIZE.radius_small, ground, None if filled else theme.colour("line"))
        room = rect.adjusted(8, 0, -8, 0)
        head = fitting_font(face.words, font(self._px, QFont.Weight.Bold), room.width(), 12)
        middle = rect.center().y()
        centre = Qt.AlignmentFlag.AlignHCenter
        if not face.key:
            self.cut = line_of_text(painter, room, face.words, head, ink, centre)
            return
        upper = QRectF(room.left(), middle - 7 - self._px, room.width(), 8 + self._px)
        self.cut = line_of_text(painter, upper, face.words, head, ink, centre)
        lower = QRectF(room.left(), middle + 1, room.width(), 18)
        soft = ink if filled else theme.colour("muted")
        line_of_text(painter, lower, face.key, font(12, QFont.Weight.Medium), soft, centre)


class ActionBar(QWidget):
    """Up to three actions in a row; the first is wider. It keeps its height when it is empty."""

    chosen = Signal(str)
    """An action was clicked or touched."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._faces: tuple[ActionFace, ...] = ()
        self._buttons = [ActionButton() for _ in range(BUTTONS)]
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(10)
        for n, button in enumerate(self._buttons):
            self._row.addWidget(button, 16 if n == 0 else 10)
            button.hide()
            button.clicked.connect(lambda checked=False, n=n: self.chosen.emit(self._faces[n].action))
        self.set_density(Density.NORMAL)

    @property
    def buttons(self) -> tuple[ActionButton, ...]:
        """In the order of the faces."""
        return tuple(self._buttons)

    @property
    def faces(self) -> tuple[ActionFace, ...]:
        """What can be done."""
        return self._faces

    def set_density(self, density: Density) -> None:
        """Never lower than a finger needs."""
        height = SIZE.target + {Density.TIGHT: 0, Density.DENSE: 4, Density.NORMAL: 12, Density.LARGE: 20}[density]
        for button in self._buttons:
            button.set_size(height, 17 if density is Density.LARGE else 15)
        self.setFixedHeight(height)

    def show_faces(self, faces: tuple[ActionFace, ...]) -> None:
        """Offer other actions."""
        if faces == self._faces:
            return
        self._faces = faces
        for n, button in enumerate(self._buttons):
            button.setVisible(n < len(faces))
            if n < len(faces):
                button.show_face(faces[n])
