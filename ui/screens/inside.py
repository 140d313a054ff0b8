"""Inside now: who came in and has not left, who stays too long, and the list for an evacuation."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtCore import QEvent, Qt, Signal

from app.domain.case import KeyPress
from app.domain.passes import Pass
from app.store.rows import InsideRow
from ui.keys import Shortcut
from ui.presenters.inside import InsidePresenter, InsideState
from ui.presenters.port import Core
from ui.screens.expected import step
from ui.text import day, people, times
from ui.widgets.page import ListPage
from ui.widgets.para import Elide
from ui.widgets.table import Cell, Column, LazyRows, Table, TableRow
from ui.widgets.tone import Tone


class InsideScreen(ListPage):
    """Owns its table and its presenter."""

    gate_wanted = Signal()
    pass_wanted = Signal(object)
    """The Pass of a walk-in, to be shown."""

    def __init__(self, core: Core) -> None:
        self.table = Table()
        super().__init__(self.table, "inside")
        self._core = core
        self.presenter = InsidePresenter(core, self)
        self.showing = self.add_button()
        self.showing.setCheckable(True)
        self.showing.setProperty("kind", "toggle")
        self.printing = self.add_button()
        self._foot = Elide()
        self._foot.setProperty("role", "muted")
        self.column.addWidget(self._foot)
        self.search.textEdited.connect(self.presenter.search)
        self.search.returnPressed.connect(self._enter)
        self.search.moved.connect(lambda by: step(self.table, by))
        self.table.chosen.connect(self.presenter.chosen)
        self.showing.clicked.connect(self.presenter.show_passes)
        self.printing.clicked.connect(self.presenter.print_list)

    def show_state(self, state: InsideState) -> None:
        """Show the state."""
        shares = {"since": (0, 150), "visitor": (3, 160), "visiting": (3, 150), "plate": (1, 110), "gate": (1, 130),
                  "stays": (1, 160)}  # fmt: skip
        heads = day.columns("inside")
        self.table.show_columns(tuple(Column(words, *shares[name]) for name, words in heads.items()))
        shown = state.shown
        keys = [row.pass_.pass_id for row in shown]
        self.table.show_rows(LazyRows(keys, lambda n: self._row(shown[n], state)))
        self.title.setText(day.inside_title())
        loaded = state.rows is not None
        self.count.setText(day.inside_count(state.people, state.overstays) if loaded else "")
        self.search.setPlaceholderText(day.search_words())
        self.search.setAccessibleName(day.search_words())
        self.table.setAccessibleName(day.inside_title())
        self.printing.setText(f"{day.print_list(state.printing)} · {Shortcut.PRINT.shown}")
        self.printing.setEnabled(loaded and not state.printing)
        self.showing.setText(f"{day.show_pass()} · {Shortcut.SHOW_PASS.shown}")
        self.showing.setChecked(state.showing)
        if state.showing:
            self._foot.setText(day.show_pass_hint())
        else:
            self._foot.setText(day.printed(str(state.printed)) if state.printed else day.inside_hint())
        self.show_list(bool(shown), day.inside_empty(state.text, loaded, showing=state.showing))

    def leave(self) -> None:
        """To the gate."""
        self.search.clear()
        self.presenter.search("")
        self.gate_wanted.emit()

    def show_pass(self, pass_: Pass) -> None:
        """Over everything, for the visitor's phone."""
        self.pass_wanted.emit(pass_)

    def start(self) -> None:
        """Follow the core."""
        self.presenter.start()

    def come_up(self) -> None:
        """The page is in view again."""
        self.presenter.show_passes(False)
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
        if shortcut is Shortcut.PRINT:
            self.presenter.print_list()
            return True
        if shortcut is Shortcut.SHOW_PASS:
            self.presenter.show_passes(not self.presenter.state.showing)
            return True
        if shortcut is Shortcut.REFUSE and self.presenter.state.showing:
            self.presenter.show_passes(False)
            return True
        if shortcut is Shortcut.OPEN and not press.auto_repeat and self.table.hasFocus():
            self._take()
            return True
        return False

    def key_up(self, shortcut: Shortcut) -> None:
        """Nothing is held here."""

    def _row(self, row: InsideRow, state: InsideState) -> TableRow:
        pass_, zone = row.pass_, self._core.site_zone
        gate = next((one.name for one in state.gates if one.gate_id == row.gate_id), row.gate_id)
        late = state.now - pass_.valid_until
        if late > timedelta(0):
            stays = Cell(day.over(times.span(late)), tone=Tone.WARN, pill=True)
        else:
            stays = Cell(times.span(state.now - row.since), pill=True)
        aside = people.people(pass_.people) if pass_.people > 1 else people.visitor_type(pass_.visitor_type)
        return TableRow(
            pass_.pass_id,
            (
                Cell(times.moment(row.since, state.now, zone), muted=True),
                Cell(people.plain(pass_.visitor_name), aside, strong=True),
                Cell(people.visiting(pass_)),
                Cell(people.plain(pass_.plate, 16)),
                Cell(people.plain(gate, 30), muted=True),
                stays,
            ),
        )

    def _enter(self) -> None:
        if self.table.rows.rowCount() or not self.presenter.entered(self.search.text()):
            self._take()

    def _take(self) -> None:
        key = self.table.current_key() or (self.table.rows.rows.keys[0] if len(self.table.rows.rows) == 1 else "")
        if key:
            self.presenter.chosen(key)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.show_state(self.presenter.state)
        super().changeEvent(event)
