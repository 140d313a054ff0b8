"""The history of this console, from the journal, by pages. Functions of a Connection.

The journal is small (days, or weeks without a connection): the order of time is walked, and a text is compared here.
"""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import ColumnElement, Connection, func, select, tuple_

from app.store.entry_rows import ENTRY_COLUMNS, ENTRY_FIELDS, OUTCOME_COLUMNS, OUTCOME_FIELDS, entry_of, outcome_of
from app.store.journal_tables import entries, outbox, outcomes
from app.store.plain import plain, plain_plate
from app.store.rows import HistoryFilter, HistoryKey, HistoryRow

_PIECE = 500
_correction = entries.alias("correction")
_EXPLAINED = func.coalesce(
    select(_correction.c.note)
    .where(_correction.c.corrects == entries.c.entry_id, _correction.c.note != "")
    .order_by(_correction.c.no.desc())
    .limit(1)
    .scalar_subquery(),
    "",
)
"""An opening's reason is told afterwards, by an entry of its own; the last word holds."""
_KEY = tuple_(entries.c.occurred_at, entries.c.entry_id)


def entry_page(
    connection: Connection, before: HistoryKey | None, wanted: HistoryFilter, limit: int
) -> tuple[HistoryRow, ...]:
    """At most `limit` own entries older than `before`, newest first."""
    found: list[HistoryRow] = []
    while len(found) < limit:
        piece = _piece(connection, before, wanted)
        found += [
            row for row in piece if not wanted.text or row.entry.pass_id in wanted.passes or _has(row, wanted.text)
        ]
        if len(piece) < _PIECE:
            break
        before = piece[-1].key
    return tuple(found[:limit])


def _piece(connection: Connection, before: HistoryKey | None, wanted: HistoryFilter) -> list[HistoryRow]:
    statement = (
        select(*ENTRY_COLUMNS, *OUTCOME_COLUMNS, outbox.c.flags, outbox.c.state, _EXPLAINED)
        .join(outbox, outbox.c.entry_id == entries.c.entry_id)
        .outerjoin(outcomes, outcomes.c.entry_id == entries.c.entry_id)
        .where(*_conditions(before, wanted))
        .order_by(entries.c.occurred_at.desc(), entries.c.entry_id.desc())
        .limit(_PIECE)
    )
    after_outcome = len(ENTRY_FIELDS) + len(OUTCOME_FIELDS)
    return [HistoryRow(entry_of(row), outcome_of(row), *row[after_outcome:]) for row in connection.execute(statement)]


def _conditions(before: HistoryKey | None, wanted: HistoryFilter) -> Iterator[ColumnElement[bool]]:
    if before is not None:
        yield tuple_(*before, types=[entries.c.occurred_at.type, entries.c.entry_id.type]) > _KEY
    if wanted.start is not None:
        yield entries.c.occurred_at >= wanted.start
    if wanted.end is not None:
        yield entries.c.occurred_at < wanted.end
    if wanted.gate_id:
        yield entries.c.gate_id == wanted.gate_id
    if wanted.entry_id:
        yield entries.c.entry_id == wanted.entry_id
    if wanted.visitor_type:
        yield entries.c.visitor_type == wanted.visitor_type
    if wanted.basis:
        yield entries.c.basis == wanted.basis
    if wanted.actor_name:
        yield entries.c.actor_name == wanted.actor_name
    if wanted.kinds:
        yield entries.c.kind.in_(wanted.kinds)
    if wanted.noted:
        yield (outbox.c.flags != ()) | (outbox.c.state == "quarantined")


def _has(row: HistoryRow, text: str) -> bool:
    """Every word of the text stands in the name or the house, or the whole of it in the plate."""
    words, plate = plain(text), plain_plate(text)
    held = f"{plain(row.entry.visitor_name)} {plain(row.entry.house)}"
    return all(word in held for word in words.split(" ")) or (bool(plate) and plate in plain_plate(row.entry.plate))
