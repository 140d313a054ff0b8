"""Runs inside a network namespace: cuts the only link while commands are under way, and counts what comes late.

`unshare -rn python -m tests.soak._gate_link SECONDS`; prints one JSON line.
"""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import aiohttp
from aioshelly.common import ConnectionOptions
from aioshelly.rpc_device import RpcDevice

from app.clock import SystemClock
from app.domain.gate import KEY_DEADLINE_S, Cause, GateAction, GateCommand, InputKind
from app.events import Events
from app.gates.actuator import Actuator
from app.gates.bindings import DriverKind, GateBinding, GateSecret
from app.gates.build import driver_for
from app.gates.commands import CommandFile
from app.gates.lockdown import Lockdown
from app.sandbox.relays_device import RelaySettings
from app.sandbox.relays_unit import Unit
from app.tasks import Tasks

PASSWORD = "open sesame"
LATE_S = 1.0
"""After the deadline: the socket is torn down at 0.8 s."""
AT_THE_SOCKET = 3
"""Which of the looks at the rules during an order is the one right before the write."""
POSTS = 6
LOOK_S = 0.2
TIME_WAIT = "06"


def link(state: str) -> None:
    """Cut or mend the only link there is."""
    subprocess.run(["ip", "link", "set", "lo", state], check=True)


def sockets_to(port: int) -> int:
    """How many of our sockets could still send something to a relay's port."""
    rows = [line.split() for line in Path("/proc/net/tcp").read_text().splitlines()[1:]]
    return sum(row[2].endswith(f":{port:04X}") and row[3] != TIME_WAIT for row in rows)


class Post:
    """One relay and the actuator that opens it, with the moment of the write laid open."""

    def __init__(self, number: int, folder: Path, tasks: Tasks) -> None:
        kinds = ({"driver": "shelly_gen1", "username": "guard"}, {"driver": "shelly_rpc", "firmware": "2.0.0"})
        given = {"gate_id": f"gate-{number}", "password": PASSWORD, **kinds[number % 2]}
        self.unit = Unit(RelaySettings.of(given), 1)
        self.gate_id = given["gate_id"]
        lockdown = Lockdown(folder / f"{number}.json")
        lockdown.prepare()
        self.deadlines: list[float] = []
        self.actuator = Actuator(
            clock=SystemClock(),
            events=Events(),
            tasks=tasks,
            lockdown=lockdown,
            record=CommandFile(folder / f"{number}.jsonl"),
        )

    async def start(self) -> None:
        """Bind the gate and sign in, so that the next command is one request."""
        where = await self.unit.start()
        self.port = int(where["address"].rpartition(":")[2])
        binding = GateBinding(
            self.gate_id,
            self.gate_id,
            DriverKind(where["driver"]),
            where["address"],
            where["mac"],
            username=where["username"],
            input_kind=InputKind.OPEN_ONLY,
            cooldown_s=0.0,
        )
        self.actuator.add(binding, driver_for(binding, GateSecret(PASSWORD), SystemClock()))
        await self.actuator._gates[self.gate_id].watch.look()

    def cut_at_the_write(self) -> None:
        """The link goes down between the connection and the write of the next order."""
        gate = self.actuator._gates[self.gate_id]
        looks, real = 0, gate._refusal

        def refusal(command: GateCommand) -> str:
            nonlocal looks
            looks += 1
            if looks == AT_THE_SOCKET:
                link("down")
            return real(command)

        gate._refusal = refusal  # type: ignore[method-assign]

    async def order(self, life_s: float = KEY_DEADLINE_S) -> str:
        """Press; `life_s`: how long the order has yet to live."""
        now = time.monotonic()
        self.deadlines.append(now + life_s)
        pressed = now - KEY_DEADLINE_S + life_s
        outcome = await self.actuator.order(
            self.gate_id, GateAction.OPEN, Cause.KEY, "guard", ordered_monotonic=pressed
        )
        return f"{outcome.kind.value}:{outcome.detail}"

    def late(self) -> int:
        """Pulses that no order of the time still stood for."""
        pulses = [pulse["at"] for pulse in self.unit.box.pulses]
        return sum(all(not at <= end + LATE_S for end in self.deadlines) for at in pulses)


async def _cut(outage_s: float, folder: Path) -> dict[str, Any]:
    tasks = Tasks()
    posts = [Post(number, folder, tasks) for number in range(POSTS)]
    for post in posts:
        await post.start()
    other = Unit(RelaySettings.of({"gate_id": "other", "driver": "shelly_rpc"}), 1)
    where = await other.start()
    async with aiohttp.ClientSession() as session:
        port = int(where["address"].rpartition(":")[2])
        device = await RpcDevice.create(session, None, ConnectionOptions("127.0.0.1", port=port))
        await device.initialize()

        # Orders with little life left: an outage need not be long to outlive them.
        posts[0].cut_at_the_write()
        first = tasks.spawn(posts[0].order(1.0), name="first")
        rest = [tasks.spawn(post.order(1.0 + number), name="rest") for number, post in enumerate(posts[1:])]
        cut_at = time.monotonic()
        outcomes = [await first]
        websocket = tasks.spawn(_naive(device), name="websocket")
        presses = [tasks.spawn(post.order(0.5), name="press") for post in posts]
        outcomes += [await task for task in (*rest, *presses)]
        await asyncio.sleep(max(0.0, cut_at + outage_s - time.monotonic()))
        link("up")
        mended = time.monotonic()
        for _ in range(round(3 * outage_s / LOOK_S)):  # the kernel tells nobody when a socket is gone
            if not any(sockets_to(post.port) for post in posts):
                break
            await asyncio.sleep(LOOK_S)
        await asyncio.sleep(max(0.0, mended + 2 * outage_s - time.monotonic()))
        told = {
            "outage_s": outage_s,
            "late": sum(post.late() for post in posts),
            "pulses": sum(len(post.unit.box.pulses) for post in posts),
            "sockets_left": sum(sockets_to(post.port) for post in posts),
            "outcomes": sorted(set(outcomes)),
            "websocket_late_s": [round(pulse["at"] - cut_at, 1) for pulse in other.box.pulses],
        }
        websocket.cancel()
        await device.shutdown()
    for post in posts:
        await post.actuator.close()
        await post.unit.close()
    await other.close()
    await tasks.close()
    return told


async def _naive(device: RpcDevice) -> None:
    """The same wish over a connection that lives on: what the method must be able to see."""
    try:
        await device.call_rpc("Switch.Set", {"id": 0, "on": True, "toggle_after": 1}, timeout=3)
    except Exception as error:  # whatever it makes of it
        print(type(error).__name__, file=sys.stderr)


def main() -> int:
    """One outage."""
    link("up")
    with tempfile.TemporaryDirectory() as folder:
        told = asyncio.run(_cut(float(sys.argv[1]), Path(folder)))
    print(json.dumps(told))
    return 0


if __name__ == "__main__":
    sys.exit(main())
