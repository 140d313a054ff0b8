"""Migration v1 on a database that is in use: nothing that stands there is lost, and it may be run again."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from typing import Any

import psycopg
import pytest
from psycopg.rows import dict_row

from app.sandbox import schema

Connection = psycopg.Connection[dict[str, Any]]


@pytest.fixture
def production(postgres_dsn: str) -> Iterator[Connection]:
    """A database as it is before: the customer's schema alone, with a pass that was used three times."""
    name = f"portun_{uuid.uuid4().hex[:12]}"
    dsn = schema.create_database(postgres_dsn, name)
    with psycopg.connect(dsn, autocommit=True, row_factory=dict_row) as connection:
        for path in sorted(schema.MIGRATIONS.glob("00[01]_*.sql")):
            connection.execute(path.read_bytes())
        yield connection
    with psycopg.connect(postgres_dsn, autocommit=True) as connection:
        connection.execute(f"drop database {name} with (force)".encode())


def test_what_stands_there_is_kept(production: Connection) -> None:
    community, host, made = uuid.uuid4(), uuid.uuid4(), str(uuid.uuid4())
    production.execute("insert into public.community (id, name) values (%s, 'Vieja')", (community,))
    production.execute("insert into public.profile (id, full_name) values (%s, 'Ana')", (host,))
    production.execute(
        "insert into public.visitor_records_uid (host_uid, record_uid, visitor_name, validity_end, community_id,"
        " entries_used, entries_allowed, document_num) values (%s, %s, 'X', '2099-01-01', %s, 3, 5, '1234 56789 0101')",
        (host, made, community),
    )
    production.execute(
        "insert into public.visitor_record_logs (record_uid, in_time) values (%s, '2026-01-01T10:00:00Z')", (made,)
    )
    dsn = f"{production.info.dsn} host={production.info.host}"
    for _ in range(2):
        schema.apply(dsn)
    pass_ = production.execute("select * from public.visitor_records_uid").fetchone()
    log = production.execute("select * from public.visitor_record_logs").fetchone()
    assert pass_ is not None and log is not None
    assert (pass_["entries_used"], pass_["uses_rev"], len(pass_["short_code"])) == (3, 0, 8)
    assert (pass_["document_num"], pass_["document_last4"], len(pass_["document_hmac"])) == ("…0101", "0101", 32)
    assert (log["kind"], log["pass_id"], log["community_id"]) == ("visit", pass_["id"], community)
    assert log["occurred_at"] == log["in_time"]
    production.execute("insert into public.visitor_record_logs (record_uid, in_time) values (%s, now())", (made,))
    (after,) = production.execute("select entries_used, uses_rev from public.visitor_records_uid").fetchall()
    assert after == {"entries_used": 4, "uses_rev": 1}


def test_a_document_s_hash_is_an_hmac(production: Connection) -> None:
    """RFC 4231, test case 2, through our own padding."""
    schema.apply(f"{production.info.dsn} host={production.info.host}")
    row = production.execute(
        "select encode(sha256(gatehouse.padded('Jefe', 92) || sha256(gatehouse.padded('Jefe', 54)"
        " || 'what do ya want for nothing?')), 'hex') as mac"
    ).fetchone()
    assert row == {"mac": "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"}


def test_short_codes_are_crockford_s_with_a_digit(production: Connection) -> None:
    schema.apply(f"{production.info.dsn} host={production.info.host}")
    rows = production.execute("select gatehouse.new_short_code() as code from generate_series(1, 500)").fetchall()
    codes = {row["code"] for row in rows}
    assert len(codes) == 500
    assert all(
        set(code) <= set("0123456789ABCDEFGHJKMNPQRSTVWXYZ") and any(c.isdigit() for c in code) for code in codes
    )


@pytest.mark.parametrize(
    ("written", "name", "plate"),
    [("  Íñigo   NÚÑEZ ", "INIGO NUNEZ", "INIGONUNEZ"), ("p-123 bñx", "P-123 BNX", "P123BNX"), (None, "", "")],
)
def test_normal_forms(production: Connection, written: str | None, name: str, plate: str) -> None:
    schema.apply(f"{production.info.dsn} host={production.info.host}")
    query = "select gatehouse.normal_name(%s) as name, gatehouse.normal_plate(%s) as plate"
    assert production.execute(query, (written, written)).fetchone() == {"name": name, "plate": plate}


def test_an_owner_who_is_no_superuser_can_apply_it(postgres_dsn: str) -> None:
    """The hosted platform gives nobody a superuser."""
    role = f"owner_{uuid.uuid4().hex[:8]}"
    with psycopg.connect(postgres_dsn, autocommit=True) as connection:
        connection.execute(f"create role {role} login createdb createrole bypassrls password 'x'".encode())
        connection.execute(f"create database {role} owner {role} template template0".encode())
        try:
            dsn = psycopg.conninfo.make_conninfo(postgres_dsn, dbname=role, user=role, password="x")
            schema.apply(dsn)
            with psycopg.connect(dsn) as owned:
                assert owned.execute("select length(gatehouse.epoch())").fetchone() == (16,)
                owned.execute("insert into public.community (name) values ('X')")
                owned.execute("select gatehouse.prune_feed()")
        finally:
            connection.execute(f"drop database {role} with (force)".encode())
            connection.execute(f"drop role {role}".encode())
