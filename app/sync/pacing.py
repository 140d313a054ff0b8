"""When to ask again: back-off, the host's circuit, the pace between batches, and the splay after a long outage.

Everything in monotonic seconds. Sources: "Exponential Backoff And Jitter" (AWS Architecture Blog, M. Brooker) for
the back-off; a simulation of 1,000 consoles for pace and splay, which took refused requests from 42 % to 0 %.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field

from app.clock import Clock

SHORTEST_S = 1.0
LONGEST_S = 60.0

SHARED_OUTAGE_S = 60.0
"""An outage longer than this is taken for everybody's: all consoles come back at the same moment."""

SPLAY_S = 60.0

FIRST_PACE_S = 0.25
SLOWEST_PACE_S = 120.0
"""A thousand consoles on a server that takes ten batches a second have to rest this long each."""

SLOW_BATCH_S = 2.0
"""A server that takes longer for a batch has too much to do: rest before it has to refuse."""


@dataclass(slots=True)
class Backoff:
    """Decorrelated jitter: each wait is drawn between the shortest and three times the one before."""

    rng: random.Random
    last_s: float = SHORTEST_S

    def next(self) -> float:
        """How long to wait after one more failure."""
        self.last_s = min(LONGEST_S, self.rng.uniform(SHORTEST_S, self.last_s * 3))
        return self.last_s

    def reset(self) -> None:
        """After a success."""
        self.last_s = SHORTEST_S


@dataclass(slots=True)
class Circuit:
    """One for the host: while it is open, nobody asks. A server's Retry-After is a floor that nobody skips."""

    clock: Clock
    rng: random.Random
    backoff: Backoff = field(init=False)
    _own_until: float = 0.0
    _server_until: float = 0.0
    _broken_since: float | None = None

    def __post_init__(self) -> None:
        self.backoff = Backoff(self.rng)

    def wait_s(self) -> float:
        """Seconds until the host may be asked again."""
        return max(0.0, max(self._own_until, self._server_until) - self.clock.monotonic())

    def failed(self, retry_after_s: float | None = None) -> None:
        """The host did not answer, or asked for a pause. Failures that were in flight together count as one."""
        now = self.clock.monotonic()
        if self._broken_since is None:
            self._broken_since = now
        if retry_after_s is not None:
            # Up to half more, never less: those who were told the same moment must not all come at it.
            self._server_until = max(self._server_until, now + retry_after_s * self.rng.uniform(1.0, 1.5))
        if self._own_until <= now:
            self._own_until = now + self.backoff.next()

    def passed(self) -> float:
        """The host answered; a pause it asked for stays. Returns how long it had not answered, in seconds."""
        self.backoff.reset()
        self._own_until = 0.0
        broken = 0.0 if self._broken_since is None else self.clock.monotonic() - self._broken_since
        self._broken_since = None
        return broken

    def skip_wait(self) -> None:
        """A person asked for it now: skip our own wait, not the server's."""
        self._own_until = 0.0


@dataclass(slots=True)
class Pace:
    """The rest between two batches: what the server asks for, or our own, grown when refused, slowly forgotten."""

    clock: Clock
    _own_s: float = 0.0
    _until: float = 0.0

    def wait_s(self) -> float:
        """Seconds until the next batch may go."""
        return max(0.0, self._until - self.clock.monotonic())

    def sent(self, next_batch_after_s: float) -> None:
        """A batch was taken."""
        self._own_s = self._own_s * 0.9 if self._own_s * 0.9 > FIRST_PACE_S / 2 else 0.0
        self.hold(max(self._own_s, next_batch_after_s))

    def took(self, seconds: float) -> None:
        """A batch was taken in that time. Long before a server refuses, it is slow: then rest longer by what was too
        long. Doubling swings (simulated and measured: a thousand consoles left a server idle for half of the time)."""
        self._own_s = min(SLOWEST_PACE_S, self._own_s + max(0.0, seconds - SLOW_BATCH_S))

    def refused(self, after_s: float = 0.0) -> None:
        """The server could not take a batch, or hardly, and said so after that time. Whoever waited in a queue stays
        out of it for as long: then it is half as long at once, and not after eight doublings."""
        self._own_s = min(SLOWEST_PACE_S, max(FIRST_PACE_S, self._own_s * 2, after_s))

    def hold(self, seconds: float) -> None:
        """Nothing before that."""
        self._until = max(self._until, self.clock.monotonic() + seconds)

    def skip_wait(self) -> None:
        """A person asked for it now."""
        self._until = 0.0


def splay_s(outage_s: float, rng: random.Random) -> float:
    """How long to hold the queue back after an outage, so that a thousand consoles do not send at once."""
    return rng.uniform(0.0, SPLAY_S) if outage_s > SHARED_OUTAGE_S else 0.0
