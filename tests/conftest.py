"""For all tests: each worker has a screen of its own, for on a shared one windows take each other's keyboard."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

SCREEN = pytest.StashKey[subprocess.Popen[bytes]]()


def pytest_configure(config: pytest.Config) -> None:
    """A worker that was given an X screen opens another one, before anybody opens a window."""
    shared = sys.platform.startswith("linux") and os.environ.get("DISPLAY")
    if not shared or "PYTEST_XDIST_WORKER" not in os.environ:
        return
    read, write = os.pipe()
    command = ["Xvfb", "-displayfd", str(write), "-screen", "0", "1920x1080x24", "-nolisten", "tcp", "-noreset"]
    server = subprocess.Popen(command, pass_fds=[write], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    os.close(write)
    with os.fdopen(read) as answer:
        number = answer.readline().strip()
    if not number:
        raise pytest.UsageError("Xvfb did not start.")
    config.stash[SCREEN] = server
    os.environ["DISPLAY"] = f":{number}"


def pytest_unconfigure(config: pytest.Config) -> None:
    """The screen goes with its worker."""
    server = config.stash.get(SCREEN, None)
    if server is not None:
        server.terminate()
        server.wait(timeout=10)
