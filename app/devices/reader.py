"""The thread that waits for a camera. A driver may block it for as long as it likes; then it is left behind."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass

from app.clock import Clock
from app.devices.camera_settings import CameraSettings
from app.devices.pixels import Pixels
from app.devices.sources import OPEN_TIMEOUT_S, READ_TIMEOUT_S, Source
from app.errors import DeviceError

log = logging.getLogger(__name__)

GRACE_S = 1.0
"""Beyond its own time-out, a reader that gives no sign is blocked."""

OpenSource = Callable[[CameraSettings, threading.Event], Source]


@dataclass(frozen=True, slots=True, eq=False)
class Captured:
    """A frame as it came, and when."""

    frame: Pixels
    at: float


class Reader:
    """One opening of a camera: opens, reads, keeps the newest frame only, ends. Never opens again."""

    def __init__(self, settings: CameraSettings, clock: Clock, open_source: OpenSource) -> None:
        self._settings = settings
        self._clock = clock
        self._open_source = open_source
        self._news = threading.Condition()
        self._stop = threading.Event()
        self._newest: Captured | None = None
        self._opened = False
        self._sign_of_life = clock.monotonic()
        self._ended = False
        self._error: DeviceError | None = None
        self.arrived = 0
        """Frames read so far, taken or not."""
        self.thread = threading.Thread(target=self._run, name=f"camera reader {settings.camera_id}", daemon=True)
        self.thread.start()

    @property
    def ended(self) -> bool:
        """Whether it will bring no more frames."""
        return self._ended

    @property
    def error(self) -> DeviceError | None:
        """Why it ended, if the source said so."""
        return self._error

    def take(self, timeout_s: float) -> Captured | None:
        """The newest frame not taken yet; waits for one, None after `timeout_s` or at the end."""
        with self._news:
            self._news.wait_for(lambda: self._newest is not None or self._ended or self._stop.is_set(), timeout_s)
            newest, self._newest = self._newest, None
            return newest

    def is_blocked(self, now: float) -> bool:
        """Whether it has overstayed the time-out of what it is doing."""
        limit = READ_TIMEOUT_S if self._opened else OPEN_TIMEOUT_S + READ_TIMEOUT_S
        return not self._ended and now - self._sign_of_life > limit + GRACE_S

    def stop(self) -> None:
        """Ask it to end; it does when its source lets go. Frames that still come are dropped."""
        self._stop.set()
        with self._news:
            self._news.notify_all()

    def _run(self) -> None:
        try:
            source = self._open_source(self._settings, self._stop)
            try:
                self._opened = True
                self._read_all(source)
            finally:
                source.close()
        except DeviceError as error:
            self._error = error
        except Exception:
            log.exception("the reader of camera %s failed", self._settings.camera_id)
        with self._news:
            self._ended = True
            self._news.notify_all()

    def _read_all(self, source: Source) -> None:
        while not self._stop.is_set():
            self._sign_of_life = self._clock.monotonic()
            frame = source.read()
            if frame is None or self._stop.is_set():
                return
            self._sign_of_life = self._clock.monotonic()
            with self._news:
                self.arrived += 1
                self._newest = Captured(frame, self._sign_of_life)
                self._news.notify_all()
