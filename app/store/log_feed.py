"""Other gates' logs into the mirror and out of it, with the words that find them and who is inside by them.

Functions of a Connection; bulk statements for the reason that `app.store.pass_feed` gives.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from app.store import movements
from app.store.bulk import put_rows
from app.store.columns import to_micros
from app.store.houses import signs_of
from app.store.mirror_tables import logs
from app.store.plain import marked, plain, plain_plate

Bound = Mapping[str, Any]

AT_ONCE = 2000

_WORDS = ("visitor_name", "plate", "house")
_COLUMNS = tuple(column.name for column in logs.columns)
_PUT = f"INSERT INTO logs ({', '.join(_COLUMNS)})"
_CHANGE = f"ON CONFLICT (no) DO UPDATE SET {', '.join(f'{name} = excluded.{name}' for name in _COLUMNS[1:])}"
_KNOWN = (
    f"SELECT entry_id, no, pass_id, {', '.join(_WORDS)} FROM logs "  # noqa: S608 (own names)
    "WHERE entry_id IN (SELECT value FROM json_each(?))"
)


@dataclass(frozen=True, slots=True)
class _Known:
    """What the mirror holds of a log."""

    no: int
    pass_id: str | None
    words: tuple[str, ...]


_NEW = _Known(0, None, ())


def put(connection: Connection, rows: Sequence[Bound]) -> None:
    """Insert or change logs; at most one row for each id."""
    known = _known(connection, [row["entry_id"] for row in rows])
    signs = signs_of(connection, [row["house"] for row in rows])
    next_no = int(connection.exec_driver_sql("SELECT coalesce(max(no), 0) + 1 FROM logs").scalar_one())
    bound, words = [], []
    for row in rows:
        before = known.get(row["entry_id"], _NEW)
        no = before.no or next_no
        next_no += before is _NEW
        bound.append((no, *[row[name] for name in _COLUMNS[1:]]))
        if before.words != tuple(row[name] for name in _WORDS):
            plate = plain_plate(row["plate"])
            words.append((no, marked(plain(row["visitor_name"])), plate, signs[row["house"]]))
    put_rows(connection, _PUT, bound, _CHANGE)
    if words:
        statement = "INSERT OR REPLACE INTO log_words (rowid, name, plate, house_sign) VALUES (?, ?, ?, ?)"
        connection.exec_driver_sql(statement, words)
    movements.refresh(connection, _passes(known) | {row["pass_id"] for row in rows if row["pass_id"]})


def remove(connection: Connection, entry_ids: Collection[str]) -> None:
    """Take logs out; one that is not there is gone already."""
    known = _known(connection, entry_ids)
    if known:
        rows = [(before.no,) for before in known.values()]
        connection.exec_driver_sql("DELETE FROM log_words WHERE rowid = ?", rows)
        connection.exec_driver_sql("DELETE FROM logs WHERE no = ?", rows)
        movements.refresh(connection, _passes(known))


def retire(connection: Connection, before: datetime) -> int:
    """Take out logs older than `before`, at most `AT_ONCE`; how many. Who is inside stays as it is."""
    old = "SELECT no FROM logs INDEXED BY logs_by_time WHERE occurred_at < ? ORDER BY occurred_at LIMIT ?"
    rows = [(no,) for no in connection.exec_driver_sql(old, (to_micros(before), AT_ONCE)).scalars()]
    if rows:
        connection.exec_driver_sql("DELETE FROM log_words WHERE rowid = ?", rows)
        connection.exec_driver_sql("DELETE FROM logs WHERE no = ?", rows)
    return len(rows)


def _known(connection: Connection, entry_ids: Collection[str]) -> dict[str, _Known]:
    rows = connection.exec_driver_sql(_KNOWN, (json.dumps(list(entry_ids)),))
    return {entry_id: _Known(no, pass_id, tuple(words)) for entry_id, no, pass_id, *words in rows}


def _passes(known: Mapping[str, _Known]) -> set[str]:
    return {before.pass_id for before in known.values() if before.pass_id is not None}
