"""The first start: five steps, each kept, none skipped that matters, few inputs."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from app.errors import DeviceError, KnownError
from app.ops.doctor import Finding, State
from app.set_up_progress import enrolment_line
from tests.ui import looking
from tests.ui.fake_set_up import KEY, FakeKept, FakeSetUp
from ui.presenters.first_start import CameraLine, FirstStartPresenter, FirstStartState, Step
from ui.screens.central_step import CentralStep
from ui.screens.first_start import FirstStartScreen
from ui.text.language import Language, Words


class Screen:
    def __init__(self) -> None:
        self.state: FirstStartState | None = None
        self.ended = 0

    def show_state(self, state: FirstStartState) -> None:
        self.state = state

    def finished(self) -> None:
        self.ended += 1


@pytest.fixture
def set_up() -> Iterator[FakeSetUp]:
    made = FakeSetUp()
    yield made
    made.tasks.close()


@pytest.fixture
def presenter(set_up: FakeSetUp) -> FirstStartPresenter:
    made = FirstStartPresenter(set_up, Screen())
    made.start()
    return made


def through_central(presenter: FirstStartPresenter) -> None:
    presenter.next()
    presenter.check_central("data.portun.app", "sb_publishable_x")
    presenter.enrol("data.portun.app", "sb_publishable_x", "ABCD-1234")
    presenter.next()


def test_the_whole_way(set_up: FakeSetUp, presenter: FirstStartPresenter) -> None:
    presenter.choose_language("es")
    through_central(presenter)
    assert presenter.state.recovery_key == KEY
    presenter.confirm_recovery("4cjy")
    presenter.next()
    presenter.add_camera("Lane", "rtsp://192.0.2.20/1", "", "")
    presenter.next()
    presenter.find_relays()
    presenter.add_gate("Main gate", "http://192.0.2.40", "")
    presenter.test_gate(presenter.state.gates[0].gate_id)
    presenter.next()
    assert presenter.state.finished
    assert [asked[0] for asked in set_up.asked] == [
        "language", "check", "enrol", "recovery", "confirm", "camera", "relays", "gate", "test", "finish",
    ]  # fmt: skip


def test_nothing_goes_on_without_an_enrolment(set_up: FakeSetUp, presenter: FirstStartPresenter) -> None:
    presenter.next()
    presenter.next()
    assert presenter.state.step is Step.CENTRAL
    presenter.enrol("x", "y", "")
    assert presenter.state.site_name == ""
    assert set_up.asked == []


def test_one_press_looks_and_then_enrols(set_up: FakeSetUp, presenter: FirstStartPresenter) -> None:
    presenter.next()
    presenter.enrol("x", "y", "code")  # the address was never looked at: that comes first
    assert [asked[0] for asked in set_up.asked] == ["check", "enrol"]
    assert presenter.state.site_name


def test_an_address_changed_after_the_look_is_looked_at_again(
    set_up: FakeSetUp, presenter: FirstStartPresenter
) -> None:
    presenter.next()
    presenter.check_central("x", "y")
    presenter.enrol("elsewhere", "y", "code")
    assert [asked[:2] for asked in set_up.asked] == [("check", "x"), ("check", "elsewhere"), ("enrol", "code")]


def test_the_letters_line_fills_all_fields(screen: FirstStartScreen) -> None:
    page = screen.pages[Step.CENTRAL]
    page.fields["address"].setText("https://data.portun.app/#key=sb_publishable_x&code=ABCD-1234-EFGH")
    assert [page.text(name) for name in ("address", "key", "code")] == [
        "https://data.portun.app", "sb_publishable_x", "ABCD-1234-EFGH",
    ]  # fmt: skip
    assert enrolment_line("https://data.portun.app") is None


def test_the_letters_code_is_read_by_a_camera_whose_picture_is_shown(
    set_up: FakeSetUp, screen: FirstStartScreen
) -> None:
    does, page = screen.presenter, screen.pages[Step.CENTRAL]
    assert isinstance(page, CentralStep)
    does.next()
    page.fields["code"].setText("typed wrong")
    seen: list[tuple[bool, bool, bool]] = []
    set_up.while_reading = lambda: seen.append(
        (page.view.isVisible(), page.read.isEnabled(), page.enrol.isEnabled() or screen.next.isEnabled())
    )
    page.read.click()
    assert seen == [(True, True, False)], "meanwhile it can be stopped, and nothing else be done"
    assert not page.view.isVisible()
    assert [page.text(name) for name in ("address", "key", "code")] == list(set_up.letter or ())
    page.fields["code"].setText("typed after all")
    set_up.while_reading = page.read.click  # stops it
    page.read.click()
    assert [asked[0] for asked in set_up.asked] == ["letter", "letter", "stop reading"]
    assert page.text("code") == "typed after all"
    page.enrol.click()
    assert not page.read.isEnabled(), "it belongs to a site now"


def test_a_letter_that_no_camera_reads_is_typed(set_up: FakeSetUp, screen: FirstStartScreen) -> None:
    does = screen.presenter
    does.next()
    set_up.trouble = DeviceError("letter_unread", "No code was read", "None.", "Type it.")
    does.read_letter()
    assert does.state.error is set_up.trouble
    assert (does.state.busy, does.state.letter) == ("", None)


def test_a_site_with_a_key_gives_its_public_part(set_up: FakeSetUp, presenter: FirstStartPresenter) -> None:
    through_central(presenter)
    presenter.use_site_key("ab" * 32)
    assert presenter.state.recovery_done
    assert presenter.state.recovery_key == ""
    presenter.next()
    assert presenter.state.step is Step.CAMERAS
    assert set_up.steps == ["language", "central", "recovery", "cameras"]


def test_a_camera_that_was_wrong_is_taken_out(presenter: FirstStartPresenter) -> None:
    through_central(presenter)
    presenter.confirm_recovery("4CJY")
    presenter.next()
    presenter.add_camera("Lane", "rtsp://broken", "", "")
    presenter.drop_camera(presenter.state.cameras[0].camera_id)
    assert presenter.state.cameras == ()


@pytest.mark.parametrize("state", [State.OK, State.WARN, State.FAIL])
def test_the_code_is_sent_only_to_an_address_that_passed(
    set_up: FakeSetUp, presenter: FirstStartPresenter, state: State
) -> None:
    set_up.findings = (Finding("contract", state, "x"),)
    presenter.next()
    presenter.check_central("a", "b")
    presenter.enrol("a", "b", "code")
    assert (("enrol", "code") in set_up.asked) == (state is not State.FAIL)


def test_the_recovery_key_must_be_read_back(presenter: FirstStartPresenter) -> None:
    through_central(presenter)
    presenter.next()
    assert presenter.state.step is Step.RECOVERY
    presenter.confirm_recovery("WXYZ")
    assert presenter.state.recovery_wrong
    assert presenter.state.recovery_key == KEY
    presenter.confirm_recovery("4CJY")
    assert presenter.state.recovery_key == ""
    presenter.back()
    presenter.next()
    assert presenter.state.recovery_key == ""  # it is not made or shown again


def test_it_goes_on_where_it_was_left(set_up: FakeSetUp) -> None:
    set_up.progress = FakeKept("gates", "Residencial Las Lomas", cameras=(CameraLine("c1", "Lane", "usb:x"),))
    made = FirstStartPresenter(set_up, Screen())
    made.start()
    assert made.state.step is Step.GATES
    assert made.state.recovery_done
    assert made.state.cameras[0].name == "Lane"


def test_trouble_is_said_and_the_step_stays(set_up: FakeSetUp, presenter: FirstStartPresenter) -> None:
    presenter.next()
    set_up.trouble = KnownError("enrolment_expired", "The code has expired", "It was good for a day.", "Ask anew.")
    presenter.check_central("a", "b")
    assert presenter.state.error is set_up.trouble
    assert presenter.state.busy == ""
    assert presenter.state.step is Step.CENTRAL


def test_a_camera_without_pictures_is_kept_with_its_trouble(presenter: FirstStartPresenter) -> None:
    through_central(presenter)
    presenter.confirm_recovery("4CJY")
    presenter.next()
    presenter.add_camera("Lane", "rtsp://broken", "", "")
    assert presenter.state.cameras[0].problem is not None
    assert presenter.state.may_go_on


@pytest.fixture
def screen(qtbot, set_up: FakeSetUp) -> FirstStartScreen:
    made = FirstStartScreen(set_up, lambda: None)
    qtbot.addWidget(made)
    made.resize(1280, 720)
    made.start()
    made.show()
    return made


@pytest.mark.parametrize("language", list(Language))
def test_no_step_cuts_a_word(qtbot, qapp, words: Words, screen: FirstStartScreen, language: Language) -> None:
    words.speak(language)
    does = screen.presenter
    through = (
        lambda: None,
        lambda: through_central(does),
        lambda: (does.confirm_recovery("4CJY"), does.next()),
        lambda: (does.add_camera("Lane", "rtsp://192.0.2.20/stream1", "", ""), does.next()),
        lambda: (does.find_relays(), does.add_gate("Main gate", "http://192.0.2.41", "")),
    )
    for go in through:
        go()
        for _ in range(4):
            qapp.processEvents()
        assert looking.cut_texts(screen) == []
        assert looking.nameless(screen) == []
        assert screen.minimumSizeHint().height() <= 720
