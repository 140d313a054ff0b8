"""A thousand consoles in one program: each its own queue, pace and circuit; the wire and the server are real."""

from __future__ import annotations

import asyncio
import random
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from app.central.client import CentralClient
from app.central.shapes import LogAnswer, OutgoingEntry
from app.clock import SystemClock, TrustedTime
from app.domain.entry import Entry
from app.errors import CentralError
from app.events import Events
from app.store.rows import AuditHead, OutboxRow, Settled
from app.sync.loop import Sync, SyncSite
from app.tasks import Tasks
from tests.fixtures_site import Site

KEPT_OPEN = 4
"""Connections that a client keeps (app.central.http): a console that had to share them would connect anew each time."""


class Silence:
    """Nothing to tell beside entries."""

    async def due(self, *, limit: int, now: datetime) -> tuple[()]:
        return ()

    async def unsettle_since(self, moment: datetime) -> int:
        return 0


@dataclass
class Queue:
    """An outbox in memory, as the journal's."""

    rows: dict[str, OutboxRow]
    done: asyncio.Event
    put_off: dict[str, datetime] = field(default_factory=dict)
    aside: list[str] = field(default_factory=list)

    def audit_head(self) -> AuditHead:
        return AuditHead(1, "00" * 32)

    async def waiting(self) -> int:
        return len(self.rows)

    async def due(self, *, limit: int, now: datetime) -> tuple[OutboxRow, ...]:
        free = [row for entry_id, row in self.rows.items() if self.put_off.get(entry_id, now) <= now]
        return tuple(free[:limit])

    async def settle_batch(self, batch: Sequence[Settled]) -> None:
        for one in batch:
            self._gone(one.entry_id)

    async def postpone(self, entry_ids: Sequence[str], *, until: datetime, why: str) -> None:
        for entry_id in entry_ids:
            self.put_off[entry_id] = until
            self.rows[entry_id] = replace(self.rows[entry_id], attempts=self.rows[entry_id].attempts + 1)

    async def quarantine(self, entry_id: str, *, code: str, message: str) -> None:
        self.aside.append(code)
        self._gone(entry_id)

    async def release_kept(self) -> int:
        return 0

    async def unsettle_since(self, moment: datetime) -> int:
        return 0

    def _gone(self, entry_id: str) -> None:
        self.rows.pop(entry_id, None)
        if not self.rows:
            self.done.set()


class _NoMirror:
    """The herd only sends."""

    as_of = None


class Notes:
    """A few texts, in memory."""

    def __init__(self) -> None:
        self._values: dict[str, str] = {}

    async def get(self, name: str) -> str | None:
        return self._values.get(name)

    async def put(self, name: str, value: str) -> None:
        self._values[name] = value

    async def delete(self, name: str) -> None:
        self._values.pop(name, None)


@dataclass
class Counted:
    """Between a console and its client: counts requests and what became of them."""

    client: CentralClient
    requests: int = 0
    rejected: dict[str, int] = field(default_factory=dict)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.client, name)

    async def log_entries(self, rows: Sequence[OutgoingEntry], *more: Any) -> LogAnswer:
        self.requests += 1
        try:
            return await self.client.log_entries(rows, *more)
        except CentralError as error:
            self.rejected[error.code] = self.rejected.get(error.code, 0) + 1
            raise


async def clients(site: Site, consoles: int, time: TrustedTime, clock: SystemClock) -> list[CentralClient]:
    """Clients of one signed-in account, so many that each console keeps a connection of its own."""
    user, session = site.user("guard"), Notes()
    made = [
        CentralClient(site.url, site.key, session, clock, time, limits=False, use_system_proxy=False)
        for _ in range(-(-consoles // KEPT_OPEN))
    ]
    await made[0].sign_in(user["email"], user["password"])
    return made


def devices(site: Site, count: int) -> list[str]:
    """So many consoles, known to the central API."""
    ids = [str(uuid.uuid4()) for _ in range(count)]
    site.sql(
        "insert into public.device (id, community_id, name) select i, %s, 'herd' from unnest(%s::uuid[]) i",
        site.community_id,
        ids,
    )
    return ids


def queues(entries: list[Entry], consoles: int) -> list[Queue]:
    """The same number of entries for each."""
    share = len(entries) // consoles
    at = entries[0].occurred_at - timedelta(minutes=1)
    return [
        Queue(
            {entry.entry_id: OutboxRow(entry, None, 0, at) for entry in entries[share * n : share * (n + 1)]},
            asyncio.Event(),
        )
        for n in range(consoles)
    ]


async def drain_all(
    site: Site, made: list[CentralClient], outboxes: list[Queue], ids: list[str], *, splay_s: float, seed: int
) -> list[Counted]:
    """Let all consoles go at one moment and wait until every queue is empty."""
    clock, tasks, counters = SystemClock(), Tasks(), []
    mirror: Any = _NoMirror()
    for number, outbox in enumerate(outboxes):
        counted = Counted(made[number % len(made)])
        counters.append(counted)
        journal: Any = outbox
        silence: Any = Silence()
        rng = random.Random(seed + number)
        sync = Sync(
            central=counted,  # type: ignore[arg-type]
            journal=journal,
            messages=silence,
            mirror=mirror,
            photos=mirror,
            memory=Notes(),
            site=SyncSite(site.community_id, ids[number], f"herd-{number}"),
            clock=clock,
            time=TrustedTime(clock),
            events=Events(),
            rng=rng,
        )
        sync._pace.hold(rng.uniform(0, splay_s))  # they all come back from one outage
        tasks.spawn(sync.run(sync.entries), name=f"console {number}")
    for outbox in outboxes:
        await outbox.done.wait()
    await tasks.close(within_s=10)
    return counters
