"""Walking a database up or down its numbered steps. Its number stands in `PRAGMA user_version`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection

from app.store.faults import newer


@dataclass(frozen=True, slots=True)
class Step:
    """From version `number - 1` to `number` by `up`, and back by `down`."""

    number: int
    up: tuple[str, ...]
    down: tuple[str, ...]


def version(connection: Connection) -> int:
    """The database's version; 0 for an empty one."""
    return int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())


def migrate(connection: Connection, steps: Sequence[Step], path: Path, *, to: int | None = None) -> None:
    """Walk to version `to`, by default the newest, inside the caller's transaction: all of it or nothing.

    Raises StoreError "store_newer" when the database is ahead of the steps known here.
    """
    known = steps[-1].number
    target = known if to is None else to
    found = version(connection)
    if found > known:
        raise newer(path, found, known)
    for step in steps:
        if found < step.number <= target:
            _walk(connection, step.up, step.number)
    for step in reversed(steps):
        if target < step.number <= found:
            _walk(connection, step.down, step.number - 1)


def _walk(connection: Connection, statements: Sequence[str], arrives_at: int) -> None:
    for statement in statements:
        connection.exec_driver_sql(statement)
    connection.exec_driver_sql(f"PRAGMA user_version={arrives_at:d}")
