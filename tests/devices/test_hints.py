"""Hints: what a person is told whose code is seen but not understood."""

from __future__ import annotations

import numpy as np
import pytest

from app.devices.hints import AFTER_S, GLARE, HOLD_STILL, STAYS_S, TOO_DARK, TOO_FAR, Hints, why_unread
from app.devices.pixels import grey
from tests.devices.lanes import PASS
from tests.devices.pictures import blurred, code_picture

PICTURE = grey(code_picture(PASS, module=5))
SYMBOL = np.array([[247, 107], [392, 107], [392, 252], [247, 252]], np.float64)


def with_lamp() -> np.ndarray:
    lit = PICTURE.copy()
    lit[150:220, 260:340] = 255
    return lit


@pytest.mark.parametrize(
    ("picture", "symbol", "hint"),
    [
        (PICTURE, (SYMBOL - 320) * 0.4 + 320, TOO_FAR),
        ((PICTURE * 0.2).astype(np.uint8), SYMBOL, TOO_DARK),
        (with_lamp(), SYMBOL, GLARE),
        (grey(blurred(code_picture(PASS), 3)), SYMBOL, HOLD_STILL),
    ],
    ids=["far", "dark", "glare", "blurred"],
)
def test_the_reason_is_told(picture: np.ndarray, symbol: np.ndarray, hint: str) -> None:
    assert why_unread(picture, symbol) == hint


def test_a_hint_comes_after_a_while_stays_readable_and_goes_when_the_code_was_read() -> None:
    hints = Hints()
    told = [hints.at(PICTURE, SYMBOL, number / 10, read=False) for number in range(20)]
    assert told[0] == "" and told[int(AFTER_S * 10) - 1] == ""
    assert told[-1] == HOLD_STILL
    assert hints.at(PICTURE, None, 2.0, read=False) == HOLD_STILL
    assert hints.at(PICTURE, None, 2.0 + STAYS_S, read=False) == ""
    hints.at(PICTURE, SYMBOL, 5.0, read=False)
    assert hints.at(PICTURE, SYMBOL, 5.0 + AFTER_S, read=False) == HOLD_STILL
    assert hints.at(PICTURE, SYMBOL, 5.1 + AFTER_S, read=True) == ""


def test_symbols_at_the_edge_and_beyond_do_not_crash() -> None:
    for shift in (-400.0, -200.0, 300.0, 900.0):
        assert why_unread(PICTURE, SYMBOL + shift)
