"""How things stand with the central API: a state that does not flicker, derived from the last results alone."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from datetime import datetime

from app.events import Link

WINDOW = 5
"""So many results are looked at."""

SLOW_S = 2.0
"""An answer that took longer counts as slow."""


@dataclass(slots=True)
class LinkJudge:
    """Online, Degraded and Offline by the last results; SignedOut and Blocked by what the server said.

    Going down takes two failures of five (Degraded) or three in a row (Offline); coming up takes two good ones in a
    row (Degraded after one). The very first result counts alone: there is nothing to compare it with.
    """

    link: Link = Link.OFFLINE
    since: datetime | None = None
    _results: deque[str] = field(default_factory=lambda: deque(maxlen=WINDOW))

    def answered(self, took_s: float, at: datetime) -> bool:
        """An answer came, whatever it said. True when the link changed."""
        self._results.append("slow" if took_s > SLOW_S else "good")
        return self._become(self._judged(), at)

    def strained(self, at: datetime) -> bool:
        """An answer came, but the server has too much to do. True when the link changed."""
        self._results.append("slow")
        return self._become(self._judged(), at)

    def silent(self, at: datetime) -> bool:
        """No answer, or one that cannot be understood. True when the link changed."""
        self._results.append("none")
        return self._become(self._judged(), at)

    def signed_out(self, at: datetime) -> bool:
        """The central API wants a sign-in. True when the link changed."""
        return self._become(Link.SIGNED_OUT, at)

    def blocked(self, at: datetime) -> bool:
        """The central API knows us and will not work with us as we are. True when the link changed."""
        return self._become(Link.BLOCKED, at)

    def _judged(self) -> Link:
        results = list(self._results)
        silences = results.count("none")
        if silences == len(results) or results[-3:] == ["none"] * 3:
            return Link.OFFLINE
        if results[-1] == "none":
            return Link.DEGRADED if silences >= 2 and self.link is Link.ONLINE else self.link
        if results[-2:-1] == ["none"] and self.link is not Link.ONLINE:
            return Link.DEGRADED
        return Link.DEGRADED if results.count("slow") * 2 > len(results) else Link.ONLINE

    def _become(self, link: Link, at: datetime) -> bool:
        changed = link is not self.link or self.since is None
        if changed:
            self.link, self.since = link, at
        return changed
