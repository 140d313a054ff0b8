"""Who said last whether the site is locked down. One rule for every console and for the central API."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)
"""When nobody has said anything yet."""

_NEXT = timedelta(milliseconds=1)


@dataclass(frozen=True, slots=True)
class LockdownWord:
    """Somebody's word. `at`: when it was decided; `name` and `place`: by whom and where, for people, "" unknown.

    `word_id`: a word of a console has one, wherever it is met. `waiting`: it is this console's own, and the central
    API has not confirmed it yet.
    """

    locked: bool
    at: datetime
    actor_id: str = ""
    name: str = ""
    place: str = ""
    word_id: str = ""
    waiting: bool = False


def later(one: LockdownWord, other: LockdownWord) -> LockdownWord:
    """Which of two words holds: the later decision; of two at the same moment the one that locks.

    The order in which words are heard, or how often, makes no difference, so consoles that have heard the same agree.
    """
    return max(one, other, key=_order)


def moment_after(held: LockdownWord | None, now: datetime | None) -> datetime:
    """When a word is decided that answers `held`: after it, although this PC's clock may be behind that of whoever
    said it. `now` None: the clock is not to be relied upon, so the word answers what is known here and no more."""
    if held is None:
        return now or LONG_AGO
    return max(now or LONG_AGO, held.at + _NEXT)


def _order(word: LockdownWord) -> tuple[datetime, bool, str, str]:
    return word.at, word.locked, word.word_id, word.actor_id
