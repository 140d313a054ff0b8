"""The locked console: digits, waiting, another guard, a car that waits, and a gate that the PIN opens."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from app.domain.gate import Cause, GateAction, GateCommand
from app.errors import KnownError
from app.events import ActorChanged, GateAnswered, Link, Notice
from tests.ui import stories
from tests.ui.fake_core import NOW, FakeCore
from ui.presenters.gate_state import Sheet
from ui.presenters.lock import Asking, LockPresenter, LockState
from ui.presenters.shell import Page, Place
from ui.screens.shell import Shell
from ui.text import lock as lock_words
from ui.widgets.hold import HoldButton


class Screen:
    def __init__(self) -> None:
        self.state: LockState | None = None

    def show_state(self, state: LockState) -> None:
        self.state = state


@pytest.fixture
def done() -> list[bool]:
    return []


@pytest.fixture
def lock(core: FakeCore, done: list[bool]) -> LockPresenter:
    core.locked = True
    made = LockPresenter(core, Screen(), lambda: done.append(True))
    made.start()
    made.begin(Asking.UNLOCK)
    return made


def write(lock: LockPresenter, pin: str) -> None:
    for digit in pin:
        lock.digit(digit)


def test_the_sixth_digit_unlocks(core: FakeCore, lock: LockPresenter) -> None:
    write(lock, "47110")
    assert core.locked
    write(lock, "0")
    assert not core.locked
    assert lock.state.typed == 0


def test_without_internet_it_says_until_when_the_pin_works(core: FakeCore, lock: LockPresenter) -> None:
    core.permit_until = NOW + timedelta(hours=2)
    lock.tick()
    assert "until" not in lock_words.said(lock.state)[0], "with a line nobody needs to know"
    core.link = replace(core.link, link=Link.OFFLINE)
    lock.tick()
    words, wrong = lock_words.said(lock.state)
    assert words.endswith("your PIN works until today at 16:37") and not wrong


def test_a_wrong_pin_is_told_and_the_wait_counts_down(core: FakeCore, lock: LockPresenter) -> None:
    core.pin_wait_s = 5.0
    write(lock, "123456")
    assert core.locked
    assert lock.state.error is not None
    assert lock.state.wait_s == 5
    core.clock.go(3)
    lock.tick()
    assert lock.state.wait_s == 2


def test_a_shorter_pin_takes_enter(core: FakeCore, lock: LockPresenter) -> None:
    core.duty.chosen["a1"] = "4711"
    write(lock, "471")
    lock.enter()
    assert core.locked
    write(lock, "1")
    lock.enter()
    assert not core.locked


def test_back_takes_a_digit_away(core: FakeCore, lock: LockPresenter) -> None:
    write(lock, "4712")
    lock.back()
    write(lock, "100")
    assert not core.locked


@pytest.mark.parametrize("text", ["a", "", "12", "٣"])
def test_only_one_western_digit_is_a_digit(lock: LockPresenter, text: str) -> None:
    lock.digit(text)
    assert lock.state.typed == 0


def test_the_pin_after_a_hold_opens_the_gate(core: FakeCore, lock: LockPresenter) -> None:
    lock.hold()
    assert lock.state.then_open
    assert core.override.asked == []
    write(lock, "000000")
    assert core.override.asked == []
    write(lock, "471100")
    assert core.override.asked == [("open", "main")]


def test_a_waiting_car_is_told_without_a_name(core: FakeCore, lock: LockPresenter) -> None:
    core.flow.show(stories.admit())
    assert lock.state.somebody_waits


def test_choosing_asks_twice(core: FakeCore, lock: LockPresenter, done: list[bool]) -> None:
    lock.begin(Asking.CHOOSE)
    write(lock, "102030")
    assert lock.state.asking is Asking.REPEAT
    write(lock, "102031")
    assert lock.state.asking is Asking.CHOOSE
    assert lock.state.differs
    write(lock, "102030")
    write(lock, "102030")
    assert core.duty.chosen["a1"] == "102030"
    assert done == [True]


def test_a_weak_pin_is_not_taken(core: FakeCore, lock: LockPresenter, done: list[bool]) -> None:
    lock.begin(Asking.CHOOSE)
    write(lock, "777777777777")
    assert lock.state.error is not None
    assert lock.state.error.code == "pin_weak"
    assert core.duty.chosen["a1"] == "471100"
    assert done == []


# --- in the window ---------------------------------------------------------------------------------------------


@pytest.fixture
def shell(core: FakeCore, open_shell: Callable[..., Shell]) -> Shell:
    return open_shell(core)


def press(qapp: QApplication, key: Qt.Key, text: str, core: FakeCore) -> None:
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        core.clock.go(0.1)
        event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, text)
        qapp.sendEvent(qapp.focusWidget() or qapp.activeWindow(), event)


def test_lock_and_back_by_keyboard_alone(qtbot, qapp: QApplication, core: FakeCore, shell: Shell) -> None:
    shell.presenter.lock()
    assert shell.presenter.state.page is Page.LOCK
    qtbot.waitUntil(shell.lock.hasFocus)
    for digit in "471100":
        press(qapp, Qt.Key(ord(digit)), digit, core)
    core.clock.go(0.1)
    qtbot.waitUntil(lambda: shell.presenter.state.page is Page.CONSOLE)


def test_without_a_pin_one_is_chosen_before_locking(core: FakeCore, shell: Shell) -> None:
    core.duty.chosen.clear()
    shell.presenter.lock()
    assert not core.locked
    assert shell.lock.presenter.state.asking is Asking.CHOOSE
    for digit in "204060" * 2:
        shell.lock.presenter.digit(digit)
    assert core.locked
    assert shell.lock.presenter.state.asking is Asking.UNLOCK


def test_idle_locks_only_who_can_come_back(core: FakeCore, shell: Shell) -> None:
    shell.presenter.idle()
    assert core.locked
    core.locked = False
    core.events.publish(ActorChanged(core.actor, False))
    core.duty.chosen.clear()
    shell.presenter.idle()
    assert not core.locked
    assert shell.presenter.state.page is Page.CONSOLE


def test_a_night_without_a_key_locks_even_if_the_pc_slept_through_it(core: FakeCore, shell: Shell) -> None:
    shell.lock_after(15 * 60)
    shell.tick()
    assert not core.locked
    core.clock.go(8 * 3600)
    shell.tick()
    assert core.locked


def test_another_guard_signs_in_over_the_lock_or_goes_back(core: FakeCore, shell: Shell) -> None:
    shell.presenter.lock()
    shell.lock.other_wanted.emit()
    assert shell.presenter.state.page is Page.SIGN_IN
    shell.presenter.stay()
    assert shell.presenter.state.page is Page.LOCK


def test_a_scan_while_locked_opens_nothing(qtbot, core: FakeCore, shell: Shell) -> None:
    shell.presenter.lock()
    core.flow.show(stories.admit())
    assert shell.presenter.state.place is Place.GATE
    assert core.flow.painted_at is None


def test_where_a_site_asks_for_no_pin_holding_opens_a_locked_console(core: FakeCore, lock: LockPresenter) -> None:
    core.override.free = True
    lock.tick()
    lock.hold()
    assert core.override.asked == [("open", "main")]
    assert core.locked and not lock.state.then_open
    command = GateCommand("c", "main", GateAction.OPEN, Cause.OVERRIDE, 0.0, 5.0, NOW, "")
    core.events.publish(GateAnswered(command, core.override.outcome))
    assert lock.state.opened is core.override.outcome
    core.clock.go(11)
    lock.tick()
    assert lock.state.opened is None


def test_another_gate_can_be_chosen_before_the_pin(core: FakeCore, lock: LockPresenter) -> None:
    lock.other_gate()
    lock.hold()
    write(lock, "471100")
    assert core.override.asked == [("open", "door")]


def test_a_permit_that_is_over_keeps_the_console_locked_and_opens_the_gate(
    core: FakeCore, lock: LockPresenter, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def over(pin: str) -> None:
        raise KnownError("permit_over", "x", "y", "z")

    monkeypatch.setattr(core, "unlock", over)
    core.actor = core.lockdown.people[0]
    lock.begin(Asking.UNLOCK)
    lock.hold()
    write(lock, "000001")
    assert core.override.asked == []
    lock.hold()
    write(lock, "258000")
    assert core.override.asked == [("open", "main", "a2")] and core.locked


def sign_out(core: FakeCore) -> None:
    core.actor = core.shift = None
    core.events.publish(ActorChanged(None, False))


def hold_down(core: FakeCore, button: HoldButton) -> None:
    button.pressed.emit()
    for _ in range(11):
        core.clock.go(0.1)
        button.step()
    button.released.emit()


def test_without_a_sign_in_server_a_pin_opens_one_gate_and_its_reason_is_asked_later(
    core: FakeCore, shell: Shell
) -> None:
    sign_out(core)
    assert shell.presenter.state.page is Page.SIGN_IN and shell.sign_in.hold.isVisible()
    hold_down(core, shell.sign_in.hold)
    assert shell.presenter.state.page is Page.LOCK and core.override.asked == []
    does = shell.lock.presenter
    assert does.state.actor is not None and does.state.actor.name == "C. Barrios"
    does.other_person()
    write(does, "258000")
    assert core.override.asked == [] and does.state.error is not None
    does.other_person()
    write(does, "258000")
    assert core.override.asked == [("open", "main", "a2")]
    assert shell.gate.presenter.state.sheet is Sheet.OVERRIDE_REASON
    does.later()
    assert shell.presenter.state.page is Page.SIGN_IN


def test_the_key_holds_the_button_of_the_sign_in_page_too(qapp: QApplication, core: FakeCore, shell: Shell) -> None:
    core.override.free = True
    sign_out(core)
    for kind, steps in ((QEvent.Type.KeyPress, 5), (QEvent.Type.KeyRelease, 0), (QEvent.Type.KeyPress, 11)):
        assert core.override.asked == []
        event = QKeyEvent(kind, Qt.Key.Key_F12, Qt.KeyboardModifier.NoModifier)
        qapp.sendEvent(qapp.focusWidget() or shell, event)
        for _ in range(steps):
            core.clock.go(0.1)
            shell.sign_in.hold.step()
    assert core.override.asked == [("open", "main")]


def test_nobody_with_a_pin_is_said(core: FakeCore, shell: Shell) -> None:
    core.lockdown.people = ()
    sign_out(core)
    hold_down(core, shell.sign_in.hold)
    assert "key switch" in shell.lock._said.text()
    write(shell.lock.presenter, "258000")
    assert core.override.asked == []


def test_an_opening_by_nobody_known_is_heard(core: FakeCore, shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    heard: list[str] = []
    monkeypatch.setattr(shell.gate._sounds, "play", heard.append)
    core.events.publish(Notice("n", "override_unnamed", NOW, "main"))
    core.events.publish(Notice("n", "entry_flagged", NOW, "main"))
    assert heard == ["alarm"]
