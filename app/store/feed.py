"""Applying a page of the central feed to the mirror, in one transaction. Functions of a Connection.

Within a page only the last change of a row counts. A row that cannot be understood is skipped, noted, and what the
mirror held of it is dropped: an old pass that may since have been cancelled must not admit anybody.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Table

from app.store import feed_rows, movements
from app.store.mirror_tables import blacklist, hosts, logs, passes, properties, settings
from app.store.rows import Change, ChangePage


@dataclass(frozen=True, slots=True)
class _Entity:
    """Where an entity's rows go, and how they are read and named there."""

    table: Table
    id_column: str
    read: Callable[[Mapping[str, Any]], dict[str, Any]]


_ENTITIES = {
    "pass": _Entity(passes, "pass_id", feed_rows.pass_row),
    "log": _Entity(logs, "entry_id", feed_rows.log_row),
    "blacklist": _Entity(blacklist, "id", feed_rows.blacklist_row),
    "property": _Entity(properties, "id", feed_rows.property_row),
    "host": _Entity(hosts, "id", feed_rows.host_row),
    "settings": _Entity(settings, "id", feed_rows.settings_row),
}


def apply(connection: Connection, page: ChangePage) -> None:
    """Rows, tombstones, cursor and epoch."""
    for name, changes in _newest_by_entity(page.changes).items():
        entity = _ENTITIES.get(name)
        if entity is None:
            continue  # a kind of row that a newer central API has and this program does not know
        bound, gone, unreadable = _sort(entity, changes.values())
        touched = [row["entry_id"] for row in bound] + gone if name == "log" else []
        moved = movements.passes_of(connection, touched)
        if gone:
            delete = f"DELETE FROM {entity.table.name} WHERE {entity.id_column} = ?"  # noqa: S608 (own names)
            connection.exec_driver_sql(delete, [(row_id,) for row_id in gone])
        if bound:
            connection.exec_driver_sql(_upsert(entity), bound)
        if name == "log":
            movements.refresh(connection, moved | {row["pass_id"] for row in bound if row["pass_id"]})
        _note_unreadable(connection, name, unreadable, changes)
    follow(connection, "cursor", page.cursor)
    follow(connection, "epoch", page.epoch)


def follow(connection: Connection, name: str, value: str) -> None:
    """Keep one word on how far the feed was followed."""
    connection.exec_driver_sql(
        "INSERT INTO follow (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        (name, value),
    )


def followed(connection: Connection) -> dict[str, str]:
    """All that `follow` kept."""
    return {row.name: row.value for row in connection.exec_driver_sql("SELECT name, value FROM follow")}


def _newest_by_entity(changes: Iterable[Change]) -> dict[str, dict[str, Change]]:
    newest: dict[str, dict[str, Change]] = {}
    for change in changes:
        newest.setdefault(change.entity, {})[change.id] = change
    return newest


def _sort(entity: _Entity, changes: Iterable[Change]) -> tuple[list[dict[str, Any]], list[str], list[tuple[str, str]]]:
    """Rows to put, ids to delete, and (id, why) of what cannot be understood (its id is deleted too)."""
    bound, gone, unreadable = [], [], []
    for change in changes:
        if change.op == "D":
            gone.append(change.id)
            continue
        try:
            if change.op != "U" or not isinstance(change.row, dict):
                raise feed_rows.UnreadableRow("row")
            row = entity.read(change.row)
            if row[entity.id_column] != change.id:
                raise feed_rows.UnreadableRow("id")
            bound.append(row)
        except feed_rows.UnreadableRow as error:
            unreadable.append((change.id, str(error)))
            gone.append(change.id)
    return bound, gone, unreadable


def _upsert(entity: _Entity) -> str:
    names = [column.name for column in entity.table.columns if column.name != "no"]
    places = ", ".join(f":{name}" for name in names)
    changes = ", ".join(f"{name} = excluded.{name}" for name in names if name != entity.id_column)
    return (
        f"INSERT INTO {entity.table.name} ({', '.join(names)}) VALUES ({places}) "  # noqa: S608 (own names)
        f"ON CONFLICT ({entity.id_column}) DO UPDATE SET {changes}"
    )


def _note_unreadable(
    connection: Connection, name: str, unreadable: list[tuple[str, str]], changes: Mapping[str, Change]
) -> None:
    noted = connection.exec_driver_sql("SELECT id FROM unreadable WHERE entity = ?", (name,)).scalars().all()
    healed = [(name, row_id) for row_id in noted if row_id in changes]
    if healed:
        connection.exec_driver_sql("DELETE FROM unreadable WHERE entity = ? AND id = ?", healed)
    if unreadable:
        connection.exec_driver_sql(
            "INSERT INTO unreadable (entity, id, why) VALUES (?, ?, ?)",
            [(name, row_id, why) for row_id, why in unreadable],
        )
