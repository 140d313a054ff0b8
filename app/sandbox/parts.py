"""A part of the sandbox is a program of its own.

It takes its configuration as one JSON line on stdin, prints its addresses as one JSON line on stdout when it is
ready, and ends when its stdin closes: with its parent, whatever the parent died of.
"""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping
from typing import Any

STOP_WITHIN_S = 8.0


class PartFailed(Exception):
    """A part ended before it was ready. Its own words are on stderr."""


class Part:
    """A running part and what it said about itself."""

    def __init__(self, module: str, config: Mapping[str, Any]) -> None:
        self.module = module
        self._running = subprocess.Popen(
            [sys.executable, "-m", module], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        assert self._running.stdin is not None
        self._running.stdin.write(json.dumps(config) + "\n")
        self._running.stdin.flush()

    @property
    def pid(self) -> int:
        """Its process id."""
        return self._running.pid

    def addresses(self) -> dict[str, Any]:
        """Wait until it is ready; what it printed."""
        assert self._running.stdout is not None
        line = self._running.stdout.readline()
        if not line:
            raise PartFailed(f"{self.module} ended with {self._running.wait()} before it was ready")
        said: dict[str, Any] = json.loads(line)
        return said

    def close(self) -> None:
        """Ask it to end and wait; end it by force if it does not listen."""
        assert self._running.stdin is not None and self._running.stdout is not None
        self._running.stdin.close()
        try:
            self._running.wait(STOP_WITHIN_S)
        except subprocess.TimeoutExpired:
            self._running.kill()
            self._running.wait()
        self._running.stdout.close()


def read_config() -> dict[str, Any]:
    """The part's side: the configuration line."""
    config: dict[str, Any] = json.loads(sys.stdin.readline() or "{}")
    return config


def say(addresses: Mapping[str, Any]) -> None:
    """The part's side: ready, and here is where."""
    print(json.dumps(addresses), flush=True)


def when_stdin_closes(then: Callable[[], object]) -> None:
    """The part's side: call `then` from a thread when the parent has let go."""

    def watch() -> None:
        for _ in sys.stdin:
            pass
        then()

    threading.Thread(target=watch, name="stdin", daemon=True).start()
