"""The console as a gatehouse runs it: the real program, kept by its keeper, killed, started twice, ended."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from ui.keeper import ALREADY_RUNNING, ENDINGS
from ui.kiosk import WINDOW_UP

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = [sys.executable, "-m", "ui.main"]
KEEPER = [sys.executable, "-m", "ui.keeper"]
WITHIN_MS = 60_000


@pytest.fixture(scope="module")
def surroundings() -> dict[str, str]:
    return {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PORTUN_PASSPHRASE": "only for the test"}


@pytest.fixture
def profile(tmp_path: Path, surroundings: dict[str, str]) -> Path:
    """Set up, with entries that wait."""
    folder = tmp_path / "profile"
    fill = [sys.executable, str(ROOT / "packaging" / "smoke_store.py"), "fill", str(folder)]
    subprocess.run(fill, env=surroundings, check=True)
    return folder


class Running:
    """Programs that end with the test, and what they log."""

    def __init__(self, profile: Path, surroundings: dict[str, str]) -> None:
        self._profile, self._surroundings = profile, surroundings
        self.started: list[subprocess.Popen[bytes]] = []

    def start(self, program: list[str]) -> subprocess.Popen[bytes]:
        command = [*program, "--profile", str(self._profile)]
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        self.started.append(subprocess.Popen(command, cwd=ROOT, env=self._surroundings, **quiet))
        return self.started[-1]

    def said(self, words: str) -> int:
        """How many lines of the log hold these words."""
        path = self._profile / "logs" / "gatehouse.log"
        lines = path.read_text().splitlines() if path.exists() else []
        return sum(words in json.loads(line)["text"] for line in lines if line.endswith("}"))


@pytest.fixture
def running(profile: Path, surroundings: dict[str, str]) -> Iterator[Running]:
    made = Running(profile, surroundings)
    yield made
    for program in made.started:
        if program.poll() is None:
            program.terminate()
        program.wait(60)


def test_a_second_start_shows_the_first_and_the_end_of_the_session_ends_it_cleanly(qtbot, running: Running) -> None:
    first = running.start(PROGRAM)
    qtbot.waitUntil(lambda: running.said(WINDOW_UP) == 1, timeout=WITHIN_MS)
    assert running.start(PROGRAM).wait(60) == ALREADY_RUNNING
    assert first.poll() is None
    first.send_signal(signal.SIGTERM)  # what a system that shuts down sends
    assert first.wait(60) == 0


def test_a_killed_console_is_back_and_knows_why(qtbot, profile: Path, running: Running) -> None:
    keeper = running.start(KEEPER)
    qtbot.waitUntil(lambda: running.said(WINDOW_UP) == 1, timeout=WITHIN_MS)
    (console,) = children_of(keeper.pid)
    os.kill(console, signal.SIGKILL)
    qtbot.waitUntil(lambda: running.said(WINDOW_UP) == 2, timeout=WITHIN_MS)
    (line,) = (profile / "logs" / ENDINGS).read_text().splitlines()
    assert json.loads(line)["because"] == "ended by SIGKILL"
    assert running.said("the console before this one ended by SIGKILL") == 1
    keeper.send_signal(signal.SIGTERM)
    assert keeper.wait(60) == 0
    assert not (profile / "logs" / ENDINGS).read_text().splitlines()[1:], "a clean end is no crash"


def children_of(pid: int) -> list[int]:
    """The programs that `pid` started."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            after = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue  # gone meanwhile
        if int(after[1]) == pid:
            found.append(int(stat.parent.name))
    return found
