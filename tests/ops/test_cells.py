"""No text from outside becomes a formula, a second line or a second cell of another program."""

from __future__ import annotations

import csv
import io
import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.ops.cells import neutral, one_line

UNSEEN = {"Zs", "Zl", "Zp", "Cc", "Cf"}
DANGEROUS = tuple("=+-@\u2212")
NASTY = st.text(alphabet=st.one_of(st.sampled_from("=+-@;,|'\"\t\r\n\x00 \ufeff\u200b＝＋－＠a1"), st.characters()))


def starts_a_formula(text: str) -> bool:
    """What a spreadsheet would see first."""
    for letter in text:
        if unicodedata.category(letter) in UNSEEN:
            continue
        return unicodedata.normalize("NFKC", letter).startswith(DANGEROUS)
    return False


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=HYPERLINK(1)", "'=HYPERLINK(1)"),
        ("+502 5555", "'+502 5555"),
        ("-1", "'-1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "' =1"),
        ("\r=1", "' =1"),
        ("＝1", "'＝1"),
        ("\ufeff=1", "'\ufeff=1"),
        ("a;=1", "a;'=1"),
        ("a, -b", "a,' -b"),
        ("A-12", "A-12"),
        ("Peña Ünal", "Peña Ünal"),
        ("", ""),
        ("two\r\nlines", "two lines"),
        ("nul\x00l", "null"),
        ("\ud800", "\ufffd"),
    ],
)
def test_cells_that_have_been_used_in_attacks(text: str, cell: str) -> None:
    assert neutral(text) == cell


def test_every_character_that_looks_like_a_start_is_known() -> None:
    for point in range(sys.maxunicode + 1):
        letter = chr(point)
        if unicodedata.normalize("NFKC", letter).startswith(DANGEROUS):
            assert neutral(f"{letter}1").startswith("'"), hex(point)


@given(NASTY)
def test_no_cell_starts_a_formula(text: str) -> None:
    cell = neutral(text)
    assert not starts_a_formula(cell)
    for separator in ";,|\t":
        assert not any(starts_a_formula(part) for part in cell.split(separator))


@given(st.lists(NASTY, min_size=1, max_size=6))
def test_a_row_comes_back_as_one_row_with_the_same_cells(texts: list[str]) -> None:
    cells = [neutral(text) for text in texts]
    stream = io.StringIO()
    csv.writer(stream, lineterminator="\r\n").writerow(cells)
    written = stream.getvalue()
    assert len(written.splitlines()) == 1
    written.encode("utf-8")
    assert next(csv.reader([written])) == cells


@given(st.text())
def test_one_line_is_one_line_and_settled(text: str) -> None:
    line = one_line(text)
    assert len(line.splitlines()) <= 1
    assert one_line(line) == line
    assert neutral(neutral(text)) == neutral(text)
