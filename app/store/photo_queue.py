"""Which photos still have to be uploaded. Functions of a Connection, called by the journal."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, and_, exists, or_, select, text, update
from sqlalchemy.dialects.sqlite import insert

from app.store.journal_tables import entries, outbox, photos, shift_lines
from app.store.outbox import LONGEST_WAIT, SETTLED, WAITING
from app.store.rows import PhotoRow

LOST = "lost"

_INSERT = insert(photos).on_conflict_do_nothing()


def put(connection: Connection, photo_hash: str, of_id: str, taken_at: datetime, now: datetime) -> None:
    """Queue a photo of an entry or of a line of the shift log; the same picture is queued once."""
    connection.execute(
        _INSERT,
        {
            "photo_hash": photo_hash,
            "entry_id": of_id,
            "taken_at": taken_at,
            "state": WAITING,
            "attempts": 0,
            "next_at": now,
            "changed_at": now,
        },
    )


def due(connection: Connection, limit: int, now: datetime) -> tuple[PhotoRow, ...]:
    """Photos whose entry or line the central API already has: the record goes before its picture."""
    has_entry = exists().where(outbox.c.entry_id == photos.c.entry_id, outbox.c.state == SETTLED)
    has_line = exists().where(shift_lines.c.line_id == photos.c.entry_id, shift_lines.c.sent)
    is_due = or_(photos.c.next_at <= now, photos.c.next_at > now + LONGEST_WAIT)
    rows = connection.execute(
        select(photos.c.photo_hash, photos.c.entry_id, photos.c.taken_at, photos.c.attempts)
        .where(photos.c.state == WAITING, or_(has_entry, has_line), is_due)
        .order_by(photos.c.attempts, photos.c.next_at)
        .limit(limit)
    )
    return tuple(PhotoRow(*row) for row in rows)


def settle(connection: Connection, photo_hash: str, now: datetime, *, as_state: str = SETTLED) -> None:
    """The central API has it (or, `LOST`, nobody ever will)."""
    change = {"state": as_state, "changed_at": now}
    connection.execute(update(photos).where(photos.c.photo_hash == photo_hash).values(change))


def postpone(connection: Connection, photo_hash: str, until: datetime) -> None:
    """Not now: one more attempt counted."""
    change = {"next_at": until, "attempts": photos.c.attempts + 1}
    connection.execute(update(photos).where(photos.c.photo_hash == photo_hash).values(change))


def unsettle_since(connection: Connection, moment: datetime, now: datetime) -> None:
    """The central API lost its memory: send again what it confirmed since `moment`."""
    change = {"state": WAITING, "changed_at": now, "attempts": 0, "next_at": now}
    confirmed = and_(photos.c.state == SETTLED, photos.c.changed_at >= moment)
    connection.execute(update(photos).where(confirmed).values(change))


def named(connection: Connection) -> frozenset[str]:
    """All hashes that an entry or a line names, or that were added to one."""
    naming = (entries.c.photo_hash, shift_lines.c.photo_hash, photos.c.photo_hash)
    rows = (connection.execute(select(name).where(name.is_not(None))).scalars() for name in naming)
    return frozenset(photo_hash for of_table in rows for photo_hash in of_table)


def of_entry(connection: Connection, entry_id: str) -> tuple[str, ...]:
    """The photos of one entry, in the order they came."""
    rows = connection.execute(
        select(photos.c.photo_hash).where(photos.c.entry_id == entry_id).order_by(text("photos.rowid"))
    )
    return tuple(row[0] for row in rows)
