"""Walking a database up or down its numbered steps.

Its number stands in `PRAGMA user_version`; in `PRAGMA application_id` that of the oldest program that reads it, so that
the version before can be put back: it then works on the newer tables and leaves the numbers as they are.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection

from app.store.faults import newer


@dataclass(frozen=True, slots=True)
class Step:
    """From version `number - 1` to `number` by `up`, and back by `down`.

    `older_reads`: a program that does not know this step reads and writes rightly what it leaves (new tables, indices,
    columns that may be empty or have a default; no trigger that such a program would not expect).
    """

    number: int
    up: tuple[str, ...]
    down: tuple[str, ...]
    older_reads: bool = False


def version(connection: Connection) -> int:
    """The database's version; 0 for an empty one."""
    return int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())


def migrate(connection: Connection, steps: Sequence[Step], path: Path, *, to: int | None = None) -> None:
    """Walk to version `to`, by default the newest, inside the caller's transaction: all of it or nothing.

    Raises StoreError "store_newer" when the database is ahead of the steps known here, and not made to be read so.
    """
    known = steps[-1].number
    target = known if to is None else to
    found = version(connection)
    if target > known:
        raise newer(path, target, known)
    if found > known:
        if to is None and 0 < _read_since(connection) <= known:
            return
        raise newer(path, found, known)
    for step in steps:
        if found < step.number <= target:
            _walk(connection, step.up, step.number)
    for step in reversed(steps):
        if target < step.number <= found:
            _walk(connection, step.down, step.number - 1)
    since = max((step.number for step in steps if step.number <= target and not step.older_reads), default=0)
    if since != _read_since(connection):
        connection.exec_driver_sql(f"PRAGMA application_id={since:d}")


def _read_since(connection: Connection) -> int:
    """The number of the oldest program that reads this database; 0: nobody has said."""
    return int(connection.exec_driver_sql("PRAGMA application_id").scalar_one())


def _walk(connection: Connection, statements: Sequence[str], arrives_at: int) -> None:
    for statement in statements:
        connection.exec_driver_sql(statement)
    connection.exec_driver_sql(f"PRAGMA user_version={arrives_at:d}")
