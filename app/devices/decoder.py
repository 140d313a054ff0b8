"""Reads codes in frames: a plain look at each, and after motion one enhanced look per frame, in rotation."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import zxingcpp

from app.devices.looks import LOOKS, Look
from app.devices.pixels import Outline, Pixels
from app.domain.scan import MAX_PAYLOAD
from app.errors import SettingsError

SLEEPING_STRIDE = 3
"""While nothing moves, every third frame is looked at: a code cannot come without motion."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One code in one frame. `outline`: its corners, 0..1 of width and height; `look`: what made it readable."""

    text: str
    outline: Outline
    look: str


class Rotation:
    """Which look is next. The one that succeeded last has every second turn, until it misses `PATIENCE` times."""

    PATIENCE = 6

    def __init__(self, looks: tuple[Look, ...]) -> None:
        self._looks = looks
        self._turn = 0
        self._favourite: Look | None = None
        self._misses = 0
        self._favoured_last = False

    def next(self) -> Look:
        """The look for this frame."""
        if self._favourite is not None and not self._favoured_last:
            self._favoured_last = True
            return self._favourite
        self._favoured_last = False
        look = self._looks[self._turn % len(self._looks)]
        self._turn += 1
        return look

    def told(self, look: Look, found: bool) -> None:
        """How that look did."""
        if found:
            self._favourite, self._misses = look, 0
        elif look is self._favourite:
            self._misses += 1
            if self._misses >= self.PATIENCE:
                self._favourite = None


class Decoder:
    """Reads one camera's frames, in their order, on one thread."""

    def __init__(self, formats: Iterable[str] = ("QRCode",)) -> None:
        self._formats = _formats(formats)
        self._rotation = Rotation(LOOKS)
        self._slept = 0

    def read(self, grey: Pixels, *, awake: bool) -> tuple[Reading, ...]:
        """The codes in a grey frame. `awake`: something moved lately, so that an enhanced look is worth its cost."""
        if not awake:
            self._slept += 1
            if self._slept % SLEEPING_STRIDE:
                return ()
            return self._decode(grey, grey, "plain")
        self._slept = 0
        found = self._decode(grey, grey, "plain")
        if found:
            return found
        look = self._rotation.next()
        found = self._decode(look.of(grey), grey, look.name)
        self._rotation.told(look, bool(found))
        return found

    def _decode(self, picture: Pixels, frame: Pixels, look: str) -> tuple[Reading, ...]:
        height, width = picture.shape[:2]
        readings: dict[str, Reading] = {}
        for code in zxingcpp.read_barcodes(picture, formats=self._formats, text_mode=zxingcpp.TextMode.Plain):
            # An empty or an over-long text is nobody's pass; the rules would call it foreign, a screen would show it.
            if code.valid and 0 < len(code.text) <= 8 * MAX_PAYLOAD:
                spot = code.position
                corners = (spot.top_left, spot.top_right, spot.bottom_right, spot.bottom_left)
                outline = tuple((corner.x / width, corner.y / height) for corner in corners)
                readings.setdefault(code.text, Reading(code.text, outline, look))
        return tuple(readings.values())


def _formats(names: Iterable[str]) -> zxingcpp.BarcodeFormats:
    try:
        return zxingcpp.barcode_formats_from_str(",".join(names))
    except ValueError as error:
        raise SettingsError(
            "settings_wrong",
            "A kind of code is not known",
            str(error),
            "Use names such as QRCode, DataMatrix, Code128.",
        ) from error
