"""Exports and printed sheets speak the window's language."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import fields

import pytest
from PySide6.QtWidgets import QApplication

from app.ops.words import ReportWords
from tests.ui.fake_core import FakeCore
from ui.screens.shell import Shell
from ui.text.language import Language, Words
from ui.text.reports import report_words


def sentences(words: ReportWords) -> Iterator[str]:
    yield from words.table.titles.values()
    yield from words.table.codes.values()
    yield from (getattr(words, field.name) for field in fields(words) if field.name != "table")


@pytest.mark.parametrize("language", list(Language))
def test_each_sentence_has_the_same_blanks(words: Words, language: Language) -> None:
    words.speak(language)
    said = report_words()
    assert said.table.titles.keys() == ReportWords().table.titles.keys()
    assert said.table.codes.keys() == ReportWords().table.codes.keys()
    for english, here in zip(sentences(ReportWords()), sentences(said), strict=True):
        assert sorted(re.findall(r"{\w+}", english)) == sorted(re.findall(r"{\w+}", here))
    assert (said == ReportWords()) is (language is Language.ENGLISH)


def test_the_window_hands_them_over_and_again_when_the_language_changes(
    qapp: QApplication, core: FakeCore, open_shell: Callable[..., Shell], words: Words
) -> None:
    open_shell(core)
    assert core.report_words.inside == "Inside now"
    words.speak(Language.SPANISH)
    qapp.processEvents()
    assert core.report_words.inside == "Adentro ahora"
