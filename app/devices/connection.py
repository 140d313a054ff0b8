"""Keeps a camera open: one reader after the other, with back-off; a blocked one is left behind."""

from __future__ import annotations

import threading

from app.clock import SLEPT_S, Clock
from app.devices.camera_settings import CameraSettings
from app.devices.reader import Captured, OpenSource, Reader
from app.errors import DeviceError

BACK_OFF_S = (0.1, 0.25, 0.5)
"""Between one opening and the next; short, because a lane without eyes is the worse trouble."""

PROVEN_AFTER_S = 3.0
"""A connection that lived so long makes the next back-off start anew."""

FPS_OVER_S = 2.0


class Connection:
    """Used by the camera's thread alone, but for `interrupt`."""

    def __init__(self, settings: CameraSettings, clock: Clock, open_source: OpenSource) -> None:
        self._settings = settings
        self._clock = clock
        self._open_source = open_source
        self._stop = threading.Event()
        self._reader: Reader | None = None
        self._opened_at = 0.0
        self._retry_at = 0.0
        self._failures = 0
        self._looked_at = clock.monotonic()
        self._counted = (self._looked_at, 0)
        self._arrived_before = 0
        self.error: DeviceError | None = None
        """Why the last reader ended, if its source said so; None again once a frame arrived."""
        self.fps = 0.0
        """Frames a second that arrived lately, whether they were taken or not."""

    def take(self, timeout_s: float) -> Captured | None:
        """The newest frame; None if none came within `timeout_s`. Opens, and opens anew, as needed."""
        captured = self._take(timeout_s)
        now = self._clock.monotonic()
        if now - self._looked_at >= SLEPT_S:
            # What comes first after a sleep was on its way before it: whoever it shows has long gone.
            captured = None
            self.reopen()
        self._looked_at = now
        return captured

    def _take(self, timeout_s: float) -> Captured | None:
        now = self._clock.monotonic()
        if self._reader is None:
            if now < self._retry_at:
                self._stop.wait(min(timeout_s, self._retry_at - now))
                return None
            self._reader = Reader(self._settings, self._clock, self._open_source)
            self._opened_at = now
        captured = self._reader.take(timeout_s)
        now = self._clock.monotonic()
        if captured is not None:
            self.error = None
        elif self._reader.ended:
            self.error = self._reader.error or self.error
            self.reopen()
        elif self._reader.is_blocked(now):
            self.reopen()
        self._count(now)
        return captured

    def reopen(self) -> None:
        """Leave the reader to its fate; the next `take` makes a new one after the back-off."""
        if self._reader is None:
            return
        self._reader.stop()
        self._arrived_before += self._reader.arrived
        self._reader = None
        now = self._clock.monotonic()
        self._failures = 1 if now - self._opened_at > PROVEN_AFTER_S else self._failures + 1
        self._retry_at = now + BACK_OFF_S[min(self._failures, len(BACK_OFF_S)) - 1]

    def interrupt(self) -> None:
        """End any waiting, from another thread."""
        self._stop.set()
        if (reader := self._reader) is not None:
            reader.stop()

    def close(self, *, within_s: float) -> None:
        """Give the camera back, waiting at most `within_s` for a driver that holds on."""
        if self._reader is not None:
            self._reader.stop()
            self._reader.thread.join(within_s)

    def _count(self, now: float) -> None:
        since, before = self._counted
        if now - since >= FPS_OVER_S:
            arrived = self._arrived_before + (self._reader.arrived if self._reader else 0)
            self.fps = (arrived - before) / (now - since)
            self._counted = (now, arrived)
