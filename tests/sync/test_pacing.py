"""When to ask again: bounds that hold for every seed."""

from __future__ import annotations

import heapq
import random
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.clock import TrustedTime
from app.domain.entry import Direction, Entry, EntryKind
from app.events import Link
from app.sync.link import LinkJudge
from app.sync.pacing import Backoff, Circuit, Pace, splay_s
from app.sync.push import with_known_time
from tests.clocks import DrivenClock

NOW = datetime(2026, 3, 14, 18, tzinfo=UTC)
seeds = st.integers(0, 2**32)


@given(seeds)
def test_waits_stay_between_a_second_and_a_minute_and_grow_at_most_threefold(seed: int) -> None:
    backoff = Backoff(random.Random(seed))
    last = 1.0
    for _ in range(30):
        wait = backoff.next()
        assert 1.0 <= wait <= min(60.0, last * 3)
        last = wait
    backoff.reset()
    assert backoff.next() <= 3.0


def test_consoles_that_fail_together_do_not_come_back_together() -> None:
    moments = []
    for seed in range(1000):
        backoff = Backoff(random.Random(seed))
        moments.append(sum(backoff.next() for _ in range(6)))
    busiest = max(sum(1 for at in moments if second <= at < second + 1) for second in range(360))
    assert busiest < 50


@given(seeds, st.floats(0, 900))
def test_retry_after_is_never_undercut(seed: int, asked_s: float) -> None:
    clock = DrivenClock()
    circuit = Circuit(clock, random.Random(seed))
    circuit.failed(asked_s)
    circuit.skip_wait()
    assert asked_s <= circuit.wait_s() + 1e-6 and circuit.wait_s() <= asked_s * 1.5 + 1e-6
    circuit.passed()
    assert circuit.wait_s() >= asked_s - 1e-6


def test_failures_in_flight_together_count_once() -> None:
    clock = DrivenClock()
    circuit = Circuit(clock, random.Random(1))
    circuit.failed()
    wait = circuit.wait_s()
    for _ in range(10):
        circuit.failed()
    assert circuit.wait_s() == wait
    clock.advance(wait)
    circuit.failed()
    clock.advance(100)
    assert circuit.passed() == pytest.approx(wait + 100) and circuit.passed() == 0.0


def test_one_console_alone_has_no_pace() -> None:
    pace = Pace(DrivenClock())
    for _ in range(20):
        pace.sent(0.0)
        assert pace.wait_s() == 0.0


def test_the_pace_doubles_when_refused_and_is_slowly_forgotten() -> None:
    clock = DrivenClock()
    pace = Pace(clock)
    waits = []
    for _ in range(10):
        pace.refused()
        pace.sent(0.0)
        waits.append(pace.wait_s())
        clock.advance(waits[-1])
    assert waits == sorted(waits) and waits[0] < 1 and 20 < waits[-1] <= 120
    for _ in range(100):
        clock.advance(pace.wait_s())
        pace.sent(0.0)
    clock.advance(pace.wait_s())
    pace.sent(0.0)
    assert pace.wait_s() == 0.0
    pace.sent(4.0)
    assert pace.wait_s() == 4.0


def test_a_slow_server_is_spared_before_it_refuses() -> None:
    clock = DrivenClock()
    pace = Pace(clock)
    pace.took(1.9)
    pace.sent(0.0)
    assert pace.wait_s() == 0.0
    pace.took(3.0)
    pace.sent(0.0)
    assert pace.wait_s() > 0.0


def test_whoever_waited_long_for_a_batch_stays_away_as_long() -> None:
    clock = DrivenClock()
    pace = Pace(clock)
    pace.took(35.0)
    pace.sent(0.0)
    assert 25.0 < pace.wait_s() <= 35.0


def test_many_consoles_neither_flood_a_server_nor_leave_it_idle() -> None:
    """A thousand with twenty batches each; the server takes 40 a second one after the other, and asks for nothing."""
    consoles, batches, batch_s = 1000, 20, 1 / 40
    rng, clocks = random.Random(1), [DrivenClock() for _ in range(consoles)]
    paces, left = [Pace(clock) for clock in clocks], [batches] * consoles
    coming = [(rng.uniform(0, 60), number) for number in range(consoles)]  # the splay after their outage
    heapq.heapify(coming)
    free_at = slowest = 0.0
    while coming:
        sent_at, number = heapq.heappop(coming)
        free_at = max(free_at, sent_at) + batch_s
        slowest = max(slowest, free_at - sent_at)
        paces[number].took(free_at - sent_at)
        paces[number].sent(0.0)
        rest = paces[number].wait_s()
        clocks[number].advance(rest)
        left[number] -= 1
        if left[number]:
            heapq.heappush(coming, (free_at + rest, number))
    assert free_at < 1.1 * consoles * batches * batch_s
    assert slowest < 20


