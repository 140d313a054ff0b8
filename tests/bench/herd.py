"""A thousand consoles come back at the same moment, each with a thousand entries.

A million entries take half an hour and more on a small machine, so `--scale 1` is a hundredth of it: a hundred
consoles with a hundred entries each. `--scale 100` is the whole herd. The splay is scaled with the load, so that the
proportions stay.
"""

from __future__ import annotations

import asyncio
import gc
import time
from typing import Any

from app.central.shapes import OutgoingEntry
from app.clock import SystemClock, TrustedTime
from app.domain.entry import Direction, Entry, EntryKind
from app.domain.ids import uuid7
from tests.bench._central import central_api, many_passes
from tests.bench._herd import clients, devices, drain_all, queues
from tests.fixtures_site import Site

CONSOLES, ENTRIES_EACH, SPLAY_S = 1000, 1000, 60.0
ENTRIES_A_PASS = 20
"""So often each pass is used, by as many consoles: any two batches that are sent at once meet on some."""
HERD = 100.0
BARE_CONNECTIONS, BARE_ENTRIES = 8, 4000


def visits(site: Site, passes: list[dict[str, Any]], count: int, incarnation: str) -> list[Entry]:
    """Visits spread over the passes."""
    at, guard = SystemClock().wall(), site.user("guard")
    common: dict[str, Any] = {
        "kind": EntryKind.VISIT,
        "direction": Direction.IN,
        "occurred_at": at,
        "gate_id": "main",
        "actor_id": guard["actor_id"],
        "actor_name": guard["name"],
        "shift_id": "s1",
        "device_id": site.device_id,
        "incarnation": incarnation,
        "clock_offset_ms": 0,
    }
    spread = (passes[number % len(passes)] for number in range(count))
    return [Entry(entry_id=uuid7(at), pass_id=str(row["id"]), record_uid=row["record_uid"], **common) for row in spread]


async def measured(site: Site, consoles: int, each: int, splay_s: float) -> dict[str, Any]:
    """First what the server can take from eight connections, then the herd."""
    clock = SystemClock()
    made = await clients(site, consoles, TrustedTime(clock), clock)
    many_passes(site, consoles * each // ENTRIES_A_PASS)
    passes = site.sql(
        "select id, record_uid from public.visitor_records_uid where visitor_name like 'Visitante %%' and %s = %s", 1, 1
    )
    ids = devices(site, consoles)

    bare = visits(site, passes, min(BARE_ENTRIES, consoles * each), "bare")
    batches = [bare[start : start + 50] for start in range(0, len(bare), 50)]

    async def send(number: int) -> None:
        while batches:
            rows = [OutgoingEntry(entry) for entry in batches.pop()]
            await made[number % len(made)].log_entries(rows, ids[0], "bare")

    begun = time.perf_counter()
    await asyncio.gather(*(send(number) for number in range(BARE_CONNECTIONS)))
    bare_rate = len(bare) / (time.perf_counter() - begun)

    entries = visits(site, passes, consoles * each, "herd")
    outboxes = queues(entries, consoles)
    gc.freeze()  # no console holds a million entries: looking through them again and again is the simulation's alone
    begun = time.perf_counter()
    counters = await drain_all(site, made, outboxes, ids, splay_s=splay_s, seed=1)
    drained_s = time.perf_counter() - begun
    for client in made:
        await client.close()

    there = {
        row["id"] for row in site.sql("select id::text from public.visitor_record_logs where incarnation = %s", "herd")
    }
    (used,) = site.sql(
        "select sum(entries_used) as n from public.visitor_records_uid where id = any(%s::uuid[])",
        [str(row["id"]) for row in passes],
    )
    rejected: dict[str, int] = {}
    for counted in counters:
        for code, number in counted.rejected.items():
            rejected[code] = rejected.get(code, 0) + number
    return {
        "bare_rate": bare_rate,
        "drained_s": drained_s,
        "lost": len({entry.entry_id for entry in entries} - there),
        "doubled": len(there) - len(entries),
        "miscounted": abs(int(used["n"]) - len(entries) - len(bare)),
        "requests": sum(counted.requests for counted in counters),
        "rejected": rejected,
        "aside": sum(len(outbox.aside) for outbox in outboxes),
        "entries": len(entries),
    }


def run(scale: float = 1.0) -> dict[str, Any]:
    """`scale`: of the bounded herd; both numbers grow with its root."""
    share = min(scale, HERD) / HERD
    consoles, each = round(CONSOLES * share**0.5), round(ENTRIES_EACH * share**0.5)
    with central_api() as site:
        got = asyncio.run(measured(site, consoles, each, SPLAY_S * share))
    alone_s = got["entries"] / got["bare_rate"]
    refused = sum(got["rejected"].values()) / got["requests"]

    def figure(name: str, value: float, unit: str, goal: str, holds: bool, against: str = "") -> dict[str, Any]:
        return {"name": name, "value": value, "unit": unit, "goal": goal, "against": against, "holds": holds}

    exact = got["lost"] == got["doubled"] == got["miscounted"] == got["aside"] == 0
    return {
        "bench": "herd",
        "figures": [
            figure("entries lost", got["lost"], "", "0", got["lost"] == 0, f"of {got['entries']}"),
            figure("entries doubled", got["doubled"], "", "0", got["doubled"] == 0),
            figure("uses miscounted", got["miscounted"], "", "0", exact),
            figure(
                "requests rejected", refused * 100, "%", "<= 1", refused <= 0.01, f"{got['requests']} {got['rejected']}"
            ),
            figure(
                "drain",
                got["drained_s"],
                "s",
                f"<= {1.5 * alone_s:.1f}",
                got["drained_s"] <= 1.5 * alone_s,
                f"bare capacity {got['bare_rate']:.0f} entries/s: {alone_s:.1f} s",
            ),
        ],
        "note": f"{consoles} consoles with {each} entries each, all at once after a shared outage.",
    }
