"""The focus ring: shown around what the keyboard is on, after Tab only."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from ui.theme import tokens

AWAY = 4


class FocusRing(QWidget):
    """A child of the window that lies around the focused widget and lets every click through."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._target: QWidget | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()

    def follow(self, target: QWidget | None) -> None:
        """Lie around `target`, or hide."""
        if self._target is not None:
            self._target.removeEventFilter(self)
        self._target = target
        if target is None:
            self.hide()
            return
        target.installEventFilter(self)
        self._place()
        self.show()
        self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._target and not self.isHidden():
            if event.type() in (QEvent.Type.Resize, QEvent.Type.Move):
                self._place()
            elif event.type() in (QEvent.Type.Hide, QEvent.Type.Destroy):
                self.hide()
        return False

    def _place(self) -> None:
        if self._target is not None:
            corner = self._target.mapTo(self.window(), QPoint(0, 0))
            self.setGeometry(QRect(corner, self._target.size()).adjusted(-AWAY, -AWAY, AWAY, AWAY))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(tokens().colour("accent"), 2))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 14, 14)
