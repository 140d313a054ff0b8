"""How long a command takes beside others' ways to send it, what a dead relay does to the loop, and the way out of 429.

The relays are programs of their own. All ways take turns, so that whatever else this PC does hits them alike.
"""

from __future__ import annotations

import asyncio
import base64
import json
import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import aiohttp
import httpx
from aioshelly.common import ConnectionOptions
from aioshelly.rpc_device import RpcDevice

from app.clock import SystemClock
from app.domain.gate import Cause, GateAction, InputKind, OutcomeKind
from app.events import Events
from app.gates.actuator import Actuator
from app.gates.bindings import DriverKind, GateBinding, GateSecret
from app.gates.build import driver_for
from app.gates.commands import CommandFile
from app.gates.lockdown import Lockdown
from app.tasks import Tasks
from tests.bench._gate_killed import killed_to_pulse

PASSWORD = "open sesame"
GATES = [
    {"gate_id": "rpc", "driver": "shelly_rpc", "password": PASSWORD, "firmware": "1.7.5"},
    {"gate_id": "gen1", "driver": "shelly_gen1", "username": "guard", "password": PASSWORD},
    {"gate_id": "strict", "driver": "shelly_rpc", "password": PASSWORD, "firmware": "2.0.0"},
    {"gate_id": "dead", "driver": "shelly_rpc", "password": PASSWORD},
]
ROUNDS = 300
PULSE = {"id": 0, "on": True, "toggle_after": 1}
FRAME = json.dumps({"id": 1, "src": "bench", "method": "Switch.Set", "params": PULSE}).encode()


@asynccontextmanager
async def _relays() -> AsyncIterator[dict[str, dict[str, Any]]]:
    program = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "app.sandbox.relays", stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE
    )
    assert program.stdin and program.stdout
    gates = [{"speed": 50.0, **gate} for gate in GATES]
    program.stdin.write(json.dumps({"seed": 1, "gates": gates}).encode() + b"\n")
    line = json.loads(await program.stdout.readline())
    try:
        yield {gate["gate_id"]: gate for gate in line["gates"]}
    finally:
        program.stdin.close()
        await program.wait()


def _actuator(folder: Path, where: dict[str, dict[str, Any]], tasks: Tasks) -> Actuator:
    clock, lockdown = SystemClock(), Lockdown(folder / "lockdown.json")
    lockdown.prepare()
    record = CommandFile(folder / "commands.jsonl")
    actuator = Actuator(clock=clock, events=Events(), tasks=tasks, lockdown=lockdown, record=record)
    for gate in where.values():
        binding = GateBinding(
            gate["gate_id"],
            gate["gate_id"],
            DriverKind(gate["driver"]),
            gate["address"],
            gate["mac"],
            username=gate["username"],
            input_kind=InputKind.OPEN_ONLY,
            cooldown_s=0.0,
        )
        actuator.add(binding, driver_for(binding, GateSecret(PASSWORD), clock))
    return actuator


async def _ordered(actuator: Actuator, gate_id: str) -> OutcomeKind:
    return (await actuator.order(gate_id, GateAction.OPEN, Cause.KEY, "bench")).kind


async def _latency(actuator: Actuator, where: dict[str, dict[str, Any]], rounds: int) -> dict[str, list[float]]:
    """Milliseconds of each way, round by round, taking turns in random order."""
    limits = httpx.Limits(max_keepalive_connections=0)
    closing = {"Connection": "close"}
    digest, rpc, gen1 = httpx.DigestAuth("admin", PASSWORD), where["rpc"], where["gen1"]
    basic = {"Authorization": "Basic " + base64.b64encode(f"guard:{PASSWORD}".encode()).decode()}
    took: dict[str, list[float]] = {}
    async with (
        httpx.AsyncClient(trust_env=False, limits=limits, headers=closing) as client,
        aiohttp.ClientSession() as session,
    ):
        port = int(rpc["address"].rpartition(":")[2])
        device = await RpcDevice.create(session, None, ConnectionOptions("127.0.0.1", "admin", PASSWORD, port=port))
        await device.initialize()
        watch = actuator._gates["gen1"].watch

        async def ours_rpc() -> None:
            assert await _ordered(actuator, "rpc") is OutcomeKind.DONE

        async def ours_gen1() -> None:
            assert await _ordered(actuator, "gen1") is OutcomeKind.DONE

        async def ours_gen1_identity_first() -> None:
            watch._identity_at = float("-inf")
            assert await _ordered(actuator, "gen1") is OutcomeKind.DONE

        async def bare_rpc() -> None:
            (await client.post(rpc["address"] + "/rpc", content=FRAME, auth=digest)).raise_for_status()

        async def bare_gen1() -> None:
            target = gen1["address"] + "/relay/0?turn=on&timer=1"
            (await client.get(target, headers=basic)).raise_for_status()

        async def websocket() -> None:
            await device.call_rpc("Switch.Set", PULSE)

        ways: list[Callable[[], Awaitable[None]]] = [
            ours_rpc,
            ours_gen1,
            ours_gen1_identity_first,
            bare_rpc,
            bare_gen1,
            websocket,
        ]
        dice = random.Random(1)
        for number in range(rounds + 10):
            if number % 100 == 0:
                await actuator._gates["rpc"].watch.look()
            for way in dice.sample(ways, len(ways)):
                begun = time.perf_counter()
                await way()
                if number >= 10:  # the first ones build caches
                    took.setdefault(way.__name__, []).append((time.perf_counter() - begun) * 1000)
        await device.shutdown()
    return took


