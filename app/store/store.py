"""The encrypted store of one console: a folder that belongs to one process.

journal.db      precious: own entries, outbox, audit chain, secrets
journal.head    how far the journal had come, outside its write-ahead log
mirror.db       rebuildable: what the central API knows
photos/         sealed pictures
keyfile.json    the wrapped data key (app.store.keys)
ballast, lock
"""

from __future__ import annotations

import asyncio
import logging
import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

from app.errors import StoreError
from app.store.ballast import BALLAST_BYTES, Ballast
from app.store.faults import store_error
from app.store.history import History
from app.store.journal import Journal
from app.store.journal_file import JournalFile
from app.store.known import Known
from app.store.lock import FolderLock
from app.store.logbook import Logbook
from app.store.messages import Messages
from app.store.mirror import Mirror
from app.store.outage_log import OutageLog
from app.store.photos import Photos
from app.store.retention import SHORTEST
from app.store.secrets import Secrets

log = logging.getLogger(__name__)


def _utc_now() -> datetime:
    return datetime.now(UTC)


def _log_finding(error: StoreError) -> None:
    log.error("found in the store: %s", error.code)


class Store:
    """Journal, mirror, photos and secrets under one lock.

    `incarnation` is new with every opening, so that entry numbers stay unique whatever was restored, cloned or
    rolled back: put it into each Entry. `findings` is what was amiss so far; the store works all the same.
    """

    def __init__(
        self,
        folder: Path,
        data_key: bytes,
        now: Callable[[], datetime],
        on_finding: Callable[[StoreError], None],
        ballast: Ballast,
    ) -> None:
        self.folder = folder
        self.incarnation = str(uuid.uuid4())
        self.findings: tuple[StoreError, ...] = ()
        self._on_finding = on_finding
        self.photos = Photos(folder / "photos", data_key)
        self._reader = ThreadPoolExecutor(1, thread_name_prefix="store-reader")
        self.mirror = Mirror(
            folder, data_key, now, reads_on=self._reader, spare_bytes=ballast.size, on_finding=self._found
        )
        self._file = JournalFile(folder, data_key, ballast, now, self._found, reads_on=self._reader)
        self.journal = Journal(self._file, self.photos, now)
        self.known = Known(self.mirror, self.journal, self._reader)
        self.logbook = Logbook(self._file, self.photos, now)
        self.messages = Messages(self._file, now)
        self.outages = OutageLog(self._file)
        self.history = History(self.journal, self.mirror)
        self.secrets = Secrets(self._file)
        self._lock = FolderLock(folder)
        self._ballast = ballast
        self._now = now

    @classmethod
    async def open(
        cls,
        folder: Path,
        data_key: bytes,
        *,
        now: Callable[[], datetime] = _utc_now,
        on_finding: Callable[[StoreError], None] = _log_finding,
        ballast_bytes: int = BALLAST_BYTES,
    ) -> Store:
        """Take the folder and bring everything to this program's version.

        `now`: trusted time, for what is settled and due. `on_finding` hears of damage that was survived, at the
        opening and later. Raises StoreError: store_in_use, store_wrong_key, store_newer, store_damaged,
        disk_full, disk_read_only.
        """
        store = cls(folder, data_key, now, on_finding, Ballast(folder / "ballast", ballast_bytes))
        try:
            await asyncio.to_thread(store._take)
        except OSError as error:
            raise (store_error(error, folder / "lock") or error) from error
        try:
            await store._begin()
        except BaseException:
            await store.close()
            raise
        return store

    async def retire(self, *, keep: timedelta) -> int:
        """Let entries and photos go that the central API confirmed longer than `keep` (at least seven days) ago, and
        logs of other gates as old as that. For quiet moments; how many entries went."""
        before = self._now() - max(keep, SHORTEST)
        gone = await self.journal.retire(before)
        await self.mirror.retire_logs(before)
        await self.bring_home()
        return gone

    async def bring_home(self) -> None:
        """Empty the journal's write-ahead log into its file. For quiet moments."""
        await self._file.bring_home()

    async def close(self) -> None:
        """Bring everything home and let the next one in."""
        try:
            await self.mirror.close()
        finally:
            try:
                await self._file.close()
            finally:
                self._reader.shutdown(wait=False)
                self._lock.release()

    def _found(self, error: StoreError) -> None:
        self.findings += (error,)
        self._on_finding(error)

    def _take(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._lock.take()

    async def _begin(self) -> None:
        await self._file.open(self.incarnation)
        await self.mirror.open()
        await self.journal.sweep_photos()
        try:
            await asyncio.to_thread(self._ballast.lay)
        except OSError:
            log.warning("the ballast could not be laid", exc_info=True)
