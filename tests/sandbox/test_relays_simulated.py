"""The training edition's gate, under the real actuator."""

from __future__ import annotations

import asyncio
from pathlib import Path

from app.clock import SystemClock
from app.domain.gate import Cause, GateAction, InputKind, OutcomeKind, Position
from app.domain.lockdown import LockdownWord
from app.events import Events
from app.gates.actuator import Actuator
from app.gates.bindings import DriverKind, GateBinding
from app.gates.commands import CommandFile
from app.gates.lockdown import Lockdown
from app.sandbox.simulated import SimulatedDriver
from app.tasks import Tasks

BINDING = GateBinding(
    "main",
    "Main gate",
    DriverKind.RPC_COVER,
    "simulated:",
    "000000000000",
    input_kind=InputKind.OPEN_ONLY,
    stays_open_s=None,
    travel_s=1000.0,
    cooldown_s=0.0,
)


def test_it_moves_stops_closes_and_obeys_the_lockdown(tmp_path: Path) -> None:
    async def story() -> None:
        lockdown = Lockdown(tmp_path / "lockdown.json")
        lockdown.prepare()
        record = CommandFile(tmp_path / "commands.jsonl")
        actuator = Actuator(clock=SystemClock(), events=Events(), tasks=Tasks(), lockdown=lockdown, record=record)
        driver = SimulatedDriver(BINDING)
        actuator.add(BINDING, driver)

        async def order(action: GateAction) -> OutcomeKind:
            return (await actuator.order("main", action, Cause.KEY, "guard-1")).kind

        assert await order(GateAction.OPEN) is OutcomeKind.DONE
        assert (await driver.status()).position is Position.OPENING
        assert await order(GateAction.STOP) is OutcomeKind.DONE
        assert await order(GateAction.CLOSE) is OutcomeKind.DONE
        assert (await driver.status()).position is Position.CLOSING
        actuator.hold_lockdown(LockdownWord(True, SystemClock().wall()))
        assert await order(GateAction.OPEN) is OutcomeKind.NOT_DONE
        assert (await driver.status()).position is Position.CLOSING
        assert all(finding.ok for finding in await actuator.check_commissioning("main"))
        await actuator.close()

    asyncio.run(story())
