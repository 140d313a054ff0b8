"""Time as a port: the wall clock, a clock that never jumps, and what the central API says it is."""

from __future__ import annotations

import sys
import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Protocol

TRUSTED_OFFSET = timedelta(minutes=2)
"""More than this between the PC and the central API is shown and doubted (design §3; the same limit that
health pass verifiers use)."""

SLEPT_S = 60.0
"""What comes so much too late was slept through. A shorter sleep harms nothing: sockets outlive it, a verdict too."""


class Clock(Protocol):
    """Where time comes from. Tests drive their own."""

    def wall(self) -> datetime:
        """The PC's clock, UTC."""

    def monotonic(self) -> float:
        """Seconds that never jump, and go on while the PC sleeps."""


class SystemClock:
    """The clock of this PC."""

    def wall(self) -> datetime:
        """The PC's clock, UTC."""
        return datetime.now(UTC)

    def monotonic(self) -> float:
        """Seconds since some moment; includes no jumps of the wall clock, but the time that the PC slept.

        Python's own stands still meanwhile on Linux (CLOCK_MONOTONIC) and macOS (mach_absolute_time), not on Windows
        (GetTickCount64): a trusted time that rests on it would be as late as the sleep was long.
        """
        if sys.platform == "win32":
            return time.monotonic()
        return time.clock_gettime(time.CLOCK_BOOTTIME if sys.platform == "linux" else time.CLOCK_MONOTONIC)


@dataclass(frozen=True, slots=True)
class TrustedMoment:
    """The best guess of the true time, and whether to believe it.

    `offset_ms` is central time minus PC time (positive: the PC is late); `None` before the first contact.
    """

    at: datetime
    trusted: bool
    offset_ms: int | None


class TrustedTime:
    """Judges the PC's clock by the central API's and by the monotonic clock.

    After a contact, time is *central time then + monotonic seconds since*: a wall clock that is set back or
    forth in between changes nothing. Before the first contact the wall clock is all there is; it is believed
    when it is not earlier than the newest moment the store has seen (a dead battery falls back years).
    """

    def __init__(self, clock: Clock, *, not_before: datetime | None = None) -> None:
        self._clock = clock
        self._not_before = not_before
        self._anchor: tuple[datetime, float] | None = None
        self._start = (clock.wall(), clock.monotonic())

    def not_before(self, moment: datetime) -> None:
        """The newest moment the store has seen: an earlier wall clock is a dead or a turned one."""
        self._not_before = moment

    def central_said(self, server_time: datetime, *, round_trip_s: float = 0.0) -> None:
        """Take the central API's time from an answer. `round_trip_s`: half of it is the time's age."""
        self._anchor = (server_time + timedelta(seconds=round_trip_s / 2), self._clock.monotonic())

    def now(self) -> TrustedMoment:
        """The moment to judge and to record by."""
        wall, mono = self._clock.wall(), self._clock.monotonic()
        if self._anchor is not None:
            at = self._anchor[0] + timedelta(seconds=mono - self._anchor[1])
            offset = at - wall
            return TrustedMoment(at, True, round(offset / timedelta(milliseconds=1)))
        start_wall, start_mono = self._start
        drift = (wall - start_wall) - timedelta(seconds=mono - start_mono)
        jumped = abs(drift) > TRUSTED_OFFSET
        too_early = self._not_before is not None and wall < self._not_before - TRUSTED_OFFSET
        return TrustedMoment(wall, not (jumped or too_early), None)

    def wall_is_off(self) -> bool:
        """Whether the PC's own clock is more than two minutes from the trusted time: worth a word to people."""
        moment = self.now()
        if moment.offset_ms is None:
            return not moment.trusted
        return abs(moment.offset_ms) > TRUSTED_OFFSET / timedelta(milliseconds=1)
