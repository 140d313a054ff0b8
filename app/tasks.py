"""`spawn`: the only door to background tasks."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Coroutine
from typing import Any

log = logging.getLogger(__name__)


class Tasks:
    """Keeps every background task it starts, names it, logs how it ended, and ends them all at once.

    asyncio holds tasks only weakly: one that nobody keeps may vanish in the middle of its work.
    """

    def __init__(self) -> None:
        self._running: set[asyncio.Task[Any]] = set()

    def spawn(self, coro: Coroutine[Any, Any, Any], *, name: str) -> asyncio.Task[Any]:
        """Start `coro` on the running loop. A failure is logged; it never ends the program."""
        task = asyncio.get_running_loop().create_task(coro, name=name)
        self._running.add(task)
        task.add_done_callback(self._ended)
        return task

    @property
    def names(self) -> frozenset[str]:
        """What runs now, by name."""
        return frozenset(task.get_name() for task in self._running)

    def _ended(self, task: asyncio.Task[Any]) -> None:
        self._running.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            log.error("task %s failed", task.get_name(), exc_info=error)

    async def close(self, *, within_s: float = 2.0) -> None:
        """Cancel everything and wait until it has ended, at most `within_s` seconds."""
        for task in list(self._running):
            task.cancel()
        if self._running:
            await asyncio.wait(list(self._running), timeout=within_s)
