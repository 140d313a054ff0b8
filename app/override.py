"""Opening by hand when all else fails. It needs no database, camera or central API at the moment of the press.

The order of things: the journal, for at most 200 ms; if it does not answer, the emergency file; then the gate.
The reason is asked afterwards and becomes a correction entry of its own: facts are never rewritten.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from typing import Protocol

from app.clock import Clock, TrustedTime
from app.domain.entry import OVERRIDE_REASON, Direction, Entry, EntryKind
from app.domain.gate import Cause, GateOutcome, OutcomeKind, Path
from app.domain.ids import uuid7
from app.domain.shift import Act, Actor, may
from app.errors import KnownError
from app.events import Events, Notice, Trouble
from app.opening import Duty, Opening
from app.tasks import Tasks

JOURNAL_WITHIN_S = 0.2
"""A gate in an emergency waits no longer for a disk (design §6)."""


class Emergency(Protocol):
    """The preallocated file that takes an entry when the journal cannot."""

    def keep(self, entry: Entry) -> None: ...


async def no_photo() -> bytes | None:
    """Where there is no camera."""
    return None


class Override:
    """Hold to open. `photo_now`: a picture of this moment, if a camera is there; the gate never waits for it.

    `free_when_locked`: the site lets anybody open while the console is locked or nobody is signed in; such an entry
    has no name, and an alarm.
    """

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
        photo_now: Callable[[], Awaitable[bytes | None]] = no_photo,
        free_when_locked: Callable[[], bool] = lambda: False,
    ) -> None:
        self._opening = opening
        self._emergency = emergency
        self._duty = duty
        self._clock = clock
        self._time = time
        self._events = events
        self._tasks = tasks
        self._photo_now = photo_now
        self._free_when_locked = free_when_locked

    @property
    def free(self) -> bool:
        """Whether it opens now without anybody's name."""
        return self._free_when_locked()

    async def open(
        self, gate_id: str, *, by: Actor | None = None, only: Path | None = None
    ) -> tuple[Entry, GateOutcome]:
        """Open `gate_id` by hand. The entry is kept somewhere before the gate moves; nothing stops the gate.

        `by`: who has just shown a PIN, whoever is on duty; `only`: a technician tries this path alone.
        """
        pressed_at, duty = self._clock.monotonic(), self._duty()
        entry = self._opening.entry(EntryKind.OVERRIDE, Direction.IN, gate_id)
        on_duty = not duty.locked and may(duty.actor, Act.OVERRIDE)
        if by is not None and may(by, Act.OVERRIDE):
            same_shift = duty.shift is not None and duty.shift.actor.actor_id == by.actor_id
            shift_id = entry.shift_id if same_shift else ""
            entry = replace(entry, actor_id=by.actor_id, actor_name=by.name, shift_id=shift_id)
        elif not on_duty and self._free_when_locked():
            entry = replace(entry, actor_id="", actor_name="", shift_id="", flags=("unnamed",))
        elif not on_duty:
            return entry, GateOutcome(OutcomeKind.NOT_DONE, Path.NONE, "locked")
        entry = await self._keep(entry)
        self._tasks.spawn(self._add_photo(entry), name=f"photo {entry.entry_id}")
        if "unnamed" in entry.flags:
            self._events.publish(Notice(uuid7(entry.occurred_at), "override_unnamed", entry.occurred_at, gate_id))
        return entry, await self._opening.open_for(entry, cause=Cause.OVERRIDE, pressed_at=pressed_at, only=only)

    async def open_all(self, gate_ids: Sequence[str]) -> tuple[tuple[Entry, GateOutcome], ...]:
        """Open several gates at once: an entry and an order for each, and none waits for another."""
        return tuple(await asyncio.gather(*(self.open(gate_id) for gate_id in gate_ids)))

    async def give_reason(self, entry: Entry, reason: str) -> bool:
        """Why it was opened; False if it could not be kept (a Trouble event says why)."""
        now = self._time.now()
        told = replace(
            entry,
            entry_id=uuid7(now.at),
            kind=EntryKind.CORRECTION,
            occurred_at=now.at,
            corrects=entry.entry_id,
            reason=OVERRIDE_REASON,
            note=reason,
            photo_hash=None,
            device_seq=0,
        )
        return await self._opening.record(told) is not None

    async def _add_photo(self, entry: Entry) -> None:
        photo = await self._photo_now()
        if photo is not None:
            await self._opening.add_photo(entry, photo)

    async def _keep(self, entry: Entry) -> Entry:
        """The entry as it is kept; in the emergency file if the journal does not answer in time."""
        writing = self._tasks.spawn(self._opening.record(entry), name=f"override {entry.entry_id}")
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
