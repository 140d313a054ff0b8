"""History: what happened at all gates, newest first, by pages; with the day's figures and one entry's whole story."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Any, Literal, Protocol

from app.domain.entry import Entry
from app.domain.gate import GateStatus
from app.domain.shift import Act, Actor, may
from app.events import ActorChanged, EntryRecorded, EntrySettled, GateAnswered
from app.ops.figures import Figures
from app.ops.story import Story
from ui.presenters.errands import run
from ui.presenters.port import Core

PAGE = 100
"""A screen shows some twenty; more at once would cost a frame of over 50 ms while somebody scrolls."""
AT_ONCE_AFTER_S = 0.25
"""A guard's fingers pause this long when the word is whole."""


class Range(StrEnum):
    """Which days."""

    TODAY = "today"
    YESTERDAY = "yesterday"
    WEEK = "week"
    MONTH = "month"


class Result(StrEnum):
    """Which entries."""

    ALL = "all"
    GRANTED = "granted"
    REFUSED = "refused"
    LEFT = "left"
    BY_HAND = "by_hand"
    REVIEW = "review"


@dataclass(frozen=True, slots=True)
class Trait:
    """One thing more that is looked for: a field of `Question` and its value."""

    name: Literal["guard", "visitor_type", "basis"]
    value: str


class ExportForm(StrEnum):
    """What kind of file."""

    CSV = "csv"
    EXCEL = "xlsx"
    PDF = "pdf"


@dataclass(frozen=True, slots=True)
class Question:
    """What is looked for. `start` and `end` are the site's midnights, aware."""

    start: datetime
    end: datetime
    text: str = ""
    gate_id: str = ""
    result: Result = Result.ALL
    guard: str = ""
    visitor_type: str = ""
    basis: str = ""


class HistoryPage(Protocol):
    """One page, newest first. `after`: where the next one goes on, None at the end."""

    @property
    def stories(self) -> Sequence[Story]: ...
    @property
    def after(self) -> str | None: ...


@dataclass(frozen=True, slots=True)
class Summary:
    """The numbers above the table. `before`: entries of the same span a week earlier, None if not known."""

    figures: Figures
    inside: int = 0
    overstays: int = 0
    review: int = 0
    before: int | None = None


@dataclass(frozen=True, slots=True)
class HistoryState:
    """`stories` is None until the first page is there; `after` None: there is no more."""

    now: datetime
    actor: Actor | None
    range: Range = Range.TODAY
    text: str = ""
    gate_id: str = ""
    result: Result = Result.ALL
    trait: Trait | None = None
    stories: tuple[Story, ...] | None = None
    after: str | None = None
    loading: bool = False
    summary: Summary | None = None
    gates: tuple[GateStatus, ...] = ()
    marked: str = ""
    photo: bytes | None = None
    exporting: ExportForm | None = None
    exported_rows: int = 0
    exported: Path | None = None

    @property
    def allowed(self) -> bool:
        """Whether this person may see it."""
        return may(self.actor, Act.SEE_HISTORY)

    @property
    def story(self) -> Story | None:
        """The entry that is marked."""
        return next((one for one in self.stories or () if one.entry.entry_id == self.marked), None)


class HistoryView(Protocol):
    """What the presenter asks of its screen."""

    def show_state(self, state: HistoryState) -> None: ...


