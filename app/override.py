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
from app.domain.gate import Cause, GateOutcome, OutcomeKind, Path
from app.domain.ids import uuid7
from app.domain.shift import Act, may
from app.errors import KnownError
from app.events import Events, Trouble
from app.opening import Duty, Opening
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
        opening: Opening,
        emergency: Emergency,
        duty: Callable[[], Duty],
        clock: Clock,
        time: TrustedTime,
        events: Events,
        tasks: Tasks,
    ) -> None:
        self._opening = opening
        self._emergency = emergency
        self._duty = duty
        self._clock = clock
        self._time = time
        self._events = events
        self._tasks = tasks

    async def open(self, gate_id: str, *, photo: bytes | None = None) -> tuple[Entry, GateOutcome]:
        """Open `gate_id` by hand. The entry is kept somewhere before the gate moves; nothing stops the gate."""
        pressed_at = self._clock.monotonic()
        entry = self._opening.entry(EntryKind.OVERRIDE, Direction.IN, gate_id)
        if self._duty().locked or not may(self._duty().actor, Act.OVERRIDE):
            return entry, GateOutcome(OutcomeKind.NOT_DONE, Path.NONE, "locked")
        entry = await self._keep(entry, photo)
        return entry, await self._opening.open_for(entry, cause=Cause.OVERRIDE, pressed_at=pressed_at)

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
        return await self._opening.record(told) is not None

    async def _keep(self, entry: Entry, photo: bytes | None) -> Entry:
        """The entry as it is kept; in the emergency file if the journal does not answer in time."""
        writing = self._tasks.spawn(self._opening.record(entry, photo=photo), name=f"override {entry.entry_id}")
        await asyncio.wait({writing}, timeout=JOURNAL_WITHIN_S)
        if writing.done() and not writing.cancelled() and writing.exception() is None:
            recorded: Entry | None = writing.result()
            if recorded is not None:
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
        return entry
