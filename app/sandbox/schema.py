"""Puts the SQL of resources/central on a database, in the order of the files' names."""

from __future__ import annotations

from pathlib import Path

import psycopg

MIGRATIONS = Path(__file__).resolve().parents[2] / "resources" / "central"


def apply(dsn: str) -> None:
    """Run every migration, each in a transaction of its own. Running them again changes nothing."""
    with psycopg.connect(dsn, autocommit=True) as connection:
        for path in sorted(MIGRATIONS.glob("[0-9][0-9][0-9]_*.sql")):
            with connection.transaction():
                connection.execute(path.read_bytes())
