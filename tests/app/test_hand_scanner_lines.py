"""A hand scanner's line on its way to the flow: the direction it is set up for, and a trigger pressed twice."""

from __future__ import annotations

from typing import Any

from app.clock import TrustedTime
from app.devices.hygiene import LINE_DEBOUNCE_S
from app.domain.entry import Direction
from app.domain.scan import ForeignCode, PassCode, Scan, Source
from app.events import Events, ScanArrived
from app.intents import Intents
from tests.clocks import DrivenClock
from tests.devices.lanes import OTHER, PASS


class Desk:
    """What reached the flow, and what was held back."""

    def __init__(self, direction: Direction = Direction.IN) -> None:
        self.clock, self.events = DrivenClock(), Events()
        self.taken: list[Scan] = []
        self.held: list[str | None] = []
        self.events.subscribe(ScanArrived, lambda event: self.held.append(event.held))
        nobody: Any = None
        self.intents = Intents(
            take=self.taken.append,
            opening=nobody,
            passes=nobody,
            residents=nobody,
            duty=nobody,
            community_id="here",
            hosts=("www.portun.app",),
            clock=self.clock,
            time=TrustedTime(self.clock),
            events=self.events,
            scanner_direction=direction,
        )


def test_a_trigger_pressed_twice_is_one_scan_and_says_so() -> None:
    desk = Desk()
    for line in (PASS, PASS, f"https://www.portun.app/v/{PASS}", OTHER):
        desk.intents.hand_scanner(line)
    assert [scan.code.key for scan in desk.taken if isinstance(scan.code, PassCode)] == [PASS, OTHER]
    assert desk.held == ["just_scanned", "just_scanned"]
    desk.clock.advance(LINE_DEBOUNCE_S + 0.1)
    desk.intents.hand_scanner(PASS)
    assert len(desk.taken) == 3


def test_scanners_of_an_exit_lane_scan_those_who_leave_and_a_place_may_say_otherwise() -> None:
    desk = Desk(Direction.OUT)
    desk.intents.hand_scanner(PASS)
    desk.intents.hand_scanner(OTHER, Direction.IN)
    assert [scan.direction for scan in desk.taken] == [Direction.OUT, Direction.IN]
    assert {scan.source for scan in desk.taken} == {Source.HAND_SCANNER}


def test_what_is_not_ours_is_a_scan_too_and_is_not_kept_whole() -> None:
    desk = Desk()
    desk.intents.hand_scanner("https://example.com/" + "x" * 100)
    (scan,) = desk.taken
    assert isinstance(scan.code, ForeignCode) and len(scan.code.head) <= 24
