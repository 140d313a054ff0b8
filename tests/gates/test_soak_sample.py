"""A seeded sample of the long tests: openings among faults, and one short outage of the link."""

from __future__ import annotations

import asyncio

from tests.soak.gate import link_cut, openings


def test_a_hundred_openings_among_faults() -> None:
    told = asyncio.run(openings(7, 100))
    assert told["wrong"] == []
    assert told["late"] == 0
    assert told["pulses"] > 0


def test_a_link_cut_at_the_write_lets_nothing_through_later_than_it_may() -> None:
    told = link_cut(2.0)
    assert told.get("failed") is None
    assert (told["late"], told["sockets_left"]) == (0, 0)
    assert "unknown:no_answer" in told["outcomes"]
    assert told["websocket_late_s"], "the method must be able to see a late pulse"
