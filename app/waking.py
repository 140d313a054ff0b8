"""Notices that the PC has slept. The core's clock counts that time: verdicts, proofs of identity, cameras and an idle
screen are old by themselves then. What no clock tells, the sockets that died meanwhile, is told here."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable

from app.clock import SLEPT_S, Clock

log = logging.getLogger(__name__)

BEAT_S = 2.0


class Waking:
    """Beats, and calls `woke` after one that came much too late; a program that stood still so long needs the same."""

    def __init__(
        self,
        clock: Clock,
        woke: Callable[[], Awaitable[None]],
        pause: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._clock = clock
        self._woke = woke
        self._pause = pause

    async def run(self) -> None:
        """Beat for ever. Ends by cancellation."""
        while True:
            before = self._clock.monotonic()
            await self._pause(BEAT_S)
            late_s = self._clock.monotonic() - before - BEAT_S
            if late_s >= SLEPT_S:
                log.warning("this PC has slept for %.0f s", late_s)
                try:
                    await self._woke()
                except Exception:
                    log.exception("not all that a sleep calls for was done")  # the next one is noticed all the same
