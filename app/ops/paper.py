"""A printed sheet: heading, tables that go on over pages, "page n of m", all from the product's own letters."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfgen.canvas import Canvas

from app.ops.lettering import BOLD, REGULAR, fitted, load_fonts, printable, wrapped
from app.ops.printing import Masthead

MARGIN = 42.0
"""Points (1/72 inch): 15 mm, what any printer can reach."""

TITLE, BODY, SMALL = 18.0, 10.0, 8.5
ROW = 15.0
"""Height of a table's row: one line, always, so that no name moves the rows below."""

_INK, _FAINT, _LINE, _SHADE = 0.1, 0.42, 0.75, 0.955
_TOTAL = "total"


@dataclass(frozen=True, slots=True)
class Track:
    """One column of a table. `share`: of the width, against the other tracks."""

    title: str
    share: float
    align: Literal["left", "right"] = "left"


class Paper:
    """One document. Draw from top to bottom, then `finish`."""

    def __init__(self, target: Path, masthead: Masthead, fonts: Path, *, wide: bool = False) -> None:
        load_fonts(fonts)
        size: tuple[float, float] = landscape(A4) if wide else A4
        self._width, self._height = size
        self._masthead = masthead
        self._canvas = Canvas(str(target), pagesize=size, lang=masthead.language)
        self._canvas.setTitle(f"{printable(masthead.title)} · {printable(masthead.site)}")
        self._canvas.setCreator("Portun Gatehouse")
        self._page = 0
        self._y = 0.0
        self._tracks: Sequence[Track] = ()
        self._shaded = False
        self._begin_page()

    @property
    def pages(self) -> int:
        """Pages so far."""
        return self._page

    def finish(self) -> None:
        """Write the file. Raises OSError."""
        self._canvas.showPage()
        # The number of pages is known only now: it is drawn once, and every page refers to it.
        self._canvas.beginForm(_TOTAL, 0, -4, 200, 20)
        self._ink(REGULAR, SMALL, _FAINT)
        _, after = self._page_words()
        self._canvas.drawString(0, 0, f"{self._page}{after}")
        self._canvas.endForm()
        self._canvas.save()

    def heading(self, text: str) -> None:
        """A heading inside the sheet; never the last line of a page."""
        self._room(24 + 3 * ROW)
        self._y -= 24
        self._text(MARGIN, fitted(text, BOLD, 12, self._inner), BOLD, 12)
        self._y -= 6

    def sentence(self, text: str, *, lines: int = 4) -> None:
        """A paragraph of at most `lines` lines."""
        for line in wrapped(text, REGULAR, BODY, self._inner, lines=lines):
            self._room(ROW)
            self._y -= ROW
            self._text(MARGIN, line, REGULAR, BODY)

    def table(self, tracks: Sequence[Track]) -> None:
        """Begin a table: its heading stands again on each page that it reaches."""
        self._tracks = tracks
        self._room(3 * ROW)
        self._y -= 6
        self._track_titles()

    def row(self, cells: Sequence[str]) -> None:
        """One row of the table, in the order of its tracks. What does not fit ends in an ellipsis."""
        if self._y - ROW < MARGIN + ROW:
            self._next_page()
            self._track_titles()
        if self._shaded:
            self._canvas.setFillGray(_SHADE)
            self._canvas.rect(MARGIN - 4, self._y - ROW, self._inner + 8, ROW, stroke=0, fill=1)
        self._shaded = not self._shaded
        self._cells(cells, REGULAR, _INK)

    @property
    def _inner(self) -> float:
        return self._width - 2 * MARGIN

    def _room(self, needed: float) -> None:
        if self._y - needed < MARGIN + ROW:
            self._next_page()

    def _next_page(self) -> None:
        self._canvas.showPage()
        self._begin_page()

    def _begin_page(self) -> None:
        self._page += 1
        self._y = self._height - MARGIN
        head = self._masthead
        if self._page == 1:
            self._y -= TITLE
            self._text(MARGIN, fitted(head.title, BOLD, TITLE, self._inner), BOLD, TITLE)
            self._y -= 18
        else:
            self._y -= BODY
        half = self._inner / 2 - 10
        self._text(MARGIN, fitted(head.site, BOLD, BODY, half), BOLD, BODY)
        self._text(self._width - MARGIN, fitted(head.span, REGULAR, BODY, half), REGULAR, BODY, right=True)
        self._y -= 8
        self._canvas.setStrokeGray(_LINE)
        self._canvas.line(MARGIN, self._y, self._width - MARGIN, self._y)
        self._foot()

    def _foot(self) -> None:
        base, keep = MARGIN - 14, self._y
        self._y = base
        self._text(MARGIN, fitted(self._masthead.made, REGULAR, SMALL, self._inner - 150), REGULAR, SMALL, gray=_FAINT)
        self._y = keep
        before, after = self._page_words()
        left = self._width - MARGIN - pdfmetrics.stringWidth(f"{before}00{after}", REGULAR, SMALL)
        self._ink(REGULAR, SMALL, _FAINT)
        self._canvas.drawString(left, base, before)
        self._canvas.saveState()
        self._canvas.translate(left + pdfmetrics.stringWidth(before, REGULAR, SMALL), base)
        self._canvas.doForm(_TOTAL)
        self._canvas.restoreState()

    def _page_words(self) -> tuple[str, str]:
        """What stands before and after the number of all pages."""
        before, _, after = self._masthead.page.partition("{pages}")
        return printable(before.replace("{page}", str(self._page))), printable(after)

    def _track_titles(self) -> None:
        self._shaded = False
        self._cells([track.title for track in self._tracks], BOLD, _FAINT)
        self._canvas.setStrokeGray(_LINE)
        self._canvas.line(MARGIN, self._y, self._width - MARGIN, self._y)

    def _cells(self, cells: Sequence[str], font: str, gray: float) -> None:
        self._y -= ROW
        whole = sum(track.share for track in self._tracks)
        left = MARGIN
        # One text object a row: setting the font for each cell takes longer than drawing it.
        drawn = self._canvas.beginText()
        drawn.setFont(font, SMALL)
        drawn.setFillGray(gray)
        for track, cell in zip(self._tracks, cells, strict=True):
            width = self._inner * track.share / whole
            if text := fitted(cell, font, SMALL, width - 6):
                indent = width - 6 - pdfmetrics.stringWidth(text, font, SMALL) if track.align == "right" else 0.0
                drawn.setTextOrigin(left + indent, self._y + 4)
                drawn.textOut(text)
            left += width
        self._canvas.drawText(drawn)

    def _ink(self, font: str, size: float, gray: float) -> None:
        self._canvas.setFont(font, size)
        self._canvas.setFillGray(gray)

    def _text(self, x: float, text: str, font: str, size: float, *, gray: float = _INK, right: bool = False) -> None:
        self._ink(font, size, gray)
        (self._canvas.drawRightString if right else self._canvas.drawString)(x, self._y, text)
