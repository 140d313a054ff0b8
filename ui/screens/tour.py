"""The first day: a few steps over the console, to be left at any time and repeated from the help."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout

from ui.text import tour as words
from ui.widgets.para import Para, label

WIDTH, TEXT_HEIGHT = 620, 110


class TourCard(QFrame):
    """One step at a time; Enter and the arrows go through it, Esc leaves."""

    done = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setFixedWidth(WIDTH)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.step = 0
        self._where, self._heading = label(role="caption"), label(role="title")
        self._text = Para(colour="text", px=17, line=25)
        self._text.setMinimumHeight(TEXT_HEIGHT)
        self.back, self.on, self.leave = QPushButton(), QPushButton(), QPushButton()
        self.on.setProperty("kind", "primary")
        self.leave.setProperty("kind", "quiet")
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(self.leave)
        row.addStretch(1)
        row.addWidget(self.back)
        row.addWidget(self.on)
        column = QVBoxLayout(self)
        column.setContentsMargins(28, 22, 28, 22)
        column.setSpacing(10)
        column.addWidget(self._where)
        column.addWidget(self._heading)
        column.addWidget(self._text)
        column.addLayout(row)
        self.back.clicked.connect(lambda: self.go(self.step - 1))
        self.on.clicked.connect(lambda: self.go(self.step + 1))
        self.leave.clicked.connect(self.done)

    def begin(self) -> None:
        """From the first step."""
        self.go(0)

    def go(self, step: int) -> None:
        """Another step; beyond the last one the work begins."""
        steps = words.steps()
        if step >= len(steps):
            self.done.emit()
            return
        self.step = max(0, step)
        heading, text = steps[self.step]
        self._where.setText(words.place(self.step + 1, len(steps)))
        self._heading.setText(heading)
        self._text.set_text(text)
        back, on, leave = words.buttons(self.step == len(steps) - 1)
        self.back.setText(back)
        self.back.setEnabled(self.step > 0)
        self.on.setText(on)
        self.leave.setText(leave)
        self.setAccessibleName(heading)
        self.setAccessibleDescription(text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Right:
            self.go(self.step + 1)
        elif event.key() == Qt.Key.Key_Left:
            self.go(self.step - 1)
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.go(self.step)
        super().changeEvent(event)