async def _worst_gap_ms(work: Callable[[], Awaitable[object]]) -> float:
    """The longest the loop did not come round while `work` ran."""
    worst, running = 0.0, True

    async def beat() -> None:
        nonlocal worst
        last = time.perf_counter()
        while running:
            await asyncio.sleep(0.001)
            now = time.perf_counter()
            worst = max(worst, now - last - 0.001)
            last = now

    async with asyncio.TaskGroup() as group:
        group.create_task(beat())
        await work()
        running = False
    return worst * 1000


async def _dead_relay(actuator: Actuator, control: str) -> tuple[float, float]:
    """The worst gap with a relay that hangs and one that is gone, and with nothing at all for as long."""

    async def dead() -> None:
        async with httpx.AsyncClient(trust_env=False, verify=False) as client:
            for fault in ({"answer": "hang", "gone": False}, {"answer": "", "gone": True}):
                await client.post(control + "/faults", json=fault)
                assert await _ordered(actuator, "dead") is not OutcomeKind.DONE

    async def nothing() -> None:
        await asyncio.sleep(2.5)

    # A PC that is busy with other programs stops the loop too: what happens in every try is ours.
    gaps = [(await _worst_gap_ms(dead), await _worst_gap_ms(nothing)) for _ in range(3)]
    return min(gap for gap, _ in gaps), min(idle for _, idle in gaps)


async def _out_of_429(actuator: Actuator, control: str) -> float:
    """Seconds from the first 429 to the next opening, a guard pressing all the time."""
    assert await _ordered(actuator, "strict") is OutcomeKind.DONE
    async with httpx.AsyncClient(trust_env=False) as client:
        await client.post(control + "/do", json={"fill_nonces": True})
    begun = time.perf_counter()
    assert await _ordered(actuator, "strict") is OutcomeKind.NOT_DONE
    while await _ordered(actuator, "strict") is not OutcomeKind.DONE:
        pass
    return time.perf_counter() - begun


async def _measure(rounds: int) -> dict[str, Any]:
    tasks = Tasks()
    with tempfile.TemporaryDirectory() as folder:
        async with _relays() as where:
            actuator = _actuator(Path(folder), where, tasks)
            took = await _latency(actuator, where, rounds)
            gap, idle_gap = await _dead_relay(actuator, where["dead"]["control"])
            locked_s = await _out_of_429(actuator, where["strict"]["control"])
            await actuator.close()
    await tasks.close()
    killed = await asyncio.to_thread(killed_to_pulse, max(3, rounds // 60))

    def figure(name: str, value: float, unit: str, goal: float | None, against: str) -> dict[str, Any]:
        holds = None if goal is None else value <= goal
        return {
            "name": name,
            "value": round(value, 3),
            "unit": unit,
            "goal": None if goal is None else f"<= {goal:g}",
            "against": against,
            "holds": holds,
        }

    ms = {name: statistics.median(values) for name, values in took.items()}

    def ratio(ours: str, bare: str) -> float:
        """The median of the ratios of each round: both ways met the same moment of this PC."""
        return statistics.median(one / other for one, other in zip(took[ours], took[bare], strict=True))

    bare = "bare httpx, digest reused"
    first = ratio("ours_gen1_identity_first", "bare_gen1")
    return {
        "bench": "gate",
        "figures": [
            figure("command, Gen2+", ms["ours_rpc"], "ms", None, f"{ms['bare_rpc']:.2f} ms {bare}"),
            figure("command, Gen2+, ratio", ratio("ours_rpc", "bare_rpc"), "x", 1.3, bare),
            figure("command, Gen1, ratio", ratio("ours_gen1", "bare_gen1"), "x", 1.3, "bare httpx, Basic"),
            figure("command, Gen1, identity asked first, ratio", first, "x", 2.3, "bare httpx, Basic"),
            figure("command by aioshelly's WebSocket", ms["websocket"], "ms", None, "fires late after an outage"),
            figure("worst loop gap with a dead relay", gap, "ms", 20.0, f"{idle_gap:.1f} ms with nothing at all"),
            figure("from 429 to the next opening", locked_s, "s", 3.0, "httpx.DigestAuth: never"),
            *(
                figure(f"killed console, started again, to the pulse of a held button, {name}", value, "s", 5.0, bare)
                for name, value, bare in _killed(killed)
            ),
        ],
        "note": f"medians of {rounds} rounds, all ways taking turns on one loop; relays in another program"
        + ("" if killed else "; killed consoles: not measured, xdotool or Xvfb is not installed"),
    }


def _killed(took: list[float] | None) -> list[tuple[str, float, str]]:
    if took is None:
        return []
    against = f"1 s of it is the holding; {len(took)} times, load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores"
    return [("median", statistics.median(took), against), ("worst", max(took), against)]


def run(scale: float = 1.0) -> dict[str, Any]:
    """Measure; `scale` shortens the rounds."""
    return asyncio.run(_measure(max(20, round(ROUNDS * scale))))
