"""What a camera's thread does with each frame: watch over it, read it, show it, keep the best."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from app.clock import Clock
from app.devices.camera_settings import CameraSettings
from app.devices.connection import Connection
from app.devices.decoder import Decoder, Reading
from app.devices.faults import fault_error
from app.devices.glance import Glance
from app.devices.hints import Hints
from app.devices.hygiene import Held, ScanHygiene
from app.devices.photo import BestShot, photo_of
from app.devices.pixels import Outline, Pixels, grey, prepare, preview_of
from app.devices.preview import Mailbox
from app.devices.reader import Captured
from app.devices.watchdog import Fault, Watchdog
from app.devices.zbar import Zbar
from app.domain.scan import Sighting
from app.errors import DeviceError
from app.events import CameraChanged

TICK_S = 0.25
"""How often the thread looks up while no frame comes."""

PREVIEW_EVERY_S = 1 / 25
"""The screen pulls at most 25 pictures a second. A frame may come half of that early: cameras are not punctual, and one
with 25 frames a second would lose every third for it."""

OUTLINE_STAYS_S = 0.35
"""A code's frame on the picture outlives a missed frame or two, so that it does not flicker."""

STATE_EVERY_S = 2.0


@dataclass(frozen=True, slots=True)
class Reports:
    """Where the eye tells what it saw; called on the camera's thread."""

    scan: Callable[[Sighting], None]
    frame: Callable[[Sighting, bytes], None]
    held: Callable[[Sighting, Held], None]
    state: Callable[[CameraChanged], None]
    shot: Callable[[BestShot], None]


class Eye:
    """All on one thread. `turn` waits for the next frame (or `TICK_S`) and deals with it."""

    def __init__(
        self, settings: CameraSettings, mailbox: Mailbox, clock: Clock, connection: Connection, reports: Reports
    ) -> None:
        now = clock.monotonic()
        self._settings = settings
        self._mailbox = mailbox
        self._clock = clock
        self._connection = connection
        self._reports = reports
        self._glance = Glance()
        self._watchdog = Watchdog(now, expected=settings.size, still=settings.shows_still)
        self._zbar = Zbar(clock) if settings.scans and "zbar" in settings.engines else None
        self._decoder = Decoder(settings.formats, zbar=self._zbar, hosts=settings.hosts) if settings.scans else None
        self._hygiene = ScanHygiene(settings.hosts)
        self._frame_no = 0
        self._size = (0, 0)
        self._hints = Hints()
        self._hint = ""
        self._outline: Outline = ()
        self._outlined_at = float("-inf")
        self._next_shown_at = float("-inf")
        self._told: CameraChanged | None = None
        self._told_at = float("-inf")
        self._shots: list[BestShot] = []

    def turn(self) -> None:
        """One frame, or one look at the clock."""
        captured = self._connection.take(TICK_S)
        if captured is not None:
            self._deal_with(captured)
        now = self._clock.monotonic()
        if self._watchdog.wants_reopening(now):
            self._watchdog.reopened(now)
            self._connection.reopen()
        self._end_shots(now)
        self._tell_state(now)

    def wants(self, shot: BestShot) -> None:
        """Look out for the sharpest frame."""
        self._shots.append(shot)

    def chose(self, text: str) -> None:
        """Of several codes in view, a person took this one."""
        self._hygiene.chose(text, self._clock.monotonic())

    def close(self) -> None:
        """End what runs beside."""
        if self._zbar is not None:
            self._zbar.close()

    def _deal_with(self, captured: Captured) -> None:
        raw_height, raw_width = captured.frame.shape[:2]
        self._size = (raw_width, raw_height)
        self._frame_no += 1
        frame = prepare(captured.frame, self._settings)
        seen = self._glance.at(frame, captured.at)
        self._watchdog.saw(seen.glimpse, self._size, captured.at)
        readings: tuple[Reading, ...] = ()
        scans: list[Sighting] = []
        looking = None if self._decoder is None or self._decoder.dozes(awake=seen.awake) else self._decoder
        if looking is not None or self._shots:  # else nobody needs the frame in grey
            light = grey(frame)
            if looking is not None:
                readings = looking.read(light, captured.at, awake=seen.awake, region=seen.region)
                scans = self._rule(readings, captured.at)
                symbol = looking.unread.place(captured.at)
                self._hint = self._hints.at(light, symbol, captured.at, read=bool(readings))
            for shot in self._shots:
                shot.saw(frame, light, captured.at, code_in_view=bool(readings))
        self._show(frame, captured.at)
        if scans:  # last: nobody waits for the picture, but somebody stands at the gate and waits for the verdict
            photo = photo_of(frame).jpeg
            for sighting in scans:
                self._reports.frame(sighting, photo)

    def _rule(self, readings: tuple[Reading, ...], at: float) -> list[Sighting]:
        """Tell what the readings mean; the sightings that were scans."""
        scans: list[Sighting] = []
        if not readings:
            return scans
        self._outline, self._outlined_at = readings[0].outline, at
        by_text = {reading.text: reading for reading in readings}
        for ruling in self._hygiene.saw(by_text, at):
            reading = by_text[ruling.text]
            sighting = Sighting(
                reading.text, self._settings.camera_id, self._frame_no, at, reading.outline, reading.look
            )
            if ruling.held is None:
                self._outline = reading.outline
                self._reports.scan(sighting)
                scans.append(sighting)
            else:
                self._reports.held(sighting, ruling.held)
        return scans

    def _show(self, frame: Pixels, at: float) -> None:
        size = self._mailbox.size
        if min(size) <= 0 or at < self._next_shown_at - PREVIEW_EVERY_S / 2:
            return
        self._next_shown_at = max(self._next_shown_at, at - PREVIEW_EVERY_S) + PREVIEW_EVERY_S
        outline = self._outline if at - self._outlined_at <= OUTLINE_STAYS_S else ()
        self._mailbox.put(preview_of(frame, size, self._frame_no, outline, self._hint))

    def _end_shots(self, now: float) -> None:
        for shot in [one for one in self._shots if one.over(now)]:
            self._shots.remove(shot)
            self._reports.shot(shot)

    def _tell_state(self, now: float) -> None:
        fault = self._watchdog.fault(now)
        problem: DeviceError | None = None
        if fault is Fault.SILENT or self._frame_no == 0:
            problem = self._connection.error or (fault_error(fault, self._settings) if fault else None)
        elif fault is not None:
            problem = fault_error(fault, self._settings)
        state = CameraChanged(
            self._settings.camera_id, self._settings.name, *self._size, round(self._connection.fps, 1), problem
        )
        told = self._told
        changed = told is None or _weight(told) != _weight(state)
        if changed or (now - self._told_at >= STATE_EVERY_S and told != state):
            self._told, self._told_at = state, now
            self._reports.state(state)


def _weight(state: CameraChanged) -> tuple[object, ...]:
    """What is told at once; the frame rate alone waits."""
    return (state.width, state.height, state.problem.code if state.problem else None)
