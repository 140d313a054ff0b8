"""A QR as a phone wants it: black on white in every theme, whole pixels a module."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import SIZE
from ui.widgets.shapes import box

Modules = tuple[tuple[bool, ...], ...]


class QrView(QWidget):
    """Rows of modules, True is black, the white around the code included."""

    def __init__(self, side: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: Modules = ()
        self.setFixedSize(side, side)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_modules(self, rows: Modules, name: str) -> None:
        """Show another code; `name`: what a screen reader says in its place."""
        self._rows = rows
        self.setAccessibleName(name)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        white, black = QColor(Qt.GlobalColor.white), QColor(Qt.GlobalColor.black)
        box(painter, QRectF(self.rect()), SIZE.radius_small, white)
        if not self._rows:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        scale = self.devicePixelRatioF()
        module = max(1, int(self.width() * scale / len(self._rows))) / scale
        left = int((self.width() - module * len(self._rows)) / 2 * scale) / scale
        for number, row in enumerate(self._rows):
            for place, dark in enumerate(row):
                if dark:
                    painter.fillRect(QRectF(left + place * module, left + number * module, module, module), black)
