"""Rows of entries as an Excel workbook, a row in memory at a time."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path

import xlsxwriter
from xlsxwriter.exceptions import FileCreateError, FileSizeError

from app.domain.line import EntryLine
from app.errors import ExportError
from app.ops.cells import one_line
from app.ops.columns import Column, headings
from app.ops.words import Words

SHEET_ROWS = 1_048_576
"""Rows of one sheet (Microsoft, "Excel specifications and limits"), the heading included."""

CELL_LENGTH = 32_767
"""Characters of one cell (the same page)."""

SHEET_BYTES = 1_500_000_000
"""A sheet ends before its XML reaches 2 GiB: beyond, the archive needs an extension that Excel calls damaged."""

_CELL_BYTES = 60
"""The XML around the text of one cell."""

_TIME = "yyyy-mm-dd hh:mm:ss"


def write_sheets(
    target: Path, pages: Iterable[Sequence[EntryLine]], chosen: Sequence[Column], words: Words, *, title: str
) -> int:
    """Write the workbook and return its rows. Raises OSError, and ExportError when no workbook can hold it."""
    # xlsxwriter keeps finished rows in files of its own: beside the target, where people's data belongs, and not
    # in the system's folder for everybody's temporary files.
    with tempfile.TemporaryDirectory(prefix=".export-", dir=target.parent) as scratch:
        book = xlsxwriter.Workbook(
            str(target),
            {
                "constant_memory": True,
                "tmpdir": scratch,
                "strings_to_numbers": False,
                "strings_to_formulas": False,
                "strings_to_urls": False,
            },
        )
        book.set_properties({"title": one_line(title)[:200], "comments": "Portun Gatehouse"})
        try:
            sheets = _Sheets(book, chosen, words)
            for page in pages:
                for line in page:
                    sheets.add(line)
            sheets.finish()
            book.close()
        except FileCreateError as error:
            raise error.args[0] from error
        except FileSizeError as error:
            raise ExportError(
                "too_large",
                "Too much for one Excel file",
                "The workbook would be larger than Excel can open.",
                "Choose a shorter time, or export as CSV.",
            ) from error
        finally:
            for sheet in book.worksheets():
                sheet.row_data_fh.close()
    return sheets.rows


class _Sheets:
    """The sheets of a workbook: a new one begins when Excel's limits are reached."""

    def __init__(self, book: xlsxwriter.Workbook, chosen: Sequence[Column], words: Words) -> None:
        self.rows = 0
        self._book = book
        self._columns = chosen
        self._words = words
        # The prefix is Excel's own mark for "text, whatever it looks like": it survives an edit of the cell.
        self._text = book.add_format({"quote_prefix": True})
        self._time = book.add_format({"num_format": _TIME})
        self._bold = book.add_format({"bold": True})
        self._begin()

    def _begin(self) -> None:
        number = len(self._book.worksheets()) + 1
        self._sheet = self._book.add_worksheet(self._words.sheet if number == 1 else f"{self._words.sheet} {number}")
        self._sheet.freeze_panes(1, 0)
        for place, column in enumerate(self._columns):
            self._sheet.set_column(place, place, column.width)
        for place, heading in enumerate(headings(self._columns, self._words)):
            self._sheet.write_string(0, place, heading, self._bold)
        self._row = 0
        self._size = 0

    def add(self, line: EntryLine) -> None:
        """One more row."""
        if self._row + 1 >= SHEET_ROWS or self._size > SHEET_BYTES:
            self.finish()
            self._begin()
        self._row += 1
        self.rows += 1
        for place, column in enumerate(self._columns):
            cell = column.read(line)
            if isinstance(cell, str):
                if cell:
                    text = one_line(cell)[:CELL_LENGTH]
                    self._sheet.write_string(self._row, place, text, self._text)
                    # In UTF-8 a character takes up to four bytes.
                    self._size += _CELL_BYTES + (len(text) if text.isascii() else 4 * len(text))
            elif isinstance(cell, datetime):
                self._sheet.write_datetime(self._row, place, cell, self._time)
                self._size += _CELL_BYTES
            elif cell is not None:
                self._sheet.write_number(self._row, place, cell)
                self._size += _CELL_BYTES

    def finish(self) -> None:
        """Make the headings of the sheet filters over what stands below them."""
        self._sheet.autofilter(0, 0, self._row, len(self._columns) - 1)
