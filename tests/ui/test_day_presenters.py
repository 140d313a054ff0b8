"""Expected, inside, shift log: the guard's lists, without Qt."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from app.domain.case import Phase
from app.domain.shift import LineKind
from app.events import EntryRecorded, MirrorChanged
from tests.ui import stories
from tests.ui.fake_core import FakeCore
from ui.presenters.expected import ExpectedPresenter, folded
from ui.presenters.inside import InsidePresenter
from ui.presenters.shell import Place, ShellPresenter
from ui.presenters.shift_log import ShiftPresenter


class Screen:
    def __init__(self) -> None:
        self.state: Any = None
        self.left = 0

    def show_state(self, state: Any) -> None:
        self.state = state

    def leave(self) -> None:
        self.left += 1


@pytest.fixture
def screen() -> Screen:
    return Screen()


def test_letters_without_accents_find_names_with_them() -> None:
    assert folded(" ORDÓÑEZ ") == "ordonez"


def test_expected_finds_and_brings_to_the_gate(core: FakeCore, screen: Screen) -> None:
    presenter = ExpectedPresenter(core, screen)
    presenter.start()
    presenter.search("ordonez")
    assert [one.visitor_name for one in screen.state.shown] == ["Familia Ordóñez"]
    presenter.picked("p12")
    assert screen.left == 1
    assert core.intents.asked == [("pick", "p12")]


def test_a_long_pull_asks_the_store_once_a_second_at_most(core: FakeCore, screen: Screen) -> None:
    presenter = ExpectedPresenter(core, screen)
    presenter.start()
    core.expected_list = ()
    for _ in range(100):
        core.events.publish(MirrorChanged(2000))
    assert screen.state.passes == stories.EXPECTED
    presenter.tick()
    assert screen.state.passes == stories.EXPECTED
    core.clock.go(1)
    presenter.tick()
    assert screen.state.passes == ()


def test_inside_counts_people_and_overstays(core: FakeCore, screen: Screen) -> None:
    InsidePresenter(core, screen).start()
    assert screen.state.people == 7
    assert screen.state.overstays == 1
    assert [row.pass_.pass_id for row in screen.state.rows] == ["p21", "p22", "p23", "p24"]


def test_who_leaves_goes_to_the_gate_on_the_way_out(core: FakeCore, screen: Screen) -> None:
    presenter = InsidePresenter(core, screen)
    presenter.start()
    presenter.left("p24")
    assert core.intents.asked == [("leave", "p24")]
    assert screen.left == 1


def test_inside_is_asked_again_after_an_entry(core: FakeCore, screen: Screen) -> None:
    presenter = InsidePresenter(core, screen)
    presenter.start()
    core.inside_list = core.inside_list[:1]
    core.events.publish(EntryRecorded(stories.RECENT[0]))
    presenter.tick()
    assert len(screen.state.rows) == 1


def test_the_muster_list_is_saved_once_and_told(core: FakeCore, screen: Screen) -> None:
    presenter = InsidePresenter(core, screen)
    presenter.start()
    presenter.print_list()
    assert core.asked == [("print",)]
    assert screen.state.printed.name.endswith(".pdf")
    assert not screen.state.printing


def test_the_shift_in_numbers(core: FakeCore, screen: Screen) -> None:
    ShiftPresenter(core, screen).start()
    counts = screen.state.counts
    assert (counts.came_in, counts.left, counts.refused, counts.by_hand, counts.unreasoned) == (2, 1, 1, 1, 1)


def test_the_handover_before_is_read_once(core: FakeCore, screen: Screen) -> None:
    presenter = ShiftPresenter(core, screen)
    presenter.start()
    assert screen.state.to_read.actor_name == "P. Xol"
    presenter.acknowledge()
    assert screen.state.to_read is None


def test_a_note_and_an_incident(core: FakeCore, screen: Screen) -> None:
    presenter = ShiftPresenter(core, screen)
    presenter.start()
    presenter.note("  ", incident=False)
    presenter.note(" Key 3 is missing ", incident=True)
    line = screen.state.lines[0]
    assert (line.kind, line.words) == (LineKind.INCIDENT, "Key 3 is missing")
    assert len(screen.state.lines) == 3


def test_a_note_takes_a_picture_along_and_shows_it_again(core: FakeCore, screen: Screen) -> None:
    presenter = ShiftPresenter(core, screen)
    presenter.start()
    presenter.take_photo(True)
    presenter.note("The barrier is bent", incident=True)
    line = screen.state.lines[0]
    assert line.photo_hash is not None and not screen.state.with_photo, "one picture, one note"
    presenter.note("It is straight again", incident=False)
    assert screen.state.lines[0].photo_hash is None
    presenter.mark(line.line_id)
    assert screen.state.photo == b"not a picture"
    presenter.mark(screen.state.lines[0].line_id)
    assert screen.state.photo is None


def test_what_another_post_handed_over_is_read_there(core: FakeCore, screen: Screen) -> None:
    core.lines = (replace(stories.LINES[0], kind=LineKind.HANDOVER, acknowledged=False, post="Garita sur"),)
    ShiftPresenter(core, screen).start()
    assert screen.state.to_read is None


def test_handing_over_takes_two_steps(core: FakeCore, screen: Screen) -> None:
    presenter = ShiftPresenter(core, screen)
    presenter.start()
    presenter.hand_over("x")
    assert core.asked == []
    presenter.begin_handover()
    presenter.hand_over(" all quiet ")
    assert core.asked == [("hand_over", "all quiet")]


def test_a_new_car_brings_the_gate_back_and_a_change_of_the_same_does_not(core: FakeCore, screen: Screen) -> None:
    presenter = ShellPresenter(core, screen)
    presenter.start()
    presenter.go(Place.SHIFT_LOG)
    core.flow.show(stories.checking())
    assert screen.state.place is Place.GATE
    presenter.go(Place.INSIDE)
    core.flow.show(stories.admit())
    core.flow.show(stories.admit(phase=Phase.OPENING))
    assert screen.state.place is Place.INSIDE
