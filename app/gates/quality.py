"""How well the way to a relay has been doing, minute by minute for a day: for the technician."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, replace
from datetime import datetime

MINUTES = 24 * 60


@dataclass(frozen=True, slots=True)
class LinkMinute:
    """One minute with at least one poll. Answer times in ms, the weakest RSSI in dBm."""

    at: datetime
    polls: int = 0
    lost: int = 0
    worst_ms: int = 0
    sum_ms: int = 0
    rssi: int | None = None

    @property
    def mean_ms(self) -> int | None:
        """None if nothing was answered."""
        answered = self.polls - self.lost
        return round(self.sum_ms / answered) if answered else None


class LinkQuality:
    """The last 24 hours. Bounded: one record a minute."""

    def __init__(self) -> None:
        self._minutes: deque[LinkMinute] = deque(maxlen=MINUTES)

    def answered(self, at: datetime, took_ms: int, rssi: int | None) -> None:
        """A poll was answered."""
        minute = self._now(at)
        weakest = min((value for value in (minute.rssi, rssi) if value is not None), default=None)
        self._put(
            replace(
                minute,
                polls=minute.polls + 1,
                sum_ms=minute.sum_ms + took_ms,
                worst_ms=max(minute.worst_ms, took_ms),
                rssi=weakest,
            )
        )

    def lost(self, at: datetime) -> None:
        """A poll was not answered, or not by our device."""
        minute = self._now(at)
        self._put(replace(minute, polls=minute.polls + 1, lost=minute.lost + 1))

    def minutes(self, now: datetime) -> tuple[LinkMinute, ...]:
        """What was, oldest first, not older than 24 hours."""
        return tuple(minute for minute in self._minutes if (now - minute.at).total_seconds() <= MINUTES * 60)

    def _now(self, at: datetime) -> LinkMinute:
        start = at.replace(second=0, microsecond=0)
        last = self._minutes[-1] if self._minutes else None
        return last if last is not None and last.at == start else LinkMinute(start)

    def _put(self, minute: LinkMinute) -> None:
        if self._minutes and self._minutes[-1].at == minute.at:
            self._minutes[-1] = minute
        else:
            self._minutes.append(minute)
