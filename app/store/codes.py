"""The names of a pass as numbers, and the index over them.

On an encrypted file every page that a random key touches is deciphered, enciphered and signed anew: that is what bulk
loading costs. So there is one narrow index over all names instead of four wide ones, and what is new goes into a small
one first, which is poured into the large one now and then (measured: a third of the pages). The view `codes` reads
both. Two names may share a number; whoever looks one up compares the name itself. Functions of a Connection.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from operator import itemgetter

from sqlalchemy import Connection

from app.store.bulk import put_rows

MOST_FRESH = 50_000
"""Codes in the small index before it is poured out: some 300 pages."""

_HEX_DIGITS = 12
"""The end of a uid is random in every version of it; its beginning may be a moment that many share."""


def code_of(name: str) -> int:
    """The number of a uid (its last 48 bits) or of any other name (a hash)."""
    try:
        return int(name[-_HEX_DIGITS:], 16)
    except ValueError:
        return int.from_bytes(hashlib.blake2b(name.encode(), digest_size=8).digest()) >> 1


def put_codes(connection: Connection, rows: Iterable[tuple[int, int]]) -> None:
    """Add (code, number of the pass)."""
    fresh = sorted(rows, key=itemgetter(0))
    if not fresh:
        return
    put_rows(connection, "INSERT OR IGNORE INTO fresh_codes (code, no)", fresh)
    if int(connection.exec_driver_sql("SELECT count(*) FROM fresh_codes").scalar_one()) >= MOST_FRESH:
        connection.exec_driver_sql("INSERT OR IGNORE INTO settled_codes SELECT code, no FROM fresh_codes ORDER BY code")
        connection.exec_driver_sql("DELETE FROM fresh_codes")


def remove_codes(connection: Connection, rows: Sequence[tuple[int, int]]) -> None:
    """Take (code, number of the pass) out."""
    if rows:
        for table in ("fresh_codes", "settled_codes"):
            statement = f"DELETE FROM {table} WHERE code = ? AND no = ?"  # noqa: S608 (own names)
            connection.exec_driver_sql(statement, list(rows))
