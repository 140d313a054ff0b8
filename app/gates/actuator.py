"""The only door to a relay. Every opening, whatever its cause, comes through `Actuator.order`.

There is no queue here and nothing is kept to be sent later: an order lives in one call and dies with it.
"""

from __future__ import annotations

import asyncio
import logging
from dataclasses import replace
from datetime import timedelta

from app.clock import Clock
from app.domain.gate import Cause, GateAction, GateCommand, GateOutcome, GateStatus, Path, deadline_after
from app.domain.ids import uuid7
from app.domain.lockdown import LockdownWord
from app.events import Events, GateAnswered, GateChanged
from app.gates.bindings import GateBinding
from app.gates.commands import CommandRecord
from app.gates.gate import Gate
from app.gates.lockdown import Lockdown, LockdownState
from app.gates.outcomes import not_done, unknown
from app.gates.port import Driver, Finding
from app.gates.quality import LinkMinute
from app.tasks import Tasks

log = logging.getLogger(__name__)


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
        self._gates: dict[str, Gate] = {}
        self._watching: dict[str, list[asyncio.Task[None]]] = {}
        self._started = False

    def add(self, binding: GateBinding, local: Driver, cloud: Driver | None = None) -> None:
        """Bind a gate to its device, and to the cloud as second path. A gate that is bound already is bound to this
        device from now on; an order that is under way ends with the old one."""
        for task in self._watching.pop(binding.gate_id, ()):
            task.cancel()
        gate = self._gates[binding.gate_id] = Gate(
            binding,
            local,
            cloud,
            clock=self._clock,
            lockdown=self._lockdown,
            changed=self._changed,
            learned=self._answered,
        )
        if self._started:
            self._watch(gate)
            self._changed(gate)

    def drives(self, binding: GateBinding) -> bool:
        """Whether the gate is bound to this very device, at this address."""
        gate = self._gates.get(binding.gate_id)
        return gate is not None and gate.binding.device == binding.device

    def start(self) -> None:
        """Begin to watch all gates."""
        self._started = True
        for gate in self._gates.values():
            self._watch(gate)

    def _watch(self, gate: Gate) -> None:
        name = gate.binding.gate_id
        self._watching[name] = [
            self._tasks.spawn(gate.watch.run(), name=f"gate {name}"),
            self._tasks.spawn(gate.stay_commissioned(), name=f"commissioning {name}"),
            self._tasks.spawn(gate.paths.watch_cloud(), name=f"cloud {name}"),
        ]

    async def close(self) -> None:
        """Stop watching."""
        watching = [task for tasks in self._watching.values() for task in tasks]
        for task in watching:
            task.cancel()
        await asyncio.gather(*watching, return_exceptions=True)

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
        only: Path | None = None,
    ) -> GateOutcome:
        """Carry out one order and say what became of it; never raises for that.

        `ordered_monotonic`: when the guard pressed or the rules decided, now if not given; the deadline counts
        from there. `only`: try this path alone (a technician's test). What is learned later, by the contact for
        example, comes as another GateAnswered for the same command.
        """
        now, wall = self._clock.monotonic(), self._clock.wall()
        ordered = now if ordered_monotonic is None else min(now, ordered_monotonic)
        command = GateCommand(
            command_id=uuid7(wall),
            gate_id=gate_id,
            action=action,
            cause=cause,
            ordered_monotonic=ordered,
            deadline_monotonic=deadline_after(ordered, cause),
            ordered_at=wall - timedelta(seconds=now - ordered),
            actor_id=actor_id,
            entry_id=entry_id,
        )
        self._record.ordered(command)
        outcome = unknown("interrupted", Path.NONE)
        try:
            gate = self._gates.get(gate_id)
            outcome = not_done("unknown_gate") if gate is None else await gate.carry_out(command, only)
        except Exception:
            log.exception("command %s failed", command.command_id)
            outcome = unknown("internal", Path.NONE)
        finally:
            outcome = replace(outcome, took_ms=round((self._clock.monotonic() - ordered) * 1000))
            self._answered(command, outcome)
        return outcome

    # -- what is known, and what people set ---------------------------------------------------------------------

    def statuses(self) -> tuple[GateStatus, ...]:
        """How all gates are."""
        return tuple(gate.status() for gate in self._gates.values())

    def cloud_problem(self, gate_id: str) -> str:
        """A code: "" the second path is there, "not_wired" there is none. Raises KeyError."""
        return self._gates[gate_id].paths.cloud_problem

    async def check_cloud(self, gate_id: str) -> None:
        """Ask the cloud for the gate's device; nothing moves. Raises GateError, KeyError."""
        await self._gates[gate_id].paths.check_cloud()

    def use_cloud(self, gate_id: str, cloud: Driver | None) -> None:
        """Another second path for a gate, or none. Raises KeyError."""
        self._gates[gate_id].paths.use_cloud(cloud)

    def use_local(self, gate_id: str, local: Driver) -> None:
        """Another way to speak to the gate's device, with a new password for example. Raises KeyError."""
        self._gates[gate_id].use_local(local)

    def set_up_anew(self, binding: GateBinding) -> None:
        """Take over what may change while a gate is in use: `accepted` and `automatic`. Raises KeyError."""
        self._gates[binding.gate_id].set_up_anew(binding)

    def opens_by_itself(self, gate_id: str) -> bool:
        """Whether this gate is set up to open by itself, commissioned, and free to."""
        gate = self._gates.get(gate_id)
        if gate is None:
            return False
        status = gate.status()
        return status.automatic and not status.maintenance and not self._lockdown.state().locked

    def link_quality(self, gate_id: str) -> tuple[LinkMinute, ...]:
        """The last 24 hours of polls, by the minute. Raises KeyError."""
        return self._gates[gate_id].watch.quality.minutes(self._clock.wall())

    def set_visible(self, visible: bool) -> None:
        """Whether the gates are on the screen: they are polled more often then."""
        for gate in self._gates.values():
            gate.watch.set_visible(visible)

    def lockdown(self) -> LockdownState:
        """What the lockdown file says now."""
        return self._lockdown.state()

    def hold_lockdown(self, word: LockdownWord) -> None:
        """Lock entries down, or end that; who may is judged by the caller. Raises GateError when it cannot be kept."""
        self._lockdown.hold(word)
        for gate in self._gates.values():
            self._changed(gate)

    def set_maintenance(self, gate_id: str, on: bool) -> None:
        """While somebody works at the gate nothing here may move it. Raises KeyError."""
        gate = self._gates[gate_id]
        gate.maintenance = on
        self._changed(gate)

    async def check_commissioning(self, gate_id: str) -> tuple[Finding, ...]:
        """Ask the device how it is set up; automatic opening follows the answer. Raises GateError, KeyError."""
        return await self._gates[gate_id].check_commissioning()

    async def blink(self, gate_id: str) -> None:
        """Have a gate's device show itself; nothing moves. Raises GateError, KeyError."""
        await self._gates[gate_id].blink()

    async def fix(self, gate_id: str, code: str) -> tuple[Finding, ...]:
        """Let the device be set right, then check again. Raises GateError, KeyError."""
        gate = self._gates[gate_id]
        await gate.paths.local.fix(code)
        return await gate.check_commissioning()

    # -- telling ------------------------------------------------------------------------------------------------

    def _answered(self, command: GateCommand, outcome: GateOutcome) -> None:
        self._record.answered(command, outcome)
        self._events.publish(GateAnswered(command, outcome))

    def _changed(self, gate: Gate) -> None:
        self._events.publish(GateChanged(gate.status()))
