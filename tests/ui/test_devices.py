"""Devices: who may see them, tests that are recorded, the check and its repairs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from app.domain.gate import Cause, GateAction, GateCommand, GateOutcome, OutcomeKind, Path
from app.errors import GateError, KnownError
from app.events import GateAnswered, Trouble
from app.gates.discovery import FoundRelay
from app.gates.port import Identity
from tests.ui import stories
from tests.ui.fake_core import NOW, FakeCore
from ui.presenters.devices import DevicesPresenter
from ui.presenters.devices_state import Asking
from ui.presenters.shell import Place
from ui.screens.devices import DevicesScreen
from ui.screens.shell import Shell
from ui.text import gate_problems, gates
from ui.text.language import Language, Words


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


def test_the_second_path_is_set_up_tested_and_left(core: FakeCore, presenter: DevicesPresenter) -> None:
    presenter.changes.choose("cloud")
    presenter.changes.cloud_given("shelly-7-eu.shelly.cloud", "key", "")
    assert core.gate_set_up.asked == [("use_cloud", "shelly-7-eu.shelly.cloud", "key", "main", "")]
    assert presenter.state.asking is Asking.NOTHING and presenter.state.cloud_problem == "starting"
    presenter.changes.choose("test_cloud")
    assert core.gate_set_up.asked[-1] == ("test_cloud", "main")
    assert core.override.asked == [("open", "main", "cloud"), ("reason", "e-override", "Test by the technician")]
    presenter.changes.choose("leave_cloud")
    assert core.gate_set_up.asked[-1] == ("leave_cloud", "main")


def test_what_was_refused_leaves_the_form_open_and_is_said(core: FakeCore, presenter: DevicesPresenter) -> None:
    told: list[str] = []
    core.events.subscribe(Trouble, lambda event: told.append(event.error.code))
    core.gate_set_up.refusal = KnownError("cloud_host", "x", "y", "z")
    presenter.changes.choose("cloud")
    presenter.changes.cloud_given("nonsense", "key", "")
    assert told == ["cloud_host"] and presenter.state.asking is Asking.CLOUD


def test_a_dead_cloud_is_not_pulsed_in_the_test(core: FakeCore, presenter: DevicesPresenter) -> None:
    core.gate_set_up.refusal = GateError("cloud:http:401", "x", "y", "z")
    presenter.changes.choose("test_cloud")
    assert core.override.asked == [] and not presenter.state.testing


def test_a_gate_opens_by_itself_only_green_or_with_a_reason(core: FakeCore, presenter: DevicesPresenter) -> None:
    core.gate_set_up.refusal = GateError("automatic_not_green", "x", "y", "z")
    presenter.changes.choose("automatic")
    assert presenter.state.asking is Asking.REASON
    assert [one.code for one in presenter.state.missing] == ["input_detached", "access_point_off", "no_webhooks"]
    core.gate_set_up.refusal = None
    presenter.changes.reason_given("  ")
    presenter.changes.reason_given("no barrier behind it")
    assert core.gate_set_up.asked == [
        ("set_automatic", "main", True, ""), ("set_automatic", "main", True, "no barrier behind it"),
    ]  # fmt: skip


def test_a_camera_is_paired_with_the_gate_that_was_seen_moving(core: FakeCore, presenter: DevicesPresenter) -> None:
    presenter.mark("lane")
    presenter.changes.choose("pair")
    presenter.changes.moved("door")
    assert core.override.asked == [] and core.gate_set_up.asked == []
    presenter.changes.gate_picked("door")
    assert core.override.asked[0] == ("open", "door") and presenter.state.asking is Asking.WHICH_MOVED
    presenter.changes.moved("main")
    assert core.gate_set_up.asked == [("pair", "lane", "door", "main")]
    assert presenter.state.asking is Asking.NOTHING


def test_nothing_is_asked_when_the_gate_surely_did_not_open(core: FakeCore, presenter: DevicesPresenter) -> None:
    core.override.outcome = GateOutcome(OutcomeKind.NOT_DONE, Path.LOCAL, "unreachable")
    presenter.mark("lane")
    presenter.changes.choose("pair")
    presenter.changes.gate_picked("main")
    presenter.changes.moved("main")
    assert presenter.state.asking is Asking.NOTHING and core.gate_set_up.asked == []


def test_a_device_is_added_moved_and_taken_out(core: FakeCore, presenter: DevicesPresenter) -> None:
    presenter.changes.add("new_gate")
    assert presenter.state.adding and presenter.state.gate is None
    presenter.changes.device_given("", {"name": "Back", "address": "192.0.2.7", "password": "p"})
    assert (presenter.state.marked, presenter.state.asking) == ("door", Asking.NOTHING)
    core.device_set_up.at_this_pc = ("HD Webcam",)
    presenter.changes.add("new_camera")
    assert presenter.state.plugged == ("HD Webcam",)
    presenter.changes.device_given("HD Webcam", {"name": "Desk", "address": "", "username": "", "password": ""})
    assert presenter.state.marked == "lane"
    presenter.changes.choose("move")
    presenter.changes.device_given("", {"address": "rtsp://192.0.2.9/1", "username": "u", "password": ""})
    presenter.mark("main")
    presenter.changes.choose("move")
    presenter.changes.device_given("", {"address": "192.0.2.8", "password": ""})
    presenter.changes.choose("take_out")
    presenter.changes.reason_given(" ")
    presenter.changes.reason_given("walled up")
    assert core.device_set_up.asked == [
        ("add_gate", "Back", "192.0.2.7", "p"),
        ("add_camera", "Desk", "HD Webcam", "", ""),
        ("move_camera", "lane", "rtsp://192.0.2.9/1", "u", ""),
        ("move_gate", "main", "192.0.2.8", ""),
        ("take_out", "main", "walled up"),
    ]
    assert presenter.state.leaving == {"main"} and presenter.state.asking is Asking.NOTHING


def test_a_relay_that_was_found_is_offered_as_a_gate(core: FakeCore, presenter: DevicesPresenter) -> None:
    core.relays = (FoundRelay("http://192.0.2.60", Identity("A8032AB4C1FF", "SHSW-1", 1, "1.14", "relay", False)),)
    presenter.look()
    presenter.mark("found http://192.0.2.60")
    assert presenter.state.asking is Asking.NEW_GATE and presenter.state.offered == "http://192.0.2.60"
    core.device_set_up.refusal = GateError("unreachable", "x", "y", "z")
    presenter.changes.device_given("", {"name": "Back", "address": "http://192.0.2.60", "password": ""})
    assert presenter.state.asking is Asking.NEW_GATE, "what was typed stays"
    assert not presenter.state.trying
    presenter.changes.leave()
    assert presenter.state.marked == "main" and presenter.state.asking is Asking.NOTHING


def test_a_guard_changes_nothing(core: FakeCore) -> None:
    made = DevicesPresenter(core, Screen(), lambda: "x")
    made.start()
    for what in ("cloud", "password", "automatic", "leave_cloud", "test_cloud", "pair", "move", "take_out"):
        made.changes.choose(what)
    made.changes.add("new_gate")
    made.changes.device_given("", {"name": "x", "address": "y", "password": ""})
    assert core.device_set_up.asked == []
    made.changes.cloud_given("h", "k", "")
    assert core.gate_set_up.asked == [] and made.state.asking is Asking.NOTHING


def test_on_the_page_the_key_is_not_readable_and_the_way_in_is_one_button(
    core: FakeCore, open_shell: Callable[..., Shell]
) -> None:
    shell = open_shell(core)
    stories.technician(core)
    shell.presenter.go(Place.DEVICES)
    screen = shell.findChild(DevicesScreen)
    assert isinstance(screen, DevicesScreen)
    screen.more.chosen.emit("cloud")
    assert screen.form.isVisible()
    assert screen.form.fields["key"].echoMode() is QLineEdit.EchoMode.Password
    screen.form.fields["host"].setText("shelly-7-eu.shelly.cloud")
    screen.form.fields["key"].setText("k")
    screen.form.given.emit("", {key: line.text() for key, line in screen.form.fields.items()})
    assert core.gate_set_up.asked == [("use_cloud", "shelly-7-eu.shelly.cloud", "k", "main", "")]
    assert not screen.form.isVisible()
    screen.add.chosen.emit("new_camera")
    assert screen.form.fields["password"].echoMode() is QLineEdit.EchoMode.Password
    screen.add.chosen.emit("new_gate")
    for key, text in (("name", "Back gate"), ("address", "192.0.2.7"), ("password", "secret")):
        screen.form.fields[key].setText(text)
    QTest.keyClick(screen.form.fields["password"], Qt.Key.Key_Return)
    assert core.device_set_up.asked == [("add_gate", "Back gate", "192.0.2.7", "secret")]
    assert not screen.form.isVisible() and screen.presenter.state.marked == "door"
    screen.presenter.mark("lane")
    screen.more.chosen.emit("pair")
    screen.pick.answers[0].click()
    assert [button.text() for button in screen.pick.answers if button.isVisible()][-1] == "None of them"
    screen.pick.answers[0].click()
    assert core.gate_set_up.asked[-1] == ("pair", "lane", "main", "main")


@pytest.mark.parametrize(
    "code",
    [
        "http:401", "unknown_generation", "wrong_profile", "wrong_generation", "no_channel", "rpc:-105", "not_a_shelly",
        "tls", "http:429", "wrong_device", "cloud:http:401", "cloud:unknown_device", "bad_address", "rpc:-109",
    ],
)  # fmt: skip
@pytest.mark.parametrize("language", list(Language))
def test_every_bad_input_has_words(words: Words, code: str, language: Language) -> None:
    words.speak(language)
    said = gate_problems.words(code)
    assert said is not None and all(said)
    if not code.startswith("cloud"):
        assert said[0] in gates.detail(replace(stories.MAIN, reachable=False, problem=code), NOW)


def test_a_relay_that_refuses_the_password_is_said_on_its_card_and_the_button_stays(
    core: FakeCore, open_shell: Callable[..., Shell]
) -> None:
    core.gate_list = (replace(stories.MAIN, reachable=False, problem="http:401"), stories.DOOR)
    card = open_shell(core).gate.gates[0]
    assert "refuses the password" in card.face.detail
    assert card.hold.isEnabled() and card.hold.isVisible()
