"""Keys: one place hears them, a hand scanner's reach nobody, and Enter opens only what was read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QApplication

from app.events import CodesInView
from tests.ui import stories
from tests.ui.fake_core import FakeCore
from ui.keys import Shortcut
from ui.presenters.shell import Place
from ui.screens.shell import Shell

CODE = "b1940001-0000-4000-8000-000000000001"


def press(qapp: QApplication, key: Qt.Key, text: str = "", *, repeat: bool = False) -> None:
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        send(qapp, QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, text, repeat))


def send(qapp: QApplication, event: QKeyEvent) -> None:
    qapp.sendEvent(qapp.focusWidget() or qapp.activeWindow(), event)


def write(qapp: QApplication, core: FakeCore, text: str, gap: float) -> None:
    for letter in text:
        core.clock.go(gap)
        press(qapp, Qt.Key(ord(letter.upper())) if letter.isascii() else Qt.Key(0), letter)


@pytest.fixture
def shell(core: FakeCore, open_shell: Callable[..., Shell]) -> Shell:
    return open_shell(core)


def opened(core: FakeCore) -> bool:
    return any(asked[0] == "open" for asked in core.flow.asked)


def test_shortcuts_differ() -> None:
    assert len({shortcut.value[:2] for shortcut in Shortcut}) == len(list(Shortcut))


def test_enter_opens_a_verdict_that_was_read(qtbot, qapp: QApplication, core: FakeCore, shell: Shell) -> None:
    core.flow.show(stories.admit())
    qtbot.waitUntil(lambda: core.flow.painted_at is not None)
    core.clock.go(0.5)
    press(qapp, Qt.Key.Key_Return, "\r")
    assert opened(core)


def test_a_held_enter_opens_nothing(qtbot, qapp: QApplication, core: FakeCore, shell: Shell) -> None:
    core.flow.show(stories.admit())
    qtbot.waitUntil(lambda: core.flow.painted_at is not None)
    core.clock.go(0.5)
    for _ in range(20):
        press(qapp, Qt.Key.Key_Return, "\r", repeat=True)
    assert not opened(core)


def test_enter_in_a_field_with_words_searches(qtbot, qapp: QApplication, core: FakeCore, shell: Shell) -> None:
    shell.gate.finder.field.setFocus()
    shell.gate.finder.field.setText("ricardo")
    core.flow.show(stories.admit())
    qtbot.waitUntil(lambda: core.flow.painted_at is not None)
    core.clock.go(0.5)
    press(qapp, Qt.Key.Key_Return, "\r")
    assert not opened(core)
    assert [what for what, _ in core.intents.asked] == ["pick"]


def test_an_empty_field_gives_enter_back_to_the_verdict(
    qtbot, qapp: QApplication, core: FakeCore, shell: Shell
) -> None:
    shell.gate.finder.field.setFocus()
    core.flow.show(stories.admit())
    qtbot.waitUntil(lambda: core.flow.painted_at is not None)
    core.clock.go(0.5)
    press(qapp, Qt.Key.Key_Return, "\r")
    assert opened(core)


def test_escape_refuses(qapp: QApplication, core: FakeCore, shell: Shell) -> None:
    core.flow.show(stories.refuse())
    press(qapp, Qt.Key.Key_Escape, "\x1b")
    assert ("refuse", "case-1") in core.flow.asked


@pytest.mark.parametrize("focused", [False, True])
def test_a_hand_scanner_reaches_the_scan_and_nothing_else(
    qtbot, qapp: QApplication, core: FakeCore, shell: Shell, focused: bool
) -> None:
    if focused:
        shell.gate.finder.field.setFocus()
        shell.gate.finder.field.setText("x")
    core.flow.show(stories.admit())
    qtbot.waitUntil(lambda: core.flow.painted_at is not None)
    core.clock.go(1)
    write(qapp, core, CODE, 0.008)
    core.clock.go(0.008)
    press(qapp, Qt.Key.Key_Return, "\r")
    assert core.intents.asked == [("hand_scanner", CODE)]
    assert not opened(core)
    assert shell.gate.finder.field.text() == ("x" if focused else "")
    core.clock.go(0.2)
    press(qapp, Qt.Key.Key_Return, "\r")  # too soon after the burst
    assert not opened(core)


def test_typing_arrives_whole_and_in_order(qtbot, qapp: QApplication, core: FakeCore, shell: Shell) -> None:
    shell.gate.finder.field.setFocus()
    write(qapp, core, "Ordóñez", 0.09)
    core.clock.go(0.2)
    qtbot.waitUntil(lambda: shell.gate.finder.field.text() == "Ordóñez")
    assert core.intents.asked == []


def test_space_held_on_a_button_is_still_held_when_it_is_given_back(
    qtbot, qapp: QApplication, core: FakeCore, shell: Shell
) -> None:
    hold = shell.gate.gates[0].hold
    hold.setFocus()
    down = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Space, Qt.KeyboardModifier.NoModifier, " ")
    send(qapp, down)
    core.clock.go(0.06)
    qtbot.waitUntil(hold.isDown)
    for _ in range(21):
        core.clock.go(0.05)
        hold.step()
    assert core.override.asked == [("open", "main")]


def test_f12_held_opens_the_first_gate_and_released_does_not(
    qtbot, qapp: QApplication, core: FakeCore, shell: Shell
) -> None:
    hold = shell.gate.gates[0].hold
    for seconds, expected in ((0.8, []), (1.1, [("open", "main")])):
        send(qapp, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_F12, Qt.KeyboardModifier.NoModifier))
        for _ in range(round(seconds / 0.05)):
            core.clock.go(0.05)
            hold.step()
        send(qapp, QKeyEvent(QEvent.Type.KeyRelease, Qt.Key.Key_F12, Qt.KeyboardModifier.NoModifier))
        assert core.override.asked == expected


def test_enter_on_a_button_that_tab_went_to_is_that_button(
    qtbot, qapp: QApplication, core: FakeCore, shell: Shell
) -> None:
    """A guard who tabs to Refuse and presses Enter must not open the gate."""
    core.flow.show(stories.admit())
    qtbot.waitUntil(lambda: core.flow.painted_at is not None)
    core.clock.go(1)
    send(qapp, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Tab, Qt.KeyboardModifier.NoModifier, "\t"))
    refuse = next(one for one in shell.gate.card.bar.findChildren(QAbstractButton) if one.text() == "Refuse")
    refuse.setFocus()
    press(qapp, Qt.Key.Key_Return, "\r")
    assert not opened(core)
    assert ("refuse", "case-1") in core.flow.asked


def test_enter_on_a_hold_button_does_not_open_the_verdict(
    qtbot, qapp: QApplication, core: FakeCore, shell: Shell
) -> None:
    core.flow.show(stories.admit())
    qtbot.waitUntil(lambda: core.flow.painted_at is not None)
    core.clock.go(1)
    send(qapp, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Tab, Qt.KeyboardModifier.NoModifier, "\t"))
    shell.gate.gates[0].hold.setFocus()
    press(qapp, Qt.Key.Key_Return, "\r")
    assert not opened(core)


def test_a_new_car_takes_the_keyboard_from_a_button(qapp: QApplication, core: FakeCore, shell: Shell) -> None:
    shell.top.lock.setFocus()
    core.flow.show(stories.admit())
    assert not shell.top.lock.hasFocus()


def test_a_row_of_the_expected_is_taken_with_enter(qapp: QApplication, core: FakeCore, shell: Shell) -> None:
    rows = shell.gate.card.ready.list
    rows.setFocus()
    press(qapp, Qt.Key.Key_Down)
    marked = rows.current_key()
    press(qapp, Qt.Key.Key_Return, "\r")
    assert marked
    assert core.intents.asked == [("pick", marked)]


def test_lock_and_find(qapp: QApplication, core: FakeCore, shell: Shell) -> None:
    control = Qt.KeyboardModifier.ControlModifier
    send(qapp, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_K, control, "\x0b"))
    assert shell.gate.finder.field.hasFocus()
    send(qapp, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_L, control, "\x0c"))
    assert core.asked == [("lock",)]


def test_escape_leaves_the_search_and_refuses_nobody(qtbot, qapp: QApplication, core: FakeCore, shell: Shell) -> None:
    shell.gate.finder.field.setFocus()
    shell.gate.finder.field.setText("ana")
    core.flow.show(stories.refuse())
    press(qapp, Qt.Key.Key_Escape, "\x1b")
    assert not [asked for asked in core.flow.asked if asked[0] == "refuse"]
    assert shell.gate.finder.field.text() == ""
    assert not shell.gate.finder.field.hasFocus()


def test_arrows_and_enter_take_an_answer(qtbot, qapp: QApplication, core: FakeCore, shell: Shell) -> None:
    field = shell.gate.finder.field
    field.setFocus()
    field.setText("casa")
    shell.gate.presenter.search("o")
    qapp.processEvents()
    press(qapp, Qt.Key.Key_Down)
    press(qapp, Qt.Key.Key_Return, "\r")
    assert core.intents.asked[0][0] == "pick"
    assert shell.presenter.state.place is Place.GATE


def test_a_digit_says_which_of_two_codes_unless_somebody_is_writing(
    qtbot, qapp: QApplication, core: FakeCore, shell: Shell
) -> None:
    first = stories.scan(stories.code_of(stories.MARIANA))
    second = replace(stories.scan(stories.STRANGE), scan_id="scan-2")
    shell.gate.finder.field.setFocus()
    core.events.publish(CodesInView("lane", (first, second)))
    write(qapp, core, "2", 0.2)
    core.clock.go(0.2)
    qtbot.waitUntil(lambda: ("choose", "scan-2") in core.asked)
    shell.gate.finder.field.setFocus()
    shell.gate.finder.field.setText("casa ")
    core.events.publish(CodesInView("lane", (first, second)))
    write(qapp, core, "1", 0.2)
    core.clock.go(0.2)
    qtbot.waitUntil(lambda: shell.gate.finder.field.text() == "casa 1")
    assert ("choose", "scan-1") not in core.asked
    shell.gate.finder.field.clearFocus()
    press(qapp, Qt.Key.Key_Escape, "\x1b")
    assert not shell.gate.presenter.state.rivals


def test_a_scanner_that_sends_digits_chooses_nothing(qtbot, qapp: QApplication, core: FakeCore, shell: Shell) -> None:
    first = stories.scan(stories.code_of(stories.MARIANA))
    core.events.publish(CodesInView("lane", (first, replace(stories.scan(stories.STRANGE), scan_id="scan-2"))))
    write(qapp, core, "1122112211", 0.008)
    core.clock.go(0.008)
    press(qapp, Qt.Key.Key_Return, "\r")
    qtbot.waitUntil(lambda: core.intents.asked == [("hand_scanner", "1122112211")])
    assert not [what for what in core.asked if what[0] == "choose"]
