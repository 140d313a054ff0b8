"""Cameras and gates that a technician adds, replaces or takes out while the console runs.

What is added or replaced is used at once. What is taken out stays in use until the next start: nothing that somebody
may be waiting for goes away under his hands.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from functools import partial
from typing import TypeVar

import msgspec

from app.cameras import Cameras
from app.clock import Clock
from app.errors import KnownError
from app.from_settings import binding_of
from app.gate_set_up import GateSetUp, Holder, Secrets
from app.gates.bindings import GateSecret
from app.gates.build import driver_for
from app.gates.port import Identity
from app.gates.whois import relay_at
from app.new_parts import camera_address, check_camera_free, check_relay_free, device_of, new_camera, new_gate
from app.settings import CameraPart, GatePart, Settings

Part = TypeVar("Part", bound=CameraPart | GatePart)


class DeviceSetUp:
    """Each raises KnownError, and then nothing was changed."""

    def __init__(self, *, holder: Holder, secrets: Secrets, gates: GateSetUp, cameras: Cameras, clock: Clock) -> None:
        self._holder = holder
        self._secrets = secrets
        self._gates = gates
        self._cameras = cameras
        self._clock = clock
        self.leaving: frozenset[str] = frozenset()
        """The ids of what the next start will not have any more."""

    async def plugged(self) -> tuple[str, ...]:
        """Cameras at this PC, by name."""
        return await asyncio.to_thread(_usb_cameras)

    async def add_camera(self, name: str, address: str, username: str, password: str) -> str:
        """One more camera; its id. Its picture, or what is wrong with it, is seen at once."""
        self._gates.check_may()
        part = new_camera(self._holder.settings, name, camera_address(address, await self.plugged()), username)
        await self._keep_camera(part, password, "camera_added")
        return part.id

    async def move_camera(self, camera_id: str, address: str, username: str, password: str) -> None:
        """Another camera in the place of this one, or the same at another address. An empty `password`: as before."""
        self._gates.check_may()
        part = next(one for one in self._holder.settings.cameras if one.id == camera_id)
        address = camera_address(address, await self.plugged())
        check_camera_free(self._holder.settings, part.name, address, but=camera_id)
        kept = await self._secrets.get(f"camera.{camera_id}") or ""
        moved = msgspec.structs.replace(part, address=address, username=username)
        await self._keep_camera(moved, password or kept, "camera_moved")

    async def add_gate(self, name: str, address: str, password: str) -> str:
        """One more gate, bound to the relay that answers at `address`; its id."""
        self._gates.check_may()
        base, identity, driver = await relay_at(address, self._clock)
        part = new_gate(self._holder.settings, name, base, identity, driver)
        await self._keep_gate(part, password, "gate_bound", identity)
        return part.id

    async def move_gate(self, gate_id: str, address: str, password: str) -> None:
        """Another relay for a gate, or the same at another address. An empty `password`: as before. Another relay opens
        by the guard only, whatever was accepted of the one before."""
        self._gates.check_may()
        part = next(one for one in self._holder.settings.gates if one.id == gate_id)
        base, identity, driver = await relay_at(address, self._clock)
        check_relay_free(self._holder.settings, part.name, identity, but=gate_id)
        moved = msgspec.structs.replace(part, **device_of(base, identity, driver))
        if identity.mac != part.mac.upper():
            moved = msgspec.structs.replace(moved, automatic=False, accepted=(), cloud_id="")
        kept = await self._secrets.get(f"gate.{gate_id}") or ""
        await self._keep_gate(moved, password or kept, "gate_bound", identity)
        if password:  # a gate whose device is the same goes on with the driver that it has
            await self._gates.set_password(gate_id, password)

    async def take_out(self, device_id: str, reason: str) -> None:
        """A camera or a gate that the next start is not to have any more."""
        self._gates.check_may()
        kind = "gate" if any(one.id == device_id for one in self._holder.settings.gates) else "camera"
        said = {"reason": reason.strip()[:200]}
        change = partial(_without, device_id=device_id)
        await self._gates.change(change, f"{kind}_taken_out", device_id, said, from_next_start=True)
        self.leaving |= {device_id}

    async def _keep_camera(self, part: CameraPart, password: str, kind: str) -> None:
        def with_it(settings: Settings) -> Settings:
            return msgspec.structs.replace(settings, cameras=_put(settings.cameras, part))

        name = f"camera.{part.id}"
        before = await self._secrets.get(name)
        await self._secrets.put(name, password)
        try:
            await self._gates.change(with_it, kind, part.id, {"address": part.address})
        except KnownError:
            await self._back(name, before)
            raise
        self.leaving -= {part.id}
        await self._cameras.use(part, password)

    async def _keep_gate(self, part: GatePart, password: str, kind: str, identity: Identity) -> None:
        def with_it(settings: Settings) -> Settings:
            return msgspec.structs.replace(settings, gates=_put(settings.gates, part))

        # A wrong password is said here, before anything hangs on it.
        points = await driver_for(binding_of(part), GateSecret(password=password), self._clock).check_commissioning()
        missing = sorted(point.code for point in points if not point.ok)
        name = f"gate.{part.id}"
        before = await self._secrets.get(name)
        await self._secrets.put(name, password)
        try:
            await self._gates.change(with_it, kind, part.id, {"mac": identity.mac, "missing": missing})
        except KnownError:
            await self._back(name, before)
            raise
        self.leaving -= {part.id}

    async def _back(self, name: str, before: str | None) -> None:
        if before is None:
            await self._secrets.delete(name)
        else:
            await self._secrets.put(name, before)


def _usb_cameras() -> tuple[str, ...]:
    """On a thread: what it needs of OpenCV is loaded by no start."""
    from app.devices.sources import usb_cameras

    return usb_cameras()


def _put(parts: Sequence[Part], part: Part) -> tuple[Part, ...]:
    """In its place, or behind the others."""
    changed = tuple(part if one.id == part.id else one for one in parts)
    return changed if part in changed else (*changed, part)


def _without(settings: Settings, device_id: str) -> Settings:
    """Cameras that looked at a gate which is gone look at the first one."""
    left = [one for one in settings.cameras if one.id != device_id]
    cameras = tuple(
        msgspec.structs.replace(
            one, gate="" if one.gate == device_id else one.gate, face="" if one.face == device_id else one.face
        )
        for one in left
    )
    gates = tuple(one for one in settings.gates if one.id != device_id)
    return msgspec.structs.replace(settings, cameras=cameras, gates=gates)
