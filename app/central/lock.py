"""A lock between the processes of one machine, held on a small file and let go by the system if its holder dies."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path

from app.errors import CentralUnreachable

if sys.platform == "win32":  # pragma: no cover
    import msvcrt

    def _try(handle: int) -> None:
        os.lseek(handle, 0, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _try(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


RETRY_EVERY_S = 0.05
PATIENCE_S = 15.0
"""Longer than another process's token request may take on a slow line is not worth waiting for."""

Pause = Callable[[float], Awaitable[None]]


@asynccontextmanager
async def machine_lock(path: Path, *, pause: Pause = asyncio.sleep) -> AsyncIterator[None]:
    """Hold the lock. Raises CentralUnreachable if another process keeps it for longer than our patience."""
    handle = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0), 0o600)
    try:
        for _ in range(round(PATIENCE_S / RETRY_EVERY_S)):
            try:
                _try(handle)
                break
            except OSError:
                await pause(RETRY_EVERY_S)
        else:
            raise CentralUnreachable("Another program of this PC is signing in.", code="sign_in_busy")
        yield
    finally:
        os.close(handle)
