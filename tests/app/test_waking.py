"""A PC that slept: its clock has gone on, and that is noticed."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys

import pytest

from app.clock import SLEPT_S
from app.waking import BEAT_S, Waking
from tests.clocks import DrivenClock

SLEPT_FOR_S = 86_400
_HOW = ["unshare", "--time", "--fork", f"--boottime={SLEPT_FOR_S}"]
_OWN_NAMESPACE = _HOW if os.name != "nt" and os.geteuid() == 0 else [*_HOW, "--map-root-user"]
_AHEAD = "import time; from app.clock import SystemClock; print(SystemClock().monotonic() - time.monotonic())"


def noticed(*beats_s: float) -> list[int]:
    """After which of the beats, which came so many seconds after each other, a sleep is noticed."""
    clock, lengths, after = DrivenClock(), iter(beats_s), list[int]()
    beats = 0

    async def pause(_: float) -> None:
        nonlocal beats
        try:
            clock.advance(next(lengths))
        except StopIteration:
            raise asyncio.CancelledError from None
        beats += 1

    async def woke() -> None:
        after.append(beats)
        raise RuntimeError("a connection that does not let itself be closed")

    with pytest.raises(asyncio.CancelledError):
        asyncio.run(Waking(clock, woke, pause).run())
    return after


def test_a_sleep_is_noticed_once_and_a_busy_pc_is_no_sleep() -> None:
    assert noticed(BEAT_S, BEAT_S + SLEPT_S, BEAT_S, 8 * 3600, BEAT_S) == [2, 4]
    assert noticed(BEAT_S, BEAT_S + SLEPT_S - 0.1, 15.0) == []


@pytest.mark.skipif(sys.platform != "linux", reason="time namespaces are a thing of Linux")
def test_the_clock_goes_on_while_the_pc_sleeps() -> None:
    """The kernel counts a sleep in its boot time alone; here it counts a day that nobody has to wait for."""
    command = [*_OWN_NAMESPACE, sys.executable, "-c", _AHEAD]
    ended = subprocess.run(command, capture_output=True, text=True, timeout=60)
    if "unshare:" in ended.stderr:
        pytest.fail(f"This system gives no time namespace to test with: {ended.stderr.strip()}", pytrace=False)
    assert float(ended.stdout) == pytest.approx(SLEPT_FOR_S, abs=5), ended.stderr
