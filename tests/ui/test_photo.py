"""The photo of the verdict: near the code, never outside the picture."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRectF

from ui.widgets.photo import shown_part

place = st.floats(-0.1, 1.1)


@given(st.lists(st.tuples(place, place), min_size=4, max_size=4), st.sampled_from([(1280, 720), (480, 640)]))
def test_the_part_is_a_square_within_the_picture(corners: list[tuple[float, float]], size: tuple[int, int]) -> None:
    part = shown_part(*size, tuple(corners))
    assert part.width() == part.height() > 0
    assert QRectF(-1e-6, -1e-6, size[0] + 2e-6, size[1] + 2e-6).contains(part)


def test_a_code_stands_in_the_middle_of_the_part_and_without_one_it_is_the_middle_of_the_picture() -> None:
    part = shown_part(1280, 720, ((0.4, 0.4), (0.5, 0.4), (0.5, 0.55), (0.4, 0.55)))
    assert part.center().x() == pytest.approx(0.45 * 1280) and part.center().y() == pytest.approx(0.475 * 720)
    assert 128 < part.width() < 720
    assert shown_part(1280, 720, ()) == QRectF(280, 0, 720, 720)
