"""Gathers what a decision looks at: the mirror first, then our own journal, then perhaps the central API."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Protocol

from app.clock import Clock, TrustedTime
from app.domain.decision import Facts, LastEntry, SitePolicy
from app.domain.entry import Direction
from app.domain.passes import BlacklistHit, Pass
from app.domain.scan import PassCode
from app.errors import KnownError
from app.events import Link

LIVE_WITHIN = timedelta(seconds=150)
"""The mirror counts as live for two polls and a half (it is polled every 60 s)."""

LATE_ANSWER_S = 8.0
"""An answer later than this is of no use to anybody at the gate."""


OwnFacts = tuple[int, LastEntry | None]
"""Uses that the answer's count does not hold, and when this console let the pass in or out last."""


class Answer(Protocol):
    """What a source knows of a code."""

    @property
    def pass_(self) -> Pass | None: ...
    @property
    def blacklist(self) -> tuple[BlacklistHit, ...]: ...
    @property
    def inside(self) -> bool: ...
    @property
    def last_entry(self) -> LastEntry | None: ...


class MirrorAnswer(Answer, Protocol):
    """The mirror also says how old it is: `as_of` is its last completed pull."""

    @property
    def as_of(self) -> datetime | None: ...


class Known(Protocol):
    """The mirror's answer and what our own journal adds to it, in one look: somebody waits for both."""

    async def find(self, code: PassCode) -> tuple[MirrorAnswer, OwnFacts]: ...


class Mirror(Protocol):
    """The central data kept here."""

    async def find_by_id(self, pass_id: str) -> MirrorAnswer: ...
    async def blacklist_hits(self, pass_: Pass) -> tuple[BlacklistHit, ...]: ...


class Journal(Protocol):
    """Our own facts."""

    async def own_facts(self, pass_id: str, mirror_rev: int) -> OwnFacts: ...
    async def local_pass(self, code: PassCode) -> Pass | None: ...


class Central(Protocol):
    """The live check."""

    async def validate(
        self, code: PassCode, community_id: str, direction: Direction, scan_id: str, budget_s: float
    ) -> Answer: ...


@dataclass(frozen=True, slots=True)
class Site:
    """Where this is. `policy`: what holds at this moment; the site may change it while the program runs."""

    community_id: str
    policy: Callable[[], SitePolicy]
    budget_s: float


class FactsDesk:
    """One place that knows where facts come from (design §4)."""

    def __init__(
        self,
        *,
        site: Site,
        known: Known,
        mirror: Mirror,
        journal: Journal,
        central: Central,
        link: Callable[[], Link],
        time: TrustedTime,
        clock: Clock,
    ) -> None:
        self._site = site
        self._known = known
        self._mirror = mirror
        self._journal = journal
        self._central = central
        self._link = link
        self._time = time
        self._clock = clock

    def foreign(self) -> Facts:
        """The facts about a code that is not ours."""
        return self._facts(is_code=False)

    async def kept_here(self, code: PassCode) -> Facts:
        """What this PC knows."""
        answer, own_facts = await self._known.find(code)
        facts = self._put_together(answer, own_facts)
        if facts.pass_ is None and (local := await self._journal.local_pass(code)) is not None:
            # The central API may know it by another short code than the one on its paper; what it says of it holds.
            known = await self._mirror.find_by_id(local.pass_id)
            own = _Local(local, await self._mirror.blacklist_hits(local))
            facts = await self._with_own(known if known.pass_ else own)
        now = self._time.now()
        age = None if answer.as_of is None else max(now.at - answer.as_of, timedelta(0))
        return replace(facts, age=age)

    def wants_central(self, facts: Facts) -> bool:
        """Whether the central API should be asked as well: online, and it could know better."""
        if not self.online or (facts.pass_ is not None and facts.pass_.local):
            return False
        live = facts.age is not None and facts.age <= LIVE_WITHIN
        return facts.pass_ is None or facts.pass_.limited or not live

    async def ask_central(self, code: PassCode, direction: Direction, scan_id: str) -> Facts | None:
        """The central API's word, or None if it gave none in time. Never raises for the world's troubles."""
        started = self._clock.monotonic()
        community_id = self._site.community_id
        try:
            answer = await self._central.validate(code, community_id, direction, scan_id, LATE_ANSWER_S)
        except KnownError:
            return None
        took_ms = round((self._clock.monotonic() - started) * 1000)
        facts = await self._with_own(answer)
        return replace(facts, asked_central=True, answered_ms=took_ms, age=timedelta(0))

    @property
    def online(self) -> bool:
        """Whether the central API is there."""
        return self._link() is Link.ONLINE

    @property
    def budget_s(self) -> float:
        """How long a guard waits for the central API."""
        return self._site.budget_s

    async def _with_own(self, answer: Answer) -> Facts:
        if (pass_ := answer.pass_) is None:
            return self._put_together(answer, (0, None))
        return self._put_together(answer, await self._journal.own_facts(pass_.pass_id, pass_.uses_rev))

    def _put_together(self, answer: Answer, own_facts: OwnFacts) -> Facts:
        (own_uses, own_last), inside, last = own_facts, answer.inside, answer.last_entry
        if own_last is not None and (last is None or own_last.at >= last.at):
            last, inside = own_last, own_last.direction is Direction.IN
        return replace(
            self._facts(is_code=True),
            pass_=answer.pass_,
            own_uses=own_uses,
            inside=inside,
            blacklist=answer.blacklist,
            last_entry=last,
        )

    def _facts(self, *, is_code: bool) -> Facts:
        return Facts(
            is_code=is_code,
            community_id=self._site.community_id,
            clock_trusted=self._time.now().trusted,
            policy=self._site.policy(),
        )


@dataclass(frozen=True, slots=True)
class _Local:
    """A walk-in's own pass as an answer."""

    pass_: Pass
    blacklist: tuple[BlacklistHit, ...]
    inside: bool = False
    last_entry: LastEntry | None = None
