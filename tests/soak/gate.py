"""Tens of thousands of openings with every local fault at random, then the link cut at the worst moment.

Part one counts pulses at the relay for each order: never two; none only where the outcome said NotDone or Unknown.
Part two runs in a network of its own and looks for pulses that come after the order has died.
"""

from __future__ import annotations

import asyncio
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from app.domain.gate import IDENTITY_FRESH_S, Cause, GateAction, GateOutcome, InputKind, OutcomeKind
from app.events import Events
from app.gates.actuator import Actuator
from app.gates.bindings import DriverKind, GateBinding, GateSecret
from app.gates.build import driver_for
from app.gates.commands import CommandFile
from app.gates.lockdown import Lockdown
from app.gates.shelly_cloud import CloudAccount, ShellyCloud
from app.sandbox.relays_cloud import Cloud
from app.sandbox.relays_device import RelaySettings
from app.sandbox.relays_faults import ANSWERS
from app.sandbox.relays_unit import Unit
from app.tasks import Tasks
from tests.gates.yard import JumpingClock

OPENINGS = 20_000
ROUND = 0.02
GATES = 24
OUTAGES_S = (8.0, 30.0, 120.0)
SLOW = ("hang", "lost")
"""Faults that cost two seconds each: kept rare, so that the number is reached in minutes."""
PASSWORD = "open sesame"


def _settings(number: int) -> RelaySettings:
    kinds = (
        {"driver": "shelly_gen1", "username": "guard"},
        {"driver": "shelly_rpc", "firmware": "1.7.5"},
        {"driver": "shelly_rpc", "firmware": "2.0.0"},
        {"driver": "shelly_rpc", "firmware": "2.0.0", "input_kind": "step_by_step"},
    )
    given = {"gate_id": f"gate-{number}", "password": PASSWORD, "speed": 200.0, **kinds[number % len(kinds)]}
    return RelaySettings.of({**given, "stays_open_s": 200.0})


class Post:
    """One relay, one actuator with one gate, one guard who keeps pressing."""

    def __init__(self, unit: Unit, cloud: tuple[Cloud, CloudAccount] | None, folder: Path, seed: int) -> None:
        self.unit = unit
        self.cloud = cloud
        self.dice = random.Random(seed)
        self.clock = JumpingClock()
        self.tally: Counter[str] = Counter()
        self.wrong: list[str] = []
        self.tasks = Tasks()
        lockdown = Lockdown(folder / f"{unit.box.settings.gate_id}.json")
        lockdown.prepare()
        record = CommandFile(folder / f"{unit.box.settings.gate_id}.jsonl")
        self.actuator = Actuator(clock=self.clock, events=Events(), tasks=self.tasks, lockdown=lockdown, record=record)

    async def start(self) -> None:
        """Bind the gate."""
        where = await self.unit.start()
        self.gate_id = where["gate_id"]
        binding = GateBinding(
            self.gate_id,
            self.gate_id,
            DriverKind(where["driver"]),
            where["address"],
            where["mac"],
            username=where["username"],
            input_kind=InputKind(where["input_kind"]),
            reed_input=0,
        )
        cloud = ShellyCloud(binding, self.cloud[1]) if self.cloud else None
        self.actuator.add(binding, driver_for(binding, GateSecret(PASSWORD), self.clock), cloud)

    async def close(self) -> None:
        """End."""
        await self.actuator.close()
        await self.tasks.close()
        await self.unit.close()

    async def open_once(self) -> None:
        """Something goes wrong, the guard presses, the pulses are counted."""
        told = await self._spoil()
        pulses = self.unit.box.pulses
        pulses.clear()
        outcome = await self.actuator.order(self.gate_id, GateAction.OPEN, Cause.KEY, "guard")
        local = sum(pulse["by"] != "SHC" for pulse in pulses)
        self.tally[f"{outcome.kind.value} by {outcome.path.value}"] += 1
        self.tally["pulses"] += local
        self.tally["pulses by cloud"] += len(pulses) - local
        if complaint := self._complaint(outcome, local, len(pulses) - local):
            self.wrong.append(f"{self.gate_id}: {complaint}: {outcome} after {told}")
        self.clock.forward(self.dice.choice([0.4, 2.5, 12.0, 12.0, 70.0]))

    def _complaint(self, outcome: GateOutcome, local: int, cloud: int) -> str:
        if local > 1:
            return f"{local} pulses by one path"
        if self.unit.faults.mac and local:
            return "a wrong device was driven"
        if local and outcome.kind is OutcomeKind.NOT_DONE:
            return "a pulse that was called not done"
        if not local + cloud and outcome.kind is OutcomeKind.DONE and outcome.detail != "already_open":
            return "no pulse that was called done"
        if local and cloud and self.unit.box.settings.input_kind == "step_by_step":
            return "two pulses on a step-by-step input"
        return ""

    async def _spoil(self) -> dict[str, Any]:
        answers = [answer for answer in ANSWERS if answer not in SLOW]
        answer = self.dice.choice(SLOW) if self.dice.random() < 0.01 else self.dice.choice(answers)
        chance = self.dice.random
        faults = {
            "answer": answer if chance() < 0.6 else "",
            "only": "command" if answer in SLOW else self.dice.choice(["command", "command", "status", ""]),
            "times": self.dice.choice([None, 1, 2]),
            "gone": chance() < 0.05,
            "mac": "AABBCCDDEEFF" if chance() < 0.03 else "",
            "latency_ms": self.dice.randrange(30) if chance() < 0.1 else 0,
            "bounces": self.dice.randrange(3),
        }
        if faults["mac"]:
            self.clock.forward(IDENTITY_FRESH_S + 1)  # nobody swaps a relay in less
        self.unit.faults.merge(faults)
        await self.unit.apply()
        wish = self.dice.choices(["", "reboot", "fill_nonces", "expire_nonces"], [90, 2, 2, 6])[0]
        if wish:
            await self.unit.wish(wish, True)
        return {**{name: value for name, value in faults.items() if value}, "wish": wish}


