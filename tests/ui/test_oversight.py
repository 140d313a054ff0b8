"""Proof, outages and a visitor's data; self-test, log, times and settings: presenters, words, and room for them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec
import pytest

from app import checks
from app.domain.gate import GateStatus, Position
from app.domain.shift import Actor, Role
from app.ops import tls
from app.ops.doctor import Finding, State
from app.outages import Outage
from app.settings import Policy
from tests.ui import fake_desks, looking, stories
from tests.ui.fake_core import FakeCore
from ui.presenters.proof import ProofPresenter
from ui.presenters.service import Part, ServicePresenter
from ui.screens.history import HistoryScreen
from ui.screens.service import ServiceScreen
from ui.text import findings, proof, service, times
from ui.text.language import Language, Words


class Screen:
    def show_state(self, state: object) -> None:
        self.state = state


@pytest.fixture
def supervisor(core: FakeCore) -> ProofPresenter:
    stories.supervised(core)
    made = ProofPresenter(core, Screen())
    made.show()
    return made


@pytest.fixture
def technician(core: FakeCore) -> ServicePresenter:
    stories.technician(core)
    return ServicePresenter(core, Screen())


def test_an_outage_is_put_on_paper(core: FakeCore, supervisor: ProofPresenter) -> None:
    supervisor.export_outage()
    assert core.asked == [], "none is in hand"
    supervisor.ask_outages()
    supervisor.mark_outage(1)
    supervisor.export_outage()
    assert core.asked == [("export_outage", (supervisor.state.outages or ())[1].start)]
    assert supervisor.state.reported is not None
    supervisor.mark_outage(0)
    assert supervisor.state.reported is None


def test_the_chain_is_read_when_asked(core: FakeCore, supervisor: ProofPresenter) -> None:
    assert supervisor.state.proven is None
    supervisor.prove()
    heading, sentence = proof.verdict(supervisor.state.proven, False, core.site_now(), core.site_zone)
    assert heading.startswith("Unbroken since")
    assert "48211" in sentence
    core.proof.proven = fake_desks.BROKEN
    supervisor.prove()
    heading, sentence = proof.verdict(supervisor.state.proven, False, core.site_now(), core.site_zone)
    assert heading == "Broken"
    assert "31077" in sentence


def test_erasing_takes_two_presses_on_the_same_person(core: FakeCore, supervisor: ProofPresenter) -> None:
    supervisor.look_for("orellana")
    supervisor.mark("Mariana Orellana")
    supervisor.erase()
    supervisor.mark("Mario Orellana")
    supervisor.erase()
    assert not [asked for asked in core.proof.asked if asked[0] == "erase"], "sure of one is not sure of another"
    supervisor.erase()
    assert core.proof.asked[-1] == ("erase", "Mario Orellana")
    assert supervisor.state.erased == 1


def test_a_guard_finds_nobody(core: FakeCore) -> None:
    presenter = ProofPresenter(core, Screen())
    presenter.show()
    presenter.look_for("orellana")
    presenter.prove()
    assert core.proof.asked == []


def test_nobodys_search_stays_for_the_next(core: FakeCore, supervisor: ProofPresenter) -> None:
    supervisor.look_for("orellana")
    core.actor = Actor("a9", "Another", Role.SUPERVISOR)
    supervisor.show()
    assert supervisor.state.people is None


def test_outages_say_what_was_found_later(core: FakeCore, supervisor: ProofPresenter) -> None:
    supervisor.ask_outages()
    assert supervisor.state.outages == fake_desks.OUTAGES
    _, count, age, found = proof.outage(fake_desks.OUTAGES[0], core.site_now(), core.site_zone)
    assert ("34" in count, "11" in age, "same pass at two gates" in found) == (True, True, True)


def test_an_outage_without_a_car_and_one_that_lasts_say_so(core: FakeCore) -> None:
    now = core.site_now()
    quiet = Outage(now - timedelta(hours=3), now, 0, 0, None, (), 0, (), lasting=True)
    assert proof.outage(quiet, now, core.site_zone) == (
        f"Since today at {times.clock(quiet.start, core.site_zone)}: still", "nobody came", "–", "–"
    )  # fmt: skip


def test_the_self_test_runs_by_itself_once(core: FakeCore, technician: ServicePresenter) -> None:
    technician.come_up()
    assert [one.name for one in technician.state.findings] == [one.name for one in fake_desks.FINDINGS]
    technician.mark("tls")
    first = service.worst_first(technician.state.findings, technician.state.testing)[0]
    assert (first.name, first.state) == ("tls", State.FAIL)


def test_a_scans_story_in_the_log(technician: ServicePresenter) -> None:
    technician.come_up()
    technician.choose(Part.LOG)
    technician.look_for("0192f3a1", "info")
    assert technician.state.log is not None
    assert {line.correlation for line in technician.state.log} == {"0192f3a1-2b7c"}


def test_files_for_support(core: FakeCore, technician: ServicePresenter) -> None:
    technician.come_up()
    technician.bundle()
    assert technician.state.written is not None and technician.state.written.suffix == ".zip"
    technician.choose(Part.SETTINGS)
    assert technician.state.written is None
    technician.export_settings()
    technician.import_settings(Path("other.toml"))
    assert not technician.state.imported, "a wrong file is told in words"
    core.service.settings = core.settings
    technician.import_settings(Path("other.toml"))
    assert technician.state.imported
    assert service.settings_note(True, technician.state.waits) == "Taken over. It holds now."
    core.service.waits = ("cameras", "gates")
    technician.import_settings(Path("other.toml"))
    assert "again for: cameras, gates" in service.settings_note(True, technician.state.waits)


def test_who_is_no_technician_asks_nothing(core: FakeCore) -> None:
    presenter = ServicePresenter(core, Screen())
    presenter.come_up()
    presenter.bundle()
    presenter.choose(Part.LOG)
    assert (presenter.state.findings, core.service.asked) == ((), [])


def test_overrides_of_the_site_are_seen(core: FakeCore) -> None:
    rows = {name: origin for name, _, origin in service.settings_rows(core.settings, {"policy.max_age_h": "48"})}
    assert rows["policy.max_age_h"] == "site"
    chosen = msgspec.structs.replace(core.settings, policy=Policy(max_age_h=9))
    shown = {name: row for name, *row in service.settings_rows(chosen, {"policy.max_age_h": "48"})}
    assert shown["policy.max_age_h"][0] == "9"
    assert "48" in shown["policy.max_age_h"][1]
    assert shown["policy.automatic_opening"] == ["no", "nobody; this is safe"]
    assert rows["site.name"] == "this PC"
    assert not any("key" in name or "device" in name for name in rows)


@pytest.mark.parametrize(
    "sentence",
    [
        "passes as of 3 hours ago",
        "12 entries wait, 1 in quarantine; the oldest for 2 days",
        "9,210 MB free of 120,034 MB (92% used)",
        "holds for another 6 days",
        *(words[0].replace("{host}", "h").replace("{", "").replace("}", "") for words in tls._WORDS.values()),
        *(words[1] for words in tls._WORDS.values()),
    ],
)
def test_sentences_of_the_core_are_known(sentence: str) -> None:
    assert any(findings._pattern(source).fullmatch(sentence) for source in findings.SOURCES), sentence


def test_what_is_not_known_is_shown_as_it_came() -> None:
    assert findings.said("something new under the sun") == "something new under the sun"
    assert findings.name("gate main") == "Gate main"
    assert service.evidence(Finding("clock", State.OK, "+0.2 s to the central API")) == "+0.2 s to the central API"


@pytest.mark.parametrize("position", Position)
@pytest.mark.parametrize("typical_ms", [None, 9])
def test_a_gates_line_is_told_in_the_language_of_the_screen(
    words: Words, position: Position, typical_ms: int | None
) -> None:
    told = checks.gate(
        GateStatus("main", "Portón 1", position, datetime(2026, 11, 20, tzinfo=UTC), True), typical_ms
    ).evidence
    for language in (Language.SPANISH, Language.PORTUGUESE):
        words.speak(language)
        said = findings.said(told)
        assert said.startswith("Portón 1: ") and said != told
        assert ("9 ms" in said) == (typical_ms is not None)


@pytest.mark.parametrize("language", list(Language))
def test_no_page_cuts_a_word(qtbot, qapp, core: FakeCore, words: Words, language: Language) -> None:
    words.speak(language)
    stories.supervised(core)
    history = HistoryScreen(core)
    qtbot.addWidget(history)
    history.resize(1208, 666)
    history.start()
    history.show()
    history.open_review()
    part = history.oversight

    def look_at_person() -> None:
        part.open("person")
        part.presenter.look_for("orellana")
        part.presenter.mark("Mariana Orellana")
        part.presenter.erase()

    def broken() -> None:
        core.proof.proven = fake_desks.BROKEN
        part.presenter.prove()

    pages: tuple[Callable[[], None], ...] = (
        lambda: part.open("outages"), lambda: part.open("proof"), part.presenter.prove, broken, look_at_person,
        part.presenter.erase,
    )  # fmt: skip
    for page in pages:
        page()
        _settle(qapp)
        assert looking.cut_texts(history) == []
        assert looking.nameless(history) == []
    history.close_place()

    stories.technician(core)
    screen = ServiceScreen(core)
    qtbot.addWidget(screen)
    screen.resize(1208, 666)
    screen.show()
    screen.come_up()
    for tab in Part:
        screen.presenter.choose(tab)
        screen.presenter.mark("tls")
        _settle(qapp)
        assert looking.cut_texts(screen) == []
        assert looking.nameless(screen) == []


def _settle(qapp: object) -> None:
    for _ in range(4):
        qapp.processEvents()  # type: ignore[attr-defined]
