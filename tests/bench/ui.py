"""The window over a day: how soon it is there, how long it ever stands still, what it keeps, what it costs to idle.

Beside each figure, in the same run: a console with an empty mirror; a bare loop that captures the same camera and
puts its pictures on a window of the same size; a bare program that beats like the loop and does nothing else. Where
others use the same PC, the wall tells of them, and the processor time of the loop's own thread of the console alone.
`--scale 1` is a million passes, six minutes of work (an hour at ten times the usual
pace) and 20,000 scans, and takes half an hour; 0.05 takes two minutes.
"""

from __future__ import annotations

import asyncio
import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import uuid
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from PySide6.QtCore import QEvent, QObject, QPoint, QTimer
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget

from app.domain.case import Phase
from app.domain.decision import Verdict
from app.events import CaseChanged, Link
from app.profile import Profile
from app.sandbox import site
from app.store.keys import Keys
from app.store.store import Store
from tests.bench import start
from tests.bench._beat import BEAT_MS, Beat
from tests.bench.store import pages
from tests.e2e.hands import Hands
from tests.e2e.morning import invite
from tests.e2e.place import Guard, Place, console, play
from ui import loop
from ui.garbage import Garbage
from ui.presenters.shell import Place as Where

PASSES, ROUNDS = 1_000_000, 5
WORK_S = 360.0
CARS_AN_HOUR = 60
PACE = 10
SCANS, WARM_SCANS = 20_000, 2_000
IDLE_S = 60.0
REST_S = 60.0
"""Then the camera's own clock is known as a habit of the picture, and nobody looks for a code in it."""


def run(scale: float = 1.0) -> dict[str, Any]:
    """Measure; `scale` changes passes, work, scans and seconds."""
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    seen: dict[str, float] = {}
    many = max(1_000, round(PASSES * scale))
    seen |= _starts(many, max(2, round(ROUNDS * scale)))
    with ExitStack() as stack, tempfile.TemporaryDirectory() as folder:
        place = Place(site.start(stack, 1, without=set()))

        async def story() -> None:
            await place.no_visitors()
            async with console(place, Path(folder) / "work", app) as guard:
                await guard.link(Link.ONLINE)
                await guard.core.sync.drain()
                while guard.shell.make_next():  # noqa: ASYNC110  # as the program does when it has started
                    await asyncio.sleep(0.1)
                garbage.settle()
                await _idle(guard, seen, max(10.0, IDLE_S * scale))
                await _work(place, guard, seen, max(10.0, WORK_S * scale))
            # Without a camera, for a photo of each of so many scans would take the day that it takes at a gate.
            bare = Place({**place.line, "cameras": []})
            async with console(bare, Path(folder) / "scans", app) as guard:
                await guard.link(Link.ONLINE)
                await _scans(guard, seen, max(400, round(SCANS * scale)))

        garbage = Garbage(app)
        play(app, story)
        address, view = place.line["cameras"][0]["address"], (int(seen["wide"]), int(seen["high"]))
        seen["bare"], seen["bare_shown"] = _bare_idle(app, address, view, max(10.0, IDLE_S * scale))
        garbage.stop()
    ratio, idle = seen["start"] / seen["start_empty"], seen["idle"] / seen["bare"]
    figures = [
        _figure(f"start → usable with {many:,} passes", seen["start"], "ms", 3000.0, "median"),
        _figure("the same against an empty mirror", ratio, "×", 1.3, f"{seen['start_empty']:.0f} ms"),
        _figure("longest turn of the event loop at work", seen["turn"], "ms", 50.0, "its thread's processor time"),
        _figure("worst gap of the event loop at work", seen["gap"], "ms", 50.0, f"a bare beat {seen['beside']:.0f} ms"),
        _figure("p99.9 of its gaps", seen["gap_999"], "ms", None, f"beats every {BEAT_MS} ms, {seen['cars']:.0f} cars"),
        _figure("memory after all scans", seen["rss"], "MB", 350.0, f"{seen['scans']:.0f} scans"),
        _figure("memory after all scans against the first", seen["rss"] / seen["rss_warm"], "×", 1.1, "flat"),
        _figure("idle processor time, 720p camera", idle, "×", 1.5, f"bare loop {seen['bare']:.1f} % of a core"),
    ]
    shown = f"{seen['shown']:.1f} pictures a second, the bare loop {seen['bare_shown']:.1f}"
    note = f"scale {scale:g}; idle {seen['idle']:.1f} % of a core with {shown}"
    return {"bench": "ui", "figures": figures, "note": note}


# --- start ---------------------------------------------------------------------------------------------------------


def _starts(many: int, rounds: int) -> dict[str, float]:
    """Medians of starts with and without passes, in turns."""
    surroundings = {**os.environ, "PORTUN_PASSPHRASE": start.PASSPHRASE}
    surroundings.setdefault("QT_QPA_PLATFORM", "xcb" if os.environ.get("DISPLAY") else "offscreen")
    seen: dict[str, list[float]] = {"start": [], "start_empty": []}
    with tempfile.TemporaryDirectory() as folder:
        surroundings["PYTHONPYCACHEPREFIX"] = str(Path(folder) / "compiled")
        surroundings.pop("PYTHONDONTWRITEBYTECODE", None)
        for name in seen:
            fill = [sys.executable, str(start.ROOT / "packaging" / "smoke_store.py"), "fill", str(Path(folder) / name)]
            subprocess.run(fill, env=surroundings, check=True)
        asyncio.run(_fill(Path(folder) / "start", many))
        for number in range(rounds + 1):
            for name, values in seen.items():
                took, _ = start._console(start.CONSOLE, Path(folder) / name, surroundings)
                if number:  # the first one fills the caches
                    values.append(took)
    return {name: statistics.median(values) for name, values in seen.items()}


