"""The columns of an exported table, and which of them hold somebody's data."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache, partial
from operator import attrgetter

from app.domain.line import EntryLine
from app.ops.story import Site
from app.ops.words import Words

Cell = str | int | datetime | None
"""Datetimes are naive: the clock on the site's wall, which is what a spreadsheet can hold."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `personal`: only for roles that may export people's data."""

    name: str
    read: Callable[[EntryLine], Cell]
    personal: bool = False
    width: int = 14


def columns(site: Site, words: Words, *, personal: bool) -> tuple[Column, ...]:
    """All columns, or only those that name nobody. The pass's code is in neither: it would open the gate again."""

    local = lru_cache(maxsize=1)(site.local)  # two columns ask for the same moment

    def words_of(group: str) -> Callable[[str], str]:
        return lru_cache(maxsize=64)(
            partial(words.code, group)
        )  # one argument alone is looked up several times quicker

    kind, direction, visitor, verdict = words_of("kind"), words_of("direction"), words_of("type"), words_of("verdict")
    reason, basis, flag, outcome = words_of("reason"), words_of("basis"), words_of("flag"), words_of("outcome")

    @lru_cache(maxsize=8)
    def offset(utc_offset: timedelta | None) -> str:
        return _utc_offset(utc_offset)

    def yes(value: bool) -> str | None:
        return words.yes if value else None

    def several(codes: tuple[str, ...]) -> str | None:
        return ", ".join(map(flag, codes)) if codes else None

    # attrgetter where nothing is to be said in words: a table has a million rows of thirty cells.
    everything = (
        Column("time", lambda row: local(row.occurred_at).replace(tzinfo=None), width=20),
        Column("utc_offset", lambda row: offset(local(row.occurred_at).utcoffset()), width=11),
        Column("kind", lambda row: kind(row.kind)),
        Column("direction", lambda row: direction(row.direction), width=9),
        Column("gate", lambda row: site.gate(row.gate_id)),
        Column("visitor_name", attrgetter("visitor_name"), True, 28),
        Column("visitor_type", lambda row: visitor(row.visitor_type)),
        Column("house", attrgetter("house"), True),
        Column("people", attrgetter("people"), width=8),
        Column("plate", attrgetter("plate"), True),
        Column("on_foot", lambda row: yes(row.on_foot), width=8),
        Column("verdict", lambda row: verdict(row.verdict)),
        Column("reason", lambda row: reason(row.reason), width=20),
        Column("basis", lambda row: basis(row.basis), width=18),
        Column("basis_age_s", attrgetter("basis_age_s")),
        Column("flags", lambda row: several(row.flags), width=20),
        Column("found", lambda row: several(row.found), width=20),
        Column("outcome", lambda row: outcome(row.outcome)),
        Column("open_ms", attrgetter("open_ms")),
        Column("scan_ms", attrgetter("scan_ms")),
        Column("guard", attrgetter("actor_name"), True, 20),
        Column("allowed_by", attrgetter("allowed_by"), True, 20),
        Column("note", attrgetter("note"), True, 28),
        Column("offline", lambda row: yes(row.offline), width=8),
        Column("clock_trusted", lambda row: yes(row.clock_trusted), width=8),
        Column("waiting", lambda row: yes(row.waiting), width=8),
        Column("entry_id", attrgetter("entry_id"), width=38),
        Column("corrects", attrgetter("corrects"), width=38),
        Column("shift_id", attrgetter("shift_id"), width=38),
        Column("device_id", attrgetter("device_id"), width=38),
        Column("device_seq", attrgetter("device_seq"), width=9),
    )
    return tuple(column for column in everything if personal or not column.personal)


def headings(chosen: Sequence[Column], words: Words) -> list[str]:
    """The first row."""
    return [words.title(column.name) for column in chosen]


def _utc_offset(offset: timedelta | None) -> str:
    # "UTC-06:00": a bare "-06:00" would be taken for a formula.
    minutes = (offset or timedelta()) // timedelta(minutes=1)
    sign = "-" if minutes < 0 else "+"
    return f"UTC{sign}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"
