"""Entries on their way out: batches, verdicts one by one, and one bad row that stops nobody.

Only "accepted" and "duplicate" settle a row. A batch that is refused as a whole is cut in half until the row that
is to blame stands alone; that one goes to the quarantine, where people see it. A batch that the server breaks on
is tried smaller next time, and a single row that breaks it waits while the others go.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Protocol

from app.central.failures import Failure, failure_of
from app.central.shapes import ChainHead, EntryVerdict, OutgoingEntry
from app.central.wire import signed_bytes, signed_head
from app.clock import TRUSTED_OFFSET, TrustedTime
from app.domain.entry import Entry
from app.errors import CentralError, NotPermitted
from app.events import EntrySettled, Events, Notice
from app.store.rows import OutboxRow, Settled
from app.sync.ports import Central, Journal

log = logging.getLogger(__name__)

BATCH = 50
"""The sweet spot measured on PostgreSQL: 28 times the throughput of single entries in small, cheap requests."""

TIMEOUTS_BEFORE_SMALLER = 3
"""A server with too much to do is slow for everybody: only a batch that is too slow again and again is to blame."""

PATIENCE = 8
"""A row on which the server broke so often, while it took others, goes to the quarantine."""

WAIT_AFTER_BREAKING_S = 30.0

WOBBLE = timedelta(seconds=1)
"""Trusted time may step back a little with an answer (a Date header knows whole seconds): what was due stays due."""


class Signer(Protocol):
    """The device's Ed25519 key."""

    def __call__(self, message: bytes) -> bytes: ...


@dataclass(frozen=True, slots=True)
class Pushed:
    """What one turn did. `asked`: whether the central API was asked at all; `more`: there may be more due."""

    settled: int = 0
    asked: bool = False
    more: bool = False
    next_batch_after_s: float = 0.0
    epoch: str = ""


