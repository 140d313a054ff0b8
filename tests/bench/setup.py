"""From an empty folder to the first scan by the wizard: machine time and inputs, on the sandbox site."""

from __future__ import annotations

import os
import tempfile
from contextlib import ExitStack
from pathlib import Path
from typing import Any

GOAL_S, GOAL_INPUTS = 60.0, 25


def run(scale: float = 1.0) -> dict[str, Any]:
    """Real windows, on whatever screen there is (else an invisible one)."""
    if not os.environ.get("DISPLAY"):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication

    from app.sandbox import site
    from tests.e2e.newcomer import Newcomer, first_scan, set_up_by_hand
    from tests.e2e.place import Place, play

    app = QApplication([])
    walks: list[Newcomer] = []

    async def story() -> None:
        await place.no_visitors()
        with tempfile.TemporaryDirectory(prefix="portun-bench-") as name:
            folder = Path(name) / "profile"
            walks.append(await set_up_by_hand(place, folder))
            await first_scan(place, folder, app, walks[0])

    with ExitStack() as stack:
        place = Place(site.start(stack, 11, without=set()))
        play(app, story)
    walk = walks[0].walk

    def figure(name: str, value: float, unit: str, goal: str, holds: bool | None) -> dict[str, Any]:
        return {"name": name, "value": value, "unit": unit, "goal": goal, "against": "", "holds": holds}

    return {
        "bench": "setup",
        "figures": [
            figure("machine time to the first verdict", walk.machine_s, "s", "≤ 60 s", walk.machine_s <= GOAL_S),
            figure("inputs", walk.inputs, "", "≤ 25", walk.inputs <= GOAL_INPUTS),
            *(figure(f"waiting: {name}", took, "s", "", None) for name, took in walk.steps.items()),
        ],
        "note": f"The first scan was: {walk.verdict}. One camera, one gate with its test; the letter's line pasted.",
    }
