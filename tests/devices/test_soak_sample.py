"""A seeded sample of the scanner's soak; `python -m tests.soak scan` runs the full number."""

from __future__ import annotations

from tests.soak.scan import run


def test_a_sample_of_the_soak_stays_flat_and_opens_nothing() -> None:
    result = run(seed=417, scale=0.003)
    assert not result["left"]
    assert result["opened"] == 0
