"""journal.db with what makes it precious: the head of its audit chain outside, the ballast, and salvage."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
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
from app.store.salvage import finish_salvage, salvage

log = logging.getLogger(__name__)

T = TypeVar("T")

_DAMAGE = frozenset({"store_damaged", "store_wrong_key"})
"""A wrong key and a damaged first page look the same; once the key was proven it was damage."""


class JournalFile:
    """Every write is one durable commit, followed by the head. Raises StoreError.

    What can be cured is cured, once: on a full disk the ballast is given back; of a damaged file everything that can
    be read is saved into a new one. `on_finding` hears of what was amiss; the gate goes on working.
    """

    def __init__(
        self,
        folder: Path,
        data_key: bytes,
        ballast: Ballast,
        now: Callable[[], datetime],
        on_finding: Callable[[StoreError], None],
        *,
        reads_on: ThreadPoolExecutor,
    ) -> None:
        self.path = folder / "journal.db"
        self._database = Database(self.path, data_key, durable=True, reads_on=reads_on)
        self._ballast = ballast
        self._head_path = folder / "journal.head"
        self._data_key = data_key
        self._now = now
        self._on_finding = on_finding
        self._head_file: HeadFile | None = None
        self._head = audit.BEGINNING
        self._key_is_proven = False
        self._salvaging = asyncio.Lock()
        self._salvages = 0

    async def open(self, incarnation: str) -> None:
        """Bring the file to this program's version and compare it with its head."""
        try:
            await asyncio.to_thread(finish_salvage, self.path)
            self._head_file = await asyncio.to_thread(HeadFile, self._head_path, self._data_key)
            known, was_written = self._head_file.read()
        except OSError as error:
            raise (store_error(error, self._head_path) or error) from error
        self._key_is_proven = known is not None
        await self._cured(lambda: self._database.run(lambda connection: migrate(connection, STEPS, self.path)))
        self._key_is_proven = True
        finding = await self.read(lambda connection: _compare(connection, known, was_written))
        if finding is not None and not self._salvages:  # after a salvage it is known already
            await self._witness(finding, known)
        await self.write(lambda connection: audit.append(connection, self._now(), "opened", incarnation, {}))

    async def write(self, work: Callable[[Connection], T]) -> T:
        """`work` as one durable transaction."""
        return await self._cured(lambda: self._commit(work))

    async def read(self, work: Callable[[Connection], T]) -> T:
        """`work` on the reader."""
        return await self._cured(lambda: self._database.read(work))

    def look(self, work: Callable[[Connection], T]) -> T:
        """As `read`, on the reader's thread; damage is raised and not cured."""
        return self._database.look(work)

    @property
    def head(self) -> AuditHead:
        """The newest link that is on the platter."""
        return self._head

    async def bring_home(self) -> None:
        """Empty the write-ahead log into the file: what a flipped byte in it could hide is then nothing."""
        await self._database.checkpoint()

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

    async def _cured(self, attempt: Callable[[], Awaitable[T]]) -> T:
        salvages = self._salvages
        try:
            return await attempt()
        except StoreError as error:
            if error.code == "disk_full" and self._ballast.release():
                log.warning("the disk is full: the ballast was released")
            elif error.code in _DAMAGE and self._key_is_proven:
                await self._salvage(salvages)
            else:
                raise
        return await attempt()

    async def _salvage(self, salvages: int) -> None:
        """Save what can be read, unless somebody else did since `salvages` were counted."""
        async with self._salvaging:
            if self._salvages != salvages:
                return
            log.error("the journal is damaged: saving what can be read")
            saved = await self._database.exclusively(lambda: salvage(self.path, self._data_key, self._now()))
            self._salvages += 1
        finding = _finding(
            "journal_damaged",
            f"A part of the journal could not be read any more. {saved.entries} entries were saved; the damaged file "
            f"lies beside it as {saved.aside.name}.",
            "Keep that file. Ask the supervisor to compare the last entries with the central list, and the technician "
            "to look at the disk.",
        )
        await self._witness(finding, self._head)

    async def _witness(self, finding: StoreError, known: AuditHead | None) -> None:
        """Make it a link of the chain, so that it is named once, and tell."""
        after = None if known is None else known.seq
        await self._commit(
            lambda connection: audit.append(
                connection, self._now(), audit.GAP, finding.code, {"said": finding.message}, after=after
            )
        )
        self._on_finding(finding)


def _compare(connection: Connection, known: AuditHead | None, was_written: bool) -> StoreError | None:
    """What the head file says against what stands; `was_written`: there was something in the file."""
    stands = audit.head(connection)
    if known is None:
        if stands.seq <= 1 and not was_written:  # the first commit of all may have been the last before a kill
            return None
        return _finding(
            "journal_head_lost",
            "The file beside the journal that tells how far it had come is gone or damaged.",
            "Ask the supervisor to compare the last entries with the central list.",
        )
    if stands.seq < known.seq:
        return _finding(
            "journal_lost_commits",
            f"The journal ends at link {stands.seq}, but it had come to link {known.seq}: {known.seq - stands.seq} "
            "records are gone (a damaged write-ahead log, or an old copy of the file).",
            "Entries that were sent stand in the central list. Ask the supervisor about the others.",
        )
    if audit.digest_at(connection, known.seq) != known.digest:
        return _finding(
            "journal_changed",
            f"Link {known.seq} of the journal is not the one that was written.",
            "Somebody or something changed the file: tell the technician and keep this PC as it is.",
        )
    return None


def _finding(code: str, message: str, next_step: str) -> StoreError:
    return StoreError(code, "The journal is not as it was left", message, next_step)