async def _fill(folder: Path, many: int) -> None:
    profile = Profile(folder)
    store = await Store.open(profile.store, Keys.open(profile.store, start.PASSPHRASE))
    try:
        for page in pages(many, 5_000):
            await store.mirror.apply_page(page)
    finally:
        await store.close()


# --- at work -------------------------------------------------------------------------------------------------------


async def _work(place: Place, guard: Guard, seen: dict[str, float], seconds: float) -> None:
    """Cars at ten times the usual pace; places of the window come up in between, as on a real day."""
    hands, pause = Hands(guard), 3600 / CARS_AN_HOUR / PACE
    names = [f"Bench {number}" for number in range(12)]
    guests = await invite(place, names)
    await guard.core.sync.drain()
    shell = guard.shell.presenter
    beat, until, cars = Beat(), time.monotonic() + seconds, 0
    while time.monotonic() < until:
        began = time.monotonic()
        guard.clock.push(3)
        hands.scans(guests[cars % len(guests)].code)
        await guard.case(lambda case: case.phase is Phase.DECIDED)
        await guard.sees(Verdict.ADMIT)
        await guard.opens()
        await guard.until(lambda: guard.core.flow.case is None or guard.core.flow.case.phase is Phase.ENDED)
        shell.go(list(Where)[cars % len(Where)])
        cars += 1
        await asyncio.sleep(max(0.0, pause - (time.monotonic() - began)))
    seen |= {**beat.end(), "cars": float(cars)}
    shell.go(Where.GATE)
    await guard.ready()


async def _scans(guard: Guard, seen: dict[str, float], count: int) -> None:
    """Scans of unknown codes, each refused: the whole story but the gate."""
    warm = min(WARM_SCANS, count // 2)
    for number in range(count):
        guard.clock.push(3)
        decided = guard.event(CaseChanged, lambda event: event.case is not None and event.case.phase is Phase.DECIDED)
        waiting = asyncio.ensure_future(decided)  # noqa: TID251
        await asyncio.sleep(0)
        guard.core.intents.hand_scanner(f"https://example.com/{uuid.uuid4()}")
        case = (await waiting).case
        assert case is not None
        await guard.core.flow.refuse(case.case_id)
        if number + 1 == warm:
            seen["rss_warm"] = _rss_mb()
    seen |= {"rss": _rss_mb(), "scans": float(count)}


def _rss_mb() -> float:
    status = Path("/proc/self/status").read_text()
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS")) / 1024


# --- idle ----------------------------------------------------------------------------------------------------------


async def _idle(guard: Guard, seen: dict[str, float], seconds: float) -> None:
    """Nobody comes; the camera is on the screen, and has been for a while."""
    camera = guard.shell.gate.camera
    await asyncio.sleep(REST_S)
    seen["idle"], seen["shown"] = await _watched(camera, seconds)
    seen |= {"wide": float(camera.width()), "high": float(camera.height())}


class _Paints(QObject):
    """Counts how often a widget is painted."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__()
        self.count = 0
        self._widget = widget
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.count += event.type() == QEvent.Type.Paint
        return False

    def end(self) -> int:
        self._widget.removeEventFilter(self)
        return self.count


async def _watched(widget: QWidget, seconds: float) -> tuple[float, float]:
    """Percent of a core, and paints of the widget a second."""
    paints = _Paints(widget)
    worked, began = time.process_time(), time.monotonic()
    await asyncio.sleep(seconds)
    worked, took = time.process_time() - worked, time.monotonic() - began
    return worked / took * 100, paints.end() / took


class _Bare(QWidget):
    """Captures on a thread, for it must keep up with the camera, shows 25 times a second, and nothing else."""

    def __init__(self, address: str, size: tuple[int, int]) -> None:
        super().__init__()
        self.setFixedSize(*size)
        self._size = size
        self._capture = cv2.VideoCapture(address)
        self._captured: list[np.ndarray[Any, Any]] = []
        self._frame: np.ndarray[Any, Any] | None = None
        self._over = False
        self._thread = threading.Thread(target=self._read_all, daemon=True)
        self._thread.start()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._next)
        self._timer.start(40)

    def _read_all(self) -> None:
        while not self._over:
            good, frame = self._capture.read()
            if good:
                self._captured = [frame]

    def _next(self) -> None:
        if self._captured:
            frame = self._captured.pop()
            self._frame = cv2.cvtColor(cv2.resize(frame, self._size), cv2.COLOR_BGR2BGRA)
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._frame is not None:
            high, wide, _ = self._frame.shape
            picture = QImage(self._frame.data, wide, high, self._frame.strides[0], QImage.Format.Format_RGB32)
            QPainter(self).drawImage(QPoint(0, 0), picture)

    def end(self) -> None:
        self._timer.stop()
        self._over = True
        self._thread.join()
        self._capture.release()
        self.close()


def _bare_idle(app: QApplication, address: str, size: tuple[int, int], seconds: float) -> tuple[float, float]:
    async def story() -> tuple[float, float]:
        bare = _Bare(address, size)
        bare.show()
        await asyncio.sleep(2)
        found = await _watched(bare, seconds)
        bare.end()
        return found

    with loop.runner(app) as runner:
        return runner.run(story())


def _figure(name: str, value: float, unit: str, goal: float | None, against: str) -> dict[str, Any]:
    holds = None if goal is None else value <= goal
    return {"name": name, "value": round(value, 3), "unit": unit, "goal": goal, "against": against, "holds": holds}
