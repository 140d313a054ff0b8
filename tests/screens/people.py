"""Who comes without a pass, who is expected and who is inside."""

from __future__ import annotations

from collections.abc import Callable

from app.store.rows import InsideRow
from tests.screens.stage import Stage
from tests.ui import stories
from tests.ui.fake_core import NOW
from ui.presenters.gate_state import Action, Sheet
from ui.presenters.shell import Place
from ui.screens.inside import InsideScreen
from ui.screens.pass_card import PassCard


def call(stage: Stage) -> None:
    case = stories.refuse()
    stage.core.flow.show(case)
    stage.shell.gate.presenter.act(Action.CALL_HOST)


def walk_in(stage: Stage) -> None:
    stage.shell.gate.presenter.open_form(Sheet.WALK_IN)


def walk_in_again(stage: Stage) -> None:
    stage.core.flow.show(stories.refuse())
    stage.shell.gate.presenter.act(Action.WALK_IN)


def delivery(stage: Stage) -> None:
    stage.shell.gate.presenter.open_form(Sheet.DELIVERY)


def known_person(stage: Stage) -> None:
    stage.shell.gate.presenter.open_form(Sheet.KNOWN_PERSON)


def expected(stage: Stage) -> None:
    stage.shell.presenter.go(Place.EXPECTED)


def inside(stage: Stage) -> None:
    stage.shell.presenter.go(Place.INSIDE)


def inside_passes(stage: Stage) -> None:
    stage.core.inside_list = (*stories.INSIDE, InsideRow(stories.WALTER, NOW, "main", made_here=True))
    inside(stage)
    screen = stage.shell.findChild(InsideScreen)
    assert isinstance(screen, InsideScreen)
    screen.presenter.show_passes(True)


def walked_in(stage: Stage) -> None:
    stage.core.flow.show(stories.walked_in())


def walk_in_pass(stage: Stage) -> None:
    walked_in(stage)
    stage.shell.gate.presenter.act(Action.TAKE_ALONG)


def walk_in_pass_unprinted(stage: Stage) -> None:
    stage.core.pass_desk.refusal = stories.PRINTER_GONE
    walk_in_pass(stage)
    card = stage.shell.findChild(PassCard)
    assert isinstance(card, PassCard)
    card.presenter.print_sheet()


PEOPLE: dict[str, Callable[[Stage], None]] = {
    "expected": expected,
    "inside": inside,
    "call": call,
    "walk-in": walk_in,
    "walk-in-again": walk_in_again,
    "walked-in": walked_in,
    "walk-in-pass": walk_in_pass,
    "walk-in-pass-unprinted": walk_in_pass_unprinted,
    "inside-passes": inside_passes,
    "delivery": delivery,
    "known-person": known_person,
}
