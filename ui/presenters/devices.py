"""Cameras and gates: how they are, how they answered over a day, what their settings should be, and tests."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any, Protocol

from app.events import ActorChanged, CameraChanged, GateAnswered, GateChanged
from ui.presenters.device_changes import DeviceChanges
from ui.presenters.devices_state import NOTHING_ASKED, Asking, DevicesState, Ordered
from ui.presenters.errands import run
from ui.presenters.port import Core

COMMANDS = 20
FOUND = "found "
"""Before the address of a relay that was found, in the list."""
QUALITY_EVERY_S = 30.0


class DevicesView(Protocol):
    """What the presenter asks of its screen."""

    def show_state(self, state: DevicesState) -> None: ...


class DevicesPresenter:
    """Follows the devices; tests are openings by hand, with their reason said at once."""

    def __init__(
        self,
        core: Core,
        view: DevicesView,
        test_reason: Callable[[], str],
        pair_reason: Callable[[], str] | None = None,
    ) -> None:
        self._core = core
        self._view = view
        self._test_reason = test_reason
        self._quality_at = 0.0
        self._stops: list[Callable[[], None]] = []
        self.state = DevicesState(core.site_now(), core.actor)
        self.changes = DeviceChanges(core, self, test_reason, pair_reason or test_reason)

    def start(self) -> None:
        """Subscribe and show."""
        events = self._core.events
        self._stops = [
            events.subscribe(GateChanged, lambda _: self.put(gates=self._core.gates())),
            events.subscribe(CameraChanged, lambda _: self.put(cameras=self._core.cameras())),
            events.subscribe(GateAnswered, self._answered),
            events.subscribe(ActorChanged, lambda event: self.put(actor=event.actor)),
        ]
        self.put(actor=self._core.actor, gates=self._core.gates(), cameras=self._core.cameras())
        self.mark_first()

    def close(self) -> None:
        """Hear no more events."""
        for stop in self._stops:
            stop()
        self._stops.clear()

    def tick(self) -> None:
        """Once a second while the page is in view."""
        if self._core.clock.monotonic() - self._quality_at >= QUALITY_EVERY_S:
            self._read_quality()
        self.put()

    def mark(self, device_id: str) -> None:
        """Another device. A relay that was found becomes a gate."""
        self.put(marked=device_id, findings=None, **NOTHING_ASKED)
        self._read_quality()
        found = next((one for one in self.state.found or () if device_id == f"{FOUND}{one.address}"), None)
        if found is not None:
            self.changes.add(Asking.NEW_GATE, found.address)

    def mark_first(self) -> None:
        """The first device that there is."""
        gates, cameras = self.state.gates, self.state.cameras
        self.mark(gates[0].gate_id if gates else cameras[0].camera_id if cameras else "")

    def test_pulse(self) -> None:
        """Open the gate in view, to see it move."""
        if self.state.gate is not None and self.state.allowed and not self.state.testing:
            self.put(testing=True)
            run(self._core, self._test(self.state.gate.gate_id), "test pulse")

    def check(self) -> None:
        """The commissioning check of the gate in view."""
        if self.state.gate is not None and self.state.allowed and not self.state.checking:
            self.put(checking=True)
            run(self._core, self._check(self.state.gate.gate_id), "commissioning check")

    def fix(self, code: str) -> None:
        """Set one point of the check right in the device."""
        point = next((one for one in self.state.findings or () if one.code == code), None)
        if point is None or point.ok or not point.fixable or self.state.gate is None or self.state.checking:
            return
        self.put(checking=True)
        run(self._core, self._fix(self.state.gate.gate_id, code), "commissioning fix")

    def set_maintenance(self, on: bool) -> None:
        """Input yes, actuation no."""
        if self.state.gate is not None and self.state.allowed:
            self._core.actuator.set_maintenance(self.state.gate.gate_id, on)

    def look(self) -> None:
        """Search the network for relays."""
        if not self.state.looking and self.state.allowed:
            self.put(looking=True, found=None)
            run(self._core, self._look(), "find relays")

    # --- the pieces ----------------------------------------------------------------------------------------

    def _read_quality(self) -> None:
        self._quality_at = self._core.clock.monotonic()
        gate = self.state.gate
        self.put(minutes=self._core.actuator.link_quality(gate.gate_id) if gate is not None else ())

    async def _test(self, gate_id: str) -> None:
        try:
            entry, _ = await self._core.override.open(gate_id)
            await self._core.override.give_reason(entry, self._test_reason())
        finally:
            self.put(testing=False)

    async def _check(self, gate_id: str) -> None:
        try:
            findings = await self._core.actuator.check_commissioning(gate_id)
            if gate_id == self.state.marked:
                self.put(findings=findings)
        finally:
            self.put(checking=False)

    async def _fix(self, gate_id: str, code: str) -> None:
        try:
            findings = await self._core.actuator.fix(gate_id, code)
            if gate_id == self.state.marked:
                self.put(findings=findings)
        finally:
            self.put(checking=False)

    async def _look(self) -> None:
        try:
            self.put(found=await self._core.find_relays())
        finally:
            self.put(looking=False)

    def _answered(self, event: GateAnswered) -> None:
        command = event.command
        done = Ordered(command.ordered_at, command.gate_id, command.actor_id, command.cause.value, event.outcome)
        self.put(ordered=(done, *self.state.ordered)[:COMMANDS])

    def put(self, **changes: Any) -> None:
        settings, marked = self._core.settings, changes.get("marked", self.state.marked)
        known = any(one.gate_id == marked for one in self._core.gates())
        self.state = replace(
            self.state,
            now=self._core.site_now(),
            gate_parts=settings.gates,
            camera_parts=settings.cameras,
            cloud_host=settings.cloud.host if settings.cloud else "",
            leaving=self._core.device_set_up.leaving,
            cloud_problem=self._core.actuator.cloud_problem(marked) if known else "not_wired",
            **changes,
        )
        self._view.show_state(self.state)
