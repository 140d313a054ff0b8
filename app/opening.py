"""Entry first, gate second: what admitting, opening by hand and waving a known person through have in common."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any, Protocol

from app.clock import TrustedTime
from app.domain.entry import OVERRIDE_REASON, Direction, Entry, EntryKind
from app.domain.gate import Cause, GateAction, GateOutcome, Path
from app.domain.ids import uuid7
from app.domain.shift import Actor, Shift
from app.errors import KnownError
from app.events import EntryRecorded, Events, Trouble


class Journal(Protocol):
    """Where entries become facts."""

    async def record(self, entry: Entry, *, photo: bytes | None = None) -> Entry: ...
    async def attach_outcome(self, entry_id: str, outcome: GateOutcome) -> None: ...
    async def hold_photo(self, photo: bytes) -> None: ...
    async def add_photo(self, entry_id: str, photo: bytes) -> str | None: ...


class Gates(Protocol):
    """The actuator. `order` never raises for what becomes of a command."""

    async def order(
        self,
        gate_id: str,
        action: GateAction,
        cause: Cause,
        actor_id: str,
        *,
        entry_id: str | None = None,
        ordered_monotonic: float | None = None,
        only: Path | None = None,
    ) -> GateOutcome: ...


@dataclass(frozen=True, slots=True)
class Duty:
    """Who is at the gate, at which console."""

    actor: Actor | None
    shift: Shift | None
    locked: bool
    device_id: str
    incarnation: str


class Opening:
    """Makes entries in the name of whoever is on duty, keeps them, and only then orders the gate."""

    def __init__(
        self,
        *,
        journal: Journal,
        gates: Gates,
        duty: Callable[[], Duty],
        time: TrustedTime,
        events: Events,
        online: Callable[[], bool] = lambda: True,
    ) -> None:
        self._journal = journal
        self._gates = gates
        self._duty = duty
        self._time = time
        self._events = events
        self._online = online

    def entry(self, kind: EntryKind, direction: Direction, gate_id: str, **facts: Any) -> Entry:
        """A new entry of this moment. `facts` are further fields of `Entry`."""
        now, duty = self._time.now(), self._duty()
        return Entry(
            entry_id=uuid7(now.at),
            kind=kind,
            direction=direction,
            occurred_at=now.at,
            gate_id=gate_id,
            actor_id=duty.actor.actor_id if duty.actor else "",
            actor_name=duty.actor.name if duty.actor else "",
            shift_id=duty.shift.shift_id if duty.shift else "",
            device_id=duty.device_id,
            incarnation=duty.incarnation,
            clock_offset_ms=now.offset_ms,
            clock_trusted=now.trusted,
            **{"offline": not self._online(), **facts},
        )

    async def record(self, entry: Entry, *, photo: bytes | None = None) -> Entry | None:
        """Keep the entry; None (and a Trouble event) if that failed: then nothing may open by itself."""
        try:
            recorded = await self._journal.record(entry, photo=photo)
        except KnownError as error:
            self._events.publish(Trouble(error))
            return None
        self._events.publish(EntryRecorded(recorded))
        return recorded

    async def explain(self, opening: Entry, words: str) -> bool:
        """Say why a gate was opened by hand, at whatever console, in the name of whoever is on duty here; False (and a
        Trouble event) if that could not be kept."""
        told = self.entry(
            EntryKind.CORRECTION,
            opening.direction,
            opening.gate_id,
            corrects=opening.entry_id,
            reason=OVERRIDE_REASON,
            note=words,
        )
        return await self.record(told) is not None

    async def hold_photo(self, photo: bytes) -> None:
        """A photo that an entry may soon name. What the disk has against it is said when the entry is recorded."""
        with suppress(KnownError):
            await self._journal.hold_photo(photo)

    async def open_for(
        self,
        entry: Entry,
        *,
        cause: Cause,
        pressed_at: float | None = None,
        seen_at: float | None = None,
        only: Path | None = None,
    ) -> GateOutcome:
        """Order the entry's gate to open, and write down what became of it. `only`: by this path alone; `seen_at`:
        when its code was first seen."""
        outcome = await self._gates.order(
            entry.gate_id,
            GateAction.OPEN,
            cause,
            entry.actor_id,
            entry_id=entry.entry_id,
            ordered_monotonic=pressed_at,
            only=only,
        )
        if pressed_at is not None and seen_at is not None:
            outcome = replace(outcome, scan_ms=max(0, round((pressed_at - seen_at) * 1000)) + outcome.took_ms)
        await self.attach(entry.entry_id, outcome)
        return outcome

    async def add_photo(self, entry: Entry, photo: bytes) -> None:
        """A further photo of an entry that stands."""
        try:
            await self._journal.add_photo(entry.entry_id, photo)
        except KnownError as error:
            self._events.publish(Trouble(error))

    async def attach(self, entry_id: str, outcome: GateOutcome) -> None:
        """Write down what became of an order."""
        try:
            await self._journal.attach_outcome(entry_id, outcome)
        except KnownError as error:
            self._events.publish(Trouble(error))
