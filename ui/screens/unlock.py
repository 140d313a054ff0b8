"""Shown when the store is whole and locked: what is wrong, and the site's recovery key."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QWidget

from app.errors import KnownError
from ui.text import unlock as words
from ui.text.errors import error_words
from ui.widgets.band import BandFace, VerdictBand
from ui.widgets.lone_card import lone_card
from ui.widgets.para import Para
from ui.widgets.tone import Tone


class UnlockScreen(QWidget):
    """One band, the words, one field. `attempt` is called with the recovery key as typed, "" to try without it."""

    def __init__(self, trouble: KnownError, attempt: Callable[[str], None]) -> None:
        super().__init__()
        self._attempt = attempt
        self.setWindowTitle("Portun Gatehouse")
        self.band = VerdictBand()
        self._told, self._todo = Para(px=15, line=22, max_lines=4), Para(px=15, line=22, max_lines=4)
        self.field = QLineEdit()
        self.field.setProperty("tall", True)
        self.open, self.again = QPushButton(), QPushButton()
        self.open.setProperty("kind", "primary")
        inner = lone_card(self, self.band)
        inner.addWidget(self._told)
        inner.addWidget(self._todo)
        inner.addWidget(self.field)
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(self.open, 16)
        row.addWidget(self.again, 10)
        inner.addLayout(row)
        self.field.textChanged.connect(self._offer)
        self.field.returnPressed.connect(self.open.click)
        self.open.clicked.connect(lambda: self._try(self.field.text().strip()))
        self.again.clicked.connect(lambda: self._try(""))
        self._todo.set_text(words.what_to_do())
        self.field.setPlaceholderText(words.field())
        self.field.setAccessibleName(words.field())
        self.again.setText(words.again())
        self.show_trouble(trouble)

    def show_trouble(self, trouble: KnownError) -> None:
        """It did not open, and why."""
        title, message, next_step = error_words(trouble)
        self.band.show_face(BandFace(trouble.code, Tone.DENIED, "disk", words.headline(), title))
        self._told.set_text(f"{message} {next_step}")
        self.open.setText(words.open_it())
        for widget in (self.field, self.again):
            widget.setEnabled(True)
        self._offer()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _try(self, typed: str) -> None:
        self.open.setText(words.opening())
        for widget in (self.field, self.open, self.again):
            widget.setEnabled(False)
        self._attempt(typed)

    def _offer(self) -> None:
        self.open.setEnabled(bool(self.field.text().strip()))
