"""One instance, awake on shift, crashes noted: with real programs and real sockets."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.events import ActorChanged, Events
from app.profile import Profile
from ui import awake
from ui.keeper import ENDED_BECAUSE
from ui.kiosk import AwakeOnShift, OneInstance, fill_screen, raise_windows

SECOND_START = """
import sys, pathlib
from PySide6.QtCore import QCoreApplication
app = QCoreApplication([])
from ui.kiosk import OneInstance
sys.exit(0 if OneInstance(pathlib.Path(sys.argv[1])).take() else 3)
"""


def test_a_second_start_raises_the_first(qtbot, tmp_path: Path) -> None:
    first = OneInstance(tmp_path)
    assert first.take()
    with qtbot.waitSignal(first.wanted, timeout=30_000):
        second = subprocess.Popen([sys.executable, "-c", SECOND_START, str(tmp_path)])
    assert second.wait(30) == 3
    assert OneInstance(tmp_path / "other").take(), "another profile is another console"
    first.release()
    again = OneInstance(tmp_path)
    assert again.take()
    again.release()


CRASHING_FIRST = SECOND_START.replace("sys.exit(0 if", "import os; os._exit(0 if")


def test_what_a_crashed_console_left_behind_stops_nobody(qapp, tmp_path: Path) -> None:
    assert subprocess.run([sys.executable, "-c", CRASHING_FIRST, str(tmp_path)], check=False).returncode == 0
    after = OneInstance(tmp_path)
    assert after.take()
    after.release()


@pytest.mark.parametrize("without_frame", [True, False])
def test_a_minimised_window_comes_back_as_large_as_it_was(qtbot, qapp, without_frame: bool) -> None:
    window, hidden = QWidget(), QWidget()
    for one in (window, hidden):
        qtbot.addWidget(one)
    fill_screen(window, without_frame=without_frame)
    window.setWindowState(window.windowState() | Qt.WindowState.WindowMinimized)
    raise_windows(qapp)
    assert not window.isMinimized() and window.isVisible() and hidden.isHidden()
    assert (window.isFullScreen(), window.isMaximized()) == (without_frame, not without_frame)


class Holds:
    """Counts holds and releases."""

    def __init__(self) -> None:
        self.held = 0

    def __call__(self, why: str):
        self.held += 1
        return self._release

    def _release(self) -> None:
        self.held -= 1


def test_awake_exactly_while_a_shift_is_open() -> None:
    events, holds, on_shift = Events(), Holds(), False

    def change(now: bool) -> None:
        nonlocal on_shift
        on_shift = now
        events.publish(ActorChanged(None, False))

    keeping = AwakeOnShift(events, lambda: on_shift, holds)
    assert holds.held == 0
    change(True)
    change(True)
    assert holds.held == 1
    change(False)
    assert holds.held == 0
    change(True)
    keeping.close()
    assert holds.held == 0
    change(True)
    assert holds.held == 0


def test_the_hold_ends_when_released(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`systemd-inhibit` holds as long as what it started runs; here something that starts it the same way."""
    stand_in = tmp_path / "systemd-inhibit"
    stand_in.write_text('#!/bin/sh\nwhile [ "${1#--}" != "$1" ]; do shift; done\nexec "$@"\n')
    stand_in.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    started: list[subprocess.Popen[bytes]] = []
    real = subprocess.Popen

    def start(*words, **more):
        started.append(real(*words, **more))
        return started[-1]

    monkeypatch.setattr(awake.subprocess, "Popen", start)
    release = awake._while_running(["systemd-inhibit", "--what=idle:sleep", "cat"])
    assert started[0].poll() is None
    release()
    assert started[0].returncode is not None


def test_without_the_program_nothing_is_held_and_nothing_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    awake._while_running(["systemd-inhibit", "cat"])()


CRASH = """
import os, pathlib, sys
from app.profile import Profile
from ui.kiosk import note_crashes
kept = note_crashes(Profile(pathlib.Path(sys.argv[1])))
os.abort()
"""


def test_a_crash_leaves_its_stack(tmp_path: Path) -> None:
    assert subprocess.run([sys.executable, "-c", CRASH, str(tmp_path)], check=False).returncode != 0
    assert "Fatal Python error: Aborted" in (Profile(tmp_path).logs / "crash.txt").read_text()


def test_the_reason_of_the_last_end_is_logged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(ENDED_BECAUSE, "ended by SIGSEGV")
    script = "import pathlib, sys, logging; logging.basicConfig(); from ui.kiosk import note_crashes; "
    script += "from app.profile import Profile; note_crashes(Profile(pathlib.Path(sys.argv[1])))"
    said = subprocess.run([sys.executable, "-c", script, str(tmp_path)], capture_output=True, text=True, check=True)
    assert "the console before this one ended by SIGSEGV" in said.stderr
