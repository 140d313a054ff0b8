"""When this console had no line to the central API: one row an outage, open until the line was seen again."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection, delete, exists, func, insert, literal, or_, select, update

from app.store.columns import Moment
from app.store.journal_file import JournalFile
from app.store.journal_tables import outages

_OPEN = outages.c.ended.is_(None)


class NoLine(NamedTuple):
    """From when to when; `ended` None: still."""

    began: datetime
    ended: datetime | None


def retire(connection: Connection, before: datetime) -> None:
    """Let go what was over before `before`."""
    connection.execute(delete(outages).where(outages.c.ended < before))


class OutageLog:
    """Part of journal.db. Raises StoreError for the world's errors."""

    def __init__(self, file: JournalFile) -> None:
        self._file = file

    async def begin(self, at: datetime) -> None:
        """The line is gone since `at`. An outage that was open goes on: a restart in its middle ends nothing."""

        def put(connection: Connection) -> None:
            if not connection.execute(select(exists().where(_OPEN))).scalar():
                connection.execute(insert(outages).values(began=at))

        await self._file.write(put)

    async def end(self, at: datetime) -> None:
        """The line is back since `at`; nothing if none was missed."""
        over = update(outages).where(_OPEN).values(ended=func.max(outages.c.began, literal(at, Moment)))
        await self._file.write(lambda connection: connection.execute(over))

    async def between(self, start: datetime, end: datetime) -> tuple[NoLine, ...]:
        """Those that touch [start, end), the oldest first."""
        touches = (outages.c.began < end, or_(_OPEN, outages.c.ended > start))
        wanted = select(outages.c.began, outages.c.ended).where(*touches).order_by(outages.c.began)
        return await self._file.read(lambda connection: tuple(NoLine(*row) for row in connection.execute(wanted)))
