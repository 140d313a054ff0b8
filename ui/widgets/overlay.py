"""A card over the dimmed console: not a dialog, nothing waits for it. Escape or a click beside it closes it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from ui.theme import tokens

EDGE = 24


class Overlay(QWidget):
    """Lies over its parent, with one card in the middle."""

    closed = Signal()

    def __init__(self, card: QFrame, parent: QWidget) -> None:
        super().__init__(parent)
        self._card = card
        card.setProperty("card", True)
        card.setParent(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(EDGE, EDGE, EDGE, EDGE)
        column.addWidget(card, 0, Qt.AlignmentFlag.AlignCenter)
        parent.installEventFilter(self)
        self.hide()

    def open(self) -> None:
        """Come up, over everything, with the keyboard."""
        parent = self.parentWidget()
        if parent is not None:
            self.setGeometry(parent.rect())
        self._name_card()
        self.show()
        self.raise_()
        self._card.setFocus(Qt.FocusReason.OtherFocusReason)

    def close_card(self) -> None:
        """Go away."""
        if not self.isHidden():
            self.hide()
            self.closed.emit()

    def _name_card(self) -> None:
        titles = (one.text() for one in self._card.findChildren(QLabel) if one.property("role") == "title")
        self._card.setAccessibleName(next(titles, ""))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            QTimer.singleShot(0, self._name_card)  # the card's own words change after this
        super().changeEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        parent = self.parentWidget()
        if parent is not None and watched is parent and event.type() == QEvent.Type.Resize:
            self.setGeometry(parent.rect())
        return False

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self._card.geometry().contains(event.position().toPoint()):
            self.close_card()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_card()
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, next_: bool) -> bool:
        """Tab goes round on the card: what lies dimmed below it is out of reach for the keyboard as for the eye."""
        here: QWidget = self.focusWidget() or self._card
        step = here
        while True:
            step = step.nextInFocusChain() if next_ else step.previousInFocusChain()
            if step is here:
                return True
            by_tab = step.focusPolicy() & Qt.FocusPolicy.TabFocus == Qt.FocusPolicy.TabFocus
            if by_tab and self.isAncestorOf(step) and step.isVisible() and step.isEnabled():
                step.setFocus(Qt.FocusReason.TabFocusReason if next_ else Qt.FocusReason.BacktabFocusReason)
                return True

    def paintEvent(self, event: QPaintEvent) -> None:
        dim = QColor(tokens().colour("lens_chip"))
        dim.setAlpha(165)
        QPainter(self).fillRect(self.rect(), dim)
