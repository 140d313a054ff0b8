"""Entries in and out of the journal's tables. Functions of a Connection."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from typing import Any

from sqlalchemy import Connection, bindparam, func, insert, select

from app.domain.entry import Entry
from app.domain.gate import GateOutcome
from app.store.journal_tables import entries, outcomes

ENTRY_FIELDS: tuple[str, ...] = tuple(field.name for field in fields(Entry))
ENTRY_COLUMNS = tuple(entries.c[name] for name in ENTRY_FIELDS)
OUTCOME_FIELDS: tuple[str, ...] = tuple(field.name for field in fields(GateOutcome))
OUTCOME_COLUMNS = tuple(outcomes.c[name] for name in OUTCOME_FIELDS)


_INSERT = insert(entries)
_BY_ID = select(*ENTRY_COLUMNS).where(entries.c.entry_id == bindparam("wanted"))
_NEWEST_SEQ = select(func.max(entries.c.device_seq)).where(
    entries.c.device_id == bindparam("device"), entries.c.incarnation == bindparam("life")
)
"""Made once: putting a statement together costs as much as running it, and a gate waits for these."""


def entry_values(entry: Entry) -> dict[str, Any]:
    """An entry as bound values."""
    return {name: getattr(entry, name) for name in ENTRY_FIELDS}


def entry_of(row: Sequence[Any]) -> Entry:
    """An entry from a row that begins with ENTRY_COLUMNS."""
    return Entry(*row[: len(ENTRY_FIELDS)])


def outcome_of(row: Sequence[Any]) -> GateOutcome | None:
    """The outcome from a row that has OUTCOME_COLUMNS right after ENTRY_COLUMNS, outer joined."""
    values = row[len(ENTRY_FIELDS) : len(ENTRY_FIELDS) + len(OUTCOME_FIELDS)]
    return None if values[0] is None else GateOutcome(*values)


def entry_with(connection: Connection, entry_id: str) -> Entry | None:
    """The entry of that id."""
    row = connection.execute(_BY_ID, {"wanted": entry_id}).first()
    return None if row is None else entry_of(row)


def insert_entry(connection: Connection, entry: Entry) -> None:
    """Put a numbered entry into the journal."""
    connection.execute(_INSERT, entry_values(entry))


def next_seq(connection: Connection, entry: Entry) -> int:
    """The number of this device's next entry in this incarnation; the first is 1."""
    of = {"device": entry.device_id, "life": entry.incarnation}
    return int(connection.execute(_NEWEST_SEQ, of).scalar() or 0) + 1


def newest_first(connection: Connection, limit: int) -> tuple[Entry, ...]:
    """The last entries in the order they were recorded."""
    rows = connection.execute(select(*ENTRY_COLUMNS).order_by(entries.c.no.desc()).limit(limit))
    return tuple(entry_of(row) for row in rows)
