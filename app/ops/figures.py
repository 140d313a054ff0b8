"""A supervisor's figures, counted from entries in one pass. Days and hours are those of the site's wall clock."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from app.domain.decision import Basis, Verdict
from app.domain.entry import Direction, EntryKind
from app.ops.metrics import Histogram
from app.ops.story import Site, Story

LETS_IN = frozenset({EntryKind.VISIT, EntryKind.KNOWN_PERSON, EntryKind.WALK_IN, EntryKind.OVERRIDE})
"""Kinds that, inwards, let somebody in."""

HOURS = 24


@dataclass(frozen=True, slots=True)
class Span:
    """From `start` to `end`, aware; `end` None: still lasting."""

    start: datetime
    end: datetime | None

    def until(self, now: datetime) -> tuple[datetime, datetime]:
        """Both ends in UTC: two moments of one other zone are subtracted by the wall clock, an hour off across DST."""
        return self.start.astimezone(UTC), (self.end or now).astimezone(UTC)


@dataclass(frozen=True, slots=True)
class Present:
    """Somebody who came in and has not been seen leaving. `valid_until` None: no pass that ends."""

    name: str
    house: str
    since: datetime
    gate_id: str
    people: int = 1
    valid_until: datetime | None = None


@dataclass(frozen=True, slots=True)
class OpenTimes:
    """How long it took until a gate answered, in milliseconds; None without a single one."""

    count: int
    p50_ms: int | None
    p95_ms: int | None
    p99_ms: int | None


@dataclass(frozen=True, slots=True)
class Figures:
    """Everything of a range. Entries: let in and not corrected; the other counts are what happened.
    Two guards of one name are two lines of
    `overrides`, and one of `by_guard`, which counts whatever a guard recorded. `open_times` begin with the order,
    `scan_times` with the first frame that had the code.

    `by_hour` has 24 places, `by_day` every day of the range, also those without an entry. The named counts are
    sorted, the most first.
    """

    entries: int
    people: int
    exits: int
    by_hour: tuple[int, ...]
    by_day: tuple[tuple[date, int], ...]
    by_gate: tuple[tuple[str, int], ...]
    by_type: tuple[tuple[str, int], ...]
    refusals: tuple[tuple[str, int], ...]
    overrides: tuple[tuple[str, int], ...]
    open_times: OpenTimes
    offline_minutes: float
    by_guard: tuple[tuple[str, int], ...] = ()
    scan_times: OpenTimes = OpenTimes(0, None, None, None)


def figures(
    stories: Iterable[Story],
    site: Site,
    span: Span,
    *,
    now: datetime,
    corrected: Collection[str] = frozenset(),
    offline: Iterable[Span] = (),
) -> Figures:
    """Count `stories` from `span.start` (included) to `span.end` (not included); others are left out.

    `corrected`: the entries that a correction took back, by entry_id; the correction itself may stand outside the
    range. `offline`: when the central API could not be reached.
    """
    start, end = span.until(now)
    hours = [0] * HOURS
    days: Counter[date] = Counter()
    gates, types, refusals = Counter[str](), Counter[str](), Counter[str]()
    guards: Counter[tuple[str, str]] = Counter()
    acted = Counter[str]()
    open_times, scan_times = Histogram(), Histogram()
    people = exits = 0
    for story in stories:
        entry = story.entry
        if not start <= entry.occurred_at < end:
            continue
        if entry.actor_name:
            acted[entry.actor_name] += 1
        if story.open_ms is not None:
            open_times.add(story.open_ms / 1000)
        if story.outcome is not None and story.outcome.scan_ms is not None:
            scan_times.add(story.outcome.scan_ms / 1000)
        if entry.kind is EntryKind.REFUSAL:
            refusals[entry.reason] += 1
        if entry.kind is EntryKind.OVERRIDE:
            guards[entry.actor_name, entry.actor_id] += 1
        if entry.kind is EntryKind.EXIT and entry.entry_id not in corrected:
            exits += 1
        if entry.kind in LETS_IN and entry.direction is Direction.IN and entry.entry_id not in corrected:
            local = site.local(entry.occurred_at)
            hours[local.hour] += 1
            days[local.date()] += 1
            gates[site.gate(entry.gate_id)] += 1
            types[entry.visitor_type] += 1
            people += entry.people
    return Figures(
        entries=sum(hours),
        people=people,
        exits=exits,
        by_hour=tuple(hours),
        by_day=tuple((day, days[day]) for day in local_days(site, start, end)),
        by_gate=_most_first(gates),
        by_type=_most_first(types),
        refusals=_most_first(refusals),
        overrides=tuple(((name, count) for (name, _), count in sorted(guards.items(), key=lambda g: (-g[1], g[0])))),
        open_times=_open_times(open_times),
        offline_minutes=minutes_of(offline, span, now=now),
        by_guard=_most_first(acted),
        scan_times=_open_times(scan_times),
    )


def local_days(site: Site, start: datetime, end: datetime) -> tuple[date, ...]:
    """All days of the site's calendar between two moments in UTC. A day may last 23 or 25 hours."""
    if end <= start:
        return ()
    first = site.local(start).date()
    last = site.local(end - timedelta(microseconds=1)).date()
    return tuple(first + timedelta(days=number) for number in range((last - first).days + 1))


