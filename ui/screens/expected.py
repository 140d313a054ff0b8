"""Expected today: a list that Enter brings to the gate."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal

from app.domain.case import KeyPress
from app.domain.passes import Pass
from ui.keys import Shortcut
from ui.presenters.expected import ExpectedPresenter, ExpectedState
from ui.presenters.port import Core
from ui.text import day, people, times
from ui.widgets.page import ListPage
from ui.widgets.table import Cell, Column, LazyRows, Table, TableRow
from ui.widgets.tone import Tone


class ExpectedScreen(ListPage):
    """Owns its table and its presenter."""

    gate_wanted = Signal()

    def __init__(self, core: Core) -> None:
        self.table = Table()
        super().__init__(self.table, "expected")
        self._core = core
        self.presenter = ExpectedPresenter(core, self)
        self.search.textEdited.connect(self.presenter.search)
        self.search.returnPressed.connect(self._take)
        self.search.moved.connect(self._step)
        self.table.chosen.connect(self.presenter.picked)

    def show_state(self, state: ExpectedState) -> None:
        """Show the state."""
        shares = {"time": (0, 90), "visitor": (3, 160), "visiting": (3, 150), "plate": (1, 110), "entries": (1, 120),
                  "until": (1, 150)}  # fmt: skip
        heads = day.columns("expected")
        self.table.show_columns(tuple(Column(words, *shares[name]) for name, words in heads.items()))
        shown = state.shown
        self.table.show_rows(LazyRows([pass_.pass_id for pass_ in shown], lambda n: self._row(shown[n], state)))
        self.title.setText(day.expected_title())
        self.count.setText(day.passes(len(shown)) if state.passes is not None else "")
        self.search.setPlaceholderText(day.search_words())
        self.search.setAccessibleName(day.search_words())
        self.table.setAccessibleName(day.expected_title())
        self.show_list(bool(shown), day.expected_empty(state.text, state.passes is not None))

    def leave(self) -> None:
        """To the gate."""
        self.search.clear()
        self.presenter.search("")
        self.gate_wanted.emit()

    def start(self) -> None:
        """Follow the core."""
        self.presenter.start()

    def come_up(self) -> None:
        """The page is in view again."""
        self.presenter.ask()
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)

    def close_place(self) -> None:
        """Follow it no more."""
        self.presenter.close()

    def tick(self) -> None:
        """Once a second."""
        self.presenter.tick()

    def key(self, shortcut: Shortcut, press: KeyPress) -> bool:
        """A key of the console; True if it was for this page."""
        if shortcut is Shortcut.FIND:
            self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
            return True
        if shortcut is Shortcut.OPEN and not press.auto_repeat and self.table.hasFocus():
            self._take()
            return True
        return False

    def key_up(self, shortcut: Shortcut) -> None:
        """Nothing is held here."""

    def _row(self, pass_: Pass, state: ExpectedState) -> TableRow:
        zone = self._core.site_zone
        at = times.clock(pass_.valid_from, zone) if pass_.valid_from else ""
        aside = people.visitor_type(pass_.visitor_type)
        if pass_.people > 1:
            aside += f" · {people.people(pass_.people)}"
        used = pass_.entries_used > 0
        text = f"{pass_.entries_used} / {pass_.entries_allowed}" if pass_.limited else people.no_limit()
        return TableRow(
            pass_.pass_id,
            (
                Cell(at, muted=True),
                Cell(people.plain(pass_.visitor_name), aside, strong=True),
                Cell(people.visiting(pass_)),
                Cell(people.plain(pass_.plate, 16)),
                Cell(text, tone=Tone.GRANTED if used else Tone.QUIET, pill=True),
                Cell(times.moment(pass_.valid_until, state.now, zone), muted=True),
            ),
        )

    def _take(self) -> None:
        key = self.table.current_key() or (self.table.rows.rows.keys[0] if len(self.table.rows.rows) == 1 else "")
        if key:
            self.presenter.picked(key)

    def _step(self, by: int) -> None:
        step(self.table, by)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.show_state(self.presenter.state)
        super().changeEvent(event)


def step(table: Table, by: int) -> None:
    """Mark the next or the previous row while the search field keeps the keyboard."""
    count = table.rows.rowCount()
    if count:
        here = table.currentIndex().row()
        there = min(max(here + by, 0), count - 1) if here >= 0 else 0
        table.setCurrentIndex(table.rows.index(there, 0))
