"""Help, looks and emergency: cards over the console that never keep the gate waiting."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import msgspec
import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLabel

from app.choices import Choices
from app.domain.gate import GateOutcome, OutcomeKind, Path
from app.domain.lockdown import LONG_AGO, LockdownWord
from app.events import Notice
from app.notices import HELP
from app.pin import WrongPin
from app.settings import Screen
from tests.ui import stories
from tests.ui.fake_core import FakeCore
from ui.console import follow_settings
from ui.looks import Looks
from ui.presenters.emergency import EmergencyPresenter, EmergencyState, Step
from ui.presenters.shell import Place
from ui.screens.help import HelpCard
from ui.screens.link_card import LinkCard
from ui.screens.shell import Shell
from ui.sounds import Sounds
from ui.text import emergency as words
from ui.text.language import Language, Words
from ui.theme import ThemeName, apply, tokens
from ui.widgets.hold import HoldButton
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
    shell.cards.show_help(shell.presenter.state.place)
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


def test_settings_that_were_taken_are_seen_at_once(
    core: FakeCore, shell: Shell, looks: Looks, kept: list[tuple[str, str]]
) -> None:
    screen = Screen(language="es", theme="light", volume=30, lock_after_min=2)
    core.settings = msgspec.structs.replace(core.settings, screen=screen)
    follow_settings(core, looks, shell)
    QApplication.processEvents()
    assert (looks.language, looks.volume, tokens().name) == (Language.SPANISH, 30, "light")
    assert kept == [], "the file says so already"
    core.clock.go(119)
    shell.tick()
    assert not core.locked
    core.clock.go(1)
    shell.tick()
    assert core.locked


def test_a_running_console_changes_its_language_whole(core: FakeCore, shell: Shell, words: Words) -> None:
    core.flow.show(stories.admit())
    QApplication.processEvents()
    assert shell.gate.card.band.face.headline == "Access granted"
    words.speak(Language.PORTUGUESE)
    shell.tick()
    QApplication.processEvents()
    assert shell.gate.card.band.face.headline == "Acesso permitido"
    assert shell.gate.card.bar.faces[2].words == "Recusar"
    assert shell.top.lock.text() == "Bloquear"


def test_a_card_that_is_open_is_named_in_the_new_language(qtbot, shell: Shell, words: Words) -> None:
    shell.cards.show_link(shell.presenter.state)
    (overlay,) = overlays(shell)
    card = overlay.findChild(LinkCard)
    title = card.accessibleName()
    words.speak(Language.PORTUGUESE)
    qtbot.waitUntil(lambda: card.accessibleName() != title)
    assert card.accessibleName() in [one.text() for one in card.findChildren(QLabel)]


class Card:
    def __init__(self) -> None:
        self.state: EmergencyState | None = None
        self.together: tuple[str, ...] = ()

    def open_together(self, gate_ids: tuple[str, ...]) -> None:
        self.together = gate_ids

    def show_state(self, state: EmergencyState) -> None:
        self.state = state


@pytest.fixture
def emergency(core: FakeCore) -> EmergencyPresenter:
    made = EmergencyPresenter(core, Card())
    made.begin()
    return made


def test_a_lockdown_is_held_twice_and_a_guard_cannot_release_it(core: FakeCore, emergency: EmergencyPresenter) -> None:
    emergency.confirm()
    emergency.lock_down()
    assert core.actuator.asked == [] and emergency.state.step is Step.CONFIRM_LOCK
    emergency.back()
    emergency.confirm()
    assert core.actuator.asked == []
    emergency.lock_down()
    emergency.confirm()
    assert core.actuator.asked == [("lockdown", True, "a1")]
    assert emergency.state.locked and emergency.state.step is Step.CHOOSE
    emergency.release()
    assert len(core.actuator.asked) == 1


def test_a_supervisors_pin_releases_at_the_guards_console(core: FakeCore, emergency: EmergencyPresenter) -> None:
    core.lockdown.lock_down()
    emergency.begin()
    emergency.ask_pin()
    assert emergency.state.person is not None and emergency.state.person.name == "C. Barrios"
    for digit in "111111":
        emergency.digit(digit)
    assert isinstance(emergency.state.error, WrongPin) and emergency.state.locked
    emergency.next_person()
    emergency.next_person()
    for digit in "258000":
        emergency.digit(digit)
    assert not emergency.state.locked and emergency.state.step is Step.CHOOSE
    assert core.actuator.asked[-1] == ("lockdown", False, "a2")
    assert core.actor is not None and core.actor.actor_id == "a1"


def test_several_gates_are_chosen_and_held(core: FakeCore, emergency: EmergencyPresenter) -> None:
    emergency.choose_gates()
    assert emergency.state.chosen == {"main", "door"}
    emergency.turn_gate("main")
    emergency.turn_gate("door")
    emergency.open_chosen()
    assert emergency._view.together == ()  # type: ignore[attr-defined]
    emergency.turn_gate("door")
    emergency.open_chosen()
    assert emergency._view.together == ("door",)  # type: ignore[attr-defined]


def test_one_gate_or_one_that_is_locked_is_not_offered_in_a_group(
    core: FakeCore, emergency: EmergencyPresenter
) -> None:
    core.gate_list = (replace(stories.MAIN, locked_down=True), stories.DOOR)
    emergency.choose_gates()
    assert emergency.state.chosen == {"door"}
    core.gate_list = (stories.MAIN,)
    emergency.begin()
    emergency.choose_gates()
    assert not emergency.state.may_open and emergency.state.step is Step.CHOOSE


def hold_down(core: FakeCore, button: HoldButton) -> None:
    """A key, a finger or the mouse, for one second of the driven clock."""
    button.pressed.emit()
    for _ in range(11):
        core.clock.go(0.1)
        button.step()
    button.released.emit()


def test_by_the_keyboard_alone_a_lockdown_is_held_twice(qapp: QApplication, core: FakeCore, shell: Shell) -> None:
    key(qapp, Qt.Key.Key_F11)
    card = shell.cards.emergency
    for button in (card.lock, card.confirm):
        assert button.isVisible()
        button.setFocus(Qt.FocusReason.TabFocusReason)
        press = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Space, Qt.KeyboardModifier.NoModifier)
        qapp.sendEvent(qapp.focusWidget(), press)
        assert button.isDown()
        for _ in range(11):
            core.clock.go(0.1)
            button.step()
    assert core.actuator.locked_down
    assert card.by_pin.isVisible() and not card.release.isVisible()


def test_a_group_opens_from_the_card_and_its_reason_is_asked_once_on_the_gate_screen(
    qapp: QApplication, core: FakeCore, shell: Shell
) -> None:
    reasons = ("Ambulance", "Fire drill", "Power cut", "Broken reader", "Funeral", "Removal van that is too long")
    core.choices = Choices(reasons_by_language={"en": reasons})
    shell.presenter.go(Place.INSIDE)
    shell.cards.show_emergency()
    card = shell.cards.emergency
    core.override.outcomes["door"] = GateOutcome(OutcomeKind.NOT_DONE, Path.LOCAL, "unreachable")
    card.several.click()
    card.gates["main"].click()
    card.gates["main"].click()
    hold_down(core, card.together)
    assert overlays(shell) == [] and shell.presenter.state.place is Place.GATE
    assert [asked for asked in core.override.asked if asked[0] == "open"] == [("open", "main"), ("open", "door")]
    qapp.processEvents()
    assert shell.gate.card.band.face.headline == "1 of 2 gates opened"
    assert "Pedestrian door" in shell.gate.card.band.face.sentence
    buttons = [one for one in shell.gate.card.sheet._answers if one.isVisible()]
    assert tuple(one.text().replace("\n", " ") for one in buttons) == reasons, "the site's own"
    assert all(one.sizeHint().width() <= one.width() for one in buttons)
    buttons[1].click()
    assert [asked for asked in core.override.asked if asked[0] == "reason"] == [("reason", "e-override", "Fire drill")]


def test_a_supervisor_releases(core: FakeCore, emergency: EmergencyPresenter) -> None:
    emergency.lock_down()
    emergency.confirm()
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


@pytest.mark.parametrize(("panic", "sounds"), [("silent", []), ("loud", ["alarm"])])
def test_a_call_for_help_is_heard_where_the_site_wants_that(
    core: FakeCore, shell: Shell, monkeypatch: pytest.MonkeyPatch, panic: Any, sounds: list[str]
) -> None:
    played: list[str] = []
    monkeypatch.setattr(shell.gate._sounds, "play", played.append)
    core.choices = Choices(panic=panic, panic_gates="lock_down")
    shell.cards.show_emergency()
    core.events.publish(Notice("n1", HELP, core.site_now(), "J. Ajú", "Main gate PC", device_id="another"))
    assert played == [], "another console's is not this one's alarm"
    core.events.publish(Notice("n2", HELP, core.site_now(), "J. Ajú", "Main gate PC"))
    assert played == sounds


def test_the_card_says_who_locked_the_gates_where_and_since_when() -> None:
    now = datetime(2026, 11, 20, 20, 0, tzinfo=UTC)
    word = LockdownWord(True, now.replace(hour=14, minute=5), "a2", "C. Barrios", "Garita sur")
    assert words.locked_by(word, now, UTC) == "C. Barrios locked them down today at 14:05, at Garita sur."
    assert "from the central office" in words.locked_by(replace(word, place=""), now, UTC)
    assert "cannot be read" in words.locked_by(None, now, UTC)
    assert words.locked_by(LockdownWord(True, LONG_AGO), now, UTC) == ""


def test_a_lockdown_stands_in_the_top_bar(core: FakeCore, shell: Shell) -> None:
    core.lockdown.lock_down()
    assert shell.presenter.state.locked_down
