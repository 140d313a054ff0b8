"""Figures: other days, a newer question wins, words of every count, a picture that says whose and of when it is."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from PySide6.QtGui import QImage

from tests.ui import stories
from tests.ui.fake_core import FakeCore
from ui.presenters.figures import FiguresPresenter, FiguresState
from ui.presenters.history import Range
from ui.screens.figures import EDGE, TITLE, FiguresPart
from ui.text import figures


class Screen:
    def __init__(self) -> None:
        self.state: FiguresState | None = None

    def show_state(self, state: FiguresState) -> None:
        self.state = state


@pytest.fixture
def presenter(core: FakeCore) -> FiguresPresenter:
    stories.supervised(core)
    made = FiguresPresenter(core, Screen())
    made.ask()
    return made


def test_a_guard_sees_no_figures_and_saves_none(core: FakeCore) -> None:
    made = FiguresPresenter(core, Screen())
    made.ask()
    made.save(b"x")
    assert made.state.summary is None
    assert core.asked == []


def test_a_newer_question_wins(core: FakeCore, presenter: FiguresPresenter) -> None:
    asked = []

    async def slow(start: datetime, end: datetime) -> Any:
        asked.append((end - start).days)
        if len(asked) == 1:
            presenter.choose_range(Range.TODAY)  # while the month is still being counted
            return None
        return stories.SUMMARY

    core.history_summary = slow  # type: ignore[method-assign]
    presenter.choose_range(Range.MONTH)
    assert asked == [30, 1]
    assert presenter.state.summary is stories.SUMMARY
    assert presenter.state.range is Range.TODAY


def test_what_is_counted_by_name_is_said_in_words() -> None:
    told = figures.ranked(stories.SUMMARY.figures)
    assert told["refusals"] == (("Expired", 7), ("Unknown", 4), ("Not a pass", 2))
    assert told["types"][-1] == ("Not known here", 2)
    assert told["overrides"][0] == ("J. Ajú", 3)


def test_the_picture_is_what_is_drawn_with_a_heading(core: FakeCore) -> None:
    stories.supervised(core)
    part = FiguresPart(core)
    part.resize(1100, 640)
    part.presenter.ask()
    part.grab()
    picture = part.picture()
    image = QImage.fromData(picture)
    board = part.board.size()
    assert (image.width(), image.height()) == (board.width() + 2 * EDGE, board.height() + 2 * EDGE + TITLE)
    heading = {image.pixel(x, y) for x in range(EDGE, 400) for y in range(EDGE - 4, EDGE + TITLE - 8)}
    assert len(heading) > 2, "something is written there"
    part.save.click()
    assert core.asked == [("export_picture", b"\x89PNG", 7)]
    part.deleteLater()
