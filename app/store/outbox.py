"""What the central API has not confirmed. Functions of a Connection, called by the journal.

waiting → settled          accepted or duplicate: the only two answers that settle a row
waiting → quarantined      the central API would not take it: a person looks, and may release it
waiting → kept             the first contract has no place for it; goes out when contract v1 is met
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, bindparam, exists, func, insert, not_, or_, select, update

from app.clock import TRUSTED_OFFSET
from app.domain.entry import Entry, EntryKind
from app.domain.gate import GateOutcome
from app.store.entry_rows import ENTRY_COLUMNS, ENTRY_FIELDS, OUTCOME_COLUMNS, OUTCOME_FIELDS, entry_of, outcome_of
from app.store.journal_tables import entries, outbox, outcomes
from app.store.rows import OutboxRow, QuarantineRow, Settled

WAITING, SETTLED, QUARANTINED, KEPT = "waiting", "settled", "quarantined", "kept"

AWAITED_OUTCOME = timedelta(seconds=10)
"""How long the upload of an entry waits for what became of its gate (design §5)."""

LONGEST_WAIT = timedelta(minutes=20)
"""Nothing is postponed further (Retry-After is honoured up to 15 min, plus jitter): a row due later than this was
written by a clock that was wrong, and is due now."""

LONGEST_UNTRIED = AWAITED_OUTCOME + TRUSTED_OFFSET
"""The same of one that was never tried. If it waited for its moment to come, the moment could not be told any more from
a true one; at once, it is told as far corrected as this console knows by now."""

_FIRST_LANE, _SECOND_LANE = 0, 1
_IN_SECOND_LANE = frozenset({EntryKind.REFUSAL, EntryKind.CORRECTION})
_ORDERS_NO_GATE = frozenset({EntryKind.REFUSAL, EntryKind.CORRECTION})

_JOINED = outbox.join(entries, entries.c.entry_id == outbox.c.entry_id).outerjoin(
    outcomes, outcomes.c.entry_id == outbox.c.entry_id
)
_INSERT = insert(outbox)
_SETTLE = (
    update(outbox)
    .where(outbox.c.entry_id == bindparam("of"))
    .values(
        state=SETTLED,
        flags=bindparam("flags"),
        uses_rev=bindparam("uses_rev"),
        changed_at=bindparam("changed_at"),
        why="",
    )
)
_AFTER_OUTCOME = len(ENTRY_FIELDS) + len(OUTCOME_FIELDS)


def put(connection: Connection, entry: Entry, now: datetime) -> None:
    """Queue an entry. One that may have ordered a gate waits for its outcome."""
    orders_gate = entry.kind not in _ORDERS_NO_GATE and bool(entry.gate_id)
    connection.execute(
        _INSERT,
        {
            "entry_id": entry.entry_id,
            "state": WAITING,
            "lane": _SECOND_LANE if entry.kind in _IN_SECOND_LANE else _FIRST_LANE,
            "attempts": 0,
            "first_at": now,
            "next_at": entry.occurred_at + AWAITED_OUTCOME if orders_gate else entry.occurred_at,
            "why": "",
            "changed_at": now,
            "flags": (),
            "uses_rev": None,
            "code": "",
            "message": "",
        },
    )


def attach(connection: Connection, entry_id: str, outcome: GateOutcome, now: datetime) -> None:
    """Keep what became of the gate, the newest word replacing the one before, and let the entry go out."""
    values = {name: getattr(outcome, name) for name in OUTCOME_FIELDS}
    known = connection.execute(select(outcomes.c.entry_id).where(outcomes.c.entry_id == entry_id)).first()
    if known is None:
        connection.execute(insert(outcomes).values(entry_id=entry_id, **values))
        untried = and_(outbox.c.state == WAITING, outbox.c.attempts == 0)
        connection.execute(update(outbox).where(outbox.c.entry_id == entry_id, untried).values(next_at=now))
    else:
        connection.execute(update(outcomes).where(outcomes.c.entry_id == entry_id).values(**values))


def due(connection: Connection, limit: int, now: datetime) -> tuple[OutboxRow, ...]:
    """What may go out now: by lane, then the least tried, then the oldest. A correction never goes before the
    entry it corrects."""
    corrected = outbox.alias("corrected")
    held_back = exists(
        select(corrected.c.entry_id).where(
            corrected.c.entry_id == entries.c.corrects,
            corrected.c.state == WAITING,
            not_(_is_due(corrected.c, now)),
        )
    )
    rows = connection.execute(
        select(*ENTRY_COLUMNS, *OUTCOME_COLUMNS, outbox.c.attempts, outbox.c.first_at)
        .select_from(_JOINED)
        .where(outbox.c.state == WAITING, _is_due(outbox.c, now), not_(held_back))
        .order_by(outbox.c.lane, outbox.c.attempts, entries.c.no)
        .limit(limit)
    )
    return tuple(OutboxRow(entry_of(row), outcome_of(row), *row[_AFTER_OUTCOME:]) for row in rows)


def settle(connection: Connection, batch: Sequence[Settled], now: datetime) -> None:
    """The central API has them."""
    rows = [{"of": one.entry_id, "flags": one.flags, "uses_rev": one.uses_rev, "changed_at": now} for one in batch]
    if rows:
        connection.execute(_SETTLE, rows)


def postpone(connection: Connection, entry_ids: Sequence[str], until: datetime, why: str) -> None:
    """Not now: one more attempt counted."""
    change = {"next_at": until, "why": why, "attempts": outbox.c.attempts + 1}
    of_these = and_(outbox.c.entry_id.in_(entry_ids), outbox.c.state == WAITING)
    connection.execute(update(outbox).where(of_these).values(change))


def move(
    connection: Connection, entry_id: str, *, come_from: str, to: str, now: datetime, code: str = "", message: str = ""
) -> bool:
    """From one state to another; False when the row is not in `come_from`."""
    change: dict[str, Any] = {"state": to, "changed_at": now, "code": code, "message": message}
    if to == WAITING:
        change |= {"attempts": 0, "next_at": now}
    of_this = and_(outbox.c.entry_id == entry_id, outbox.c.state == come_from)
    return connection.execute(update(outbox).where(of_this).values(change)).rowcount == 1


def release_kept(connection: Connection, now: datetime) -> int:
    """Contract v1 is here: what was kept for it may go."""
    change = {"state": WAITING, "changed_at": now, "attempts": 0, "next_at": now}
    return connection.execute(update(outbox).where(outbox.c.state == KEPT).values(change)).rowcount


def unsettle_since(connection: Connection, moment: datetime, now: datetime) -> int:
    """The central API lost its memory: what it confirmed since `moment` goes out again, and counts as our own."""
    change = {"state": WAITING, "changed_at": now, "attempts": 0, "next_at": now, "uses_rev": None}
    confirmed = and_(outbox.c.state == SETTLED, outbox.c.changed_at >= moment)
    return connection.execute(update(outbox).where(confirmed).values(change)).rowcount


def count(connection: Connection, state: str) -> int:
    """How many rows are in `state`."""
    return int(connection.execute(select(func.count()).where(outbox.c.state == state)).scalar_one())


def quarantined(connection: Connection) -> tuple[QuarantineRow, ...]:
    """What the central API would not take, oldest first."""
    after = (outbox.c.code, outbox.c.message, outbox.c.changed_at, outbox.c.attempts)
    rows = connection.execute(
        select(*ENTRY_COLUMNS, *OUTCOME_COLUMNS, *after)
        .select_from(_JOINED)
        .where(outbox.c.state == QUARANTINED)
        .order_by(outbox.c.changed_at, entries.c.no)
    )
    return tuple(QuarantineRow(entry_of(row), outcome_of(row), *row[_AFTER_OUTCOME:]) for row in rows)


def _is_due(queued: Any, now: datetime) -> ColumnElement[bool]:
    by_a_wrong_clock = and_(queued.attempts == 0, queued.next_at > now + LONGEST_UNTRIED)
    return or_(queued.next_at <= now, queued.next_at > now + LONGEST_WAIT, by_a_wrong_clock)
