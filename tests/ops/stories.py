"""Entries to export, report and count."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from app.domain.entry import Direction, Entry, EntryKind
from app.domain.gate import GateOutcome, OutcomeKind, Path
from app.domain.line import EntryLine
from app.ops.story import Site, Story

MARCH = datetime(2026, 3, 14, 18, tzinfo=UTC)
SITE = Site("Residencial Las Lomas", ZoneInfo("America/Guatemala"), {"main": "Main gate"})
NAMES = ("María del Carmen Peña", "João Gonçalves", "Zoë O'Neill", "Juan Pérez", "Ünal Öz", "Ana Díaz")


def entry(number: int = 1, **changes: Any) -> Entry:
    """One entry; `changes` are fields of Entry."""
    given: dict[str, Any] = {
        "entry_id": f"0195a000-0000-7000-8000-{number:012x}",
        "kind": EntryKind.VISIT,
        "direction": Direction.IN,
        "occurred_at": MARCH + timedelta(seconds=number),
        "gate_id": "main",
        "actor_id": "guard-1",
        "actor_name": "Luis Méndez",
        "shift_id": "shift-1",
        "device_id": "device-1",
        "incarnation": "incarnation-1",
        "device_seq": number,
        "visitor_name": "María del Carmen Peña",
        "visitor_type": "Guest",
        "house": "A-12",
        "verdict": "admit",
        "reason": "valid",
        "basis": "central",
    }
    return Entry(**{**given, **changes})


def story(number: int = 1, **changes: Any) -> Story:
    """One entry that opened the gate."""
    return Story(
        entry(number, **changes), GateOutcome(OutcomeKind.DONE, Path.LOCAL, "ok", 180, scan_ms=3_200), open_ms=640
    )


def line(number: int = 1, **changes: Any) -> EntryLine:
    """The same as a row of a table."""
    return story(number, **changes).line


def many(count: int, *, page: int = 500, seed: int = 1) -> Iterator[list[EntryLine]]:
    """`count` rows of a busy gate, in pages, made as they are asked for."""
    chance = random.Random(seed)
    done = GateOutcome(OutcomeKind.DONE, Path.LOCAL, "ok", 180)
    for start in range(0, count, page):
        yield [
            Story(
                entry(
                    number,
                    kind=EntryKind.VISIT if number % 9 else EntryKind.REFUSAL,
                    direction=Direction.IN if number % 2 else Direction.OUT,
                    visitor_name=f"{NAMES[number % len(NAMES)]} {number}",
                    house=f"{'ABCDEF'[number % 6]}-{number % 140}",
                    plate=f"P{chance.randrange(1000):03}BCD",
                    basis_age_s=number % 4000,
                    note="=1+1" if number % 50 == 0 else "",
                    flags=("expired",) if number % 40 == 0 else (),
                ),
                done,
                open_ms=400 + number % 900,
            ).line
            for number in range(start, min(count, start + page))
        ]
