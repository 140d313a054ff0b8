"""Everything in the store that points at a person: what a bundle for support must not hold in any form."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import select
from sqlalchemy.exc import DBAPIError

from app.store import journal_tables as own
from app.store import mirror_tables as mirrored
from app.store.database import engine_for
from app.store.faults import store_error

_OF_PASSES = (
    "visitor_name", "host_name", "house", "plate", "vehicle", "document_last4", "note", "short_code", "record_uid",
    "rand_record_uid",
)  # fmt: skip

_WHERE = (
    ("journal.db", own.entries, ("visitor_name", "house", "plate", "note", "allowed_by", "actor_name", "record_uid")),
    ("journal.db", own.local_passes, _OF_PASSES),
    ("journal.db", own.shift_lines, ("actor_name", "words")),
    ("mirror.db", mirrored.passes, _OF_PASSES),
    ("mirror.db", mirrored.logs, ("visitor_name", "house", "plate", "actor_name", "note", "allowed_by")),
    ("mirror.db", mirrored.hosts, ("name", "house", "phone")),
    ("mirror.db", mirrored.properties, ("label",)),
    ("mirror.db", mirrored.blacklist, ("match_value", "reason")),
)


def personal_values(folder: Path, data_key: bytes) -> frozenset[str]:
    """All of them, as written. Has connections of its own, so it runs beside the work; blocks for seconds on a large
    site. Raises StoreError."""
    found: set[str] = set()
    for name in ("journal.db", "mirror.db"):
        path = folder / name
        engine = engine_for(path, data_key, durable=False, reading=True)
        try:
            with engine.begin() as connection:
                for file, table, columns in _WHERE:
                    if file == name:
                        for column in columns:
                            values = connection.execute(select(table.c[column]).distinct()).scalars()
                            found.update(str(value) for value in values if value)
        except (DBAPIError, OSError) as error:
            raise (store_error(error, path) or error) from error
        finally:
            engine.dispose()
    return frozenset(found)
