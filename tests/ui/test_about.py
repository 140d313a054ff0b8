"""The line about this program and its updates."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app.errors import UpdateError
from app.events import CaseChanged
from app.ops.update import Hold, OfferedFile, UpdateOffer
from app.ops.update_watch import Means, Standing, UpdateState
from app.release import release
from tests.ui import stories
from tests.ui.fake_core import FakeCore
from ui.screens.about import AboutLine
from ui.screens.shell import Shell
from ui.text import about
from ui.text.language import Language, Words

NOW = datetime(2026, 3, 14, 18, 4, tzinfo=UTC)
OFFER = UpdateOffer(
    "1.2.0", "abc", OfferedFile("setup.exe", "https://u.example/s", 200, "a" * 64), NOW, NOW + timedelta(days=9), {}
)
OFFERED = UpdateState(Standing.OFFERED, Means.SETUP, offer=OFFER)
REFUSALS = (
    "tampered", "unknown_key", "expired", "older", "replayed", "step", "newer_format", "platform", "clock",
    "unreachable", "not_installed", "unreadable",
)  # fmt: skip


@pytest.fixture
def line(qtbot, core: FakeCore) -> Iterator[AboutLine]:
    made = AboutLine(core)
    qtbot.addWidget(made)
    made.show()
    yield made
    made.hide()


def test_version_and_build_are_said_and_that_updates_are_off_without_a_key(line: AboutLine) -> None:
    assert release().version in line.program.text() and release().build in line.program.text()
    assert "no key" in line.update_line.text()
    assert line.button.isHidden()


def test_a_package_manager_is_pointed_to(core: FakeCore, line: AboutLine) -> None:
    core.updates.put(replace(OFFERED, means=Means.PACKAGES, command="sudo apt upgrade x"))
    assert "1.2.0" in line.update_line.text() and "sudo apt upgrade x" in line.update_line.text()
    assert line.button.isHidden()
    core.updates.put(UpdateState(Standing.OFF, Means.PACKAGES, command="sudo apt upgrade x"))
    assert "sudo apt upgrade x" in line.update_line.text()


def test_offered_fetched_installed_by_two_presses(core: FakeCore, line: AboutLine) -> None:
    core.updates.put(OFFERED)
    assert line.button.text() == "Download"
    line.button.click()
    core.updates.put(replace(OFFERED, standing=Standing.FETCHING, had=50))
    assert "25 %" in line.update_line.text() and line.button.isHidden()
    core.updates.put(replace(OFFERED, standing=Standing.READY, path=Path("x")))
    assert "only when nobody is coming" in line.update_line.text()
    line.button.click()
    assert core.updates.asked == ["fetch", "install, consent: True"]
    core.shift = None
    core.updates.put(replace(OFFERED, standing=Standing.READY, path=Path("x")))
    assert "nobody" not in line.update_line.text()


@pytest.mark.parametrize(("hold", "said"), [(Hold.CASE_OPEN, "nobody is at the gate"), (Hold.WAITING_ENTRIES, "sent")])
def test_nothing_is_offered_while_a_car_or_entries_wait(core: FakeCore, line: AboutLine, hold: Hold, said: str) -> None:
    core.updates.put(OFFERED)
    core.updates.hold = hold
    core.events.publish(CaseChanged(stories.admit()))
    assert line.button.isHidden() and said in line.update_line.text()
    line.presenter.act()
    assert core.updates.asked == []
    core.updates.hold = None
    core.events.publish(CaseChanged(None))
    assert not line.button.isHidden()


@pytest.mark.parametrize("language", list(Language))
def test_every_refusal_has_words(core: FakeCore, line: AboutLine, words: Words, language: Language) -> None:
    words.speak(language)
    generic = about.problem(UpdateError("update_other", "t", "m", "n"))
    for name in REFUSALS:
        error = UpdateError(f"update_{name}", "title", "message", "next")
        core.updates.put(UpdateState(Standing.REFUSED, Means.SETUP, problem=error))
        assert line.update_line.text() == about.problem(error)
        assert "message" not in line.update_line.text()
        assert (about.problem(error) == generic) == (name == "unreadable")


def test_a_failed_download_says_so_and_can_be_tried_again(core: FakeCore, line: AboutLine) -> None:
    problem = UpdateError("update_unreachable", "t", "m", "n")
    core.updates.put(replace(OFFERED, problem=problem))
    assert about.problem(problem) in line.update_line.text()
    assert line.button.text() == "Download"


def test_the_help_card_carries_it(core: FakeCore, open_shell: Callable[..., Shell]) -> None:
    shell = open_shell(core)
    shell.cards.show_help(shell.presenter.state.place)
    (found,) = shell.findChildren(AboutLine)
    assert found.isVisible() and found.program.text()
