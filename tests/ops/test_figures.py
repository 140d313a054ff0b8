"""Figures against a brute count, across the days on which the clock is changed."""

from __future__ import annotations

import itertools
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.entry import Direction, EntryKind
from app.domain.gate import GateOutcome, OutcomeKind, Path
from app.ops.figures import LETS_IN, Present, Span, figures, local_days, minutes_of, outage, overstays
from app.ops.story import Site, Story
from tests.ops.stories import MARCH, entry

ZONES = ("America/Guatemala", "America/Santiago", "Europe/Lisbon", "Australia/Lord_Howe", "Africa/Casablanca")
FAR = datetime(2027, 1, 1, tzinfo=UTC)
MOMENTS = st.integers(0, 400 * 24 * 60).map(
    lambda minutes: datetime(2025, 10, 1, tzinfo=UTC) + timedelta(minutes=minutes)
)


@st.composite
def one_story(draw: st.DrawFn, number: int) -> Story:
    return Story(
        entry(
            number,
            kind=draw(st.sampled_from(EntryKind)),
            direction=draw(st.sampled_from(Direction)),
            occurred_at=draw(MOMENTS),
            gate_id=draw(st.sampled_from(["main", "back"])),
            visitor_type=draw(st.sampled_from(["Guest", "Delivery", ""])),
            reason=draw(st.sampled_from(["expired", "unknown"])),
            actor_name=draw(st.sampled_from(["Luis", "Ana"])),
            people=draw(st.integers(1, 5)),
        ),
        GateOutcome(OutcomeKind.DONE, Path.LOCAL, "ok", 1, scan_ms=draw(st.none() | st.integers(1, 120_000))),
        open_ms=draw(st.none() | st.integers(1, 20_000)),
    )


SOME_STORIES = st.integers(0, 25).flatmap(lambda count: st.tuples(*(one_story(number) for number in range(count))))


