"""A beat in Qt's loop: how long the loop keeps it waiting, and how long the loop's own thread works between two."""

from __future__ import annotations

import subprocess
import sys
import time

from PySide6.QtCore import Qt, QTimer

BEAT_MS = 4

BESIDE = f"""
import sys, threading, time
threading.Thread(target=lambda: (sys.stdin.read(), over.append(True)), daemon=True).start()
over, worst, last = [], 0.0, time.perf_counter()
while not over:
    time.sleep({BEAT_MS} / 1000)
    now = time.perf_counter()
    worst, last = max(worst, now - last), now
print(worst * 1000)
"""
"""A program that does nothing but beat, until its input is closed."""


class Beat:
    """Every 4 ms, as far as the loop lets it; beside it a program of its own that has nothing else to do."""

    def __init__(self) -> None:
        self.gaps: list[float] = []
        self.turns: list[float] = []
        self._beside = subprocess.Popen([sys.executable, "-c", BESIDE], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self._last, self._worked = time.perf_counter(), time.thread_time()
        self._timer = QTimer()
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(BEAT_MS)
        self._timer.timeout.connect(self._come)
        self._timer.start()

    def _come(self) -> None:
        now, worked = time.perf_counter(), time.thread_time()
        self.gaps.append((now - self._last) * 1000)
        self.turns.append((worked - self._worked) * 1000)
        self._last, self._worked = now, worked

    def end(self) -> dict[str, float]:
        self._timer.stop()
        told, _ = self._beside.communicate()
        gaps = sorted(self.gaps)
        return {
            "gap": gaps[-1], "gap_999": gaps[int(len(gaps) * 0.999)], "turn": max(self.turns), "beside": float(told),
        }  # fmt: skip
