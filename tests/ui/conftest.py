"""One application for all tests of the screens, themed once: each change of theme costs tens of milliseconds."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from app.devices.wedge import Wedge
from tests.screens.stage import Stage
from tests.ui import stories
from tests.ui.fake_core import FakeCore
from ui.keys import Keys
from ui.screens.shell import Shell
from ui.sounds import Sounds
from ui.text.language import Language, Words
from ui.theme import ThemeName, apply


@pytest.fixture(scope="session")
def words(qapp: QApplication) -> Words:
    """The languages."""
    return Words(qapp)


@pytest.fixture(scope="session")
def silent(qapp: QApplication) -> Sounds:
    """Sounds that are not heard."""
    return Sounds(0)


@pytest.fixture(autouse=True)
def look(qapp: QApplication, words: Words) -> Iterator[None]:
    """Dark and English, unless a test asks for something else; whatever it asked for is undone."""
    if qapp.property("portun_tokens") is None:
        apply(qapp, ThemeName.DARK)
    words.speak(Language.ENGLISH)
    yield
    if qapp.property("portun_tokens").name != ThemeName.DARK:
        apply(qapp, ThemeName.DARK)
    if qapp.property("portun_language") != Language.ENGLISH:
        words.speak(Language.ENGLISH)


@pytest.fixture
def core() -> Iterator[FakeCore]:
    """A console in the middle of a calm afternoon."""
    made = stories.populated()
    yield made
    made.tasks.close()


@pytest.fixture
def open_shell(qtbot, qapp: QApplication, silent: Sounds) -> Iterator[Callable[..., Shell]]:
    """Opens a console of a size; the window is active, as keys want it."""
    opened: list[tuple[Shell, Keys]] = []

    def make(core: FakeCore, width: int = 1440, height: int = 900) -> Shell:
        keys = Keys(qapp, core.clock.monotonic, Wedge())
        keys.listen()
        shell = Shell(core, keys, silent)
        opened.append((shell, keys))
        shell.resize(width, height)
        shell.start()
        shell.show()
        shell.activateWindow()
        qtbot.waitUntil(shell.isActiveWindow)
        settle(qapp)
        return shell

    yield make
    for shell, keys in opened:
        qapp.removeEventFilter(keys)
        shell.close()
        shell.deleteLater()
        keys.deleteLater()
    settle(qapp)


def settle(app: QApplication) -> None:
    """A resize that changes fixed widths needs more than one round; nothing is deleted later unless it is told so."""
    for _ in range(5):
        app.processEvents()
    app.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@pytest.fixture
def stage(qapp: QApplication) -> Iterator[Callable[[int, int], Stage]]:
    """Makes consoles of a width and a height, on which scenes are played."""
    made: list[Stage] = []

    def make(width: int, height: int) -> Stage:
        made.append(Stage(qapp, width, height))
        return made[-1]

    yield make
    for one in made:
        one.close()
