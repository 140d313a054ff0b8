"""For all tests: each worker has a screen of its own, for on a shared one windows take each other's keyboard; and what
a test leaves behind dies with it, on the main thread, as the program does it (see `ui.garbage`)."""

from __future__ import annotations

import gc
import os
import subprocess
import sys

import pytest
from hypothesis import settings

# The same examples in every run; the soaks look for new ones, with a seed that they print. No example has a deadline:
# what takes long on a busy machine is no mistake.
settings.register_profile("same", derandomize=True, print_blob=True, deadline=None)
settings.load_profile("same")

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


def pytest_collection_finish() -> None:
    """All that was imported so far stays: later looks leave it out and are short."""
    gc.disable()
    gc.collect()
    gc.freeze()


@pytest.hookimpl(trylast=True)
def pytest_runtest_teardown() -> None:
    """A window that dies on some other thread, some tests later, would take the run with it."""
    gc.collect()


def pytest_unconfigure(config: pytest.Config) -> None:
    """The screen goes with its worker."""
    server = config.stash.get(SCREEN, None)
    if server is not None:
        server.terminate()
        server.wait(timeout=10)