class Push:
    """Sends what the journal says is due. One turn at a time."""

    def __init__(
        self,
        *,
        central: Central,
        journal: Journal,
        time: TrustedTime,
        events: Events,
        device_id: str,
        incarnation: str,
        sign: Signer | None = None,
    ) -> None:
        self._central = central
        self._journal = journal
        self._time = time
        self._events = events
        self._device_id = device_id
        self._incarnation = incarnation
        self._sign = sign
        self._size = BATCH
        self._took_others = False
        self._timeouts = 0

    async def turn(self) -> Pushed:
        """Send one batch. Raises CentralError when nothing more can be sent now; what is due stays due."""
        due = await self._journal.due(limit=self._size, now=self._time.now().at + WOBBLE)
        if not due:
            return Pushed()
        # What was postponed once is suspect: it goes alone, after the others.
        batch = [row for row in due if row.attempts == 0] or due[:1]
        try:
            pushed = await self._send(batch)
        except CentralError as error:
            self._timeouts = self._timeouts + 1 if error.code == "timed_out" else 0
            if error.code == "server_failed" or self._timeouts >= TIMEOUTS_BEFORE_SMALLER:
                self._timeouts = 0
                await self._broke(batch)
            raise
        self._timeouts = 0
        more = len(due) == self._size or len(batch) < len(due)
        self._size = min(BATCH, self._size * 2)
        return replace(pushed, more=more)

    async def _send(self, rows: Sequence[OutboxRow]) -> Pushed:
        outgoing = [self._outgoing(row) for row in rows]
        try:
            answer = await self._central.log_entries(outgoing, self._device_id, self._incarnation, self._head())
        except CentralError as error:
            if failure_of(error) is not Failure.REJECTED:
                raise
            if isinstance(error, NotPermitted):
                # Is it us or is it a row? Whoever may not even ask who he is, is not let in at all.
                await self._central.contract()
            if len(rows) == 1:
                await self._set_aside(rows[0].entry.entry_id, error.code, error.message)
                return Pushed(asked=True)
            middle = len(rows) // 2
            first, second = await self._send(rows[:middle]), await self._send(rows[middle:])
            return replace(second, settled=first.settled + second.settled, epoch=second.epoch or first.epoch)
        verdicts = {verdict.entry_id: verdict for verdict in answer.verdicts}
        taken = [verdict for row in rows if (verdict := verdicts.get(row.entry.entry_id)) and verdict.settles]
        await self._settle(taken)
        unanswered = []
        for row in rows:
            verdict = verdicts.get(row.entry.entry_id)
            if verdict is None:
                unanswered.append(row.entry.entry_id)
            elif not verdict.settles:
                await self._set_aside(row.entry.entry_id, verdict.code or "rejected", verdict.message)
        if unanswered:
            log.warning("the central API said nothing of %d of %d entries", len(unanswered), len(rows))
            await self._later(unanswered, "unanswered")
        self._took_others = self._took_others or bool(taken)
        return Pushed(len(taken), True, False, answer.next_batch_after_s, answer.epoch)

    async def _settle(self, taken: Sequence[EntryVerdict]) -> None:
        await self._journal.settle_batch([Settled(one.entry_id, one.flags, one.uses_rev) for one in taken])
        for verdict in taken:
            self._events.publish(EntrySettled(verdict.entry_id, verdict.flags))
            if verdict.flags:
                self._notice("entry_flagged", verdict.entry_id, ", ".join(verdict.flags))

    async def _set_aside(self, entry_id: str, code: str, message: str) -> None:
        log.warning("entry %s is refused by the central API: %s", entry_id, code)
        await self._journal.quarantine(entry_id, code=code, message=message)
        self._notice("entry_quarantined", entry_id, code)

    async def _broke(self, rows: Sequence[OutboxRow]) -> None:
        """The server broke on this batch, or was too slow for it: smaller next time, the single row later."""
        if len(rows) > 1:
            self._size = max(1, len(rows) // 2)
            return
        row = rows[0]
        if row.attempts >= PATIENCE and self._took_others:
            await self._set_aside(
                row.entry.entry_id, "server_failed", "The central API breaks on this entry again and again."
            )
            return
        self._took_others = False
        await self._later([row.entry.entry_id], "server_failed", times=row.attempts + 1)

    async def _later(self, entry_ids: Sequence[str], why: str, *, times: int = 1) -> None:
        until = self._time.now().at + timedelta(seconds=min(900.0, WAIT_AFTER_BREAKING_S * times))
        await self._journal.postpone(entry_ids, until=until, why=why)

    def _notice(self, kind: str, entry_id: str, detail: str) -> None:
        # The same trouble with the same entry is the same notice, however often the answer comes.
        self._events.publish(Notice(f"{kind}:{entry_id}", kind, self._time.now().at, entry_id, detail))

    def _head(self) -> ChainHead:
        """How far our audit chain has come: once the central API knows it, nobody can cut the chain unseen."""
        head = self._journal.audit_head()
        signature = None if self._sign is None else self._sign(signed_head(head.seq, head.digest))
        return ChainHead(head.seq, head.digest, signature)

    def _outgoing(self, row: OutboxRow) -> OutgoingEntry:
        entry = with_known_time(row.entry, self._time)
        return OutgoingEntry(entry, row.outcome, None if self._sign is None else self._sign(signed_bytes(entry)))


def with_known_time(entry: Entry, time: TrustedTime) -> Entry:
    """The entry as it is told to the central API.

    One that was recorded before this console had ever heard the true time, by a clock that was wrong then or is wrong
    now, is told with `clock_trusted` false. If its moment lies in the future it is told by today's correction of that
    clock, at most now: the server would refuse the future, and what happened has happened.
    """
    now = time.now()
    if entry.clock_offset_ms is not None or now.offset_ms is None:
        return entry
    offset = timedelta(milliseconds=now.offset_ms)
    if entry.occurred_at > now.at + TRUSTED_OFFSET:  # also where somebody has set the clock right since
        return replace(entry, clock_trusted=False, occurred_at=min(entry.occurred_at + offset, now.at))
    return entry if abs(offset) <= TRUSTED_OFFSET else replace(entry, clock_trusted=False)
