"""Symbols that were found but not understood: another try at each, straightened.

zxing-cpp says where a symbol is even when its checksum does not fit. Cut out and straightened it is small, so that
many ways to look cost little: softer, sharper, and bent as paper on a curved hand or a parcel is.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from app.devices.pixels import Matrix, Pixels, Points, cv2

SIDE = 320
"""Pixels of the straightened symbol: 7 a module for a code of 45 modules, 11 for one of 29."""

MARGIN = 70
"""Pixels around it: its quiet zone, and room for where it has moved since."""

TRIES_A_FRAME = 5
"""Two milliseconds each."""

REMEMBERED_S = 0.6
"""A symbol found this long ago is still tried: only one look in several may find its place."""

SMALLEST = 24.0
"""Pixels: below that it is no symbol but texture."""


@dataclass(frozen=True, slots=True)
class Bend:
    """How far a straightened symbol's middle is pulled back, as shares of its size: along rows and along columns."""

    rows: float = 0.0
    columns: float = 0.0

    def of(self, cut: Pixels) -> Pixels:
        """The symbol with that curve taken out."""
        size = cut.shape[0]
        places = np.arange(size, dtype=np.float32)
        arch = (1 - ((places - size / 2) / (SIDE / 2)) ** 2) * size
        ys = places[:, None] + np.float32(self.rows) * arch[None, :]
        xs = places[None, :] + np.float32(self.columns) * arch[:, None]
        return cv2.remap(cut, xs, ys, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)


def _soft(cut: Pixels) -> Pixels:
    return cv2.GaussianBlur(cut, (0, 0), 2.0)


def _drawn(cut: Pixels) -> Pixels:
    return cv2.adaptiveThreshold(
        cv2.GaussianBlur(cut, (0, 0), 1.0), 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY, 31, 2
    )


def _crisp(cut: Pixels) -> Pixels:
    return cv2.addWeighted(cut, 20.0, cv2.GaussianBlur(cut, (0, 0), 4.0), -19.0, 0)


_CONTRAST = cv2.createCLAHE(clipLimit=6.0, tileGridSize=(4, 4))


def _contrasted(cut: Pixels) -> Pixels:
    return _CONTRAST.apply(cv2.GaussianBlur(cut, (0, 0), 1.5))


WAYS: tuple[Callable[[Pixels], Pixels], ...] = (
    _soft,
    Bend(rows=-0.025).of,
    Bend(rows=0.025).of,
    Bend(columns=0.05).of,
    _drawn,
    Bend(columns=-0.05).of,
    Bend(rows=-0.05).of,
    Bend(rows=0.05).of,
    Bend(columns=0.025).of,
    Bend(columns=-0.025).of,
    _contrasted,
    _crisp,
)
"""In the order of what they added on bent, blurred and shaded photographs."""


class Unread:
    """The symbol that was last found and not understood, and which ways were tried on it. One camera, one thread."""

    def __init__(self) -> None:
        self._corners: Points | None = None
        self._found_at = float("-inf")
        self._turn = 0

    def found(self, corners: Points, at: float) -> None:
        """A symbol without a text, by its four corners in the frame; the largest of a moment counts."""
        if at == self._found_at and self._corners is not None and _size(corners) <= _size(self._corners):
            return
        if _is_plausible(corners):
            self._corners, self._found_at = corners, at

    def understood(self) -> None:
        """Something was read: there is nothing to try any more."""
        self._corners = None

    def place(self, at: float) -> Points | None:
        """Where it is, if it was found lately."""
        return self._corners if at - self._found_at <= REMEMBERED_S else None

    def tries(self, grey: Pixels, at: float) -> list[tuple[Pixels, Matrix]]:
        """The next few pictures to decode, straightened, of the symbol in this frame, each with the way from its
        pixels back to the frame's; none if there is no symbol."""
        corners = self.place(at)
        if corners is None:
            return []
        cut, to_frame = straightened(grey, corners)
        ways = [WAYS[(self._turn + number) % len(WAYS)] for number in range(TRIES_A_FRAME)]
        self._turn += TRIES_A_FRAME
        return [(way(cut), to_frame) for way in ways]


def straightened(grey: Pixels, corners: Points) -> tuple[Pixels, Matrix]:
    """The symbol as a square of `SIDE` pixels with `MARGIN` around it, and the way back to the frame's pixels."""
    low, high = float(MARGIN), float(MARGIN + SIDE)
    square = np.array([[low, low], [high, low], [high, high], [low, high]], np.float32)
    warp = cv2.getPerspectiveTransform(corners.astype(np.float32), square)
    edge = SIDE + 2 * MARGIN
    cut = cv2.warpPerspective(grey, warp, (edge, edge), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
    return cut, np.linalg.inv(warp).astype(np.float64)


def _size(corners: Points) -> float:
    return float(np.linalg.norm(corners[2] - corners[0]))


def _is_plausible(corners: Points) -> bool:
    """Convex, and no side much longer than another: three blots are not a symbol."""
    sides = np.roll(corners, -1, axis=0) - corners
    turns = sides[:, 0] * np.roll(sides[:, 1], -1) - sides[:, 1] * np.roll(sides[:, 0], -1)
    lengths = np.linalg.norm(sides, axis=1)
    return (
        bool((turns > 0).all() or (turns < 0).all()) and lengths.min() >= SMALLEST and lengths.max() < 4 * lengths.min()
    )
