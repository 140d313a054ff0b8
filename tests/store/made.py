"""Entries, passes and stores that tests are made of."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar
from uuid import UUID

from app.central.shapes import PulledChange
from app.domain.entry import Direction, Entry, EntryKind
from app.domain.ids import uuid7
from app.store.rows import ChangePage
from app.store.store import Store

T = TypeVar("T")

KEY = bytes(range(32))
NOON = datetime(2026, 3, 14, 18, tzinfo=UTC)
DEVICE = "d0000000-0000-4000-8000-000000000001"


def entry(**changes: Any) -> Entry:
    """A visit at noon."""
    visit = Entry(
        entry_id=uuid7(NOON),
        kind=EntryKind.VISIT,
        direction=Direction.IN,
        occurred_at=NOON,
        gate_id="main",
        actor_id="a1",
        actor_name="Rosa Guard",
        shift_id="s1",
        device_id=DEVICE,
        incarnation="i1",
        pass_id="p1",
        visitor_name="Luis García",
    )
    return replace(visit, **changes)


def uid(number: int) -> str:
    """A uid that says its number."""
    return str(UUID(int=number))


def pass_row(number: int, **changes: Any) -> dict[str, Any]:
    """A pass as the central feed writes it, valid on the day of `NOON`."""
    row: dict[str, Any] = {
        "id": f"p{number}",
        "record_uid": uid(number),
        "rand_record_uid": uid(number + 10**9),
        "short_code": None,
        "community_id": "c1",
        "host_id": "h1",
        "host_name": "Ana Pérez",
        "house": f"Casa {number}",
        "visitor_name": f"Visitor {number}",
        "visitor_type": "Guest",
        "valid_from": "2026-03-14T06:00:00+00:00",
        "valid_until": "2026-03-14 23:00:00.157888+00",
        "entries_allowed": 2,
        "entries_used": 0,
        "uses_rev": 1,
        "cancelled": False,
        "plate": "",
        "vehicle": "",
        "document_last4": "1234",
        "people": 1,
        "note": "",
        "updated_at": "2026-03-14T06:00:00+00:00",
    }
    return row | changes


def log_row(entry_id: str, **changes: Any) -> dict[str, Any]:
    """A log of another gate as the central feed writes it."""
    row: dict[str, Any] = {
        "id": entry_id,
        "pass_id": "p1",
        "record_uid": uid(1),
        "kind": "visit",
        "direction": "in",
        "occurred_at": "2026-03-14T18:00:00+00:00",
        "received_at": "2026-03-14T18:00:01+00:00",
        "gate_id": "north",
        "actor_name": "Other Guard",
        "visitor_name": "Visitor 1",
        "house": "Casa 1",
        "verdict": "admit",
        "reason": "valid",
        "flags": [],
        "photo_hash": None,
        "device_id": "other",
        "people": 1,
        "plate": "",
        "to_review": [],
        "corrects": None,
        "actor_id": "a2",
        "visitor_type": "Guest",
        "on_foot": False,
        "basis": "central",
        "basis_age_s": None,
        "noted": [],
        "allowed_by": "",
        "note": "",
        "offline": False,
        "clock_trusted": True,
        "gate_outcome": {"kind": "done", "path": "local", "detail": "ok", "took_ms": 41, "confirmed": True},
        "shift_id": "s2",
        "device_seq": 7,
    }
    return row | changes


LATER_WORDS = (
    "corrects", "actor_id", "visitor_type", "on_foot", "basis", "basis_age_s", "noted", "allowed_by", "note", "offline",
    "clock_trusted", "gate_outcome", "shift_id", "device_seq",
)  # fmt: skip
"""What an older central API does not say of a log."""


def older_log_row(entry_id: str, **changes: Any) -> dict[str, Any]:
    """A log as an older central API writes it."""
    return {name: value for name, value in log_row(entry_id, **changes).items() if name not in LATER_WORDS}


def changed(entity: str, *rows: dict[str, Any]) -> tuple[PulledChange, ...]:
    """Rows that came or changed."""
    return tuple(PulledChange(entity, row["id"], "U", row) for row in rows)


def gone(entity: str, *ids: str) -> tuple[PulledChange, ...]:
    """Tombstones."""
    return tuple(PulledChange(entity, row_id, "D", None) for row_id in ids)


def page(*changes: PulledChange, cursor: str = "1", epoch: str = "e1") -> ChangePage:
    """A page of the feed."""
    return ChangePage(cursor, epoch, changes)


@asynccontextmanager
async def opened(folder: Path, key: bytes = KEY, **options: Any) -> AsyncIterator[Store]:
    """A store with a small ballast whose time stands at noon."""
    store = await Store.open(folder, key, **({"now": lambda: NOON, "ballast_bytes": 4096} | options))
    try:
        yield store
    finally:
        await store.close()


def with_store(folder: Path, work: Callable[[Store], Awaitable[T]], **options: Any) -> T:
    """Open, do, close."""

    async def run() -> T:
        async with opened(folder, **options) as store:
            return await work(store)

    return asyncio.run(run())


def later(seconds: float) -> datetime:
    """After noon."""
    return NOON + timedelta(seconds=seconds)