async def openings(seed: int, number: int) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as name:
        units = [Unit(_settings(one), seed) for one in range(GATES)]
        # One account in reality; here each of these gates has its own, so that its pace does not set ours.
        clouds = [Cloud([unit.box], most_per_s=1000.0) if one % 8 < 4 else None for one, unit in enumerate(units)]
        posts = []
        for one, (unit, cloud) in enumerate(zip(units, clouds, strict=True)):
            account = None
            if cloud is not None:
                account = CloudAccount((await cloud.start())["address"], "cloud-key", JumpingClock(), every_s=0.0)
            post = Post(unit, (cloud, account) if cloud and account else None, Path(name), seed * 1000 + one)
            await post.start()
            posts.append(post)
        left = iter(range(number))

        async def press(post: Post) -> None:
            for _ in left:
                await post.open_once()

        await asyncio.gather(*(press(post) for post in posts))
        counted = sum((post.tally for post in posts), Counter())
        wrong = [complaint for post in posts for complaint in post.wrong]
        for unit in units:
            unit.box.pulses.clear()
        await asyncio.sleep(3)  # longer than any answer was still waited for: nothing may come after
        late = sum(len(unit.box.pulses) for unit in units)
        for post in posts:
            await post.close()
        for post in posts:
            if post.cloud:
                await post.cloud[0].close()
    return {"openings": number, **dict(sorted(counted.items())), "late": late, "wrong": wrong[:10], "bad": len(wrong)}


def link_cut(outage_s: float) -> dict[str, Any]:
    """One outage in a network of its own (Linux): what came late, and that the method would have seen it."""
    own_network = ["unshare", "-n"] if os.geteuid() == 0 else ["unshare", "-rn"]  # a chroot grants no user of its own
    words = [*own_network, sys.executable, "-m", "tests.soak._gate_link", str(outage_s)]
    answer = subprocess.run(words, capture_output=True, text=True, timeout=60 + outage_s * 5, check=False)
    if answer.returncode != 0:
        return {"outage_s": outage_s, "failed": answer.stderr[-2000:]}
    told: dict[str, Any] = json.loads(answer.stdout.splitlines()[-1])
    return told


def run(seed: int, scale: float) -> dict[str, Any]:
    """20,000 openings and, beside them, three outages; or that share of both."""
    begun = time.monotonic()
    number = max(200, round(OPENINGS * scale))
    with ThreadPoolExecutor(1) as beside:
        cutting = beside.submit(lambda: [link_cut(max(3.0, outage * scale)) for outage in OUTAGES_S])
        counted = asyncio.run(openings(seed, number))
        cuts = cutting.result()
    ok = (
        not counted["bad"]
        and not counted["late"]
        and all("failed" not in cut and cut["late"] == 0 and cut["sockets_left"] == 0 for cut in cuts)
    )
    return {"ok": ok, "openings": counted, "cuts": cuts, "took_s": round(time.monotonic() - begun)}
