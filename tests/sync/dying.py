"""A console that is killed in the middle: `python -m tests.sync.dying` with its configuration as JSON on stdin.

It records visits, says each one on stdout once it is on the platter, opens a gate, and syncs. At its n-th step (any
call of a port, before or after it), or at some moment in the middle of one, it kills itself with SIGKILL.
"""

from __future__ import annotations

import asyncio
import json
import os
import random
import signal
import subprocess
import sys
import threading
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.central.client import CentralClient
from app.clock import SystemClock, TrustedTime
from app.domain.entry import Direction, Entry, EntryKind
from app.domain.gate import Cause, GateAction, GateOutcome, InputKind, OutcomeKind
from app.domain.gate import Path as Way
from app.domain.ids import uuid7
from app.domain.shift import LineKind, ShiftLine
from app.errors import CentralError
from app.events import Events
from app.gates.actuator import Actuator
from app.gates.bindings import DriverKind, GateBinding
from app.gates.commands import CommandFile
from app.gates.lockdown import Lockdown
from app.sandbox.simulated import SimulatedDriver
from app.store.store import Store
from app.sync.loop import Sync, SyncSite
from app.tasks import Tasks

if TYPE_CHECKING:
    from tests.fixtures_site import Site

DONE = GateOutcome(OutcomeKind.DONE, Way.LOCAL, "ok", 80, True)
GATE = GateBinding(
    "main",
    "Main",
    DriverKind.RPC_SWITCH,
    "simulated",
    "A8032AB4C1D2",
    input_kind=InputKind.OPEN_ONLY,
    cooldown_s=0.0,  # whoever lives for half a second cannot wait for two
)
VISITS = 3
STEPS, LIFE_MS = 60, 600
"""A life has more steps than these and lasts longer: a kill is drawn among them."""


class Fate:
    """Counts steps and ends the program at its own."""

    def __init__(self, dies_at: int, dies_after_ms: int) -> None:
        self._left = dies_at
        if dies_after_ms:
            threading.Timer(dies_after_ms / 1000, self.end).start()

    def step(self) -> None:
        if self._left == 0:
            self.end()
        self._left -= 1

    @staticmethod
    def end() -> None:
        os.kill(os.getpid(), signal.SIGKILL)


class Mortal:
    """A port whose every call is a step, before and after."""

    def __init__(self, port: Any, fate: Fate) -> None:
        self._port, self._fate = port, fate

    def __getattr__(self, name: str) -> Any:
        member = getattr(self._port, name)
        if not asyncio.iscoroutinefunction(member):
            return member

        async def call(*arguments: Any, **named: Any) -> Any:
            self._fate.step()
            answer = await member(*arguments, **named)
            self._fate.step()
            return answer

        return call


async def live(config: dict[str, Any]) -> None:
    """One life of the console."""
    fate, clock = Fate(config["dies_at"], config["dies_after_ms"]), SystemClock()
    time = TrustedTime(clock)
    store = await Store.open(
        Path(config["folder"]), bytes.fromhex(config["key"]), now=lambda: time.now().at, ballast_bytes=0
    )
    secrets = Mortal(store.secrets, fate)
    client = CentralClient(
        config["url"], config["publishable_key"], secrets, clock, time, limits=False, use_system_proxy=False
    )
    if await client.session() is None:
        await client.sign_in(config["email"], config["password"])
    journal: Any = Mortal(store.journal, fate)
    sync = Sync(
        central=client,
        journal=journal,
        messages=Mortal(store.messages, fate),
        mirror=Mortal(store.mirror, fate),
        photos=Mortal(store.photos, fate),
        memory=secrets,
        site=SyncSite(config["community_id"], config["device_id"], store.incarnation),
        clock=clock,
        time=time,
        events=Events(),
        rng=random.Random(1),
        page_rows=20,
    )
    await client.contract()
    gate, book = _gate(Path(config["folder"]), clock, fate), Mortal(store.logbook, fate)
    for number in range(config["visits"]):
        at, pass_ = time.now().at, config["passes"][number % len(config["passes"])]
        entry = Entry(
            uuid7(at), EntryKind.VISIT, Direction.IN, at, "main", config["actor_id"], "Marta", "s1",
            config["device_id"], store.incarnation, clock_offset_ms=0, pass_id=pass_[0], record_uid=pass_[1],
        )  # fmt: skip
        recorded = await journal.record(entry, photo=b"\xff\xd8" + entry.entry_id.encode())
        print("recorded", recorded.entry_id, flush=True)
        outcome = await gate.order("main", GateAction.OPEN, Cause.KEY, entry.actor_id, entry_id=entry.entry_id)
        assert outcome.kind is OutcomeKind.DONE, outcome
        await journal.attach_outcome(entry.entry_id, outcome)
        line = ShiftLine(uuid7(at), "s1", LineKind.NOTE, at, config["actor_id"], "Marta", "ronda")
        await book.write(line)
        print("wrote", line.line_id, flush=True)
        await sync.drain()
    if not config["visits"]:
        # Who died before the gate's answer was written waits ten seconds for it; nobody here wants to.
        for row in await store.journal.due(limit=10_000, now=time.now().at + timedelta(seconds=15)):
            if row.outcome is None:
                await store.journal.attach_outcome(row.entry.entry_id, DONE)
    await sync.drain()
    for entry in await store.journal.recent(100_000):
        print("journal", entry.entry_id, flush=True)
    for line in await store.logbook.lines(since=time.now().at - timedelta(days=1)):
        print("line", line.line_id, flush=True)
    waiting = [await store.journal.waiting(), len(await store.journal.photos_due(limit=9))]
    print("waiting", *waiting, await store.messages.waiting(), flush=True)
    await client.close()
    await store.close()


