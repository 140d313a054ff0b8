"""`--keep`: the console's watcher. Starts it again when it crashed, and writes down why it had ended.

It imports neither Qt nor the core: what brought the console down must not bring its watcher down.

A console that ends with 0 was closed by somebody, one that ends with ALREADY_RUNNING has shown the one that runs:
then the watcher ends too. After anything else it starts the console again: at once, then ever more slowly, and it
never gives up, because a gatehouse without a console is worse than one that blinks.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from app.profile import Profile, default_folder

ALREADY_RUNNING = 3
"""The exit code of a second start."""

CANNOT_START = 1
"""The console told in words why it does not open: starting at once again would tell the same."""

WAITS_S = (0, 1, 2, 4, 15, 30, 60)
"""Before each new start after crashes in a row; the last one stays."""

STEADY_S = 60.0
"""A console that ran so long starts a new row."""

ENDINGS = "ends.jsonl"
_KEPT_BYTES = 200_000
ENDED_BECAUSE = "PORTUN_ENDED_BECAUSE"
"""The variable in which the next console is told."""


def reason_of(code: int) -> str:
    """An exit code in words. Windows gives the exception's number, POSIX the signal's, negative."""
    if code < 0:
        try:
            return f"ended by {signal.Signals(-code).name}"
        except ValueError:
            return f"ended by signal {-code}"
    if code > 0xFFFF:
        return f"crashed with {code:#010x}"
    return f"ended with {code}"


def wait_after(code: int, crashes: int) -> float:
    """Seconds until the next start; `crashes`: how many in a row, this one included."""
    if code == CANNOT_START:
        return WAITS_S[-1] if crashes > 3 else WAITS_S[4]
    return WAITS_S[min(crashes, len(WAITS_S)) - 1]


class Keeper:
    """Keeps one console running until it ends by itself or `stop` is called."""

    def __init__(self, command: Sequence[str], logs: Path, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._command = list(command)
        self._logs = logs
        self._monotonic = monotonic
        self._stopped = threading.Event()
        self._console: subprocess.Popen[bytes] | None = None

    def stop(self) -> None:
        """End the console cleanly, and do not start it again."""
        self._stopped.set()
        if self._console is not None and self._console.poll() is None:
            self._console.terminate()

    def run(self, pause: Callable[[float], object] | None = None) -> int:
        """Until the end; the last exit code. `pause(seconds)` waits between two starts."""
        pause = pause or self._stopped.wait
        crashes, because = 0, ""
        while True:
            started = self._monotonic()
            environment = {**os.environ, ENDED_BECAUSE: because}
            self._console = subprocess.Popen(self._command, env=environment)
            if self._stopped.is_set():  # asked to stop while it was being started
                self._console.terminate()
            code = self._console.wait()
            if code in (0, ALREADY_RUNNING) or self._stopped.is_set():
                return code
            ran = self._monotonic() - started
            crashes = 1 if ran >= STEADY_S else crashes + 1
            because = reason_of(code)
            self._write_down(because, ran, crashes)
            pause(wait_after(code, crashes))
            if self._stopped.is_set():
                return code

    def _write_down(self, because: str, ran_s: float, crashes: int) -> None:
        line = {"at": datetime.now(UTC).isoformat(timespec="seconds"), "because": because}
        line |= {"ran_s": str(round(ran_s, 1)), "in_a_row": str(crashes)}
        try:
            self._logs.mkdir(parents=True, exist_ok=True)
            path = self._logs / ENDINGS
            if path.exists() and path.stat().st_size > _KEPT_BYTES:
                path.replace(path.with_suffix(".old.jsonl"))
            with path.open("a", encoding="utf-8") as stream:
                stream.write(json.dumps(line) + "\n")
        except OSError as error:
            # A full disk must not keep the console down.
            print(f"the end could not be written down: {error}", file=sys.stderr)


def console_command(arguments: Sequence[str]) -> list[str]:
    """How the console is started: by this program itself, or from a checkout."""
    if getattr(sys, "frozen", False):
        return [sys.executable, *arguments]
    return [sys.executable, "-m", "ui.main", *arguments]


def main(arguments: Sequence[str]) -> int:
    """Keep a console with these options."""
    given = list(arguments)
    folder = Path(given[given.index("--profile") + 1]) if "--profile" in given[:-1] else default_folder()
    keeper = Keeper(console_command(given), Profile(folder).logs)
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: keeper.stop())
    return keeper.run()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
