"""Proof, and a visitor's rights: whether the chain is unbroken; what is kept of one person, out on paper, or gone."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import platformdirs

from app.domain.entry import Entry
from app.domain.passes import Pass
from app.domain.shift import Act, may
from app.errors import KnownError
from app.opening import Duty
from app.ops.files import write_text
from app.store.rows import HistoryFilter, HistoryRow
from app.store.store import Store
from app.store.verify import ChainReport, Flaw, verify_log

PAGE = 500
MOST_ENTRIES = 20_000
"""Of one person. A text that hits more is nobody's name."""

FINDS_FROM = 3
"""Letters: fewer would find half of the site."""


@dataclass(frozen=True, slots=True)
class Proven:
    """How the chain stands. `broken`: the first link that does not hold, None if all do; `flaws`: how many do not."""

    links: int
    erased: int
    since: datetime | None
    until: datetime | None
    broken: Flaw | None
    flaws: int


@dataclass(frozen=True, slots=True)
class PersonFound:
    """One visitor as entries and passes know him. `erasable`: own entries that may be emptied now; `waiting`: own
    ones that the central API has not confirmed yet; `elsewhere`: entries of other consoles, mirrored here."""

    name: str
    houses: tuple[str, ...]
    last: datetime | None
    passes: int
    erasable: tuple[str, ...] = ()
    waiting: int = 0
    elsewhere: tuple[str, ...] = ()
    photos: int = 0


class Proof:
    """For supervisors. Whatever is done here is a link of the chain itself, without saying about whom."""

    def __init__(self, *, store: Store, data_key: bytes, duty: Callable[[], Duty], now: Callable[[], datetime]) -> None:
        self._store = store
        self._data_key = data_key
        self._duty = duty
        self._now = now

    async def prove(self) -> Proven:
        """Read the whole chain, beside the work: it has a connection of its own."""
        self._may(Act.REVIEW)
        report = await asyncio.to_thread(verify_log, self._store.folder, self._data_key)
        return proven(report)

    async def find_person(self, text: str) -> tuple[PersonFound, ...]:
        """Everybody whose name, house or plate has `text` in it, the latest first."""
        actor = self._may(Act.REVIEW)
        if len(text.strip()) < FINDS_FROM:
            return ()
        found: dict[str, dict[str, Any]] = {}
        for row in await self._rows(text):
            if not row.entry.visitor_name:
                continue
            one = _of(found, row.entry.visitor_name)
            one["houses"].setdefault(row.entry.house, None)
            one["last"] = max(one["last"] or row.entry.occurred_at, row.entry.occurred_at)
            one["photos"] += row.entry.photo_hash is not None
            if row.state is None:
                one["elsewhere"].append(row.entry.entry_id)
            elif row.state == "settled":
                one["erasable"].append(row.entry.entry_id)
            else:
                one["waiting"] += 1
        for pass_ in await self._store.mirror.search(text):
            one = _of(found, pass_.visitor_name)
            one["houses"].setdefault(pass_.house, None)
            one["passes"] += 1
        await self._store.journal.note("person_looked_for", actor, {"found": len(found)})
        people = [
            PersonFound(
                name=name,
                houses=tuple(house for house in one["houses"] if house),
                last=one["last"],
                passes=one["passes"],
                erasable=tuple(one["erasable"]),
                waiting=one["waiting"],
                elsewhere=tuple(one["elsewhere"]),
                photos=one["photos"],
            )
            for name, one in found.items()
        ]
        return tuple(sorted(people, key=lambda person: str(person.last), reverse=True))

    async def export_person(self, person: PersonFound) -> Path:
        """Everything that this PC holds of one visitor, as a file for him."""
        actor = self._may(Act.EXPORT)
        rows = [row for row in await self._rows(person.name) if row.entry.visitor_name == person.name]
        passes = [one for one in await self._store.mirror.search(person.name) if one.visitor_name == person.name]
        told = {
            "made_at": self._now().isoformat(),
            "name": person.name,
            "entries": [_entry(row.entry) for row in rows],
            "passes": [_pass(one) for one in passes],
        }
        folder = Path(platformdirs.user_documents_dir())
        target = folder / f"portun-person-{self._now():%Y%m%d-%H%M%S}.json"
        text = json.dumps(told, ensure_ascii=False, indent=2, default=str)
        await asyncio.to_thread(write_text, target, text)
        await self._store.journal.note("person_exported", actor, {"entries": len(rows), "passes": len(passes)})
        return target

    async def erase_person(self, person: PersonFound) -> int:
        """Empty this PC's own confirmed entries of one visitor, with their photos, and drop what is mirrored: how
        many. What the central API holds it must erase itself: until then it may come back with a new mirror."""
        actor = self._may(Act.REVIEW)
        erased = await self._store.journal.erase(person.erasable)
        await self._store.mirror.forget_logs((*person.erasable, *person.elsewhere))
        await self._store.journal.note("person_erased", actor, {"entries": erased, "mirrored": len(person.elsewhere)})
        return erased + len(person.elsewhere)

    async def _rows(self, text: str) -> list[HistoryRow]:
        wanted = HistoryFilter(text=text.strip())
        rows: list[HistoryRow] = []
        before = None
        while len(rows) < MOST_ENTRIES:
            page = await self._store.history.page(before, wanted, PAGE)
            rows += page.rows
            if (before := page.after) is None:
                break
        return rows

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


def proven(report: ChainReport) -> Proven:
    """A report in short. A gap that was named when it was found is a break too: something is missing there."""
    first = min(report.flaws, key=lambda flaw: flaw.seq, default=None)
    return Proven(report.links, report.erased, report.since, report.until, first, len(report.flaws))


def _of(found: dict[str, dict[str, Any]], name: str) -> dict[str, Any]:
    empty: dict[str, Any] = {"houses": {}, "last": None, "passes": 0, "waiting": 0, "photos": 0}
    empty |= {"erasable": [], "elsewhere": []}
    return found.setdefault(name, empty)


def _entry(entry: Entry) -> dict[str, Any]:
    return {name: value for name, value in asdict(entry).items() if value not in (None, "", ())}


def _pass(pass_: Pass) -> dict[str, Any]:
    return {name: value for name, value in asdict(pass_).items() if value not in (None, "", ())}
