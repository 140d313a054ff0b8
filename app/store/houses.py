"""Each way a house is written, once, with a number and a sign for the full-text tables. Functions of a Connection."""

from __future__ import annotations

import json
from collections.abc import Collection

from sqlalchemy import Connection

from app.store.plain import marked, plain, sign_of

_KNOWN = "SELECT house_key, no FROM houses WHERE house_key IN (SELECT value FROM json_each(?))"
_WITH_PHRASE = "SELECT rowid FROM house_words WHERE house_words MATCH ? LIMIT ?"


def signs_of(connection: Connection, houses: Collection[str]) -> dict[str, str]:
    """The sign of each house as it is written, made on first sight."""
    keys = {house: plain(house) for house in set(houses)}
    asked = json.dumps(sorted(set(keys.values())))
    numbered: dict[str, int] = {key: no for key, no in connection.exec_driver_sql(_KNOWN, (asked,))}  # noqa: C416
    missing = sorted({key for key in keys.values() if key not in numbered})
    if missing:
        first = int(connection.exec_driver_sql("SELECT coalesce(max(no), 0) + 1 FROM houses").scalar_one())
        fresh = list(enumerate(missing, first))
        connection.exec_driver_sql("INSERT INTO houses (no, house_key) VALUES (?, ?)", fresh)
        words = [(number, marked(key)) for number, key in fresh]
        connection.exec_driver_sql("INSERT INTO house_words (rowid, house) VALUES (?, ?)", words)
        numbered |= {key: number for number, key in fresh}
    return {house: sign_of(numbered[key]) for house, key in keys.items()}


def signs_with(connection: Connection, phrase: str, at_most: int) -> list[str]:
    """The signs of houses that are written with `phrase`, which is already quoted for FTS5."""
    return [sign_of(number) for number in connection.exec_driver_sql(_WITH_PHRASE, (phrase, at_most)).scalars()]
