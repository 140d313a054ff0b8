"""A yard to try gates in: one sandbox relay on a real socket, and an actuator bound to it."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar

import httpx

from app.clock import Clock, SystemClock
from app.domain.gate import Cause, GateAction, GateOutcome, InputKind
from app.domain.lockdown import LockdownWord
from app.events import Events, GateAnswered
from app.gates.actuator import Actuator
from app.gates.bindings import DriverKind, GateBinding, GateSecret
from app.gates.build import driver_for
from app.gates.commands import CommandFile
from app.gates.lockdown import Lockdown
from app.gates.shelly_cloud import CloudAccount, ShellyCloud
from app.sandbox.relays import relays
from app.tasks import Tasks

RPC = {"driver": "shelly_rpc", "password": "open sesame", "speed": 20.0}
GEN1 = {"driver": "shelly_gen1", "username": "guard", "password": "lamp", "speed": 20.0}
BOTH = [RPC, GEN1]
NO_TLS = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
T = TypeVar("T")


class DrivenClock:
    """Stands still until it is told to go on."""

    def __init__(self) -> None:
        self.seconds = 1000.0
        self.at = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)

    def wall(self) -> datetime:
        return self.at

    def monotonic(self) -> float:
        return self.seconds

    def forward(self, seconds: float) -> None:
        self.seconds += seconds
        self.at += timedelta(seconds=seconds)


class JumpingClock:
    """The real time, with leaps forward."""

    def __init__(self) -> None:
        self._real = SystemClock()
        self._ahead = 0.0

    def wall(self) -> datetime:
        return self._real.wall() + timedelta(seconds=self._ahead)

    def monotonic(self) -> float:
        return self._real.monotonic() + self._ahead

    def forward(self, seconds: float) -> None:
        self._ahead += seconds


@dataclass
class Yard:
    """The relay (by its control address), the binding, and the actuator above it."""

    relay: dict[str, Any]
    binding: GateBinding
    secret: GateSecret
    actuator: Actuator
    lockdown: Lockdown
    clock: Clock
    events: Events
    folder: Path
    control: httpx.AsyncClient
    cloud: dict[str, Any]
    answers: list[GateAnswered] = field(default_factory=list)
    answered: asyncio.Event = field(default_factory=asyncio.Event)

    async def open(self, cause: Cause = Cause.KEY, **more: Any) -> GateOutcome:
        return await self.actuator.order("main", GateAction.OPEN, cause, "guard-1", **more)

    async def order(self, action: GateAction) -> GateOutcome:
        return await self.actuator.order("main", action, Cause.KEY, "guard-1")

    def lock_down(self, locked: bool = True) -> None:
        self.actuator.hold_lockdown(LockdownWord(locked, self.clock.wall(), "somebody"))

    async def state(self) -> dict[str, Any]:
        answer: dict[str, Any] = (await self.control.get("/_sandbox/state")).json()
        return answer

    async def pulses(self) -> int:
        return len((await self.state())["pulses"])

    async def faults(self, **given: Any) -> None:
        (await self.control.post("/_sandbox/faults", json=given)).raise_for_status()

    async def do(self, **wishes: Any) -> None:
        (await self.control.post("/_sandbox/do", json=wishes)).raise_for_status()

    async def cloud_faults(self, **given: Any) -> dict[str, Any]:
        answer: dict[str, Any] = (await self.control.post(f"{self.cloud['control']}/faults", json=given)).json()
        return answer

    async def next_answer(self, matches: Callable[[GateAnswered], bool]) -> GateAnswered:
        """Wait until an answer that matches has been published."""
        while True:
            for answer in self.answers:
                if matches(answer):
                    return answer
            self.answered.clear()
            await self.answered.wait()


@asynccontextmanager
async def yard(
    folder: Path,
    relay: dict[str, Any] = RPC,
    *,
    clock: Clock | None = None,
    secret: GateSecret | None = None,
    cloud_key: str | None = None,
    **binding: Any,
) -> AsyncIterator[Yard]:
    """One gate named "main". `binding` overrides GateBinding's fields; the clock is the real one if not given.

    `cloud_key`: the gate has the cloud as second path, and this is the key it knows.
    """
    events, tasks, clock = Events(), Tasks(), clock or SystemClock()
    given = {"gate_id": "main", "name": "Main gate", **relay}
    async with relays({"seed": relay["driver"], "gates": [given]}) as line:
        where = line["gates"][0]
        bound = replace(
            GateBinding(
                gate_id="main",
                name="Main gate",
                driver=DriverKind(where["driver"]),
                address=where["address"],
                mac=where["mac"],
                username=where["username"],
                input_kind=InputKind(where["input_kind"]),
                reed_input=0,
                automatic=True,
            ),
            **binding,
        )
        lockdown = Lockdown(folder / "lockdown.json")
        lockdown.prepare()
        secret = secret or GateSecret(password=where["password"])
        actuator = Actuator(
            clock=clock, events=events, tasks=tasks, lockdown=lockdown, record=CommandFile(folder / "commands.jsonl")
        )
        account = CloudAccount(line["cloud"]["address"], cloud_key, clock) if cloud_key else None
        actuator.add(bound, driver_for(bound, secret, clock), ShellyCloud(bound, account) if account else None)
        base = where["control"].removesuffix("/_sandbox")
        async with httpx.AsyncClient(trust_env=False, base_url=base, timeout=10, verify=NO_TLS) as control:
            made = Yard(where, bound, secret, actuator, lockdown, clock, events, folder, control, line["cloud"])

            def heard(answer: GateAnswered) -> None:
                made.answers.append(answer)
                made.answered.set()

            events.subscribe(GateAnswered, heard)
            try:
                yield made
            finally:
                await actuator.close()
                await tasks.close()


def run(story: Callable[[], Awaitable[T]], *, within_s: float = 30.0) -> T:
    """Run one story on a loop of its own."""

    async def bounded() -> T:
        async with asyncio.timeout(within_s):
            return await story()

    return asyncio.run(bounded())
