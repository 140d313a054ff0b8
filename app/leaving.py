"""What was confirmed long enough ago leaves this PC, in a quiet moment: as many days as the site chose."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from datetime import timedelta
from typing import Protocol

from app.errors import KnownError

log = logging.getLogger(__name__)

EVERY_S, BUSY_S = 6 * 3600.0, 600.0


class Store(Protocol):
    """What keeps entries, photos and other gates' logs. Raises StoreError."""

    async def retire(self, *, keep: timedelta) -> int: ...


async def let_leave(store: Store, days: Callable[[], int], busy: Callable[[], bool]) -> None:
    """Again and again. Ends by cancellation. `busy`: somebody stands at the gate."""
    wait_s = BUSY_S  # a start has enough to do
    while True:
        await asyncio.sleep(wait_s)
        wait_s = BUSY_S if busy() else EVERY_S
        if not busy():
            await leave(store, days())


async def leave(store: Store, days: int) -> int:
    """Once; how many entries left. A store in trouble keeps all."""
    try:
        gone = await store.retire(keep=timedelta(days=days))
    except KnownError as error:
        log.warning("nothing left the store: %s", error.code)
        return 0
    if gone:
        log.info("%d entries left the store after %d days", gone, days)
    return gone
