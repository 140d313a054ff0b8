"""The sync against the sandbox's central API (its own processes, its own PostgreSQL) with the real encrypted store."""

from __future__ import annotations

import asyncio
import random
import statistics
import time
from typing import Any

from PySide6.QtWidgets import QApplication

from app.central.realtime import Realtime
from app.central.shapes import OutgoingEntry
from app.domain.scan import CodeKind, PassCode
from app.tasks import Tasks
from tests.bench._beat import Beat
from tests.bench._central import central_api, many_passes
from tests.fixtures_site import Site
from tests.sync.gatehouses import Gatehouse, gatehouse, logs_of
from ui.garbage import Garbage
from ui.loop import runner

ENTRIES, ONE_BY_ONE, PASSES, POKES = 1000, 100, 100_000, 60
LINE_MS = 40
"""A gatehouse's line to a data centre; on loopback alone the server's own work hides what a batch saves."""


async def push(site: Site, scale: float) -> dict[str, float]:
    """1,000 entries through the whole sync, and the bare upload of the same kind one by one and in fifties."""
    row = site.add_pass()
    async with gatehouse(site) as here:
        await here.sync.drain()
        entries = [await here.record(row) for _ in range(max(50, round(ENTRIES * scale)))]
        begun = time.perf_counter()
        await here.sync.drain()
        whole_s = time.perf_counter() - begun
        assert len(logs_of(site, *entries)) == len(entries)

        def outgoing(count: int) -> list[OutgoingEntry]:
            return [OutgoingEntry(here.entry(row)) for _ in range(count)]

        async def send(rows: list[OutgoingEntry], size: int) -> float:
            begun = time.perf_counter()
            for start in range(0, len(rows), size):
                await here.client.log_entries(rows[start : start + size], site.device_id, here.store.incarnation)
            return (time.perf_counter() - begun) / len(rows)

        few = max(20, round(ONE_BY_ONE * scale))
        bare = await send(outgoing(few), 1), await send(outgoing(few * 10), 50)
        site.faults(latency_ms=LINE_MS, path="/rest/v1/rpc/log_entries_v1")
        line = await send(outgoing(few), 1), await send(outgoing(few * 10), 50)
        site.faults(reset=True)
    return {
        "whole_s": whole_s,
        "entries": float(len(entries)),
        "bare_single_s": bare[0],
        "bare_ratio": bare[0] / bare[1],
        "line_single_s": line[0],
        "line_ratio": line[0] / line[1],
    }


async def first_sync(site: Site, scale: float, garbage: Garbage) -> dict[str, float]:
    """100,000 passes into an empty encrypted mirror."""
    passes = max(1000, round(PASSES * scale))
    many_passes(site, passes)
    async with gatehouse(site) as here:
        await here.client.contract()
        garbage.settle()  # as the program does once it has started
        beat = Beat()
        begun = time.perf_counter()
        while not (await here.sync._pull.turn()).complete:
            pass
        took_s = time.perf_counter() - begun
        return {"took_s": took_s, "passes": float(passes), **beat.end()}


async def poke(site: Site, scale: float) -> list[float]:
    """From the resident's pass being committed to the console being able to admit it."""
    tasks = Tasks()
    took = []
    async with gatehouse(site) as here:
        realtime = Realtime(
            site.url,
            site.key,
            community_id=site.community_id,
            token=here.client.access_token,
            on_poke=here.sync.poke,
            rng=random.Random(1),
            use_system_proxy=False,
        )
        await here.sync.drain()
        here.sync.start(tasks)
        tasks.spawn(realtime.run(), name="realtime")
        await _until_live(realtime)
        for _ in range(max(10, round(POKES * scale))):
            row = await asyncio.to_thread(site.add_pass)
            begun = time.perf_counter()
            await _visible(here, PassCode(CodeKind.RECORD, row["record_uid"]))
            took.append(time.perf_counter() - begun)
            await asyncio.sleep(0.05)
        await here.sync.close()
    await tasks.close()
    return took


async def _until_live(realtime: Realtime) -> None:
    while not realtime.live:  # noqa: ASYNC110
        await asyncio.sleep(0.01)


async def _visible(here: Gatehouse, code: PassCode) -> None:
    while (await here.store.mirror.find(code)).pass_ is None:  # noqa: ASYNC110 (a guard's question, again and again)
        await asyncio.sleep(0.001)


def run(scale: float = 1.0) -> dict[str, Any]:
    """All of it on one server."""
    with central_api() as site:
        pushed = asyncio.run(push(site, scale))
        poked = asyncio.run(poke(site, scale))
        app = QApplication.instance() or QApplication([])
        garbage = Garbage(app)
        with runner(app) as qt:  # what a screen meets is measured on its loop
            pulled = qt.run(first_sync(site, scale, garbage))
        garbage.stop()
    p95 = statistics.quantiles(poked, n=20)[-1]
    rate = pulled["passes"] / pulled["took_s"]

    def figure(name: str, value: float, unit: str, goal: str, holds: bool | None, against: str = "") -> dict[str, Any]:
        return {"name": name, "value": value, "unit": unit, "goal": goal, "against": against, "holds": holds}

    whole_goal, pull_goal = 2.0 * pushed["entries"] / ENTRIES, 10.0 * pulled["passes"] / PASSES

    def alone(single_s: float) -> str:
        return f"one by one: {single_s * 1000:.1f} ms an entry"

    return {
        "bench": "sync",
        "figures": [
            figure(
                f"push of {pushed['entries']:.0f} entries, settled on disk",
                pushed["whole_s"],
                "s",
                f"<= {whole_goal:g}",
                pushed["whole_s"] <= whole_goal,
            ),
            figure(
                f"upload in fifties over a line of {LINE_MS} ms",
                pushed["line_ratio"],
                "times faster",
                ">= 20",
                pushed["line_ratio"] >= 20,
                alone(pushed["line_single_s"]),
            ),
            figure(
                "upload in fifties on loopback",
                pushed["bare_ratio"],
                "times faster",
                "-",
                None,
                alone(pushed["bare_single_s"]),
            ),
            figure(
                f"first sync of {pulled['passes']:.0f} passes",
                pulled["took_s"],
                "s",
                f"<= {pull_goal:g}",
                pulled["took_s"] <= pull_goal,
                f"{rate:.0f} rows/s",
            ),
            figure(
                "longest turn of the loop meanwhile",
                pulled["turn"],
                "ms",
                "<= 50",
                pulled["turn"] <= 50,
                "its thread's processor time",
            ),
            figure(
                "worst gap of the loop meanwhile",
                pulled["gap"],
                "ms",
                "<= 50",
                pulled["gap"] <= 50,
                f"a bare beat {pulled['beside']:.0f} ms; p99.9 {pulled['gap_999']:.0f} ms",
            ),
            figure(
                "poke to visible, p95",
                p95 * 1000,
                "ms",
                "<= 100",
                p95 <= 0.1,
                f"median {statistics.median(poked) * 1000:.0f} ms",
            ),
        ],
        "note": "Visits on one pass (the hottest row there is); server and console share the machine.",
    }
