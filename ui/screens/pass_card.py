"""A walk-in's pass over the console: a code large enough for the visitor's phone, and the way to paper."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QFont
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout

from app.domain.passes import Pass
from app.ops.words import PassWords
from ui.keys import Shortcut
from ui.presenters.pass_card import PassPresenter, PassState
from ui.presenters.port import Core
from ui.text import pass_card as words
from ui.text import people, times
from ui.text.language import spoken
from ui.widgets.case_body import Fact, FactTile
from ui.widgets.para import Para, label
from ui.widgets.qr import QrView

SIDE = 444
"""Twelve pixels a module, on a screen that a phone photographs through a car's window."""


class PassCard(QFrame):
    """Owns its presenter."""

    done = Signal()

    def __init__(self, core: Core) -> None:
        super().__init__()
        self._core = core
        self.presenter = PassPresenter(core, self)
        self.setFixedWidth(904)
        self._title, self._close = label(role="title"), QPushButton()
        self.qr = QrView(SIDE)
        self._name = Para(px=26, line=32, colour="text", weight=QFont.Weight.Bold, max_lines=3)
        self._facts = [FactTile() for _ in range(2)]
        self._caption, self._short = label(role="small"), label(role="key")
        self._hint = Para()
        self._said, self._next = Para(colour="text", weight=QFont.Weight.DemiBold), Para(max_lines=4)
        self.print_button, self.open_button = QPushButton(), QPushButton()
        self.print_button.setProperty("kind", "primary")
        self._lay_out()
        self._close.clicked.connect(self.done)
        self.print_button.clicked.connect(self.presenter.print_sheet)
        self.open_button.clicked.connect(self.presenter.open_sheet)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self._close)
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(self.print_button, 1)
        row.addWidget(self.open_button, 1)
        right = QVBoxLayout()
        right.setSpacing(8)
        right.addWidget(self._name)
        for tile in self._facts:
            right.addWidget(tile)
        right.addWidget(self._caption)
        right.addWidget(self._short)
        right.addWidget(self._hint)
        right.addStretch(1)
        right.addWidget(self._said)
        right.addWidget(self._next)
        right.addSpacing(4)
        right.addLayout(row)
        both = QHBoxLayout()
        both.setSpacing(24)
        both.addWidget(self.qr)
        both.addLayout(right, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 24)
        column.setSpacing(12)
        column.addLayout(head)
        column.addLayout(both)

    def show_pass(self, pass_: Pass) -> None:
        """Another visitor's."""
        self.presenter.begin(pass_)

    def show_state(self, state: PassState) -> None:
        """Show the state."""
        pass_, zone = state.pass_, self._core.site_zone
        self._title.setText(words.title())
        self.qr.show_modules(state.modules, words.picture(pass_))
        self._name.set_text(people.plain(pass_.visitor_name))
        house, until, short = words.captions()
        self._facts[0].show_fact(Fact(house, people.visiting(pass_), firm=False))
        left = times.until(pass_.valid_until, state.now)
        self._facts[1].show_fact(Fact(until, times.moment(pass_.valid_until, state.now, zone), left))
        self._caption.setText(short)
        self._short.setText(words.short_code(pass_))
        self._short.setAccessibleName(f"{short}: {words.short_code(pass_)}")
        self._hint.set_text(words.hint())
        heading, next_step = words.said(state)
        self._said.set_text(heading)
        self._next.set_text(next_step)
        self._said.setVisible(bool(heading))
        self._next.setVisible(bool(next_step))
        self._hint.setVisible(not heading)
        print_, open_, close = words.buttons(state.printing)
        self.print_button.setText(f"{print_} · {Shortcut.PRINT.shown}")
        self.print_button.setEnabled(not state.printing)
        self.open_button.setText(open_)
        self.open_button.setVisible(state.sheet is not None and not state.sent)
        self._close.setText(close)

    def sheet_words(self) -> PassWords:
        """What stands on the paper, in the language of the screen."""
        return words.sheet(spoken().name()[:2])

    def open_sheet(self, sheet: Path) -> bool:
        """In the program that shows PDFs here; False if there is none."""
        return QDesktopServices.openUrl(QUrl.fromLocalFile(str(sheet)))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange and self.presenter.state is not None:
            self.show_state(self.presenter.state)
        super().changeEvent(event)
