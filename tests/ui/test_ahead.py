"""What a window does when nothing happens: it builds places ahead, and paints nothing anew."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget

from tests.ui import stories
from tests.ui.conftest import settle
from tests.ui.fake_core import FakeCore
from ui.presenters.shell import Place
from ui.screens.history import HistoryScreen
from ui.screens.shell import Shell
from ui.text.language import Language, Words
from ui.widgets.table import Cell, Column, LazyRows, Table, TableRow


class Painted(QObject):
    """Which widgets were painted."""

    def __init__(self) -> None:
        super().__init__()
        self.widgets: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and isinstance(watched, QWidget):
            self.widgets.append(type(watched).__name__)
        return False


@pytest.fixture
def shell(open_shell: Callable[..., Shell], core: FakeCore) -> Shell:
    return open_shell(core)


@pytest.mark.parametrize("somebody", [False, True])
def test_a_second_that_changes_nothing_paints_nothing(
    qapp: QApplication, core: FakeCore, shell: Shell, somebody: bool
) -> None:
    if somebody:
        core.flow.show(stories.admit())
    shell.tick()
    settle(qapp)
    painted = Painted()
    qapp.installEventFilter(painted)
    try:
        shell.tick()
        settle(qapp)
    finally:
        qapp.removeEventFilter(painted)
    assert painted.widgets == []


def test_of_many_rows_only_those_in_view_are_made(qapp: QApplication) -> None:
    made: list[int] = []

    def rows(word: str) -> LazyRows:
        def make(n: int) -> TableRow:
            made.append(n)
            return TableRow(str(n), (Cell(f"{word} {n}"),))

        return LazyRows([str(n) for n in range(5000)], make)

    table = Table()
    table.resize(400, 600)
    table.show_columns((Column("", 1),))
    table.show_rows(rows("first"))
    table.show()
    settle(qapp)
    assert 0 < len(made) < 100
    made.clear()
    table.show_rows(rows("second"))
    settle(qapp)
    assert 0 < len(made) < 100
    assert table.rows.index(3, 0).data() == "second 3"
    for n in range(5000):
        table.rows.index(n, 0).data()
    made.clear()
    table.show_rows(rows("third"))
    settle(qapp)
    assert 0 < len(made) < 100, "once all were looked at, not all are made anew"
    assert table.rows.index(3, 0).data() == "third 3"
    table.close()


def test_places_are_built_ahead_one_at_a_time(shell: Shell) -> None:
    built = 0
    while shell.make_next():
        built += 1
    assert built == len(Place) - 1


def test_a_place_built_ahead_knows_at_its_first_showing_who_is_there_then(
    qapp: QApplication, words: Words, core: FakeCore, shell: Shell
) -> None:
    while shell.make_next():
        pass
    words.speak(Language.PORTUGUESE)  # those that nobody has looked at hear it too
    stories.supervised(core)
    shell.presenter.go(Place.HISTORY)
    history = shell.place(Place.HISTORY)
    assert isinstance(history, HistoryScreen)
    assert history.presenter.state.actor == core.actor
    for place in Place:
        shell.presenter.go(place)
        assert shell.presenter.state.place is place
