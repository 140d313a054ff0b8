"""Where a gate is: contacts that bounce, gates that move by themselves, gates that nobody sees."""

from __future__ import annotations

from app.domain.gate import GateAction, Position
from app.gates.bindings import DriverKind, GateBinding
from app.gates.position import EXPECTED_S, STARTS_S, STEADY_S, PositionTracker

OPEN, CLOSE = GateAction.OPEN, GateAction.CLOSE


def tracker(**more: object) -> PositionTracker:
    facts: dict[str, object] = {
        "gate_id": "main",
        "name": "Main",
        "driver": DriverKind.RPC_SWITCH,
        "address": "http://127.0.0.1",
        "mac": "A085E3BCA4C8",
        "reed_input": 0,
        "travel_s": 10.0,
        "left_open_after_s": 60.0,
    }
    return PositionTracker(GateBinding(**{**facts, **more}))  # type: ignore[arg-type]


def opened(t: PositionTracker, at: float = 0.0) -> None:
    t.seen(True, at)
    t.expect(at)
    t.told(OPEN, at, certain=True)
    t.seen(False, at + 1)
    assert t.seen(False, at + 1.1 + STEADY_S)


def test_an_ordered_opening_goes_through_its_states() -> None:
    t = tracker(stays_open_s=20.0)
    assert t.at(0) is Position.UNKNOWN
    opened(t)
    assert t.at(5) is Position.OPENING
    assert t.at(11.5) is Position.OPEN
    assert t.closes_in_s(21) == 10
    assert t.at(32) is Position.CLOSING
    t.seen(True, 40)
    assert not t.seen(True, 40.1 + STEADY_S)
    assert t.at(41) is Position.CLOSED


def test_opening_is_shown_at_once_and_given_up_when_nothing_moves() -> None:
    t = tracker()
    t.seen(True, 0)
    t.told(OPEN, 0, certain=True)
    assert t.at(STARTS_S) is Position.OPENING
    assert t.at(STARTS_S + 0.1) is Position.CLOSED
    assert not t.already_open(1)


def test_a_gate_that_nobody_ordered_open_is_forced_unless_remotes_may() -> None:
    for only_console, expected in ((True, Position.FORCED_OPEN), (False, Position.OPENING)):
        t = tracker(only_console_opens=only_console)
        t.seen(True, 0)
        assert not t.seen(False, 100)
        assert t.undecided
        t.seen(False, 100.1 + STEADY_S)
        assert t.at(101) is expected
        assert t.already_open(101)


def test_a_bouncing_contact_changes_nothing() -> None:
    t = tracker()
    t.seen(True, 0)
    for step in range(10):
        t.seen(step % 2 == 1, 50 + step * 0.03)
    t.seen(True, 51)
    assert t.at(52) is Position.CLOSED
    assert not t.undecided


def test_a_bounce_after_leaving_does_not_close_it_again() -> None:
    t = tracker()
    opened(t)
    t.seen(True, 2.03)
    assert t.at(2.04) is Position.OPENING
    t.seen(False, 2.06)
    assert not t.undecided


def test_a_flicker_right_after_a_command_confirms_nothing() -> None:
    t = tracker()
    t.seen(True, 0)
    t.expect(0)
    assert not t.seen(False, 0.1)
    assert not t.seen(True, 0.35)
    assert not t.undecided


def test_left_open_too_long() -> None:
    t = tracker()
    opened(t)
    assert t.at(60) is Position.OPEN
    assert t.at(72) is Position.LEFT_OPEN
    held = tracker()
    held.seen(True, 0)
    held.expect(0)
    held.told(GateAction.HOLD_OPEN, 0, certain=True)
    held.seen(False, 1)
    held.seen(False, 2)
    assert held.at(500) is Position.OPEN


def test_found_open_at_the_start_is_open_not_forced() -> None:
    t = tracker()
    t.seen(False, 0)
    assert t.at(0) is Position.OPEN


def test_a_close_order_is_closing_until_the_contact_says_so_or_it_is_overdue() -> None:
    t = tracker()
    opened(t)
    t.told(CLOSE, 20, certain=True)
    assert t.at(25) is Position.CLOSING
    assert t.at(36) is Position.OPEN


def test_another_consoles_pulse_counts() -> None:
    t = tracker()
    t.seen(True, 0)
    t.foreign_pulse(50)
    assert t.already_open(50)
    assert t.at(51) is Position.OPENING
    t.seen(False, 50 + EXPECTED_S - 1)
    assert t.seen(False, 50 + EXPECTED_S)
    assert t.at(60) is Position.OPENING


def test_without_a_contact_only_time_is_known() -> None:
    t = tracker(reed_input=None, stays_open_s=20.0)
    assert t.at(0) is Position.UNKNOWN
    t.told(OPEN, 0, certain=True)
    assert t.already_open(5)
    assert t.at(15) is Position.OPEN
    assert t.at(35) is Position.CLOSING
    assert t.at(60) is Position.UNKNOWN
    t.told(OPEN, 100, certain=False)
    assert t.at(101) is Position.UNKNOWN
    t.foreign_pulse(200)
    assert t.already_open(201)


def test_a_cover_speaks_for_itself() -> None:
    t = tracker(reed_input=None)
    assert not t.seen_cover(Position.CLOSED, 0)
    assert t.seen_cover(Position.OPENING, 5)
    assert t.seen_cover(Position.OPEN, 15) is False
    assert t.at(16) is Position.OPEN
    assert t.at(90) is Position.LEFT_OPEN
