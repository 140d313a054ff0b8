"""The button that must be held: judged by a clock that is driven here."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent

from tests.ui.fake_core import DrivenClock
from ui.widgets.hold import HoldButton


@pytest.fixture
def clock() -> DrivenClock:
    return DrivenClock()


@pytest.fixture
def button(qtbot, clock: DrivenClock) -> HoldButton:
    made = HoldButton(monotonic=clock.monotonic)
    made.show_words("Open by hand", "hold 1 s")
    qtbot.addWidget(made)
    made.show()
    return made


def watch(button: HoldButton) -> list[bool]:
    fired: list[bool] = []
    button.held.connect(lambda: fired.append(True))
    return fired


def go(button: HoldButton, clock: DrivenClock, seconds: float, step: float = 0.05) -> None:
    for _ in range(round(seconds / step)):
        clock.go(step)
        button.step()


def test_a_whole_second_fires_once(qtbot, button: HoldButton, clock: DrivenClock) -> None:
    fired = watch(button)
    qtbot.mousePress(button, Qt.MouseButton.LeftButton)
    go(button, clock, 0.95)
    assert not fired
    assert button.part == pytest.approx(0.95)
    go(button, clock, 0.1)
    assert fired == [True]
    qtbot.mouseRelease(button, Qt.MouseButton.LeftButton)
    assert fired == [True]
    assert button.part == 0


def test_a_short_press_does_nothing(qtbot, button: HoldButton, clock: DrivenClock) -> None:
    fired = watch(button)
    for _ in range(3):
        qtbot.mousePress(button, Qt.MouseButton.LeftButton)
        go(button, clock, 0.9)
        qtbot.mouseRelease(button, Qt.MouseButton.LeftButton)
    assert not fired


def test_a_screen_that_stood_still_is_no_hold(qtbot, button: HoldButton, clock: DrivenClock) -> None:
    fired = watch(button)
    qtbot.mousePress(button, Qt.MouseButton.LeftButton)
    clock.go(5)
    button.step()
    assert not fired
    assert button.part == pytest.approx(0.1)


def test_space_holds_and_its_repeats_change_nothing(qtbot, button: HoldButton, clock: DrivenClock) -> None:
    fired = watch(button)
    qtbot.keyPress(button, Qt.Key.Key_Space)
    for _ in range(12):  # X11 sends release and press while a key is down
        for kind in (QEvent.Type.KeyRelease, QEvent.Type.KeyPress):
            event = QKeyEvent(kind, Qt.Key.Key_Space, Qt.KeyboardModifier.NoModifier, " ", True)
            button.keyReleaseEvent(event) if kind == QEvent.Type.KeyRelease else button.keyPressEvent(event)
        go(button, clock, 0.1)
    assert fired == [True]


def test_the_focus_leaves_and_the_hold_ends(qtbot, button: HoldButton, clock: DrivenClock) -> None:
    fired = watch(button)
    button.activateWindow()
    qtbot.waitUntil(button.isActiveWindow)
    button.setFocus()
    qtbot.keyPress(button, Qt.Key.Key_Space)
    go(button, clock, 0.5)
    button.clearFocus()
    go(button, clock, 0.6)
    assert not fired
