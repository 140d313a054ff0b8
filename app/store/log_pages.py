"""The history of all gates, from the mirror, by pages. Functions of a Connection.

Each question goes down the one index that answers it in order, so a page costs the same at the top of a million
rows and at their end. SQLite is told which: it cannot know that a kind is rare at one site and common at another.
"""

from __future__ import annotations

import heapq
import json
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import datetime
from functools import lru_cache
from itertools import islice
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection

from app.domain.entry import Direction, Entry, EntryKind
from app.domain.gate import GateOutcome, OutcomeKind, Path
from app.domain.line import EntryLine
from app.store.columns import from_micros, to_micros
from app.store.rows import HistoryFilter, HistoryKey, HistoryRow, Unreasoned
from app.store.search import anything_with

_RARE = 2000
"""Hits of a text that are few enough to be put in order one by one."""

_EXPLAINED = (
    "CASE WHEN kind = 'override' THEN (SELECT told.note FROM logs told "
    "WHERE told.corrects = logs.entry_id AND told.note IS NOT NULL "
    "ORDER BY told.occurred_at DESC, told.entry_id DESC LIMIT 1) END"
)
"""An opening's reason is told afterwards, by an entry of its own; the last word holds."""
_COLUMNS = (
    "occurred_at, logs.entry_id, kind, direction, gate_id, actor_name, device_id, visitor_name, house, people, plate, "
    "verdict, reason, flags, visitor_type, on_foot, basis, basis_age_s, noted, outcome, open_ms, scan_ms, allowed_by, "
    f"offline, clock_trusted, corrects, shift_id, device_seq, note, {_EXPLAINED}"
)
_BESIDE = ("pass_id", "record_uid", "photo_hash", "actor_id", "outcome_path", "outcome_detail", "confirmed")
"""What a page has and a flat row has not."""
_WITH_WORDS = "SELECT rowid FROM log_words WHERE log_words MATCH :words"
_OF_PASSES = "SELECT no FROM logs INDEXED BY logs_by_pass WHERE pass_id IN (SELECT value FROM json_each(:passes))"
_NEWEST_FIRST = "ORDER BY occurred_at DESC, entry_id DESC LIMIT :at_most"


def log_page(
    connection: Connection, before: HistoryKey | None, wanted: HistoryFilter, limit: int
) -> tuple[HistoryRow, ...]:
    """At most `limit` logs older than `before`, newest first."""
    columns = f"{_COLUMNS}, {', '.join(_BESIDE)}"
    return tuple(map(_row, _found(connection, columns, before, wanted, limit)))


def log_lines(
    connection: Connection, before: HistoryKey | None, wanted: HistoryFilter, limit: int
) -> tuple[EntryLine, ...]:
    """The same, flat: for tables of very many."""
    return tuple(map(_line, _found(connection, _COLUMNS, before, wanted, limit)))


def unreasoned(connection: Connection, since: datetime, until: datetime, but_of: str) -> tuple[Unreasoned, ...]:
    """Openings by hand of that time, not of the console `but_of`, for which nobody has given a reason, newest first.
    One whose central API does not tell notes is not among them: there may be a reason."""
    statement = (
        "SELECT entry_id, occurred_at, actor_name, device_id FROM logs INDEXED BY logs_by_kind "  # noqa: S608 (own words)
        "WHERE kind = 'override' AND occurred_at >= :since AND occurred_at < :until AND device_id != :but_of "
        f"AND clock_trusted IS NOT NULL AND note IS NULL AND {_EXPLAINED} IS NULL ORDER BY occurred_at DESC"
    )
    bound = {"since": to_micros(since), "until": to_micros(until), "but_of": but_of}
    rows = connection.exec_driver_sql(statement, bound)
    return tuple(Unreasoned(entry_id, from_micros(at), name, device_id) for entry_id, at, name, device_id in rows)


def explained(connection: Connection, entry_ids: Collection[str]) -> frozenset[str]:
    """Those of these entries for which a reason was told afterwards, at whatever console."""
    statement = "SELECT corrects FROM logs WHERE note IS NOT NULL AND corrects IN (SELECT value FROM json_each(?))"
    return frozenset(connection.exec_driver_sql(statement, (json.dumps(list(entry_ids)),)).scalars())


