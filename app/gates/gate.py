"""One gate behind the actuator: who may move it now, what is known of it, what became of its last command."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

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
)
from app.errors import GateError
from app.gates.bindings import COVERS, GateBinding
from app.gates.blink import blink
from app.gates.lockdown import Lockdown
from app.gates.outcomes import done, not_done, unknown
from app.gates.paths import Paths
from app.gates.port import Driver, Finding, Permit
from app.gates.position import STARTS_S
from app.gates.watch import EVIDENCE_S, GateWatch

COMMISSION_AGAIN_S = 15.0
WALL_SLACK = timedelta(seconds=1)
"""An order is too late when either clock says so: a gate that opens late is worse than one that does not open."""
OPENS = frozenset({GateAction.OPEN, GateAction.HOLD_OPEN})
NEVER = float("-inf")


class Gate:
    """One gate. `changed` is called when its status may have changed, `learned` when evidence improved an outcome."""

    def __init__(
        self,
        binding: GateBinding,
        local: Driver,
        cloud: Driver | None,
        *,
        clock: Clock,
        lockdown: Lockdown,
        changed: Callable[[Gate], None],
        learned: Callable[[GateCommand, GateOutcome], None],
    ) -> None:
        self.binding = binding
        self.maintenance = False
        self.watch = GateWatch(binding, local, clock, changed=lambda: changed(self), seen=self._seen)
        self.paths = Paths(binding, local, cloud, self.watch, clock)
        self._clock = clock
        self._lockdown = lockdown
        self._changed = changed
        self._learned = learned
        self._busy = False
        self._blinking = asyncio.Lock()
        self._quiet_until = NEVER
        self._findings: tuple[Finding, ...] | None = None
        self._last: tuple[GateCommand, GateOutcome] | None = None
        self._seen_since_sending: set[bool] = set()
        self._stepping = binding.input_kind is InputKind.STEP_BY_STEP and binding.driver not in COVERS

    def status(self) -> GateStatus:
        """For the screens."""
        locked = not self.binding.free_exit and self._lockdown.state().locked
        by_itself = self.binding.automatic and self.commissioned
        return self.watch.status(locked_down=locked, maintenance=self.maintenance, automatic=by_itself)

    # -- commissioning ------------------------------------------------------------------------------------------

    @property
    def commissioned(self) -> bool:
        """Whether automatic opening may be trusted to the device."""
        if self._findings is None or self.watch.rebooted:
            return False
        return all(
            found.ok or found.weight != "must" or found.code in self.binding.accepted for found in self._findings
        )

    async def check_commissioning(self) -> tuple[Finding, ...]:
        """Ask the device how it is set up. Raises GateError."""
        self._findings = await self.paths.local.check_commissioning()
        self._changed(self)
        return self._findings

    def set_up_anew(self, binding: GateBinding) -> None:
        """What a technician may change while the gate is in use: findings that are accepted, opening by itself."""
        self.binding = replace(self.binding, accepted=binding.accepted, automatic=binding.automatic)
        self._changed(self)

    async def stay_commissioned(self) -> None:
        """Check once the device answers, and again whenever it has restarted. Runs until cancelled."""
        while True:
            if self.watch.rebooted:
                self.watch.rebooted, self._findings = False, None
            if self._findings is None:
                try:
                    await self.check_commissioning()
                except GateError:
                    pass  # the watch says what is wrong
            await asyncio.sleep(COMMISSION_AGAIN_S)

    async def blink(self) -> None:
        """Have the device show itself by its light; nothing moves. Raises GateError."""
        async with self._blinking:  # the second would take the first one's dark for how it was
            await self.watch.prove(where=False)
            await blink(await self.paths.local.lamp())

    def use_local(self, local: Driver) -> None:
        """Speak to the device with another driver; a command under way ends with the old one."""
        self.paths.local = local
        self.watch.use(local)
        self._findings = None

    # -- commands -----------------------------------------------------------------------------------------------

    async def carry_out(self, command: GateCommand, only: Path | None) -> GateOutcome:
        """Carry out one command, or say why not."""
        if command.action not in self.binding.can:
            return not_done("not_wired")
        if refusal := self._refusal(command):
            return not_done(refusal)
        if command.action is GateAction.STOP:  # never waits for anything: it may be a person in the gate
            return await self._send(command, only)
        if self._busy:
            return not_done("busy")
        if not self._stepping and self._clock.monotonic() < self._quiet_until:
            return not_done("cooldown")
        self._busy = True
        try:
            return await self._send(command, only)
        finally:
            self._busy = False

    async def _send(self, command: GateCommand, only: Path | None) -> GateOutcome:
        look_first = self._stepping and command.action is GateAction.OPEN
        fault = "" if only is Path.CLOUD else await self._proven(command, where=look_first)
        if look_first:
            if self.watch.already_open():
                return done(Path.NONE, "already_open")
            if self._clock.monotonic() < self._quiet_until:
                return not_done("cooldown")
        permit = Permit(command.deadline_monotonic, command.command_id, lambda: self._refusal(command))
        self.watch.sending()
        self._seen_since_sending.clear()
        try:
            outcome = await self.paths.send(
                command, permit, fault, lambda outcome: self._in_the_light(command, outcome), only
            )
        except BaseException:  # cancelled or a bug, in the middle of it: as good as Unknown
            self._executed(command, unknown("interrupted", Path.NONE))
            raise
        if outcome.kind is not OutcomeKind.DONE:
            self.watch.doubt()
        return outcome if outcome.kind is OutcomeKind.NOT_DONE else self._executed(command, outcome)

    async def _proven(self, command: GateCommand, *, where: bool) -> str:
        """Prove who the device is (and where the gate is) within the order's life; "" or what is wrong."""
        try:
            async with asyncio.timeout(command.deadline_monotonic - self._clock.monotonic()):
                await self.watch.prove(where=where)
        except GateError as error:
            self.watch.failed(error.code)
            return error.code
        except TimeoutError:
            return "deadline"
        return ""

    def _refusal(self, command: GateCommand) -> str:
        """Why a command must not go out now, "" if it may. The last thing before every write."""
        now, lived = self._clock.monotonic(), self._clock.wall() - command.ordered_at
        life = timedelta(seconds=command.deadline_monotonic - command.ordered_monotonic)
        if now >= command.deadline_monotonic or lived > life + WALL_SLACK:
            return "deadline"
        if command.action is GateAction.STOP:
            return ""
        if command.cause is Cause.AUTOMATIC and not self.binding.automatic:
            return "not_automatic"
        if command.cause is Cause.AUTOMATIC and not self.commissioned:
            return "not_commissioned"
        if self.maintenance:
            return "maintenance"
        if command.action in OPENS and not self.binding.free_exit and self._lockdown.state().locked:
            return "locked_down"
        return ""

    # -- afterwards ---------------------------------------------------------------------------------------------

    def _executed(self, command: GateCommand, outcome: GateOutcome) -> GateOutcome:
        """Done, or perhaps done: begin the cooldown, look often, take what was seen already into account."""
        certain = outcome.kind is OutcomeKind.DONE
        pause = max(self.binding.cooldown_s, STARTS_S) if self._stepping else self.binding.cooldown_s
        if command.action is not GateAction.STOP:
            self._quiet_until = self._clock.monotonic() + (pause if certain else 2 * pause)
        self.watch.sent(command.action, certain=certain)
        outcome = self._in_the_light(command, outcome)
        self._last = (command, outcome)
        return outcome

    def _seen(self, moved: bool) -> None:
        """The relay was seen on, or the gate was seen going: evidence for the newest opening."""
        self._seen_since_sending.add(moved)
        if self._last is None or self._clock.monotonic() - self._last[0].ordered_monotonic > EVIDENCE_S:
            return
        command, before = self._last
        after = self._in_the_light(command, before)
        if after != before:
            self._last = (command, after)
            self._learned(command, after)

    def _in_the_light(self, command: GateCommand, outcome: GateOutcome) -> GateOutcome:
        """A command's outcome in the light of what has been seen since it was sent."""
        if command.action is GateAction.OPEN and self._seen_since_sending:
            return replace(outcome, kind=OutcomeKind.DONE, confirmed=True in self._seen_since_sending)
        return outcome
