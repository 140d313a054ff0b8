"""The first day's tour, and the strip that marks the training edition."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.ui import stories
from tests.ui.fake_core import FakeCore
from ui.keys import Keys
from ui.screens.shell import Shell
from ui.sounds import Sounds
from ui.text import tour as words


@pytest.fixture
def shell(core: FakeCore, open_shell: Callable[..., Shell]) -> Shell:
    return open_shell(core)


def hit(shell: Shell, key: Qt.Key) -> None:
    QTest.keyClick(QApplication.focusWidget() or shell, key)


def test_the_tour_is_gone_through_by_keyboard_and_left_at_any_step(core: FakeCore, shell: Shell) -> None:
    for step in range(len(words.steps())):
        if step == 0:
            shell.cards.show_tour()
        assert shell.cards.tour.isVisible() and shell.cards.tour.step == step
        core.clock.go(1)
        hit(shell, Qt.Key.Key_Return)
    assert not shell.cards.tour.isVisible(), "the last Enter begins the work"
    shell.cards.show_tour()
    assert shell.cards.tour.step == 0, "it begins anew"
    hit(shell, Qt.Key.Key_Right)
    hit(shell, Qt.Key.Key_Left)
    assert shell.cards.tour.step == 0
    core.clock.go(1)
    hit(shell, Qt.Key.Key_Escape)
    assert not shell.cards.tour.isVisible()


def test_the_help_shows_the_tour_again(core: FakeCore, shell: Shell) -> None:
    shell.cards.show_help(shell.presenter.state.place)
    shell.cards.help.tour_wanted.emit()
    assert shell.cards.tour.isVisible() and not shell.cards.help.isVisible()


def test_a_car_is_more_urgent_than_the_tour(core: FakeCore, shell: Shell) -> None:
    shell.cards.show_tour()
    core.flow.show(stories.admit())
    assert not shell.cards.tour.isVisible()


def test_only_the_training_edition_wears_the_strip(core: FakeCore, shell: Shell, qapp: QApplication) -> None:
    assert not shell._strip.isVisible()
    keys = Keys(qapp, core.clock.monotonic)
    keys.listen()
    marked = Shell(core, keys, Sounds(0), training=True)
    try:
        marked.resize(1280, 720)
        marked.start()
        marked.show()
        marked.grab()
        assert marked._strip.isVisible() and not marked._strip.cut
        assert "TRAINING" in marked._strip.accessibleName()
    finally:
        qapp.removeEventFilter(keys)
        marked.close()
        marked.deleteLater()
