"""The one-place mailbox between a camera's thread and the screen: the newest picture wins.

Frames never travel through a queue: a screen that paints slowly would be served old pictures for minutes.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True, eq=False)
class Preview:
    """One picture, already scaled for the screen. `pixels`: a C-contiguous BGRA buffer (numpy array, uint8,
    height × width × 4) that nobody writes to any more. `outline`: a code's corners, 0..1 of width and height.
    """

    pixels: Any
    width: int
    height: int
    frame_no: int
    outline: tuple[tuple[float, float], ...] = ()
    hint: str = ""
    """A code for people: too_far, too_dark, glare, hold_still, or "" (ui/text.py has the words)."""


class Mailbox:
    """Holds the newest preview. The screen says how large it wants it (device pixels); 0 × 0 means nobody looks."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._newest: Preview | None = None
        self._size = (0, 0)

    @property
    def size(self) -> tuple[int, int]:
        """Width and height wanted by the screen, device pixels."""
        return self._size

    def want(self, width: int, height: int) -> None:
        """Called by the screen when its size changes."""
        self._size = (width, height)

    def put(self, preview: Preview) -> None:
        """Called by the camera's thread."""
        with self._lock:
            self._newest = preview

    def take(self) -> Preview | None:
        """The newest preview, or None if it was taken already."""
        with self._lock:
            newest, self._newest = self._newest, None
        return newest
