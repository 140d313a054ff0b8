"""Plays a recording through the same eyes as a camera: what was read when, and what became of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from app.clock import SystemClock
from app.devices.camera_settings import CameraSettings
from app.devices.decoder import Decoder
from app.devices.glance import Glance
from app.devices.hygiene import Held, ScanHygiene
from app.devices.pixels import grey, prepare
from app.devices.recorded import recorded
from app.devices.zbar import Zbar
from app.domain.scan import Sighting
from app.errors import DeviceError


@dataclass(frozen=True, slots=True)
class TimelineRow:
    """One sighting. `at_s`: second of the recording; `picture`: its file; `scan`: it began an intent; `held`: why it
    did not, the first time; neither: the code was in view already."""

    at_s: float
    picture: str
    sighting: Sighting
    scan: bool
    held: Held | None


def replay(
    path: Path, settings: CameraSettings | None = None, *, skipped: Callable[[DeviceError], None] = lambda _: None
) -> Iterator[TimelineRow]:
    """The timeline of an image, a folder or a video, as fast as it can be read. DeviceError if it cannot; `skipped`
    hears of single pictures that cannot."""
    settings = settings or CameraSettings("replay", path.name, str(path))
    glance, hygiene = Glance(), ScanHygiene(settings.hosts)
    with closing(Zbar(SystemClock())) as zbar:
        second = zbar if "zbar" in settings.engines else None
        decoder = Decoder(settings.formats, zbar=second, hosts=settings.hosts)
        for frame_no, picture in enumerate(recorded(path, skipped=skipped), start=1):
            light = grey(prepare(picture.frame, settings))
            seen = glance.at(light, picture.at_s)
            dozes = decoder.dozes(awake=seen.awake)
            readings = () if dozes else decoder.read(light, picture.at_s, awake=seen.awake, region=seen.region)
            zbar.settle()
            rulings = {ruling.text: ruling.held for ruling in hygiene.saw([r.text for r in readings], picture.at_s)}
            for reading in readings:
                sighting = Sighting(
                    reading.text, settings.camera_id, frame_no, picture.at_s, reading.outline, reading.look
                )
                held = rulings.get(reading.text)
                yield TimelineRow(picture.at_s, picture.name, sighting, reading.text in rulings and held is None, held)
