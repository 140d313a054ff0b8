"""An entry and its end in one flat row: what tables of very many entries are made of."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from app.domain.entry import Entry
from app.domain.gate import GateOutcome


class EntryLine(NamedTuple):
    """What a table shows of an entry, by the names of `Entry`; as cheap to make as a tuple, ten times an Entry.

    `found`: what the central API flagged later. `outcome`: the gate's answer, empty where nothing was opened, and
    `open_ms` its time; `scan_ms` the time since the code was first seen. `waiting`: the central API has not confirmed
    it yet.
    """

    occurred_at: datetime
    entry_id: str
    kind: str
    direction: str
    gate_id: str
    actor_name: str
    device_id: str
    visitor_name: str
    house: str
    people: int
    plate: str
    verdict: str
    reason: str
    found: tuple[str, ...]
    visitor_type: str = ""
    on_foot: bool = False
    basis: str = ""
    basis_age_s: int | None = None
    flags: tuple[str, ...] = ()
    outcome: str = ""
    open_ms: int | None = None
    scan_ms: int | None = None
    allowed_by: str = ""
    note: str = ""
    offline: bool = False
    clock_trusted: bool = True
    waiting: bool = False
    corrects: str | None = None
    shift_id: str = ""
    device_seq: int = 0

    @property
    def key(self) -> tuple[datetime, str]:
        """Its place in the order: newest first."""
        return self[:2]


def line_of(
    entry: Entry,
    outcome: GateOutcome | None,
    found: tuple[str, ...],
    *,
    waiting: bool,
    open_ms: int | None,
    explained: str = "",
) -> EntryLine:
    """The line of one entry. `explained`: what was said of it afterwards; the entry's own note goes first."""
    return EntryLine(
        occurred_at=entry.occurred_at,
        entry_id=entry.entry_id,
        kind=entry.kind,
        direction=entry.direction,
        gate_id=entry.gate_id,
        actor_name=entry.actor_name,
        device_id=entry.device_id,
        visitor_name=entry.visitor_name,
        house=entry.house,
        people=entry.people,
        plate=entry.plate,
        verdict=entry.verdict,
        reason=entry.reason,
        found=found,
        visitor_type=entry.visitor_type,
        on_foot=entry.on_foot,
        basis=entry.basis,
        basis_age_s=entry.basis_age_s,
        flags=entry.flags,
        outcome=outcome.kind if outcome is not None else "",
        open_ms=open_ms,
        scan_ms=outcome.scan_ms if outcome is not None else None,
        allowed_by=entry.allowed_by,
        note=entry.note or explained,
        offline=entry.offline,
        clock_trusted=entry.clock_trusted,
        waiting=waiting,
        corrects=entry.corrects,
        shift_id=entry.shift_id,
        device_seq=entry.device_seq,
    )
