"""What supervisors look at, and the shift log."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from tests.screens import lane
from tests.screens.stage import Stage
from tests.ui import fake_desks, stories
from ui.presenters.shell import Place
from ui.screens.history import HistoryScreen
from ui.screens.shift_log import ShiftLogScreen


def shift_log(stage: Stage) -> None:
    stage.shell.presenter.go(Place.SHIFT_LOG)


def shift_picture(stage: Stage) -> None:
    line = replace(stories.LINES[0], line_id="south", photo_hash="f1", post="Garita sur")
    stage.core.lines = (line, *stage.core.lines)
    stage.core.photos["f1"] = lane.face()
    shift_log(stage)
    screen = stage.shell.findChild(ShiftLogScreen)
    assert isinstance(screen, ShiftLogScreen)
    screen.presenter.mark("south")
    screen.presenter.take_photo(True)


def shift_log_line(stage: Stage) -> None:
    stage.core.lines = tuple(replace(line, acknowledged=True) for line in stage.core.lines)
    shift_log(stage)
    screen = stage.shell.findChild(ShiftLogScreen)
    assert isinstance(screen, ShiftLogScreen)
    screen.table.selectRow(screen.table.rows.rowCount() - 1)


def handover(stage: Stage) -> None:
    stage.core.lines = ()
    shift_log(stage)
    screen = stage.shell.findChild(ShiftLogScreen)
    assert isinstance(screen, ShiftLogScreen)
    screen.presenter.begin_handover()


def history(stage: Stage) -> None:
    stories.supervised(stage.core)
    stage.core.photos["f1"] = lane.face()
    stage.shell.presenter.go(Place.HISTORY)


def history_marked(stage: Stage) -> None:
    history(stage)
    screen = stage.shell.findChild(HistoryScreen)
    assert isinstance(screen, HistoryScreen)
    screen.table.setCurrentIndex(screen.table.rows.index(0, 0))


def history_review(stage: Stage) -> None:
    history(stage)
    screen = stage.shell.findChild(HistoryScreen)
    assert isinstance(screen, HistoryScreen)
    screen.open_review()
    screen.review.presenter.mark("n1")


def history_kept_back(stage: Stage) -> None:
    history_review(stage)
    screen = stage.shell.findChild(HistoryScreen)
    assert isinstance(screen, HistoryScreen)
    screen.review.presenter.mark("h10")


def oversight(stage: Stage, part: str) -> HistoryScreen:
    history(stage)
    screen = stage.shell.findChild(HistoryScreen)
    assert isinstance(screen, HistoryScreen)
    screen.open_review()
    screen.oversight.open(part)
    return screen


def outages(stage: Stage) -> None:
    oversight(stage, "outages")


def figures(stage: Stage) -> None:
    oversight(stage, "figures")


def proof(stage: Stage) -> None:
    oversight(stage, "proof").oversight.presenter.prove()


def proof_broken(stage: Stage) -> None:
    stage.core.proof.proven = fake_desks.BROKEN
    proof(stage)


def person(stage: Stage) -> None:
    screen = oversight(stage, "person")
    screen.oversight.search.setText("orellana")
    screen.oversight.presenter.look_for("orellana")
    screen.oversight.presenter.mark("Mariana Orellana")


def history_barred(stage: Stage) -> None:
    stage.shell.presenter.go(Place.HISTORY)


RECORDS: dict[str, Callable[[Stage], None]] = {
    "history": history,
    "history-marked": history_marked,
    "history-review": history_review,
    "history-kept-back": history_kept_back,
    "history-barred": history_barred,
    "figures": figures,
    "outages": outages,
    "proof": proof,
    "proof-broken": proof_broken,
    "person": person,
    "shift-log": shift_log,
    "shift-picture": shift_picture,
    "shift-log-line": shift_log_line,
    "handover": handover,
}
