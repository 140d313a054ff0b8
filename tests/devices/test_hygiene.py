"""Scan hygiene: one person's intent is one scan."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from app.devices.hygiene import (
    DEBOUNCE_S,
    EPISODE_GAP_S,
    FORGET_AFTER_S,
    LEFT_AFTER_S,
    LINE_DEBOUNCE_S,
    MOST_REMEMBERED,
    MUTE_AFTER_S,
    Held,
    Ruling,
    ScanHygiene,
)
from tests.devices.lanes import OTHER, PASS

AD = "https://example.com/pizza"


def seen_for(hygiene: ScanHygiene, texts: list[str], start: float, seconds: float, fps: float = 15) -> list[Ruling]:
    frames = int(seconds * fps)
    return [ruling for number in range(frames) for ruling in hygiene.saw(texts, start + number / fps)]


def test_a_code_held_in_view_scans_once() -> None:
    assert seen_for(ScanHygiene(), [PASS], 0, 60) == [Ruling(PASS, None)]


def test_missed_frames_are_not_a_new_intent() -> None:
    hygiene = ScanHygiene()
    assert seen_for(hygiene, [PASS], 0, 2) == [Ruling(PASS, None)]
    assert not seen_for(hygiene, [PASS], 2 + LEFT_AFTER_S - 0.1, 2)


def test_a_code_that_is_soon_back_was_just_scanned_and_says_so_once() -> None:
    hygiene = ScanHygiene()
    seen_for(hygiene, [PASS], 0, 2)
    assert seen_for(hygiene, [PASS], 2 + LEFT_AFTER_S + 0.5, 3) == [Ruling(PASS, Held.JUST_SCANNED)]


def test_a_code_that_is_back_later_is_a_new_scan() -> None:
    hygiene = ScanHygiene()
    seen_for(hygiene, [PASS], 0, 2)
    assert seen_for(hygiene, [PASS], 2 + DEBOUNCE_S + 0.1, 3) == [Ruling(PASS, None)]


def test_two_passes_together_ask_and_the_one_left_alone_scans() -> None:
    hygiene = ScanHygiene()
    assert seen_for(hygiene, [PASS, OTHER], 0, 3) == [Ruling(PASS, Held.TWO_CODES), Ruling(OTHER, Held.TWO_CODES)]
    assert seen_for(hygiene, [OTHER], 3, 4) == [Ruling(OTHER, None)]


def test_the_next_visitor_beside_one_already_scanned_is_a_scan() -> None:
    hygiene = ScanHygiene()
    seen_for(hygiene, [PASS], 0, 4)
    assert seen_for(hygiene, [PASS, OTHER], 4, 4) == [Ruling(OTHER, None)]


def test_a_code_that_stays_for_minutes_is_muted_and_said_so_once() -> None:
    hygiene = ScanHygiene()
    rulings = seen_for(hygiene, [PASS], 0, MUTE_AFTER_S * 3, fps=4)
    assert rulings == [Ruling(PASS, None), Ruling(PASS, Held.MUTED)]
    later = MUTE_AFTER_S * 3 + EPISODE_GAP_S * 4
    assert not seen_for(hygiene, [PASS], later, 5)
    assert seen_for(hygiene, [PASS], later + 5 + FORGET_AFTER_S + 1, 5) == [Ruling(PASS, None)]


def test_a_muted_code_is_no_company_for_a_pass() -> None:
    hygiene = ScanHygiene()
    seen_for(hygiene, [PASS], 0, MUTE_AFTER_S + 1, fps=4)
    assert seen_for(hygiene, [PASS, OTHER], MUTE_AFTER_S + 1, 3) == [Ruling(OTHER, None)]


def test_a_foreign_code_scans_alone_and_never_stands_before_a_pass() -> None:
    hygiene = ScanHygiene()
    assert seen_for(hygiene, [AD], 0, 2) == [Ruling(AD, None)]
    assert seen_for(hygiene, [AD, PASS], 2, 20) == [Ruling(PASS, None)]
    assert not seen_for(hygiene, [AD], 22, 3), "it had been there all the time"


def test_one_pass_written_in_two_ways_is_one_pass() -> None:
    texts = [PASS, PASS.upper(), PASS.replace("-", ""), f"portun://pass/{PASS}"]
    assert seen_for(ScanHygiene(), texts, 0, 3) == [Ruling(PASS, None)]


def test_links_of_the_sites_own_hosts_are_passes() -> None:
    link = f"https://www.portun.app/v/{PASS}"
    assert seen_for(ScanHygiene(["www.portun.app"]), [link, AD], 0, 1) == [Ruling(link, None)]


def test_a_trigger_pressed_twice_is_one_line() -> None:
    hygiene = ScanHygiene()
    assert hygiene.line(PASS, 10) is None
    assert hygiene.line(PASS.upper(), 10 + LINE_DEBOUNCE_S / 2) is Held.JUST_SCANNED
    assert hygiene.line(OTHER, 10 + LINE_DEBOUNCE_S / 2) is None
    assert hygiene.line(PASS, 20) is None


CODES = [PASS, OTHER, AD, "x"]


@given(st.lists(st.tuples(st.floats(0.01, 40), st.lists(st.sampled_from(CODES), max_size=4)), max_size=200))
def test_whatever_comes_no_code_scans_twice_within_the_debounce(steps: list[tuple[float, list[str]]]) -> None:
    hygiene, now, scanned = ScanHygiene(), 0.0, dict[str, float]()
    for gap, texts in steps:
        now += gap
        for ruling in hygiene.saw(texts, now):
            assert ruling.text in texts
            if ruling.held is None:
                assert now - scanned.get(ruling.text, -1e9) > DEBOUNCE_S
                scanned[ruling.text] = now


def test_nonsense_does_not_fill_the_memory() -> None:
    hygiene = ScanHygiene()
    for number in range(3 * MOST_REMEMBERED):
        hygiene.saw([f"nonsense {number}"], number * 0.01)
    assert len(hygiene._present) <= MOST_REMEMBERED + 1


def test_of_two_codes_the_chosen_one_is_no_scan_once_more_and_the_other_still_may_be() -> None:
    hygiene = ScanHygiene()
    assert {ruling.held for ruling in seen_for(hygiene, [PASS, OTHER], 0, 1)} == {Held.TWO_CODES}
    hygiene.chose(PASS, 1.0)
    assert not seen_for(hygiene, [PASS, OTHER], 1, 2)
    assert seen_for(hygiene, [OTHER], 3, 3) == [Ruling(OTHER, None)]
    assert not seen_for(hygiene, [PASS], 6, 0.2)[1:]
