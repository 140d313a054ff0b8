"""journal.db with what makes it precious: the head of its audit chain outside, and the ballast."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from sqlalchemy import Connection

from app.errors import StoreError
from app.store import audit
from app.store.ballast import Ballast
from app.store.database import Database
from app.store.faults import store_error
from app.store.head import HeadFile
from app.store.migrations.journal_steps import STEPS
from app.store.migrations.steps import migrate
from app.store.rows import AuditHead

log = logging.getLogger(__name__)

T = TypeVar("T")


class JournalFile:
    """Every write is one durable commit, followed by the head. Raises StoreError."""

    def __init__(self, folder: Path, data_key: bytes, ballast: Ballast) -> None:
        self.path = folder / "journal.db"
        self._database = Database(self.path, data_key, durable=True)
        self._ballast = ballast
        self._head_path = folder / "journal.head"
        self._data_key = data_key
        self._head_file: HeadFile | None = None
        self._head = audit.BEGINNING

    async def open(self, at: datetime, incarnation: str) -> tuple[StoreError, ...]:
        """Bring the file to this program's version and compare it with its head.

        What is found amiss is named, becomes part of the chain (so that it is named once) and is returned: the
        gate goes on working.
        """
        try:
            self._head_file = await asyncio.to_thread(HeadFile, self._head_path, self._data_key)
            known, was_written = self._head_file.read()
        except OSError as error:
            raise (store_error(error, self._head_path) or error) from error
        await self._database.run(lambda connection: migrate(connection, STEPS, self.path))
        found = await self._database.read(lambda connection: _compare(connection, known, was_written))

        def begin(connection: Connection) -> None:
            for error in found:
                lost_up_to = known.seq if known is not None else None
                audit.append(connection, at, audit.GAP, error.code, {"said": error.message}, after=lost_up_to)
            audit.append(connection, at, "opened", incarnation, {})

        await self.write(begin)
        return found

    async def write(self, work: Callable[[Connection], T]) -> T:
        """`work` as one durable transaction. On a full disk the ballast is given back and it is tried once more."""
        try:
            return await self._commit(work)
        except StoreError as error:
            if error.code != "disk_full" or not self._ballast.release():
                raise
            log.warning("the disk is full: the ballast was released")
            return await self._commit(work)

    async def read(self, work: Callable[[Connection], T]) -> T:
        """`work` on the reader."""
        return await self._database.read(work)

    @property
    def head(self) -> AuditHead:
        """The newest link that is on the platter."""
        return self._head

    async def close(self) -> None:
        """Bring the write-ahead log home and let go of the files."""
        try:
            await self._database.close()
        finally:
            if self._head_file is not None:
                self._head_file.close()

    async def _commit(self, work: Callable[[Connection], T]) -> T:
        arrived = self._head

        def with_head(connection: Connection) -> T:
            nonlocal arrived
            answer = work(connection)
            arrived = audit.head(connection)
            return answer

        return await self._database.run(with_head, then=lambda: self._keep(arrived))

    def _keep(self, head: AuditHead) -> None:
        """After a commit. A head that cannot be written fails nothing: what it guards is already safe."""
        self._head = head
        assert self._head_file is not None, "the journal was not opened"
        try:
            self._head_file.write(head)
        except OSError:
            log.warning("the head of the journal could not be written", exc_info=True)


def _compare(connection: Connection, known: AuditHead | None, was_written: bool) -> tuple[StoreError, ...]:
    stands = audit.head(connection)
    if known is None:
        if stands.seq == 0 and not was_written:
            return ()
        return (
            _finding(
                "journal_head_lost",
                "The file beside the journal that tells how far it had come is gone or damaged.",
                "Ask the supervisor to compare the last entries with the central list.",
            ),
        )
    if stands.seq < known.seq:
        return (
            _finding(
                "journal_lost_commits",
                f"The journal ends at link {stands.seq}, but it had come to link {known.seq}: "
                f"{known.seq - stands.seq} records are gone (a damaged write-ahead log, or an old copy of the file).",
                "Entries that were sent stand in the central list. Ask the supervisor about the others.",
            ),
        )
    if audit.digest_at(connection, known.seq) != known.digest and known.seq > 0:
        return (
            _finding(
                "journal_changed",
                f"Link {known.seq} of the journal is not the one that was written.",
                "Somebody or something changed the file: tell the technician and keep this PC as it is.",
            ),
        )
    return ()


def _finding(code: str, message: str, next_step: str) -> StoreError:
    return StoreError(code, "The journal is not as it was left", message, next_step)
