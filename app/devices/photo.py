"""Photos: the frame of a scan, and the sharpest one a little later. JPEG, never above what the central API takes."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field

from app.devices.pixels import Pixels, cv2

MAX_BYTES = 200_000
QUALITIES = (88, 80, 70, 60, 50)
SHARPNESS_STEP = 3
"""Sharpness is judged on every third row and column: enough to compare frames of one camera."""

CODE_IN_VIEW_FACTOR = 0.1
"""A frame in which a code was read shows a phone before the face: taken only if there is no other."""


@dataclass(frozen=True, slots=True)
class Photo:
    """A JPEG of at most `MAX_BYTES` and its SHA-256 in hex."""

    jpeg: bytes
    digest: str


def photo_of(frame: Pixels) -> Photo:
    """Encode a BGR picture: quality goes down first, then size."""
    while True:
        for quality in QUALITIES:
            done, encoded = cv2.imencode(".jpg", frame, [cv2.IMWRITE_JPEG_QUALITY, quality])
            assert done, "JPEG encoding of a BGR picture cannot fail"
            if len(encoded) <= MAX_BYTES:
                jpeg = encoded.tobytes()
                return Photo(jpeg, hashlib.sha256(jpeg).hexdigest())
        frame = cv2.resize(frame, None, fx=0.7, fy=0.7, interpolation=cv2.INTER_AREA)


def sharpness(grey: Pixels) -> float:
    """How sharp a grey picture is, relative to others of the same view: the variance of its Laplacian."""
    small = cv2.resize(grey, None, fx=1 / SHARPNESS_STEP, fy=1 / SHARPNESS_STEP, interpolation=cv2.INTER_AREA)
    return float(cv2.Laplacian(small, cv2.CV_32F).var())


LATE_S = 1.0
"""How long after its time a first frame is still taken."""


@dataclass(slots=True)
class BestShot:
    """Picks the sharpest frame between two moments of the camera's clock; the first one after, if there was none."""

    start: float
    end: float
    _frame: Pixels | None = field(default=None, init=False)
    _score: float = field(default=-1.0, init=False)

    def saw(self, frame: Pixels, grey: Pixels, at: float, *, code_in_view: bool) -> None:
        """Consider a frame. It is kept, not copied: nobody may write to it later."""
        if at < self.start or (at > self.end and self._frame is not None):
            return
        score = sharpness(grey) * (CODE_IN_VIEW_FACTOR if code_in_view else 1.0)
        if score > self._score:
            self._frame, self._score = frame, score

    def over(self, now: float) -> bool:
        """Whether no better frame can come. A camera that stuttered gets a moment more: rather late than none."""
        return now > self.end + (0.0 if self._frame is not None else LATE_S)

    def photo(self) -> bytes | None:
        """The best frame as JPEG; None if the camera showed nothing in that time."""
        return None if self._frame is None else photo_of(self._frame).jpeg
