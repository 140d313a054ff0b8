"""A console that was cut off: it may deliver what happened before, and holds nobody's passes any more."""

from __future__ import annotations

import logging

from app.central.shapes import Contract
from app.clock import TrustedTime
from app.errors import CentralError
from app.events import CutOff, Events
from app.sync.ports import Mirror

log = logging.getLogger(__name__)

CUT_OFF = frozenset({"device_revoked", "user_banned"})
"""The central API's words for a console that was revoked, and for its account that was blocked."""

DELIVERING = Contract("1.0", role="revoked_console")
"""What a revoked console faces: uploads go on."""


class Revocation:
    """Whether this console is cut off, and what follows from it: the mirror is emptied, the journal is not touched."""

    def __init__(self, mirror: Mirror, time: TrustedTime, events: Events) -> None:
        self._mirror = mirror
        self._time = time
        self._events = events
        self.active = False

    async def look_at(self, error: CentralError) -> bool:
        """Whether an answer says that this console is cut off; if so, what was mirrored goes, at once."""
        if error.code not in CUT_OFF:
            return False
        if (await self._mirror.cursor())[0] is not None or self._mirror.as_of is not None:
            await self._mirror.reset()
        if not self.active:
            self.active = True
            log.warning("the central API has cut this console off: %s", error.code)
            self._events.publish(CutOff(error.code, self._time.now().at))
        return True

    def is_over(self) -> None:
        """The central API works with this console again."""
        self.active = False
