"""A damaged journal: everything that can still be read goes into a new file, the damaged one is put aside.

A page that failed its check takes the rows on it along and no others. An entry that lost its outbox row goes out
again (the central API knows it by its id); an outbox row that lost its entry is of no use.

    journal.salvaging.db          being filled; left over from a crash it is worth nothing
    journal.salvaged-STAMP.db     complete: it takes the journal's place, whenever that may be
    journal.damaged-STAMP.db      what was put aside
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, func, select
from sqlalchemy.exc import DBAPIError

from app.store import outbox
from app.store.database import engine_for, move_database, remove_database
from app.store.entry_rows import ENTRY_COLUMNS, entry_of
from app.store.journal_tables import entries, metadata
from app.store.journal_tables import outbox as outbox_rows
from app.store.migrations.journal_steps import STEPS
from app.store.migrations.steps import migrate, version

_ROWS_OF_A_PAGE = 64
"""No table here has more rows on one page of 4 kB."""

_LEAPS = tuple(1 << power for power in range(7, 21))
_PIECE = 64
_COMPLETE = "journal.salvaged-"


@dataclass(frozen=True, slots=True)
class Salvage:
    """How many entries were saved, and where the damaged file lies now."""

    entries: int
    aside: Path


def salvage(path: Path, data_key: bytes, now: datetime) -> Salvage:
    """Replace the journal at `path` by what of it can be read. Nobody may have it open. Raises OSError, DBAPIError."""
    filling = path.with_name("journal.salvaging.db")
    remove_database(filling)
    engine = engine_for(filling, data_key, durable=True)
    try:
        with engine.begin() as connection:
            connection.exec_driver_sql("PRAGMA defer_foreign_keys=ON")
            saved = _copy_all(path, data_key, connection, now)
    finally:
        engine.dispose()
    stamp = f"{now:%Y%m%dT%H%M%S}"
    move_database(filling, path.with_name(f"{_COMPLETE}{stamp}.db"))
    finish_salvage(path)
    return Salvage(saved, path.with_name(f"journal.damaged-{stamp}.db"))


def finish_salvage(path: Path) -> None:
    """Put a complete salvaged file in the journal's place; cut off anywhere, it can be done again."""
    for complete in path.parent.glob(f"{_COMPLETE}*.db"):
        stamp = complete.stem.removeprefix(_COMPLETE)
        move_database(path, path.with_name(f"journal.damaged-{stamp}.db"))
        move_database(complete, path)


def _copy_all(path: Path, data_key: bytes, fresh: Connection, now: datetime) -> int:
    source = _Source(path, data_key)
    try:
        found = source.version()
        migrate(fresh, STEPS, path, to=found)
        for name in source.tables() & set(metadata.tables):
            for values in source.rows(name):
                _put(fresh, name, values)
    finally:
        source.close()
    migrate(fresh, STEPS, path)
    lost = ~select(entries.c.entry_id).where(entries.c.entry_id == outbox_rows.c.entry_id).exists()
    fresh.execute(outbox_rows.delete().where(lost))
    unqueued = select(*ENTRY_COLUMNS).where(entries.c.entry_id.not_in(select(outbox_rows.c.entry_id)))
    for row in fresh.execute(unqueued).all():
        outbox.put(fresh, entry_of(row), now)
    return int(fresh.execute(select(func.count()).select_from(entries)).scalar_one())


def _put(connection: Connection, table: str, values: dict[str, Any]) -> None:
    places = ", ".join("?" * len(values))
    statement = f"INSERT OR IGNORE INTO {table} ({', '.join(values)}) VALUES ({places})"  # noqa: S608 (own names)
    connection.exec_driver_sql(statement, tuple(values.values()))


class _Source:
    """The damaged file, opened anew after every page that failed its check."""

    def __init__(self, path: Path, data_key: bytes) -> None:
        self._path = path
        self._data_key = data_key
        self._engine: Engine | None = None
        self._connection: Connection | None = None

    def version(self) -> int:
        """What version it has; the newest if that cannot be read."""
        try:
            return version(self._connected())
        except DBAPIError:
            self.close()
            return STEPS[-1].number

    def tables(self) -> set[str]:
        """The tables whose rows may be readable: none, when the first page is gone."""
        try:
            names = self._connected().exec_driver_sql("SELECT name FROM sqlite_schema WHERE type = 'table'")
            return set(names.scalars())
        except DBAPIError:
            self.close()
            return set()

    def rows(self, table: str) -> Iterator[dict[str, Any]]:
        """What can be read of a table, by row number."""
        last = 0
        while (found := self._after(table, last, _PIECE)) != []:
            if found is None:
                found = self._after(table, last, 1)
            if found is None:
                readable = self._beyond(table, last)
                if readable is None:
                    return
                last = readable
                continue
            for last, values in found:  # noqa: B007 (the last number read is where it goes on)
                yield values

    def _beyond(self, table: str, last: int) -> int | None:
        """The next row number after which can be read. Row by row over one page; over more than that in leaps, and
        back to where it begins to read."""
        for number in range(last + 1, last + _ROWS_OF_A_PAGE):
            if self._after(table, number, 1) is not None:
                return number
        bad = last + _ROWS_OF_A_PAGE - 1
        good = next((n for leap in _LEAPS if self._after(table, n := bad + leap, 1) is not None), None)
        while good is not None and good - bad > 1:
            middle = (bad + good) // 2
            if self._after(table, middle, 1) is None:
                bad = middle
            else:
                good = middle
        return good

    def close(self) -> None:
        """Let go of the file."""
        if self._connection is not None:
            self._connection.close()
        if self._engine is not None:
            self._engine.dispose()
        self._connection = self._engine = None

    def _after(self, table: str, last: int, limit: int) -> list[tuple[int, dict[str, Any]]] | None:
        """Rows after `last`, None when they cannot be read."""
        statement = f"SELECT rowid AS row_number, * FROM {table} WHERE rowid > ? ORDER BY rowid LIMIT ?"  # noqa: S608
        try:
            rows = self._connected().exec_driver_sql(statement, (last, limit)).mappings().all()
        except DBAPIError:
            self.close()
            return None
        return [(row["row_number"], {k: v for k, v in row.items() if k != "row_number"}) for row in rows]

    def _connected(self) -> Connection:
        if self._connection is None:
            self._engine = engine_for(self._path, self._data_key, durable=True, reading=True)
            self._connection = self._engine.connect()
        return self._connection
