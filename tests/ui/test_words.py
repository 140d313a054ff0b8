"""Words: complete in every language, and right about times, plurals and text from outside."""

from __future__ import annotations

import runpy
import xml.etree.ElementTree as ET
from datetime import timedelta
from pathlib import Path

import pytest

from app.domain.decision import Reason
from app.domain.gate import OutcomeKind, Position
from tests.ui import stories
from tests.ui.fake_core import NOW, ZONE, FakeCore
from ui.text import gate_problems, gates, people, times, verdict
from ui.text.language import FOLDER, Language, Words

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def tool() -> dict[str, object]:
    """packaging/words.py: not a package, so that the library of that name stays visible."""
    return runpy.run_path(str(ROOT / "packaging" / "words.py"))


@pytest.mark.parametrize("language", list(Language))
def test_every_text_has_its_translation(tool: dict[str, object], language: Language) -> None:
    kept = tool["kept_in"](FOLDER / f"portun_{language.value}.ts")  # type: ignore[operator]
    for context, source, _ in tool["read_sources"]():  # type: ignore[operator]
        if language is Language.ENGLISH and "%n" not in source:
            continue
        words = kept.get((context, source))
        assert words and all(words), f"{language.value}: {context}: {source!r} has no words; run packaging/words.py"
        for form in words:
            fields = {part.split("}")[0] for part in source.split("{")[1:]}
            assert fields == {part.split("}")[0] for part in form.split("{")[1:]}, form
            assert ("%n" in source) >= ("%n" in form)


@pytest.mark.parametrize("language", list(Language))
def test_what_the_program_loads_is_what_is_written(tool: dict[str, object], language: Language, tmp_path: Path) -> None:
    made = tmp_path / "made.qm"
    tool["compile_to"](FOLDER / f"portun_{language.value}.ts", made)  # type: ignore[operator]
    assert made.read_bytes() == (FOLDER / f"portun_{language.value}.qm").read_bytes()


@pytest.mark.parametrize("language", list(Language))
def test_every_code_has_words(words: Words, core: FakeCore, language: Language) -> None:
    words.speak(language)
    for reason in Reason:
        assert people.short_reason(reason)
    for position in Position:
        assert gates.position(position)
    for kind in OutcomeKind:
        for detail in ("ok", "already_open", "deadline", "cooldown", "busy", "locked_down", "maintenance", "http:401",
                       "wrong_device", "refused", "unreachable", "no_answer", "rpc:-105", "locked"):  # fmt: skip
            case = stories.ended(kind, detail)
            assert verdict.headline(case)
            said = verdict.sentence(case, NOW, ZONE, core.link, "Main gate")
            assert "{" not in said


OF_A_GATE = (
    "deadline", "cooldown", "busy", "locked_down", "maintenance", "http:401", "wrong_device", "refused", "unreachable",
    "no_answer", "rpc:-105", "locked",
)  # fmt: skip


@pytest.mark.parametrize("detail", OF_A_GATE)
def test_no_code_of_a_gate_is_shown_raw(words: Words, detail: str) -> None:
    words.speak(Language.SPANISH)
    said = gate_problems.brief(detail)
    assert said != detail.replace("_", " ")
    assert said[0].islower()


def test_moments_are_in_the_sites_zone() -> None:
    assert times.clock(NOW, ZONE) == "14:37"
    assert times.moment(stories.at(20, 0), NOW, ZONE) == "Today 20:00"
    assert times.moment(stories.at(20, 0, days=-1), NOW, ZONE) == "Yesterday 20:00"
    assert times.moment(stories.at(6, 0, days=3), NOW, ZONE) == "Monday 06:00"
    assert times.moment(stories.at(6, 0, days=20), NOW, ZONE) == "10 December 06:00"
    assert times.moment(stories.at(6, 0, days=40 * 366), NOW, ZONE).endswith("2066")
    assert times.in_sentence(stories.at(20, 0, days=-1), NOW, ZONE) == "yesterday at 20:00"


def test_midnight_is_the_sites_midnight() -> None:
    """At 23:30 in Guatemala it is tomorrow in UTC already."""
    late = stories.at(23, 30)
    assert times.moment(late, NOW, ZONE) == "Today 23:30"


@pytest.mark.parametrize(
    ("length", "said"),
    [
        (timedelta(seconds=12), "12 s"),
        (timedelta(minutes=42), "42 min"),
        (timedelta(hours=5), "5 h"),
        (timedelta(hours=5, minutes=22, seconds=52), "5 h 23 min"),
        (timedelta(minutes=59, seconds=45), "1 h"),
        (timedelta(days=1, hours=3), "1 day"),
        (timedelta(days=3), "3 days"),
    ],
)
def test_spans(length: timedelta, said: str) -> None:
    assert times.span(length).replace("\u00a0", " ") == said


def test_far_and_past_have_no_span() -> None:
    assert times.until(stories.at(20, 0, days=-1), NOW) == ""
    assert times.until(stories.at(20, 0, days=90), NOW) == ""


@pytest.mark.parametrize(
    ("language", "one", "many"), [("es", "1 persona", "4 personas"), ("pt", "1 pessoa", "4 pessoas")]
)
def test_plurals(words: Words, language: str, one: str, many: str) -> None:
    words.speak(Language(language))
    assert people.people(1) == one
    assert people.people(4) == many


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Ana\tLucía\n Paz", "Ana Lucía Paz"),
        ("\x00\x07Ana\x1b[31m", "Ana[31m"),
        ("\u202eanA", "anA"),
        ("<b>Ana</b>", "<b>Ana</b>"),
        ("محمد", "محمد"),
        ("A" * 300, "A" * 119 + "…"),
        ("   ", ""),
    ],
)
def test_text_from_outside_is_one_plain_line(text: str, said: str) -> None:
    assert people.plain(text) == said


def test_the_files_name_their_language() -> None:
    for language, locale in (("en", "en_GB"), ("es", "es_GT"), ("pt", "pt_BR")):
        assert ET.parse(FOLDER / f"portun_{language}.ts").getroot().get("language") == locale
