"""Devices: who may see them, tests that are recorded, the check and its repairs."""

from __future__ import annotations

from typing import Any

import pytest

from app.domain.gate import Cause, GateAction, GateCommand, GateOutcome, OutcomeKind, Path
from app.events import GateAnswered
from app.gates.discovery import FoundRelay
from app.gates.port import Identity
from tests.ui import stories
from tests.ui.fake_core import NOW, FakeCore
from ui.presenters.devices import DevicesPresenter


class Screen:
    def __init__(self) -> None:
        self.states: list[Any] = []

    def show_state(self, state: Any) -> None:
        self.states.append(state)


@pytest.fixture
def presenter(core: FakeCore) -> DevicesPresenter:
    stories.technician(core)
    made = DevicesPresenter(core, Screen(), lambda: "Test by the technician")
    made.start()
    return made


def test_a_guard_may_not_test(core: FakeCore) -> None:
    made = DevicesPresenter(core, Screen(), lambda: "x")
    made.start()
    assert not made.state.allowed
    made.test_pulse()
    made.check()
    made.look()
    made.set_maintenance(True)
    assert core.override.asked == []
    assert core.actuator.asked == []
    assert made.state.findings is None


def test_the_first_gate_comes_up_with_its_day(presenter: DevicesPresenter) -> None:
    assert presenter.state.marked == "main"
    assert len(presenter.state.minutes) == 143
    assert presenter.state.gate_part is not None


def test_a_test_pulse_is_an_opening_with_its_reason(core: FakeCore, presenter: DevicesPresenter) -> None:
    presenter.test_pulse()
    assert core.override.asked == [("open", "main"), ("reason", "e-override", "Test by the technician")]
    assert not presenter.state.testing


def test_a_point_is_repaired_and_asked_again(core: FakeCore, presenter: DevicesPresenter) -> None:
    presenter.check()
    assert [one.code for one in presenter.state.findings or () if not one.ok] == [
        "input_detached", "access_point_off", "no_webhooks",
    ]  # fmt: skip
    presenter.fix("input_detached")
    assert core.actuator.asked == [("fix", "main", "input_detached")]
    assert next(one for one in presenter.state.findings or () if one.code == "input_detached").ok


@pytest.mark.parametrize("code", ["password", "no_webhooks", "nonsense"])
def test_what_is_good_or_cannot_be_repaired_is_left_alone(
    core: FakeCore, presenter: DevicesPresenter, code: str
) -> None:
    presenter.check()
    presenter.fix(code)
    assert core.actuator.asked == []


def test_another_device_forgets_the_check(presenter: DevicesPresenter) -> None:
    presenter.check()
    presenter.mark("lane")
    assert presenter.state.findings is None
    assert presenter.state.minutes == ()
    assert presenter.state.camera is not None


def test_orders_are_kept_newest_first_and_bounded(core: FakeCore, presenter: DevicesPresenter) -> None:
    for n in range(30):
        command = GateCommand(f"c{n}", "main", GateAction.OPEN, Cause.KEY, 0.0, 5.0, NOW, "a1")
        core.events.publish(GateAnswered(command, GateOutcome(OutcomeKind.DONE, Path.LOCAL, "ok", took_ms=n)))
    assert len(presenter.state.ordered) == 20
    assert presenter.state.ordered[0].outcome.took_ms == 29


def test_found_relays_are_listed(core: FakeCore, presenter: DevicesPresenter) -> None:
    core.relays = (FoundRelay("http://192.0.2.60", Identity("A8032AB4C1FF", "SHSW-1", 1, "1.14", "relay", False)),)
    presenter.look()
    assert presenter.state.found == core.relays
    assert not presenter.state.looking
