"""The sync at length: any order of faults, and a console killed a thousand times."""

from __future__ import annotations

import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any

import hypothesis
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.bench._central import central_api
from tests.fixtures_site import Site
from tests.sync.dying import many_lives
from tests.sync.gatehouses import FOLDERS, uses_of
from tests.sync.machine import FaultMachine

KILLS, ORDERS, STEPS = 1000, 200, 50
ROUND = 0.01
LIVES_A_STORE = 50
"""A store is begun anew after so many deaths: an old one makes every later life longer."""


def killed(site: Site, count: int, number: int) -> dict[str, int]:
    """Kill one console so many times; what came of it."""
    passes = [site.add_pass() for _ in range(2)]
    with tempfile.TemporaryDirectory(dir=FOLDERS) as folder:
        lives = many_lives(site, passes, Path(folder), kills=count, seed=number)
    told = site.sql(
        "select id::text, pass_id::text from public.visitor_record_logs where pass_id = any(%s::uuid[])",
        [str(row["id"]) for row in passes],
    )
    counted = Counter(log["pass_id"] for log in told)
    return {
        "kills": lives.kills,
        "entries": len(lives.journal),
        "lost": len((lives.recorded | lives.journal) - {log["id"] for log in told}),
        "strange": len({log["id"] for log in told} - lives.journal),
        "miscounted": sum(uses_of(site, row) != counted[str(row["id"])] for row in passes),
        "unsent": int(lives.waiting != "0 0 0"),
    }


def run(seed: int, scale: float) -> dict[str, Any]:
    """`scale` 1: a thousand kills and two hundred orders of fifty faults each."""
    begun, sums = time.monotonic(), Counter[str]()
    with central_api() as site:
        machine = hypothesis.seed(seed)(type("Soak", (FaultMachine,), {"site": site}))
        long = settings(
            max_examples=max(1, round(ORDERS * scale)),
            stateful_step_count=STEPS,
            deadline=None,
            database=None,
            suppress_health_check=list(HealthCheck),
        )
        run_state_machine_as_test(machine, settings=long)
        left, number = max(1, round(KILLS * scale)), seed
        while left > 0:
            sums.update(killed(site, min(left, LIVES_A_STORE), number))
            left, number = left - LIVES_A_STORE, number + 1
    bad = ("lost", "strange", "miscounted", "unsent")
    return {
        "ok": not any(sums[name] for name in bad),
        **sums,
        "orders": long.max_examples,
        "seconds": round(time.monotonic() - begun),
    }
