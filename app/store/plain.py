"""How names, houses and plates are compared: the same as the central API's blacklist rows are normalised."""

from __future__ import annotations

import re
import unicodedata

_NOT_IN_A_PLATE = re.compile(r"[^A-Z0-9]")
_ACCENTS = re.compile("[\u0300-\u036f]")
"""The combining marks of European writing; what others there are is looked up a character at a time."""
_MARK = "  "
_FIRST_SIGN, _SIGNS = 0xE000, 6400
"""Unicode's private use area: characters that no name or house is written with."""


def plain(text: str) -> str:
    """Unaccented, upper case, single blanks; what cannot be printed is a blank."""
    if not text.isprintable():
        text = "".join(c if c.isprintable() else " " for c in text)
    if not text.isascii():
        text = _ACCENTS.sub("", unicodedata.normalize("NFKD", text))
        if not text.isascii():
            text = "".join(c for c in text if not unicodedata.combining(c))
    return " ".join(text.upper().split())


def plain_plate(text: str) -> str:
    """Letters A-Z and digits only."""
    return _NOT_IN_A_PLATE.sub("", plain(text))


def marked(words: str) -> str:
    """Plain words with two blanks before and one after each: so the beginning of a word, even of one letter, is
    three characters, and a trigram index finds it."""
    return f"{_MARK}{words.replace(' ', ' ' + _MARK)} " if words else ""


def beginning(words: str) -> str:
    """What `marked` text holds when it has a word (the words) beginning like that."""
    return marked(words)[:-1]


def sign_of(number: int) -> str:
    """Three characters that stand for a house: one trigram, so that all its passes are one list in the index."""
    high, low = divmod(number, _SIGNS)
    highest, high = divmod(high, _SIGNS)
    return chr(_FIRST_SIGN + highest) + chr(_FIRST_SIGN + high) + chr(_FIRST_SIGN + low)
