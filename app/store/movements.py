"""Who is inside, by the logs of all gates: one row per pass with its last way in or out.

A correction takes back the movement before it. Refusals and overrides move nobody. Functions of a Connection.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection

_LOOK_BACK = 32
"""Rows of one pass that are looked at; more corrections in a row than this do not happen."""

_NEWEST = """
    SELECT logs.pass_id, kind, occurred_at, direction, gate_id, photo_hash FROM json_each(?) AS asked CROSS JOIN logs
    ON logs.no IN (
        SELECT no FROM logs INDEXED BY logs_by_pass
        WHERE pass_id = asked.value AND kind IN ('visit', 'walk_in', 'exit', 'correction')
        ORDER BY occurred_at DESC, entry_id DESC LIMIT ?
    )
    ORDER BY logs.pass_id, occurred_at DESC, logs.entry_id DESC
"""
_KEEP = """
    INSERT INTO movements (pass_id, at, direction, gate_id, photo_hash) VALUES (?, ?, ?, ?, ?)
    ON CONFLICT (pass_id) DO UPDATE SET
        at = excluded.at, direction = excluded.direction, gate_id = excluded.gate_id, photo_hash = excluded.photo_hash
"""


def refresh(connection: Connection, pass_ids: Iterable[str]) -> None:
    """Find the last movement of these passes again: one question for all of them, for a page of the feed names
    thousands."""
    asked = set(pass_ids)
    if not asked:
        return
    newest = connection.exec_driver_sql(_NEWEST, (json.dumps(sorted(asked)), _LOOK_BACK)).all()
    kept = [movement for _, rows in groupby(newest, key=itemgetter(0)) if (movement := _last(rows)) is not None]
    if kept:
        connection.exec_driver_sql(_KEEP, kept)
    if gone := asked - {pass_id for pass_id, *_ in kept}:
        connection.exec_driver_sql("DELETE FROM movements WHERE pass_id = ?", [(pass_id,) for pass_id in gone])


def _last(rows: Iterable[Sequence[Any]]) -> tuple[Any, ...] | None:
    """Of one pass, newest first: the movement that no correction took back."""
    taken_back = 0
    for pass_id, kind, *movement in rows:
        if kind == "correction":
            taken_back += 1
        elif taken_back:
            taken_back -= 1
        else:
            return pass_id, *movement
    return None
