"""Photos on their way out, one at a time and only while no entry waits: the record goes before its picture."""

from __future__ import annotations

import logging
from datetime import timedelta

from app.central.failures import Failure, failure_of
from app.clock import TrustedTime
from app.errors import CentralError, NotPermitted, StoreError
from app.events import Events, Notice
from app.store.rows import PhotoRow
from app.sync.ports import Central, Journal, Photos
from app.sync.push import WOBBLE

log = logging.getLogger(__name__)

REFUSED_WAIT = timedelta(minutes=15)
"""A photo that was refused is tried again now and then: what stood against it is on the server's side."""


class PhotoPush:
    """Sends the photos that the journal says are due."""

    def __init__(
        self,
        *,
        central: Central,
        journal: Journal,
        photos: Photos,
        time: TrustedTime,
        events: Events,
        community_id: str,
    ) -> None:
        self._central = central
        self._journal = journal
        self._photos = photos
        self._time = time
        self._events = events
        self._community_id = community_id

    async def turn(self) -> bool:
        """Send one photo; False if none is due. Raises CentralError when none can be sent now."""
        due = await self._journal.photos_due(limit=1, now=self._time.now().at + WOBBLE)
        if not due:
            return False
        row = due[0]
        photo = await self._load(row)
        if photo is None:
            await self._journal.photo_lost(row.photo_hash)
            self._notice("photo_lost", row, "")
            return True
        try:
            await self._central.upload_photo(self._community_id, row.taken_at, photo, entry_id=row.entry_id)
        except CentralError as error:
            if failure_of(error) is not Failure.REJECTED:
                raise
            if isinstance(error, NotPermitted):
                await self._central.contract()
            await self._journal.postpone_photo(row.photo_hash, until=self._time.now().at + REFUSED_WAIT)
            self._notice("photo_refused", row, error.code)
            return True
        await self._journal.photo_settled(row.photo_hash)
        return True

    async def _load(self, row: PhotoRow) -> bytes | None:
        try:
            return await self._photos.load(row.photo_hash)
        except StoreError as error:
            if error.code != "store_damaged":
                raise
            log.warning("the photo of entry %s is damaged", row.entry_id)
            return None

    def _notice(self, kind: str, row: PhotoRow, detail: str) -> None:
        self._events.publish(Notice(f"{kind}:{row.photo_hash}", kind, self._time.now().at, row.entry_id, detail))
