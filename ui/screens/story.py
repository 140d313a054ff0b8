"""One entry's whole story, beside the history's table."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout

from ui.presenters.history import HistoryState
from ui.presenters.port import Core
from ui.text import history, people, times
from ui.widgets.para import Elide, Para, label
from ui.widgets.photo import PhotoTile

FACTS = 8


class StoryPanel(QFrame):
    """One entry: its photo, and why it was decided so."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("card", True)
        self.setFixedWidth(300)
        self._name = Elide()
        self._name.setProperty("role", "section")
        self._house = label(role="muted")
        self._photo = PhotoTile(76)
        self._facts: list[tuple[QLabel, Para]] = [(label(role="small"), Para(colour="text")) for _ in range(FACTS)]
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addStretch(1)
        words.addWidget(self._name)
        words.addWidget(self._house)
        words.addStretch(1)
        who = QHBoxLayout()
        who.setSpacing(12)
        who.addWidget(self._photo)
        who.addLayout(words, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 16, 18, 12)
        column.setSpacing(2)
        column.addLayout(who)
        for caption, value in self._facts:
            caption.setContentsMargins(0, 8, 0, 0)
            column.addWidget(caption)
            column.addWidget(value)
        column.addStretch(1)

    def show_story(self, state: HistoryState, core: Core) -> None:
        """The marked entry."""
        story = state.story
        told = history.why(story, state.now, core.site_zone)[:FACTS] if story is not None else ()
        for n, (caption, value) in enumerate(self._facts):
            caption.setVisible(n < len(told))
            value.setVisible(n < len(told))
            if n < len(told):
                caption.setText(told[n][0])
                value.set_text(told[n][1])
        if story is not None:
            entry = story.entry
            self._name.setText(people.whose(entry))
            self._house.setText(people.house(entry.house))
            at = times.clock(entry.occurred_at, core.site_zone)
            self._photo.show_photo(state.photo, at if state.photo else people.no_photo())
