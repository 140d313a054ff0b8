"""A central API on a real PostgreSQL, for any test folder.

In a `conftest.py`:

    from tests.fixtures_site import _shared_site, central_site, fresh_central, postgres_dsn

    __all__ = ["_shared_site", "central_site", "fresh_central", "postgres_dsn"]

`central_site`   one PostgreSQL and one central API for the whole run, each its own process. Before every test the
                 fault desk is reset. Rows that a test makes stay: make your own passes (`site.add_pass(…)`), or use
`fresh_central`  the same server with a database of its own, copied from the seeded template: rows, counters and the
                 epoch are as new. Some 0.5 s a test: only for tests that need to know all there is.

Both give a `Site`:
    site.url, site.key          base address and publishable key; site.secret_key bypasses row level security
    site.line                   what `python -m app sandbox --json` prints (no gates, no cameras)
    site.user("guard")          {"email", "password", "role", "name", "actor_id"}
    site.pass_of("used_up")     {"kind", "what", "code", "name", "house"} of the demo; `site.record(code)` its row
    site.sign_in("guard")       an httpx.Client with that account's headers
    site.add_pass(entries_allowed=1, …)  a new pass of a resident, valid now; its row
    site.faults(latency_ms=50)  the fault desk (app/sandbox/faults.py lists what it knows); returns its state
    site.sql(query, *values)    rows, as the database's owner
"""

from __future__ import annotations

import ssl
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import psycopg
import pytest
from psycopg.rows import dict_row

from app.sandbox import schema, seed
from app.sandbox.demo import Demo, demo
from app.sandbox.parts import Part
from app.sandbox.site import line_of

TEMPLATE = "portun_template"

# Reading the machine's certificates takes longer than most tests here: once is enough, nothing here is TLS.
_TLS = ssl.create_default_context()


def now() -> datetime:
    """The demo's time: all of a run's sites hold the same rows."""
    return _STARTED


_STARTED = datetime.now(UTC)


@dataclass
class Site:
    """A running central API."""

    line: dict[str, Any]
    dsn: str
    plan: Demo
    _clients: list[httpx.Client] = field(default_factory=list)

    @property
    def url(self) -> str:
        return str(self.line["central"]["url"])

    @property
    def key(self) -> str:
        return str(self.line["central"]["publishable_key"])

    @property
    def secret_key(self) -> str:
        return str(self.line["central"]["secret_key"])

    @property
    def community_id(self) -> str:
        return self.plan.community_id

    @property
    def device_id(self) -> str:
        return self.plan.device_id

    def user(self, role: str) -> dict[str, Any]:
        return next(one for one in self.line["users"] if one["role"] == role)

    def pass_of(self, kind: str) -> dict[str, Any]:
        return next(one for one in self.line["passes"] if kind in {one["kind"], one["what"]})

    def record(self, code: str) -> dict[str, Any]:
        (row,) = self.sql("select * from public.visitor_records_uid where record_uid = %s", code)
        return row

    def client(self, bearer: str | None = None, key: str | None = None) -> httpx.Client:
        headers = {"apikey": key or self.key} | ({"Authorization": f"Bearer {bearer}"} if bearer else {})
        made = httpx.Client(base_url=self.url, headers=headers, timeout=20, verify=_TLS)
        self._clients.append(made)
        return made

    def sign_in(self, role: str) -> httpx.Client:
        user = self.user(role)
        answer = self.client().post(
            "/auth/v1/token?grant_type=password", json={"email": user["email"], "password": user["password"]}
        )
        answer.raise_for_status()
        return self.client(answer.json()["access_token"])

    def add_pass(self, **columns: Any) -> dict[str, Any]:
        host = next(one for one in self.plan.residents)
        now = datetime.now(UTC)
        values = {
            "host_uid": host.profile_id,
            "record_uid": str(uuid.uuid4()),
            "visitor_name": "Prueba Visitante",
            "visitor_type": "Guest",
            "validity_start": now - timedelta(hours=1),
            "validity_end": now + timedelta(hours=8),
            "property_id": host.property_id,
            "community_id": self.community_id,
        } | columns
        names = ", ".join(values)
        places = ", ".join(["%s"] * len(values))
        made = f"insert into public.visitor_records_uid ({names}) values ({places}) returning *"
        return self.sql(made, *values.values())[0]

    def faults(self, **wanted: Any) -> dict[str, Any]:
        answer = httpx.post(f"{self.line['central']['control']}/faults", json=wanted, timeout=20, verify=_TLS)
        assert answer.status_code == 200, answer.text
        state: dict[str, Any] = answer.json()
        return state

    def sql(self, query: str, *values: Any) -> list[dict[str, Any]]:
        with psycopg.connect(self.dsn, autocommit=True, row_factory=dict_row) as connection:
            cursor = connection.execute(query.encode(), values)
            return cursor.fetchall() if cursor.description else []

    def close(self) -> None:
        for client in self._clients:
            client.close()
        self._clients.clear()


@pytest.fixture(scope="session")
def postgres_dsn() -> Iterator[str]:
    """A PostgreSQL whose database `portun_template` is migrated and holds the demo community of seed 1."""
    server = Part("app.sandbox.postgres", {})
    try:
        dsn = server.addresses()["dsn"]
        template = schema.create_database(dsn, TEMPLATE)
        schema.apply(template)
        seed.write(template, demo(1, now()))
        yield dsn
    finally:
        server.close()


def _site(postgres_dsn: str, name: str) -> tuple[Site, Part]:
    dsn = schema.create_database(postgres_dsn, name, template=TEMPLATE)
    part = Part("app.sandbox.central", {"pg_dsn": dsn})
    plan = demo(1, now())
    return Site(line_of(plan, part.addresses(), [], []) | {"pg_dsn": dsn}, dsn, plan), part


@pytest.fixture(scope="session")
def _shared_site(postgres_dsn: str) -> Iterator[Site]:
    site, part = _site(postgres_dsn, "portun_shared")
    try:
        yield site
    finally:
        part.close()


@pytest.fixture
def central_site(_shared_site: Site) -> Iterator[Site]:
    """The central API of the run, without faults."""
    _shared_site.faults(reset=True)
    try:
        yield _shared_site
    finally:
        _shared_site.faults(reset=True)
        _shared_site.close()


@pytest.fixture
def fresh_central(postgres_dsn: str) -> Iterator[Site]:
    """A central API with a database of its own."""
    name = f"portun_{uuid.uuid4().hex[:12]}"
    site, part = _site(postgres_dsn, name)
    try:
        yield site
    finally:
        site.close()
        part.close()
        with psycopg.connect(postgres_dsn, autocommit=True) as connection:
            connection.execute(f"drop database {name} with (force)".encode())
