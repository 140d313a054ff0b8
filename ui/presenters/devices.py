"""Cameras and gates: how they are, how they answered over a day, what their settings should be, and tests."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any, Protocol

from app.domain.gate import GateOutcome, GateStatus, OutcomeKind, Path
from app.domain.shift import Act, Actor, may
from app.errors import GateError, KnownError
from app.events import ActorChanged, CameraChanged, GateAnswered, GateChanged
from app.gates.discovery import FoundRelay
from app.gates.port import Finding
from app.gates.quality import LinkMinute
from app.settings import CameraPart, GatePart
from ui.presenters.errands import run
from ui.presenters.port import Core

COMMANDS = 20
QUALITY_EVERY_S = 30.0


class Asking(StrEnum):
    """What a technician is asked below a device."""

    NOTHING = ""
    CLOUD = "cloud"
    LOGIN = "login"
    REASON = "reason"
    WHICH_GATE = "which_gate"
    WHICH_MOVED = "which_moved"


_NOTHING_ASKED: dict[str, Any] = {"asking": Asking.NOTHING, "missing": (), "pairing": "", "paired_with": None}


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
    """`marked`: the id of what is in view. `findings` None: not checked yet; `found` None: not looked for.

    `pairing`: the gate that is opened to be paired, and `paired_with` what became of that order.
    """

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
    asking: Asking = Asking.NOTHING
    missing: tuple[Finding, ...] = ()
    cloud_host: str = ""
    cloud_problem: str = "not_wired"
    pairing: str = ""
    paired_with: GateOutcome | None = None

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
        self._pair_reason = pair_reason or test_reason
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
        gates, cameras = self._core.gates(), self._core.cameras()
        first = gates[0].gate_id if gates else cameras[0].camera_id if cameras else ""
        self._put(gates=gates, cameras=cameras)
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
        self._put(marked=device_id, findings=None, **_NOTHING_ASKED)
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

    # --- what is changed -----------------------------------------------------------------------------------

    def choose(self, what: str) -> None:
        """One of the seldom things of the device in view."""
        gate, part = self.state.gate, self.state.gate_part
        if not self.state.allowed:
            return
        if what == "pair" and self.state.camera is not None:
            self._put(asking=Asking.WHICH_GATE, pairing="", paired_with=None)
        elif gate is None or part is None:
            return
        elif what == "cloud":
            self._put(asking=Asking.CLOUD)
        elif what == "password":
            self._put(asking=Asking.LOGIN)
        elif what == "leave_cloud":
            self._change(self._core.gate_set_up.leave_cloud(gate.gate_id), "leave the cloud")
        elif what == "test_cloud":
            run(self._core, self._test_cloud(gate.gate_id), "test of the cloud")
        elif what == "automatic" and part.automatic:
            self._change(self._core.gate_set_up.set_automatic(gate.gate_id, False), "by the guard only")
        elif what == "automatic":
            run(self._core, self._let_open_by_itself(gate.gate_id), "open by itself")

    def leave(self) -> None:
        """Nothing is changed."""
        self._put(**_NOTHING_ASKED)

    def cloud_given(self, host: str, key: str, device_id: str) -> None:
        """The second path of the gate in view."""
        if self.state.asking is Asking.CLOUD and self.state.gate is not None:
            change = self._core.gate_set_up.use_cloud(host, key, self.state.gate.gate_id, device_id=device_id)
            self._change(change, "use the cloud")

    def password_given(self, password: str) -> None:
        """The relay's own password."""
        if self.state.asking is Asking.LOGIN and self.state.gate is not None:
            self._change(self._core.gate_set_up.set_password(self.state.gate.gate_id, password), "relay password")

    def reason_given(self, reason: str) -> None:
        """Why a gate opens by itself although its check is not green."""
        if self.state.asking is Asking.REASON and self.state.gate is not None and reason.strip():
            change = self._core.gate_set_up.set_automatic(self.state.gate.gate_id, True, reason=reason)
            self._change(change, "open by itself")

    def gate_picked(self, gate_id: str) -> None:
        """The gate that the camera in view looks at, as the technician thinks: it is opened to be seen."""
        if self.state.asking is Asking.WHICH_GATE and self.state.camera is not None:
            self._put(asking=Asking.WHICH_MOVED, pairing=gate_id, paired_with=None)
            run(self._core, self._open_to_pair(gate_id), "open to pair")

    def moved(self, gate_id: str) -> None:
        """The gate that really moved, "": none did."""
        state = self.state
        if state.asking is Asking.WHICH_MOVED and state.paired_with is not None and state.camera is not None:
            pairing = self._core.gate_set_up.pair(state.camera.camera_id, state.pairing, moved=gate_id)
            self._change(pairing, "pair camera and gate", keep_open=False)

    def _change(self, change: Coroutine[Any, Any, None], name: str, *, keep_open: bool = True) -> None:
        run(self._core, self._changed(change, keep_open), name)

    async def _changed(self, change: Coroutine[Any, Any, None], keep_open: bool) -> None:
        try:
            await change
        except KnownError:
            self._put(**({} if keep_open else _NOTHING_ASKED))
            raise
        self._put(**_NOTHING_ASKED)

    async def _let_open_by_itself(self, gate_id: str) -> None:
        try:
            await self._core.gate_set_up.set_automatic(gate_id, True)
        except GateError as error:
            if error.code != "automatic_not_green":
                raise
            findings = await self._core.actuator.check_commissioning(gate_id)
            missing = tuple(one for one in findings if not one.ok and one.weight == "must")
            self._put(asking=Asking.REASON, missing=missing, findings=findings)
            return
        self._put()

    async def _test_cloud(self, gate_id: str) -> None:
        async def pulse() -> GateOutcome:
            entry, outcome = await self._core.override.open(gate_id, only=Path.CLOUD)
            await self._core.override.give_reason(entry, self._test_reason())
            return outcome

        self._put(testing=True)
        try:
            await self._core.gate_set_up.test_cloud(gate_id, pulse)
        finally:
            self._put(testing=False)

    async def _open_to_pair(self, gate_id: str) -> None:
        entry, outcome = await self._core.override.open(gate_id)
        await self._core.override.give_reason(entry, self._pair_reason())
        if outcome.kind is OutcomeKind.NOT_DONE:
            self._put(**_NOTHING_ASKED)
        else:
            self._put(paired_with=outcome)

    # --- the pieces ----------------------------------------------------------------------------------------

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
        settings, marked = self._core.settings, changes.get("marked", self.state.marked)
        known = any(one.gate_id == marked for one in self._core.gates())
        self.state = replace(
            self.state,
            now=self._core.site_now(),
            gate_parts=settings.gates,
            camera_parts=settings.cameras,
            cloud_host=settings.cloud.host if settings.cloud else "",
            cloud_problem=self._core.actuator.cloud_problem(marked) if known else "not_wired",
            **changes,
        )
        self._view.show_state(self.state)
