"""Puts the SQL of resources/central on a database, in the order of the files' names."""

from __future__ import annotations

from pathlib import Path

import psycopg
from psycopg import conninfo, sql

MIGRATIONS = Path(__file__).resolve().parents[2] / "resources" / "central"


def create_database(dsn: str, name: str, *, template: str | None = None) -> str:
    """A database of the server at `dsn`, made if it is not there; its own DSN. A copy of `template`, if given."""
    with psycopg.connect(dsn, autocommit=True) as connection:
        if connection.execute("select 1 from pg_database where datname = %s", (name,)).fetchone() is None:
            made = sql.SQL("create database {} template {} strategy file_copy").format(
                sql.Identifier(name), sql.Identifier(template or "template0")
            )
            connection.execute(made)
    return conninfo.make_conninfo(dsn, dbname=name)


def apply(dsn: str) -> None:
    """Run every migration, each in a transaction of its own. Running them again changes nothing."""
    with psycopg.connect(dsn, autocommit=True) as connection:
        for path in sorted(MIGRATIONS.glob("[0-9][0-9][0-9]_*.sql")):
            with connection.transaction():
                connection.execute(path.read_bytes())
