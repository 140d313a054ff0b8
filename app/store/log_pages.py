"""The history of all gates, from the mirror, by pages. Functions of a Connection.

Each question goes down the one index that answers it in order, so a page costs the same at the top of a million
rows and at their end. SQLite is told which: it cannot know that a kind is rare at one site and common at another.
"""

from __future__ import annotations

import heapq
import json
from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection

from app.domain.entry import Direction, Entry, EntryKind
from app.store.columns import from_micros, to_micros
from app.store.rows import HistoryFilter, HistoryKey, HistoryRow
from app.store.search import anything_with

_RARE = 2000
"""Hits of a text that are few enough to be put in order one by one."""

_COLUMNS = (
    "logs.entry_id, kind, direction, occurred_at, gate_id, actor_name, device_id, pass_id, record_uid, visitor_name, "
    "house, verdict, reason, flags, photo_hash, people, plate"
)
_NEWEST_FIRST = "ORDER BY occurred_at DESC, entry_id DESC LIMIT :at_most"


def log_page(
    connection: Connection, before: HistoryKey | None, wanted: HistoryFilter, limit: int
) -> tuple[HistoryRow, ...]:
    """At most `limit` logs older than `before`, newest first."""
    bound: dict[str, Any] = {"at_most": limit}
    conditions = list(_conditions(before, wanted, bound))
    index = "logs_flagged" if wanted.noted else "logs_by_gate" if wanted.gate_id else "logs_by_time"
    if wanted.text:
        question = anything_with(connection, wanted.text)
        if not question:
            return ()
        bound["words"] = question
        numbers = _numbers(connection, question)
        if numbers is not None:
            bound["numbers"] = json.dumps(numbers)
            return _read(connection, "", [*conditions, "no IN (SELECT value FROM json_each(:numbers))"], bound)
        conditions.append("no IN (SELECT rowid FROM log_words WHERE log_words MATCH :words)")
    if not wanted.kinds:
        return _read(connection, f"INDEXED BY {index}", conditions, bound)
    by_kind = [
        _read(connection, "INDEXED BY logs_by_kind", [*conditions, "kind = :kind"], bound | {"kind": kind.value})
        for kind in wanted.kinds
    ]
    merged = heapq.merge(*by_kind, key=lambda row: row.key, reverse=True)
    return tuple(row for row, _ in zip(merged, range(limit), strict=False))


def _conditions(before: HistoryKey | None, wanted: HistoryFilter, bound: dict[str, Any]) -> Iterator[str]:
    if before is not None:
        bound |= {"before_at": to_micros(before[0]), "before_id": before[1]}
        yield "(occurred_at, entry_id) < (:before_at, :before_id)"
    if wanted.start is not None:
        bound["start"] = to_micros(wanted.start)
        yield "occurred_at >= :start"
    if wanted.end is not None:
        bound["end"] = to_micros(wanted.end)
        yield "occurred_at < :end"
    for name in ("gate_id", "actor_name"):
        if value := getattr(wanted, name):
            bound[name] = value
            yield f"{name} = :{name}"
    if wanted.noted:
        yield "flags != '[]'"


def _numbers(connection: Connection, question: str) -> list[int] | None:
    """The rows that a text hits, None if they are many: then the order of time is walked and each row looked up."""
    statement = "SELECT rowid FROM log_words WHERE log_words MATCH :words LIMIT :most"
    numbers = list(connection.exec_driver_sql(statement, {"words": question, "most": _RARE}).scalars())
    return None if len(numbers) >= _RARE else numbers


def _read(connection: Connection, index: str, conditions: list[str], bound: dict[str, Any]) -> tuple[HistoryRow, ...]:
    where = f"WHERE {' AND '.join(conditions)}" if conditions else ""
    statement = f"SELECT {_COLUMNS} FROM logs {index} {where} {_NEWEST_FIRST}"  # noqa: S608 (own words; values are bound)
    return tuple(_row(*values) for values in connection.exec_driver_sql(statement, bound))


def _row(
    entry_id: str,
    kind: str,
    direction: str,
    occurred_at: int,
    gate_id: str,
    actor_name: str,
    device_id: str,
    *rest: Any,
) -> HistoryRow:
    pass_id, record_uid, visitor_name, house, verdict, reason, flags, photo_hash, people, plate = rest
    entry = Entry(
        entry_id=entry_id,
        kind=EntryKind(kind),
        direction=Direction(direction),
        occurred_at=from_micros(occurred_at),
        gate_id=gate_id,
        actor_id="",
        actor_name=actor_name,
        shift_id="",
        device_id=device_id,
        incarnation="",
        pass_id=pass_id,
        record_uid=record_uid,
        visitor_name=visitor_name,
        house=house,
        verdict=verdict,
        reason=reason,
        people=people,
        plate=plate,
        photo_hash=photo_hash,
    )
    return HistoryRow(entry, None, tuple(json.loads(flags)), None)
