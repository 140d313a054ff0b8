"""Reads codes in frames: a plain look at each; on a miss after motion, enhanced looks as far as an allowance goes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import zxingcpp

from app.devices.glance import Region
from app.devices.looks import LOOKS, Look
from app.devices.pixels import WHOLE, Matrix, Outline, Pixels, moved
from app.devices.unread import Unread
from app.devices.zbar import Zbar
from app.domain.scan import MAX_PAYLOAD, PassCode, parse_payload
from app.errors import SettingsError

SLEEPING_STRIDE = 5
"""While nothing moves, every fifth frame is looked at: a code cannot come without motion, and motion wakes at once."""

LOOKS_MS_PER_S = 60.0
"""What enhanced looks may cost in the long run: 6 % of one core, of the 12 a scanner may take while things move."""

LOOKS_MS_AT_ONCE = 40.0
"""Saved up while nothing moved: the first frames of a phone in view get several looks each."""

LOOKS_MS_A_FRAME = 20.0
"""Not all of it on one frame: the next one is nearer, or sharper."""

REFERENCE_PIXELS = 1280 * 720

ZBAR_MS = 25.0
"""A 1280×720 frame costs zbar so much, of another core."""

ZBAR_MS_PER_S, ZBAR_MS_AT_ONCE = 12.5, 50.0
"""What the second engine may cost in the long run, and saved up."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One code in one frame. `outline`: its corners, 0..1 of width and height; `look`: what made it readable."""

    text: str
    outline: Outline
    look: str


class Allowance:
    """Milliseconds that may be spent: so many a second, and not more than `most` saved."""

    def __init__(self, per_s: float, most: float) -> None:
        self._per_s = per_s
        self._most = most
        self._left = most
        self._at: float | None = None

    def grow(self, at: float) -> None:
        """Time went by."""
        if self._at is not None:
            self._left = min(self._most, self._left + max(0.0, at - self._at) * self._per_s)
        self._at = at

    @property
    def open(self) -> bool:
        """Whether anything is left. The last spending may go into debt, so that dear looks have their turn too."""
        return self._left > 0

    def spend(self, cost: float) -> None:
        """So much was spent."""
        self._left -= cost


class Rotation:
    """Which look is next. The one that succeeded last has every second turn, until it has missed `PATIENCE` times."""

    PATIENCE = 3

    def __init__(self, looks: tuple[Look, ...]) -> None:
        self._looks = looks
        self._turn = 0
        self._favourite: Look | None = None
        self._misses = 0
        self._favoured_last = False

    def next(self) -> Look:
        """The look to take now."""
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
    """Reads one camera's frames, in their order, on one thread. `zbar`: the second engine, None to do without."""

    def __init__(
        self, formats: Iterable[str] = ("QRCode",), *, zbar: Zbar | None = None, hosts: Iterable[str] = ()
    ) -> None:
        self._formats = _formats(formats)
        self._zbar = zbar
        self._hosts = tuple(hosts)
        self._rotation = Rotation(LOOKS)
        self._allowance = Allowance(LOOKS_MS_PER_S, LOOKS_MS_AT_ONCE)
        self._slept = 0
        self._zbar_allowance = Allowance(ZBAR_MS_PER_S, ZBAR_MS_AT_ONCE)
        self._zbar_part: Region = (0, 0, 0, 0)
        self.unread = Unread()

    def dozes(self, *, awake: bool) -> bool:
        """Whether a frame may be passed over: nothing moves, and its turn has not come. To be asked once a frame,
        before it is made grey and `read`."""
        self._slept = 0 if awake else self._slept + 1
        return self._slept % SLEEPING_STRIDE != 0

    def read(self, grey: Pixels, at: float, *, awake: bool, region: Region | None = None) -> tuple[Reading, ...]:
        """The codes in a grey frame of the moment `at`. `awake`: something moved lately, so that enhanced looks are
        worth their cost; `region`: where (None: anywhere)."""
        self._allowance.grow(at)
        self._zbar_allowance.grow(at)
        if not awake:
            return self._decode(grey, "plain", at, grey)
        whole = (0, 0, grey.shape[1], grey.shape[0])
        found = (
            self._decode(grey, "plain", at, grey)
            or self._look_closer(grey, at, region or whole)
            or self._try_unread(grey, at)
            or self._ask_zbar(grey, at, region or whole)
        )
        if found:
            self.unread.understood()
        return found

    def _look_closer(self, grey: Pixels, at: float, region: Region) -> tuple[Reading, ...]:
        """Enhanced looks at the region, none twice in a frame, until the allowance is used up."""
        left, top, right, bottom = region
        part = grey[top:bottom, left:right]
        taken: set[str] = set()
        spent = 0.0
        while self._allowance.open and spent < LOOKS_MS_A_FRAME and len(taken) < len(LOOKS):
            look = self._rotation.next()
            if look.name in taken:
                continue
            taken.add(look.name)
            cost = look.cost * part.size / REFERENCE_PIXELS
            self._allowance.spend(cost)
            spent += cost
            to_frame = np.array([[1 / look.scale, 0, left], [0, 1 / look.scale, top], [0, 0, 1]])
            found = self._decode(look.of(part), look.name, at, grey, to_frame)
            self._rotation.told(look, bool(found))
            if found:
                return found
        return ()

    def _try_unread(self, grey: Pixels, at: float) -> tuple[Reading, ...]:
        """Symbols whose place is known are straightened and looked at in a few more ways."""
        for picture, to_frame in self.unread.tries(grey, at):
            if found := self._decode(picture, "unbent", at, grey, to_frame):
                return found
        return ()

    def _ask_zbar(self, grey: Pixels, at: float, region: Region) -> tuple[Reading, ...]:
        """What the second engine found in an earlier frame; only what is a pass code counts. This frame is offered."""
        if self._zbar is None:
            return ()
        found = self._zbar.collect()
        (x, y, right, bottom), height, width = self._zbar_part, *grey.shape
        readings = tuple(
            Reading(
                text,
                tuple(((x + u * (right - x)) / width, (y + v * (bottom - y)) / height) for u, v in outline),
                "zbar",
            )
            for text, outline in found
            if isinstance(parse_payload(text, hosts=self._hosts), PassCode)
        )
        x, y, right, bottom = region
        if self._zbar_allowance.open and self._zbar.offer(grey[y:bottom, x:right]):
            self._zbar_allowance.spend(ZBAR_MS * (right - x) * (bottom - y) / REFERENCE_PIXELS)
            self._zbar_part = region
        return readings

    def _decode(
        self, picture: Pixels, look: str, at: float, frame: Pixels, to_frame: Matrix = WHOLE
    ) -> tuple[Reading, ...]:
        """Decode a picture made of the frame; `to_frame` takes its pixels back to those of the frame."""
        height, width = frame.shape
        readings: dict[str, Reading] = {}
        found = zxingcpp.read_barcodes(
            picture, formats=self._formats, text_mode=zxingcpp.TextMode.Plain, return_errors=True
        )
        for code in found:
            spot = code.position
            ends = (spot.top_left, spot.top_right, spot.bottom_right, spot.bottom_left)
            corners = moved(np.array([(end.x, end.y) for end in ends], np.float64), to_frame)
            # An empty or an over-long text is nobody's pass; the rules would call it foreign, a screen would show it.
            if code.valid and 0 < len(code.text) <= 8 * MAX_PAYLOAD:
                outline = tuple((x / width, y / height) for x, y in corners.tolist())
                readings.setdefault(code.text, Reading(code.text, outline, look))
            elif not code.valid:
                self.unread.found(corners, at)
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
