"""The columns of an exported table, and which of them hold somebody's data."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache

from app.ops.story import Site, Story
from app.ops.words import Words

Cell = str | int | datetime | None
"""Datetimes are naive: the clock on the site's wall, which is what a spreadsheet can hold."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `personal`: only for roles that may export people's data."""

    name: str
    read: Callable[[Story], Cell]
    personal: bool = False
    width: int = 14


def columns(site: Site, words: Words, *, personal: bool) -> tuple[Column, ...]:
    """All columns, or only those that name nobody. The pass's code is in neither: it would open the gate again."""

    @lru_cache(maxsize=256)
    def said(group: str, code: str) -> str:
        return words.code(group, code)

    @lru_cache(maxsize=8)
    def offset(utc_offset: timedelta | None) -> str:
        return _utc_offset(utc_offset)

    def yes(value: bool) -> str | None:
        return words.yes if value else None

    def several(codes: tuple[str, ...]) -> str | None:
        return ", ".join(said("flag", code) for code in codes) if codes else None

    everything = (
        Column("time", lambda s: site.local(s.entry.occurred_at).replace(tzinfo=None), width=20),
        Column("utc_offset", lambda s: offset(site.local(s.entry.occurred_at).utcoffset()), width=11),
        Column("kind", lambda s: said("kind", s.entry.kind)),
        Column("direction", lambda s: said("direction", s.entry.direction), width=9),
        Column("gate", lambda s: site.gate(s.entry.gate_id)),
        Column("visitor_name", lambda s: s.entry.visitor_name, True, 28),
        Column("visitor_type", lambda s: said("type", s.entry.visitor_type)),
        Column("house", lambda s: s.entry.house, True),
        Column("people", lambda s: s.entry.people, width=8),
        Column("plate", lambda s: s.entry.plate, True),
        Column("on_foot", lambda s: yes(s.entry.on_foot), width=8),
        Column("verdict", lambda s: said("verdict", s.entry.verdict)),
        Column("reason", lambda s: said("reason", s.entry.reason), width=20),
        Column("basis", lambda s: said("basis", s.entry.basis), width=18),
        Column("basis_age_s", lambda s: s.entry.basis_age_s),
        Column("flags", lambda s: several(s.entry.flags), width=20),
        Column("found", lambda s: several(s.found), width=20),
        Column("outcome", lambda s: said("outcome", s.outcome.kind) if s.outcome else None),
        Column("open_ms", lambda s: s.open_ms),
        Column("guard", lambda s: s.entry.actor_name, True, 20),
        Column("allowed_by", lambda s: s.entry.allowed_by, True, 20),
        Column("note", lambda s: s.entry.note, True, 28),
        Column("offline", lambda s: yes(s.entry.offline), width=8),
        Column("clock_trusted", lambda s: yes(s.entry.clock_trusted), width=8),
        Column("waiting", lambda s: yes(s.waiting), width=8),
        Column("entry_id", lambda s: s.entry.entry_id, width=38),
        Column("corrects", lambda s: s.entry.corrects, width=38),
        Column("shift_id", lambda s: s.entry.shift_id, width=38),
        Column("device_id", lambda s: s.entry.device_id, width=38),
        Column("device_seq", lambda s: s.entry.device_seq, width=9),
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
