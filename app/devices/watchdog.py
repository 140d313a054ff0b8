"""Tells a camera that works from one that only seems to: pure, the clock is passed in."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

SILENT_AFTER_S = 2.0
"""No new frame for so long: the camera is not to be relied on."""

FROZEN_AFTER_S = 2.5
"""The same pixels for so long: said to people. A sensor's noise never repeats itself."""

BLACK_AFTER_S = 2.0

REOPEN_FROZEN_AFTER_S = 6.0
"""A standing picture is reopened only then: an H.264 stream of a dark lane may repeat a frame for a whole
group of pictures (2–4 s), and reopening costs one."""

BLACK_LEVEL, BLACK_SPREAD = 12, 10
"""Grey levels: a covered lens or a lost sensor signal. A lane without any lamp still shows noise above this."""


class Fault(StrEnum):
    """What is wrong with a camera's pictures."""

    SILENT = "camera_silent"
    FROZEN = "camera_frozen"
    BLACK = "camera_black"
    WRONG_SIZE = "camera_wrong_size"


@dataclass(frozen=True, slots=True)
class Glimpse:
    """What the watchdog needs of a frame. `digest` is equal for equal pixels; brightness and spread in grey levels."""

    digest: int
    brightness: float
    spread: float


class Watchdog:
    """One for each camera, over all its openings. `expected`: the size its pictures must have, else that of the
    first one. `still`: a still image, which may stand."""

    def __init__(self, now: float, *, expected: tuple[int, int] | None = None, still: bool = False) -> None:
        self._last_frame = now
        self._reopened = now
        self._expected = expected
        self._still = still
        self._digest: int | None = None
        self._same_since = now
        self._black_since: float | None = None
        self._size: tuple[int, int] | None = None

    def saw(self, glimpse: Glimpse, size: tuple[int, int], now: float) -> None:
        """A new frame arrived; `size`: its width and height as the camera sent it."""
        self._last_frame = now
        if glimpse.digest != self._digest:
            self._digest, self._same_since = glimpse.digest, now
        if glimpse.brightness <= BLACK_LEVEL and glimpse.spread <= BLACK_SPREAD:
            self._black_since = now if self._black_since is None else self._black_since
        else:
            self._black_since = None
        self._size = size
        self._expected = self._expected or size

    def reopened(self, now: float) -> None:
        """A new connection is being made: it gets its time before the next."""
        self._reopened = now

    def fault(self, now: float) -> Fault | None:
        """The worst fault at this moment, or None. A new connection alone does not clear it, a good frame does."""
        if now - self._last_frame >= SILENT_AFTER_S:
            return Fault.SILENT
        if self._black_since is not None and now - self._black_since >= BLACK_AFTER_S:
            return Fault.BLACK
        if not self._still and now - self._same_since >= FROZEN_AFTER_S:
            return Fault.FROZEN
        if self._size != self._expected:
            return Fault.WRONG_SIZE
        return None

    def wants_reopening(self, now: float) -> bool:
        """Whether the pictures have stood for so long that only a new connection may help."""
        return not self._still and now - max(self._same_since, self._reopened) >= REOPEN_FROZEN_AFTER_S
