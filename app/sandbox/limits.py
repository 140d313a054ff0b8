"""The published limits: 5 sign-ins a minute and address, 100 validate-qr and 1,000 rest calls a minute and account."""

from __future__ import annotations

import time

from app.sandbox.answers import Refused

PER_MINUTE = {"/auth/v1/token": 5, "/functions/v1/validate-qr": 100, "/rest/v1/": 1000}


class Limits:
    """Token buckets that are full at first and refill evenly."""

    def __init__(self) -> None:
        self._buckets: dict[tuple[str, str], tuple[float, float]] = {}

    def count(self, path: str, who: str) -> None:
        """Take one. Raises the gateway's 429; the sign-in service's own tells no Retry-After."""
        kind = next((prefix for prefix in PER_MINUTE if path.startswith(prefix)), None)
        if kind is None:
            return
        size, now = PER_MINUTE[kind], time.monotonic()
        left, at = self._buckets.get((kind, who), (float(size), now))
        left = min(size, left + (now - at) * size / 60)
        if left < 1:
            body = {"code": "over_request_rate_limit", "message": "Request rate limit reached"}
            wait_s = int((1 - left) * 60 / size) + 1
            raise Refused(429, body, {} if kind.startswith("/auth") else {"Retry-After": str(wait_s)})
        self._buckets[kind, who] = (left - 1, now)
