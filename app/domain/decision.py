"""The decision: one pure function, the only copy of the rules in this program.

The same table stands as SQL (`decide_v1` in resources/central); resources/central/decision-vectors.json runs
against both. Change all three together.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from app.domain.entry import Direction
from app.domain.passes import BlacklistHit, BlacklistKind, Pass, VisitorType


class Verdict(StrEnum):
    """What the guard is told."""

    ADMIT = "admit"
    REFUSE = "refuse"
    ASK = "ask"


class Reason(StrEnum):
    """Why; `ui/text.py` turns it into words."""

    VALID = "valid"
    NOT_A_CODE = "not_a_code"
    BLACKLISTED = "blacklisted"
    POSSIBLE_MATCH = "possible_match"
    UNKNOWN = "unknown"
    UNKNOWN_OFFLINE = "unknown_offline"
    CANCELLED = "cancelled"
    OTHER_COMMUNITY = "other_community"
    CLOCK_DOUBTFUL = "clock_doubtful"
    NOT_YET_VALID = "not_yet_valid"
    EXPIRED = "expired"
    NO_ENTRIES_LEFT = "no_entries_left"
    ALREADY_INSIDE = "already_inside"
    TOO_OLD = "too_old"


class Basis(StrEnum):
    """On what the facts rest."""

    CENTRAL = "central"
    MIRROR = "mirror"
    LOCAL = "local"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class SitePolicy:
    """What a site may choose. Ages are those of the last completed pull.

    An entry-limited pass goes stale sooner than others: another gate may have used it meanwhile.
    """

    ask_if_inside: bool = False
    max_age: timedelta = timedelta(hours=72)
    max_age_limited: timedelta = timedelta(hours=12)
    max_age_by_type: dict[VisitorType, timedelta] = field(default_factory=dict)

    def max_age_for(self, pass_: Pass) -> timedelta:
        """How old the mirror may be to admit on this pass."""
        by_type = self.max_age_by_type.get(pass_.visitor_type, self.max_age)
        return min(by_type, self.max_age_limited) if pass_.limited else by_type


@dataclass(frozen=True, slots=True)
class LastEntry:
    """The last thing that happened on this pass."""

    at: datetime
    gate_id: str
    direction: Direction
    photo_hash: str | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """All that a decision may look at.

    `is_code`: it looks like a Portun code. `own_uses`: uses recorded here that the central count does not yet
    hold. `asked_central`: the central API itself gave or denied the pass. `age`: of the mirror's last completed
    pull, None if there never was one; meaningless when `asked_central`. `answered_ms`: how long central took.
    """

    is_code: bool
    community_id: str
    pass_: Pass | None = None
    own_uses: int = 0
    inside: bool = False
    blacklist: tuple[BlacklistHit, ...] = ()
    asked_central: bool = False
    answered_ms: int | None = None
    age: timedelta | None = None
    clock_trusted: bool = True
    policy: SitePolicy = field(default_factory=SitePolicy)
    last_entry: LastEntry | None = None

    @property
    def uses(self) -> int:
        """All uses that are known: the central count and our own above it."""
        return (self.pass_.entries_used if self.pass_ else 0) + self.own_uses

    @property
    def entries_left(self) -> int | None:
        """None when the pass has no limit."""
        if self.pass_ is None or not self.pass_.limited:
            return None
        return max(0, self.pass_.entries_allowed - self.uses)


@dataclass(frozen=True, slots=True)
class Decision:
    """What is to be done, why, and on what it rests. `flags` are noted with the entry and never refuse an exit."""

    verdict: Verdict
    reason: Reason
    basis: Basis
    direction: Direction
    at: datetime
    flags: tuple[str, ...] = ()
    entries_left: int | None = None


def decide(facts: Facts, moment: datetime, direction: Direction) -> Decision:
    """Judge. Total: it answers for every input. `moment` is trusted time, aware."""
    rule = _decide_in if direction is Direction.IN else _decide_out
    verdict, reason, flags = rule(facts, moment)
    return Decision(verdict, reason, _basis(facts), direction, moment, flags, facts.entries_left)


def _decide_in(facts: Facts, moment: datetime) -> tuple[Verdict, Reason, tuple[str, ...]]:
    """The design's order (§4). The first rule that speaks wins."""
    if not facts.is_code:
        return Verdict.REFUSE, Reason.NOT_A_CODE, ()
    kinds = {hit.kind for hit in facts.blacklist}
    if kinds & {BlacklistKind.RECORD, BlacklistKind.DOCUMENT}:
        return Verdict.REFUSE, Reason.BLACKLISTED, ()
    if kinds:
        return Verdict.ASK, Reason.POSSIBLE_MATCH, ()
    pass_ = facts.pass_
    if pass_ is None:
        if facts.asked_central:
            return Verdict.REFUSE, Reason.UNKNOWN, ()
        return Verdict.ASK, Reason.UNKNOWN_OFFLINE, ()
    if pass_.cancelled:
        return Verdict.REFUSE, Reason.CANCELLED, ()
    if pass_.community_id != facts.community_id:
        return Verdict.REFUSE, Reason.OTHER_COMMUNITY, ()
    if not facts.clock_trusted:
        return Verdict.ASK, Reason.CLOCK_DOUBTFUL, ()
    if pass_.valid_from is not None and moment < pass_.valid_from:
        return Verdict.REFUSE, Reason.NOT_YET_VALID, ()
    if moment >= pass_.valid_until:
        return Verdict.REFUSE, Reason.EXPIRED, ()
    if pass_.limited and facts.uses >= pass_.entries_allowed:
        return Verdict.REFUSE, Reason.NO_ENTRIES_LEFT, ()
    if facts.inside and facts.policy.ask_if_inside:
        return Verdict.ASK, Reason.ALREADY_INSIDE, ()
    if _too_old(facts, pass_):
        return Verdict.ASK, Reason.TOO_OLD, ()
    return Verdict.ADMIT, Reason.VALID, (("already_inside",) if facts.inside else ())


def _decide_out(facts: Facts, moment: datetime) -> tuple[Verdict, Reason, tuple[str, ...]]:
    """Out is never refused for time, limit or age: people must be able to leave. It is flagged."""
    if not facts.is_code:
        return Verdict.REFUSE, Reason.NOT_A_CODE, ()
    pass_ = facts.pass_
    if pass_ is None:
        return Verdict.ASK, (Reason.UNKNOWN if facts.asked_central else Reason.UNKNOWN_OFFLINE), ()
    if pass_.community_id != facts.community_id:
        return Verdict.ASK, Reason.OTHER_COMMUNITY, ()
    noted = (
        ("blacklisted", bool(facts.blacklist)),
        ("cancelled", pass_.cancelled),
        ("clock_suspect", not facts.clock_trusted),
        ("expired", facts.clock_trusted and moment >= pass_.valid_until),
        ("not_inside", not facts.inside),
    )
    return Verdict.ADMIT, Reason.VALID, tuple(name for name, holds in noted if holds)


def _too_old(facts: Facts, pass_: Pass) -> bool:
    if facts.asked_central or pass_.local:
        return False
    return facts.age is None or facts.age > facts.policy.max_age_for(pass_)


def _basis(facts: Facts) -> Basis:
    if facts.asked_central:
        return Basis.CENTRAL
    if facts.pass_ is None:
        return Basis.NOTHING
    return Basis.LOCAL if facts.pass_.local else Basis.MIRROR
