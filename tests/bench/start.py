"""From the start of the program to its first painted window, warm, on a profile with entries that wait.

PORTUN_PROGRAM names an installed program to measure; otherwise it is this checkout, under the same Python. Beside it,
in the same run: the same Python with Qt and an empty window.
"""

from __future__ import annotations

import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import datetime
from pathlib import Path
from typing import Any

from ui.kiosk import WINDOW_UP

ROOT = Path(__file__).resolve().parents[2]
ROUNDS = 10
GOAL_MS = 1500.0
PASSPHRASE = "only for the bench"

AS_INSTALLED = """
import sys
sys.modules |= dict.fromkeys(("click", "rich", "h2"))  # httpx loads them if they are there; no installation has them
from ui.main import main
sys.exit(main(sys.argv[1:]))
"""
CONSOLE = [sys.executable, "-c", AS_INSTALLED]
"""This checkout's console, without what only a developer's other tools bring along."""

BARE = """
import time
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget
class Window(QWidget):
    def paintEvent(self, event):
        print(time.time(), flush=True)
        QTimer.singleShot(0, app.quit)
app = QApplication([])
window = Window()
window.show()
app.exec()
"""


def run(scale: float = 1.0) -> dict[str, Any]:
    """Measure; `scale` changes the number of rounds."""
    named = os.environ.get("PORTUN_PROGRAM")
    program = [named] if named else CONSOLE
    surroundings = {**os.environ, "PORTUN_PASSPHRASE": PASSPHRASE}
    surroundings.setdefault("QT_QPA_PLATFORM", "xcb" if os.environ.get("DISPLAY") else "offscreen")
    seen: list[float] = []
    bare: list[float] = []
    work: list[float] = []
    with tempfile.TemporaryDirectory() as folder:
        profile = Path(folder) / "profile"
        # Warm is compiled, as an installation is, also where a developer's machine writes no bytecode.
        surroundings["PYTHONPYCACHEPREFIX"] = str(Path(folder) / "compiled")
        surroundings.pop("PYTHONDONTWRITEBYTECODE", None)
        fill = [sys.executable, str(ROOT / "packaging" / "smoke_store.py"), "fill", str(profile)]
        subprocess.run(fill, env=surroundings, check=True)
        for number in range(max(3, round(ROUNDS * scale)) + 1):
            (console, worked), empty = _console(program, profile, surroundings), _bare(surroundings)
            if number:  # the first one fills the caches
                seen.append(console)
                work.append(worked)
                bare.append(empty)
    middle, base = statistics.median(seen), statistics.median(bare)
    figures = [
        _figure("start → window painted, median", middle, "ms", GOAL_MS, f"Qt and an empty window {base:.0f} ms"),
        _figure("start → window painted, slowest", max(seen), "ms", None, f"{max(bare):.0f} ms"),
        _figure("start → window painted, quickest", min(seen), "ms", None, f"{min(bare):.0f} ms"),
        _figure(
            "processor time until then, median", statistics.median(work), "ms", None, "a busy PC adds waiting only"
        ),
        _figure("against an empty window", middle / base, "×", None, "the same rounds"),
    ]
    what, platform = named or "this checkout", surroundings["QT_QPA_PLATFORM"]
    note = f"{len(seen)} starts of {what} on {platform}, opened by a passphrase (Argon2id)"
    return {"bench": "start", "figures": figures, "note": note}


def _console(program: list[str], profile: Path, surroundings: dict[str, str]) -> tuple[float, float]:
    """Milliseconds until the window was painted, and of processor time until then."""
    logs = profile / "logs" / "gatehouse.log"
    logs.unlink(missing_ok=True)
    started = time.time()
    command = [*program, "--profile", str(profile), "--for", "1"]
    subprocess.run(command, cwd=ROOT, env=surroundings, stderr=subprocess.DEVNULL, check=True)
    lines = [json.loads(line) for line in logs.read_text().splitlines()]
    up = next(line for line in lines if line["text"].startswith(WINDOW_UP))
    worked = re.search(r"(\d+) ms", up["text"])
    assert worked is not None, up
    return (datetime.fromisoformat(up["at"]).timestamp() - started) * 1000, float(worked.group(1))


def _bare(surroundings: dict[str, str]) -> float:
    started = time.time()
    command = [sys.executable, "-c", BARE]
    said = subprocess.run(command, env=surroundings, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=True)
    return (float(said.stdout.split()[0]) - started) * 1000


def _figure(name: str, value: float, unit: str, goal: float | None, against: str) -> dict[str, Any]:
    holds = None if goal is None else value <= goal
    return {"name": name, "value": value, "unit": unit, "goal": goal, "against": against, "holds": holds}
