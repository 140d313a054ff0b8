"""What this console tells the central API beside its entries: notices, questions to hosts, walk-ins, the shift log.

Kept in the journal with what they tell of, in one commit. The same states as entries have:

waiting → settled          the central API has it; told again after it lost its memory
waiting → quarantined      it would not take it: a person looks, and may release it
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from datetime import datetime

from sqlalchemy import Connection, and_, delete, func, or_, select, update
from sqlalchemy.dialects.sqlite import insert

from app.store import audit
from app.store.journal_file import JournalFile
from app.store.journal_tables import messages, shift_lines
from app.store.outbox import LONGEST_WAIT, QUARANTINED, SETTLED, WAITING
from app.store.rows import Call, Message, MessageLane, MessageRow


def put(connection: Connection, message: Message, now: datetime) -> None:
    """Keep a message until the central API has it; the same one twice is one."""
    values = {
        "message_id": message.message_id,
        "lane": int(message.lane),
        "call": message.call.value,
        "body": json.dumps(dict(message.body), ensure_ascii=False),
        "state": WAITING,
        "attempts": 0,
        "first_at": now,
        "next_at": now,
        "changed_at": now,
        "code": "",
        "message": "",
    }
    connection.execute(insert(messages).values(values).on_conflict_do_nothing())


def retire(connection: Connection, before: datetime) -> None:
    """Let go what the central API confirmed before `before`."""
    connection.execute(delete(messages).where(messages.c.state == SETTLED, messages.c.changed_at < before))


class Messages:
    """Part of journal.db. Raises StoreError for the world's errors."""

    def __init__(self, file: JournalFile, now: Callable[[], datetime]) -> None:
        self._file = file
        self._now = now

    async def put(self, message: Message) -> None:
        """Keep a message that stands for itself."""
        await self._file.write(lambda connection: put(connection, message, self._now()))

    async def waiting(self) -> int:
        """How many the central API has not confirmed."""
        counted = select(func.count()).where(messages.c.state == WAITING)
        return await self._file.read(lambda connection: int(connection.execute(counted).scalar_one()))

    async def due(self, *, limit: int, now: datetime) -> tuple[MessageRow, ...]:
        """What may go out at `now` (trusted time): by lane, then the least tried, then the oldest."""
        at = messages.c.next_at
        wanted = (
            select(messages)
            .where(messages.c.state == WAITING, or_(at <= now, at > now + LONGEST_WAIT))
            .order_by(messages.c.lane, messages.c.attempts, messages.c.no)
            .limit(limit)
        )

        def look(connection: Connection) -> tuple[MessageRow, ...]:
            return tuple(
                MessageRow(
                    Message(row.message_id, MessageLane(row.lane), Call(row.call), json.loads(row.body)),
                    row.attempts,
                    row.first_at,
                )
                for row in connection.execute(wanted)
            )

        return await self._file.read(look)

    async def settle(self, message_ids: Sequence[str]) -> None:
        """The central API has these."""

        def settled(connection: Connection) -> None:
            of_these = and_(messages.c.message_id.in_(message_ids), messages.c.state == WAITING)
            connection.execute(update(messages).where(of_these).values(state=SETTLED, changed_at=self._now()))
            connection.execute(update(shift_lines).where(shift_lines.c.line_id.in_(message_ids)).values(sent=True))

        await self._file.write(settled)

    async def postpone(self, message_ids: Sequence[str], *, until: datetime) -> None:
        """Not before `until`; counts one attempt each."""
        of_these = and_(messages.c.message_id.in_(message_ids), messages.c.state == WAITING)
        change = {"next_at": until, "attempts": messages.c.attempts + 1}
        await self._file.write(lambda connection: connection.execute(update(messages).where(of_these).values(change)))

    async def quarantine(self, message_id: str, *, code: str, message: str) -> None:
        """The central API would not take it: kept for people."""

        def aside(connection: Connection) -> None:
            of_this = and_(messages.c.message_id == message_id, messages.c.state == WAITING)
            change = {"state": QUARANTINED, "changed_at": self._now(), "code": code, "message": message}
            if connection.execute(update(messages).where(of_this).values(change)).rowcount:
                audit.append(connection, self._now(), "quarantined", message_id, {"code": code})

        await self._file.write(aside)

    async def quarantined(self) -> tuple[tuple[Message, str, str], ...]:
        """What the central API would not take, with its code and its words, the oldest first."""
        wanted = select(messages).where(messages.c.state == QUARANTINED).order_by(messages.c.no)

        def look(connection: Connection) -> tuple[tuple[Message, str, str], ...]:
            return tuple(
                (
                    Message(row.message_id, MessageLane(row.lane), Call(row.call), json.loads(row.body)),
                    row.code,
                    row.message,
                )
                for row in connection.execute(wanted)
            )

        return await self._file.read(look)

    async def is_refused(self, message_id: str) -> bool:
        """Whether the central API would not take this one."""
        of_this = and_(messages.c.message_id == message_id, messages.c.state == QUARANTINED)
        wanted = select(func.count()).where(of_this)
        return await self._file.read(lambda connection: bool(connection.execute(wanted).scalar_one()))

    async def release(self, message_id: str) -> None:
        """Try a quarantined one again."""
        of_this = and_(messages.c.message_id == message_id, messages.c.state == QUARANTINED)

        def back(connection: Connection) -> None:
            change = {"state": WAITING, "attempts": 0, "next_at": self._now(), "changed_at": self._now()}
            connection.execute(update(messages).where(of_this).values(change))

        await self._file.write(back)

    async def settled_before(self, message_ids: Sequence[str], moment: datetime) -> frozenset[str]:
        """Which of these the central API has had since before `moment`."""
        wanted = select(messages.c.message_id).where(
            messages.c.message_id.in_(message_ids), messages.c.state == SETTLED, messages.c.changed_at < moment
        )
        return await self._file.read(lambda connection: frozenset(connection.execute(wanted).scalars()))

    async def unsettle_since(self, moment: datetime) -> int:
        """The central API lost its memory: what it confirmed since `moment` is told again. How many.

        Not a lockdown's word: consoles hold the last one, and one of last week must not lock the site anew.
        """
        change = {"state": WAITING, "attempts": 0, "next_at": self._now(), "changed_at": self._now()}
        kept = messages.c.call != Call.PUT_SETTING.value
        confirmed = and_(messages.c.state == SETTLED, messages.c.changed_at >= moment, kept)
        again = update(messages).where(confirmed).values(change)
        return await self._file.write(lambda connection: connection.execute(again).rowcount)
