"""Opening by hand when all else fails. It needs no database, camera or central API at the moment of the press.

The order of things: the journal, for at most 200 ms; if it does not answer, the emergency file; then the gate.
The reason is asked afterwards and becomes a correction entry of its own: facts are never rewritten.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace
from typing import Protocol

from app.clock import Clock, TrustedTime
from app.domain.entry import Direction, Entry, EntryKind
from app.domain.gate import Cause, GateAction, GateOutcome, OutcomeKind, Path
from app.domain.ids import uuid7
from app.domain.shift import Act, may
from app.errors import KnownError
from app.events import EntryRecorded, Events, Trouble
from app.flow import Duty, Gates, Journal
from app.tasks import Tasks

JOURNAL_WITHIN_S = 0.2
"""A gate in an emergency waits no longer for a disk (design §6)."""


class Emergency(Protocol):
    """The preallocated file that takes an entry when the journal cannot."""

    def keep(self, entry: Entry) -> None: ...


class Override:
    """Hold to open."""

    def __init__(
        self,
        *,
        journal: Journal | None,
        emergency: Emergency,
        gates: Gates,
        duty: Callable[[], Duty],
        clock: Clock,
        time: TrustedTime,
        events: Events,
        tasks: Tasks,
    ) -> None:
        self._journal = journal
        self._emergency = emergency
        self._gates = gates
        self._duty = duty
        self._clock = clock
        self._time = time
        self._events = events
        self._tasks = tasks

    async def open(self, gate_id: str, *, photo: bytes | None = None) -> tuple[Entry, GateOutcome]:
        """Open `gate_id` by hand. The entry is kept somewhere before the gate moves; nothing stops the gate."""
        pressed_at = self._clock.monotonic()
        entry = self._entry(gate_id)
        if not may(self._duty().actor, Act.OVERRIDE) or self._duty().locked:
            return entry, GateOutcome(OutcomeKind.NOT_DONE, Path.NONE, "locked")
        in_journal = await self._keep(entry, photo)
        outcome = await self._gates.order(
            gate_id,
            GateAction.OPEN,
            Cause.OVERRIDE,
            entry.actor_id,
            entry_id=entry.entry_id,
            ordered_monotonic=pressed_at,
        )
        if in_journal is not None and self._journal is not None:
            try:
                await self._journal.attach_outcome(entry.entry_id, outcome)
            except KnownError as error:
                self._events.publish(Trouble(error))
        self._events.publish(EntryRecorded(in_journal or entry))
        return in_journal or entry, outcome

    async def give_reason(self, entry: Entry, reason: str) -> bool:
        """Why it was opened; False if it could not be kept (a Trouble event says why)."""
        now = self._time.now()
        told = replace(
            entry,
            entry_id=uuid7(now.at),
            kind=EntryKind.CORRECTION,
            occurred_at=now.at,
            corrects=entry.entry_id,
            reason="override_reason",
            note=reason,
            photo_hash=None,
            device_seq=0,
        )
        try:
            if self._journal is None:
                self._emergency.keep(told)
            else:
                self._events.publish(EntryRecorded(await self._journal.record(told)))
        except (KnownError, OSError) as error:
            if isinstance(error, KnownError):
                self._events.publish(Trouble(error))
            return False
        return True

    async def _keep(self, entry: Entry, photo: bytes | None) -> Entry | None:
        """The entry as the journal has it, or None when only the emergency file does."""
        if self._journal is not None:
            writing = self._tasks.spawn(self._journal.record(entry, photo=photo), name=f"override {entry.entry_id}")
            await asyncio.wait({writing}, timeout=JOURNAL_WITHIN_S)
            if writing.done() and not writing.cancelled() and writing.exception() is None:
                recorded: Entry = writing.result()
                return recorded
        try:
            # Perhaps the slow journal writes it after all: it is taken in once, by its entry_id.
            self._emergency.keep(entry)
        except OSError as error:
            self._events.publish(
                Trouble(
                    KnownError(
                        "override_not_kept",
                        "This opening could not be recorded",
                        f"Neither the journal nor the emergency file could be written ({error.strerror}).",
                        "Write it down by hand and call the technician.",
                    )
                )
            )
        return None

    def _entry(self, gate_id: str) -> Entry:
        now, duty = self._time.now(), self._duty()
        return Entry(
            entry_id=uuid7(now.at),
            kind=EntryKind.OVERRIDE,
            direction=Direction.IN,
            occurred_at=now.at,
            gate_id=gate_id,
            actor_id=duty.actor.actor_id if duty.actor else "",
            actor_name=duty.actor.name if duty.actor else "",
            shift_id=duty.shift.shift_id if duty.shift else "",
            device_id=duty.device_id,
            incarnation=duty.incarnation,
            clock_offset_ms=now.offset_ms,
            clock_trusted=now.trusted,
        )
