"""A look at every eighth pixel: whether and where anything moves, how light it is, whether anything changed at all."""

from __future__ import annotations

import math
import zlib
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.devices.pixels import Pixels, cv2, grey
from app.devices.watchdog import Glimpse

STRIDE = 8
CELL = 8
"""Looked-at pixels on each side of a cell: 64 pixels of the frame."""

MOVED_BY = 18
"""Grey levels between two frames: above a sensor's noise in the dark."""

MOVED_IN_CELL = 3
"""Of a cell's looked-at pixels: fewer are noise."""

AWAKE_S = 2.0
"""So long after the last motion the enhanced looks go on: a phone that is held still must not be given up."""

REGION_S = 10.0
"""What moved within this time is where a code may be; people hold a phone for shorter."""

HABIT_S = 60.0
HABITUAL = 0.5
"""A cell that was in motion for this share of the last minute or so is a clock in the picture, a flag, a tree: it
wakes nobody any more. Nobody holds a phone for so long."""

FEW, BESIDE = 3, (1, 2)
"""So few cells, so many rows and columns beside a habitual one: the tens of a clock, which change too rarely to become
a habit. A hand and a phone move more."""

FIRST_S = 0.5
"""The first frame counts as motion everywhere, but only for so long: what really moves is the better guess."""

IN_MOTION_S = 2.5
"""Between two motions of one cell: a clock moves once a second, and not each of its digits differs much."""

REGION_MARGIN = 1
"""Cells around it."""

WORTH_CUTTING = 0.6
"""A region above this share of the frame is the whole frame."""

Region = tuple[int, int, int, int]
"""Left, top, right, bottom in pixels of the frame."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What a glance found. `awake`: something moved within the last two seconds; `region`: where, lately."""

    glimpse: Glimpse
    moved: bool
    awake: bool
    region: Region


class Glance:
    """Compares each frame with the one before."""

    def __init__(self) -> None:
        self._before: Pixels | None = None
        self._at = float("-inf")
        self._moved_at = float("-inf")
        none: NDArray[np.float64] = np.zeros((0, 0))
        self._changed_at = none
        """When each cell changed last."""
        self._moved_at_by_cell = none
        """The same without what is habitual."""
        self._habit = none
        """The share of its time that each cell is in motion."""

    def at(self, picture: Pixels, now: float) -> Seen:
        """Glance at a picture, grey or BGR. The first frame, and one of another size, count as motion everywhere."""
        rows = picture[STRIDE // 2 :: STRIDE]
        small = np.ascontiguousarray((grey(rows) if rows.ndim == 3 else rows)[:, STRIDE // 2 :: STRIDE])
        moved = self._motion(small, now)
        if moved:
            self._moved_at = now
        glimpse = Glimpse(zlib.crc32(small.tobytes()), float(small.mean()), float(np.ptp(small)))
        height, width = picture.shape[:2]
        return Seen(glimpse, moved, now - self._moved_at <= AWAKE_S, self._region(width, height, now))

    def _motion(self, small: Pixels, now: float) -> bool:
        before, self._before = self._before, small
        if before is None or before.shape != small.shape:
            rows, columns = (-(-side // CELL) for side in small.shape)
            self._changed_at = np.full((rows, columns), now)
            self._moved_at_by_cell = self._changed_at - (REGION_S - FIRST_S)
            self._habit = np.zeros((rows, columns))
            self._at = now
            return True
        moved = self._moved_cells(np.abs(small.astype(np.int16) - before) > MOVED_BY)
        self._changed_at[moved] = now
        in_motion = now - self._changed_at <= IN_MOTION_S
        self._habit += (in_motion - self._habit) * (1 - math.exp(-max(0.0, now - self._at) / HABIT_S))
        self._at = now
        habitual = self._habit >= HABITUAL
        moved &= ~habitual
        if moved.sum() <= FEW:
            moved &= ~_widened(habitual)
        self._moved_at_by_cell[moved] = now
        return bool(moved.any())

    def _moved_cells(self, changed: NDArray[np.bool_]) -> NDArray[np.bool_]:
        rows, columns = self._habit.shape
        if not changed.any():
            return np.zeros((rows, columns), np.bool_)
        padded = np.zeros((rows * CELL, columns * CELL), np.uint8)
        padded[: changed.shape[0], : changed.shape[1]] = changed
        counts: NDArray[np.uint64] = padded.reshape(rows, CELL, columns, CELL).sum(axis=(1, 3))
        return counts >= MOVED_IN_CELL

    def _region(self, width: int, height: int, now: float) -> Region:
        whole = (0, 0, width, height)
        rows, columns = np.nonzero(now - self._moved_at_by_cell <= REGION_S)
        if not rows.size:
            return whole
        side = STRIDE * CELL
        left = max(0, (int(columns.min()) - REGION_MARGIN) * side)
        top = max(0, (int(rows.min()) - REGION_MARGIN) * side)
        right = min(width, (int(columns.max()) + 1 + REGION_MARGIN) * side)
        bottom = min(height, (int(rows.max()) + 1 + REGION_MARGIN) * side)
        worth = (right - left) * (bottom - top) <= WORTH_CUTTING * width * height
        return (left, top, right, bottom) if worth else whole


def _widened(cells: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """These cells and those `BESIDE` them."""
    if not cells.any():
        return cells
    rows, columns = BESIDE
    around = np.ones((2 * rows + 1, 2 * columns + 1), np.uint8)
    return cv2.dilate(cells.astype(np.uint8), around).astype(np.bool_)
