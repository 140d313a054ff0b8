"""A gatehouse for tests: the real store, the real client, the real sync, towards a real central API."""

from __future__ import annotations

import asyncio
import random
import secrets
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from app.central.client import CentralClient
from app.clock import SystemClock, TrustedTime
from app.domain.entry import Direction, Entry, EntryKind
from app.domain.gate import GateOutcome, OutcomeKind
from app.domain.gate import Path as Way
from app.domain.ids import uuid7
from app.events import EntrySettled, Events, LinkChanged, MirrorChanged, Notice, PullProgress
from app.store.store import Store
from app.sync.loop import Sync, SyncSite
from app.sync.ports import Central
from tests.clocks import DrivenClock
from tests.fixtures_site import Site

E = TypeVar("E")

DONE = GateOutcome(OutcomeKind.DONE, Way.LOCAL, "ok", 80, True)
FOLDERS = "/dev/shm" if Path("/dev/shm").is_dir() else None


@dataclass
class Gatehouse:
    """One console. `central` is what the sync talks to: the client, or a test's spoiled one around it."""

    store: Store
    client: CentralClient
    central: Any
    sync: Sync
    events: Events
    time: TrustedTime
    site: Site
    folder: Path
    key: bytes
    clock: DrivenClock | SystemClock
    seen: list[object] = field(default_factory=list)

    def of(self, kind: type[E]) -> list[E]:
        """The events of that kind, in order."""
        return [event for event in self.seen if isinstance(event, kind)]

    def entry(self, row: dict[str, Any] | None = None, **more: Any) -> Entry:
        """A visit on a pass of the central API, or whatever `more` makes of it."""
        at = self.time.now().at
        about = {"pass_id": str(row["id"]), "record_uid": row["record_uid"]} if row else {}
        guard = self.site.user("guard")
        return Entry(
            **{
                "entry_id": uuid7(at),
                "kind": EntryKind.VISIT,
                "direction": Direction.IN,
                "occurred_at": at,
                "gate_id": "main",
                "actor_id": guard["actor_id"],
                "actor_name": guard["name"],
                "shift_id": "shift-1",
                "device_id": self.site.device_id,
                "incarnation": self.store.incarnation,
                "clock_offset_ms": 0,
                "visitor_name": "Prueba Visitante",
                **about,
                **more,
            }
        )

    async def record(self, row: dict[str, Any] | None = None, *, photo: bytes | None = None, **more: Any) -> Entry:
        """Something happened, and the gate answered."""
        entry = await self.store.journal.record(self.entry(row, **more), photo=photo)
        await self.store.journal.attach_outcome(entry.entry_id, DONE)
        return entry


def logs_of(site: Site, *entries: Entry) -> list[dict[str, Any]]:
    """What the central API holds of these entries."""
    return site.sql(
        "select id::text, actor_name, occurred_at, conflicts, pass_id::text, gate_outcome, photo_hash, device_seq,"
        " note, clock_trusted from (select *, notes as note from public.visitor_record_logs) l"
        " where id = any(%s::uuid[]) order by id",
        [entry.entry_id for entry in entries],
    )


def uses_of(site: Site, row: dict[str, Any]) -> int:
    """How often the central API counts the pass as used."""
    (counted,) = site.sql("select entries_used from public.visitor_records_uid where id = %s", row["id"])
    return int(counted["entries_used"])


@asynccontextmanager
async def gatehouse(
    site: Site,
    *,
    clock: DrivenClock | SystemClock | None = None,
    around: Any = None,
    role: str = "console",
    folder: Path | None = None,
    key: bytes | None = None,
    site_device: str = "",
    **sync_options: Any,
) -> AsyncIterator[Gatehouse]:
    """`around(client)` may put something between the sync and the client. `folder` and `key`: take up an old one."""
    clock = clock or SystemClock()
    time, events = TrustedTime(clock), Events()
    with tempfile.TemporaryDirectory(dir=FOLDERS) as new_folder:
        folder, key = folder or Path(new_folder), key or secrets.token_bytes(32)
        store = await Store.open(folder, key, now=lambda: time.now().at, ballast_bytes=0)
        client = CentralClient(
            site.url, site.key, store.secrets, clock, time, account=role, limits=False, use_system_proxy=False
        )
        if await client.session() is None:
            user = site.user(role)
            await client.sign_in(user["email"], user["password"])
        central: Central = around(client) if around else client
        sync = Sync(
            central=central,
            journal=store.journal,
            messages=store.messages,
            mirror=store.mirror,
            photos=store.photos,
            memory=store.secrets,
            site=SyncSite(site.community_id, site_device or site.device_id, store.incarnation),
            clock=clock,
            time=time,
            events=events,
            rng=random.Random(7),
            **sync_options,
        )
        here = Gatehouse(store, client, central, sync, events, time, site, folder, key, clock)
        for kind in (EntrySettled, LinkChanged, MirrorChanged, Notice, PullProgress):
            events.subscribe(kind, here.seen.append)
        try:
            yield here
        finally:
            await sync.close()
            await client.close()
            await store.close()


class Passing:
    """Between the sync and the client; passes everything on. Tests put their faults over it."""

    def __init__(self, client: CentralClient) -> None:
        self.client = client

    def __getattr__(self, name: str) -> Any:
        return getattr(self.client, name)


class DrivenPause:
    """The waits of the sync's lanes, ended by a wake or by time that the test moves."""

    def __init__(self, clock: DrivenClock) -> None:
        self.clock = clock
        self.sleeping: list[tuple[float, asyncio.Event]] = []
        self._changed = asyncio.Event()

    async def __call__(self, wake: asyncio.Event, seconds: float) -> None:
        sleeper = (self.clock.monotonic() + seconds, wake)
        self.sleeping.append(sleeper)
        self._changed.set()
        try:
            await wake.wait()
        finally:
            self.sleeping.remove(sleeper)

    async def all_asleep(self, lanes: int = 4) -> None:
        """Until every lane has done what it could and waits."""
        while len(self.sleeping) < lanes or any(wake.is_set() for _, wake in self.sleeping):
            self._changed.clear()
            await self._changed.wait()

    async def advance(self, seconds: float) -> None:
        """Move time on, wake who is due, and wait until all are asleep again."""
        end = self.clock.monotonic() + seconds
        while (due := min(due for due, _ in self.sleeping)) <= end:
            self.clock.advance(max(0.0, due - self.clock.monotonic()))
            for at, wake in list(self.sleeping):
                if at <= due:
                    wake.set()
            await self.all_asleep()
        self.clock.advance(end - self.clock.monotonic())

    def wait_of(self, wake: asyncio.Event) -> float:
        """How long the lane with that wake still waits."""
        return next(due for due, at in self.sleeping if at is wake) - self.clock.monotonic()
