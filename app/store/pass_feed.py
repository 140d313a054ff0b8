"""Passes into the mirror and out of it, with the indexes that find them. Functions of a Connection.

The indexes are written here, in bulk, and not by triggers: a statement inside a trigger makes FTS5 write its
memory to disk row by row (measured: six times the time).
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection

from app.store.bulk import put_rows
from app.store.codes import code_of, put_codes, remove_codes
from app.store.columns import PASS_FIELDS
from app.store.houses import signs_of
from app.store.plain import marked, plain, plain_plate

Bound = Mapping[str, Any]

_NAMES = ("pass_id", "record_uid", "rand_record_uid", "short_code")
_WORDS = ("visitor_name", "house", "plate")

_names_of, _words_of, _fields_of = itemgetter(*_NAMES), itemgetter(*_WORDS), itemgetter(*PASS_FIELDS)

_COLUMNS = (*PASS_FIELDS, "plate_key")
_PUT = f"INSERT INTO passes (no, {', '.join(_COLUMNS)})"
_CHANGE = f"ON CONFLICT (no) DO UPDATE SET {', '.join(f'{name} = excluded.{name}' for name in _COLUMNS)}"
_KNOWN = (
    f"SELECT passes.no, document_last4, {', '.join(f'passes.{name}' for name in _NAMES + _WORDS)} "  # noqa: S608 (own names)
    "FROM codes JOIN passes ON passes.no = codes.no WHERE codes.code IN (SELECT value FROM json_each(?))"
)


@dataclass(frozen=True, slots=True)
class _Known:
    """What the mirror holds of a pass: its row, its names and its words."""

    no: int
    names: frozenset[str]
    words: tuple[str, ...]
    document: str


_NEW = _Known(0, frozenset(), (), "")


def put(connection: Connection, rows: Sequence[Bound]) -> None:
    """Insert or change passes; at most one row for each pass_id."""
    known = _known(connection, [row["pass_id"] for row in rows])
    signs = signs_of(connection, [row["house"] for row in rows])
    next_no = int(connection.exec_driver_sql("SELECT coalesce(max(no), 0) + 1 FROM passes").scalar_one())
    passes, words, documents = [], [], []
    codes: list[tuple[int, int]] = []
    stale: list[tuple[int, int]] = []
    reworded: list[int] = []
    redocumented: list[int] = []
    for row in rows:
        before = known.get(row["pass_id"], _NEW)
        no = before.no or next_no
        next_no += before is _NEW
        plate = plain_plate(row["plate"]) if row["plate"] else ""
        passes.append((no, *_fields_of(row), plate or None))
        names = _names_of(row)
        codes += [(code_of(name), no) for name in names if name and name not in before.names]
        if before is not _NEW:
            stale += [(code_of(name), no) for name in before.names.difference(names)]
        if before.words != _words_of(row):
            if before.words:
                reworded.append(no)
            words.append((no, marked(plain(row["visitor_name"])), plate, signs[row["house"]]))
        if before.document != (document := row["document_last4"]):
            if before.document:
                redocumented.append(no)
            if document:
                documents.append((no, document))
    remove_codes(connection, stale)
    put_rows(connection, _PUT, passes, _CHANGE)
    put_codes(connection, codes)
    _remove(connection, "pass_words", reworded)
    put_rows(connection, "INSERT INTO pass_words (rowid, name, plate, house_sign)", words)
    _remove(connection, "document_words", redocumented)
    put_rows(connection, "INSERT INTO document_words (rowid, last4)", documents)


def remove(connection: Connection, pass_ids: Collection[str]) -> None:
    """Take passes out; one that is not there is gone already."""
    known = _known(connection, pass_ids).values()
    remove_codes(connection, [(code_of(name), before.no) for before in known for name in before.names])
    numbers = [before.no for before in known]
    _remove(connection, "pass_words", numbers)
    _remove(connection, "document_words", [before.no for before in known if before.document])
    _remove(connection, "passes", numbers)


def _known(connection: Connection, pass_ids: Collection[str]) -> dict[str, _Known]:
    wanted = set(pass_ids)
    found: dict[str, _Known] = {}
    rows = connection.exec_driver_sql(_KNOWN, (json.dumps([code_of(pass_id) for pass_id in wanted]),))
    for no, document, *values in rows:
        names, words = values[: len(_NAMES)], values[len(_NAMES) :]
        if names[0] in wanted:
            found[names[0]] = _Known(no, frozenset(name for name in names if name), tuple(words), document)
    return found


def _remove(connection: Connection, table: str, numbers: Sequence[int]) -> None:
    if numbers:
        statement = f"DELETE FROM {table} WHERE rowid = ?"  # noqa: S608 (own names)
        connection.exec_driver_sql(statement, [(number,) for number in numbers])
