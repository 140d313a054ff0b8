"""Who is inside, by the logs of all gates: one row per pass with its last way in or out.

A correction takes back the movement before it. Refusals and overrides move nobody. Functions of a Connection.
"""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection

_LOOK_BACK = 32
"""Rows of one pass that are looked at; more corrections in a row than this do not happen."""

_NEWEST = """
    SELECT kind, occurred_at, direction, gate_id, photo_hash FROM logs
    WHERE pass_id = ? AND kind IN ('visit', 'walk_in', 'exit', 'correction')
    ORDER BY occurred_at DESC, entry_id DESC LIMIT ?
"""
_KEEP = """
    INSERT INTO movements (pass_id, at, direction, gate_id, photo_hash) VALUES (?, ?, ?, ?, ?)
    ON CONFLICT (pass_id) DO UPDATE SET
        at = excluded.at, direction = excluded.direction, gate_id = excluded.gate_id, photo_hash = excluded.photo_hash
"""


def refresh(connection: Connection, pass_ids: Iterable[str]) -> None:
    """Find the last movement of these passes again."""
    for pass_id in pass_ids:
        taken_back = 0
        for kind, *movement in connection.exec_driver_sql(_NEWEST, (pass_id, _LOOK_BACK)).all():
            if kind == "correction":
                taken_back += 1
            elif taken_back:
                taken_back -= 1
            else:
                connection.exec_driver_sql(_KEEP, (pass_id, *movement))
                break
        else:
            connection.exec_driver_sql("DELETE FROM movements WHERE pass_id = ?", (pass_id,))
