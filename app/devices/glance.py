"""A look at every eighth pixel: whether anything moves, how light it is, whether the picture changed at all."""

from __future__ import annotations

import zlib
from dataclasses import dataclass

import numpy as np

from app.devices.pixels import Pixels
from app.devices.watchdog import Glimpse

STRIDE = 8
MOVED_BY = 18
"""Grey levels between two frames: above a sensor's noise in the dark."""

MOVED_SHARE = 0.002
"""Of the looked-at pixels: a phone that is far away covers about one in a hundred of the picture."""

AWAKE_S = 2.0
"""So long after the last motion the enhanced looks go on: a phone that is held still must not be given up."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What a glance found. `awake`: something moved within the last two seconds."""

    glimpse: Glimpse
    moved: bool
    awake: bool


class Glance:
    """Compares each frame with the one before."""

    def __init__(self) -> None:
        self._before: Pixels | None = None
        self._moved_at: float | None = None

    def at(self, picture: Pixels, now: float) -> Seen:
        """Glance at a grey picture. The first frame, and one of another size, count as motion."""
        small = np.ascontiguousarray(picture[STRIDE // 2 :: STRIDE, STRIDE // 2 :: STRIDE])
        before, self._before = self._before, small
        if before is None or before.shape != small.shape:
            moved = True
        else:
            changed = np.count_nonzero(np.abs(small.astype(np.int16) - before) > MOVED_BY)
            moved = bool(changed > MOVED_SHARE * small.size)
        if moved:
            self._moved_at = now
        awake = self._moved_at is not None and now - self._moved_at <= AWAKE_S
        glimpse = Glimpse(zlib.crc32(small.tobytes()), float(small.mean()), float(small.max()) - float(small.min()))
        return Seen(glimpse, moved, awake)
