"""What happened at all gates: the mirror's logs and the journal's own entries as one list, newest first."""

from __future__ import annotations

from dataclasses import replace

from app.store.journal import Journal
from app.store.mirror import Mirror
from app.store.rows import HistoryFilter, HistoryKey, HistoryPage, HistoryRow


class History:
    """Reads by pages. An own entry appears once, as the journal knows it. Raises StoreError."""

    def __init__(self, journal: Journal, mirror: Mirror) -> None:
        self._journal = journal
        self._mirror = mirror

    async def page(self, before: HistoryKey | None, wanted: HistoryFilter, limit: int) -> HistoryPage:
        """At most `limit` rows older than `before` (None: the newest)."""
        own = await self._journal.page(before, wanted, limit)
        others = await self._mirror.log_page(before, wanted, limit)
        ends = [rows[-1].key for rows in (own, others) if len(rows) == limit]
        read_down_to = max(ends, default=None)  # below it one of the two may have rows that were not read yet
        rows = {row.entry.entry_id: row for row in others}
        for row in own:
            rows[row.entry.entry_id] = _together(row, rows.get(row.entry.entry_id))
        merged = sorted(rows.values(), key=lambda row: row.key, reverse=True)
        page = tuple(row for row in merged if read_down_to is None or row.key >= read_down_to)[:limit]
        is_last = read_down_to is None and len(merged) <= limit
        return HistoryPage(page, None if is_last else page[-1].key)


def _together(own: HistoryRow, mirrored: HistoryRow | None) -> HistoryRow:
    """What the central API found may have grown since it took the entry."""
    return own if mirrored is None or not mirrored.found else replace(own, found=mirrored.found)
