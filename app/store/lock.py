"""One console per store: a lock on the folder that the operating system takes back when its holder dies."""

from __future__ import annotations

import json
import os
import sys
from datetime import UTC, datetime
from pathlib import Path

from app.errors import StoreError
from app.store.files import OWNER_ONLY

if sys.platform == "win32":
    import msvcrt

    _FAR = 1 << 30  # the locked byte lies beyond the words, which the second comer must be able to read

    def _take(handle: int) -> None:
        os.lseek(handle, _FAR, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _take(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


class FolderLock:
    """Held from `take` to `release`. The file stays: removing it would let two in at once."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / "lock"
        self._handle: int | None = None

    def take(self) -> None:
        """Hold the folder. Raises StoreError "store_in_use" with who holds it; never waits."""
        handle = os.open(self._path, os.O_RDWR | os.O_CREAT, OWNER_ONLY)
        try:
            _take(handle)
        except OSError as error:
            os.close(handle)
            raise _in_use(self._path) from error
        words = {"pid": os.getpid(), "since": datetime.now(UTC).isoformat(timespec="seconds")}
        os.ftruncate(handle, 0)
        os.lseek(handle, 0, os.SEEK_SET)
        os.write(handle, json.dumps(words).encode())
        self._handle = handle

    def __enter__(self) -> None:
        self.take()

    def __exit__(self, *_: object) -> None:
        self.release()

    def release(self) -> None:
        """Let the next one in."""
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None


def _in_use(path: Path) -> StoreError:
    try:
        words = json.loads(path.read_text())
        holder = f"process {words['pid']}, since {words['since']}"
    except (OSError, ValueError, KeyError, TypeError):
        holder = "another process"
    return StoreError(
        "store_in_use",
        "This console is already running",
        f"The store in {path.parent} is held by {holder}.",
        "Use the window that is already open, or end that process first.",
    )
