"""Text from outside, made harmless for a spreadsheet: one line, nothing invisible, never a formula."""

from __future__ import annotations

import re
from functools import lru_cache

# A cell is taken for a formula by its first visible character. Beside = + - @ these are the characters that
# Unicode's compatibility forms (NFKC) turn into one of them, and the minus sign that spreadsheets also take.
_STARTS = "=+\\-@\u207a-\u207c\u208a-\u208c\u2a75\u2a76\ufb29\ufe62\ufe63\ufe66\ufe6b\uff0b\uff0d\uff1d\uff20\u2212"

# What may stand in front of it unseen: blanks, zero-width and direction marks.
_UNSEEN = "\\s\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff"

_FORMULA = re.compile(f"(^|[;,|])(?=[{_UNSEEN}]*[{_STARTS}])")
"""Also after a separator: a program that splits at another one than ours would see a new cell begin there."""

_BREAK = re.compile("[\t\n\x0b\x0c\r\x1c-\x1e\x85\u2028\u2029]+")
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff]")
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


def one_line(text: str) -> str:
    """`text` without control characters; every kind of line break and tab becomes a blank."""
    if text.isprintable():  # nearly all there is, and several times quicker than to search it
        return text
    text = _CONTROL.sub("", _BREAK.sub(" ", text))
    return _LONE_SURROGATE.sub("\ufffd", text)


@lru_cache(maxsize=1024)  # codes, gates and houses repeat: a third of an export's time
def neutral(text: str) -> str:
    """A cell that no spreadsheet takes for a formula; a quote mark in front says that it is text (OWASP's advice)."""
    if text.isprintable() and text[:1].isalnum() and not ("," in text or ";" in text or "|" in text):
        return text
    return _FORMULA.sub(r"\1'", one_line(text))
