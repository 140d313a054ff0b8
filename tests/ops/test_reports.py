"""Reports as another program reads them; names of any length and script stay in their place."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.pdfbase import pdfmetrics

from app.domain.scan import PassCode, parse_payload
from app.errors import ExportError
from app.ops import reports
from app.ops.figures import Present, Span
from app.ops.lettering import BOLD, REGULAR, fitted, load_fonts, printable, wrapped
from app.ops.pass_sheet import PrintedPass, print_pass
from app.ops.reports import Printing, entries_report, muster_list, outage_report
from app.ops.story import Site, Story
from app.ops.words import ReportWords
from tests.ops.pdf import boxes_of, codes_of, pages_of
from tests.ops.stories import MARCH, SITE, entry, line, many, story

FONTS = Path(__file__).resolve().parents[2] / "resources" / "fonts"
PRINTING = Printing(SITE, FONTS, "Ana Díaz", MARCH)
DAY = Span(MARCH, MARCH + timedelta(days=1))
CODE = "0195a000-0000-7000-8000-0000000000aa"
NASTY = (
    "Ñandú " * 60,
    "W" * 300,
    "محمد عبد الله\u202e",
    "👩‍👩‍👧‍👦👍🏽" * 40,
    "漢字かな" * 80,
    "a\x00b\r\nc\td\x1b[31m\ufffe",
    "\ud800",
    "e\u0301\u0302\u0303" * 100,
    "",
)


def test_entries_with_site_range_and_pages(tmp_path: Path) -> None:
    target = tmp_path / "entries.pdf"
    assert entries_report(target, many(100), DAY, PRINTING, personal=True) == 100
    pages = pages_of(target)
    assert len(pages) == 4
    for number, text in enumerate(pages, start=1):
        assert "Residencial Las Lomas" in text
        assert "2026-03-14 12:00 to 2026-03-15 12:00" in text
        assert f"Page {number} of" in text
        assert "4" in text.split(f"Page {number} of", 1)[1].split("\n")[1]
        assert "Reason" in text
    assert "Entries" in pages[0]
    assert "Made on 2026-03-14 12:00 by Ana Díaz" in pages[0]
    assert "María del Carmen" in pages[0]
    assert [path.name for path in tmp_path.iterdir()] == ["entries.pdf"]


def test_a_report_without_the_role_names_nobody(tmp_path: Path) -> None:
    named = [[story(1, visitor_name="Canary", house="Canary", plate="CANARY", actor_name="Canary")]]
    target = tmp_path / "entries.pdf"
    entries_report(target, [[one.line for one in page] for page in named], DAY, PRINTING, personal=False)
    outage_report(tmp_path / "outage.pdf", named[0], DAY, PRINTING, personal=False)
    for path in tmp_path.iterdir():
        text = "".join(pages_of(path))
        assert "canary" not in text.lower()
        assert "Main gate" in text


def test_an_empty_range_says_so(tmp_path: Path) -> None:
    entries_report(tmp_path / "entries.pdf", [], DAY, PRINTING, personal=True)
    assert "Nothing happened" in pages_of(tmp_path / "entries.pdf")[0]
    outage_report(tmp_path / "outage.pdf", [], DAY, PRINTING, personal=True)
    assert "Nothing happened" in pages_of(tmp_path / "outage.pdf")[0]
    muster_list(tmp_path / "muster.pdf", [], PRINTING)
    assert "Nobody is known to be inside" in pages_of(tmp_path / "muster.pdf")[0]


def test_a_muster_list_goes_by_house_and_counts_people(tmp_path: Path) -> None:
    present = [
        Present("Zoë", "A-10", MARCH, "main", 3),
        Present("Ana", "A-2", MARCH, "back", 1, MARCH + timedelta(hours=1)),
        Present("Luis", "A-2", MARCH, "main", 1),
    ]
    target = tmp_path / "muster.pdf"
    muster_list(target, present, PRINTING)
    (text,) = pages_of(target)
    assert "3 visits, 5 people" in text
    assert text.index("Ana") < text.index("Luis") < text.index("Zoë")
    assert "2026-03-14 13:00" in text


def test_an_outage_says_what_was_decided_on_what_and_what_came_of_it(tmp_path: Path) -> None:
    stories = [
        Story(entry(1, basis="mirror", basis_age_s=600), found=("expired",), waiting=True),
        Story(entry(2, basis="mirror", basis_age_s=500_000, verdict="ask")),
        Story(entry(3, basis="nothing", verdict="refuse", kind="refusal")),
    ]
    target = tmp_path / "outage.pdf"
    outage_report(target, stories, DAY, PRINTING, personal=True)
    text = "".join(pages_of(target))
    assert "3 entries: 1 admitted, 1 refused, 1 decided by the guard." in text
    assert "1 of them are not yet confirmed" in text
    for words in ("up to 1 h", "over 72 h", "nothing was known", "expired", "Entries to look at"):
        assert words in text
    outage_report(target, stories[1:], DAY, PRINTING, personal=True)
    text = "".join(pages_of(target))
    assert "All of them are confirmed" in text
    assert "It found nothing" in text


def test_a_printed_pass_is_read_by_a_decoder_as_the_pass(tmp_path: Path) -> None:
    target = tmp_path / "pass.pdf"
    for name in ("María Peña", *NASTY):
        print_pass(target, PrintedPass(CODE, name, "A-12", MARCH), PRINTING)
        (code,) = codes_of(target)
        parsed = parse_payload(code)
        assert isinstance(parsed, PassCode)
        assert parsed.key == CODE
    text = pages_of(target)[0]
    assert "Visiting A-12" in text
    assert "Valid until 2026-03-14 12:00" in text


def test_other_words_and_a_number_in_the_middle_of_them(tmp_path: Path) -> None:
    words = ReportWords(page="Hoja {page} / {pages} en total", entries="Ingresos", made="Hecho {at} por {who}")
    printing = Printing(Site("{x} %s", SITE.zone), FONTS, "{who}", MARCH, words, "es")
    target = tmp_path / "entries.pdf"
    entries_report(target, many(3), Span(MARCH, None), printing, personal=True)
    (text,) = pages_of(target)
    assert "Ingresos" in text
    assert "{x} %s" in text
    assert "por {who}" in text
    assert "en total" in text
    assert "to now" in text


def test_too_much_and_stopped_leave_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reports, "MOST_ROWS", 10)
    with pytest.raises(ExportError) as caught:
        entries_report(tmp_path / "entries.pdf", many(11), DAY, PRINTING, personal=True)
    assert caught.value.code == "too_many_rows"
    with pytest.raises(ExportError) as caught:
        entries_report(tmp_path / "entries.pdf", many(5), DAY, PRINTING, personal=True, stopped=lambda: True)
    assert caught.value.code == "export_stopped"
    assert list(tmp_path.iterdir()) == []


def test_no_name_breaks_a_table(tmp_path: Path) -> None:
    """Every text stays inside the page, and a row of nasty names is as high as any other."""
    plain, nasty = tmp_path / "plain.pdf", tmp_path / "nasty.pdf"
    rows = [[line(number, visitor_name="Ana", house="A", plate="P") for number in range(len(NASTY))]]
    entries_report(plain, rows, DAY, PRINTING, personal=True)
    rows = [[line(number, visitor_name=name, house=name, plate=name) for number, name in enumerate(NASTY)]]
    entries_report(nasty, rows, DAY, PRINTING, personal=True)
    assert len(pages_of(nasty)) == len(pages_of(plain)) == 1
    for left, top, right, bottom in boxes_of(nasty):
        assert left >= 0.04
        assert top >= 0.04
        assert right <= 0.97
        assert bottom <= 0.97
    site = Site(NASTY[0], SITE.zone)
    for number, name in enumerate(NASTY):
        printing = Printing(site, FONTS, name, MARCH)
        muster_list(tmp_path / f"{number}.pdf", [Present(name, name, MARCH, name, 2)], printing)
        assert len(pages_of(tmp_path / f"{number}.pdf")) == 1


load_fonts(FONTS)
ANY_TEXT = st.text(st.characters(), max_size=400) | st.sampled_from(NASTY)


@settings(max_examples=80)
@given(ANY_TEXT, st.sampled_from([REGULAR, BOLD]), st.floats(5, 400))
def test_fitted_text_fits(text: str, font: str, width: float) -> None:
    letters = pdfmetrics.getFont(font).face.charToGlyph
    drawn = fitted(text, font, 9, width)
    assert pdfmetrics.stringWidth(drawn, font, 9) <= width
    assert all(ord(letter) in letters for letter in drawn)
    lines = wrapped(text, font, 9, width, lines=3)
    assert len(lines) <= 3
    assert all(pdfmetrics.stringWidth(line, font, 9) <= width for line in lines)


def test_letters_that_the_font_has_stay_and_others_leave_a_square() -> None:
    assert printable("José Núñez – Ł Ж Ω") == "José Núñez – Ł Ж Ω"
    assert printable("e\u0301") == "é"
    assert printable("漢a") == "□a"
    assert printable("👩‍👧") == "□□"
    assert printable("a\u202eb\u200fc") == "abc"
