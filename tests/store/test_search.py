"""Search: a few letters of a name, a house or a plate, as guards type them."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.store.plain import plain
from app.store.store import Store
from tests.store.made import KEY, NOON, changed, page, pass_row

PEOPLE = {
    "p1": ("María José López", "Casa 12", "P-123ABC"),
    "p2": ("Juan Pérez", "Casa 120", ""),
    "p3": ("Li Wei", "Las Margaritas 7-B", "C001"),
    "p4": ("De la Cruz, Ana", "3", "P-999XYZ"),
    "p5": ('O"Brien* (VIP)', "Casa 12", ""),
    "p6": ("MARIO LOPERA", "Lote 5", "o12"),
}

Search = Callable[[str], list[str]]


@pytest.fixture(scope="module")
def search(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Search]:
    """The ids found, in order."""
    with asyncio.Runner() as runner:
        folder = tmp_path_factory.mktemp("store")
        store = runner.run(Store.open(folder, KEY, now=lambda: NOON, ballast_bytes=4096))
        rows = [
            pass_row(number, visitor_name=name, house=house, plate=plate)
            for number, (name, house, plate) in enumerate(PEOPLE.values(), 1)
        ]
        runner.run(store.mirror.apply_page(page(*changed("pass", *rows))))
        yield lambda text: [found.pass_id for found in runner.run(store.mirror.search(text))]
        runner.run(store.close())


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("maria", ["p1"]),
        ("MARÍA", ["p1"]),
        ("mari", ["p6", "p1"]),
        ("ari", ["p6", "p1", "p3"]),
        ("jose lop", ["p1"]),
        ("lopez maria", ["p1"]),
        ("maria l", ["p1"]),
        ("li", ["p3"]),
        ("li wei", ["p3"]),
        ("de la cruz", ["p4"]),
        ("brien", ["p5"]),
        ('o"br', ["p5"]),
        ("(vip)", ["p5"]),
        ("12", ["p5", "p1", "p2"]),
        ("120", ["p2"]),
        ("casa 12", ["p5", "p1", "p2"]),
        ("casa 120", ["p2"]),
        ("3", ["p4"]),
        ("7-b", ["p3"]),
        ("garita", ["p3"]),
        ("12 maria", ["p1"]),
        ("maria casa 12", ["p1"]),
        ("p", ["p1", "p4", "p2"]),
        ("p123", ["p1"]),
        ("P 123-abc", ["p1"]),
        ("9xyz", ["p4"]),
        ("c001", ["p3"]),
        ("", []),
        ("   ", []),
        ("zzz", []),
        ("maria perez", []),
        ("*", []),
        ("AND", []),
        ("name : maria", []),
    ],
)
def test_what_guards_type(search: Search, typed: str, found: list[str]) -> None:
    assert search(typed) == found


@settings(max_examples=80, deadline=None)
@given(typed=st.text(max_size=100))
def test_any_text_is_only_text(search: Search, typed: str) -> None:
    search(typed)


@settings(max_examples=80, deadline=None)
@given(who=st.sampled_from(sorted(PEOPLE)), data=st.data())
def test_any_part_of_a_word_from_three_letters_on_finds_it(search: Search, who: str, data: st.DataObject) -> None:
    word = data.draw(st.sampled_from([word for word in plain(PEOPLE[who][0]).split() if len(word) >= 3]))
    start = data.draw(st.integers(0, len(word) - 3))
    end = data.draw(st.integers(start + 3, len(word)))
    assert who in search(word[start:end])


@settings(max_examples=80, deadline=None)
@given(who=st.sampled_from(sorted(PEOPLE)), data=st.data())
def test_the_beginning_of_a_house_or_plate_finds_it_from_one_letter_on(
    search: Search, who: str, data: st.DataObject
) -> None:
    written = data.draw(st.sampled_from([plain(text) for text in PEOPLE[who][1:] if text]))
    assert who in search(written[: data.draw(st.integers(1, len(written)))])


def test_passes_that_are_over_come_last(tmp_path: Path) -> None:
    async def story() -> list[str]:
        store = await Store.open(tmp_path, KEY, now=lambda: NOON, ballast_bytes=4096)
        rows = (pass_row(1), pass_row(2, cancelled=True), pass_row(3, valid_until="2026-03-14T17:00:00Z"))
        await store.mirror.apply_page(page(*changed("pass", *rows)))
        found = await store.mirror.search("visitor")
        await store.close()
        return [one.pass_id for one in found]

    assert asyncio.run(story()) == ["p1", "p3", "p2"]
