"""Trying a camera and a relay out at the first start, with the same parts that the console works with later."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from app.cameras import camera_settings_of
from app.clock import Clock
from app.devices.camera import Camera, Frame
from app.devices.preview import Mailbox
from app.domain.gate import Cause, GateAction, GateOutcome
from app.domain.scan import Sighting
from app.errors import DeviceError, KnownError
from app.events import CameraChanged, Events
from app.from_settings import binding_of
from app.gates.actuator import Actuator
from app.gates.bindings import GateSecret
from app.gates.build import driver_for
from app.gates.commands import CommandFile
from app.gates.lockdown import Lockdown
from app.gates.port import Finding as GatePoint
from app.profile import Profile
from app.settings import CameraPart, GatePart
from app.tasks import Tasks

FIRST_PICTURE_WITHIN_S = 12.0
"""A network camera that is woken up sends its first picture after some seconds."""

READ_WITHIN_S = 60.0
"""Long enough to unfold a letter."""

SET_UP = "set-up"
"""Who moved a gate before there was anybody to sign in."""


class Trials:
    """Cameras go on showing their pictures until `close`; a gate is let go of after each test."""

    def __init__(self, profile: Profile, clock: Clock) -> None:
        self._profile = profile
        self._clock = clock
        self._cameras: dict[str, Camera] = {}
        self._mailboxes: dict[str, Mailbox] = {}
        self._reading: asyncio.Future[str | None] | None = None

    def mailbox(self, camera_id: str) -> Mailbox:
        """Where a camera's newest picture lies, also of one that is not tried yet."""
        return self._mailboxes.setdefault(camera_id, Mailbox())

    async def see(self, part: CameraPart, password: str, hosts: tuple[str, ...]) -> KnownError | None:
        """Open a camera and wait for its first picture; what is wrong if none comes. It goes on trying by itself."""
        answer: asyncio.Future[KnownError | None] = asyncio.get_running_loop().create_future()

        def changed(state: CameraChanged) -> None:
            if not answer.done() and (state.problem is not None or state.width):
                answer.set_result(state.problem)

        camera = Camera(
            camera_settings_of(part, password, hosts),
            self.mailbox(part.id),
            clock=self._clock,
            on_scan=lambda sighting, photo: None,
            on_state=changed,
            loop=asyncio.get_running_loop(),
        )
        self._cameras[part.id] = camera
        camera.start()
        try:
            async with asyncio.timeout(FIRST_PICTURE_WITHIN_S):
                return await answer
        except TimeoutError:
            return DeviceError(
                "camera_silent",
                "The camera sends nothing",
                f"Camera {part.name!r} gave no picture in {FIRST_PICTURE_WITHIN_S:.0f} s.",
                "It may be starting, which takes a minute. If it stays so, switch it off and on.",
            )

    async def read(self, part: CameraPart, hosts: tuple[str, ...], wanted: Callable[[str], bool]) -> str | None:
        """Hold a code before a camera: the first text that is `wanted`; None if somebody stopped it. The camera is let
        go of. Raises KnownError."""
        answer: asyncio.Future[str | None] = asyncio.get_running_loop().create_future()
        self._reading = answer

        def scanned(sighting: Sighting, frame: Frame) -> None:
            if not answer.done() and wanted(sighting.text):
                answer.set_result(sighting.text)

        def changed(state: CameraChanged) -> None:
            if not answer.done() and state.problem is not None:
                answer.set_exception(state.problem)

        camera = Camera(
            camera_settings_of(part, "", hosts),
            self.mailbox(part.id),
            clock=self._clock,
            on_scan=scanned,
            on_state=changed,
            loop=asyncio.get_running_loop(),
        )
        self._cameras[part.id] = camera
        camera.start()
        try:
            async with asyncio.timeout(READ_WITHIN_S):
                return await answer
        except TimeoutError as error:
            raise DeviceError(
                "letter_unread",
                "No code was read",
                f"The camera saw no code of the letter in {READ_WITHIN_S:.0f} s.",
                "Hold it flat and still, in good light, so that it fills half the picture; or type the three lines.",
            ) from error
        finally:
            self._reading = None
            await asyncio.to_thread(self.leave, part.id)

    def stop_reading(self) -> None:
        """Somebody types it after all."""
        if self._reading is not None and not self._reading.done():
            self._reading.set_result(None)

    async def measure(self, part: CameraPart, password: str, hosts: tuple[str, ...]) -> CameraChanged:
        """A camera as a self-test sees it: its size and how many pictures a second, or what is wrong."""
        told: asyncio.Queue[CameraChanged] = asyncio.Queue()
        camera = Camera(
            camera_settings_of(part, password, hosts),
            self.mailbox(part.id),
            clock=self._clock,
            on_scan=lambda sighting, photo: None,
            on_state=told.put_nowait,
            loop=asyncio.get_running_loop(),
        )
        self._cameras[part.id] = camera
        camera.start()
        last = CameraChanged(part.id, part.name, 0, 0, 0.0, None)
        try:
            async with asyncio.timeout(FIRST_PICTURE_WITHIN_S):
                while last.problem is None and not (last.width and last.fps):
                    last = await told.get()
        except TimeoutError:
            pass
        return last

    def leave(self, camera_id: str) -> None:
        """Look at a camera no more. Blocks for the moment that its thread needs to end."""
        camera = self._cameras.pop(camera_id, None)
        if camera is not None:
            camera.close()

    async def check(self, part: GatePart, password: str) -> tuple[GatePoint, ...]:
        """The commissioning check; also proves the password. Raises GateError."""
        return await driver_for(binding_of(part), GateSecret(password=password), self._clock).check_commissioning()

    async def move(self, part: GatePart, password: str) -> GateOutcome:
        """Open the gate once, through the one door that every opening goes through."""
        tasks = Tasks()
        actuator = Actuator(
            clock=self._clock,
            events=Events(),
            tasks=tasks,
            lockdown=Lockdown(self._profile.lockdown),
            record=CommandFile(self._profile.gate_commands),
        )
        binding = binding_of(part)
        actuator.add(binding, driver_for(binding, GateSecret(password=password), self._clock))
        actuator.start()
        try:
            return await actuator.order(part.id, GateAction.OPEN, Cause.OVERRIDE, SET_UP)
        finally:
            await actuator.close()
            await tasks.close()

    def close(self) -> None:
        """Give all cameras back, so that the console can open them."""
        for camera_id in list(self._cameras):
            self.leave(camera_id)
