"""Trusted time: central first, jumps noticed, a dead clock not believed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from app.clock import TrustedTime
from tests.clocks import DrivenClock

NOON = datetime(2026, 3, 14, 18, tzinfo=UTC)


def test_before_any_contact_the_wall_is_believed() -> None:
    clock = DrivenClock(NOON)
    moment = TrustedTime(clock).now()
    assert (moment.at, moment.trusted, moment.offset_ms) == (NOON, True, None)


def test_a_wall_that_jumps_is_not_believed() -> None:
    clock = DrivenClock(NOON)
    time = TrustedTime(clock)
    clock.jump(timedelta(hours=-3))
    assert not time.now().trusted
    assert time.wall_is_off()


def test_a_dead_clock_is_not_believed() -> None:
    assert not TrustedTime(DrivenClock(datetime(2000, 1, 1, tzinfo=UTC)), not_before=NOON).now().trusted


@given(st.timedeltas(timedelta(days=-400), timedelta(days=400)), st.floats(0, 1e6))
def test_after_a_contact_no_jump_of_the_wall_changes_the_time(jump: timedelta, later: float) -> None:
    clock = DrivenClock(NOON)
    time = TrustedTime(clock)
    time.central_said(NOON + timedelta(minutes=7))
    clock.advance(later)
    clock.jump(jump)
    moment = time.now()
    assert moment.trusted
    assert abs(moment.at - (NOON + timedelta(minutes=7, seconds=later))) < timedelta(milliseconds=1)


def test_the_offset_says_how_late_the_pc_is() -> None:
    clock = DrivenClock(NOON)
    time = TrustedTime(clock)
    time.central_said(NOON + timedelta(minutes=5))
    assert time.now().offset_ms == 300_000
    assert time.wall_is_off()
    assert time.now().trusted
