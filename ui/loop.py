"""The one asyncio loop, on Qt's: core and screens live on the same thread."""

from __future__ import annotations

import asyncio
import sys
import time
from collections import deque
from collections.abc import Callable
from contextvars import Context
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from qasync import QEventLoop

HAND_OVER_S = 0.0005
"""How long a thread of Python may keep the others waiting. With the usual 5 ms a commit on the journal's thread, which
lets go at every statement, waited that long for its turn again and again while the screen was being drawn."""
TURN_S = 0.002
"""How long callbacks that call for each other run before Qt has its say. A request over HTTP takes some 24 of them."""


class Loop(QEventLoop):  # type: ignore[misc]
    """qasync's loop, but what is ready runs together: there each callback is a Qt timer and waits for all else."""

    def __init__(self, app: QApplication) -> None:
        self._ready: deque[asyncio.Handle] = deque()
        self._turn = QTimer(singleShot=True, interval=0)
        self._turn.timeout.connect(self._run_ready)
        super().__init__(app)

    def call_soon(self, callback: Callable[..., object], *args: Any, context: Context | None = None) -> asyncio.Handle:
        """Run it in this turn or the next, in the order of the calls."""
        handle = asyncio.Handle(callback, args, self, context)
        self._ready.append(handle)
        if not self._turn.isActive():
            self._turn.start()
        return handle

    def _run_ready(self) -> None:
        until = time.perf_counter() + TURN_S
        while self._ready and self.is_running():
            handle = self._ready.popleft()
            if not handle.cancelled():
                handle._run()
            if time.perf_counter() > until:
                break
        if self._ready:
            self._turn.start()
        else:
            self._turn.stop()


def runner(app: QApplication) -> asyncio.Runner:
    """Runs coroutines on Qt's loop, in a `with` statement."""
    sys.setswitchinterval(HAND_OVER_S)
    return asyncio.Runner(loop_factory=lambda: Loop(app))
