"""The one asyncio loop, on Qt's: core and screens live on the same thread."""

from __future__ import annotations

import asyncio
import sys

from PySide6.QtWidgets import QApplication
from qasync import QEventLoop

HAND_OVER_S = 0.0005
"""How long a thread of Python may keep the others waiting. With the usual 5 ms a commit on the journal's thread, which
lets go at every statement, waited that long for its turn again and again while the screen was being drawn."""


def runner(app: QApplication) -> asyncio.Runner:
    """Runs coroutines on Qt's loop, in a `with` statement."""
    sys.setswitchinterval(HAND_OVER_S)
    return asyncio.Runner(loop_factory=lambda: QEventLoop(app))
