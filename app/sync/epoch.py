"""Noticing that the central API is no longer the one it was: restored from a backup, or moved.

Every answer names its epoch. A new one means that what was confirmed lately may be gone there: it is sent again,
which is harmless where it is not gone. The epoch last seen is kept in the journal, beside what would be sent again,
because the mirror may be dropped at any time.
"""

from __future__ import annotations

import asyncio
import logging
from datetime import timedelta

from app.clock import TrustedTime
from app.sync.ports import Journal, Memory, Messages

log = logging.getLogger(__name__)

RESEND = timedelta(days=7)
"""What is kept after its confirmation for exactly this (retention is never shorter)."""

_NAME = "central.epoch"


class EpochWatch:
    """Compares each answer's epoch with the last one seen."""

    def __init__(self, journal: Journal, messages: Messages, memory: Memory, time: TrustedTime) -> None:
        self._journal = journal
        self._messages = messages
        self._memory = memory
        self._time = time
        self._one = asyncio.Lock()
        self._known: str | None = None
        self.resent = 0
        """How often the outbox was filled again."""

    async def saw(self, epoch: str) -> None:
        """Take note of an answer's epoch; after a new one there are entries in the outbox again."""
        if not epoch or epoch == self._known:
            return
        async with self._one:
            known = self._known or await self._memory.get(_NAME)
            if known is not None and known != epoch:
                await self.resend()
            # Only now: a kill in between leads to sending twice, never to not sending.
            await self._memory.put(_NAME, epoch)
            self._known = epoch

    async def resend(self) -> None:
        """Put what was confirmed in the last seven days back into the outbox."""
        since = self._time.now().at - RESEND
        count = await self._journal.unsettle_since(since) + await self._messages.unsettle_since(since)
        self.resent += 1
        log.warning("the central API may have lost what it confirmed: %d entries and messages are sent again", count)
