"""The store with a million passes: what a guard waits for, what it costs to be encrypted, how fast a mirror fills."""

from __future__ import annotations

import asyncio
import gc
import hashlib
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

import sqlcipher3.dbapi2
from sqlalchemy import Connection, Engine, StaticPool, bindparam, create_engine, event, select

from app.central.shapes import PulledChange
from app.domain.decision import Facts, decide
from app.domain.entry import Direction, Entry, EntryKind
from app.domain.ids import uuid7
from app.domain.scan import CodeKind, PassCode
from app.store import audit, feed, outbox
from app.store.codes import code_of
from app.store.database import engine_for
from app.store.entry_rows import entry_values, insert_entry, next_seq
from app.store.migrations import journal_steps, mirror_steps
from app.store.migrations.steps import migrate
from app.store.mirror_tables import codes, passes
from app.store.rows import ChangePage
from app.store.store import Store
from app.sync.pull import AT_ONCE, PAGE

MANY, FEW = 1_000_000, 1_000
APPLIED = 100_000
LOOKUPS, SEARCHES, COMMITS = 2_000, 500, 400
ROUNDS, FILLS = 5, 3
"""Latencies and rates are those of the calmest round, and rates count processor time: neighbours on the machine do not
count."""

KEY = bytes(range(32))
NOW = datetime.now(UTC)

FIRST = (
    "María",
    "Juan",
    "Pedro",
    "Ana",
    "Luis",
    "Carmen",
    "José",
    "Rosa",
    "Miguel",
    "Elena",
    "Óscar",
    "Pablo",
    "Sofía",
)
LAST = ("López", "García", "Pérez", "Gómez", "Ruiz", "Díaz", "Torres", "Ramos", "Flores", "Cruz", "Morales", "Núñez")


def uid(number: int, kind: int) -> str:
    """A random-looking uid that can be made again."""
    return str(UUID(bytes=hashlib.blake2b(f"{number}.{kind}".encode(), digest_size=16).digest(), version=4))


def pass_row(number: int) -> dict[str, Any]:
    """A pass as a busy community has them: two surnames, one plate in three, two thousand houses."""
    chances = random.Random(number)
    return {
        "id": uid(number, 0),
        "record_uid": uid(number, 1),
        "rand_record_uid": uid(number, 2),
        "community_id": "c0000000-0000-4000-8000-000000000001",
        "host_id": "b0000000-0000-4000-8000-000000000001",
        "host_name": f"{chances.choice(FIRST)} {chances.choice(LAST)}",
        "house": f"Casa {chances.randrange(2000)}",
        "visitor_name": f"{chances.choice(FIRST)} {chances.choice(LAST)} {chances.choice(LAST)}",
        "visitor_type": "Guest",
        "valid_from": (NOW + timedelta(minutes=chances.randrange(-40_000, 3_000))).isoformat(),
        "valid_until": (NOW + timedelta(days=2)).isoformat(),
        "entries_allowed": 2,
        "entries_used": 0,
        "uses_rev": 1,
        "cancelled": False,
        "plate": f"P-{chances.randrange(10**6):06d}" if number % 3 == 0 else "",
        "document_last4": "1234",
        "people": 1,
    }


def pages(rows: int, size: int) -> Iterator[ChangePage]:
    """The feed of a first load."""
    for start in range(0, rows, size):
        made = [pass_row(number) for number in range(start, min(start + size, rows))]
        yield ChangePage(str(start), "e", tuple(PulledChange("pass", row["id"], "U", row) for row in made))


def percentile(values: list[float], share: float) -> float:
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]


async def timed(asks: list[Callable[[], Awaitable[object]]]) -> list[float]:
    """Milliseconds of each."""
    took = []
    for ask in asks:
        begun = time.perf_counter()
        await ask()
        took.append((time.perf_counter() - begun) * 1000)
    return took


@dataclass(frozen=True)
class Used:
    """What a guard waits for, p99 of the calmest round, in milliseconds. `thread`: a question to a thread that
    answers nothing, which is how much of `facts` is the machine's handing over from one thread to another."""

    facts: float
    search: float
    thread: float


