"""All cameras of a console: their mailboxes, their scans, and the best picture of the moments after a scan."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from app.clock import Clock, TrustedTime
from app.devices.camera_settings import CameraSettings
from app.devices.hygiene import TOGETHER_S, Held
from app.devices.preview import Mailbox
from app.domain.entry import Direction
from app.domain.ids import uuid7
from app.domain.scan import Scan, Sighting, Source, parse_payload
from app.events import CameraChanged, CodesInView, Events, ScanArrived
from app.settings import CameraPart, Settings
from app.tasks import Tasks

if TYPE_CHECKING:
    from app.devices.camera import Camera, Frame

SHOT_WITHIN_S = (1.0, 3.0)
"""After the phone has gone down there is a face: the sharpest frame of these seconds is kept (design §1)."""

SHOTS_KEPT = 12
"""Pictures of cars that wait; an older one belongs to nobody any more."""

CHOOSE_WITHIN_S = 20.0
"""The question which of several codes is meant stands for so long."""

CODES_AT_MOST = 3
"""More codes than this on one picture are a sheet of paper, not visitors."""

FRAME_WITHIN_S = 1.0
"""A scan's frame follows it by a few milliseconds; an entry waits no longer for a camera that stumbled."""


class Cameras:
    """Starts a thread per camera and brings what they see to the loop."""

    def __init__(
        self,
        settings: Settings,
        passwords: Mapping[str, str],
        *,
        clock: Clock,
        time: TrustedTime,
        events: Events,
        tasks: Tasks,
    ) -> None:
        self._hosts = settings.site.hosts
        self._settings = {
            part.id: camera_settings_of(part, passwords.get(part.id, ""), self._hosts) for part in settings.cameras
        }
        self._faces = {part.id: part.face or part.id for part in settings.cameras}
        self._clock = clock
        self._time = time
        self._events = events
        self._tasks = tasks
        self._mailboxes = {camera_id: Mailbox() for camera_id in self._settings}
        self._states = {
            one.camera_id: CameraChanged(one.camera_id, one.name, 0, 0, 0.0, None) for one in self._settings.values()
        }
        self._opening: asyncio.Task[None] | None = None
        self._camera_of: type[Camera] | None = None
        self._cameras: dict[str, Camera] = {}
        self._frames: dict[str, Frame] = {}
        self._rivals: dict[str, list[tuple[Scan, str]]] = {}
        """By camera: the codes that came into view together, and their texts."""
        self._latest: dict[str, tuple[Scan, str]] = {}
        """By camera: its last scan, which may turn out to have come with another code."""
        self._shots: dict[str, asyncio.Task[bytes | None]] = {}
        self.on_scan: Callable[[Scan], None] = lambda scan: None

    def start(self) -> None:
        """Open all cameras; each goes on trying by itself."""
        if self._settings:
            self._opening = self._tasks.spawn(self._open(), name="cameras")

    async def _open(self) -> None:
        camera_of = await asyncio.to_thread(_load)
        for settings in self._settings.values():
            self._open_one(settings, camera_of)
        self._camera_of = camera_of

    def _open_one(self, settings: CameraSettings, camera_of: type[Camera]) -> None:
        camera = self._cameras[settings.camera_id] = camera_of(
            settings,
            self._mailboxes[settings.camera_id],
            clock=self._clock,
            on_scan=partial(self._scanned, settings),
            on_held=partial(self._held, settings),
            on_state=self._changed,
            loop=asyncio.get_running_loop(),
        )
        camera.start()

    async def use(self, part: CameraPart, password: str) -> None:
        """One more camera, or one that is there already at another address."""
        before = self._cameras.get(
            part.id
        )  # stays until the next one stands there: another camera may want its picture
        if before is not None:
            await asyncio.to_thread(before.close)
        settings = self._settings[part.id] = camera_settings_of(part, password, self._hosts)
        self._faces[part.id] = part.face or part.id
        self._mailboxes.setdefault(part.id, Mailbox())
        self._changed(CameraChanged(part.id, part.name, 0, 0, 0.0, None))
        if self._camera_of is not None:
            self._open_one(settings, self._camera_of)
        elif self._opening is None:
            self.start()

    def close(self) -> None:
        """Stop all cameras. Blocks for as long as their threads need to end."""
        if self._opening is not None:
            self._opening.cancel()
        for camera in self._cameras.values():
            camera.close()

    def states(self) -> tuple[CameraChanged, ...]:
        """How each camera is."""
        return tuple(self._states.values())

    def mailbox(self, camera_id: str) -> Mailbox:
        """Where a camera's newest picture lies."""
        return self._mailboxes[camera_id]

    async def frame(self, scan: Scan) -> bytes | None:
        """The frame in which `scan` was read, JPEG; None for a scan without a camera."""
        frame = self._frames.get(scan.scan_id)
        if frame is None:
            return None
        done, _ = await asyncio.wait({frame}, timeout=FRAME_WITHIN_S)
        return frame.result() if done else None

    async def face(self, scan: Scan) -> bytes | None:
        """The sharpest picture of the seconds after `scan`; of this moment, for a scan without a camera."""
        shot = self._shots.get(scan.scan_id)
        return await asyncio.shield(shot) if shot is not None else await self.photo_now()

    async def photo_now(self) -> bytes | None:
        """A picture of this moment from the first camera that gives one."""
        for camera in self._cameras.values():
            if (shot := await camera.best_shot((0.0, 0.5))) is not None:
                return shot
        return None

    def choose(self, scan_id: str) -> None:
        """Take one of the codes of `CodesInView`; an old question does nothing."""
        for camera_id, rivals in self._rivals.items():
            for scan, text in rivals:
                if scan.scan_id == scan_id:
                    camera = self._cameras[camera_id]
                    camera.chose(text)
                    self._end_rivalry(camera_id)
                    frame = self._tasks.spawn(camera.best_shot((0.0, FRAME_WITHIN_S / 2)), name=f"frame for {scan_id}")
                    self._hand_over(camera_id, scan, frame)
                    return

    def _scanned(self, settings: CameraSettings, sighting: Sighting, frame: Frame) -> None:
        scan = self._scan(settings, sighting)
        self._end_rivalry(settings.camera_id)
        self._latest[settings.camera_id] = (scan, sighting.text)
        self._hand_over(settings.camera_id, scan, frame)

    def _hand_over(self, camera_id: str, scan: Scan, frame: Frame) -> None:
        self._frames[scan.scan_id] = frame
        shot = self._cameras[self._faces[camera_id]].best_shot(SHOT_WITHIN_S)
        self._shots[scan.scan_id] = self._tasks.spawn(shot, name=f"face for {scan.scan_id}")
        while len(self._shots) > SHOTS_KEPT:
            del self._shots[next(iter(self._shots))]
            del self._frames[next(iter(self._frames))]
        self.on_scan(scan)

    def _held(self, settings: CameraSettings, sighting: Sighting, held: Held) -> None:
        scan = self._scan(settings, sighting)
        self._events.publish(ScanArrived(scan, held=held.value))
        if held is not Held.TWO_CODES:
            return
        since = scan.first_seen_monotonic - CHOOSE_WITHIN_S
        before = self._rivals.get(settings.camera_id) or self._taken_before(scan)
        rivals = [one for one in before if one[0].code != scan.code and one[0].first_seen_monotonic > since]
        self._rivals[settings.camera_id] = [*rivals, (scan, sighting.text)]
        if rivals:
            scans = [one for one, _ in self._rivals[settings.camera_id]][-CODES_AT_MOST:]
            self._events.publish(CodesInView(settings.camera_id, tuple(sorted(scans, key=_from_the_left))))

    def _taken_before(self, scan: Scan) -> list[tuple[Scan, str]]:
        """The code that was read a moment before `scan`, alone: its verdict stands, and it may be asked for again."""
        latest = self._latest.get(scan.camera_id or "")
        if latest is None or scan.first_seen_monotonic - latest[0].first_seen_monotonic > TOGETHER_S:
            return []
        return [(replace(latest[0], scan_id=uuid7(scan.at)), latest[1])]

    def _end_rivalry(self, camera_id: str) -> None:
        if len(self._rivals.pop(camera_id, ())) > 1:
            self._events.publish(CodesInView(camera_id, ()))

    def _changed(self, changed: CameraChanged) -> None:
        self._states[changed.camera_id] = changed
        self._events.publish(changed)

    def _scan(self, settings: CameraSettings, sighting: Sighting) -> Scan:
        now = self._time.now().at
        return Scan(
            scan_id=uuid7(now),
            source=Source.CAMERA,
            code=parse_payload(sighting.text, hosts=self._hosts),
            direction=settings.direction,
            at=now,
            camera_id=settings.camera_id,
            outline=sighting.outline,
            first_seen_monotonic=sighting.seen_monotonic,
        )


def _load() -> type[Camera]:
    """On a thread: OpenCV and NumPy are a sixth of what a start loads, and no window waits for them."""
    from app.devices.camera import Camera

    return Camera


def _from_the_left(scan: Scan) -> float:
    return min((x for x, _ in scan.outline), default=0.0)


def camera_settings_of(part: CameraPart, password: str, hosts: tuple[str, ...]) -> CameraSettings:
    """A camera's table of the settings, as the devices take it."""
    return CameraSettings(
        camera_id=part.id,
        name=part.name,
        address=part.address,
        direction=Direction(part.direction),
        scans=part.scans,
        rotate=part.rotate,
        mirror=part.mirror,
        crop=part.crop,
        mask=part.mask,
        formats=part.formats,
        engines=part.engines,
        size=part.size,
        fps=part.fps,
        exposure=part.exposure,
        hosts=hosts,
        username=part.username,
        password=password,
    )
