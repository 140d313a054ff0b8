"""Time that tests drive."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime, timedelta


class DrivenClock:
    """A clock that moves only when told to. `jump` moves the wall alone, as a person or a dead battery does."""

    def __init__(self, at: datetime = datetime(2026, 3, 14, 18, tzinfo=UTC)) -> None:
        self._wall = at
        self._monotonic = 1000.0

    def wall(self) -> datetime:
        return self._wall

    def monotonic(self) -> float:
        return self._monotonic

    def advance(self, seconds: float) -> None:
        self._wall += timedelta(seconds=seconds)
        self._monotonic += seconds

    def jump(self, by: timedelta) -> None:
        self._wall += by


async def turns_until(holds: Callable[[], bool], *, at_most: int = 100_000) -> None:
    """Let the loop turn until `holds`. Turns are counted, not time: a test that waits in vain fails."""
    for _ in range(at_most):
        if holds():
            return
        await asyncio.sleep(0)
    raise AssertionError("it never came to hold")
