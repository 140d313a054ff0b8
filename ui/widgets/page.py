"""The frame of a place that is a list: a title, what it counts, a search field, buttons, and a card below."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QPushButton, QStackedLayout, QVBoxLayout, QWidget

from ui import icons
from ui.theme import tokens
from ui.widgets.para import Para, label


class SearchField(QLineEdit):
    """A field with a glass; Escape empties it, the arrows move in the list below."""

    moved = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMaxLength(200)
        self.setProperty("tall", True)
        self.setTextMargins(26, 0, 0, 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.moved.emit(-1 if event.key() == Qt.Key.Key_Up else 1)
        elif event.key() == Qt.Key.Key_Escape:
            self.clear()
            self.textEdited.emit("")
            self.clearFocus()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        icons.draw(painter, "search", tokens().colour("muted"), QRectF(14, (self.height() - 18) / 2, 18, 18))


class Empty(QWidget):
    """In the place of an empty list: an icon and words, never nothing."""

    def __init__(self, icon: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = icon
        self.words = Para(align=Qt.AlignmentFlag.AlignHCenter, parent=self)

    def show_words(self, words: str) -> None:
        """Say why it is empty."""
        self.words.set_text(words)
        self.resizeEvent(None)

    def resizeEvent(self, event: object) -> None:
        width = min(self.width() - 40, 420)
        middle = self.height() // 2
        self.words.setGeometry((self.width() - width) // 2, middle + 8, width, self.words.heightForWidth(width))

    def paintEvent(self, event: QPaintEvent) -> None:
        box = QRectF(self.width() / 2 - 22, self.height() / 2 - 52, 44, 44)
        icons.draw(QPainter(self), self._icon, tokens().colour("faint"), box)


class Barred(QWidget):
    """What somebody may not see: words why, and the way to those who may."""

    def __init__(self, icon: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("page", True)
        self._words = Empty(icon)
        self.button = QPushButton()
        column = QVBoxLayout(self)
        column.addStretch(1)
        column.addWidget(self._words, 3)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)

    def show_words(self, words: str, button: str) -> None:
        """Why, and what the button says."""
        self._words.show_words(words)
        self.button.setText(button)


class ListPage(QWidget):
    """`head` takes more buttons; `show_list` says whether the list or the empty words are in view."""

    def __init__(self, view: QWidget, icon: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("page", True)
        self.title, self.count = label(role="title"), label(role="muted")
        self.search = SearchField()
        self.empty = Empty(icon)
        self.head = QHBoxLayout()
        self.head.setSpacing(12)
        self.head.addWidget(self.title)
        self.head.addWidget(self.count)
        self.head.addStretch(1)
        self.search.setMinimumWidth(300)
        self.search.setMaximumWidth(420)
        self.head.addWidget(self.search, 2)
        card = QFrame()
        card.setProperty("card", True)
        inside = QVBoxLayout(card)
        inside.setContentsMargins(0, 4, 0, 8)
        self._stack = QStackedLayout()
        self._stack.addWidget(view)
        self._stack.addWidget(self.empty)
        inside.addLayout(self._stack)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(16, 14, 16, 16)
        self.column.setSpacing(12)
        self.column.addLayout(self.head)
        self.column.addWidget(card, 1)

    def add_button(self) -> QPushButton:
        """One more button at the right end of the head."""
        button = QPushButton()
        self.head.addWidget(button)
        return button

    def show_list(self, filled: bool, words: str) -> None:
        """The list, or the words in its place."""
        self.empty.show_words(words)
        self._stack.setCurrentIndex(0 if filled else 1)
