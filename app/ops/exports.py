"""Entries as CSV or Excel: streamed, a page of entries in memory at a time, stoppable, whole or not at all."""

from __future__ import annotations

import asyncio
import csv
import queue
import threading
from collections.abc import AsyncGenerator, AsyncIterable, Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from app.domain.line import EntryLine
from app.errors import ExportError
from app.ops.cells import neutral
from app.ops.columns import Cell, Column, columns, headings
from app.ops.files import written_whole
from app.ops.story import Site
from app.ops.words import Words

Pages = Iterable[Sequence[EntryLine]]


class Form(StrEnum):
    """What kind of file."""

    CSV = "csv"
    EXCEL = "xlsx"


@dataclass(frozen=True, slots=True)
class ExportOrder:
    """What to write. `personal`: the role may export people's data. `bom`: Excel needs it to see UTF-8 in a CSV."""

    form: Form
    site: Site
    personal: bool
    words: Words = field(default_factory=Words)
    bom: bool = True


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written: for the words at the end and for the audit log."""

    path: Path
    rows: int
    size: int
    personal: bool


def write(
    target: Path,
    pages: Pages,
    order: ExportOrder,
    *,
    progress: Callable[[int], None] = lambda rows: None,
    stopped: Callable[[], bool] = lambda: False,
) -> Exported:
    """Write all `pages` to `target`. `progress` gets the rows so far, after each page.

    Runs where it is called: use `export` on a loop. Raises ExportError (no space, no permission, stopped).
    """
    chosen = columns(order.site, order.words, personal=order.personal)
    with written_whole(target) as beside:
        watched = _watched(pages, progress, stopped)
        if order.form is Form.CSV:
            rows = _write_csv(beside, watched, chosen, order)
        else:
            from app.ops.excel import write_sheets  # loaded when it is wanted: a start does not wait for it

            rows = write_sheets(beside, watched, chosen, order.words, title=order.site.name)
        size = beside.stat().st_size
    return Exported(target, rows, size, order.personal)


async def export(
    target: Path,
    pages: AsyncIterable[Sequence[EntryLine]] | Pages,
    order: ExportOrder,
    *,
    progress: Callable[[int], None] = lambda rows: None,
) -> Exported:
    """The same in a thread, with pages from this loop or from an iterator; `progress` is called on the loop.

    Cancelling the task stops it, and nothing stays behind.
    """
    loop = asyncio.get_running_loop()
    stop = threading.Event()
    feed = _Feed(loop, stop)

    def work() -> Exported:
        def told(rows: int) -> None:
            loop.call_soon_threadsafe(progress, rows)

        source = feed.taken() if isinstance(pages, AsyncIterable) else pages
        return write(target, source, order, progress=told, stopped=stop.is_set)

    writing = loop.run_in_executor(None, work)
    try:
        if isinstance(pages, AsyncIterable):
            await feed.give(pages, writing)
        return await asyncio.shield(writing)
    finally:
        if not writing.done():
            stop.set()
            feed.end()
            await asyncio.wait([writing])
            writing.exception()
        if isinstance(pages, AsyncGenerator):
            await pages.aclose()


class _Feed:
    """Hands pages from a loop to a thread one by one, each when it is asked for: never more than one waits."""

    def __init__(self, loop: asyncio.AbstractEventLoop, stop: threading.Event) -> None:
        self._loop = loop
        self._stop = stop
        self._wanted = asyncio.Event()
        self._handed: queue.SimpleQueue[Sequence[EntryLine] | None] = queue.SimpleQueue()

    async def give(self, pages: AsyncIterable[Sequence[EntryLine]], writing: asyncio.Future[Exported]) -> None:
        """All pages, or until the thread has ended early.

        A page is read when the one before is written: both at once would take turns at every row, and take longer.
        """
        writing.add_done_callback(lambda ended: self._wanted.set())
        source = aiter(pages)
        while True:
            await self._wanted.wait()
            self._wanted.clear()
            if writing.done():
                return
            page = await anext(source, None)
            self._handed.put(page)
            if page is None:
                return

    def end(self) -> None:
        """There is nothing more."""
        self._handed.put(None)

    def taken(self) -> Iterator[Sequence[EntryLine]]:
        """The pages, in the thread."""
        while True:
            self._loop.call_soon_threadsafe(self._wanted.set)
            page = self._handed.get()
            if self._stop.is_set():
                raise _stopped()
            if page is None:
                return
            yield page


def _watched(
    pages: Pages, progress: Callable[[int], None], stopped: Callable[[], bool]
) -> Iterator[Sequence[EntryLine]]:
    rows = 0
    for page in pages:
        if stopped():
            raise _stopped()
        yield page
        rows += len(page)
        progress(rows)


def _stopped() -> ExportError:
    return ExportError(
        "export_stopped", "The export was stopped", "No file was written.", "Export again when you like."
    )


def _write_csv(beside: Path, pages: Pages, chosen: Sequence[Column], order: ExportOrder) -> int:
    readers = [column.read for column in chosen]
    rows = 0
    # Not "utf-8-sig": Python encodes that one in Python, a call for each line.
    with beside.open("w", encoding="utf-8", newline="", errors="replace") as stream:
        stream.write("\ufeff" if order.bom else "")
        writer = csv.writer(stream, lineterminator="\r\n")
        writer.writerow([neutral(heading) for heading in headings(chosen, order.words)])
        for page in pages:
            writer.writerows(
                [neutral(cell) if isinstance(cell := read(line), str) else _csv_cell(cell) for read in readers]
                for line in page
            )
            rows += len(page)
    return rows


def _csv_cell(cell: Cell) -> str | int | None:
    return cell.isoformat(" ", "seconds") if isinstance(cell, datetime) else cell