async def use(folder: Path, rows: int) -> Used:
    """Look up codes (one in ten unknown) and search, as a guard does."""
    store = await Store.open(folder, KEY)
    chances = random.Random(7)

    async def facts(code: PassCode) -> None:
        answer, (own, last) = await store.known.find(code)
        known = Facts(True, "c", answer.pass_, own, answer.inside, answer.blacklist, age=timedelta(0), last_entry=last)
        decide(known, NOW, Direction.IN)

    def typed() -> str:
        words = [
            chances.choice(FIRST),
            f"{chances.choice(FIRST)} {chances.choice(LAST)}",
            f"{chances.choice(FIRST)} {chances.choice(LAST)[:2]}",
            f"{chances.choice(LAST)[:4]}",
            f"casa {chances.randrange(2000)}",
            str(chances.randrange(2000)),
            chances.choice("CPLM"),
            f"P-{chances.randrange(10**3):03d}",
            f"{chances.randrange(2000)} {chances.choice(FIRST)}",
            "zzzyx",
        ]
        return chances.choice(words)

    loop, idle = asyncio.get_running_loop(), ThreadPoolExecutor(1)

    async def thread() -> None:
        await loop.run_in_executor(idle, int)

    numbers = [chances.randrange(int(rows * 1.1)) for _ in range(LOOKUPS)]
    scanned = [PassCode(CodeKind.RECORD, uid(number, 1 + number % 2)) for number in numbers]
    texts = [typed() for _ in range(SEARCHES)]
    rounds = []
    for _ in range(ROUNDS):
        facts_ms = await timed([partial(facts, code) for code in scanned])
        search_ms = await timed([partial(store.mirror.search, text) for text in texts])
        thread_ms = await timed([thread] * LOOKUPS)
        rounds.append(tuple(percentile(took, 0.99) for took in (facts_ms, search_ms, thread_ms)))
    idle.shutdown()
    await store.close()
    return Used(*(min(values) for values in zip(*rounds, strict=True)))


async def fill(folder: Path, rows: int, size: int) -> float:
    """Rows a second of processor time, as the sync applies them; making the rows is not counted."""
    store = await Store.open(folder, KEY)
    took = 0.0
    gc.disable()  # in the program garbage is collected on the screen's thread alone (ui.garbage)
    for page in pages(rows, size):
        begun = time.process_time()
        await store.mirror.apply_page(page)
        took += time.process_time() - begun
    gc.enable()
    await store.mirror.completed_pull(NOW)
    await store.close()
    return rows / took


def memory_mb(folder: Path, rows: int) -> float:
    """The most memory that a process of its own needs for the same use."""
    ended = subprocess.run(
        [sys.executable, "-m", "tests.bench.store", str(folder), str(rows)], capture_output=True, text=True, check=True
    )
    return float(ended.stdout)


def plain_engine(path: Path, settings: list[str]) -> Engine:
    """The same library and settings without a key: only here, to compare with."""

    def connect() -> Any:
        connection = sqlcipher3.dbapi2.connect(str(path), isolation_level=None)
        for setting in settings:
            connection.execute(setting)
        return connection

    engine = create_engine("sqlite://", module=sqlcipher3.dbapi2, creator=connect, poolclass=StaticPool)
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN IMMEDIATE"))
    return engine


@contextmanager
def both(folder: Path, name: str, *, durable: bool) -> Iterator[tuple[Engine, Engine]]:
    """An encrypted and a plain file under the same settings."""
    encrypted = engine_for(folder / f"{name}.db", KEY, durable=durable, cache_kib=16384)
    with encrypted.connect() as connection:
        asked = ("journal_mode", "synchronous", "wal_autocheckpoint", "foreign_keys", "temp_store", "cache_size")
        values = {word: connection.exec_driver_sql(f"PRAGMA {word}").scalar() for word in asked}
    plain = plain_engine(folder / f"{name}-plain.db", [f"PRAGMA {word}={value}" for word, value in values.items()])
    yield encrypted, plain
    encrypted.dispose()
    plain.dispose()


def in_turns(engines: tuple[Engine, Engine], work: Callable[[Connection, int], object], times: int) -> list[float]:
    """The median microseconds of `work` as one transaction, on each engine, taken in turns."""
    took: list[list[float]] = [[], []]
    connections = [engine.connect() for engine in engines]
    for number in range(times):
        for connection, taken in zip(connections, took, strict=True):
            begun = time.perf_counter()
            with connection.begin():
                work(connection, number)
            taken.append((time.perf_counter() - begun) * 1e6)
    for connection in connections:
        connection.close()
    return [percentile(taken, 0.5) for taken in took]


