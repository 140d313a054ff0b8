"""The logbook of a gatehouse: the lines of its shifts, what needs a human, and who moved where today."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, func, select, update
from sqlalchemy.dialects.sqlite import insert

from app.domain.entry import Entry, EntryKind
from app.domain.shift import LineKind, ShiftLine
from app.errors import StoreError
from app.events import Notice
from app.store import audit, messages, photo_queue
from app.store.entry_rows import ENTRY_COLUMNS, entry_of
from app.store.journal_file import JournalFile
from app.store.journal_tables import entries, notices, shift_lines
from app.store.photos import Photos
from app.store.rows import Call, Message, MessageLane

_NOTICE = ("notice_id", "kind", "at", "subject", "detail")
MOVES = (EntryKind.VISIT, EntryKind.EXIT, EntryKind.WALK_IN)
_correction = entries.alias("correction")
_LINE = tuple(name for name in ShiftLine.__dataclass_fields__ if name != "post")
_LINE_COLUMNS = tuple(shift_lines.c[name] for name in _LINE)


class Logbook:
    """Part of journal.db. Raises StoreError for the world's errors."""

    def __init__(self, file: JournalFile, photos: Photos, now: Callable[[], datetime]) -> None:
        self._file = file
        self._photos = photos
        self._now = now

    # The shift's lines

    async def write(self, line: ShiftLine, *, acknowledges: str = "", photo: bytes | None = None) -> ShiftLine:
        """Put a line into the book and among the messages; the chain witnesses its kind and hour, not its words.
        Returns it with its `photo_hash`: on a full disk the photo is given up before the line is.

        `acknowledges`: the handover that this line says was read.
        """
        try:
            return await self._file.write(lambda connection: self._write(connection, line, acknowledges, photo))
        except StoreError as error:
            if photo is None or error.code != "disk_full":
                raise
        return await self._file.write(lambda connection: self._write(connection, line, acknowledges, None))

    def _write(self, connection: Connection, line: ShiftLine, acknowledges: str, photo: bytes | None) -> ShiftLine:
        now = self._now()
        if photo is not None:
            line = replace(line, photo_hash=self._photos.save(photo))
        values = {name: getattr(line, name) for name in _LINE} | {"kind": line.kind.value, "sent": False}
        connection.execute(insert(shift_lines).values(values).on_conflict_do_nothing())
        if line.photo_hash is not None:
            photo_queue.put(connection, line.photo_hash, line.line_id, line.at, now)
        if acknowledges:
            read = update(shift_lines).where(shift_lines.c.line_id == acknowledges).values(acknowledged=True)
            connection.execute(read)
        messages.put(connection, _told(line, acknowledges), now)
        said = {"kind": line.kind.value} | ({"photo_hash": line.photo_hash} if line.photo_hash else {})
        audit.append(connection, now, "shift_line", line.line_id, said)
        return line

    async def lines(self, *, since: datetime) -> tuple[ShiftLine, ...]:
        """All lines since a moment, and every handover that nobody has read yet; the oldest first."""
        unread = (shift_lines.c.kind == LineKind.HANDOVER) & shift_lines.c.acknowledged.is_(False)
        wanted = select(*_LINE_COLUMNS).where((shift_lines.c.at >= since) | unread).order_by(shift_lines.c.at)
        return await self._file.read(lambda connection: tuple(map(_line_of, connection.execute(wanted))))

    # What needs a human

    async def put_notice(self, notice: Notice, *, tell: Message | None = None) -> None:
        """Keep a notice until somebody closes it, and what the central API is told of it; the same one twice is one."""
        values = {**_stored(notice), "closed_by": "", "resolution": ""}

        def put(connection: Connection) -> None:
            new = connection.execute(insert(notices).values(values).on_conflict_do_nothing()).rowcount
            if new and tell is not None:
                messages.put(connection, tell, self._now())

        await self._file.write(put)

    async def open_notices(self) -> tuple[Notice, ...]:
        """What nobody has dealt with yet, the newest first."""
        columns = tuple(notices.c[name] for name in _NOTICE)
        wanted = select(*columns).where(notices.c.closed_at.is_(None)).order_by(notices.c.at.desc())
        return await self._file.read(lambda connection: tuple(Notice(*row) for row in connection.execute(wanted)))

    async def closed(self, notice_ids: Collection[str]) -> frozenset[str]:
        """Which of these were dealt with here."""
        wanted = select(notices.c.notice_id).where(
            notices.c.notice_id.in_(notice_ids), notices.c.closed_at.is_not(None)
        )
        return await self._file.read(lambda connection: frozenset(connection.execute(wanted).scalars()))

    async def close_notice(self, notice_id: str, *, by: str, resolution: str, tell: Message | None = None) -> None:
        """Somebody has dealt with it: who, and how. The chain witnesses that; `tell`: the central API hears of it."""

        def close(connection: Connection) -> None:
            done = {"closed_at": self._now(), "closed_by": by, "resolution": resolution}
            connection.execute(update(notices).where(notices.c.notice_id == notice_id).values(done))
            if tell is not None:
                messages.put(connection, tell, self._now())
            audit.append(connection, self._now(), "review", notice_id, {"by": by, "resolution": resolution})

        await self._file.write(close)

    # Who moved

    async def of_shift(self, shift_id: str, *, limit: int = 500) -> tuple[Entry, ...]:
        """The entries of one shift, the newest first."""
        wanted = select(*ENTRY_COLUMNS).where(entries.c.shift_id == shift_id).order_by(entries.c.no.desc()).limit(limit)
        return await self._file.read(lambda connection: tuple(map(entry_of, connection.execute(wanted))))

    async def moves_since(self, moment: datetime) -> tuple[Entry, ...]:
        """Own comings and goings that no correction has taken back, the oldest first."""
        corrected = select(entries.c.corrects).where(entries.c.corrects.is_not(None))
        wanted = (
            select(*ENTRY_COLUMNS)
            .where(entries.c.occurred_at >= moment, entries.c.kind.in_(MOVES), entries.c.entry_id.not_in(corrected))
            .order_by(entries.c.occurred_at, entries.c.no)
        )
        return await self._file.read(lambda connection: tuple(map(entry_of, connection.execute(wanted))))

    async def unreasoned(self, since: datetime, until: datetime) -> tuple[Entry, ...]:
        """Own openings by hand of that time for which nobody has given a reason, the newest first."""
        told = select(_correction.c.corrects).where(_correction.c.corrects.is_not(None), _correction.c.note != "")
        wanted = (
            select(*ENTRY_COLUMNS)
            .where(entries.c.kind == EntryKind.OVERRIDE, entries.c.note == "", entries.c.entry_id.not_in(told))
            .where(entries.c.occurred_at >= since, entries.c.occurred_at < until)
            .order_by(entries.c.occurred_at.desc())
        )
        return await self._file.read(lambda connection: tuple(map(entry_of, connection.execute(wanted))))

    async def overrides_of(self, shift_id: str) -> int:
        """How often a gate was opened by hand in a shift."""
        counted = select(func.count()).where(entries.c.shift_id == shift_id, entries.c.kind == EntryKind.OVERRIDE)
        return await self._file.read(lambda connection: int(connection.execute(counted).scalar_one()))


def _stored(notice: Notice) -> dict[str, Any]:
    return {name: getattr(notice, name) for name in _NOTICE}


def _told(line: ShiftLine, acknowledges: str) -> Message:
    """A line as `log_shift_v1` takes it."""
    body = {
        "id": line.line_id,
        "shift_id": line.shift_id,
        "kind": line.kind.value,
        "actor_id": line.actor_id,
        "actor_name": line.actor_name,
        "words": line.words,
        "photo_hash": line.photo_hash,
        "about": {"acknowledges": acknowledges} if acknowledges else {},
        "occurred_at": line.at.astimezone(UTC).isoformat(),
    }
    return Message(line.line_id, MessageLane.SHIFT, Call.LOG_SHIFT, body)


def _line_of(row: Sequence[object]) -> ShiftLine:
    values = dict(zip(_LINE, row, strict=True))
    return ShiftLine(**{**values, "kind": LineKind(values["kind"])})  # type: ignore[arg-type]
