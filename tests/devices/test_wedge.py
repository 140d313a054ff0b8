"""Hand scanners that type: told from people, whatever has the focus and whatever the keyboard's layout."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from app.devices.layouts import LAYOUTS, repair
from app.devices.wedge import BURST_LENGTH, HICCUP_S, MAX_GAP_S, Wedge
from app.domain.scan import PassCode, parse_payload
from tests.devices.lanes import PASS


class Desk:
    """What a console does with a wedge: keys in, a focused field and lines out."""

    def __init__(self, wedge: Wedge) -> None:
        self.wedge = wedge
        self.field = ""
        self.lines: list[str] = []
        self.enters = 0

    def press(self, char: str, at: float, *, repeat: bool = False) -> None:
        if self.wedge.due is not None and self.wedge.due < at:
            self._take(self.wedge.idle(self.wedge.due))
        heard = self.wedge.key(char, at, repeat=repeat)
        self._take(heard)
        if not heard.swallow:
            if char in "\r\n\t":
                self.enters += 1
            else:
                self.field += char

    def rest(self) -> None:
        if self.wedge.due is not None:
            self._take(self.wedge.idle(self.wedge.due))
        assert self.wedge.due is None

    def _take(self, heard) -> None:  # type: ignore[no-untyped-def]
        self.field += heard.typed
        if heard.line is not None:
            self.lines.append(heard.line)


def burst(desk: Desk, text: str, at: float, gap: float = 0.008) -> float:
    for char in text:
        desk.press(char, at)
        at += gap
    return at


def test_a_scanners_line_reaches_the_scan_and_neither_the_field_nor_a_button() -> None:
    desk = Desk(Wedge())
    ended = burst(desk, PASS + "\r", 5.0)
    assert desk.lines == [PASS]
    assert (desk.field, desk.enters) == ("", 0)
    assert desk.wedge.last_burst_monotonic is not None and abs(desk.wedge.last_burst_monotonic - ended) < 0.05


def test_typing_reaches_the_field_in_its_order_and_its_enter_counts() -> None:
    desk, at = Desk(Wedge()), 3.0
    for char in "María Q 4-11":
        desk.press(char, at)
        at += 0.12
    desk.press("\r", at)
    desk.rest()
    assert desk.field == "María Q 4-11"
    assert desk.enters == 1
    assert not desk.lines
    assert desk.wedge.last_burst_monotonic is None


def test_a_scan_in_the_middle_of_typing_leaves_the_typing_whole() -> None:
    desk = Desk(Wedge())
    desk.press("A", 1.0)
    desk.press("n", 1.2)
    at = burst(desk, PASS + "\r", 1.5)
    desk.press("a", at + 0.4)
    desk.rest()
    assert (desk.field, desk.lines, desk.enters) == ("Ana", [PASS], 0)


def test_a_second_ending_right_after_the_line_is_the_scanners_too() -> None:
    desk = Desk(Wedge())
    burst(desk, PASS + "\t\r\n", 1.0)
    assert (desk.lines, desk.enters) == ([PASS], 0)


def test_a_scanner_without_an_ending_ends_its_line_by_silence() -> None:
    desk = Desk(Wedge())
    burst(desk, PASS, 1.0)
    desk.rest()
    assert desk.lines == [PASS]
    assert desk.field == ""


def test_a_short_code_with_its_enter_triggers_nothing() -> None:
    desk = Desk(Wedge())
    burst(desk, "417\r", 1.0)
    assert (desk.lines, desk.enters, desk.field) == (["417"], 0, "")


def test_a_key_held_down_is_typing() -> None:
    desk, at = Desk(Wedge()), 1.0
    desk.press("8", at)
    for _ in range(30):
        at += 0.03
        desk.press("8", at, repeat=True)
    desk.rest()
    assert desk.field == "8" * 31
    assert not desk.lines


def test_a_hiccup_of_the_bus_does_not_end_a_line() -> None:
    desk = Desk(Wedge())
    at = burst(desk, PASS[:20], 1.0)
    burst(desk, PASS[20:] + "\r", at + HICCUP_S * 0.8)
    assert desk.lines == [PASS]


def test_another_key_gives_back_typing_but_not_a_scanners_characters() -> None:
    desk = Desk(Wedge())
    desk.press("a", 1.0)
    assert desk.wedge.interrupted().typed == "a"
    burst(desk, PASS[:10], 2.0)
    assert desk.wedge.interrupted().typed == ""
    assert desk.wedge.key("", 2.1).swallow is False, "Shift is nobody's business"


def test_a_prefix_tells_a_slow_scanner_at_once_and_is_not_part_of_the_code() -> None:
    desk = Desk(Wedge(prefix="~"))
    burst(desk, "~" + PASS + "\r", 1.0, gap=0.12)
    assert (desk.lines, desk.field) == ([PASS], "")


@given(
    st.lists(
        st.tuples(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), st.floats(MAX_GAP_S * 1.1, 3.0)),
        max_size=60,
    )
)
def test_nothing_typed_at_a_hands_speed_is_lost_or_taken_for_a_scanner(keys: list[tuple[str, float]]) -> None:
    desk, at = Desk(Wedge()), 0.0
    for char, gap in keys:
        at += gap
        desk.press(char, at)
    desk.rest()
    assert desk.field == "".join(char for char, _ in keys)
    assert not desk.lines


@given(
    st.lists(st.text(st.characters(codec="ascii", exclude_categories=["Cc"]), min_size=BURST_LENGTH, max_size=80),
             min_size=1, max_size=6),
    st.floats(0.001, MAX_GAP_S * 0.8),
)  # fmt: skip
def test_every_burst_is_a_line_and_no_key_of_it_escapes(lines: list[str], gap: float) -> None:
    desk, at = Desk(Wedge()), 0.0
    for line in lines:
        at = burst(desk, line + "\r", at + 1.0, gap)
    assert desk.lines == [repair(line) for line in lines]
    assert (desk.field, desk.enters) == ("", 0)


@given(st.lists(st.tuples(st.sampled_from([*"ab-1'ñ\r\t", ""]), st.floats(0, 0.3), st.booleans()), max_size=120))
def test_every_character_goes_to_exactly_one_place(keys: list[tuple[str, float, bool]]) -> None:
    desk, at = Desk(Wedge()), 0.0
    for char, gap, repeat in keys:
        at += gap
        desk.press(char, at, repeat=repeat and char not in "\r\t")
    desk.rest()
    pressed = sum(1 for char, *_ in keys if char and char not in "\r\t")
    assert len(desk.field) + sum(len(line) for line in desk.lines) == pressed


def test_a_pass_code_survives_every_layout() -> None:
    for name, layout in LAYOUTS.items():
        typed_as = {meant: shown for shown, meant in layout.items()}
        rng = random.Random(name)
        for _ in range(50):
            uid = f"{rng.getrandbits(128):032x}"
            code = f"{uid[:8]}-{uid[8:12]}-{uid[12:16]}-{uid[16:20]}-{uid[20:]}"
            for meant in (code, code.upper(), f"portun://pass/{code}", f"https://www.portun.app/v?code={code}"):
                shown = "".join(typed_as.get(char, char) for char in meant)
                repaired = parse_payload(repair(shown, ["www.portun.app"]), hosts=["www.portun.app"])
                assert isinstance(repaired, PassCode), (name, shown)
                assert repaired.key == code


@given(st.text(max_size=60))
def test_a_line_that_is_no_pass_stays_as_it_came(line: str) -> None:
    assert repair(line) == line or isinstance(parse_payload(repair(line)), PassCode)
