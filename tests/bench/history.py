"""History at a million entries in the encrypted store: first page, filters, a window that scrolls, an export."""

from __future__ import annotations

import asyncio
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from zoneinfo import ZoneInfo

from app.central.shapes import PulledChange
from app.domain.entry import EntryKind
from app.domain.shift import Actor, Role
from app.errors import ExportError
from app.opening import Duty
from app.ops.printing import Printing
from app.ops.story import Site
from app.records import Records
from app.store import feed
from app.store.database import engine_for
from app.store.rows import ChangePage, HistoryFilter
from app.store.store import Store
from tests.bench.store import FIRST, LAST, percentile, timed, uid
from ui import loop

MANY = 1_000_000
PAGE, APPLIED = 200, 50_000
FILL_KIB = 1024 * 1024
A_DAY = 550
"""Movements of a large site: a million are five years."""

ASKED = 60
SCROLLED_PAGES = 25
BEAT_MS = 4
"""The screen's loop is asked so often whether it is free; what it is late is a frame that came late."""

KEY = bytes(range(32))
NOW = datetime.now(UTC)
ACTOR = Actor("s1", "Carla", Role.SUPERVISOR)
KINDS = ("visit",) * 7 + ("exit",) * 2 + ("refusal", "override", "known_person")
TYPES = ("Guest",) * 60 + ("Delivery",) * 30 + ("Service",) * 9 + ("Party",)
BASES = ("mirror",) * 60 + ("central",) * 39 + ("local",)
FLAGS: tuple[list[str], ...] = ([],) * 40 + (["over_limit"],)


