"""Which word about a lockdown holds: whatever order consoles hear them in, they end up agreeing."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from datetime import timedelta
from functools import reduce

from hypothesis import given
from hypothesis import strategies as st

from app.domain.lockdown import LONG_AGO, LockdownWord, later, moment_after
from tests.store.made import NOON

words = st.builds(
    LockdownWord,
    locked=st.booleans(),
    at=st.integers(0, 3).map(lambda minutes: NOON + timedelta(minutes=minutes)),
    actor_id=st.sampled_from(["a", "b"]),
    word_id=st.sampled_from(["", "w1", "w2"]),
)


def heard(said: Sequence[LockdownWord]) -> LockdownWord:
    return reduce(later, said)


@given(st.lists(words, min_size=1, max_size=4), st.data())
def test_neither_order_nor_repetition_makes_a_difference(said: list[LockdownWord], data: st.DataObject) -> None:
    answers = {heard(order) for order in itertools.permutations(said)}
    assert len(answers) == 1
    again = data.draw(st.lists(st.sampled_from(said), max_size=4))
    assert heard([*said, *again]) == answers.pop()


@given(st.lists(words, min_size=1, max_size=6))
def test_locked_until_a_later_release(said: list[LockdownWord]) -> None:
    held = heard(said)
    newest_lock = max((one.at for one in said if one.locked), default=None)
    releases = [one.at for one in said if not one.locked]
    assert held.locked == (newest_lock is not None and not any(at > newest_lock for at in releases))


@given(words, st.integers(-600, 600), st.booleans())
def test_an_answer_to_a_word_comes_after_it_by_any_clock(held: LockdownWord, seconds: int, locked: bool) -> None:
    now = NOON + timedelta(seconds=seconds)
    answer = LockdownWord(locked, moment_after(held, now))
    assert later(held, answer) is answer
    assert later(answer, held) is answer
    assert moment_after(None, now) == now
    unreliable = LockdownWord(False, moment_after(held, None))
    assert later(held, unreliable) is unreliable
    assert unreliable.at - held.at < timedelta(seconds=1), "it answers nothing that was said since"
    assert moment_after(None, None) == LONG_AGO
