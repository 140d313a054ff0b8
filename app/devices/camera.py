"""A camera: its own thread decodes, shows and watches; a second one waits for the driver and is replaceable."""

from __future__ import annotations

import asyncio
import logging
import queue
import threading
from collections.abc import Callable
from typing import Any

from app.clock import Clock
from app.devices.camera_settings import CameraSettings
from app.devices.connection import Connection
from app.devices.eye import Eye, Reports
from app.devices.hygiene import Held
from app.devices.photo import BestShot
from app.devices.preview import Mailbox
from app.devices.reader import OpenSource
from app.devices.sources import open_source as open_real_source
from app.domain.scan import Sighting
from app.events import CameraChanged

log = logging.getLogger(__name__)

AFTER_A_STUMBLE_S = 1.0

Frame = asyncio.Future[bytes | None]
"""A scan's frame as JPEG, some milliseconds after the scan itself; None if the camera was closed before."""

OnScan = Callable[[Sighting, Frame], None]
OnHeld = Callable[[Sighting, Held], None]
OnState = Callable[[CameraChanged], None]


class Camera:
    """The face towards the loop. Callbacks arrive on the loop's thread.

    `on_scan`: each new intent, with its frame to come. `on_held`: a code in view that is none (just scanned, two
    codes, muted). `on_state`: the camera came, went or changed; its frame rate at most every two seconds.
    `open_source` is the port to the device.
    """

    def __init__(
        self,
        settings: CameraSettings,
        mailbox: Mailbox,
        *,
        clock: Clock,
        on_scan: OnScan,
        on_state: OnState,
        loop: asyncio.AbstractEventLoop,
        on_held: OnHeld | None = None,
        open_source: OpenSource = open_real_source,
    ) -> None:
        self.settings = settings
        self._mailbox = mailbox
        self._clock = clock
        self._loop = loop
        self._on_scan, self._on_state, self._on_held = on_scan, on_state, on_held
        self._connection = Connection(settings, clock, open_source)
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None
        self._wanted: queue.SimpleQueue[BestShot] = queue.SimpleQueue()
        self._chosen: queue.SimpleQueue[str] = queue.SimpleQueue()
        self._waiting: dict[int, asyncio.Future[bytes | None]] = {}
        self._frames: dict[int, Frame] = {}
        """By the number of the frame."""

    def start(self) -> None:
        """Open the camera, and open it again whenever it is lost, until `close`."""
        assert self._thread is None, "a camera is started once"
        self._thread = threading.Thread(target=self._run, name=f"camera {self.settings.camera_id}", daemon=True)
        self._thread.start()

    def close(self, *, within_s: float = 3.0) -> None:
        """Stop; returns when both threads have ended (some 50 ms), or after `within_s` if a driver holds one."""
        self._stop.set()
        self._connection.interrupt()
        if self._thread is not None:
            self._thread.join(within_s)
            self._connection.close(within_s=within_s)
        for futures in (self._waiting, self._frames):
            for future in futures.values():
                if not future.done():
                    future.set_result(None)
            futures.clear()

    def chose(self, text: str) -> None:
        """Of several codes in view, a person took this one: it is no scan once more."""
        self._chosen.put(text)

    async def best_shot(self, within: tuple[float, float] = (1.0, 3.0)) -> bytes | None:
        """The sharpest frame between these seconds from now, JPEG; None if the camera shows nothing in that time."""
        if self._thread is None or self._stop.is_set():
            return None
        now = self._clock.monotonic()
        shot = BestShot(now + within[0], now + within[1])
        future: asyncio.Future[bytes | None] = self._loop.create_future()
        self._waiting[id(shot)] = future
        self._wanted.put(shot)
        return await future

    def _run(self) -> None:
        reports = Reports(
            self._report_scan, self._report_frame, self._report_held, self._report_state, self._report_shot
        )
        eye = Eye(self.settings, self._mailbox, self._clock, self._connection, reports)
        while not self._stop.is_set():
            try:
                while not self._wanted.empty():
                    eye.wants(self._wanted.get())
                while not self._chosen.empty():
                    eye.chose(self._chosen.get())
                eye.turn()
            except Exception:
                # A bug in one frame must not blind the lane.
                log.exception("camera %s stumbled", self.settings.camera_id)
                self._stop.wait(AFTER_A_STUMBLE_S)
        eye.close()

    def _report_scan(self, sighting: Sighting) -> None:
        self._tell(self._scanned, sighting)

    def _scanned(self, sighting: Sighting) -> None:
        frame: Frame = self._loop.create_future()
        self._on_scan(sighting, self._frames.setdefault(sighting.frame_no, frame))

    def _report_frame(self, sighting: Sighting, photo: bytes) -> None:
        self._tell(self._hand_over, self._frames, sighting.frame_no, photo)

    def _report_held(self, sighting: Sighting, held: Held) -> None:
        if self._on_held is not None:
            self._tell(self._on_held, sighting, held)

    def _report_state(self, state: CameraChanged) -> None:
        self._tell(self._on_state, state)

    def _report_shot(self, shot: BestShot) -> None:
        self._tell(self._hand_over, self._waiting, id(shot), shot.photo())

    @staticmethod
    def _hand_over(futures: dict[int, Frame], key: int, photo: bytes | None) -> None:
        future = futures.pop(key, None)
        if future is not None and not future.done():
            future.set_result(photo)

    def _tell(self, callback: Callable[..., None], *what: Any) -> None:
        if self._stop.is_set():
            return
        try:
            self._loop.call_soon_threadsafe(callback, *what)
        except RuntimeError:
            self._stop.set()  # the loop is closed: the program ends
