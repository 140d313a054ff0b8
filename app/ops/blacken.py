"""Known personal values out of any text, however they are written: other case, no accents, other separators."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable
from functools import lru_cache

from app.logs import redacted

HIDDEN = "<personal>"

_RUN = re.compile(r"[^\W_]+")
_APART = re.compile(r"[\s._/,;:-]{1,3}")
"""What may stand between the parts of one value: P-123 ABC, P123ABC and P.123.ABC are one plate."""

_SHORTEST = 3
"""A value or a word of a name with fewer letters is no clue to anybody and would blacken half of a log."""

_SHORTEST_NUMBER = 5
"""A document may be written without its letters, or in part; a house's number alone says nothing."""


class Blackener:
    """Blackens a fixed set of values, and after that whatever has the shape of a secret.

    Of names also every single word is hidden: "Peña" points at María Peña in a gatehouse. So is every long part of
    a document's number.
    """

    def __init__(self, values: Iterable[str]) -> None:
        known: set[str] = set()
        for value in values:
            runs = [_folded(run) for run in _RUN.findall(value)]
            numbered = [run for run in runs if not run.isalpha()]
            known.add("".join(runs))
            known.update(run for run in runs if run.isalpha())
            known.update(run for run in ["".join(numbered), *numbered] if len(run) >= _SHORTEST_NUMBER)
        self._known = sorted(value for value in known if len(value) >= _SHORTEST)

    def text(self, text: str) -> str:
        """`text` without the values and without secrets."""
        return redacted(self._without_values(text))

    def _without_values(self, text: str) -> str:
        runs = list(_RUN.finditer(text))
        made: list[str] = []
        at = number = 0
        while number < len(runs):
            taken = self._runs_of_a_value(text, runs, number)
            if taken:
                made += [text[at : runs[number].start()], HIDDEN]
                at = runs[number + taken - 1].end()
            number += max(1, taken)
        return "".join([*made, text[at:]])

    def _runs_of_a_value(self, text: str, runs: list[re.Match[str]], first: int) -> int:
        """How many runs from `first` on make up the longest known value that begins there; 0 for none."""
        joined, found = "", 0
        for number in range(first, len(runs)):
            if number > first and not _APART.fullmatch(text, runs[number - 1].end(), runs[number].start()):
                break
            joined += _folded(runs[number].group())
            place = bisect_left(self._known, joined)
            if place == len(self._known) or not self._known[place].startswith(joined):
                break
            if self._known[place] == joined:
                found = number - first + 1
        return found


@lru_cache(maxsize=4096)
def _folded(run: str) -> str:
    """Letters and digits without accents and case. ASCII, most of a log, needs nothing else."""
    if run.isascii():
        return run.lower()
    plain = unicodedata.normalize("NFKD", run.casefold())
    return "".join(letter for letter in plain if not unicodedata.combining(letter))
