"""Entries on their way to the first contract: one by one, without idempotency, arrivals only.

`log-entry` cannot be repeated harmlessly: each call uses up an entry of the pass. So an attempt is noted before
it is made, and an attempt without an answer is looked for before it is repeated. Where the account cannot see logs,
nobody can tell, and people must: such an entry goes to the quarantine as "perhaps_logged". One call is in flight
at a time and its doubt is settled before the next, so one remembered name is enough.
"""

from __future__ import annotations

import logging
from datetime import timedelta

from app.central import first
from app.central.failures import Failure, failure_of
from app.clock import TrustedTime
from app.domain.entry import Entry
from app.errors import CentralError
from app.events import EntrySettled, Events, Notice
from app.store.rows import OutboxRow
from app.sync.ports import Central, Journal, Memory
from app.sync.push import BATCH, WOBBLE, Pushed

log = logging.getLogger(__name__)

UNSENT = frozenset({"no_connection", "rate_limited", "own_limit", "redirected", "sign_in_busy", "sign_in_failed"})
"""Failures after which the function has certainly not run."""

LOOK_BACK = timedelta(minutes=2)
"""Clocks differ: logs from a little before the entry was queued are looked at too."""

_ASKED = "first.asked"


class FirstPush:
    """Sends what the first contract can hold, and keeps the rest for v1."""

    def __init__(
        self, *, central: Central, journal: Journal, memory: Memory, time: TrustedTime, events: Events
    ) -> None:
        self._central = central
        self._journal = journal
        self._memory = memory
        self._time = time
        self._events = events

    async def turn(self) -> Pushed:
        """Send the next arrival. Raises CentralError when nothing can be sent now."""
        for row in await self._journal.due(limit=BATCH, now=self._time.now().at + WOBBLE):
            if first.takes(row.entry):
                return await self._one(row)
            await self._journal.keep_for_v1(row.entry.entry_id)
        return Pushed()

    async def _one(self, row: OutboxRow) -> Pushed:
        entry = row.entry
        session = await self._central.session()
        guard_id = session.user_id if session else ""
        if entry.entry_id == await self._memory.get(_ASKED) and not await self._may_repeat(row, guard_id):
            await self._memory.put(_ASKED, "")
            return Pushed(asked=True, more=True)
        await self._memory.put(_ASKED, entry.entry_id)
        try:
            await self._central.first.log(entry, guard_id)
        except CentralError as error:
            ambiguous = failure_of(error) is Failure.RETRY and error.code not in UNSENT
            if not ambiguous:
                await self._memory.put(_ASKED, "")
            if failure_of(error) is not Failure.REJECTED:
                raise
            await self._set_aside(entry, error.code, error.message)
            return Pushed(asked=True, more=True)
        await self._settle(entry)
        await self._memory.put(_ASKED, "")
        return Pushed(settled=1, asked=True, more=True)

    async def _may_repeat(self, row: OutboxRow, guard_id: str) -> bool:
        """Look whether an earlier attempt came through after all."""
        entry = row.entry
        assert entry.record_uid is not None
        if await self._central.first.logs_since(entry.record_uid, guard_id, row.first_at - LOOK_BACK):
            await self._settle(entry)
            return False
        if await self._central.first.sees_logs(guard_id):
            return True
        await self._set_aside(entry, "perhaps_logged", "Nobody can tell whether the central API logged this entry.")
        return False

    async def _settle(self, entry: Entry) -> None:
        # Revision 0: the central count of the first contract has no revisions, and holds this use already.
        await self._journal.settle(entry.entry_id, flags=(), uses_rev=0)
        self._events.publish(EntrySettled(entry.entry_id, ()))

    async def _set_aside(self, entry: Entry, code: str, message: str) -> None:
        await self._journal.quarantine(entry.entry_id, code=code, message=message)
        at = self._time.now().at
        self._events.publish(
            Notice(f"entry_quarantined:{entry.entry_id}", "entry_quarantined", at, entry.entry_id, code)
        )