class HistoryPresenter:
    """Asks page by page; a newer question makes the answers to older ones worthless."""

    def __init__(self, core: Core, view: HistoryView) -> None:
        self._core = core
        self._view = view
        self._asked = 0
        self._due: float | None = None
        self._stop_export = False
        self._stops: list[Callable[[], None]] = []
        self.state = HistoryState(core.site_now(), core.actor, gates=core.gates())

    def start(self) -> None:
        """Follow what is recorded, and who is there."""
        events = self._core.events
        for kind in (EntryRecorded, EntrySettled, GateAnswered):
            self._stops.append(events.subscribe(kind, lambda _: self._soon()))
        self._stops.append(events.subscribe(ActorChanged, lambda event: self._put(actor=event.actor)))
        self.state = replace(self.state, actor=self._core.actor)  # built ahead, it may know of somebody else
        self.ask()

    def close(self) -> None:
        """Hear no more events; an export that runs is given up."""
        self._stop_export = True
        for stop in self._stops:
            stop()
        self._stops.clear()

    def ask(self) -> None:
        """The first page of the question of now, and the figures."""
        self._due = None
        if not self.state.allowed:
            self._put(stories=None, summary=None)
            return
        self._asked += 1
        self._put(loading=True, gates=self._core.gates())
        run(self._core, self._first(self._asked, self._question()), "history")

    def refresh(self) -> None:
        """Something happened: what is new comes on top, what somebody scrolled down to stays."""
        self._due = None
        if self.state.stories is None or not self.state.allowed:
            self.ask()
        elif not self.state.loading:
            run(self._core, self._newest(self._asked, self._question()), "newest history")

    def more(self) -> None:
        """The end of the list is near."""
        if not self.state.loading and self.state.after is not None:
            self._put(loading=True)
            run(self._core, self._next(self._asked, self._question(), self.state.after), "more history")

    def tick(self) -> None:
        """Once a second while the page is in view."""
        if self._due is not None and self._core.clock.monotonic() >= self._due:
            self.refresh()
        else:
            self._put()

    def choose_range(self, chosen: Range) -> None:
        """Other days."""
        self._put(range=chosen, marked="", photo=None)
        self.ask()

    def choose_gate(self, gate_id: str) -> None:
        """One gate, or all."""
        self._put(gate_id=gate_id)
        self.ask()

    def choose_result(self, result: Result) -> None:
        """One kind, or all."""
        self._put(result=result)
        self.ask()

    def choose_trait(self, trait: Trait | None) -> None:
        """One guard, type of visitor or basis, or all."""
        self._put(trait=trait)
        self.ask()

    def search(self, text: str) -> None:
        """The supervisor types."""
        self._put(text=text)
        self.ask()

    def mark(self, entry_id: str) -> None:
        """Show one entry's story; its photo is fetched."""
        if entry_id == self.state.marked:
            return
        self._put(marked=entry_id, photo=None)
        story = self.state.story
        if story is not None and story.entry.photo_hash:
            run(self._core, self._photo(story.entry), "photo")

    def export(self, form: ExportForm) -> None:
        """Write what the question finds into a file."""
        if self.state.exporting is None and may(self.state.actor, Act.EXPORT):
            self._stop_export = False
            self._put(exporting=form, exported_rows=0, exported=None)
            run(self._core, self._export(form, self._question()), "export")

    def cancel_export(self) -> None:
        """Give it up; no half file stays."""
        self._stop_export = True

    def _question(self) -> Question:
        start, end = days_of(self.state.range, self._core.site_now())
        question = Question(start, end, self.state.text.strip(), self.state.gate_id, self.state.result)
        trait = self.state.trait
        return question if trait is None else replace(question, **{trait.name: trait.value})

    async def _first(self, asked: int, question: Question) -> None:
        page: HistoryPage = await self._core.history(question, None, PAGE)
        if asked == self._asked:
            self._put(stories=tuple(page.stories), after=page.after, loading=False)
        summary = await self._core.history_summary(question.start, question.end)
        if asked == self._asked:
            self._put(summary=summary)

    async def _newest(self, asked: int, question: Question) -> None:
        page: HistoryPage = await self._core.history(question, None, PAGE)
        if asked == self._asked:
            fresh = tuple(page.stories)
            known = {one.entry.entry_id for one in fresh}
            edge = fresh[-1].entry.occurred_at if page.after is not None and fresh else None
            before = self.state.stories or ()
            rest = tuple(
                one
                for one in before
                if one.entry.entry_id not in known and edge is not None and one.entry.occurred_at <= edge
            )
            self._put(stories=(*fresh, *rest), after=self.state.after if rest else page.after)
        summary = await self._core.history_summary(question.start, question.end)
        if asked == self._asked:
            self._put(summary=summary)

    async def _next(self, asked: int, question: Question, after: str) -> None:
        page: HistoryPage = await self._core.history(question, after, PAGE)
        if asked == self._asked:
            self._put(stories=(*(self.state.stories or ()), *page.stories), after=page.after, loading=False)

    async def _photo(self, entry: Entry) -> None:
        photo = await self._core.photo(entry)
        if self.state.marked == entry.entry_id:
            self._put(photo=photo)

    async def _export(self, form: ExportForm, question: Question) -> None:
        try:
            path = await self._core.export(
                question,
                form.value,
                progress=lambda rows: self._put(exported_rows=rows),
                stopped=lambda: self._stop_export,
            )
            self._put(exported=path)
        finally:
            self._put(exporting=None)

    def _soon(self) -> None:
        if self._due is None:
            self._due = self._core.clock.monotonic() + AT_ONCE_AFTER_S

    def _put(self, **changes: Any) -> None:
        self.state = replace(self.state, now=self._core.site_now(), **changes)
        self._view.show_state(self.state)


def days_of(chosen: Range, now: datetime) -> tuple[datetime, datetime]:
    """The site's days; `now` is aware in the site's zone. Midnights, so that a day of 23 or 25 hours stays a day."""

    def midnight(day: date) -> datetime:
        return datetime(day.year, day.month, day.day, tzinfo=now.tzinfo)

    today = now.date()
    first, last = {
        Range.TODAY: (today, today),
        Range.YESTERDAY: (today - timedelta(days=1), today - timedelta(days=1)),
        Range.WEEK: (today - timedelta(days=6), today),
        Range.MONTH: (today - timedelta(days=29), today),
    }[chosen]
    return midnight(first), midnight(last + timedelta(days=1))
