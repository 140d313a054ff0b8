"""What the store hands out and takes in: frozen, plain, nothing of SQLAlchemy."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum, StrEnum
from typing import Any, Generic, Protocol, TypeVar

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
class GateNotice:
    """What a console of the site raised and no supervisor has acknowledged. `severity`: info, warning or alarm."""

    notice_id: str
    kind: str
    severity: str
    words: str
    gate_id: str
    device_id: str
    actor_name: str
    occurred_at: datetime


@dataclass(frozen=True, slots=True)
class HostQuestion:
    """What a host was asked. `answer`: admit, refuse, or None until there is one; `answered_via`: app or phone."""

    question_id: str
    host_id: str
    visitor_name: str
    asked_at: datetime
    answer: str | None = None
    answered_at: datetime | None = None
    answered_by: str = ""
    answered_via: str = ""
    answer_note: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """What the central API found about an entry of any console and no supervisor has dealt with."""

    entry_id: str
    at: datetime
    flags: tuple[str, ...]
    device_id: str


@dataclass(frozen=True, slots=True)
class Unreasoned:
    """An opening by hand at another console for which nobody has given a reason."""

    entry_id: str
    at: datetime
    actor_name: str
    device_id: str


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody who works at this site. `role`: the central API's word; `blocked_until`: the account is until then."""

    role: str
    blocked_until: datetime | None


@dataclass(frozen=True, slots=True)
class Host:
    """Somebody who lives in the community."""

    host_id: str
    name: str
    house: str


class Call(StrEnum):
    """The function of the contract that takes a message."""

    RAISE_NOTICE = "raise_notice_v1"
    ACKNOWLEDGE_NOTICE = "acknowledge_notice_v1"
    ASK_HOST = "ask_host_v1"
    ANSWER_HOST = "answer_host_v1"
    LOG_SHIFT = "log_shift_v1"
    REGISTER_WALK_IN = "register_walk_in_v1"
    RESOLVE_CONFLICT = "resolve_conflict_v1"
    PUT_SETTING = "put-setting"
    """An Edge Function: it signs. From a console a lockdown alone."""


class MessageLane(IntEnum):
    """What goes first. A walk-in's pass and a supervisor's word on an entry go with the notices."""

    PANIC = 0
    QUESTION = 1
    NOTICE = 2
    SHIFT = 3


@dataclass(frozen=True, slots=True)
class Message:
    """What the central API is told beside the entries. `message_id`: a UUID, by which it is told once; `body`: JSON
    values, as the contract names them."""

    message_id: str
    lane: MessageLane
    call: Call
    body: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class MessageRow:
    """A message that the central API has not confirmed."""

    message: Message
    attempts: int
    first_at: datetime


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
    """Somebody who came in and was not seen leaving. `since`: when; `made_here`: the pass was made at this PC."""

    pass_: Pass
    since: datetime
    gate_id: str
    made_here: bool = False


class Change(Protocol):
    """One line of the central feed. `entity`: pass, log, blacklist, property, host or settings; `op`: U or D."""

    @property
    def entity(self) -> str: ...
    @property
    def id(self) -> str: ...
    @property
    def op(self) -> str: ...
    @property
    def row(self) -> dict[str, Any] | None: ...


@dataclass(frozen=True, slots=True)
class ChangePage:
    """Changes and the cursor that stands after them. The cursor is opaque."""

    cursor: str
    epoch: str
    changes: Sequence[Change]


@dataclass(frozen=True, slots=True)
class AuditHead:
    """The newest link of the audit chain: its number and its hash (hexadecimal)."""

    seq: int
    digest: str


@dataclass(frozen=True, slots=True)
class HistoryFilter:
    """What is looked for among entries. `text`: part of a name, a house or a plate, or the last four of a document;
    `noted`: only what was flagged; `entry_id`: this one alone. `passes`: the ids of passes with the text's document,
    which `History` looks up: an entry does not say it.
    """

    start: datetime | None = None
    end: datetime | None = None
    text: str = ""
    gate_id: str = ""
    actor_name: str = ""
    kinds: tuple[EntryKind, ...] = ()
    noted: bool = False
    entry_id: str = ""
    visitor_type: str = ""
    basis: str = ""
    passes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """One entry of any gate. `found`: what the central API flagged.

    `state` is where an own entry is on its way (waiting, settled, quarantined, kept), None for another console's; what
    the central API does not say of those is empty. `explained`: why it was opened by hand, as was told afterwards.
    """

    entry: Entry
    outcome: GateOutcome | None
    found: tuple[str, ...]
    state: str | None
    explained: str = ""

    @property
    def key(self) -> HistoryKey:
        """Its place in the order: newest first."""
        return self.entry.occurred_at, self.entry.entry_id


HistoryKey = tuple[datetime, str]
"""A page begins after one of these."""


class Keyed(Protocol):
    """What has a place in the order, and was found to be something."""

    @property
    def key(self) -> HistoryKey: ...
    @property
    def found(self) -> tuple[str, ...]: ...


R = TypeVar("R", bound=Keyed)


@dataclass(frozen=True, slots=True)
class HistoryPage(Generic[R]):
    """Rows, newest first. `after`: where the next page goes on, None at the end."""

    rows: tuple[R, ...]
    after: HistoryKey | None
