"""What to tell somebody whose code is in view and does not read: from where the symbol is and how its pixels look."""

from __future__ import annotations

import numpy as np

from app.devices.pixels import Pixels, Points, cv2

TOO_FAR, TOO_DARK, GLARE, HOLD_STILL = "too_far", "too_dark", "glare", "hold_still"

AFTER_S = 0.7
"""In view and unread for so long: before that, no word is needed."""

STAYS_S = 1.2
"""A hint stands long enough to be read."""

SMALL_SIDE = 85.0
"""Pixels: a pass code has 29 modules, a link 45; below two pixels a module nothing helps but coming closer."""

DIM_LEVEL, DIM_SPREAD = 80.0, 40.0
"""Grey levels: of its brightest parts, and between its brightest and darkest."""

WHITE, BLOT_SHARE = 250, 0.06
"""Burnt-out pixels in one blot wider than a few modules, as a share of the symbol: a lamp mirrored in the screen."""


class Hints:
    """Follows one camera's unread symbol."""

    def __init__(self) -> None:
        self._since: float | None = None
        self._hint = ""
        self._hinted_at = float("-inf")

    def at(self, grey: Pixels, symbol: Points | None, moment: float, *, read: bool) -> str:
        """The hint to show now, or "". `symbol`: the corners of one that is not understood; `read`: one was."""
        if read:
            self._since, self._hint = None, ""
        elif symbol is None:
            self._since = None
        elif self._since is None:
            self._since = moment
        elif moment - self._since >= AFTER_S and moment - self._hinted_at >= AFTER_S:
            self._hint, self._hinted_at = why_unread(grey, symbol), moment
        if moment - self._hinted_at > STAYS_S:
            self._hint = ""
        return self._hint


def why_unread(grey: Pixels, symbol: Points) -> str:
    """The likeliest reason, the ones that a person can best act on first."""
    sides = np.linalg.norm(np.roll(symbol, -1, axis=0) - symbol, axis=1)
    if sides.mean() < SMALL_SIDE:
        return TOO_FAR
    height, width = grey.shape
    left, top = np.clip(symbol.min(axis=0), 0, (width - 1, height - 1)).astype(int)
    right, bottom = np.clip(symbol.max(axis=0), (left + 1, top + 1), (width, height)).astype(int)
    cut = grey[top:bottom, left:right]
    dark, bright = np.percentile(cut, (5, 95))
    if bright < DIM_LEVEL or bright - dark < DIM_SPREAD:
        return TOO_DARK
    wide = max(3, int(sides.mean() / 8))
    blots = cv2.erode((cut >= WHITE).astype(np.uint8), np.ones((wide, wide), np.uint8))
    if cv2.dilate(blots, np.ones((wide, wide), np.uint8)).mean() > BLOT_SHARE:
        return GLARE
    return HOLD_STILL
