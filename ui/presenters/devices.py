"""Cameras and gates: how they are, how they answered over a day, what their settings should be, and tests."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Protocol

from app.domain.gate import GateOutcome, GateStatus
from app.domain.shift import Act, Actor, may
from app.events import ActorChanged, CameraChanged, GateAnswered, GateChanged
from app.gates.discovery import FoundRelay
from app.gates.port import Finding
from app.gates.quality import LinkMinute
from app.settings import CameraPart, GatePart
from ui.presenters.errands import run
from ui.presenters.port import Core

COMMANDS = 20
QUALITY_EVERY_S = 30.0


@dataclass(frozen=True, slots=True)
class Ordered:
    """One order that was seen since the program started."""

    at: datetime
    gate_id: str
    actor_id: str
    cause: str
    outcome: GateOutcome


@dataclass(frozen=True, slots=True)
class DevicesState:
    """`marked`: the id of what is in view. `findings` None: not checked yet; `found` None: not looked for."""

    now: datetime
    actor: Actor | None
    cameras: tuple[CameraChanged, ...] = ()
    gates: tuple[GateStatus, ...] = ()
    camera_parts: tuple[CameraPart, ...] = ()
    gate_parts: tuple[GatePart, ...] = ()
    marked: str = ""
    minutes: tuple[LinkMinute, ...] = ()
    ordered: tuple[Ordered, ...] = ()
    findings: tuple[Finding, ...] | None = None
    checking: bool = False
    testing: bool = False
    looking: bool = False
    found: tuple[FoundRelay, ...] | None = None

    @property
    def allowed(self) -> bool:
        """Whether this person may see and test devices."""
        return may(self.actor, Act.CONFIGURE)

    @property
    def gate(self) -> GateStatus | None:
        """The gate in view."""
        return next((one for one in self.gates if one.gate_id == self.marked), None)

    @property
    def gate_part(self) -> GatePart | None:
        """How the gate in view is set up."""
        return next((one for one in self.gate_parts if one.id == self.marked), None)

    @property
    def camera(self) -> CameraChanged | None:
        """The camera in view."""
        return next((one for one in self.cameras if one.camera_id == self.marked), None)

    @property
    def camera_part(self) -> CameraPart | None:
        """How the camera in view is set up."""
        return next((one for one in self.camera_parts if one.id == self.marked), None)


class DevicesView(Protocol):
    """What the presenter asks of its screen."""

    def show_state(self, state: DevicesState) -> None: ...


class DevicesPresenter:
    """Follows the devices; tests are openings by hand, with their reason said at once."""

    def __init__(self, core: Core, view: DevicesView, test_reason: Callable[[], str]) -> None:
        self._core = core
        self._view = view
        self._test_reason = test_reason
        self._quality_at = 0.0
        self._stops: list[Callable[[], None]] = []
        self.state = DevicesState(core.site_now(), core.actor)

    def start(self) -> None:
        """Subscribe and show."""
        events = self._core.events
        self._stops = [
            events.subscribe(GateChanged, lambda _: self._put(gates=self._core.gates())),
            events.subscribe(CameraChanged, lambda _: self._put(cameras=self._core.cameras())),
            events.subscribe(GateAnswered, self._answered),
            events.subscribe(ActorChanged, lambda event: self._put(actor=event.actor)),
        ]
        settings = self._core.settings
        gates, cameras = self._core.gates(), self._core.cameras()
        first = gates[0].gate_id if gates else cameras[0].camera_id if cameras else ""
        self._put(gates=gates, cameras=cameras, gate_parts=settings.gates, camera_parts=settings.cameras)
        self.mark(first)

    def close(self) -> None:
        """Hear no more events."""
        for stop in self._stops:
            stop()
        self._stops.clear()

    def tick(self) -> None:
        """Once a second while the page is in view."""
        if self._core.clock.monotonic() - self._quality_at >= QUALITY_EVERY_S:
            self._read_quality()
        self._put()

    def mark(self, device_id: str) -> None:
        """Another device."""
        self._put(marked=device_id, findings=None)
        self._read_quality()

    def test_pulse(self) -> None:
        """Open the gate in view, to see it move."""
        if self.state.gate is not None and self.state.allowed and not self.state.testing:
            self._put(testing=True)
            run(self._core, self._test(self.state.gate.gate_id), "test pulse")

    def check(self) -> None:
        """The commissioning check of the gate in view."""
        if self.state.gate is not None and self.state.allowed and not self.state.checking:
            self._put(checking=True)
            run(self._core, self._check(self.state.gate.gate_id), "commissioning check")

    def fix(self, code: str) -> None:
        """Set one point of the check right in the device."""
        point = next((one for one in self.state.findings or () if one.code == code), None)
        if point is None or point.ok or not point.fixable or self.state.gate is None or self.state.checking:
            return
        self._put(checking=True)
        run(self._core, self._fix(self.state.gate.gate_id, code), "commissioning fix")

    def set_maintenance(self, on: bool) -> None:
        """Input yes, actuation no."""
        if self.state.gate is not None and self.state.allowed:
            self._core.actuator.set_maintenance(self.state.gate.gate_id, on)

    def look(self) -> None:
        """Search the network for relays."""
        if not self.state.looking and self.state.allowed:
            self._put(looking=True, found=None)
            run(self._core, self._look(), "find relays")

    def _read_quality(self) -> None:
        self._quality_at = self._core.clock.monotonic()
        gate = self.state.gate
        self._put(minutes=self._core.actuator.link_quality(gate.gate_id) if gate is not None else ())

    async def _test(self, gate_id: str) -> None:
        try:
            entry, _ = await self._core.override.open(gate_id)
            await self._core.override.give_reason(entry, self._test_reason())
        finally:
            self._put(testing=False)

    async def _check(self, gate_id: str) -> None:
        try:
            findings = await self._core.actuator.check_commissioning(gate_id)
            if gate_id == self.state.marked:
                self._put(findings=findings)
        finally:
            self._put(checking=False)

    async def _fix(self, gate_id: str, code: str) -> None:
        try:
            findings = await self._core.actuator.fix(gate_id, code)
            if gate_id == self.state.marked:
                self._put(findings=findings)
        finally:
            self._put(checking=False)

    async def _look(self) -> None:
        try:
            self._put(found=await self._core.find_relays())
        finally:
            self._put(looking=False)

    def _answered(self, event: GateAnswered) -> None:
        command = event.command
        done = Ordered(command.ordered_at, command.gate_id, command.actor_id, command.cause.value, event.outcome)
        self._put(ordered=(done, *self.state.ordered)[:COMMANDS])

    def _put(self, **changes: Any) -> None:
        self.state = replace(self.state, now=self._core.site_now(), **changes)
        self._view.show_state(self.state)
