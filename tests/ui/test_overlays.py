"""Help, looks and emergency: cards over the console that never keep the gate waiting."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from tests.ui import stories
from tests.ui.fake_core import FakeCore
from ui.looks import Looks
from ui.presenters.emergency import EmergencyPresenter, EmergencyState
from ui.presenters.shell import Place
from ui.screens.help import HelpCard
from ui.screens.shell import Shell
from ui.sounds import Sounds
from ui.text.language import Language, Words
from ui.theme import ThemeName, apply, tokens
from ui.widgets.overlay import Overlay


@pytest.fixture
def shell(core: FakeCore, open_shell: Callable[..., Shell]) -> Shell:
    return open_shell(core)


def key(qapp: QApplication, which: Qt.Key) -> None:
    event = QKeyEvent(QEvent.Type.KeyPress, which, Qt.KeyboardModifier.NoModifier)
    qapp.sendEvent(qapp.focusWidget() or qapp.activeWindow(), event)


def overlays(shell: Shell) -> list[Overlay]:
    return [one for one in shell.findChildren(Overlay) if one.isVisible()]


@pytest.mark.parametrize("which", [Qt.Key.Key_F1, Qt.Key.Key_F11])
def test_a_key_opens_a_card_and_escape_closes_it(qapp: QApplication, shell: Shell, which: Qt.Key) -> None:
    key(qapp, which)
    assert len(overlays(shell)) == 1
    key(qapp, Qt.Key.Key_Escape)
    assert overlays(shell) == []


def test_a_car_closes_the_card_and_is_not_refused_by_the_escape_meant_for_it(
    qapp: QApplication, core: FakeCore, shell: Shell
) -> None:
    key(qapp, Qt.Key.Key_F1)
    core.flow.show(stories.refuse())
    assert overlays(shell) == []


def test_no_verdict_is_acted_on_under_a_card(qtbot, qapp: QApplication, core: FakeCore, shell: Shell) -> None:
    core.flow.show(stories.admit())
    qtbot.waitUntil(lambda: core.flow.painted_at is not None)
    core.clock.go(1)
    shell.open_help()
    key(qapp, Qt.Key.Key_Return)
    assert not [asked for asked in core.flow.asked if asked[0] == "open"]


@pytest.fixture
def kept() -> list[tuple[str, str]]:
    return []


@pytest.fixture
def looks(qapp: QApplication, words: Words, kept: list[tuple[str, str]]) -> Iterator[Looks]:
    yield Looks(
        qapp, words, Sounds(0), language=Language.ENGLISH, theme=ThemeName.DARK, volume=0,
        keep=lambda name, value: kept.append((name, value)),
    )  # fmt: skip
    apply(qapp, ThemeName.DARK)


def test_looks_take_effect_at_once_and_are_kept(qtbot, looks: Looks, kept: list[tuple[str, str]]) -> None:
    card = HelpCard(looks)
    qtbot.addWidget(card)

    card.show_place(Place.GATE)
    looks.speak(Language.SPANISH)
    qtbot.waitUntil(lambda: card.title.text() == "El portón")
    looks.wear(ThemeName.LIGHT)
    assert tokens().name == "light"
    assert kept == [("language", "es"), ("theme", "light")]


def test_a_running_console_changes_its_language_whole(core: FakeCore, shell: Shell, words: Words) -> None:
    core.flow.show(stories.admit())
    assert shell.gate.card.band.face.headline == "Access granted"
    words.speak(Language.PORTUGUESE)
    shell.tick()
    assert shell.gate.card.band.face.headline == "Acesso permitido"
    assert shell.gate.card.bar.faces[2].words == "Recusar"
    assert shell.top.lock.text() == "Bloquear"


class Card:
    def __init__(self) -> None:
        self.state: EmergencyState | None = None

    def show_state(self, state: EmergencyState) -> None:
        self.state = state


@pytest.fixture
def emergency(core: FakeCore) -> EmergencyPresenter:
    made = EmergencyPresenter(core, Card())
    made.begin()
    return made


def test_a_guard_locks_down_and_cannot_release(core: FakeCore, emergency: EmergencyPresenter) -> None:
    emergency.lock_down()
    assert core.actuator.asked == [("lockdown", True, "a1")]
    assert emergency.state.locked
    emergency.release()
    assert len(core.actuator.asked) == 1


def test_a_supervisor_releases(core: FakeCore, emergency: EmergencyPresenter) -> None:
    emergency.lock_down()
    stories.supervised(core)
    emergency.begin()
    emergency.release()
    assert core.actuator.asked[-1] == ("lockdown", False, "a2")
    assert not emergency.state.locked


def test_help_is_called(core: FakeCore, emergency: EmergencyPresenter) -> None:
    emergency.call_help()
    assert core.asked == [("help",)]
    assert emergency.state.called
    emergency.begin()
    assert not emergency.state.called


def test_a_lockdown_stands_in_the_top_bar(core: FakeCore, shell: Shell) -> None:
    core.actuator.lock_down("a1")
    assert shell.presenter.state.locked_down
