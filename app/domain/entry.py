"""The entry: what happened at the gate. A fact; never changed, only corrected by another entry."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Direction(StrEnum):
    """Which way."""

    IN = "in"
    OUT = "out"


class EntryKind(StrEnum):
    """What kind of fact."""

    VISIT = "visit"
    EXIT = "exit"
    REFUSAL = "refusal"
    OVERRIDE = "override"
    KNOWN_PERSON = "known_person"
    WALK_IN = "walk_in"
    CORRECTION = "correction"


COUNTS_AS_USE = frozenset({EntryKind.VISIT})
"""Kinds that use up one entry of a pass, when the direction is in."""


OVERRIDE_REASON = "override_reason"
"""The `reason` of a correction that takes nothing back: it says why the gate was opened by hand."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One fact, with everything needed to understand it a year later.

    `entry_id` is a UUIDv7 and the idempotency key. `occurred_at` is the trusted time (aware UTC);
    `clock_offset_ms` is central minus PC time, None if the central API was never heard.
    `verdict`, `reason` and `basis` are the decision's codes; `flags` what was noted beside it.
    `device_seq` is given by the journal: unique per (device, incarnation), 0 until then.
    """

    entry_id: str
    kind: EntryKind
    direction: Direction
    occurred_at: datetime
    gate_id: str
    actor_id: str
    actor_name: str
    shift_id: str
    device_id: str
    incarnation: str
    device_seq: int = 0
    clock_offset_ms: int | None = None
    clock_trusted: bool = True
    scan_id: str | None = None
    pass_id: str | None = None
    record_uid: str | None = None
    visitor_name: str = ""
    visitor_type: str = ""
    house: str = ""
    host_id: str | None = None
    verdict: str = ""
    reason: str = ""
    basis: str = ""
    basis_age_s: int | None = None
    flags: tuple[str, ...] = ()
    people: int = 1
    plate: str = ""
    on_foot: bool = False
    note: str = ""
    allowed_by: str = ""
    """Whose word it was, when somebody other than the rules let the visitor in."""
    photo_hash: str | None = None
    corrects: str | None = None
    foreign_digest: str = ""
    offline: bool = False

    @property
    def uses_pass(self) -> bool:
        """Whether it counts against the pass's limit."""
        return self.kind in COUNTS_AS_USE and self.direction is Direction.IN and self.pass_id is not None
