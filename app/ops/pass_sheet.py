"""A walk-in's pass to take along: a small sheet with the QR."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from reportlab.lib.pagesizes import A6
from reportlab.pdfgen.canvas import Canvas

from app.ops.files import written_whole
from app.ops.lettering import BOLD, REGULAR, fitted, load_fonts, printable, wrapped
from app.ops.printing import Printing
from app.ops.qr import modules
from app.ops.words import PassWords

_MARGIN = 24.0
_FOOT = 30.0
"""Room below the code: the short code, and what to do with the sheet."""


@dataclass(frozen=True, slots=True)
class PrintedPass:
    """What stands on it. `code`: what the QR says, the pass's own code; `short`: the one to read out, if any."""

    code: str
    name: str
    house: str
    valid_until: datetime
    short: str = ""


def print_pass(target: Path, printed: PrintedPass, printing: Printing, words: PassWords | None = None) -> None:
    """Write the sheet (A6), in English without `words`. Raises ExportError."""
    load_fonts(printing.fonts)
    words = words or PassWords()
    until = printing.site.local(printed.valid_until).strftime(words.moment)
    width, height = A6
    inner = width - 2 * _MARGIN
    with written_whole(target) as beside:
        canvas = Canvas(str(beside), pagesize=A6, lang=words.language)
        canvas.setTitle(printable(words.title))
        canvas.setCreator("Portun Gatehouse")
        y = height - _MARGIN
        said = [words.house.format(house=printed.house)] if printed.house else []
        said.append(words.until.format(until=until))
        lines = [(fitted(printing.site.name, REGULAR, 9, inner), REGULAR, 9.0)]
        lines += [(line, BOLD, 15.0) for line in wrapped(printed.name, BOLD, 15, inner, lines=2)]
        lines += [(fitted(line, REGULAR, 11, inner), REGULAR, 11.0) for line in said]
        for text, font, size in lines:
            y -= size * 1.5
            canvas.setFont(font, size)
            canvas.drawString(_MARGIN, y, text)
        side = min(inner, y - _MARGIN - _FOOT)
        _draw_code(canvas, printed.code, (width - side) / 2, y - 6 - side, side)
        if printed.short:
            short = fitted(words.short.format(code=printed.short), BOLD, 10, inner)
            canvas.setFont(BOLD, 10)
            canvas.drawCentredString(width / 2, _MARGIN + 13, short)
        canvas.setFont(REGULAR, 9)
        canvas.drawCentredString(width / 2, _MARGIN, fitted(words.show, REGULAR, 9, inner))
        canvas.showPage()
        canvas.save()


def _draw_code(canvas: Canvas, code: str, x: float, y: float, side: float) -> None:
    """The QR as one filled path: black runs, row by row, so that no printer leaves hairlines between modules."""
    rows = modules(code)
    module = side / len(rows)
    path = canvas.beginPath()
    for number, row in enumerate(rows):
        for start, length in _runs(row):
            path.rect(x + start * module, y + side - (number + 1) * module, length * module, module)
    canvas.setFillGray(0)
    canvas.drawPath(path, stroke=0, fill=1)


def _runs(row: Iterable[bool]) -> Iterable[tuple[int, int]]:
    """Where black begins, and for how many modules."""
    start = None
    cells = [*row, False]
    for place, dark in enumerate(cells):
        if dark and start is None:
            start = place
        elif not dark and start is not None:
            yield start, place - start
            start = None
