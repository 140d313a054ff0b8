"""A console that is killed at its work, started again by its watcher, and a guard who holds the gate's button.

Everything is real: the site's programs, the window on a virtual screen, the mouse button, the relay. What is measured
ends with the relay's pulse, so it contains the second for which the button must be held.
"""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from app.sandbox import site
from app.sandbox.profile import prepare

PASSPHRASE = "only for the bench"
SIZE = (1280, 720)
BUTTON = (366, 657)
"""Where the first gate's button is on a screen of that size."""
WITHIN_S = 40.0


def killed_to_pulse(rounds: int) -> list[float] | None:
    """Seconds from SIGKILL to the relay's pulse; None where no virtual screen or no mouse for it can be had."""
    if not all(shutil.which(program) for program in ("Xvfb", "xdotool")):
        return None
    with ExitStack() as stack:
        line = site.start(stack, 3, without={"camera"})
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        display = stack.enter_context(_screen())
        surroundings = {
            **os.environ,
            "DISPLAY": display,
            "QT_QPA_PLATFORM": "xcb",
            "PORTUN_PASSPHRASE": PASSPHRASE,
            "PORTUN_KEYS": "passphrase",
        }
        asyncio.run(prepare(folder, json.dumps(line), PASSPHRASE))
        control = line["gates"][0]["control"]
        took = []
        for _ in range(rounds):
            with _kept(folder, surroundings) as keeper:  # a new one: after crashes in a row it waits longer
                _closed(control)
                console = _console_of(keeper)
                _open_by_hand(control, surroundings)
                _closed(control)
                killed = time.monotonic()
                os.kill(console, signal.SIGKILL)
                _console_of(keeper, before=console)
                _open_by_hand(control, surroundings)
                took.append(time.monotonic() - killed)
    return took


@contextmanager
def _kept(folder: Path, surroundings: dict[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    """The watcher that keeps a console running, as a gatehouse's PC starts it."""
    command = [sys.executable, "-m", "ui.keeper", "--profile", str(folder)]
    keeper = subprocess.Popen(command, env=surroundings, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        yield keeper
    finally:
        keeper.terminate()
        keeper.wait()


def _console_of(keeper: subprocess.Popen[bytes], *, before: int = 0) -> int:
    """The process that the watcher keeps; another one than `before`."""
    children, until = Path(f"/proc/{keeper.pid}/task/{keeper.pid}/children"), time.monotonic() + WITHIN_S
    while not (found := [one for one in map(int, children.read_text().split()) if one != before]):
        assert time.monotonic() < until, "no console"
    return found[0]


def _open_by_hand(control: str, surroundings: dict[str, str]) -> None:
    """Press as soon as the window is there, hold until the relay pulses; press again if nothing came of it."""
    before, until = _state(control)["pulse_count"], time.monotonic() + WITHIN_S
    while not _mouse(surroundings, "search", "--onlyvisible", "--name", "Portun Gatehouse"):
        assert time.monotonic() < until, "no window"
    while time.monotonic() < until:
        _mouse(surroundings, "mousemove", str(BUTTON[0]), str(BUTTON[1]), "mousedown", "1")
        held = time.monotonic()
        while time.monotonic() - held < 1.6:
            if _state(control)["pulse_count"] > before:
                _mouse(surroundings, "mouseup", "1")
                return
        _mouse(surroundings, "mouseup", "1")
    raise AssertionError("the gate did not open by hand")


def _closed(control: str) -> None:
    request = urllib.request.Request(f"{control}/do", json.dumps({"put": "closed"}).encode())
    urllib.request.urlopen(request, timeout=5).close()


def _state(control: str) -> dict[str, Any]:
    with urllib.request.urlopen(f"{control}/state", timeout=5) as answer:
        return dict(json.loads(answer.read()))


def _mouse(surroundings: dict[str, str], *words: str) -> str:
    return subprocess.run(["xdotool", *words], env=surroundings, capture_output=True, text=True, check=False).stdout


@contextmanager
def _screen() -> Iterator[str]:
    read, write = os.pipe()
    size = f"{SIZE[0]}x{SIZE[1]}x24"
    command = ["Xvfb", "-displayfd", str(write), "-screen", "0", size, "-nolisten", "tcp", "-noreset"]
    server = subprocess.Popen(command, pass_fds=[write], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    os.close(write)
    try:
        with os.fdopen(read) as answer:
            yield f":{answer.readline().strip()}"
    finally:
        server.terminate()
        server.wait()
