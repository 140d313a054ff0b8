"""Devices, service and the first start."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path as FilePath

from app.domain.gate import Cause, GateAction, GateCommand, GateOutcome, OutcomeKind, Path
from app.errors import GateError
from app.events import (
    GateAnswered,
    Trouble,
)
from app.gates.discovery import FoundRelay
from app.gates.port import Identity
from app.set_up_progress import LETTER
from tests.screens import lane
from tests.screens.stage import Stage
from tests.ui import stories
from tests.ui.fake_core import NOW
from tests.ui.fake_set_up import FakeSetUp
from ui.presenters.devices import DevicesPresenter
from ui.presenters.service import Part
from ui.presenters.shell import Place
from ui.screens.devices import DevicesScreen
from ui.screens.first_start import FirstStartScreen
from ui.screens.service import ServiceScreen


def service(stage: Stage, part: Part = Part.SELF_TEST) -> None:
    stories.technician(stage.core)
    stage.shell.presenter.go(Place.SERVICE)
    screen = stage.shell.findChild(ServiceScreen)
    assert isinstance(screen, ServiceScreen)
    screen.presenter.choose(part)
    if part is Part.SELF_TEST:
        screen.presenter.mark("tls")


def service_log(stage: Stage) -> None:
    service(stage, Part.LOG)


def service_times(stage: Stage) -> None:
    service(stage, Part.TIMES)


def service_settings(stage: Stage) -> None:
    stage.core.service.site = {"policy.max_age_h": "48.0", "policy.automatic_opening": "True", "site.name": "Las Lomas"}
    service(stage, Part.SETTINGS)


def service_settings_taken(stage: Stage) -> None:
    stage.core.service.settings, stage.core.service.waits = stage.core.settings, ("hand_scanner", "cameras", "gates")
    service_settings(stage)
    screen = stage.shell.findChild(ServiceScreen)
    assert isinstance(screen, ServiceScreen)
    screen.presenter.import_settings(FilePath("other.toml"))


def devices(stage: Stage) -> None:
    stories.technician(stage.core)
    stage.shell.presenter.go(Place.DEVICES)
    for cause, done in (
        (Cause.KEY, GateOutcome(OutcomeKind.DONE, Path.LOCAL, "ok", took_ms=38, confirmed=True)),
        (Cause.OVERRIDE, GateOutcome(OutcomeKind.UNKNOWN, Path.LOCAL, "no_answer", took_ms=3000)),
    ):
        command = GateCommand("c1", "main", GateAction.OPEN, cause, 0.0, 5.0, NOW, "a3")
        stage.core.events.publish(GateAnswered(command, done))


def devices_check(stage: Stage) -> None:
    devices(stage)
    screen = stage.shell.findChild(DevicesScreen)
    assert isinstance(screen, DevicesScreen)
    screen.presenter.check()
    screen.show_tab("check")


def devices_camera(stage: Stage) -> None:
    devices(stage)
    screen = stage.shell.findChild(DevicesScreen)
    assert isinstance(screen, DevicesScreen)
    screen.presenter.mark("lane")


def _devices(stage: Stage) -> DevicesPresenter:
    devices(stage)
    screen = stage.shell.findChild(DevicesScreen)
    assert isinstance(screen, DevicesScreen)
    return screen.presenter


def devices_cloud(stage: Stage) -> None:
    _devices(stage).changes.choose("cloud")


def devices_new_camera(stage: Stage) -> None:
    stage.core.device_set_up.at_this_pc = ("HD Webcam C270",)
    _devices(stage).changes.add("new_camera")


def devices_new_gate(stage: Stage) -> None:
    relay = Identity("A8032AB4C1FF", "SHSW-1", 1, "1.14", "relay", guarded=False)
    stage.core.relays = (FoundRelay("http://192.0.2.60", relay),)
    does = _devices(stage)
    does.look()
    does.mark("found http://192.0.2.60")


def devices_move(stage: Stage) -> None:
    _devices(stage).changes.choose("move")


def devices_take_out(stage: Stage) -> None:
    does = _devices(stage)
    does.mark("desk")
    does.changes.choose("take_out")
    does.changes.reason_given("gone")
    does.mark("lane")
    does.changes.choose("take_out")


def devices_reason(stage: Stage) -> None:
    stage.core.gate_set_up.refusal = GateError("automatic_not_green", "", "", "")
    _devices(stage).changes.choose("automatic")


def devices_pair(stage: Stage) -> None:
    does = _devices(stage)
    does.mark("lane")
    does.changes.choose("pair")
    does.changes.gate_picked("main")


def wrong_gate(stage: Stage) -> None:
    devices_pair(stage)
    stage.core.events.publish(Trouble(GateError("wrong_gate", "", "", "")))


def first_start_at(stage: Stage, step: int) -> None:
    """The first start at its step 0, 1, …; what comes before it is done."""
    set_up = FakeSetUp()
    screen = FirstStartScreen(set_up, lambda: None)
    screen.resize(stage.shell.size())
    screen.start()
    screen.show()
    stage.window = screen
    does = screen.presenter
    if step > 0:
        does.next()
        for key, text in (("address", "data.portun.app"), ("key", "sb_publishable_x"), ("code", "ABCD-1234")):
            screen.pages[does.state.step].fields[key].setText(text)
        does.check_central("data.portun.app", "sb_publishable_x")
    if step > 1:
        does.enrol("data.portun.app", "sb_publishable_x", "ABCD-1234")
        does.next()
    if step > 2:
        does.confirm_recovery("4CJY")
        does.next()
        does.add_camera("Lane", "rtsp://192.0.2.20/stream1", "", "")
        does.add_camera("Desk", "rtsp://broken", "", "")
        stage.settle()
        mailbox = set_up.mailbox(does.state.cameras[0].camera_id)
        screen.pages[does.state.step].table.selectRow(0)
        stage.settle()
        mailbox.put(lane.preview(*mailbox.size, phone=True))
        screen.pages[does.state.step].view.pull()
    if step > 3:
        does.next()
        does.find_relays()
        does.add_gate("Main gate", "http://192.0.2.41", "")
    set_up.tasks.close()


def first_start(stage: Stage) -> None:
    first_start_at(stage, 0)


def first_start_central(stage: Stage) -> None:
    first_start_at(stage, 1)


def first_start_letter(stage: Stage) -> None:
    first_start_at(stage, 1)
    screen = stage.window
    does, page = screen.presenter, screen.pages[screen.presenter.state.step]
    does.state = replace(does.state, busy=LETTER, findings=())
    screen.show_state(does.state)
    stage.settle()
    mailbox = does.mailbox(LETTER)
    mailbox.put(lane.preview(*mailbox.size, phone=True))
    page.view.pull()


def first_start_recovery(stage: Stage) -> None:
    first_start_at(stage, 2)


def first_start_cameras(stage: Stage) -> None:
    first_start_at(stage, 3)


def first_start_gates(stage: Stage) -> None:
    first_start_at(stage, 4)


TECHNICIAN: dict[str, Callable[[Stage], None]] = {
    "first-start": first_start,
    "first-start-central": first_start_central,
    "first-start-letter": first_start_letter,
    "first-start-recovery": first_start_recovery,
    "first-start-cameras": first_start_cameras,
    "first-start-gates": first_start_gates,
    "devices-cloud": devices_cloud,
    "devices-reason": devices_reason,
    "devices-new-camera": devices_new_camera,
    "devices-new-gate": devices_new_gate,
    "devices-move": devices_move,
    "devices-take-out": devices_take_out,
    "devices-pair": devices_pair,
    "wrong-gate": wrong_gate,
    "devices": devices,
    "devices-check": devices_check,
    "devices-camera": devices_camera,
    "service": service,
    "service-log": service_log,
    "service-times": service_times,
    "service-settings": service_settings,
    "service-settings-taken": service_settings_taken,
}
