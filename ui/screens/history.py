"""History: filters, figures, the table, and the story of the entry that is marked."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QStackedLayout, QVBoxLayout, QWidget

from app.domain.case import KeyPress
from app.ops.story import Story
from ui.keys import Shortcut
from ui.presenters.history import ExportForm, HistoryPresenter, HistoryState, Range, Result, Trait
from ui.presenters.port import Core
from ui.screens.proof import REVIEW, Oversight
from ui.screens.review import ReviewPart
from ui.screens.story import StoryPanel
from ui.text import history, people, review, times
from ui.widgets.choice import ChoiceButton
from ui.widgets.figures import FigureCard, FigureFace, HourBars
from ui.widgets.page import Barred, Empty, SearchField
from ui.widgets.para import Elide
from ui.widgets.segments import Segments
from ui.widgets.table import Cell, Column, LazyRows, Table, TableRow
from ui.widgets.tone import Tone

SHARES = {"time": (0, 96), "visitor": (3, 190), "visiting": (2, 100), "way": (0, 84), "gate": (1, 104),
          "guard": (1, 84), "result": (1, 136), "basis": (3, 196)}  # fmt: skip
WIDE = 1400
BESIDE = ("guard", "basis")
"""Columns that the panel tells as well: where width is short they go while it is open."""


class HistoryScreen(QWidget):
    """Owns its table, its panel and its presenter."""

    gate_wanted = Signal()
    sign_in_wanted = Signal()

    def __init__(self, core: Core) -> None:
        super().__init__()
        self.setProperty("page", True)
        self._core = core
        self.presenter = HistoryPresenter(core, self)
        self.ranges, self.search = Segments(), SearchField()
        self.gate_choice, self.result_choice, self.trait_choice = ChoiceButton(), ChoiceButton(), ChoiceButton()
        self.export, self.reviewing = ChoiceButton(), QPushButton()
        self.stop = QPushButton()
        self._figures = {name: FigureCard() for name in ("entries", "inside", "by_hand", "review")}
        self._bars = HourBars()
        self.table, self._empty = Table(), Empty("history")
        self._panel = StoryPanel()
        self._oversight: Oversight | None = None
        self._foot = Elide()
        self._foot.setProperty("role", "muted")
        self._looks: tuple[object, ...] = ()
        self._traits: dict[Trait | None, str] = {None: ""}
        self._made: dict[str, tuple[Story, TableRow]] = {}
        self._shown: tuple[Story, ...] | None = None
        self._barred = Barred("shield")
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        filters = QHBoxLayout()
        filters.setSpacing(10)
        filters.addWidget(self.ranges)
        filters.addWidget(self.search, 1)
        for button in (self.gate_choice, self.result_choice, self.trait_choice, self.export, self.stop, self.reviewing):
            filters.addWidget(button)
        self._figure_row = QHBoxLayout()
        self._figure_row.setSpacing(12)
        for card in self._figures.values():
            self._figure_row.addWidget(card, 2)
        self._figure_row.addWidget(self._bars, 4)
        frame = QFrame()
        frame.setProperty("card", True)
        inside = QVBoxLayout(frame)
        inside.setContentsMargins(0, 4, 0, 8)
        self._list = QStackedLayout()
        self._list.addWidget(self.table)
        self._list.addWidget(self._empty)
        inside.addLayout(self._list)
        middle = QHBoxLayout()
        middle.setSpacing(12)
        middle.addWidget(frame, 1)
        middle.addWidget(self._panel)
        self._middle = QStackedLayout()
        entries = QWidget()
        middle.setContentsMargins(0, 0, 0, 0)
        entries.setLayout(middle)
        self._middle.addWidget(entries)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(16, 14, 16, 10)
        column.setSpacing(12)
        self._top = QWidget()
        top = QVBoxLayout(self._top)
        top.setContentsMargins(0, 0, 0, 0)
        top.setSpacing(12)
        top.addLayout(filters)
        top.addLayout(self._figure_row)
        column.addWidget(self._top)
        column.addLayout(self._middle, 1)
        column.addWidget(self._foot)
        self._pages = QStackedLayout(self)
        self._pages.addWidget(page)
        self._pages.addWidget(self._barred)

    def _connect(self) -> None:
        does = self.presenter
        self.ranges.chosen.connect(lambda key: does.choose_range(Range(key)))
        self.search.textEdited.connect(does.search)
        self.gate_choice.chosen.connect(lambda key: does.choose_gate("" if key == "all" else key))
        self.result_choice.chosen.connect(lambda key: does.choose_result(Result(key)))
        self.trait_choice.chosen.connect(self._trait_chosen)
        self.export.chosen.connect(lambda key: does.export(ExportForm(key)))
        self.stop.clicked.connect(does.cancel_export)
        self.reviewing.clicked.connect(self.open_review)
        self.table.marked.connect(does.mark)
        self.table.chosen.connect(does.mark)
        self.table.end_near.connect(does.more)
        self._barred.button.clicked.connect(self.sign_in_wanted)

    @property
    def oversight(self) -> Oversight:
        """Built when it is first wanted: most looks at the history never come to it."""
        if self._oversight is None:
            self._oversight = Oversight(self._core)
            self._oversight.back_wanted.connect(self.open_review)
            self._middle.addWidget(self._oversight)
            self.review.presenter.start()
        return self._oversight

    @property
    def review(self) -> ReviewPart:
        """The first part of the oversight."""
        return self.oversight.review

    def show_state(self, state: HistoryState) -> None:
        """Show the state."""
        self._barred.show_words(*history.barred())
        self._pages.setCurrentIndex(0 if state.allowed else 1)
        if not state.allowed:
            return
        self._show_filters(state)
        self._show_figures(state)
        self._panel.setVisible(state.story is not None)
        told_beside = state.story is not None and self.width() < WIDE
        names = [name for name in history.columns() if not (told_beside and name in BESIDE)]
        self.table.show_columns(tuple(Column(history.columns()[name], *SHARES[name]) for name in names))
        self._show_rows(state, names)
        self.table.setAccessibleName(history.search_words())
        filtered = bool(state.text or state.gate_id or state.trait or state.result is not Result.ALL)
        self._empty.show_words(history.loading() if state.stories is None else history.nothing(filtered))
        self._list.setCurrentIndex(0 if state.stories else 1)
        self._panel.show_story(state, self._core)
        self._foot.setText(history.exported(str(state.exported)) if state.exported else "")
        self._foot.setVisible(state.exported is not None)

    def _show_filters(self, state: HistoryState) -> None:
        self.ranges.show_choices(history.ranges(), state.range.value)
        self.search.setPlaceholderText(history.search_hint())
        self.search.setToolTip(history.search_words())
        self.search.setAccessibleName(history.search_words())
        gates = (("all", history.all_gates()), *((gate.gate_id, people.plain(gate.name, 30)) for gate in state.gates))
        gate = dict(gates).get(state.gate_id, "")
        self.gate_choice.show_choices(history.gate_button(gate), gates, state.gate_id or "all")
        results = history.results()
        result = "" if state.result is Result.ALL else dict(results)[state.result.value]
        self.result_choice.show_choices(history.result_button(result), results, state.result.value)
        guards = tuple(name for name, _ in state.summary.figures.by_guard) if state.summary is not None else ()
        self._traits = history.traits(guards)
        keys = tuple((str(n), words) for n, words in enumerate(self._traits.values()))
        place = list(self._traits).index(state.trait) if state.trait in self._traits else 0
        self.trait_choice.show_choices(history.trait_button(state.trait is not None), keys, str(place))
        self.export.show_choices(history.export_button(), history.export_forms())
        self.export.setVisible(state.exporting is None)
        self.stop.setVisible(state.exporting is not None)
        self.stop.setText(history.exporting(state.exported_rows))
        self.reviewing.setText(review.button(state.summary.review if state.summary else None))

    def _trait_chosen(self, place: str) -> None:
        self.presenter.choose_trait(list(self._traits)[int(place)])

    def _show_figures(self, state: HistoryState) -> None:
        words, summary = history.figure_captions(), state.summary
        if summary is None:
            for name, card in self._figures.items():
                card.show_face(FigureFace(words[name], "…"))
            self._bars.show_counts(words["by_hour"], (0,) * 24, -1)
            return
        figures = summary.figures
        by_hand = sum(count for _, count in figures.overrides)
        more = history.against(figures.entries, summary.before) or history.people_count(figures.people)
        faces = {
            "entries": FigureFace(words["entries"], str(figures.entries), more),
            "inside": FigureFace(words["inside"], str(summary.inside), history.overstays(summary.overstays)),
            "by_hand": FigureFace(
                words["by_hand"], str(by_hand), history.by_whom(figures.overrides),
                Tone.WARN if by_hand else Tone.QUIET,
            ),
            "review": FigureFace(
                words["review"], str(summary.review), history.review_aside(summary.review),
                Tone.WARN if summary.review else Tone.QUIET,
            ),
        }  # fmt: skip
        for name, card in self._figures.items():
            card.show_face(faces[name])
        hour = state.now.hour if state.range is Range.TODAY else -1
        self._bars.show_counts(words["by_hour"], figures.by_hour, hour)

    def _show_rows(self, state: HistoryState, names: list[str]) -> None:
        """Rows are made once, when they come into view: the page is shown anew every second and with each further page,
        and it may hold thousands of them."""
        looks = (state.range, tuple(names), tuple(gate.name for gate in state.gates), state.now.date())
        if looks != self._looks:
            self._looks, self._made, self._shown = looks, {}, None
        if state.stories is self._shown:
            return
        self._shown = state.stories
        stories = state.stories or ()

        def make(n: int) -> TableRow:
            story = stories[n]
            made = self._made.get(story.entry.entry_id)
            if made is None or (made[0] is not story and made[0] != story):
                made = self._made[story.entry.entry_id] = (story, self._row(story, state, names))
            return made[1]

        self.table.show_rows(LazyRows([story.entry.entry_id for story in stories], make))

    def _row(self, story: Story, state: HistoryState, names: list[str]) -> TableRow:
        entry, zone = story.entry, self._core.site_zone
        when = entry.occurred_at.astimezone(zone).strftime("%H:%M:%S")
        if state.range in (Range.WEEK, Range.MONTH):
            when = f"{times.short_day(entry.occurred_at, state.now, zone)} {times.clock(entry.occurred_at, zone)}"
        gate = next((one.name for one in state.gates if one.gate_id == entry.gate_id), entry.gate_id)
        icon, way = history.way(entry)
        result, tone = history.result(story)
        name = people.whose(entry)
        cells = {
            "time": Cell(when),
            "visitor": Cell(name, people.visitor_type(entry.visitor_type) if entry.visitor_type else "", strong=True),
            "visiting": Cell(people.house(entry.house) or "–"),
            "way": Cell(way, icon=icon, muted=True),
            "gate": Cell(people.plain(gate, 30)),
            "guard": Cell(people.plain(entry.actor_name, 24)),
            "result": Cell(result, tone=tone, pill=True),
            "basis": Cell(history.basis(story), muted=True),
        }
        return TableRow(entry.entry_id, tuple(cells[one] for one in names))

    def open_review(self) -> None:
        """What needs a human, and the proof of it all, in place of the table; and back."""
        back = self._middle.currentIndex() == 1
        if not back:
            self.oversight.open(REVIEW)
        self._middle.setCurrentIndex(0 if back else 1)
        self._top.setVisible(back)
        self.show_state(self.presenter.state)

    def start(self) -> None:
        """Follow the core."""
        self.presenter.start()

    def come_up(self) -> None:
        """In view again."""
        self.presenter.ask()

    def close_place(self) -> None:
        """Follow it no more."""
        self.presenter.close()
        if self._oversight is not None:
            self.review.presenter.close()

    def tick(self) -> None:
        """Once a second."""
        self.presenter.tick()
        if self._oversight is not None:
            self.review.presenter.tick()

    def key(self, shortcut: Shortcut, press: KeyPress) -> bool:
        """A key of the console; True if it was for this page."""
        if shortcut is Shortcut.FIND:
            self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
            return True
        if shortcut is Shortcut.REFUSE and self.presenter.state.marked:
            self.table.clearSelection()
            self.presenter.mark("")
            return True
        return False

    def key_up(self, shortcut: Shortcut) -> None:
        """Nothing is held here."""

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._looks = ()
            self.show_state(self.presenter.state)
        super().changeEvent(event)
