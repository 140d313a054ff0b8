"""The two ways to a gate's device: over the local network, and through the vendor's cloud when that failed."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from app.clock import Clock
from app.domain.gate import GateAction, GateCommand, GateOutcome, InputKind, OutcomeKind, Path
from app.errors import GateError
from app.gates.bindings import GateBinding
from app.gates.outcomes import NO_CLOUD, not_done
from app.gates.port import Driver, Permit
from app.gates.problems import gate_error
from app.gates.watch import GateWatch

LOOK_S = 0.5
"""How long the relay may take to say whether it is on, before the cloud is asked."""
CLOUD_EVERY_S, CLOUD_AGAIN_S = 300.0, 5.0


class Paths:
    """Local first, the cloud second, exactly as the outcome table allows."""

    def __init__(
        self, binding: GateBinding, local: Driver, cloud: Driver | None, watch: GateWatch, clock: Clock
    ) -> None:
        self.local = local
        self.cloud = cloud
        self.cloud_problem = "starting" if cloud else "not_wired"
        self._binding = binding
        self._watch = watch
        self._clock = clock
        self._again = asyncio.Event()

    async def send(
        self,
        command: GateCommand,
        permit: Permit,
        fault: str,
        in_the_light: Callable[[GateOutcome], GateOutcome],
        only: Path | None,
    ) -> GateOutcome:
        """Carry out a command. `fault`: why the local device must not be driven, "" if it may.

        `in_the_light`: the outcome after looking at what has been seen; `only`: the one path to be tried.
        """
        if only is Path.CLOUD:
            return await self.cloud.drive(command.action, permit) if self.cloud else not_done("not_wired")
        outcome = not_done(fault, Path.LOCAL) if fault else await self._locally(command, permit)
        if self.cloud is None or only is Path.LOCAL or outcome.kind is OutcomeKind.DONE or outcome.detail in NO_CLOUD:
            return outcome
        if outcome.kind is OutcomeKind.UNKNOWN:
            if self._binding.input_kind is not InputKind.OPEN_ONLY or command.action is not GateAction.OPEN:
                return outcome
            await self._look()
            if (seen := in_the_light(outcome)).kind is OutcomeKind.DONE:
                return seen
        second = await self.cloud.drive(command.action, permit)
        return outcome if second.kind is OutcomeKind.NOT_DONE else second

    def use_cloud(self, cloud: Driver | None) -> None:
        """Another second path, or none any more."""
        self.cloud = cloud
        self.cloud_problem = "starting" if cloud else "not_wired"
        self._again.set()

    async def watch_cloud(self) -> None:
        """Ask now and then whether the second path is there: a dead fallback must be known before it is needed."""
        while True:
            self._again.clear()
            if self.cloud is not None:
                try:
                    await self.check_cloud()
                except GateError:
                    pass  # kept as the problem
            starting = self.cloud_problem == "starting"
            try:
                async with asyncio.timeout(CLOUD_AGAIN_S if starting else CLOUD_EVERY_S):
                    await self._again.wait()
            except TimeoutError:
                pass

    async def check_cloud(self) -> None:
        """Ask the cloud for the device now; nothing moves. Raises GateError, which stays as `cloud_problem`."""
        if self.cloud is None:
            raise gate_error("cloud:not_wired")
        try:
            reading = await self.cloud.status()
            if not reading.cloud_connected:
                raise gate_error("cloud:offline")
        except GateError as error:
            if error.code != "cloud:cloud_busy":
                self.cloud_problem = error.code
            raise
        self.cloud_problem = ""

    async def _locally(self, command: GateCommand, permit: Permit) -> GateOutcome:
        outcome = await self.local.drive(command.action, permit)
        if outcome.detail == "unreachable" and self._clock.monotonic() < command.deadline_monotonic:
            return await self.local.drive(command.action, permit)  # nothing was sent: once more, inside the deadline
        return outcome

    async def _look(self) -> None:
        try:
            async with asyncio.timeout(LOOK_S):
                await self._watch.look()
        except TimeoutError:
            pass
