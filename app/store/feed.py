"""Applying a page of the central feed to the mirror, in one transaction. Functions of a Connection.

Within a page only the last change of a row counts. A row that cannot be understood is skipped, noted, and what the
mirror held of it is dropped: an old pass that may since have been cancelled must not admit anybody.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Table

from app.store import feed_rows, log_feed, pass_feed
from app.store.feed_fields import UnreadableRow
from app.store.mirror_tables import blacklist, gate_notices, hosts, members, properties, questions, settings, shift_log
from app.store.rows import Change, ChangePage

Bound = dict[str, Any]


@dataclass(frozen=True, slots=True)
class _Entity:
    """How one kind of row is read, named, put and taken out."""

    read: Callable[[Mapping[str, Any]], Bound]
    id_column: str
    put: Callable[[Connection, Sequence[Bound]], None]
    remove: Callable[[Connection, Collection[str]], None]


def apply(connection: Connection, page: ChangePage) -> None:
    """Rows, tombstones, cursor and epoch."""
    for name, changes in _newest_by_entity(page.changes).items():
        entity = _ENTITIES.get(name)
        if entity is None:
            continue  # a kind of row that a newer central API has and this program does not know
        rows, gone, unreadable = _sort(entity, changes.values())
        if gone:
            entity.remove(connection, gone)
        if rows:
            entity.put(connection, rows)
        _note_unreadable(connection, name, unreadable, changes)
    follow(connection, "cursor", page.cursor)
    follow(connection, "epoch", page.epoch)


def follow(connection: Connection, name: str, value: str) -> None:
    """Keep one word on how far the feed was followed."""
    connection.exec_driver_sql(
        "INSERT INTO follow (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        (name, value),
    )


def resume(connection: Connection) -> bool:
    """Take up the cursor that a migration had put aside; whether there was one."""
    there = "UPDATE OR REPLACE follow SET name = 'cursor' WHERE name = 'resume'"
    return connection.exec_driver_sql(there).rowcount > 0


def followed(connection: Connection) -> dict[str, str]:
    """All that `follow` kept."""
    return {row.name: row.value for row in connection.exec_driver_sql("SELECT name, value FROM follow")}


def _newest_by_entity(changes: Iterable[Change]) -> dict[str, dict[str, Change]]:
    newest: dict[str, dict[str, Change]] = {}
    for change in changes:
        newest.setdefault(change.entity, {})[change.id] = change
    return newest


def _sort(entity: _Entity, changes: Iterable[Change]) -> tuple[list[Bound], list[str], list[tuple[str, str]]]:
    """Rows to put, ids to take out, and (id, why) of what cannot be understood (its id is taken out too)."""
    rows, gone, unreadable = [], [], []
    for change in changes:
        if change.op == "D":
            gone.append(change.id)
            continue
        try:
            if change.op != "U" or not isinstance(change.row, dict):
                raise UnreadableRow("row")
            row = entity.read(change.row)
            if row[entity.id_column] != change.id:
                raise UnreadableRow("id")
            rows.append(row)
        except UnreadableRow as error:
            unreadable.append((change.id, str(error)))
            gone.append(change.id)
    return rows, gone, unreadable


def _putting(table: Table, id_column: str) -> Callable[[Connection, Sequence[Bound]], None]:
    names = [column.name for column in table.columns]
    places = ", ".join(f":{name}" for name in names)
    changes = ", ".join(f"{name} = excluded.{name}" for name in names if name != id_column)
    statement = (
        f"INSERT INTO {table.name} ({', '.join(names)}) VALUES ({places}) "  # noqa: S608 (own names)
        f"ON CONFLICT ({id_column}) DO UPDATE SET {changes}"
    )
    return lambda connection, rows: _run(connection, statement, rows)


def _removing(table: Table, id_column: str) -> Callable[[Connection, Collection[str]], None]:
    statement = f"DELETE FROM {table.name} WHERE {id_column} = ?"  # noqa: S608 (own names)
    return lambda connection, ids: _run(connection, statement, [(row_id,) for row_id in ids])


def _put_notices(connection: Connection, rows: Sequence[Bound]) -> None:
    """Only what nobody has acknowledged stays."""
    closed = [row["id"] for row in rows if row["acknowledged"]]
    _removing(gate_notices, "id")(connection, closed)
    _putting(gate_notices, "id")(connection, [row for row in rows if not row["acknowledged"]])


def _run(connection: Connection, statement: str, rows: Sequence[Any]) -> None:
    if rows:
        connection.exec_driver_sql(statement, list(rows))


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


_ENTITIES = {
    "pass": _Entity(feed_rows.pass_row, "pass_id", pass_feed.put, pass_feed.remove),
    "log": _Entity(feed_rows.log_row, "entry_id", log_feed.put, log_feed.remove),
    "blacklist": _Entity(feed_rows.blacklist_row, "id", _putting(blacklist, "id"), _removing(blacklist, "id")),
    "property": _Entity(feed_rows.property_row, "id", _putting(properties, "id"), _removing(properties, "id")),
    "host": _Entity(feed_rows.host_row, "id", _putting(hosts, "id"), _removing(hosts, "id")),
    "notice": _Entity(feed_rows.notice_row, "id", _put_notices, _removing(gate_notices, "id")),
    "question": _Entity(feed_rows.question_row, "id", _putting(questions, "id"), _removing(questions, "id")),
    "member": _Entity(feed_rows.member_row, "id", _putting(members, "id"), _removing(members, "id")),
    "shift": _Entity(feed_rows.shift_row, "id", _putting(shift_log, "id"), _removing(shift_log, "id")),
    "settings": _Entity(feed_rows.settings_row, "id", _putting(settings, "id"), _removing(settings, "id")),
}
