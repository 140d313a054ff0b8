"""Around the places: signing in, the lock, the tour and the cards over the console."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from app.central.factors import CodeAsked
from app.errors import StoreError
from app.events import (
    ActorChanged,
    Link,
    LinkChanged,
)
from tests.screens.stage import Stage
from tests.ui import stories
from ui.presenters.emergency import EmergencyPresenter
from ui.screens.emergency import EmergencyCard
from ui.screens.tour import TourCard
from ui.screens.unlock import UnlockScreen


def signed_out(stage: Stage) -> None:
    stage.core.set_link(LinkChanged(Link.SIGNED_OUT, stories.at(14, 2), 12, stories.at(14, 1)))


def sign_in(stage: Stage) -> None:
    stage.core.actor = stage.core.shift = None
    stage.core.events.publish(ActorChanged(None, False))


def sign_in_code(stage: Stage) -> None:
    stage.shell.presenter.sign_in_again()
    page = stage.shell.sign_in
    page.email.setText("guardia@laslomas.example")
    page.password.setText("secret")
    stage.core.sign_in_error = CodeAsked.again()
    page.button.click()


def tour(stage: Stage) -> None:
    stage.shell.cards.show_tour()


def tour_last(stage: Stage) -> None:
    stage.shell.cards.show_tour()
    for _ in range(4):
        card = stage.shell.findChild(TourCard)
        assert card is not None
        card.go(card.step + 1)


def training(stage: Stage) -> None:
    stage.shell.mark_training()
    stage.core.flow.show(stories.admit())


def locked(stage: Stage) -> None:
    stage.shell.presenter.lock()
    for digit in "47":
        stage.shell.lock.presenter.digit(digit)


def locked_waiting(stage: Stage) -> None:
    stage.core.pin_wait_s = 5.0
    stage.shell.presenter.lock()
    stage.core.flow.show(stories.admit())
    for digit in "111111":
        stage.shell.lock.presenter.digit(digit)


def choose_pin(stage: Stage) -> None:
    stage.core.duty.chosen.clear()
    stage.shell.presenter.lock()


def helping(stage: Stage) -> None:
    stage.shell.cards.show_help(stage.shell.presenter.state.place)


def emergency(stage: Stage) -> None:
    stage.shell.cards.show_emergency()


def locked_down(stage: Stage) -> None:
    stage.core.lockdown.lock_down()
    stage.shell.cards.show_emergency()


def lock_down_twice(stage: Stage) -> None:
    stage.shell.cards.show_emergency()
    _emergency(stage).lock_down()


def open_several(stage: Stage) -> None:
    more = tuple(replace(stories.DOOR, gate_id=f"g{n}", name=f"Portón {n}") for n in range(3))
    stage.core.gate_list = (stories.MAIN, stories.DOOR, *more)
    stage.shell.cards.show_emergency()
    _emergency(stage).choose_gates()
    _emergency(stage).turn_gate("g1")


def release_by_pin(stage: Stage) -> None:
    locked_down(stage)
    _emergency(stage).ask_pin()
    _emergency(stage).digit("2")


def _emergency(stage: Stage) -> EmergencyPresenter:
    card = stage.shell.findChild(EmergencyCard)
    assert isinstance(card, EmergencyCard)
    return card.presenter


def locked_store(stage: Stage) -> None:
    stage.window = UnlockScreen(StoreError("keyring_lost", "", "", ""), lambda recovery: None)
    stage.window.resize(stage.shell.size())
    stage.window.show()


def link(stage: Stage) -> None:
    stories.offline(stage.core)
    stage.shell.cards.show_link(stage.shell.presenter.state)


SHELL: dict[str, Callable[[Stage], None]] = {
    "signed-out": signed_out,
    "sign-in": sign_in,
    "sign-in-code": sign_in_code,
    "tour": tour,
    "tour-last": tour_last,
    "training": training,
    "locked-store": locked_store,
    "link": link,
    "help": helping,
    "emergency": emergency,
    "lock-down-twice": lock_down_twice,
    "open-several": open_several,
    "release-by-pin": release_by_pin,
    "locked-down": locked_down,
    "lock": locked,
    "lock-waiting": locked_waiting,
    "choose-pin": choose_pin,
}
