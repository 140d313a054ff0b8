"""Enhanced looks: what is done to a frame in which the plain look found nothing, and what each costs.

Chosen by what they add to one another on photographs and drawn frames, not by what they read alone.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from app.devices.pixels import Pixels, cv2


@dataclass(frozen=True, slots=True)
class Look:
    """One way to look. `of` makes the picture to decode; `scale`: how much larger that is than the frame.
    `cost`: milliseconds of one core for a 1280×720 frame, making and decoding, on the PC it was measured on."""

    name: str
    of: Callable[[Pixels], Pixels]
    cost: float
    scale: float = 1.0


_EVEN = cv2.createCLAHE(clipLimit=3.0, tileGridSize=(8, 8))
_LOCAL = cv2.createCLAHE(clipLimit=6.0, tileGridSize=(16, 16))


def _misty(grey: Pixels) -> Pixels:
    """Softened, then contrast drawn out of small tiles: dim, noisy, half in the shade."""
    return _LOCAL.apply(_soft(grey, 1.0))


def _calm(grey: Pixels) -> Pixels:
    """Softened, then doubled: sensor noise and the screen's own pixel grid go, the modules stay."""
    return _double(_soft(grey, 1.0), cv2.INTER_LINEAR)


def _flat(grey: Pixels) -> Pixels:
    """Divided by the light around each pixel: shadows, lamps mirrored in a screen."""
    soft = _soft(grey, 1.0)
    return cv2.divide(soft, cv2.boxFilter(soft, -1, (61, 61)), scale=110)


def _crisp(grey: Pixels) -> Pixels:
    """Sharpened as far as it goes: well out of focus."""
    return _unsharp(grey, 20.0, 1.5)


def _even(grey: Pixels) -> Pixels:
    """Contrast evened out tile by tile: dim screens, glare, headlights."""
    return _EVEN.apply(grey)


def _sharp(grey: Pixels) -> Pixels:
    """Sharpened: a little out of focus, moved."""
    return _unsharp(grey, 2.5, 2.0)


def _large(grey: Pixels) -> Pixels:
    """Doubled: small or far away."""
    return _double(grey, cv2.INTER_CUBIC)


def _stretched(grey: Pixels) -> Pixels:
    """The whole range of levels used: washed out or low in contrast all over."""
    return cv2.equalizeHist(_soft(grey, 1.0))


def _drawn(grey: Pixels) -> Pixels:
    """Black and white by the mean around each pixel: strong light on one side."""
    return cv2.adaptiveThreshold(_soft(grey, 1.0), 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY, 41, 0)


def _close_up(grey: Pixels) -> Pixels:
    """Contrast evened out and doubled: small and dim at once."""
    return _double(_EVEN.apply(grey), cv2.INTER_CUBIC)


def _soft(grey: Pixels, sigma: float) -> Pixels:
    return cv2.GaussianBlur(grey, (0, 0), sigma)


def _unsharp(grey: Pixels, strength: float, sigma: float) -> Pixels:
    return cv2.addWeighted(grey, strength, _soft(grey, sigma), 1 - strength, 0)


def _double(grey: Pixels, how: int) -> Pixels:
    return cv2.resize(grey, None, fx=2, fy=2, interpolation=how)


LOOKS = (
    Look("misty", _misty, 6.8),
    Look("calm", _calm, 7.5, 2.0),
    Look("stretched", _stretched, 3.4),
    Look("crisp", _crisp, 4.3),
    Look("even", _even, 6.8),
    Look("flat", _flat, 4.2),
    Look("large", _large, 8.3, 2.0),
    Look("sharp", _sharp, 4.2),
    Look("drawn", _drawn, 4.2),
    Look("close_up", _close_up, 16.0, 2.0),
)
"""In the order in which a new frame meets them: what adds most for its cost comes first."""