def _found(
    connection: Connection, columns: str, before: HistoryKey | None, wanted: HistoryFilter, limit: int
) -> Iterable[Sequence[Any]]:
    """The values of `columns`, which begin with the moment and the entry's id."""
    select = f"SELECT {columns} FROM logs"  # noqa: S608 (own names)
    bound: dict[str, Any] = {"at_most": limit}
    conditions = list(_conditions(before, wanted, bound))
    index = _index(wanted)
    if wanted.entry_id:
        return _read(connection, select, conditions, bound)
    if wanted.text:
        bound |= {"words": anything_with(connection, wanted.text), "passes": json.dumps(wanted.passes)}
        hits = " UNION ALL ".join([_WITH_WORDS] * bool(bound["words"]) + [_OF_PASSES] * bool(wanted.passes))
        if not hits:
            return ()
        numbers = _numbers(connection, hits, bound)
        if numbers is not None:
            bound["numbers"] = json.dumps(numbers)
            return _read(connection, select, [*conditions, "no IN (SELECT value FROM json_each(:numbers))"], bound)
        conditions.append(f"no IN ({hits})")
    if not wanted.kinds:
        return _read(connection, f"{select} INDEXED BY {index}", conditions, bound)
    by_kind = [
        _read(
            connection,
            f"{select} INDEXED BY logs_by_kind",
            [*conditions, "kind = :kind"],
            bound | {"kind": kind.value},
        )
        for kind in wanted.kinds
    ]
    return islice(heapq.merge(*by_kind, key=itemgetter(0, 1), reverse=True), limit)


def _index(wanted: HistoryFilter) -> str:
    """The one that leaves the least to look through."""
    if wanted.noted:
        return "logs_flagged"
    if wanted.visitor_type:
        return "logs_by_type"
    if wanted.basis:
        return "logs_by_basis"
    return "logs_by_gate" if wanted.gate_id else "logs_by_time"


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
    for name in ("gate_id", "actor_name", "entry_id", "visitor_type", "basis"):
        if value := getattr(wanted, name):
            bound[name] = value
            yield f"{name} = :{name}"
    if wanted.noted:
        yield "flags != '[]'"


def _numbers(connection: Connection, hits: str, bound: dict[str, Any]) -> list[int] | None:
    """The rows that a text hits, None if they are many: then the order of time is walked and each row looked up."""
    numbers = list(connection.exec_driver_sql(f"{hits} LIMIT :most", bound | {"most": _RARE}).scalars())
    return None if len(numbers) >= _RARE else numbers


def _read(connection: Connection, select: str, conditions: list[str], bound: dict[str, Any]) -> Sequence[Sequence[Any]]:
    where = f"WHERE {' AND '.join(conditions)}" if conditions else ""
    return connection.exec_driver_sql(f"{select} {where} {_NEWEST_FIRST}", bound).all()


def _row(values: Sequence[Any]) -> HistoryRow:
    line = _line(values)
    note, explained, pass_id, record_uid, photo_hash, actor_id, path, detail, confirmed = values[-2 - len(_BESIDE) :]
    entry = Entry(
        entry_id=line.entry_id,
        kind=EntryKind(line.kind),
        direction=Direction(line.direction),
        occurred_at=line.occurred_at,
        gate_id=line.gate_id,
        actor_id=actor_id or "",
        actor_name=line.actor_name,
        shift_id=line.shift_id,
        device_id=line.device_id,
        incarnation="",
        device_seq=line.device_seq,
        clock_trusted=line.clock_trusted,
        pass_id=pass_id,
        record_uid=record_uid,
        visitor_name=line.visitor_name,
        visitor_type=line.visitor_type,
        house=line.house,
        verdict=line.verdict,
        reason=line.reason,
        basis=line.basis,
        basis_age_s=line.basis_age_s,
        flags=line.flags,
        people=line.people,
        plate=line.plate,
        on_foot=line.on_foot,
        note=note or "",
        allowed_by=line.allowed_by,
        photo_hash=photo_hash,
        corrects=line.corrects,
        offline=line.offline,
    )
    outcome = None
    if line.outcome and line.open_ms is not None:
        kind, way = OutcomeKind(line.outcome), Path(path)
        outcome = GateOutcome(kind, way, detail, line.open_ms, bool(confirmed), line.scan_ms)
    return HistoryRow(entry, outcome, line.found, None, explained or "")


def _line(values: Sequence[Any]) -> EntryLine:
    """What is not known is what an entry has by itself."""
    (
        at, entry_id, kind, direction, gate_id, actor_name, device_id, visitor_name, house, people, plate, verdict,
        reason, flags, visitor_type, on_foot, basis, basis_age_s, noted, outcome, open_ms, scan_ms, allowed_by, offline,
        clock_trusted, corrects, shift_id, device_seq, note, explained, *_
    ) = values  # fmt: skip
    return EntryLine(
        from_micros(at), entry_id, kind, direction, gate_id, actor_name, device_id, visitor_name, house, people, plate,
        verdict, reason, _flags(flags), visitor_type or "", bool(on_foot), basis or "", basis_age_s, _flags(noted),
        outcome or "", open_ms, scan_ms, allowed_by or "", note or explained or "", bool(offline), clock_trusted != 0,
        False, corrects, shift_id or "", device_seq or 0,
    )  # fmt: skip


@lru_cache(maxsize=256)
def _flags(stored: str | None) -> tuple[str, ...]:
    return tuple(json.loads(stored)) if stored else ()