@settings(max_examples=100)
@given(SOME_STORIES, st.sampled_from(ZONES), MOMENTS, MOMENTS, st.data())
def test_figures_agree_with_a_brute_count(
    stories: tuple[Story, ...], zone_name: str, one: datetime, other: datetime, data: st.DataObject
) -> None:
    zone = ZoneInfo(zone_name)
    start, end = min(one, other), max(one, other)
    ids = [story.entry.entry_id for story in stories]
    corrected = frozenset(data.draw(st.lists(st.sampled_from(ids), unique=True))) if ids else frozenset()
    found = figures(stories, Site("x", zone, {"main": "Main"}), Span(start, end), now=FAR, corrected=corrected)
    inside = [story for story in stories if start <= story.entry.occurred_at < end]
    let_in = [
        story.entry
        for story in inside
        if story.entry.kind in LETS_IN
        and story.entry.direction is Direction.IN
        and story.entry.entry_id not in corrected
    ]
    assert found.entries == len(let_in) == sum(count for _, count in found.by_day) == sum(found.by_hour)
    assert found.people == sum(e.people for e in let_in)
    for hour in range(24):
        assert found.by_hour[hour] == sum(e.occurred_at.astimezone(zone).hour == hour for e in let_in)
    for day, count in found.by_day:
        assert count == sum(e.occurred_at.astimezone(zone).date() == day for e in let_in)
    assert dict(found.by_gate) == Counter("Main" if e.gate_id == "main" else "back" for e in let_in)
    assert dict(found.by_type) == Counter(e.visitor_type for e in let_in)
    refused = [story.entry.reason for story in inside if story.entry.kind is EntryKind.REFUSAL]
    assert dict(found.refusals) == Counter(refused)
    by_hand = [story.entry.actor_name for story in inside if story.entry.kind is EntryKind.OVERRIDE]
    assert dict(found.overrides) == Counter(by_hand)
    since_scan = [story.outcome.scan_ms for story in inside if story.outcome is not None]
    for told, taken in ((found.open_times, [story.open_ms for story in inside]), (found.scan_times, since_scan)):
        times = sorted(ms for ms in taken if ms is not None)
        assert told.count == len(times)
        if times:
            exact = times[max(0, -(-len(times) // 2) - 1)]
            # 2 % for the class of the histogram, and then half a millisecond for the rounding.
            assert told.p50_ms == pytest.approx(exact, rel=0, abs=0.021 * exact + 0.51)


def test_every_day_of_a_range_is_there_also_the_short_and_the_long_one() -> None:
    santiago = Site("x", ZoneInfo("America/Santiago"))
    start = datetime(2026, 4, 3, 3, tzinfo=UTC)
    days = local_days(santiago, start, start + timedelta(days=4))
    assert days == tuple(date(2026, 4, number) for number in (3, 4, 5, 6))
    empty = figures([], santiago, Span(start, start), now=FAR)
    assert (empty.entries, empty.by_day, empty.open_times.p50_ms) == (0, (), None)


def test_an_entry_just_before_midnight_belongs_to_its_own_day() -> None:
    site = Site("x", ZoneInfo("America/Guatemala"))
    start, end = (datetime(2026, 3, day, 6, tzinfo=UTC) for day in (14, 16))
    late = Story(entry(1, occurred_at=datetime(2026, 3, 15, 5, 59, 59, tzinfo=UTC)))
    found = figures([late], site, Span(start, end), now=FAR)
    assert found.by_day == ((date(2026, 3, 14), 1), (date(2026, 3, 15), 0))
    assert found.by_hour[23] == 1


SPANS = st.tuples(MOMENTS, st.integers(0, 5_000)).map(lambda pair: Span(pair[0], pair[0] + timedelta(minutes=pair[1])))


@given(st.lists(SPANS, max_size=6), SPANS)
def test_offline_minutes_are_counted_once(spans: list[Span], within: Span) -> None:
    marks = sorted({m for span in [*spans, within] for m in span.until(FAR)})
    expected = 0.0
    for begin, finish in itertools.pairwise(marks):
        covered = any(span.start <= begin and finish <= (span.end or FAR) for span in spans)
        if covered and within.start <= begin and finish <= (within.end or FAR):
            expected += (finish - begin) / timedelta(minutes=1)
    assert minutes_of(spans, within, now=FAR) == pytest.approx(expected)


def test_an_outage_over_the_change_of_the_clock_lasts_as_long_as_it_lasted() -> None:
    lisbon = ZoneInfo("Europe/Lisbon")
    night = Span(datetime(2026, 3, 29, 0, tzinfo=lisbon), datetime(2026, 3, 29, 6, tzinfo=lisbon))
    assert minutes_of([night], night, now=FAR) == 5 * 60
    still = Span(MARCH, None)
    assert minutes_of([still], still, now=MARCH + timedelta(minutes=7)) == 7


def test_overstays_are_those_whose_pass_has_ended_the_longest_first() -> None:
    def one(name: str, hours: int | None) -> Present:
        until = None if hours is None else MARCH + timedelta(hours=hours)
        return Present(name, "A-1", MARCH - timedelta(hours=9), "main", valid_until=until)

    present = [one("later", -1), one("inside", 1), one("no end", None), one("first", -5), one("now", 0)]
    assert [over.name for over in overstays(present, now=MARCH)] == ["first", "later", "now"]


def test_an_outage_is_summed_up() -> None:
    def offline(number: int, **changes: object) -> Story:
        return Story(entry(number, **{"basis": "mirror", "offline": True, **changes}))

    stories = [
        offline(1, basis_age_s=60),
        offline(2, basis_age_s=3_600, verdict="ask"),
        offline(3, basis_age_s=400_000, verdict="refuse"),
        offline(4, basis="nothing", verdict="ask"),
        offline(5, basis="local", basis_age_s=None),
        Story(entry(6, basis="mirror", basis_age_s=61), found=("over_limit", "expired"), waiting=True),
        Story(entry(7, basis="mirror", basis_age_s=62), found=("expired",)),
    ]
    summed = outage(stories, Span(MARCH, None))
    assert (summed.entries, summed.admitted, summed.refused, summed.asked, summed.waiting) == (7, 4, 1, 2, 1)
    assert summed.by_age == (
        (timedelta(hours=1), 4),
        (timedelta.max, 1),
        (None, 1),
    )
    assert summed.found == (("expired", 2), ("over_limit", 1))
