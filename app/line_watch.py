"""Writes down when the line to the central API goes and when it is back, as the link itself is judged."""

from __future__ import annotations

import asyncio
import logging
from datetime import datetime

from app.errors import KnownError
from app.events import Events, Link, LinkChanged
from app.store.outage_log import OutageLog
from app.tasks import Tasks

log = logging.getLogger(__name__)

WITH_LINE = frozenset({Link.ONLINE, Link.DEGRADED})

NOTED_AFTER_S = 60.0
"""Passes are followed every minute: what is shorter makes nothing older than usual. A start knows no line either, for
its first second."""


class LineWatch:
    """Follows `LinkChanged`; the log holds what was written before a restart."""

    def __init__(
        self, outages: OutageLog, *, events: Events, tasks: Tasks, noted_after_s: float = NOTED_AFTER_S
    ) -> None:
        self._outages = outages
        self._tasks = tasks
        self._noted_after_s = noted_after_s
        self._there: bool | None = None
        self._gone_since: datetime | None = None
        events.subscribe(LinkChanged, self._link_changed)

    def _link_changed(self, changed: LinkChanged) -> None:
        there = changed.link in WITH_LINE
        if there is self._there:
            return
        self._there = there
        self._gone_since = None if there else changed.since
        self._tasks.spawn(self._back(changed.since) if there else self._gone(changed.since), name="line watch")

    async def _gone(self, since: datetime) -> None:
        await asyncio.sleep(self._noted_after_s)
        if self._gone_since == since:
            try:
                await self._outages.begin(since)
            except KnownError as error:
                log.warning("an outage was not written down: %s", error.code)

    async def _back(self, since: datetime) -> None:
        try:
            await self._outages.end(since)
        except KnownError as error:
            log.warning("the end of an outage was not written down: %s", error.code)