def log_row(number: int, rows: int) -> dict[str, Any]:
    """An entry of a busy site: five years by four gates, refusals and overrides among them."""
    chances = random.Random(number)
    at = NOW - timedelta(days=number / A_DAY)
    return {
        "id": uid(number, 7), "pass_id": uid(chances.randrange(rows // 10 + 1), 0), "record_uid": uid(number, 1),
        "kind": chances.choice(KINDS), "direction": "in", "occurred_at": at.isoformat(), "received_at": at.isoformat(),
        "gate_id": chances.choice(("main", "north", "south", "door")), "actor_name": chances.choice(FIRST),
        "visitor_name": f"{chances.choice(FIRST)} {chances.choice(LAST)} {chances.choice(LAST)}",
        "house": f"Casa {chances.randrange(2000)}", "verdict": "admit", "reason": "valid",
        "flags": chances.choice(FLAGS), "photo_hash": None, "device_id": "d1", "people": 1,
        "plate": f"P-{chances.randrange(10**6):06d}" if number % 3 == 0 else "", "actor_id": uid(number % 40, 8),
        "visitor_type": chances.choice(TYPES), "on_foot": False, "basis": chances.choice(BASES), "basis_age_s": 30,
        "noted": [], "allowed_by": "", "note": "", "offline": False, "clock_trusted": True,
        "shift_id": uid(number // 90, 9), "device_seq": number,
        "corrects": uid(number + 1, 7) if number % 100 == 0 else None,
        "gate_outcome": {"kind": "done", "path": "local", "detail": "ok", "took_ms": 60, "confirmed": True},
    }  # fmt: skip


async def fill(folder: Path, rows: int) -> None:
    """A first load of the logs, by a program of its own: what it keeps in memory to be quick is none of the
    console's."""
    store = await Store.open(folder, KEY, ballast_bytes=0)
    await store.close()
    await asyncio.to_thread(subprocess.run, [sys.executable, "-m", __name__, str(folder), str(rows)], check=True)


def _load(folder: Path, rows: int) -> None:
    """As the console applies the feed, but by larger pages and with room for all that they touch."""
    engine = engine_for(folder / "mirror.db", KEY, durable=False, cache_kib=FILL_KIB)
    with engine.connect() as connection:
        for start in range(0, rows, APPLIED):
            made = [log_row(number, rows) for number in range(start, min(start + APPLIED, rows))]
            changes = tuple(PulledChange("log", row["id"], "U", row) for row in made)
            with connection.begin():
                feed.apply(connection, ChangePage(str(start), "e", changes))
    engine.dispose()


QUESTIONS: dict[str, HistoryFilter] = {
    "first page": HistoryFilter(),
    "one gate": HistoryFilter(gate_id="north"),
    "refused": HistoryFilter(kinds=(EntryKind.REFUSAL,)),
    "granted": HistoryFilter(kinds=(EntryKind.VISIT, EntryKind.WALK_IN, EntryKind.KNOWN_PERSON)),
    "needs review": HistoryFilter(noted=True),
    "one type": HistoryFilter(visitor_type="Delivery"),
    "a rare type": HistoryFilter(visitor_type="Party"),
    "a type of a month": HistoryFilter(NOW - timedelta(days=30), visitor_type="Party", kinds=(EntryKind.REFUSAL,)),
    "one basis": HistoryFilter(basis="central"),
    "a rare basis": HistoryFilter(basis="local"),
    "yesterday": HistoryFilter(NOW - timedelta(days=2), NOW - timedelta(days=1)),
    "a name": HistoryFilter(text="Sofía Núñez"),
    "a plate": HistoryFilter(text="P-1234"),
    "a house": HistoryFilter(text="Casa 77"),
}
GOALS = {"first page": 100.0}
INDEXED_MS = 150.0


async def ask(store: Store) -> dict[str, float]:
    """p95 of each question in milliseconds."""
    found = {}
    for name, question in QUESTIONS.items():
        asks: list[Callable[[], Awaitable[object]]] = [partial(store.history.page, None, question, PAGE)] * ASKED
        found[name] = percentile(await timed(asks), 0.95)
    return found


def records(store: Store) -> Records:
    """The supervisor's page behind the screen."""
    duty = Duty(ACTOR, None, False, "d1", "i1")

    async def nobody() -> tuple[Any, ...]:
        return ()

    async def nowhere(taken_at: datetime, photo_hash: str) -> bytes | None:
        return None

    site = Site("Las Lomas", ZoneInfo("America/Guatemala"), {"main": "Main"})
    return Records(
        store=store,
        duty=lambda: duty,
        now=lambda: NOW,
        inside=nobody,
        printing=lambda: Printing(site, Path(), "", NOW),
        open_notices=nobody,
        photo_elsewhere=nowhere,
    )


async def scroll(store: Store) -> tuple[float, float, float, int]:
    """A real history page on that store: what one frame costs the screen's thread while it scrolls, in ms:
    at most, p99, and on the wall at most (which counts neighbours)."""
    from PySide6.QtCore import Qt, QTimer

    from app.tasks import Tasks
    from tests.ui import stories
    from ui.garbage import Garbage
    from ui.presenters.history import Range
    from ui.screens.history import HistoryScreen

    core, asked = stories.populated(), records(store)
    stories.supervised(core)
    core.tasks = Tasks()  # type: ignore[assignment]
    core.clock = SimpleNamespace(monotonic=time.monotonic, wall=lambda: datetime.now(UTC))  # type: ignore[assignment]
    for name in ("history", "history_summary", "outages", "quarantined"):
        setattr(core, name, getattr(asked, name))
    screen = HistoryScreen(core)
    screen.resize(1400, 860)
    screen.start()
    screen.show()
    screen.presenter.choose_range(Range.MONTH)
    gaps: list[float] = []
    own: list[float] = []
    beat, last = QTimer(), [(time.perf_counter(), time.thread_time())]

    def beaten() -> None:
        now = (time.perf_counter(), time.thread_time())
        gaps.append((now[0] - last[0][0]) * 1000 - BEAT_MS)
        own.append((now[1] - last[0][1]) * 1000)
        last[0] = now

    beat.setTimerType(Qt.TimerType.PreciseTimer)
    beat.timeout.connect(beaten)
    beat.start(BEAT_MS)
    async with asyncio.timeout(60):
        while screen.presenter.state.summary is None:  # noqa: ASYNC110 (the page has no event for it)
            await asyncio.sleep(0.01)
    Garbage(screen).settle()  # as the program does when it has started
    await asyncio.sleep(0.1)
    gaps.clear()
    own.clear()
    bar, seconds = screen.table.verticalScrollBar(), time.perf_counter()
    async with asyncio.timeout(120):
        while len(screen.presenter.state.stories or ()) < SCROLLED_PAGES * PAGE:
            before = bar.value()
            bar.setValue(before + 400)
            if time.perf_counter() - seconds > 1:
                seconds = time.perf_counter()
                screen.tick()
            await asyncio.sleep(0.004)
            if bar.value() == before and screen.presenter.state.after is None:
                break
    beat.stop()
    rows = len(screen.presenter.state.stories or ())
    screen.close_place()
    screen.close()
    screen.deleteLater()
    await core.tasks.close()  # type: ignore[attr-defined]
    return max(own), percentile(own, 0.99), max(gaps), rows


async def export(store: Store, folder: Path) -> tuple[float, float, float, int, bool]:
    """All of it to CSV: seconds, MB more than before, rows; and whether a stop in the middle leaves nothing."""
    asked = records(store)
    start, end = NOW - timedelta(days=9999), NOW + timedelta(days=1)  # the filling program's now is a little later
    rest = {"text": "", "gate_id": "", "guard": "", "visitor_type": "", "basis": ""}
    everything = SimpleNamespace(start=start, end=end, result="all", **rest)
    os.environ["XDG_DOCUMENTS_DIR"] = str(folder)
    before, begun, wall = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.process_time(), time.perf_counter()
    told: list[int] = []
    target = await asked.export(everything, "csv", progress=told.append, stopped=lambda: False)
    took, wall = time.process_time() - begun, time.perf_counter() - wall
    more_mb = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    with target.open(encoding="utf-8-sig") as stream:
        rows = sum(1 for _ in stream) - 1
    target.unlink()
    pages = [0]

    def soon() -> bool:
        pages[0] += 1
        return pages[0] > 3

    try:
        await asked.export(everything, "csv", progress=told.append, stopped=soon)
        stopped = False
    except ExportError:
        stopped = not target.exists()
    return took, wall, more_mb, rows, stopped


def run(scale: float = 1.0) -> dict[str, Any]:
    """`scale`: the part of a million."""
    if not os.environ.get("DISPLAY"):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication

    from ui.theme import ThemeName, apply

    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    app.setQuitOnLastWindowClosed(False)
    apply(app, ThemeName.DARK)
    rows = max(2_000, round(MANY * scale))
    figures: list[dict[str, Any]] = []

    def figure(name: str, value: float, unit: str, goal: str = "", holds: bool | None = None) -> None:
        figures.append({"name": name, "value": value, "unit": unit, "goal": goal, "against": "", "holds": holds})

    async def whole(folder: Path) -> None:
        begun = time.perf_counter()
        await fill(folder / "store", rows)
        figure("filling", time.perf_counter() - begun, "s")
        store = await Store.open(folder / "store", KEY, ballast_bytes=0)
        try:
            for name, p95 in (await ask(store)).items():
                goal = GOALS.get(name, INDEXED_MS)
                figure(f"{name}, p95", p95, "ms", f"≤ {goal:g} ms", p95 <= goal)
            longest, p99, wall, shown = await scroll(store)
            figure(f"scrolling {shown:,} rows, longest frame", longest, "ms", "≤ 50 ms", longest <= 50)
            figure("scrolling, p99", p99, "ms")
            figure("the longest on the wall", wall, "ms")
            took, wall, more_mb, written, stopped = await export(store, folder)
            figure(f"{written:,} rows from the store to CSV", took, "s", f"≤ {60 * scale:g} s", took <= 60 * scale)
            figure("the same on the wall", wall, "s")
            figure("more memory for it", more_mb, "MB", "≤ 100 MB", more_mb <= 100)
            figure("a stop leaves no file", float(stopped), "", "1", stopped)
        finally:
            await store.close()

    with (
        tempfile.TemporaryDirectory(prefix="portun-bench-") as name,
        loop.runner(app) as runner,
    ):
        runner.run(whole(Path(name)))
    return {
        "bench": "history",
        "figures": figures,
        "note": f"{rows:,} entries of four gates; pages of {PAGE}. Frames and the export count processor time.",
    }


if __name__ == "__main__":
    _load(Path(sys.argv[1]), int(sys.argv[2]))
