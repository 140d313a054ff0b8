"""What one camera is set to. Its password comes from the store and never stands in an address or a log."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote, urlsplit

from app.domain.entry import Direction
from app.errors import SettingsError

Box = tuple[float, float, float, float]
"""Left, top, right, bottom; 0..1 of a picture's width and height."""

IMAGE_SUFFIXES = frozenset({".png", ".jpg", ".jpeg", ".webp", ".bmp", ".tif", ".tiff"})

STREAM_SCHEMES = ("http", "https", "rtsp", "rtsps")


@dataclass(frozen=True, slots=True)
class CameraSettings:
    """One camera.

    `address`: `http(s)://…` or `rtsp(s)://…`, `usb:NAME`, or the path of a video, a still image or a folder of them.
    `scans`: False for a view that is only looked at. `rotate`: degrees clockwise. `crop`: the part of the turned
    picture that counts; `mask`: boxes of that part which nobody may see (a neighbour's window): blackened before
    anything is decoded, shown or kept. `formats`: zxing-cpp's names of the symbologies to read. `engines`: "zbar",
    the second one, may be left out. `hosts`: the site's own, whose links are passes. `size`, `fps` and `exposure` are
    asked of a driver that can; a picture of another size is a fault (where `size` is not given: of another size than
    the first).
    """

    camera_id: str
    name: str
    address: str
    direction: Direction = Direction.IN
    scans: bool = True
    rotate: int = 0
    mirror: bool = False
    crop: Box | None = None
    mask: tuple[Box, ...] = ()
    formats: tuple[str, ...] = ("QRCode",)
    engines: tuple[str, ...] = ("zxing", "zbar")
    hosts: tuple[str, ...] = ()
    size: tuple[int, int] | None = None
    fps: float | None = None
    exposure: float | None = None
    username: str = field(default="", repr=False)
    password: str = field(default="", repr=False)

    def __post_init__(self) -> None:
        if self.rotate not in (0, 90, 180, 270):
            raise _wrong(f"{self.camera_id}: a camera is turned by 0, 90, 180 or 270 degrees, not {self.rotate}.")
        for box in (*((self.crop,) if self.crop else ()), *self.mask):
            left, top, right, bottom = box
            if not (0 <= left < right <= 1 and 0 <= top < bottom <= 1):
                raise _wrong(f"{self.camera_id}: {box} is not left, top, right, bottom between 0 and 1.")
        if self.is_stream and "@" in urlsplit(self.address).netloc:
            raise _wrong(f"{self.camera_id}: user name and password do not belong into the address.")

    @property
    def is_stream(self) -> bool:
        """Whether pictures come over the network."""
        return urlsplit(self.address).scheme.lower() in STREAM_SCHEMES

    @property
    def usb_name(self) -> str | None:
        """The name after `usb:`, or None."""
        return self.address[4:] if self.address.lower().startswith("usb:") else None

    @property
    def shows_still(self) -> bool:
        """Whether the address is one image, whose pixels may stand."""
        return not self.is_stream and Path(self.address).suffix.lower() in IMAGE_SUFFIXES

    def address_with_password(self) -> str:
        """What FFmpeg wants. Never for a log."""
        if not self.username:
            return self.address
        login = f"{quote(self.username, safe='')}:{quote(self.password, safe='')}@"
        return re.sub(r"^([a-z]+://)", lambda scheme: scheme.group(1) + login, self.address, flags=re.IGNORECASE)


def _wrong(message: str) -> SettingsError:
    return SettingsError("settings_wrong", "A camera's setting cannot be taken", message, "Correct it in the settings.")
