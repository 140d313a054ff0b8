"""The second engine: zbar in a child process. It reads some tilted codes that the first misses; a crash costs nothing.

One frame at a time, one thread that talks to the child; the camera's thread waits for neither.
"""

from __future__ import annotations

import json
import logging
import subprocess
import sys
import threading
from collections.abc import Sequence

from app.clock import Clock
from app.devices.pixels import Outline, Pixels
from app.devices.zbar_child import HEAD
from app.errors import DeviceError

log = logging.getLogger(__name__)

ANSWER_WITHIN_S = 3.0
"""A frame takes 15–40 ms; a child that thinks longer is ended."""

START_WITHIN_S = 20.0
"""A start takes below a second, but not on a busy PC whose virus scanner sees the program for the first time."""

RESTARTS = 5
RESTARTS_WITHIN_S = 600.0
"""A child that ends more often is left alone for the rest of that time: something in view kills it."""

CHILD_FLAG = "--zbar-child"
"""A frozen console starts itself with this alone; its first lines then run `zbar_child.main` and nothing else."""

Found = tuple[tuple[str, Outline], ...]
"""Texts (ASCII) with their corners, 0..1 of width and height."""


def child_command() -> Sequence[str]:
    """How the child is started."""
    return (
        [sys.executable, CHILD_FLAG]
        if getattr(sys, "frozen", False)
        else [sys.executable, "-m", "app.devices.zbar_child"]
    )


class ZbarChild:
    """One running child. Starting raises DeviceError where zbar is absent; `read` where the child ended."""

    def __init__(self, command: Sequence[str]) -> None:
        self._process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        hello = self._answer(b"", START_WITHIN_S)
        if not (isinstance(hello, dict) and hello.get("zbar")):
            self.close()
            why = str(hello.get("why", "")) if isinstance(hello, dict) else "its process ended at once"
            raise _absent(why)

    def read(self, grey: Pixels) -> Found:
        """The codes in a grey frame."""
        height, width = grey.shape
        found = self._answer(HEAD.pack(width, height) + grey.tobytes(), ANSWER_WITHIN_S)
        if not isinstance(found, list):
            raise DeviceError(
                "zbar_ended", "The second reader ended", "zbar ended over a frame.", "Nothing: it is started again."
            )
        return tuple((text, tuple((x / width, y / height) for x, y in corners)) for text, corners in found)

    def close(self) -> None:
        """End the child, whatever it is doing."""
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            assert pipe is not None, "both pipes were asked for"
            try:
                pipe.close()
            except OSError:
                pass  # what was still buffered for the child has no reader any more

    def _answer(self, question: bytes, within: float) -> object:
        """The child's next line as JSON; None if it ended, was ended for being slow, or spoke nonsense."""
        assert self._process.stdin is not None and self._process.stdout is not None, "both pipes were asked for"
        guard = threading.Timer(within, self._process.kill)
        guard.daemon = True
        guard.start()
        try:
            if question:
                self._process.stdin.write(question)
                self._process.stdin.flush()
            line = self._process.stdout.readline()
            answer: object = json.loads(line) if line else None
            return answer
        except (OSError, ValueError):
            return None
        finally:
            guard.cancel()


class Zbar:
    """`offer` a frame in which nothing else was read, `collect` later what it held. The child starts with the first."""

    def __init__(self, clock: Clock, command: Sequence[str] | None = None) -> None:
        self._clock = clock
        self._command = command or child_command()
        self._news = threading.Condition()
        self._offered: Pixels | None = None
        self._found: Found = ()
        self._busy = False
        self._closed = False
        self._absent = False
        self._child: ZbarChild | None = None
        self._starts: list[float] = []
        self._thread: threading.Thread | None = None

    def offer(self, grey: Pixels) -> bool:
        """Look at this frame, if the last one is done; nobody may write to it any more."""
        with self._news:
            if self._busy or self._closed or self._absent:
                return False
            self._offered, self._busy = grey, True
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="camera zbar", daemon=True)
                self._thread.start()
            self._news.notify_all()
        return True

    def collect(self) -> Found:
        """What was found since the last call."""
        with self._news:
            found, self._found = self._found, ()
        return found

    def settle(self) -> None:
        """Wait until the offered frame is done: for replays, which must tell the same each time."""
        with self._news:
            self._news.wait_for(lambda: not self._busy or self._closed)

    def close(self) -> None:
        """End thread and child; waits for the frame at work, which is some milliseconds."""
        with self._news:
            self._closed = True
            self._news.notify_all()
        if self._thread is not None:
            self._thread.join(2 * ANSWER_WITHIN_S)

    def _run(self) -> None:
        while True:
            with self._news:
                self._news.wait_for(lambda: self._closed or self._offered is not None)
                grey, self._offered = self._offered, None
            if self._closed or grey is None:
                break
            found = self._read(grey)
            with self._news:
                self._busy, self._found = False, found
                self._news.notify_all()
        if self._child is not None:
            self._child.close()

    def _read(self, grey: Pixels) -> Found:
        try:
            if self._child is None:
                if not self._may_start():
                    return ()
                self._child = ZbarChild(self._command)
            return self._child.read(grey)
        except (DeviceError, OSError) as error:
            log.warning("the second reader: %s", error)
            self._absent = isinstance(error, DeviceError) and error.code == "zbar_absent"
            if self._child is not None:
                self._child.close()
                self._child = None
            return ()

    def _may_start(self) -> bool:
        now = self._clock.monotonic()
        self._starts = [at for at in self._starts if now - at < RESTARTS_WITHIN_S]
        if len(self._starts) >= RESTARTS:
            return False
        self._starts.append(now)
        return True


def _absent(why: str) -> DeviceError:
    return DeviceError(
        "zbar_absent",
        "The second reader is not there",
        f"zbar does not load: {why}",
        "Codes are read without it. For the few strongly tilted ones that only it reads, install libzbar0.",
    )
