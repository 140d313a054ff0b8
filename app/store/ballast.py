"""A file that only takes up space, given back when the disk is full so that entries can still be recorded.

On a full disk SQLite cannot even delete rows; only freeing blocks outside the database helps.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

BALLAST_BYTES = 32 * 1024 * 1024
"""Room for tens of thousands of entries, or some 150 photos of 200 kB."""

ROOM_LEFT_OVER = 4
"""The ballast is laid again only when so many times its size is free."""

_BLOCK = 1024 * 1024


class Ballast:
    """The file. Its content is random, so that no file system compresses it away."""

    def __init__(self, path: Path, size: int = BALLAST_BYTES) -> None:
        self.path = path
        self.size = size

    def lay(self) -> bool:
        """Make the file if it is not there and there is plenty of space; whether it stands now. Raises OSError."""
        if self.stands():
            return True
        if shutil.disk_usage(self.path.parent).free < ROOM_LEFT_OVER * self.size:
            return False
        beside = self.path.with_name(self.path.name + ".new")
        with beside.open("wb") as stream:
            for at in range(0, self.size, _BLOCK):
                stream.write(os.urandom(min(_BLOCK, self.size - at)))
            os.fsync(stream.fileno())
        beside.replace(self.path)
        return True

    def release(self) -> bool:
        """Give the space back; False when it was given before."""
        try:
            self.path.unlink()
        except FileNotFoundError:
            return False
        return True

    def stands(self) -> bool:
        """Whether the space is kept."""
        return self.path.exists()
