"""What happened at all gates: the mirror's logs and the journal's own entries as one list, newest first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from app.domain.line import EntryLine, line_of
from app.store.journal import Journal
from app.store.mirror import Mirror
from app.store.rows import HistoryFilter, HistoryKey, HistoryPage, HistoryRow, R
from app.store.search import DOCUMENT

UNCONFIRMED = frozenset({"waiting", "quarantined", "kept"})
"""States of an own entry that the central API has not confirmed."""


class History:
    """Reads by pages. An own entry appears once, as the journal knows it. Raises StoreError."""

    def __init__(self, journal: Journal, mirror: Mirror) -> None:
        self._journal = journal
        self._mirror = mirror

    async def page(self, before: HistoryKey | None, wanted: HistoryFilter, limit: int) -> HistoryPage[HistoryRow]:
        """At most `limit` rows older than `before` (None: the newest)."""
        wanted = await self._documented(wanted)
        own = await self._journal.page(before, wanted, limit)
        others = await self._mirror.log_page(before, wanted, limit)
        return _merged(own, others, limit, _told_of_row)

    async def lines(self, before: HistoryKey | None, wanted: HistoryFilter, limit: int) -> HistoryPage[EntryLine]:
        """The same, flat: for tables of very many."""
        wanted = await self._documented(wanted)
        own = await self._journal.page(before, wanted, limit)
        others = await self._mirror.log_lines(before, wanted, limit)
        return _merged([_line(row) for row in own], others, limit, _told_of_line)

    async def _documented(self, wanted: HistoryFilter) -> HistoryFilter:
        if len(wanted.text.strip()) != DOCUMENT:
            return wanted
        mirrored = await self._mirror.with_document(wanted.text)
        return replace(wanted, passes=(*mirrored, *await self._journal.with_document(wanted.text)))


def _merged(own: Sequence[R], others: Sequence[R], limit: int, told: Callable[[R, R], R]) -> HistoryPage[R]:
    """`told`: an own row with what the mirror knows of it beside the journal."""
    if not own:  # most of a million rows are of other days: nothing to put in order
        return HistoryPage(tuple(others), others[-1].key if len(others) == limit else None)
    ends = [rows[-1].key for rows in (own, others) if len(rows) == limit]
    read_down_to = max(ends, default=None)  # below it one of the two may have rows that were not read yet
    rows = {row.key[1]: row for row in others}
    for row in own:
        mirrored = rows.get(row.key[1])
        rows[row.key[1]] = row if mirrored is None else told(row, mirrored)
    merged = sorted(rows.values(), key=lambda row: row.key, reverse=True)
    page = tuple(row for row in merged if read_down_to is None or row.key >= read_down_to)[:limit]
    is_last = read_down_to is None and len(merged) <= limit
    return HistoryPage(page, None if is_last else page[-1].key)


def _told_of_row(mine: HistoryRow, mirrored: HistoryRow) -> HistoryRow:
    """What was found may have grown since the central API took it, and a reason been told at another console."""
    return replace(mine, found=mirrored.found or mine.found, explained=mine.explained or mirrored.explained)


def _told_of_line(mine: EntryLine, mirrored: EntryLine) -> EntryLine:
    return mine._replace(found=mirrored.found or mine.found, note=mine.note or mirrored.note)


def _line(row: HistoryRow) -> EntryLine:
    open_ms = row.outcome.took_ms if row.outcome is not None else None
    waiting = row.state in UNCONFIRMED
    return line_of(row.entry, row.outcome, row.found, waiting=waiting, open_ms=open_ms, explained=row.explained)
