"""The main job, timed on the real window and a whole site: frame → verdict painted, and Enter → relay.

Beside them, in the same run: one bare zxing-cpp decode of the same frame; and one bare durable commit of an entry
plus one bare httpx request to the same relay.
"""

from __future__ import annotations

import asyncio
import statistics
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import cv2
import httpx
import numpy as np
import zxingcpp
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app.domain.decision import Verdict
from app.domain.entry import Direction, EntryKind
from app.domain.gate import OutcomeKind
from app.events import GateAnswered, GateChanged, Link
from app.sandbox import site
from tests.e2e.place import Guard, Place, console, play
from ui.garbage import Garbage

ROUNDS = 40
FRAME_MS = 1000 / 30
READS_S = 0.5
"""A guard reads before he presses; the picture's photo is kept and drawn by then."""


def run(scale: float = 1.0) -> dict[str, Any]:
    """Measure; `scale` changes the number of rounds."""
    app = QApplication.instance() or QApplication([])
    seen: dict[str, list[float]] = {name: [] for name in ("verdict", "decode", "enter", "bare")}

    with ExitStack() as stack, tempfile.TemporaryDirectory() as folder:
        place = Place(site.start(stack, 1, without=set()))

        async def story() -> None:
            await place.no_visitors()
            async with console(place, Path(folder), app) as guard:
                await guard.link(Link.ONLINE)
                await guard.core.sync.drain()
                while guard.shell.make_next():  # noqa: ASYNC110  # as the program does when it has started
                    await asyncio.sleep(0.1)
                garbage.settle()
                for _ in range(max(5, round(ROUNDS * scale))):
                    await _round(place, guard, seen)

        garbage = Garbage(app)
        play(app, story)
        garbage.stop()
    verdict, enter, bare = seen["verdict"], seen["enter"], seen["bare"]
    figures = [
        _figure(
            "frame → verdict painted, p50", _at(verdict, 50), "ms", None, f"decode {_at(seen['decode'], 50):.2f} ms"
        ),
        _figure("frame → verdict painted, p95", _at(verdict, 95), "ms", 2 * FRAME_MS, "two frames at 30 fps"),
        _figure(
            "frame → verdict painted, p99", _at(verdict, 99), "ms", None, f"decode {_at(seen['decode'], 99):.2f} ms"
        ),
        _figure("Enter → relay, p50", _at(enter, 50), "ms", None, f"bare {_at(bare, 50):.2f} ms"),
        _figure("Enter → relay, p95", _at(enter, 95), "ms", 15.0, f"bare {_at(bare, 95):.2f} ms"),
        _figure("Enter → relay, p99", _at(enter, 99), "ms", None, f"bare {_at(bare, 99):.2f} ms"),
        _figure("Enter → relay against bare, p95", _at(enter, 95) / _at(bare, 95), "×", 1.5, "commit + httpx request"),
    ]
    return {"bench": "main", "figures": figures, "note": f"{len(verdict)} cars, the mirror decided"}


async def _round(place: Place, guard: Guard, seen: dict[str, list[float]]) -> None:
    """One car with a pass that the mirror decides alone (no limit, mirror live)."""
    control = next(gate["control"] for gate in place.line["gates"] if gate["gate_id"] == "main")
    await asyncio.to_thread(_post, f"{control}/do", {"reset": True})
    guard.clock.push(30)  # the code was gone for long; the gate's cooldown is over
    guard.core.sync.poke()
    await guard.core.sync.drain()
    for _ in range(2):  # polled anew after the push: the actuator knows who drives the gate, as it does all day
        await guard.event(GateChanged, lambda event: event.status.gate_id == "main")
    await place.show("family")
    case = await guard.sees(Verdict.ADMIT)
    assert case.decision is not None and case.decision.basis.value == "mirror", case.decision
    painted = guard.core.flow.painted_at
    photo = (await guard.case(lambda case: case.photo is not None)).photo
    assert painted is not None and photo is not None
    seen["verdict"].append((painted - case.scan.first_seen_monotonic) * 1000)
    seen["decode"].append(_decode(photo))
    await place.clear()
    await asyncio.sleep(READS_S)
    pressed = time.monotonic()
    answered = await guard.does(lambda: guard.press(Qt.Key.Key_Return), GateAnswered)
    assert answered.outcome.kind is OutcomeKind.DONE, answered.outcome
    state = await asyncio.to_thread(_get, f"{control}/state")
    seen["enter"].append((state["commanded"] - pressed) * 1000)
    await guard.ready()
    await asyncio.sleep(READS_S)  # the outcome's commit, the upload and the drawing after an opening are over
    seen["bare"].append(await _bare(place, guard))


def _decode(photo: bytes) -> float:
    frame = cv2.imdecode(np.frombuffer(photo, np.uint8), cv2.IMREAD_GRAYSCALE)
    started = time.perf_counter()
    zxingcpp.read_barcodes(frame, formats=zxingcpp.BarcodeFormat.QRCode)
    return (time.perf_counter() - started) * 1000


async def _bare(place: Place, guard: Guard) -> float:
    """The two things that must happen, with nothing around them: a durable commit (the photo lies on the platter
    already when a guard presses), and a request, on a thread that draws nothing."""
    entry = guard.core.opening.entry(EntryKind.REFUSAL, Direction.IN, "main")
    address = next(gate["address"] for gate in place.line["gates"] if gate["gate_id"] == "main")
    wish = {"id": 1, "src": "bench", "method": "Shelly.GetDeviceInfo"}
    with httpx.Client(base_url=address, headers={"Connection": "close"}, trust_env=False) as client:
        started = time.perf_counter()
        await guard.core.store.journal.record(entry)
        answer = await asyncio.to_thread(client.post, "/rpc", json=wish)
        took = time.perf_counter() - started
    assert answer.status_code == 200
    return took * 1000


def _get(address: str) -> dict[str, Any]:
    return dict(httpx.get(address, timeout=10).json())


def _post(address: str, wish: dict[str, Any]) -> None:
    httpx.post(address, json=wish, timeout=10).raise_for_status()


def _at(values: list[float], percent: int) -> float:
    if len(values) == 1:
        return values[0]
    return statistics.quantiles(values, n=100, method="inclusive")[percent - 1]


def _figure(name: str, value: float, unit: str, goal: float | None, against: str) -> dict[str, Any]:
    holds = None if goal is None else value <= goal
    return {
        "name": name,
        "value": round(value, 2),
        "unit": unit,
        "goal": None if goal is None else round(goal, 1),
        "against": against,
        "holds": holds,
    }
