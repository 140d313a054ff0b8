"""Somebody who sets a PC up by the wizard, from an empty folder to the first scan, and counts what that takes.

An input is a field that was filled (typed or pasted) or a press of a button. The story and the benchmark share it.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from app.bootstrap import Core
from app.domain.case import Phase
from app.sandbox.profile import enrolment_code
from app.set_up import SetUp
from tests.e2e.place import PASSPHRASE, Guard, Place, PushedClock, until
from ui.keys import Keys
from ui.presenters.first_start import Step
from ui.presenters.shell import Page
from ui.screens.central_step import CentralStep
from ui.screens.first_start import FirstStartScreen
from ui.screens.first_steps import CamerasStep, GatesStep, RecoveryStep
from ui.screens.shell import Shell
from ui.sounds import Sounds


@dataclass
class Walk:
    """What it took. `machine_s`: from the first window to the verdict, the program's work and nobody's typing."""

    inputs: int = 0
    machine_s: float = 0.0
    steps: dict[str, float] = field(default_factory=dict)
    verdict: str = ""
    site: str = ""


class Newcomer:
    """Fills fields and presses buttons of real windows."""

    def __init__(self) -> None:
        self.walk = Walk()

    def fill(self, line: QLineEdit, text: str) -> None:
        """Type or paste a text."""
        assert line.isVisible() and line.isEnabled() and not line.isReadOnly()
        self.walk.inputs += 1
        line.clear()
        QTest.keyClicks(line, text)

    def press(self, button: QWidget, at: QPoint | None = None) -> None:
        """A click."""
        assert button.isVisible() and button.isEnabled()
        self.walk.inputs += 1
        QTest.mouseClick(
            button, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at or button.rect().center()
        )


async def set_up_by_hand(place: Place, folder: Path, *, with_gate: bool = True) -> Newcomer:
    """The five steps, with one camera and one gate."""
    newcomer, done = Newcomer(), asyncio.Event()
    code = await enrolment_code(place.line, "Garita norte")
    begun = time.perf_counter()
    set_up = SetUp(folder, passphrase=PASSPHRASE)
    window = FirstStartScreen(set_up, done.set)
    window.resize(1280, 800)
    window.start()
    window.show()
    steps, presenter = newcomer.walk.steps, window.presenter

    async def comes(name: str, holds: Callable[[], bool]) -> None:
        at = time.perf_counter()
        await until(lambda: holds() and not presenter.state.busy)
        assert presenter.state.error is None, presenter.state.error
        steps[name] = time.perf_counter() - at

    def page(kind: type[QWidget], step: Step) -> QWidget:
        found = window.pages[step]
        assert isinstance(found, kind)
        return found

    try:
        newcomer.press(window.next)
        central = page(CentralStep, Step.CENTRAL)
        await comes("language", lambda: central.isVisible())
        line = place.line["central"]
        newcomer.fill(central.fields["address"], f"{line['url']}/#key={line['publishable_key']}&code={code}")
        newcomer.press(central.enrol)
        await comes("central", lambda: bool(presenter.state.site_name))
        newcomer.press(window.next)
        recovery = page(RecoveryStep, Step.RECOVERY)
        await comes("recovery key", lambda: bool(presenter.state.recovery_key))
        newcomer.fill(recovery.fields["last_group"], presenter.state.recovery_key.rpartition("-")[2])
        newcomer.press(recovery.confirm)
        await comes("recovery", lambda: presenter.state.recovery_done)
        newcomer.press(window.next)
        cameras = page(CamerasStep, Step.CAMERAS)
        await comes("usb", lambda: cameras.isVisible())
        newcomer.fill(cameras.fields["camera_name"], "Carril")
        newcomer.fill(cameras.fields["camera_address"], place.line["cameras"][0]["address"])
        newcomer.press(cameras.add)
        await comes("camera", lambda: bool(presenter.state.cameras))
        assert presenter.state.cameras[0].problem is None
        newcomer.press(window.next)
        gates = page(GatesStep, Step.GATES)
        await comes("gates", lambda: gates.isVisible())
        if with_gate:
            relay = place.line["gates"][0]
            newcomer.fill(gates.fields["gate_name"], "Entrada")
            newcomer.fill(gates.fields["gate_address"], relay["address"])
            newcomer.fill(gates.fields["password"], relay["password"])
            newcomer.press(gates.add)
            await comes("gate", lambda: bool(presenter.state.gates))
            newcomer.press(gates.test)
            await comes("gate test", lambda: presenter.state.gates[0].tested is not None)
        newcomer.press(window.next)
        await comes("end", done.is_set)
        newcomer.walk.site = presenter.state.site_name
    finally:
        await set_up.close()
        window.close()
        window.deleteLater()
    newcomer.walk.machine_s += time.perf_counter() - begun
    return newcomer


async def first_scan(place: Place, folder: Path, app: QApplication, newcomer: Newcomer) -> None:
    """Start the console on that profile, sign a guard in, and let a visitor come."""
    begun = time.perf_counter()
    clock = PushedClock()
    core = await Core.open(folder, passphrase=PASSPHRASE, clock=clock)
    keys = Keys(app, clock.monotonic)
    keys.listen()
    shell = Shell(core, keys, Sounds(0))
    try:
        shell.resize(1280, 800)
        shell.start()
        shell.show()
        await core.start()
        guard = Guard(core, shell, clock)
        user = next(one for one in place.line["users"] if one["role"] == "guard")
        await until(lambda: shell.presenter.state.page is Page.SIGN_IN)
        newcomer.fill(shell.sign_in.email, user["email"])
        newcomer.fill(shell.sign_in.password, user["password"])
        newcomer.press(shell.sign_in.button)
        await until(lambda: shell.presenter.state.page is Page.LOCK)  # a PIN is offered, and put off
        newcomer.walk.inputs += 1
        shell.lock.presenter.later()
        await until(lambda: shell.presenter.state.page is Page.CONSOLE)
        newcomer.walk.steps["console"] = time.perf_counter() - begun
        await place.show("family")  # as often as anybody likes: other stories use up the rest
        case = await guard.case(lambda case: case.phase is Phase.DECIDED)
        assert case.decision is not None
        newcomer.walk.verdict = case.decision.verdict.value
    finally:
        newcomer.walk.machine_s += time.perf_counter() - begun
        app.removeEventFilter(keys)
        await place.clear()
        shell.close()
        shell.deleteLater()
        keys.deleteLater()
        await core.close()
