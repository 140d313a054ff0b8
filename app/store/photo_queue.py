"""Which photos still have to be uploaded. Functions of a Connection, called by the journal."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, and_, or_, select, text, update
from sqlalchemy.dialects.sqlite import insert

from app.domain.entry import Entry
from app.store.journal_tables import entries, outbox, photos
from app.store.outbox import LONGEST_WAIT, SETTLED, WAITING
from app.store.rows import PhotoRow

LOST = "lost"

_INSERT = insert(photos).on_conflict_do_nothing()


def put(connection: Connection, photo_hash: str, entry: Entry, now: datetime) -> None:
    """Queue a photo; the same picture is queued once."""
    connection.execute(
        _INSERT,
        {
            "photo_hash": photo_hash,
            "entry_id": entry.entry_id,
            "taken_at": entry.occurred_at,
            "state": WAITING,
            "attempts": 0,
            "next_at": now,
            "changed_at": now,
        },
    )


def due(connection: Connection, limit: int, now: datetime) -> tuple[PhotoRow, ...]:
    """Photos whose entry the central API already has: the record goes before its picture."""
    is_due = or_(photos.c.next_at <= now, photos.c.next_at > now + LONGEST_WAIT)
    rows = connection.execute(
        select(photos.c.photo_hash, photos.c.entry_id, photos.c.taken_at, photos.c.attempts)
        .join(outbox, outbox.c.entry_id == photos.c.entry_id)
        .where(photos.c.state == WAITING, outbox.c.state == SETTLED, is_due)
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
    """All hashes that an entry names, or that were added to one."""
    of_entries = connection.execute(select(entries.c.photo_hash).where(entries.c.photo_hash.is_not(None)))
    added = connection.execute(select(photos.c.photo_hash))
    return frozenset(row[0] for rows in (of_entries, added) for row in rows)


def of_entry(connection: Connection, entry_id: str) -> tuple[str, ...]:
    """The photos of one entry, in the order they came."""
    rows = connection.execute(
        select(photos.c.photo_hash).where(photos.c.entry_id == entry_id).order_by(text("photos.rowid"))
    )
    return tuple(row[0] for row in rows)