def lookups(folder: Path, rows: int) -> list[float]:
    """A point lookup through Core: encrypted, plain."""
    by_code = (
        select(passes)
        .join(codes, passes.c.no == codes.c.no)
        .where(codes.c.code == bindparam("code"), passes.c.record_uid == bindparam("name"))
    )
    chances = random.Random(3)
    names = [uid(chances.randrange(rows), 1) for _ in range(LOOKUPS)]

    def look(connection: Connection, number: int) -> None:
        name = names[number]
        assert connection.execute(by_code, {"code": code_of(name), "name": name}).first() is not None

    with both(folder, "lookup", durable=False) as engines:
        for engine in engines:
            with engine.begin() as connection:
                migrate(connection, mirror_steps.STEPS, folder)
            for page in pages(rows, 5000):
                with engine.begin() as connection:
                    feed.apply(connection, page)
        return in_turns(engines, look, LOOKUPS)


def commits(folder: Path) -> list[float]:
    """A durable commit of entry, outbox row and audit link: encrypted, plain."""

    def record(connection: Connection, number: int) -> None:
        visit = Entry(
            uuid7(NOW), EntryKind.VISIT, Direction.IN, NOW, "main", "a", "Rosa", "s", "d", "i", pass_id=f"p{number}"
        )
        numbered = replace(visit, device_seq=next_seq(connection, visit))
        insert_entry(connection, numbered)
        outbox.put(connection, numbered, NOW)
        audit.append(connection, NOW, audit.ENTRY, numbered.entry_id, entry_values(numbered))

    with both(folder, "commit", durable=True) as engines:
        for engine in engines:
            with engine.begin() as connection:
                migrate(connection, journal_steps.STEPS, folder)
        return in_turns(engines, record, COMMITS)


def figure(name: str, value: float, unit: str, goal: str, holds: bool, against: str = "") -> dict[str, Any]:
    return {"name": name, "value": value, "unit": unit, "goal": goal, "against": against, "holds": holds}


def run(scale: float = 1.0) -> dict[str, Any]:
    """Everything; at `scale` 1 with a million passes, which takes a few minutes to load."""
    many, applied = max(FEW * 10, int(MANY * scale)), max(FEW * 10, int(APPLIED * scale))
    with tempfile.TemporaryDirectory(prefix="portun-bench-") as name:
        folder = Path(name)
        rate = max(asyncio.run(fill(folder / f"applied-{n}", applied, AT_ONCE * PAGE)) for n in range(FILLS))
        asyncio.run(fill(folder / "few", FEW, PAGE))
        all_rate = asyncio.run(fill(folder / "many", many, 5000))
        few, lot = (asyncio.run(use(folder / kind, rows)) for kind, rows in (("few", FEW), ("many", many)))
        few_mb, lot_mb = memory_mb(folder / "few", FEW), memory_mb(folder / "many", many)
        lookup, plain_lookup = lookups(folder, applied)
        commit, plain_commit = commits(folder)
    p99, few_p99, search = lot.facts, few.facts, lot.search
    few_said = f"{few_p99:.2f} ms with {FEW:,}"
    figures = [
        figure(
            "facts and decision, p99", p99, "ms", "<= 1", p99 <= 1, f"a thread that does nothing: {lot.thread:.2f} ms"
        ),
        figure("the same against 1,000 passes", p99 / few_p99, "x", "<= 1.5", p99 / few_p99 <= 1.5, few_said),
        figure("search, p99", search, "ms", "<= 20", search <= 20, f"{few.search:.2f} ms with {FEW:,}"),
        figure(
            "memory above 1,000 passes", lot_mb - few_mb, "MB", "<= 120", lot_mb - few_mb <= 120, f"{few_mb:.0f} MB"
        ),
        figure(
            "rows applied", rate, "rows/s", ">= 20000", rate >= 20_000, f"{applied:,} rows, {AT_ONCE * PAGE} a commit"
        ),
        figure(
            "lookup, encrypted against plain",
            lookup / plain_lookup,
            "x",
            "<= 2",
            lookup <= 2 * plain_lookup,
            f"{plain_lookup:.0f} us plain",
        ),
        figure(
            "durable commit, encrypted against plain",
            commit / plain_commit,
            "x",
            "<= 1.5",
            commit <= 1.5 * plain_commit,
            f"{plain_commit:.0f} us plain",
        ),
    ]
    note = f"{many:,} passes; all of them applied at {all_rate:,.0f} rows/s in pages of 5,000."
    return {"bench": "store", "figures": figures, "note": note}


if __name__ == "__main__":
    asyncio.run(use(Path(sys.argv[1]), int(sys.argv[2])))
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
