"""Arming, roles, identifiers."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from app.domain.case import ARMED_AFTER_S, QUIET_AFTER_BURST_S, KeyPress, may_act
from app.domain.ids import uuid7
from app.domain.shift import Act, Actor, Role, may


def test_a_key_acts_only_on_a_verdict_that_was_seen() -> None:
    assert not may_act(None, KeyPress(10.0))
    assert not may_act(10.0, KeyPress(10.0 + ARMED_AFTER_S - 0.01))
    assert may_act(10.0, KeyPress(10.0 + ARMED_AFTER_S))


def test_a_held_key_a_text_field_or_a_scanner_never_acts() -> None:
    assert not may_act(0.0, KeyPress(10.0, auto_repeat=True))
    assert not may_act(0.0, KeyPress(10.0, text_field_focused=True))
    assert not may_act(0.0, KeyPress(10.0, last_burst_monotonic=10.0 - QUIET_AFTER_BURST_S + 0.01))
    assert may_act(0.0, KeyPress(10.0, last_burst_monotonic=10.0 - QUIET_AFTER_BURST_S))


def test_nobody_may_do_nothing() -> None:
    assert not any(may(None, act) for act in Act)


def test_a_guard_does_not_release_what_a_supervisor_must() -> None:
    guard, supervisor = (Actor("1", "A", role) for role in (Role.GUARD, Role.SUPERVISOR))
    assert may(guard, Act.LOCK_DOWN)
    assert not may(guard, Act.RELEASE_LOCKDOWN)
    assert may(supervisor, Act.RELEASE_LOCKDOWN)


@given(st.datetimes(datetime(2000, 1, 1), datetime(2200, 1, 1)))
def test_uuid7_is_a_valid_version_7(at: datetime) -> None:
    made = uuid.UUID(uuid7(at.replace(tzinfo=UTC)))
    assert made.version == 7
    assert made.variant == uuid.RFC_4122


def test_uuid7_sorts_by_time_and_never_repeats() -> None:
    start = datetime(2026, 1, 1, tzinfo=UTC)
    made = [uuid7(start + timedelta(milliseconds=2 * n)) for n in range(500)]
    assert made == sorted(made)
    assert len({uuid7(start) for _ in range(2000)}) == 2000
