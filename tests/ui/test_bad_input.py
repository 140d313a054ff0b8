"""What people and phones write, on every page that shows it: sanely, as plain words, with nothing pushed away."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel

from app.domain.passes import Pass
from app.errors import ExportError
from app.store.rows import InsideRow
from tests.screens.stage import Stage
from tests.store.test_whole_words import NOTE, WORDS
from tests.ui import looking, stories
from tests.ui.fake_core import FakeCore
from tests.ui.test_layout import SMALL
from ui.presenters.shell import Place
from ui.screens.inside import InsideScreen


@pytest.fixture
def stage(qapp: QApplication) -> Iterator[Stage]:
    made = Stage(qapp, *SMALL)
    yield made
    made.close()


def hostile(words: str) -> Pass:
    return stories.a_pass(
        66, words, words, host_name=words, note=NOTE + words, plate=words, document_last4="4471",
        valid_until=stories.at(6, 0, days=40 * 366),
    )  # fmt: skip


def shown_sanely(stage: Stage) -> None:
    """Names may give way; nothing else is cut, the window does not grow, nothing is read as markup."""
    stage.settle()
    cut = looking.cut_texts(stage.shell)
    assert all(text.startswith(("Elide", "Para", "FactTile")) for text in cut), cut
    assert stage.shell.minimumSizeHint().width() <= SMALL[0]
    for label in stage.shell.findChildren(QLabel):
        assert label.textFormat() == Qt.TextFormat.PlainText
        assert not any((ord(c) < 32 and c != "\n") or c == "\u202e" for c in label.text()), label.text()


@pytest.mark.parametrize("written", WORDS.values(), ids=WORDS.keys())
def test_on_every_page(stage: Stage, written: str) -> None:
    pass_ = hostile(written)
    core = stage.core
    core.flow.show(stories.decided(stories.code_of(pass_), stories.facts(pass_, asked_central=True, answered_ms=3)))
    shown_sanely(stage)
    core.flow.show(None)
    core.passes = (pass_,)
    core.expected_list = (pass_,)
    core.inside_list = (InsideRow(pass_, core.site_now() - timedelta(hours=1), "main"),)
    for place in (Place.GATE, Place.EXPECTED, Place.INSIDE, Place.SHIFT_LOG):
        stage.shell.presenter.go(place)
        shown_sanely(stage)


@pytest.mark.qt_log_ignore("JPEG", "marker type", "imageio")  # Qt says so in the log, and goes on
def test_a_photo_that_is_no_photo(stage: Stage) -> None:
    stage.core.flow.show(replace(stories.admit(), photo=b"this is no photo", last_photo=b"\xff\xd8\xff no more"))
    shown_sanely(stage)
    assert not stage.shell.grab().isNull()


def test_a_list_that_cannot_be_printed_is_said_in_words(core: FakeCore, open_shell: Callable[..., object]) -> None:
    async def gone() -> None:
        raise ExportError("no_permission", "The file cannot be written", "No folder.", "Choose another.")

    core.print_muster = gone  # type: ignore[assignment,method-assign]
    shell = open_shell(core)
    shell.presenter.go(Place.INSIDE)  # type: ignore[attr-defined]
    inside = shell.place(Place.INSIDE)  # type: ignore[attr-defined]
    assert isinstance(inside, InsideScreen)
    inside.printing.click()
    assert shell.trouble.isVisible()  # type: ignore[attr-defined]
    assert inside.printing.isEnabled(), "it can be tried again"
