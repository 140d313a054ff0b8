"""Every pictured state in every language: whole, readable, out of each other's way, named, and reached by Tab."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication

from tests.screens.scenes import SCENES
from tests.screens.stage import Stage
from tests.ui import looking, stories
from ui.text.language import Language, Words
from ui.theme import ThemeName, apply

SMALL, FULL = (1280, 720), (1920, 1080)
"""1920×1080 at 150 % has the small one's logical pixels, and letters without hinting are as wide there."""

TOLD_WHOLE_BESIDE = ("4 ", "El certificado de", "The certificate of", "O certificado de", "Portun Gatehouse 1.0.0")
"""Beginnings of what a table may shorten: the panel beside it tells the marked row whole."""
NOTES = tuple(line.words for line in stories.LINES)


def faults(stage: Stage) -> list[str]:
    """What is wrong with what is in view."""
    window = stage.window
    with looking.elisions() as elided:
        cut = looking.cut_texts(window)
    needs = window.minimumSizeHint()
    too_large = needs.width() > window.width() or needs.height() > window.height()
    return [
        *cut,
        *(f"… {text!r}" for text in elided if not text.startswith(TOLD_WHOLE_BESIDE) and text not in NOTES),
        *looking.in_each_others_way(window),
        *looking.too_small(window),
        *(f"{kind} has no name" for kind in looking.nameless(window)),
        *([f"needs {needs}"] if too_large else []),
    ]


@pytest.mark.parametrize("scene", SCENES)
def test_a_screen_is_whole_in_every_language_and_size_and_reached_by_tab(
    stage: Callable[[int, int], Stage], words: Words, qtbot, scene: str
) -> None:
    words.speak(Language.SPANISH)
    here = stage(*SMALL)
    SCENES[scene](here)
    window = here.window
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    wrong = {}
    for language, size in ((Language.SPANISH, SMALL), (Language.SPANISH, FULL), (Language.PORTUGUESE, SMALL),
                           (Language.ENGLISH, SMALL)):  # fmt: skip
        window.resize(*size)
        words.speak(language)
        here.settle()
        if found := faults(here):
            wrong[f"{language.value} {size[0]}×{size[1]}"] = found
    assert wrong == {}
    if here.app.focusWidget() is None:  # a verdict: Enter is for it alone
        window.setFocus()
    reached = looking.tab_round(window)
    assert looking.out_of_reach(window, reached) == []
    assert [one for one in reached if one is not window and not looking.words_of(one)] == []


PAGES = ("admit", "ask", "refuse", "history-marked", "history-review", "devices", "help", "shift-log", "lock",
         "sign-in-code", "service", "first-start-cameras")  # fmt: skip


@pytest.mark.parametrize("theme", ThemeName)
def test_words_stand_out_where_they_really_stand(qapp: QApplication, words: Words, theme: ThemeName) -> None:
    words.speak(Language.ENGLISH)
    apply(qapp, theme)
    least = 7.0 if theme is ThemeName.HIGH_CONTRAST else 4.5
    pale = {}
    for page in PAGES:
        here = Stage(qapp, *SMALL)
        SCENES[page](here)
        here.settle()
        if found := looking.pale_words(here.window, least):
            pale[page] = found
        here.close()
    assert pale == {}


def test_the_eye_of_these_tests_sees(stage: Callable[[int, int], Stage]) -> None:
    here = stage(*SMALL)
    here.settle()
    assert faults(here) == []
    name = here.shell.top.lock
    name.setFixedSize(30, 20)
    here.shell.gate.finder.field.setPlaceholderText("W" * 90)
    here.settle()
    said = "\n".join(faults(here))
    assert "is 30×20" in said
    assert "WWW" in said
    assert looking.pale_words(here.window, 20.0)
