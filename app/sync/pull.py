"""Following the central feed: page by page, each with its cursor in one commit, from wherever the last one stopped.

Freshness comes from a completed pull alone. While rows are applied, the next pages are already asked for: as
many as go into the next commit.
"""

from __future__ import annotations

import asyncio
import logging
from contextlib import suppress
from dataclasses import dataclass, replace

from app.central.shapes import PullPage
from app.clock import Clock, TrustedTime
from app.errors import CentralError
from app.events import Events, MirrorChanged, Notice, PullCompleted, PullProgress
from app.store.rows import ChangePage
from app.sync.epoch import EpochWatch
from app.sync.ports import Central, Mirror

log = logging.getLogger(__name__)

PAGE = 1000
"""Rows a page: about 0.8 MB. Twice as many would hold the screen's loop for twice as long. The mirror likes more of
them at once: each commit enciphers the same pages of its indexes again."""

AT_ONCE = 8
"""Pages a commit, where so many follow each other."""

START_ANEW = frozenset({"cursor_too_old", "cursor_unknown"})

TELL_EVERY_S = 0.5
"""Lists on the screen ask again at most this often during a long pull."""


@dataclass(frozen=True, slots=True)
class Pulled:
    """What one turn did. `complete`: the mirror has caught up with the feed."""

    rows: int
    complete: bool


class Pull:
    """Brings the mirror up to date, one page a turn, so that anything may come in between."""

    def __init__(
        self,
        *,
        central: Central,
        mirror: Mirror,
        epochs: EpochWatch,
        time: TrustedTime,
        clock: Clock,
        events: Events,
        community_id: str,
        device_id: str = "",
        page_rows: int = PAGE,
    ) -> None:
        self._central = central
        self._mirror = mirror
        self._epochs = epochs
        self._time = time
        self._clock = clock
        self._events = events
        self._community_id = community_id
        self._device_id = device_id
        self._page_rows = page_rows
        self._ahead: tuple[str, PullPage] | None = None
        self._rows = 0
        self._begun: float | None = None
        self._untold = 0
        self._told_at = float("-inf")
        self._left_out = 0
        self._unreadable = 0
        self._loading = mirror.as_of is None

    async def turn(self) -> Pulled:
        """Fetch and apply one page. Raises CentralError; what was applied before stays applied."""
        cursor, epoch = await self._mirror.cursor()
        if self._begun is None:
            self._begun = self._clock.monotonic()
        page = await self._next(cursor, epoch)
        if page is None:
            return Pulled(0, complete=False)
        await self._epochs.saw(page.epoch)
        if epoch is not None and page.epoch != epoch:
            log.warning("the central API began a new epoch: the mirror is built anew")
            await self._anew()
            return Pulled(0, complete=False)
        await self._apply_and_look_ahead(page)
        self._tell(page)
        self._loading = self._loading or cursor is None
        if not self._loading:
            self._tell_notices(page)
        if page.more:
            return Pulled(len(page.changes), complete=False)
        at = page.server_time or self._time.now().at
        await self._mirror.completed_pull(at)
        self._events.publish(PullCompleted(at))
        await self._tell_unreadable()
        rows, self._rows, self._begun, self._left_out, self._loading = self._rows, 0, None, 0, False
        return Pulled(rows, complete=True)

    async def _next(self, cursor: str | None, epoch: str | None) -> PullPage | None:
        """The page after `cursor`; None when the feed no longer reaches back to it and the mirror begins anew."""
        ahead, self._ahead = self._ahead, None
        if ahead is not None and ahead[0] == cursor:
            return ahead[1]
        try:
            return await self._central.pull(self._community_id, cursor, self._page_rows)
        except CentralError as error:
            if error.code not in START_ANEW or cursor is None:
                raise
        log.warning("the central feed no longer reaches back to our cursor: the mirror is built anew")
        if epoch:  # the first contract has none, and what it was told must not be told again
            await self._epochs.resend()
        await self._anew()
        return None

    async def _apply_and_look_ahead(self, page: PullPage) -> None:
        applying = self._mirror.apply_page(ChangePage(page.cursor, page.epoch, page.changes))
        if not page.more:
            await applying
            return
        applied, ahead = await asyncio.gather(applying, self._after(page.cursor), return_exceptions=True)
        if isinstance(applied, BaseException):
            raise applied
        if isinstance(ahead, PullPage):
            self._ahead = (page.cursor, ahead)
        elif not isinstance(ahead, CentralError):
            raise ahead

    async def _after(self, cursor: str) -> PullPage:
        """The next pages as one: as many as go into a commit, and fewer where the feed ends, breaks off or turns."""
        pages = [await self._central.pull(self._community_id, cursor, self._page_rows)]
        with suppress(CentralError):
            while pages[-1].more and len(pages) < AT_ONCE:
                page = await self._central.pull(self._community_id, pages[-1].cursor, self._page_rows)
                if page.epoch != pages[-1].epoch:
                    break
                pages.append(page)
        changes = tuple(change for page in pages for change in page.changes)
        return replace(pages[-1], changes=changes, unreadable=sum(page.unreadable for page in pages))

    async def _anew(self) -> None:
        self._ahead, self._rows, self._left_out = None, 0, 0
        await self._mirror.reset()

    def _tell(self, page: PullPage) -> None:
        self._rows += len(page.changes)
        self._left_out += page.unreadable
        self._untold += len(page.changes)
        now = self._clock.monotonic()
        if self._untold and (not page.more or now - self._told_at >= TELL_EVERY_S):
            self._events.publish(MirrorChanged(self._untold))
            self._untold, self._told_at = 0, now
        if page.more or self._rows > self._page_rows:
            self._events.publish(PullProgress(self._rows, page.remaining, self._seconds_left(page, now)))

    def _tell_notices(self, page: PullPage) -> None:
        """What another console has just raised is heard here, too. Not while the mirror is loaded: that is old."""
        for change in page.changes:
            row = change.row or {}
            device_id = row.get("device_id")
            if change.entity != "notice" or change.op != "U" or not isinstance(device_id, str):
                continue
            if row.get("acknowledged_at") is not None:
                continue
            words = [row.get(name) for name in ("kind", "actor_name", "words")]
            if device_id != self._device_id and all(isinstance(word, str) for word in words):
                kind, subject, detail = map(str, words)
                self._events.publish(Notice(change.id, kind, self._time.now().at, subject, detail, device_id))

    async def _tell_unreadable(self) -> None:
        """A notice when the mirror met rows that it cannot read, with their number."""
        count = await self._mirror.unreadable() + self._left_out
        if count > self._unreadable:
            at = self._time.now().at
            self._events.publish(Notice(f"rows_unreadable:{count}", "rows_unreadable", at, "", str(count)))
        self._unreadable = count

    def _seconds_left(self, page: PullPage, now: float) -> float | None:
        if page.remaining is None or self._begun is None or self._rows == 0:
            return None
        return page.remaining * (now - self._begun) / self._rows
