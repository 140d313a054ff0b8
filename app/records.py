"""The supervisor's page behind its screens: history of all gates, figures, exports, what needs a human."""

from __future__ import annotations

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Protocol

import platformdirs

from app.domain.entry import OVERRIDE_REASON, Entry, EntryKind
from app.domain.line import EntryLine
from app.domain.shift import Act, may
from app.errors import ExportError, KnownError
from app.events import Notice
from app.opening import Duty
from app.ops import exports
from app.ops.figures import Figures, Present, Span, figures, overstays
from app.ops.files import write_text, written_whole
from app.ops.printing import Printing
from app.ops.story import Story
from app.outages import READS_AT_MOST, Outage, decided_alone, outages
from app.store.history import UNCONFIRMED
from app.store.rows import HistoryFilter, HistoryKey, HistoryRow, InsideRow, QuarantineRow
from app.store.store import Store

PhotoElsewhere = Callable[[datetime, str], Awaitable[bytes | None]]
"""A photo that another console of the site uploaded, by its entry's moment and its hash; None without a line."""

PAGE = 500
FIGURES_FROM_AT_MOST = 50_000
"""Entries that the numbers above the table are made of; a month of a large site."""

KINDS: dict[str, tuple[EntryKind, ...]] = {
    "granted": (EntryKind.VISIT, EntryKind.WALK_IN, EntryKind.KNOWN_PERSON),
    "refused": (EntryKind.REFUSAL,),
    "left": (EntryKind.EXIT,),
    "by_hand": (EntryKind.OVERRIDE,),
}