def minutes_of(spans: Iterable[Span], within: Span, *, now: datetime) -> float:
    """Minutes that any of `spans` covers inside `within`; where two overlap they count once."""
    reached, end = within.until(now)
    covered = timedelta()
    for begin, finish in sorted(span.until(now) for span in spans):
        covered += max(timedelta(), min(finish, end) - max(begin, reached))
        reached = max(reached, min(finish, end))
    return covered / timedelta(minutes=1)


def overstays(present: Iterable[Present], *, now: datetime) -> tuple[Present, ...]:
    """Those whose pass has ended while they are inside, the longest over first."""
    over = [(one.valid_until, one) for one in present if one.valid_until is not None and one.valid_until <= now]
    return tuple(one for _, one in sorted(over, key=lambda pair: pair[0]))


@dataclass(frozen=True, slots=True)
class Outage:
    """What was decided without the central API, and what it found later.

    `by_age`: how old the copy was that decisions rested on (upper limit of the group, None: nothing was known), and
    how many did. `found`: the central API's flags.
    """

    span: Span
    entries: int
    admitted: int
    refused: int
    asked: int
    by_age: tuple[tuple[timedelta | None, int], ...]
    found: tuple[tuple[str, int], ...]
    waiting: int


AGES = (timedelta(hours=1), timedelta(hours=12), timedelta(hours=72), timedelta.max)
"""Groups of an outage report; 12 and 72 hours are the site policy's usual limits."""


def outage(stories: Sequence[Story], span: Span) -> Outage:
    """Sum up the entries of an outage. `span` is the outage itself."""
    ages: Counter[timedelta | None] = Counter()
    found: Counter[str] = Counter()
    verdicts: Counter[str] = Counter()
    for story in stories:
        verdicts[story.entry.verdict] += 1
        found.update(story.found)
        age = story.entry.basis_age_s
        if story.entry.basis == Basis.NOTHING or (story.entry.basis == Basis.MIRROR and age is None):
            ages[None] += 1
        elif age is not None:
            ages[next(limit for limit in AGES if timedelta(seconds=age) <= limit)] += 1
    return Outage(
        span=span,
        entries=len(stories),
        admitted=verdicts[Verdict.ADMIT],
        refused=verdicts[Verdict.REFUSE],
        asked=verdicts[Verdict.ASK],
        by_age=tuple((limit, ages[limit]) for limit in (*AGES, None) if ages[limit]),
        found=_most_first(found),
        waiting=sum(story.waiting for story in stories),
    )


def _most_first(counts: Counter[str]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))


def _open_times(histogram: Histogram) -> OpenTimes:
    p50, p95, p99 = (histogram.percentile(share) for share in (0.5, 0.95, 0.99))
    return OpenTimes(histogram.count, *(None if value is None else round(value * 1000) for value in (p50, p95, p99)))
