"""Python's cyclic garbage, collected on the screen's thread alone.

Python collects wherever it happens to be: on a camera's thread, on a database's. A widget or a timer of Qt that dies
there leaves its timers running, and the next turn of the loop that one of them is due takes the program with it (seen:
a segmentation fault some tests after a loop was let go, with nothing of ours on the stack).
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

EVERY_MS = 1000


class Garbage(QObject):
    """From its making on nothing is collected; from `settle` on, once a second, what Python's own thresholds call
    for. Make it on the screen's thread, once."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.sweep)

    def settle(self) -> None:
        """What is there by now stays to the end, and later looks leave it out: a full one over all that a start makes
        was measured at 60 ms, three frames of somebody who scrolls."""
        gc.collect()
        gc.freeze()
        self._timer.start(EVERY_MS)

    def sweep(self) -> None:
        """The oldest generation that is due, and the younger ones with it."""
        due = [
            n for n, (count, most) in enumerate(zip(gc.get_count(), gc.get_threshold(), strict=True)) if count > most
        ]
        if due:
            gc.collect(due[-1])

    def stop(self) -> None:
        """Python collects by itself again."""
        self._timer.stop()
        gc.enable()
