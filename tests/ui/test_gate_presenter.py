"""The Gate screen's presenter, without Qt: events in, one state out, intents to the flow."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.choices import Choices
from app.devices.preview import Mailbox
from app.domain.case import Case, KeyPress, Phase
from app.domain.decision import Verdict
from app.domain.entry import EntryKind
from app.domain.gate import GateOutcome, OutcomeKind, Path
from app.domain.passes import BlacklistHit, BlacklistKind
from app.errors import KnownError
from app.events import CodesInView, EntryRecorded, GateChanged, LinkChanged, MirrorChanged, ScanArrived, Trouble
from app.store.rows import HostQuestion
from tests.ui import stories
from tests.ui.fake_core import FakeCore
from ui.presenters.gate import ASKED_S, SAID_S, GatePresenter
from ui.presenters.gate_state import Action, Form, GateState, Sheet, actions, verdict_key
from ui.screens import gate_faces


class Screen:
    """Keeps what it is shown."""

    def __init__(self) -> None:
        self.states: list[GateState] = []
        self.sounds: list[tuple[Verdict, bool]] = []
        self.mailbox: Mailbox | None = None

    def show_state(self, state: GateState) -> None:
        self.states.append(state)

    def show_camera(self, mailbox: Mailbox | None) -> None:
        self.mailbox = mailbox

    def search_done(self) -> None:
        pass

    def sound(self, verdict: Verdict, discreet: bool) -> None:
        self.sounds.append((verdict, discreet))


@pytest.fixture
def screen() -> Screen:
    return Screen()


@pytest.fixture
def presenter(core: FakeCore, screen: Screen) -> GatePresenter:
    made = GatePresenter(core, screen)
    made.start()
    return made


def key(core: FakeCore, **more: object) -> KeyPress:
    return KeyPress(core.clock.monotonic(), **more)  # type: ignore[arg-type]


def test_it_starts_with_what_is_there(core: FakeCore, screen: Screen, presenter: GatePresenter) -> None:
    state = screen.states[-1]
    assert state.case is None
    assert [gate.gate_id for gate in state.gates] == ["main", "door"]
    assert state.gate_id == "main"
    assert state.expected == stories.EXPECTED
    assert state.expected_today == 41
    assert state.recent == stories.RECENT
    assert screen.mailbox is core.mailbox("lane")


@pytest.mark.parametrize(
    ("case", "wanted"),
    [
        (None, ()),
        (stories.checking(), ()),
        (stories.admit(), (Action.OPEN, Action.RETAKE, Action.REFUSE)),
        (stories.admit(phase=Phase.OPENING), ()),
        (stories.refuse(), (Action.REFUSE, Action.CALL_HOST, Action.WALK_IN)),
        (stories.blacklisted(), (Action.REFUSE,)),
        (stories.not_a_code(), (Action.REFUSE, Action.WALK_IN)),
        (stories.ask(), (Action.ON_WORD, Action.CALL_HOST, Action.REFUSE)),
        (stories.ended(OutcomeKind.DONE), (Action.DISMISS,)),
        (stories.ended(OutcomeKind.UNKNOWN), (Action.DISMISS,)),
        (stories.ended(OutcomeKind.NOT_DONE), (Action.OPEN_AGAIN, Action.DID_NOT_ENTER, Action.DISMISS)),
    ],
)
def test_what_can_be_done(case: Case | None, wanted: tuple[Action, ...]) -> None:
    assert actions(case) == wanted


def test_enter_opens_after_the_verdict_was_painted_and_read(core: FakeCore, presenter: GatePresenter) -> None:
    case = stories.admit()
    core.flow.show(case)
    presenter.painted(verdict_key(case))
    core.clock.go(0.41)
    presenter.act(Action.OPEN, key(core))
    assert ("open", "case-1", "main") in core.flow.asked


def test_enter_before_the_verdict_was_read_says_so(core: FakeCore, screen: Screen, presenter: GatePresenter) -> None:
    case = stories.admit()
    core.flow.show(case)
    presenter.painted(verdict_key(case))
    core.clock.go(0.2)
    presenter.act(Action.OPEN, key(core))
    assert screen.states[-1].unread
    assert not [asked for asked in core.flow.asked if asked[0] == "open"]
    presenter.tick()
    assert not screen.states[-1].unread


def test_a_verdict_that_was_never_painted_does_not_open(core: FakeCore, presenter: GatePresenter) -> None:
    core.flow.show(stories.admit())
    core.clock.go(5)
    presenter.act(Action.OPEN, key(core))
    assert core.flow.asked == []


def test_a_painted_checking_band_arms_nothing(core: FakeCore, presenter: GatePresenter) -> None:
    case = stories.checking()
    core.flow.show(case)
    presenter.painted(verdict_key(case))
    assert core.flow.asked == []


def test_a_contrary_answer_must_be_painted_anew(core: FakeCore, presenter: GatePresenter) -> None:
    first = stories.admit()
    core.flow.show(first)
    presenter.painted(verdict_key(first))
    again = replace(first, repainted=1)
    core.flow.show(again)
    presenter.painted(verdict_key(first))  # the old picture, reported late
    assert core.flow.painted_at is None
    presenter.painted(verdict_key(again))
    assert core.flow.painted_at is not None


@pytest.mark.parametrize("action", [Action.OPEN_AGAIN, Action.ON_WORD, Action.DID_NOT_ENTER])
def test_what_is_not_offered_is_not_done(core: FakeCore, presenter: GatePresenter, action: Action) -> None:
    core.flow.show(stories.admit())
    presenter.act(action)
    assert core.flow.asked == []
    assert presenter.state.sheet is Sheet.NONE


def test_a_verdict_sounds_once_and_again_when_it_is_contrary(
    core: FakeCore, screen: Screen, presenter: GatePresenter
) -> None:
    case = stories.admit()
    core.flow.show(stories.checking())
    core.flow.show(case)
    core.flow.show(replace(case, photo=b"x"))
    core.flow.show(replace(stories.refuse(), repainted=1))
    assert screen.sounds == [(Verdict.ADMIT, False), (Verdict.REFUSE, False)]


def test_a_blacklist_verdict_is_discreet(core: FakeCore, screen: Screen, presenter: GatePresenter) -> None:
    core.flow.show(stories.blacklisted())
    assert screen.sounds == [(Verdict.REFUSE, True)]


def test_the_word_is_asked_for_and_recorded(core: FakeCore, screen: Screen, presenter: GatePresenter) -> None:
    core.flow.show(stories.ask())
    presenter.act(Action.ON_WORD)
    assert screen.states[-1].sheet is Sheet.WORD
    presenter.word_given("   ", None)
    assert screen.states[-1].sheet is Sheet.WORD
    presenter.word_given(" Sra. Castellanos ", None)
    assert ("on_word", "case-1", "Sra. Castellanos") in core.flow.asked
    assert screen.states[-1].sheet is Sheet.NONE


def test_the_sheet_closes_when_its_case_goes(core: FakeCore, screen: Screen, presenter: GatePresenter) -> None:
    core.flow.show(stories.ask())
    presenter.act(Action.ON_WORD)
    core.flow.show(None)
    assert screen.states[-1].sheet is Sheet.NONE


def test_by_hand_opens_first_and_asks_why_after(core: FakeCore, screen: Screen, presenter: GatePresenter) -> None:
    presenter.override("door")
    assert core.override.asked == [("open", "door")]
    state = screen.states[-1]
    assert state.sheet is Sheet.OVERRIDE_REASON
    assert state.by_hand is not None
    assert state.by_hand.outcome == core.override.outcome
    presenter.reason_given("Ambulance")
    assert core.override.asked[-1] == ("reason", "e-override", "Ambulance")
    assert screen.states[-1].sheet is Sheet.NONE


def test_by_hand_that_did_not_open_asks_nothing_and_is_shown(
    core: FakeCore, screen: Screen, presenter: GatePresenter
) -> None:
    core.override.outcome = GateOutcome(OutcomeKind.NOT_DONE, Path.LOCAL, "unreachable")
    presenter.override("main")
    state = screen.states[-1]
    assert state.sheet is Sheet.NONE
    assert state.by_hand is not None
    core.clock.go(11)
    presenter.tick()
    assert screen.states[-1].by_hand is None


def test_a_case_comes_before_the_reason_and_the_reason_is_not_lost(
    core: FakeCore, screen: Screen, presenter: GatePresenter
) -> None:
    presenter.override("main")
    case = stories.admit()
    core.flow.show(case)
    presenter.painted(verdict_key(case))
    core.clock.go(1)
    presenter.act(Action.OPEN, key(core))
    assert ("open", "case-1", "main") in core.flow.asked
    core.flow.show(None)
    assert screen.states[-1].sheet is Sheet.OVERRIDE_REASON


def test_search_as_you_type_shows_the_newest_question_only(
    core: FakeCore, screen: Screen, presenter: GatePresenter
) -> None:
    presenter.search("mari")
    assert [one.visitor_name for one in screen.states[-1].search.found or ()] == ["Mariana Orellana"]
    presenter.search("")
    assert screen.states[-1].search.text == ""


def test_a_typed_code_is_a_scan_and_anything_else_a_search(
    core: FakeCore, screen: Screen, presenter: GatePresenter
) -> None:
    core.intents.codes = {"7K3M-9QXA"}
    presenter.entered(" 7K3M-9QXA ")
    assert core.intents.asked == [("typed", "7K3M-9QXA")]
    assert screen.states[-1].search.text == ""
    presenter.entered("ar")
    assert len(screen.states[-1].search.found or ()) > 1
    assert core.intents.asked[-1] == ("typed", "7K3M-9QXA")


def test_who_was_found_comes_before_a_code_that_a_house_looks_like(core: FakeCore, presenter: GatePresenter) -> None:
    core.intents.codes = {"ricardo"}
    presenter.entered("ricardo")
    assert [what for what, _ in core.intents.asked] == ["pick"]


def test_a_row_is_picked(core: FakeCore, presenter: GatePresenter) -> None:
    presenter.picked("p12")
    assert core.intents.asked == [("pick", "p12")]
    presenter.picked("nobody")
    assert core.intents.asked == [("pick", "p12")]


def test_the_other_gate_for_this_visit(core: FakeCore, presenter: GatePresenter) -> None:
    case = stories.admit()
    core.flow.show(case)
    presenter.choose_gate("door")
    presenter.painted(verdict_key(case))
    core.clock.go(1)
    presenter.act(Action.OPEN, key(core))
    assert ("open", "case-1", "door") in core.flow.asked
    core.flow.show(None)
    core.flow.show(replace(case, case_id="case-2"))
    assert presenter.state.gate_id == "main"


def test_events_move_the_state(core: FakeCore, screen: Screen, presenter: GatePresenter) -> None:
    core.events.publish(EntryRecorded(stories.entry(10, stories.at(14, 40), EntryKind.VISIT, "Ana", "3")))
    assert screen.states[-1].recent[0].visitor_name == "Ana"
    core.gate_list = (replace(stories.MAIN, reachable=False), stories.DOOR)
    core.events.publish(GateChanged(core.gate_list[0]))
    assert not screen.states[-1].gates[0].reachable
    stories.offline(core)
    assert isinstance(screen.states[-1].link, LinkChanged)
    assert screen.states[-1].link.waiting == 12


def test_switching_goes_round(core: FakeCore, screen: Screen, presenter: GatePresenter) -> None:
    presenter.switch_camera()
    assert screen.mailbox is core.mailbox("desk")
    presenter.switch_camera()
    assert screen.mailbox is core.mailbox("lane")


def test_the_worlds_errors_become_trouble(core: FakeCore, presenter: GatePresenter) -> None:
    seen: list[Trouble] = []
    core.events.subscribe(Trouble, seen.append)

    async def broken(text: str) -> tuple[()]:
        raise KnownError("store_busy", "Busy", "The store is busy.", "Try again.")

    core.search = broken  # type: ignore[method-assign, assignment]
    presenter.search("ana")
    assert [trouble.error.code for trouble in seen] == ["store_busy"]


def test_closed_it_hears_nothing(core: FakeCore, screen: Screen, presenter: GatePresenter) -> None:
    presenter.close()
    count = len(screen.states)
    core.flow.show(stories.admit())
    assert len(screen.states) == count


# --- people without a pass -------------------------------------------------------------------------------------


def test_a_walk_in_goes_before_the_rules(core: FakeCore, screen: Screen, presenter: GatePresenter) -> None:
    presenter.open_form(Sheet.WALK_IN)
    assert screen.states[-1].shown_sheet is Sheet.WALK_IN
    presenter.form_given(Form("Guest", "Ana Paz", "12", "P 1", "4471", 2))
    name, given = core.intents.asked[-1]
    assert name == "walk_in"
    assert given["name"] == "Ana Paz"
    assert given["people"] == 2
    assert screen.states[-1].sheet is Sheet.NONE


def test_after_a_refusal_nothing_known_is_asked_again(core: FakeCore, screen: Screen, presenter: GatePresenter) -> None:
    core.flow.show(stories.refuse())
    presenter.act(Action.WALK_IN)
    form = screen.states[-1].sheet_form
    assert form is not None
    assert (form.name, form.house) == ("Ricardo Méndez", "112")
    presenter.form_given(form)
    assert ("refuse", "case-1") in core.flow.asked
    assert core.intents.asked[-1][0] == "walk_in"


def test_a_known_person_is_no_override(core: FakeCore, presenter: GatePresenter) -> None:
    presenter.open_form(Sheet.KNOWN_PERSON)
    presenter.form_given(Form("resident", house="27"))
    assert core.intents.asked[-1][1]["house"] == "27"
    assert core.override.asked == []


def test_an_open_verdict_is_not_covered_by_a_form(core: FakeCore, screen: Screen, presenter: GatePresenter) -> None:
    core.flow.show(stories.admit())
    presenter.open_form(Sheet.WALK_IN)
    assert screen.states[-1].shown_sheet is Sheet.NONE


def test_a_form_waits_while_a_car_comes_and_is_there_again(
    core: FakeCore, screen: Screen, presenter: GatePresenter
) -> None:
    presenter.open_form(Sheet.WALK_IN)
    core.flow.show(stories.admit())
    assert screen.states[-1].shown_sheet is Sheet.NONE
    core.flow.show(None)
    assert screen.states[-1].shown_sheet is Sheet.WALK_IN


def test_the_hosts_number_is_looked_up(core: FakeCore, screen: Screen, presenter: GatePresenter) -> None:
    core.flow.show(stories.refuse())
    presenter.act(Action.CALL_HOST)
    call = screen.states[-1].call
    assert call is not None
    assert call.phone == "+502 5555 0127"


def possible_match() -> Case:
    hit = BlacklistHit(BlacklistKind.NAME, "robbery")
    return stories.decided(stories.code_of(stories.RICARDO), stories.facts(stories.RICARDO, blacklist=(hit,)))


def test_online_the_host_is_asked_in_the_app_and_a_yes_there_opens_under_their_name(
    core: FakeCore, screen: Screen, presenter: GatePresenter
) -> None:
    core.flow.show(possible_match())
    presenter.act(Action.CALL_HOST)
    host_id = stories.RICARDO.host_id
    assert core.asked[-1] == ("ask_host", host_id, stories.RICARDO.visitor_name)
    call = screen.states[-1].call
    assert call is not None and call.asked_at is not None and call.answer is None
    core.host_said = HostQuestion("q1", host_id or "", "", core.site_now(), "admit", answered_by="Rosa Paz")
    core.events.publish(MirrorChanged(1))
    call = screen.states[-1].call
    assert call is not None and call.answer == "admit"
    presenter.said_yes()
    assert core.flow.asked[-1] == ("on_word", "case-1", "Rosa Paz")
    assert not [asked for asked in core.asked if asked[0] == "heard_from_host"], "the host wrote it down already"


def test_what_the_host_said_on_the_phone_answers_the_question_in_the_app(
    core: FakeCore, screen: Screen, presenter: GatePresenter
) -> None:
    core.flow.show(possible_match())
    presenter.act(Action.CALL_HOST)
    presenter.said_no()
    assert core.asked[-1] == ("heard_from_host", "q1", False, core.actor.name if core.actor else "")
    assert core.flow.asked[-1] == ("refuse", "case-1")


def test_a_question_that_waited_long_enough_is_the_guards_again_and_a_late_answer_still_counts(
    core: FakeCore, screen: Screen, presenter: GatePresenter
) -> None:
    core.choices = Choices(ask_host_min=2)
    core.flow.show(possible_match())
    presenter.act(Action.CALL_HOST)
    for seconds, overdue in ((119, 0), (1, 2)):
        core.clock.go(seconds)
        presenter.tick()
        call = screen.states[-1].call
        assert call is not None and call.overdue_min == overdue
    core.host_said = HostQuestion("q1", stories.RICARDO.host_id or "", "", core.site_now(), "admit", answered_by="Rosa")
    core.events.publish(MirrorChanged(1))
    call = screen.states[-1].call
    assert call is not None and call.answer == "admit"


def test_offline_goes_straight_to_the_telephone(core: FakeCore, screen: Screen, presenter: GatePresenter) -> None:
    stories.offline(core)
    core.flow.show(possible_match())
    presenter.act(Action.CALL_HOST)
    assert not [asked for asked in core.asked if asked[0] == "ask_host"]
    call = screen.states[-1].call
    assert call is not None and call.asked_at is None and call.phone is not None


def test_a_yes_on_the_phone_still_names_who_said_it(core: FakeCore, screen: Screen, presenter: GatePresenter) -> None:
    core.flow.show(stories.ask())
    presenter.act(Action.CALL_HOST)
    assert screen.states[-1].call is not None
    assert screen.states[-1].call.phone == ""
    presenter.said_yes()
    assert screen.states[-1].shown_sheet is Sheet.WORD
    presenter.word_given("Sra. Paz", None)
    assert core.flow.asked[-1] == ("on_word", "case-1", "Sra. Paz")


def rivals(core: FakeCore) -> CodesInView:
    first = stories.scan(stories.code_of(stories.MARIANA))
    second = replace(stories.scan(stories.STRANGE), scan_id="scan-2")
    core.visitors = {"scan-1": stories.MARIANA.visitor_name}
    return CodesInView("lane", (first, second))


def test_of_two_codes_in_view_the_guard_says_which(core: FakeCore, screen: Screen, presenter: GatePresenter) -> None:
    core.events.publish(rivals(core))
    assert presenter.state.shown_sheet is Sheet.WHICH
    assert [rival.name for rival in presenter.state.rivals] == [stories.MARIANA.visitor_name, ""]
    assert screen.sounds == [(Verdict.ASK, False)]
    presenter.choose_code(1)
    assert ("choose", "scan-2") in core.asked
    assert presenter.state.shown_sheet is Sheet.NONE
    presenter.choose_code(0)  # the question is over
    assert ("choose", "scan-1") not in core.asked


def test_the_question_comes_before_a_form_and_after_a_verdict_and_ends_by_itself(
    core: FakeCore, presenter: GatePresenter
) -> None:
    presenter.open_form(Sheet.WALK_IN)
    core.events.publish(rivals(core))
    assert presenter.state.shown_sheet is Sheet.WHICH
    core.flow.show(stories.admit())
    assert presenter.state.shown_sheet is Sheet.NONE
    core.flow.show(None)
    assert presenter.state.shown_sheet is Sheet.WHICH
    presenter.close_sheet()
    assert presenter.state.shown_sheet is Sheet.WALK_IN
    core.events.publish(rivals(core))
    core.events.publish(CodesInView("lane", ()))
    assert presenter.state.shown_sheet is Sheet.WALK_IN
    core.events.publish(rivals(core))
    core.clock.go(ASKED_S + 1)
    presenter.tick()
    assert presenter.state.shown_sheet is Sheet.WALK_IN


def test_why_a_code_in_view_was_no_scan_is_said_for_a_moment(core: FakeCore, presenter: GatePresenter) -> None:
    scan = stories.scan(stories.code_of(stories.MARIANA))
    for held in ("just_scanned", "next", "two_codes", "muted"):
        core.events.publish(ScanArrived(scan, held=held))
        assert presenter.state.said == held
        assert gate_faces.camera(presenter.state).said
    core.clock.go(SAID_S + 0.1)
    presenter.tick()
    assert presenter.state.said == ""
    core.events.publish(ScanArrived(scan))
    assert presenter.state.said == ""
