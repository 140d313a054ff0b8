"""The only door to a relay. Every opening, whatever its cause, comes through `Actuator.order`.

There is no queue here and nothing is kept to be sent later: an order lives in one call and dies with it.
"""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass, field, replace
from datetime import timedelta
from functools import partial

from app.clock import Clock
from app.domain.gate import (
    Cause,
    GateAction,
    GateCommand,
    GateOutcome,
    GateStatus,
    InputKind,
    OutcomeKind,
    Path,
    deadline_after,
)
from app.domain.ids import uuid7
from app.errors import GateError
from app.events import Events, GateAnswered, GateChanged
from app.gates.bindings import COVERS, GateBinding
from app.gates.commands import CommandRecord
from app.gates.lockdown import Lockdown, LockdownState
from app.gates.outcomes import NO_CLOUD, done, not_done, unknown
from app.gates.port import Driver, Finding, Permit
from app.gates.position import STARTS_S
from app.gates.watch import EVIDENCE_S, GateWatch
from app.tasks import Tasks

log = logging.getLogger(__name__)

COMMISSION_AGAIN_S = 15.0
WALL_SLACK = timedelta(seconds=1)
"""A monotonic clock may stand still while the PC sleeps; the wall clock does not."""
OPENS = frozenset({GateAction.OPEN, GateAction.HOLD_OPEN})


@dataclass(slots=True)
class _Gate:
    """One gate and what is going on there.

    `last`: the newest command that was, or may have been, executed. `seen_at`: when an effect of a command was
    last seen, by kind: False the relay was on, True the gate left its closed position.
    """

    binding: GateBinding
    local: Driver
    cloud: Driver | None
    watch: GateWatch
    busy: bool = False
    quiet_until: float = float("-inf")
    maintenance: bool = False
    findings: tuple[Finding, ...] | None = None
    last: tuple[GateCommand, GateOutcome] | None = None
    seen_at: dict[bool, float] = field(default_factory=dict)
    tasks: list[asyncio.Task[None]] = field(default_factory=list)

    @property
    def commissioned(self) -> bool:
        return self.findings is not None and all(
            found.ok or found.weight != "must" or found.code in self.binding.accepted for found in self.findings
        )


