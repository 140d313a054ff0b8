"""What leaves this PC: entries and photos that the central API has had for long enough, and one person's words.

A link of the chain whose entry left keeps its hash and loses its salt: the chain still proves itself, and nobody can
guess from a hash what was said. Functions of a Connection; photo files that nobody names any more are swept after.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, exists, func, or_, select, update

from app.store import audit, messages, outage_log
from app.store.journal_tables import audit as links
from app.store.journal_tables import entries, local_passes, notices, outbox, photos, shift_lines
from app.store.outbox import SETTLED, WAITING

SHORTEST = timedelta(days=7)
"""Confirmed entries are sent again when the central API was restored: what it may forget must be here so long."""

AT_ONCE = 2000
"""Entries in one commit, so that a guard never waits for a year to be tidied."""


def retire(connection: Connection, before: datetime) -> int:
    """Take out entries that were confirmed before `before` and happened before it: how many, at most `AT_ONCE`.

    What hangs together goes together: an entry stays while a correction of it does, and while its photo waits. The
    newest entry of each incarnation stays: its number says where the next begins.
    """
    correction, its_row = entries.alias("correction"), outbox.alias("its_row")
    newest = select(func.max(entries.c.no)).group_by(entries.c.device_id, entries.c.incarnation)
    photo_waits = select(photos.c.photo_hash).where(photos.c.entry_id == entries.c.entry_id, photos.c.state == WAITING)
    correction_stays = (
        select(correction.c.no)
        .join(its_row, its_row.c.entry_id == correction.c.entry_id)
        .where(
            correction.c.corrects == entries.c.entry_id,
            or_(its_row.c.state != SETTLED, its_row.c.changed_at >= before),
        )
    )
    old = (
        select(entries.c.entry_id)
        .join(outbox, outbox.c.entry_id == entries.c.entry_id)
        .where(outbox.c.state == SETTLED, outbox.c.changed_at < before, entries.c.occurred_at < before)
        .where(entries.c.no.not_in(newest), ~photo_waits.exists(), ~correction_stays.exists())
        .order_by(entries.c.no)
        .limit(AT_ONCE)
    )
    gone = list(connection.execute(old).scalars())
    _unsalt(connection, gone)
    connection.execute(delete(photos).where(photos.c.entry_id.in_(gone)))
    connection.execute(delete(entries).where(entries.c.entry_id.in_(gone)))
    return len(gone)


def retire_the_rest(connection: Connection, before: datetime) -> None:
    """Lines of shifts and messages that were sent, notices that were closed, passes made here that are over."""
    photo_waits = exists().where(photos.c.entry_id == shift_lines.c.line_id, photos.c.state == WAITING)
    old = select(shift_lines.c.line_id).where(shift_lines.c.sent, shift_lines.c.at < before, ~photo_waits)
    gone = list(connection.execute(old).scalars())
    connection.execute(delete(photos).where(photos.c.entry_id.in_(gone)))
    connection.execute(delete(shift_lines).where(shift_lines.c.line_id.in_(gone)))
    messages.retire(connection, before)
    outage_log.retire(connection, before)
    connection.execute(delete(notices).where(notices.c.closed_at < before))
    connection.execute(delete(local_passes).where(local_passes.c.valid_until < before))


def erase(connection: Connection, entry_ids: Sequence[str], now: datetime) -> int:
    """Take a person's words and photos out of these entries; that something happened stays. How many.

    What the central API has not confirmed is left: it must go out first.
    """
    confirmed = select(outbox.c.entry_id).where(outbox.c.entry_id.in_(entry_ids), outbox.c.state == SETTLED)
    erased = list(connection.execute(confirmed).scalars())
    _unsalt(connection, erased)
    connection.execute(delete(photos).where(photos.c.entry_id.in_(erased)))
    blank = {"visitor_name": "", "house": "", "plate": "", "note": "", "allowed_by": "", "host_id": None}
    of_them = entries.c.entry_id.in_(erased)
    connection.execute(update(entries).where(of_them).values(**blank, photo_hash=None))
    for entry_id in erased:
        audit.append(connection, now, "erased", entry_id, {})
    return len(erased)


def _unsalt(connection: Connection, entry_ids: Sequence[str]) -> None:
    witnessing = (links.c.kind == audit.ENTRY) & links.c.subject.in_(entry_ids)
    connection.execute(update(links).where(witnessing).values(salt=None))
