"""A walk-in's pass to take along: a small sheet with the QR."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import segno
from reportlab.lib.pagesizes import A6
from reportlab.pdfgen.canvas import Canvas

from app.ops.files import written_whole
from app.ops.lettering import BOLD, REGULAR, fitted, load_fonts, printable, wrapped
from app.ops.printing import Printing

_MARGIN = 24.0
_QUIET = 4
"""Modules of white around the code (ISO/IEC 18004)."""


@dataclass(frozen=True, slots=True)
class PrintedPass:
    """What stands on it. `code`: what the QR says, the pass's own code."""

    code: str
    name: str
    house: str
    valid_until: datetime


def print_pass(target: Path, printed: PrintedPass, printing: Printing) -> None:
    """Write the sheet (A6). Raises ExportError."""
    load_fonts(printing.fonts)
    words = printing.words
    width, height = A6
    inner = width - 2 * _MARGIN
    with written_whole(target) as beside:
        canvas = Canvas(str(beside), pagesize=A6, lang=printing.language)
        canvas.setTitle(printable(words.walk_in_title))
        canvas.setCreator("Portun Gatehouse")
        y = height - _MARGIN
        lines = [(line, BOLD, 15.0) for line in wrapped(printed.name, BOLD, 15, inner, lines=2)]
        lines += [
            (fitted(words.walk_in_house.format(house=printed.house), REGULAR, 11, inner), REGULAR, 11.0),
            (
                fitted(words.walk_in_until.format(until=printing.moment(printed.valid_until)), REGULAR, 11, inner),
                REGULAR,
                11.0,
            ),
        ]
        for text, font, size in [(fitted(printing.site.name, REGULAR, 9, inner), REGULAR, 9.0), *lines]:
            y -= size * 1.5
            canvas.setFont(font, size)
            canvas.drawString(_MARGIN, y, text)
        side = min(inner, y - _MARGIN - 30)
        _draw_code(canvas, printed.code, (width - side) / 2, y - 12 - side, side)
        canvas.setFont(REGULAR, 9)
        canvas.drawCentredString(width / 2, _MARGIN, fitted(words.walk_in_show, REGULAR, 9, inner))
        canvas.showPage()
        canvas.save()


def _draw_code(canvas: Canvas, code: str, x: float, y: float, side: float) -> None:
    """The QR as one filled path: black runs, row by row, so that no printer leaves hairlines between modules."""
    rows = [list(row) for row in segno.make(code, error="m", micro=False).matrix_iter(border=_QUIET)]
    module = side / len(rows)
    path = canvas.beginPath()
    for number, row in enumerate(rows):
        for start, length in _runs(row):
            path.rect(x + start * module, y + side - (number + 1) * module, length * module, module)
    canvas.setFillGray(0)
    canvas.drawPath(path, stroke=0, fill=1)


def _runs(row: Iterable[int]) -> Iterable[tuple[int, int]]:
    """Where black begins, and for how many modules."""
    start = None
    cells = [*row, 0]
    for place, dark in enumerate(cells):
        if dark and start is None:
            start = place
        elif not dark and start is not None:
            yield start, place - start
            start = None