class Actuator:
    """All gates of this console. Lives on the loop; `start` begins to watch, `close` ends everything."""

    def __init__(
        self, *, clock: Clock, events: Events, tasks: Tasks, lockdown: Lockdown, record: CommandRecord
    ) -> None:
        self._clock = clock
        self._events = events
        self._tasks = tasks
        self._lockdown = lockdown
        self._record = record
        self._gates: dict[str, _Gate] = {}

    def add(self, binding: GateBinding, local: Driver, cloud: Driver | None = None) -> None:
        """Bind a gate to its device. Before `start`."""
        watch = GateWatch(
            binding,
            local,
            self._clock,
            changed=partial(self._changed, binding.gate_id),
            seen=partial(self._seen, binding.gate_id),
        )
        self._gates[binding.gate_id] = _Gate(binding, local, cloud, watch)

    def start(self) -> None:
        """Begin to watch all gates."""
        for gate in self._gates.values():
            name = gate.binding.gate_id
            gate.tasks.append(self._tasks.spawn(gate.watch.run(), name=f"gate {name}"))
            gate.tasks.append(self._tasks.spawn(self._commission(gate), name=f"commissioning {name}"))

    async def close(self) -> None:
        """Stop watching and let go of all devices."""
        watching = [task for gate in self._gates.values() for task in gate.tasks]
        for task in watching:
            task.cancel()
        await asyncio.gather(*watching, return_exceptions=True)
        for gate in self._gates.values():
            await gate.local.close()
            if gate.cloud is not None:
                await gate.cloud.close()

    # -- what is known ------------------------------------------------------------------------------------------

    def statuses(self) -> tuple[GateStatus, ...]:
        """How all gates are."""
        return tuple(self._status(gate) for gate in self._gates.values())

    def set_visible(self, visible: bool) -> None:
        """Whether the gates are on the screen: they are polled more often then."""
        for gate in self._gates.values():
            gate.watch.set_visible(visible)

    def lockdown(self) -> LockdownState:
        """What the lockdown file says now."""
        return self._lockdown.state()

    def lock_down(self, actor_id: str) -> None:
        """Lock entries down. Raises GateError when it cannot be kept."""
        self._lockdown.engage(actor_id, self._clock.wall())
        self._all_changed()

    def release_lockdown(self, actor_id: str) -> None:
        """End a lockdown; who may is judged by the caller. Raises GateError."""
        self._lockdown.release(actor_id, self._clock.wall())
        self._all_changed()

    def set_maintenance(self, gate_id: str, on: bool) -> None:
        """While somebody works at the gate nothing here may move it. Raises KeyError."""
        self._gates[gate_id].maintenance = on
        self._changed(gate_id)

    async def check_commissioning(self, gate_id: str) -> tuple[Finding, ...]:
        """Ask the device how it is set up; automatic opening follows the answer. Raises GateError, KeyError."""
        gate = self._gates[gate_id]
        gate.findings = await gate.local.check_commissioning()
        return gate.findings

    async def fix(self, gate_id: str, code: str) -> tuple[Finding, ...]:
        """Let the device be set right, then check again. Raises GateError, KeyError."""
        await self._gates[gate_id].local.fix(code)
        return await self.check_commissioning(gate_id)

    # -- orders -------------------------------------------------------------------------------------------------

    async def order(
        self,
        gate_id: str,
        action: GateAction,
        cause: Cause,
        actor_id: str,
        *,
        entry_id: str | None = None,
        ordered_monotonic: float | None = None,
    ) -> GateOutcome:
        """Carry out one order and say what became of it; never raises for that.

        `ordered_monotonic`: when the guard pressed or the rules decided, now if not given; the deadline counts
        from there. A later confirmation by the contact comes as another GateAnswered.
        """
        now = self._clock.monotonic()
        ordered = min(now, ordered_monotonic) if ordered_monotonic is not None else now
        ordered_at = self._clock.wall() - timedelta(seconds=now - ordered)
        command = GateCommand(
            command_id=uuid7(self._clock.wall()),
            gate_id=gate_id,
            action=action,
            cause=cause,
            ordered_monotonic=ordered,
            deadline_monotonic=deadline_after(ordered, cause),
            ordered_at=ordered_at,
            actor_id=actor_id,
            entry_id=entry_id,
        )
        self._record.ordered(command)
        outcome = unknown("interrupted", Path.NONE)
        try:
            outcome = await self._decide(command)
        except Exception:
            log.exception("command %s failed", command.command_id)
            outcome = unknown("internal", Path.NONE)
        finally:
            outcome = replace(outcome, took_ms=round((self._clock.monotonic() - ordered) * 1000))
            self._record.answered(command, outcome)
        self._events.publish(GateAnswered(command, outcome))
        return outcome

    async def _decide(self, command: GateCommand) -> GateOutcome:
        gate = self._gates.get(command.gate_id)
        if gate is None:
            return not_done("unknown_gate")
        if command.action not in gate.binding.can:
            return not_done("not_wired")
        if refusal := self._refusal(gate, command):
            return not_done(refusal)
        if command.action is GateAction.STOP:  # never waits for anything: it may be a person in the gate
            return await self._carry_out(gate, command)
        if gate.busy:
            return not_done("busy")
        step_by_step = gate.binding.input_kind is InputKind.STEP_BY_STEP and gate.binding.driver not in COVERS
        if not step_by_step and self._clock.monotonic() < gate.quiet_until:
            return not_done("cooldown")
        gate.busy = True
        try:
            return await self._carry_out(gate, command, look_first=step_by_step and command.action is GateAction.OPEN)
        finally:
            gate.busy = False

    async def _carry_out(self, gate: _Gate, command: GateCommand, *, look_first: bool = False) -> GateOutcome:
        permit = Permit(command.deadline_monotonic, command.command_id, lambda: self._refusal(gate, command))
        fault = await self._proven(gate, command, where=look_first)
        if look_first:
            if gate.watch.already_open():
                return done(Path.NONE, "already_open")
            if self._clock.monotonic() < gate.quiet_until:
                return not_done("cooldown")
        gate.watch.sending()
        try:
            outcome = not_done(fault, Path.LOCAL) if fault else await self._local(gate, command, permit)
            outcome = await self._fall_back(gate, command, permit, outcome)
        except BaseException:  # cancelled or a bug, in the middle of it: as good as Unknown
            self._executed(gate, command, unknown("interrupted", Path.NONE))
            raise
        if outcome.kind is not OutcomeKind.NOT_DONE:
            outcome = self._executed(gate, command, outcome)
        return outcome

    async def _proven(self, gate: _Gate, command: GateCommand, *, where: bool) -> str:
        """Prove who the device is (and where the gate is) within the order's life; "" or what is wrong."""
        try:
            async with asyncio.timeout(command.deadline_monotonic - self._clock.monotonic()):
                await gate.watch.prove(where=where)
        except GateError as error:
            gate.watch.failed(error.code)
            return error.code
        except TimeoutError:
            return "deadline"
        return ""

    async def _local(self, gate: _Gate, command: GateCommand, permit: Permit) -> GateOutcome:
        outcome = await gate.local.drive(command.action, permit)
        if outcome.detail == "unreachable" and self._clock.monotonic() < command.deadline_monotonic:
            outcome = await gate.local.drive(command.action, permit)  # nothing was sent: once more, inside the deadline
        return outcome

    async def _fall_back(self, gate: _Gate, command: GateCommand, permit: Permit, local: GateOutcome) -> GateOutcome:
        """The cloud as second path: after a proven NotDone, or after Unknown where a second pulse is harmless."""
        if gate.cloud is None or local.kind is OutcomeKind.DONE or local.detail in NO_CLOUD:
            return local
        if local.kind is OutcomeKind.UNKNOWN:
            if gate.binding.input_kind is not InputKind.OPEN_ONLY or command.action is not GateAction.OPEN:
                return local
            await gate.watch.look()
            if (seen := self._with_evidence(gate, command, local)).kind is OutcomeKind.DONE:
                return seen
        second = await gate.cloud.drive(command.action, permit)
        return local if second.kind is OutcomeKind.NOT_DONE else second

    def _executed(self, gate: _Gate, command: GateCommand, outcome: GateOutcome) -> GateOutcome:
        """Done, or perhaps done: begin the cooldown, look often, take a movement already seen as confirmation."""
        certain = outcome.kind is OutcomeKind.DONE
        pause = gate.binding.cooldown_s
        if gate.binding.input_kind is InputKind.STEP_BY_STEP:
            pause = max(pause, STARTS_S)
        if command.action is not GateAction.STOP:
            gate.quiet_until = self._clock.monotonic() + (pause if certain else 2 * pause)
        gate.watch.sent(command.action, certain=certain)
        outcome = self._with_evidence(gate, command, outcome)
        gate.last = (command, outcome)
        return outcome

    def _refusal(self, gate: _Gate, command: GateCommand) -> str:
        """Why a command must not go out now, "" if it may. The last thing before every write."""
        now, lived = self._clock.monotonic(), self._clock.wall() - command.ordered_at
        life = timedelta(seconds=command.deadline_monotonic - command.ordered_monotonic)
        if now >= command.deadline_monotonic or lived > life + WALL_SLACK:
            return "deadline"
        if command.action is GateAction.STOP:
            return ""
        if command.cause is Cause.AUTOMATIC and not gate.commissioned:
            return "not_commissioned"
        if gate.maintenance:
            return "maintenance"
        if command.action in OPENS and not gate.binding.free_exit and self._lockdown.state().locked:
            return "locked_down"
        return ""

    # -- telling ------------------------------------------------------------------------------------------------

    def _seen(self, gate_id: str, moved: bool) -> None:
        """The relay was seen on, or the contact saw the gate go: evidence for the newest opening."""
        gate = self._gates[gate_id]
        gate.seen_at[moved] = self._clock.monotonic()
        if gate.last is None:
            return
        command, before = gate.last
        after = self._with_evidence(gate, command, before)
        if after != before and self._clock.monotonic() - command.ordered_monotonic <= EVIDENCE_S:
            gate.last = (command, after)
            self._record.answered(command, after)
            self._events.publish(GateAnswered(command, after))

    def _with_evidence(self, gate: _Gate, command: GateCommand, outcome: GateOutcome) -> GateOutcome:
        """What a command's outcome is in the light of what was seen since it was ordered."""
        never = float("-inf")
        if command.action is GateAction.OPEN:
            if gate.seen_at.get(True, never) >= command.ordered_monotonic:
                return replace(outcome, kind=OutcomeKind.DONE, confirmed=True)
            if gate.seen_at.get(False, never) >= command.ordered_monotonic:
                return replace(outcome, kind=OutcomeKind.DONE)
        return outcome

    def _status(self, gate: _Gate) -> GateStatus:
        locked = not gate.binding.free_exit and self._lockdown.state().locked
        return gate.watch.status(locked_down=locked, maintenance=gate.maintenance)

    def _changed(self, gate_id: str) -> None:
        gate = self._gates[gate_id]
        if gate.watch.rebooted:
            gate.watch.rebooted = False
            gate.findings = None
            gate.tasks.append(self._tasks.spawn(self._commission(gate), name=f"commissioning {gate_id}"))
        self._events.publish(GateChanged(self._status(gate)))

    def _all_changed(self) -> None:
        for gate_id in self._gates:
            self._changed(gate_id)

    async def _commission(self, gate: _Gate) -> None:
        """Keep asking until the device has answered once; it is asked again after a reboot."""
        while gate.findings is None:
            try:
                await self.check_commissioning(gate.binding.gate_id)
            except GateError:
                await asyncio.sleep(COMMISSION_AGAIN_S)
