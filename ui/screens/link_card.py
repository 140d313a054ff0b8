"""How the link stands, in full: opened from the pill of the top bar."""

from __future__ import annotations

from datetime import datetime, tzinfo

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout

from app.events import LinkChanged
from ui.text import link_card
from ui.widgets.case_body import Fact, FactTile
from ui.widgets.para import Para, label

FACTS, MEANINGS = 3, 3


class LinkCard(QFrame):
    """Read, then closed."""

    done = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setFixedWidth(640)
        self._shown: tuple[LinkChanged, datetime, tzinfo] | None = None
        self._title, self._close = label(role="title"), QPushButton()
        self._facts = [FactTile() for _ in range(FACTS)]
        self._meanings = [(label(role="strong"), Para()) for _ in range(MEANINGS)]
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self._close)
        facts = QHBoxLayout()
        facts.setSpacing(16)
        for tile, share in zip(self._facts, (3, 4, 3), strict=True):
            facts.addWidget(tile, share)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 22)
        column.setSpacing(8)
        column.addLayout(head)
        column.addLayout(facts)
        column.addSpacing(6)
        for heading, text in self._meanings:
            column.addWidget(heading)
            column.addWidget(text)
        self._close.clicked.connect(self.done)

    def show_link(self, state: LinkChanged, now: datetime, zone: tzinfo) -> None:
        """Show how it stands now."""
        self._shown = state, now, zone
        self._title.setText(link_card.heading(state))
        self._close.setText(link_card.close())
        for tile, (caption, value) in zip(self._facts, link_card.facts(state, now, zone), strict=True):
            tile.show_fact(Fact(caption, value, firm=False))
        told = link_card.meaning(state)
        for n, (heading, text) in enumerate(self._meanings):
            heading.setVisible(n < len(told))
            text.setVisible(n < len(told))
            if n < len(told):
                heading.setText(told[n][0])
                text.set_text(told[n][1])

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange and self._shown is not None:
            self.show_link(*self._shown)
        super().changeEvent(event)