@given(seeds)
def test_the_splay_is_for_shared_outages_only(seed: int) -> None:
    rng = random.Random(seed)
    assert splay_s(59.0, rng) == 0.0
    assert 0.0 <= splay_s(61.0, rng) <= 60.0


class TestLink:
    def judged(self, results: str, judge: LinkJudge | None = None) -> Link:
        """g: a good answer, s: a slow one, n: none."""
        judge = judge or LinkJudge()
        for result in results:
            if result == "n":
                judge.silent(NOW)
            else:
                judge.answered(9.0 if result == "s" else 0.1, NOW)
        return judge.link

    def test_it_does_not_flicker(self) -> None:
        expected = {
            "g": Link.ONLINE,
            "n": Link.OFFLINE,
            "ggn": Link.ONLINE,
            "ggng": Link.ONLINE,
            "ggnn": Link.DEGRADED,
            "ggngn": Link.DEGRADED,
            "ggnnn": Link.OFFLINE,
            "ggnnng": Link.DEGRADED,
            "ggnnngg": Link.ONLINE,
            "ggnnngn": Link.DEGRADED,
            "nnnng": Link.DEGRADED,
            "gsss": Link.DEGRADED,
            "gsssggg": Link.ONLINE,
        }
        assert {results: self.judged(results) for results in expected} == expected

    @given(st.text("gsn", min_size=1, max_size=30))
    def test_any_two_good_answers_bring_it_up_and_any_three_silences_down(self, results: str) -> None:
        assert self.judged(results + "ggggg") is Link.ONLINE
        assert self.judged(results + "nnn") is Link.OFFLINE
        assert self.judged(results + "gg") is not Link.OFFLINE

    def test_since_is_when_it_became_so(self) -> None:
        judge = LinkJudge()
        judge.answered(0.1, NOW)
        judge.answered(0.1, NOW + timedelta(minutes=1))
        assert (judge.link, judge.since) == (Link.ONLINE, NOW)
        judge.signed_out(NOW + timedelta(minutes=2))
        assert (judge.link, judge.since) == (Link.SIGNED_OUT, NOW + timedelta(minutes=2))


class TestTimeThatIsTold:
    """What an entry says of its time when the clock it was recorded by turns out to have been wrong."""

    def told(self, *, wrong_by: timedelta, offset_ms: int | None = None) -> tuple[Entry, Entry]:
        clock = DrivenClock(NOW + wrong_by)
        time = TrustedTime(clock)
        entry = Entry(
            "e", EntryKind.VISIT, Direction.IN, time.now().at, "g", "a", "n", "s", "d", "i", clock_offset_ms=offset_ms
        )
        clock.advance(30)
        time.central_said(NOW + timedelta(seconds=30))
        return entry, with_known_time(entry, time)

    def test_a_clock_that_was_right_changes_nothing(self) -> None:
        entry, told = self.told(wrong_by=timedelta(seconds=90))
        assert told is entry

    def test_a_clock_a_day_fast_is_corrected_because_the_future_would_be_refused(self) -> None:
        _, told = self.told(wrong_by=timedelta(days=1))
        assert told.occurred_at == NOW and not told.clock_trusted

    def test_a_clock_a_day_slow_keeps_its_word_and_is_doubted(self) -> None:
        entry, told = self.told(wrong_by=-timedelta(days=1))
        assert told.occurred_at == entry.occurred_at and not told.clock_trusted

    def test_what_was_recorded_by_the_central_time_is_never_touched(self) -> None:
        entry, told = self.told(wrong_by=timedelta(days=1), offset_ms=-86_400_000)
        assert told is entry

    def test_without_the_central_time_nothing_is_known(self) -> None:
        clock = DrivenClock(NOW + timedelta(days=1))
        entry = Entry("e", EntryKind.VISIT, Direction.IN, clock.wall(), "g", "a", "n", "s", "d", "i")
        assert with_known_time(entry, TrustedTime(clock)) is entry

    @given(st.integers(-(10**6), 10**6))
    def test_nothing_is_ever_told_from_the_future(self, seconds: int) -> None:
        _, told = self.told(wrong_by=timedelta(seconds=seconds))
        assert told.occurred_at <= NOW + timedelta(seconds=30) + timedelta(minutes=2)
