"""Our own limits, below the central API's published ones: better to wait here than to be turned away there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from app.clock import Clock
from app.errors import CentralUnreachable

SHARE = 0.8
"""How much of a published limit a console allows itself."""

PUBLISHED_PER_MINUTE: Mapping[str, int] = {
    "/auth/v1/token": 5,
    "/functions/v1/validate-qr": 100,
    "/rest/v1/": 1000,
}
"""The customer's architecture, section 5.3: requests a minute, by the start of the path."""


@dataclass(slots=True)
class TokenBucket:
    """Lets `per_minute` through, and as many at once when it has rested."""

    clock: Clock
    per_minute: float
    filled: float = -1.0
    at: float = 0.0

    def take(self, *, leave: float = 0.0) -> float:
        """Take one and return 0, or return the seconds until there is one. `leave`: what must stay for others."""
        now = self.clock.monotonic()
        if self.filled < 0:
            self.filled, self.at = self.per_minute, now
        self.filled = min(self.per_minute, self.filled + (now - self.at) * self.per_minute / 60)
        self.at = now
        if (lacks := leave + 1 - self.filled) > 0:
            return lacks * 60 / self.per_minute
        self.filled -= 1
        return 0.0


class Limits:
    """One bucket for each published limit."""

    def __init__(self, clock: Clock, published: Mapping[str, int] = PUBLISHED_PER_MINUTE) -> None:
        self._buckets = {start: TokenBucket(clock, limit * SHARE) for start, limit in published.items()}

    def take(self, path: str, *, leaves: float) -> None:
        """Count one request that must leave this share of the bucket to others.

        Raises CentralUnreachable with the wait when it would be one too many.
        """
        for start, bucket in self._buckets.items():
            if path.startswith(start) and (wait := bucket.take(leave=leaves * bucket.per_minute)) > 0:
                raise CentralUnreachable(
                    "This console has asked as often as it may for the moment.", retry_after_s=wait, code="own_limit"
                )
