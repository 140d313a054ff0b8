"""History: who may see it, pages, questions that overtake each other, one entry's story, the export."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from app.events import ActorChanged, EntryRecorded
from tests.ui import stories
from tests.ui.fake_core import FakeCore, Page
from ui.presenters.history import (
    PAGE,
    ExportForm,
    HistoryPresenter,
    HistoryState,
    Range,
    Result,
    Trait,
    days_of,
)
from ui.presenters.review import ReviewPresenter
from ui.text import history as words
from ui.text import people
from ui.widgets.table import Cell, Column, TableModel, TableRow
from ui.widgets.tone import Tone


class Screen:
    def __init__(self) -> None:
        self.state: HistoryState | None = None

    def show_state(self, state: HistoryState) -> None:
        self.state = state


@pytest.fixture
def presenter(core: FakeCore) -> HistoryPresenter:
    stories.supervised(core)
    made = HistoryPresenter(core, Screen())
    made.start()
    return made


def questions(core: FakeCore) -> list[Any]:
    return [asked[1] for asked in core.asked if asked[0] == "history"]


def test_a_guard_sees_nothing_and_nothing_is_asked(core: FakeCore) -> None:
    made = HistoryPresenter(core, Screen())
    made.start()
    assert not made.state.allowed
    assert made.state.stories is None
    assert questions(core) == []
    stories.supervised(core)
    made.ask()
    assert made.state.stories == stories.HISTORY


def test_the_day_is_the_sites_day(core: FakeCore, presenter: HistoryPresenter) -> None:
    question = questions(core)[-1]
    assert question.start.isoformat() == "2026-11-20T00:00:00-06:00"
    assert question.end - question.start == timedelta(days=1)


def test_days_across_a_change_of_the_clock() -> None:
    zone = ZoneInfo("America/Santiago")  # an hour back at the end of 4 April 2026, and forth at that of 5 September
    for day, hours in ((datetime(2026, 4, 4, 12, tzinfo=zone), 25), (datetime(2026, 9, 6, 12, tzinfo=zone), 23)):
        start, end = (moment.astimezone(UTC) for moment in days_of(Range.TODAY, day))
        assert (end - start) == timedelta(hours=hours)
        before, _ = days_of(Range.YESTERDAY, day + timedelta(days=1))
        assert before.astimezone(UTC) == start, "and no minute belongs to two days or to none"
    start, end = days_of(Range.WEEK, datetime(2026, 4, 6, 12, tzinfo=zone))
    assert (start.date().isoformat(), end.date().isoformat()) == ("2026-03-31", "2026-04-07")
    assert (start.hour, end.hour) == (0, 0)


def test_pages_are_joined_and_end(core: FakeCore, presenter: HistoryPresenter) -> None:
    core.stories = tuple(
        replace(one, entry=replace(one.entry, entry_id=f"{n}-{one.entry.entry_id}"))
        for n in range(30)
        for one in stories.HISTORY
    )
    presenter.ask()
    assert len(presenter.state.stories or ()) == PAGE
    while presenter.state.after is not None:
        presenter.more()
    assert len(presenter.state.stories or ()) == 330
    count = len(core.asked)
    presenter.more()
    assert len(core.asked) == count


def test_a_newer_question_wins(core: FakeCore, presenter: HistoryPresenter) -> None:
    answers = []

    async def slow(question: Any, after: str | None, limit: int) -> Page:
        answers.append(question.text)
        if question.text == "a":
            presenter.search("ana")  # typed on while the first answer is on its way
        return Page(stories.HISTORY[:1] if question.text == "a" else stories.HISTORY[5:7], None)

    core.history = slow  # type: ignore[method-assign]
    presenter.search("a")
    assert answers == ["a", "ana"]
    assert presenter.state.stories == stories.HISTORY[5:7]
    assert not presenter.state.loading


def test_filters_ask_anew(core: FakeCore, presenter: HistoryPresenter) -> None:
    presenter.choose_gate("door")
    presenter.choose_result(Result.REFUSED)
    question = questions(core)[-1]
    assert (question.gate_id, question.result) == ("door", Result.REFUSED)


def test_one_guard_or_one_type_is_asked_for(core: FakeCore, presenter: HistoryPresenter) -> None:
    told = words.traits(("J. Ajú",))
    assert told[Trait("guard", "J. Ajú")] == "Guard J. Ajú"
    assert told[Trait("visitor_type", "Delivery")] == "Delivery"
    assert told[Trait("basis", "mirror")] == "By saved passes"
    presenter.choose_trait(Trait("guard", "J. Ajú"))
    assert (questions(core)[-1].guard, questions(core)[-1].visitor_type) == ("J. Ajú", "")
    presenter.choose_trait(Trait("visitor_type", "Delivery"))
    assert (questions(core)[-1].guard, questions(core)[-1].visitor_type) == ("", "Delivery")
    presenter.choose_trait(None)
    assert questions(core)[-1].visitor_type == ""


def test_new_entries_come_at_the_next_tick(core: FakeCore, presenter: HistoryPresenter) -> None:
    before = len(questions(core))
    for _ in range(50):
        core.events.publish(EntryRecorded(stories.RECENT[0]))
    presenter.tick()
    assert len(questions(core)) == before
    core.clock.go(1)
    presenter.tick()
    assert len(questions(core)) == before + 1


def test_a_marked_entry_gets_its_photo_and_only_its_own(core: FakeCore, presenter: HistoryPresenter) -> None:
    core.photos["f1"] = b"jpeg"
    presenter.mark("h1")
    assert presenter.state.photo == b"jpeg"
    presenter.mark("h2")
    assert presenter.state.photo is None
    assert presenter.state.story is stories.HISTORY[1]


def test_the_export_tells_where_it_is(core: FakeCore, presenter: HistoryPresenter) -> None:
    presenter.export(ExportForm.EXCEL)
    assert str(presenter.state.exported).endswith(".xlsx")
    assert presenter.state.exported_rows == 5000
    assert presenter.state.exporting is None


def test_the_supervisor_leaves_and_the_list_with_them(core: FakeCore, presenter: HistoryPresenter) -> None:
    core.events.publish(ActorChanged(None, False))
    assert not presenter.state.allowed


@pytest.mark.parametrize(
    ("n", "said", "tone"),
    [
        (0, "Granted", Tone.GRANTED),
        (2, "Opened by hand", Tone.WARN),
        (3, "Left", Tone.GRANTED),
        (4, "Refused", Tone.DENIED),
        (6, "Needs review", Tone.WARN),
    ],
)
def test_results_in_words(qapp, n: int, said: str, tone: Tone) -> None:
    assert words.result(stories.HISTORY[n]) == (said, tone)


def test_why_tells_what_waits(qapp) -> None:
    told = dict(words.why(stories.HISTORY[0], stories.NOW, stories.at(0, 0).tzinfo))
    assert told["Central API"] == "Kept here, not sent yet"
    assert told["Gate"] == "Opened in 38 ms"


# --- the table ---------------------------------------------------------------------------------------------------


def rows(*keys: str) -> tuple[TableRow, ...]:
    return tuple(TableRow(key, (Cell(key),)) for key in keys)


def test_rows_that_grow_are_inserted_and_never_reset(qapp) -> None:
    model = TableModel()
    model.set_columns((Column("x", 1),))
    heard: list[str] = []
    model.modelReset.connect(lambda: heard.append("reset"))
    model.rowsInserted.connect(lambda parent, first, last: heard.append(f"{first}-{last}"))
    model.dataChanged.connect(lambda one, other: heard.append(f"row {one.row()}"))
    model.show(rows("b", "c"))
    model.show(rows("a", "b", "c"))
    model.show(rows("a", "b", "c", "d", "e"))
    changed = (*rows("a"), TableRow("b", (Cell("B"),)), *rows("c", "d", "e"))
    model.show(changed)
    assert heard == ["reset", "0-0", "3-4", "row 1"]


# --- review ------------------------------------------------------------------------------------------------------


@pytest.fixture
def review(core: FakeCore) -> ReviewPresenter:
    stories.supervised(core)
    made = ReviewPresenter(core, Screen())
    made.start()
    made.ask()
    return made


def test_a_notice_is_closed_with_a_word_why(core: FakeCore, review: ReviewPresenter) -> None:
    review.mark("n1")
    review.settle("  ")
    assert core.asked == []
    review.settle(" Two cars, one pass ")
    assert core.asked == [("close_notice", "n1", "Two cars, one pass")]
    assert review.state.marked == ""
    assert [one.notice_id for one in review.state.notices or ()] == ["n2", "n3"]


def test_an_entry_that_the_centre_questions_is_accepted_or_reported(core: FakeCore, review: ReviewPresenter) -> None:
    questioned = next(one for one in core.notices if one.kind == "entry_flagged")
    review.mark(questioned.notice_id)
    assert review.state.questioned
    review.settle("Not their guest", reported=True)
    assert core.asked[-1] == ("close_notice", questioned.notice_id, "Not their guest", "reported")
    assert not review.state.questioned


def test_an_entry_that_was_kept_back_is_sent_again(core: FakeCore, review: ReviewPresenter) -> None:
    review.mark("h10")
    assert review.state.held_row is not None
    review.send_again()
    assert core.asked == [("send_again", "h10")]
    assert review.state.held == ()


def test_a_message_that_was_refused_is_sent_again_once_and_its_notice_waits_for_a_word(
    core: FakeCore, review: ReviewPresenter
) -> None:
    core.notices = (stories.Notice("message_quarantined:m1", "message_quarantined", stories.NOW, "m1"),)
    review.ask()
    review.mark("message_quarantined:m1")
    assert review.state.kept_back == "m1"
    review.send_again()
    review.send_again()
    assert core.asked == [("send_again", "m1")]
    assert review.state.notice is not None, "until somebody says what came of it"


def test_what_happened_is_shown_and_goes_into_a_file(core: FakeCore, review: ReviewPresenter) -> None:
    core.photos["f1"] = b"jpeg"
    core.notices = (stories.Notice("n9", "override_without_reason", stories.NOW, "h1", "J. Ajú"), *core.notices)
    review.ask()
    review.mark("n9")
    assert review.state.story is stories.HISTORY[0]
    assert review.state.photo == b"jpeg"
    review.export()
    assert core.asked == [("export_entry", "h1")]
    assert review.state.exported is not None
    review.mark("n2")
    assert (review.state.story, review.state.photo, review.state.exported) == (None, None, None)


def test_an_entry_kept_back_and_its_notice_are_one_line(core: FakeCore, review: ReviewPresenter) -> None:
    core.notices = (stories.Notice("q1", "entry_quarantined", stories.NOW, "h10", "bad_uuid"), *core.notices)
    review.ask()
    assert "q1" not in [one.notice_id for one in review.state.listed]
    review.mark("h10")
    review.settle("Asked the administration")
    assert core.asked[-1] == ("close_notice", "q1", "Asked the administration")
    assert review.state.held_row is not None, "closing a notice sends nothing"
    assert review.state.notice is None


def test_a_guard_closes_nothing(core: FakeCore) -> None:
    made = ReviewPresenter(core, Screen())
    made.ask()
    assert made.state.notices is None
    made.mark("n1")
    made.settle("x")
    assert core.asked == []


def test_new_notices_come_by_themselves(core: FakeCore, review: ReviewPresenter) -> None:
    core.notices = (*core.notices, stories.Notice("n4", "left_open", stories.NOW, "main"))
    core.events.publish(core.notices[-1])
    assert len(review.state.notices or ()) == 4


def test_new_rows_come_on_top_and_what_was_scrolled_to_stays(core: FakeCore, presenter: HistoryPresenter) -> None:
    """Two pages are loaded; a new entry brings the newest page again."""
    loaded = core.stories
    assert len(loaded) > 3
    newest = replace(
        loaded[0].entry, entry_id="brand-new", occurred_at=loaded[0].entry.occurred_at + timedelta(minutes=1)
    )
    fresh = (replace(loaded[0], entry=newest), *loaded[:2])

    async def first_page(question: Any, after: str | None, limit: int) -> Page:
        return Page(fresh, "further")

    presenter.state = replace(presenter.state, stories=loaded, after="end of the second page")
    core.history = first_page
    core.events.publish(EntryRecorded(newest))
    core.clock.go(1)
    presenter.tick()
    assert presenter.state.stories is not None
    assert [one.entry.entry_id for one in presenter.state.stories] == [
        "brand-new", *(one.entry.entry_id for one in loaded),
    ]  # fmt: skip
    assert presenter.state.after == "end of the second page"


def test_an_opening_by_hand_says_why_on_its_own_row(core: FakeCore) -> None:
    opening = stories.HISTORY[2]
    why = "ambulance, house 40"
    assert opening.entry.note == "", "told afterwards, by another entry"
    assert words.basis(opening) == f"reason: {why}"
    assert dict(words.why(opening, stories.NOW, core.site_zone))["Reason"] == why.capitalize()
    assert "Decision" not in dict(words.why(opening, stories.NOW, core.site_zone)), "no rule decided it"
    assert people.whose(opening.entry) == "Opened by hand"
    unexplained = replace(opening, explained="", found=("clock_doubt",))
    assert dict(words.why(unexplained, stories.NOW, core.site_zone))["Reason"] == "–", "whatever else was found"
