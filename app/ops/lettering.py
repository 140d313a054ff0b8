"""Text for paper: the product's own letters, and any name made to fit, whatever its length or script."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from pathlib import Path

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from app.ops.cells import one_line

REGULAR = "PortunSans-Regular"
BOLD = "PortunSans-SemiBold"
MISSING = "□"
"""Stands for a letter that the font does not have, so that one sees that there is one."""

LONGEST = 300
"""Characters of a text from outside that are looked at; no place on paper shows as many."""


def load_fonts(folder: Path) -> None:
    """Make the two faces known to reportlab, once a program."""
    known = set(pdfmetrics.getRegisteredFontNames())
    for name in (REGULAR, BOLD):
        if name not in known:
            pdfmetrics.registerFont(TTFont(name, str(folder / f"{name}.ttf"), shapable=False))


def printable(text: str, font: str = REGULAR) -> str:
    """`text` in letters that `font` has, on one line, without marks that change the direction of what follows."""
    letters = pdfmetrics.getFont(font).face.charToGlyph
    drawn: list[str] = []
    for letter in unicodedata.normalize("NFC", one_line(text[:LONGEST])):
        if ord(letter) in letters:
            drawn.append(letter)
        elif unicodedata.category(letter) not in ("Cf", "Mn", "Me", "Sk"):
            # Marks, joiners and skin tones belong to the letter before them: no square of their own.
            drawn.append(MISSING)
    return "".join(drawn)


@lru_cache(maxsize=1024)  # gates, kinds and reasons repeat on every line
def fitted(text: str, font: str, size: float, width: float) -> str:
    """As much of `text` as `width` points hold, with an ellipsis where something is cut off."""
    text = printable(text, font)
    if pdfmetrics.stringWidth(text, font, size) <= width:
        return text
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if pdfmetrics.stringWidth(text[:middle].rstrip() + "…", font, size) <= width:
            low = middle
        else:
            high = middle - 1
    return text[:low].rstrip() + "…" if low else ""


def wrapped(text: str, font: str, size: float, width: float, *, lines: int) -> list[str]:
    """`text` broken at blanks into at most `lines` lines; what is left over ends in an ellipsis."""
    words = printable(text, font).split()
    made: list[str] = []
    while words and len(made) < lines - 1:
        taken = 1
        while taken < len(words) and pdfmetrics.stringWidth(" ".join(words[: taken + 1]), font, size) <= width:
            taken += 1
        made.append(fitted(" ".join(words[:taken]), font, size, width))
        words = words[taken:]
    if words:
        made.append(fitted(" ".join(words), font, size, width))
    return made
