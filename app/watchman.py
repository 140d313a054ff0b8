"""What becomes a Notice by itself: a filling disk, passes that grow old, a clock in doubt, a silent camera."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from pathlib import Path

from app.clock import Clock, TrustedTime
from app.domain.ids import uuid7
from app.events import CameraChanged, Events, Notice
from app.ops.doctor import State, disk_space

log = logging.getLogger(__name__)

LOOKS_EVERY_S = 60.0
STALE_AFTER = timedelta(hours=1)
SILENT_AFTER_S = 120.0
"""A camera that restarts is back within a minute; one that stays away for two needs somebody."""


class Watchman:
    """Looks around once a minute. A thing is told of once, until it was well again."""

    def __init__(
        self,
        *,
        folder: Path,
        clock: Clock,
        time: TrustedTime,
        events: Events,
        cameras: Callable[[], tuple[CameraChanged, ...]],
        mirror_as_of: Callable[[], datetime | None],
        open_notices: Callable[[], Awaitable[tuple[Notice, ...]]],
    ) -> None:
        self._folder = folder
        self._clock = clock
        self._time = time
        self._events = events
        self._cameras = cameras
        self._mirror_as_of = mirror_as_of
        self._open_notices = open_notices
        self._told: set[tuple[str, str]] = set()
        self._silent_since: dict[str, float] = {}

    async def run(self) -> None:
        """Look again and again. Ends by cancellation."""
        await self._remember()
        while True:
            await self.look()
            await asyncio.sleep(LOOKS_EVERY_S)

    async def look(self) -> None:
        """Look around once."""
        disk = await asyncio.to_thread(disk_space, self._folder)
        self._tell("disk_filling", "", disk.evidence, holds=disk.state is not State.OK)
        moment = self._time.now()
        off = "" if moment.offset_ms is None else f"{-moment.offset_ms / 1000:+.0f} s"
        self._tell("clock_suspect", "", off, holds=self._time.wall_is_off())
        as_of, now = self._mirror_as_of(), moment.at
        stale = as_of is not None and now - as_of > STALE_AFTER
        self._tell("cache_stale", "", as_of.isoformat(timespec="minutes") if as_of else "", holds=stale)
        for camera in self._cameras():
            since = self._silence(camera)
            silent = since is not None and self._clock.monotonic() - since >= SILENT_AFTER_S
            self._tell("camera_silent", camera.camera_id, camera.name, holds=silent)

    def _silence(self, camera: CameraChanged) -> float | None:
        if camera.problem is None and camera.width:
            self._silent_since.pop(camera.camera_id, None)
            return None
        return self._silent_since.setdefault(camera.camera_id, self._clock.monotonic())

    def _tell(self, kind: str, subject: str, detail: str, *, holds: bool) -> None:
        if not holds:
            self._told.discard((kind, subject))
        elif (kind, subject) not in self._told:
            self._told.add((kind, subject))
            at = self._time.now().at
            self._events.publish(Notice(uuid7(at), kind, at, subject, detail))

    async def _remember(self) -> None:
        """What a person has not dealt with yet is not said again after a restart."""
        try:
            self._told |= {(notice.kind, notice.subject) for notice in await self._open_notices()}
        except Exception:
            log.exception("open notices could not be read")