class Question(Protocol):
    """What is looked for. `start` and `end` are aware; `result` is one of KINDS, "review" or "all"."""

    @property
    def start(self) -> datetime: ...
    @property
    def end(self) -> datetime: ...
    @property
    def text(self) -> str: ...
    @property
    def gate_id(self) -> str: ...
    @property
    def result(self) -> str: ...
    @property
    def guard(self) -> str: ...
    @property
    def visitor_type(self) -> str: ...
    @property
    def basis(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Page:
    """One page, newest first. `after`: where the next one goes on, None at the end."""

    stories: tuple[Story, ...]
    after: str | None


@dataclass(frozen=True, slots=True)
class Summary:
    """The numbers above the table. `before`: entries of the same span a week earlier."""

    figures: Figures
    inside: int
    overstays: int
    review: int
    before: int | None


class Records:
    """Reads the store for the supervisor, and writes down what a supervisor does."""

    def __init__(
        self,
        *,
        store: Store,
        duty: Callable[[], Duty],
        now: Callable[[], datetime],
        inside: Callable[[], Awaitable[tuple[InsideRow, ...]]],
        printing: Callable[[], Printing],
        open_notices: Callable[[], Awaitable[tuple[Notice, ...]]],
        photo_elsewhere: PhotoElsewhere,
    ) -> None:
        self._store = store
        self._duty = duty
        self._now = now
        self._inside = inside
        self._printing = printing
        self._open_notices = open_notices
        self._photo_elsewhere = photo_elsewhere

    async def history(self, question: Question, after: str | None, limit: int) -> Page:
        """One page of all gates, the newest first."""
        before = None
        if after is not None:
            moment, _, entry_id = after.partition("|")
            before = (datetime.fromisoformat(moment), entry_id)
        page = await self._store.history.page(before, _filter(question), limit)
        following = None if page.after is None else f"{page.after[0].isoformat()}|{page.after[1]}"
        return Page(tuple(_story(row) for row in page.rows), following)

    async def history_summary(self, start: datetime, end: datetime) -> Summary:
        """The figures of a range, with who is inside and what needs a human now."""
        now = self._now()
        week = timedelta(days=7)
        counted, earlier = await self._figures(start, end), await self._figures(start - week, end - week)
        present = [
            Present(
                name=row.pass_.visitor_name,
                house=row.pass_.house,
                since=row.since,
                gate_id=row.gate_id,
                people=row.pass_.people,
                valid_until=row.pass_.valid_until,
            )
            for row in await self._inside()
        ]
        open_notices = await self._open_notices()
        return Summary(
            counted, len(present), len(overstays(present, now=now)), len(open_notices), earlier.entries or None
        )

    async def outages(self, start: datetime, end: datetime) -> tuple[Outage, ...]:
        """When this console decided alone in that time, the latest first."""
        spans = await self._without_line(start, end)
        if not spans:
            return ()
        first = min(span.start for span in spans)
        return await asyncio.to_thread(outages, spans, await self._own(first, end), self._now())

    async def export_outage(self, one: Outage) -> Path:
        """What was decided in an outage and on how old data, and what the central API found later, as a PDF."""
        from app.ops.reports import outage_report  # loads reportlab: a start does not wait for it

        actor = self._may(Act.EXPORT)
        within = [
            story for story in await self._own(one.start, one.end + timedelta(microseconds=1)) if decided_alone(story)
        ]
        span, printing = Span(one.start, one.end), self._printing()
        target = Path(platformdirs.user_documents_dir()) / f"portun-outage-{one.start:%Y%m%d-%H%M}.pdf"
        await asyncio.to_thread(lambda: outage_report(target, within, span, printing, personal=True))
        await self._store.journal.note("export", actor, {"form": "pdf", "rows": len(within)})
        return target

    async def _without_line(self, start: datetime, end: datetime) -> list[Span]:
        return [Span(*one) for one in await self._store.outages.between(start, end)]

    async def _own(self, start: datetime, end: datetime) -> list[Story]:
        stories: list[Story] = []
        before = None
        while len(stories) < READS_AT_MOST:
            page = await self._store.history.page(before, HistoryFilter(start, end), PAGE)
            stories += (_story(row) for row in page.rows if row.state is not None)
            if (before := page.after) is None:
                break
        return stories

    async def quarantined(self) -> tuple[QuarantineRow, ...]:
        """Entries that the central API would not take."""
        return await self._store.journal.quarantined()

    async def send_again(self, kept_id: str) -> None:
        """Give a quarantined entry or message another try."""
        actor = self._may(Act.REVIEW)
        await self._store.journal.release(kept_id)
        await self._store.messages.release(kept_id)
        await self._store.journal.note("review", kept_id, {"by": actor, "resolution": "sent_again"})

    async def entry(self, entry_id: str) -> Story | None:
        """One entry of any gate, with what became of it."""
        page = await self._store.history.page(None, HistoryFilter(entry_id=entry_id), 1)
        return _story(page.rows[0]) if page.rows else None

    async def export_entry(self, story: Story) -> Path:
        """One entry with all that is known of it, the central API's answer too, as a file for who has to look into
        it."""
        actor = self._may(Act.EXPORT)
        entry = story.entry
        held = next((row for row in await self.quarantined() if row.entry.entry_id == entry.entry_id), None)
        told = {
            "made_at": self._now().isoformat(),
            "entry": asdict(entry),
            "gate": asdict(story.outcome) if story.outcome is not None else None,
            "found": story.found,
            "explained": story.explained,
            "refused": None if held is None else {"code": held.code, "message": held.message, "tries": held.attempts},
        }
        target = Path(platformdirs.user_documents_dir()) / f"portun-entry-{entry.entry_id}.json"
        await asyncio.to_thread(write_text, target, json.dumps(told, ensure_ascii=False, indent=2, default=str))
        await self._store.journal.note("export", actor, {"form": "json", "rows": 1})
        return target

    async def export_picture(self, picture: bytes, start: datetime, end: datetime) -> Path:
        """Figures as they are drawn (PNG), as a file."""
        actor = self._may(Act.EXPORT)
        target = Path(platformdirs.user_documents_dir()) / f"portun-figures-{start:%Y%m%d}-{end:%Y%m%d}.png"
        await asyncio.to_thread(_write_picture, target, picture)
        await self._store.journal.note("export", actor, {"form": "png", "rows": 0})
        return target

    async def photo(self, entry: Entry) -> bytes | None:
        """The entry's photo: from this PC's disk, or what another console uploaded, which is then kept here, sealed,
        until the next start; None without."""
        if entry.photo_hash is None:
            return None
        photo = await self._store.photos.load(entry.photo_hash)
        if photo is None:
            photo = await self._photo_elsewhere(entry.occurred_at, entry.photo_hash)
            if photo is not None:
                with contextlib.suppress(OSError):  # a full disk: it is looked at once more another time
                    await asyncio.to_thread(self._store.photos.save, photo)
        return photo

    async def export(
        self,
        question: Question,
        form: str,
        *,
        progress: Callable[[int], None],
        stopped: Callable[[], bool],
        target: Path | None = None,
    ) -> Path:
        """Write what was looked for to `target`, by default into the user's documents; the audit chain has who, what
        and how much."""
        actor = self._may(Act.EXPORT)
        if target is None:
            folder = Path(platformdirs.user_documents_dir())
            target = folder / f"portun-{question.start:%Y%m%d}-{question.end:%Y%m%d}.{form}"
        if form == "pdf":
            rows = await self._report(target, question, progress, stopped)
        else:
            words = self._printing().words.table
            order = exports.ExportOrder(exports.Form(form), self._printing().site, personal=True, words=words)
            rows = (await exports.export(target, self._pages(question, stopped), order, progress=progress)).rows
        await self._store.journal.note("export", actor, {"form": form, "rows": rows})
        return target

    async def _report(
        self, target: Path, question: Question, progress: Callable[[int], None], stopped: Callable[[], bool]
    ) -> int:
        from app.ops.reports import MOST_ROWS, entries_report  # loads reportlab: a start does not wait for it

        pages: list[Sequence[EntryLine]] = []
        rows = 0
        async for page in self._pages(question, stopped):
            pages.append(page)
            rows += len(page)
            progress(rows)
            if rows > MOST_ROWS:  # the report refuses it: the rest need not be read
                break
        span, printing = Span(question.start, question.end), self._printing()
        return await asyncio.to_thread(lambda: entries_report(target, pages, span, printing, personal=True))

    async def _pages(self, question: Question, stopped: Callable[[], bool]) -> AsyncIterator[Sequence[EntryLine]]:
        before: HistoryKey | None = None
        while True:
            if stopped():
                raise ExportError("export_stopped", "The export was stopped", "Nothing was written.", "Start it again.")
            page = await self._store.history.lines(before, _filter(question), PAGE)
            yield page.rows
            if (before := page.after) is None:
                return

    async def _figures(self, start: datetime, end: datetime) -> Figures:
        stories: list[Story] = []
        before = None
        while len(stories) < FIGURES_FROM_AT_MOST:
            page = await self._store.history.page(before, HistoryFilter(start, end), PAGE)
            stories += (_story(row) for row in page.rows)
            if (before := page.after) is None:
                break
        site = self._printing().site
        corrected = {
            story.entry.corrects
            for story in stories
            if story.entry.corrects is not None and story.entry.reason != OVERRIDE_REASON
        }
        now, alone = self._now(), await self._without_line(start, end)

        def count() -> Figures:
            return figures(stories, site, Span(start, end), now=now, corrected=corrected, offline=alone)

        return await asyncio.to_thread(count)

    def _may(self, act: Act) -> str:
        actor = self._duty().actor
        if actor is None or not may(actor, act):
            raise KnownError(
                "not_permitted_here",
                "Only a supervisor may do this",
                "Your account is not one of a supervisor.",
                "Ask a supervisor to sign in.",
            )
        return actor.actor_id


def _filter(question: Question) -> HistoryFilter:
    return HistoryFilter(
        question.start,
        question.end,
        question.text,
        question.gate_id,
        question.guard,
        visitor_type=question.visitor_type,
        basis=question.basis,
        kinds=KINDS.get(question.result, ()),
        noted=question.result == "review",
    )


def _story(row: HistoryRow) -> Story:
    took = row.outcome.took_ms if row.outcome is not None else None
    return Story(row.entry, row.outcome, row.found, row.state in UNCONFIRMED, took, row.explained)


def _write_picture(target: Path, picture: bytes) -> None:
    with written_whole(target) as beside:
        beside.write_bytes(picture)
