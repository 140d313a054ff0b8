"""What the store hands out and takes in: frozen, plain, nothing of SQLAlchemy."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from app.domain.decision import LastEntry
from app.domain.entry import Entry, EntryKind
from app.domain.gate import GateOutcome
from app.domain.passes import BlacklistHit, Pass


@dataclass(frozen=True, slots=True)
class OutboxRow:
    """An entry that the central API has not confirmed. `first_at`: when it was put there."""

    entry: Entry
    outcome: GateOutcome | None
    attempts: int
    first_at: datetime


@dataclass(frozen=True, slots=True)
class Settled:
    """What the central API said of one entry that it accepted or already had."""

    entry_id: str
    flags: tuple[str, ...]
    uses_rev: int | None


@dataclass(frozen=True, slots=True)
class QuarantineRow:
    """An entry that the central API would not take: kept for people, with the answer it got."""

    entry: Entry
    outcome: GateOutcome | None
    code: str
    message: str
    at: datetime
    attempts: int


@dataclass(frozen=True, slots=True)
class PhotoRow:
    """A photo to be uploaded. `taken_at` is the moment of the entry that names it."""

    photo_hash: str
    entry_id: str
    taken_at: datetime
    attempts: int


@dataclass(frozen=True, slots=True)
class MirrorAnswer:
    """What the mirror knows of one code. `as_of`: the last completed pull, None before the first."""

    pass_: Pass | None
    blacklist: tuple[BlacklistHit, ...]
    inside: bool
    last_entry: LastEntry | None
    as_of: datetime | None
    uses_rev: int


@dataclass(frozen=True, slots=True)
class InsideRow:
    """Somebody who came in and has not been seen leaving. `since`: when."""

    pass_: Pass
    since: datetime
    gate_id: str


@dataclass(frozen=True, slots=True)
class Change:
    """One line of the central feed. `entity`: pass, log, blacklist, property, host or settings; `op`: U or D."""

    entity: str
    id: str
    op: str
    row: dict[str, Any] | None


@dataclass(frozen=True, slots=True)
class ChangePage:
    """Changes and the cursor that stands after them. The cursor is opaque."""

    cursor: str
    epoch: str
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class AuditHead:
    """The newest link of the audit chain: its number and its hash (hexadecimal)."""

    seq: int
    digest: str


@dataclass(frozen=True, slots=True)
class HistoryFilter:
    """What is looked for among entries. `text`: part of a name, a house or a plate; `noted`: only what was flagged."""

    start: datetime | None = None
    end: datetime | None = None
    text: str = ""
    gate_id: str = ""
    actor_name: str = ""
    kinds: tuple[EntryKind, ...] = ()
    noted: bool = False


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """One entry of any gate. `found`: what the central API flagged.

    `state` is where an own entry is on its way (waiting, settled, quarantined, kept), None for another console's; of
    those the mirror holds less: what it does not know is empty.
    """

    entry: Entry
    outcome: GateOutcome | None
    found: tuple[str, ...]
    state: str | None

    @property
    def key(self) -> HistoryKey:
        """Its place in the order: newest first."""
        return self.entry.occurred_at, self.entry.entry_id


HistoryKey = tuple[datetime, str]
"""A page begins after one of these."""


@dataclass(frozen=True, slots=True)
class HistoryPage:
    """Rows, newest first. `after`: where the next page goes on, None at the end."""

    rows: tuple[HistoryRow, ...]
    after: HistoryKey | None