def _gate(folder: Path, clock: SystemClock, fate: Fate) -> Any:
    """The real actuator with its files, over a gate that exists in this program alone; an order may die in it."""
    lockdown = Lockdown(folder / "lockdown.json")
    lockdown.prepare()
    record = CommandFile(folder / "gate-commands.jsonl")
    actuator = Actuator(clock=clock, events=Events(), tasks=Tasks(), lockdown=lockdown, record=record)
    driver: Any = Mortal(SimulatedDriver(GATE), fate)
    actuator.add(GATE, driver, None)
    return Mortal(actuator, fate)


@dataclass
class Lives:
    """What came of many lives and deaths."""

    recorded: set[str] = field(default_factory=set)
    journal: set[str] = field(default_factory=set)
    wrote: set[str] = field(default_factory=set)
    lines: set[str] = field(default_factory=set)
    waiting: str = ""
    kills: int = 0


def many_lives(site: Site, passes: list[dict[str, Any]], folder: Path, *, kills: int, seed: int) -> Lives:
    """Kill one console so many times, then let it live to its end. Raises AssertionError if it dies otherwise."""
    rng, lives = random.Random(seed), Lives()
    user = site.user("console")
    config = {
        "folder": str(folder),
        "key": rng.randbytes(32).hex(),
        "url": site.url,
        "publishable_key": site.key,
        "email": user["email"],
        "password": user["password"],
        "actor_id": site.user("guard")["actor_id"],
        "community_id": site.community_id,
        "device_id": site.device_id,
        "passes": [[str(row["id"]), row["record_uid"]] for row in passes],
    }
    while lives.kills < kills:
        if rng.random() < 0.5:
            fate = {"dies_at": rng.randrange(STEPS), "dies_after_ms": 0}
        else:
            fate = {"dies_at": -1, "dies_after_ms": rng.randrange(1, LIFE_MS)}
        ended = _one_life({**config, **fate, "visits": VISITS}, lives)
        assert ended in (0, -signal.SIGKILL), f"a console ended with {ended}"
        lives.kills += ended != 0
    assert _one_life({**config, "dies_at": -1, "dies_after_ms": 0, "visits": 0}, lives) == 0
    return lives


def _one_life(config: dict[str, Any], lives: Lives) -> int:
    child = subprocess.run(
        [sys.executable, "-m", "tests.sync.dying"],
        input=json.dumps(config),
        stdout=subprocess.PIPE,
        text=True,
        check=False,
    )
    for line in child.stdout.splitlines():
        word, *told = line.split(" ")
        if word == "recorded":
            lives.recorded.add(told[0])
        elif word == "journal":
            lives.journal.add(told[0])
        elif word == "wrote":
            lives.wrote.add(told[0])
        elif word == "line":
            lives.lines.add(told[0])
        else:
            lives.waiting = " ".join(told)
    return child.returncode


if __name__ == "__main__":
    try:
        asyncio.run(live(json.loads(sys.stdin.read())))
    except CentralError as trouble:
        sys.exit(f"{trouble.code}: {trouble}")
