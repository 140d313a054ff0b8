"""What the central API's answers become: frozen, in the domain's words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from app.domain.decision import LastEntry, Reason, Verdict
from app.domain.entry import Entry
from app.domain.gate import GateOutcome
from app.domain.passes import BlacklistHit, Pass

FIRST_CONTRACT = "first"
"""The version of a central API that has no `contract_v1`: only `validate-qr` and `log-entry`."""


@dataclass(frozen=True, slots=True)
class Session:
    """Somebody signed in at the central API. The tokens stay inside `auth`."""

    user_id: str
    email: str


@dataclass(frozen=True, slots=True)
class Contract:
    """Which contract the central API speaks, and who it says we are. Of the first contract only `version` is known."""

    version: str
    epoch: str = ""
    server_time: datetime | None = None
    community_id: str = ""
    community_name: str = ""
    role: str = ""
    actor_name: str = ""
    site_zone: str = ""

    @property
    def is_first(self) -> bool:
        """Whether it is the customer's first contract."""
        return self.version == FIRST_CONTRACT


@dataclass(frozen=True, slots=True)
class CentralDecision:
    """What the central API itself would do, by the same rules."""

    verdict: Verdict
    reason: Reason
    flags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CentralAnswer:
    """The central part of the Facts for one code.

    On the first contract the pass may be made up of the answer alone (its `pass_id` is empty then).
    `took_ms`: from the question to the whole answer.
    """

    known: bool
    pass_: Pass | None
    inside: bool
    blacklist: tuple[BlacklistHit, ...]
    last_entry: LastEntry | None
    decision: CentralDecision | None
    uses_rev: int
    epoch: str
    took_ms: int
    reason_text: str = ""
    """The first contract's own words, as they came."""


@dataclass(frozen=True, slots=True)
class OutgoingEntry:
    """An entry on its way, with what became of the gate's order and the device's signature (raw Ed25519)."""

    entry: Entry
    outcome: GateOutcome | None = None
    signature: bytes | None = None


@dataclass(frozen=True, slots=True)
class ChainHead:
    """How far this console's audit chain has come: the newest link's number and hash, signed by the device."""

    seq: int
    digest: str
    signature: bytes | None = None


@dataclass(frozen=True, slots=True)
class EntryVerdict:
    """What became of one uploaded entry. `status`: accepted, duplicate or rejected."""

    entry_id: str
    status: str
    flags: tuple[str, ...] = ()
    uses: int | None = None
    uses_rev: int | None = None
    code: str = ""
    message: str = ""

    @property
    def settles(self) -> bool:
        """Whether the central API now holds the entry."""
        return self.status in ("accepted", "duplicate")


@dataclass(frozen=True, slots=True)
class LogAnswer:
    """The answer to a batch. `next_batch_after_s`: how long the server asks this console to rest."""

    verdicts: tuple[EntryVerdict, ...]
    epoch: str
    next_batch_after_s: float


@dataclass(frozen=True, slots=True)
class PulledChange:
    """One change of the feed, its row as it came."""

    entity: str
    id: str
    op: str
    row: dict[str, Any] | None


@dataclass(frozen=True, slots=True)
class PullPage:
    """One page of the feed. `unreadable`: changes that do not say what they concern (they are left out)."""

    cursor: str
    epoch: str
    more: bool
    remaining: int | None
    server_time: datetime | None
    changes: tuple[PulledChange, ...]
    unreadable: int = 0
