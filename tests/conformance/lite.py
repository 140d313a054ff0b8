"""npm `@supabase/lite`, an independent server, before the same PostgreSQL and the same database as the sandbox.

It makes its own `auth` and `storage` first, as the hosted platform does; then come our migrations, untouched.
"""

from __future__ import annotations

import json
import os
import secrets
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import psycopg
from psycopg import conninfo

from app.sandbox import schema, seed
from app.sandbox.demo import Demo

NODE_MODULES = Path(__file__).parent / "node_modules"
READY_WITHIN_S = 30

# What the hosted platform gives before anybody's first migration, and lite expects to find (the roles are the whole
# server's: the sandbox's database has made them).
_PLATFORM = """
grant usage on schema public to anon, authenticated, service_role;
alter default privileges in schema public grant all on tables to anon, authenticated, service_role;
alter default privileges in schema public grant all on functions to anon, authenticated, service_role;
alter default privileges in schema public grant all on sequences to anon, authenticated, service_role;
"""

_GRANTS = """
grant usage on schema auth, storage to anon, authenticated, service_role;
grant select on storage.buckets to anon, authenticated, service_role;
grant select, insert, update, delete on storage.objects to anon, authenticated, service_role;
"""

PROBE = "create function public.conformance_kind(p jsonb) returns text language sql as $$ select jsonb_typeof(p) $$"
"""Tells in which shape a JSON argument arrived."""


class LiteFailed(Exception):
    """It did not start; the message is its own."""


class Lite:
    """One server; `restart` because it reads the schema at its start only."""

    def __init__(self, dsn: str, folder: Path) -> None:
        self._dsn = dsn
        self._folder = folder
        with socket.create_server(("127.0.0.1", 0)) as probe:
            self._port = probe.getsockname()[1]
        self.url = f"http://127.0.0.1:{self._port}"
        self.publishable_key = f"sb_publishable_{secrets.token_hex(11)}_{secrets.token_hex(4)}"
        self.secret_key = f"sb_secret_{secrets.token_hex(11)}_{secrets.token_hex(4)}"
        self._running: subprocess.Popen[bytes] | None = None
        (folder / "supabase").mkdir()
        (folder / "supabase" / "config.toml").write_text(
            f"[api]\nport = {self._port}\n"
            f'[db]\ndriver = "postgres"\nurl = "postgres:///{conninfo.conninfo_to_dict(dsn)["dbname"]}"\n'
            f'[auth]\nenabled = true\njwt_secret = "{secrets.token_hex(32)}"\njwt_expiry = 3600\nenable_signup = true\n'
            f'publishable_key = "{self.publishable_key}"\nsecret_key = "{self.secret_key}"\n'
            "[auth.email]\nenable_confirmations = false\n"
            '[storage]\nenabled = true\nfile_size_limit = "5MiB"\n'
        )

    def start(self) -> None:
        """Start and wait until it answers."""
        where = conninfo.conninfo_to_dict(self._dsn)
        names = {"PGHOST": "host", "PGPORT": "port", "PGUSER": "user", "PGPASSWORD": "password"}
        environment = os.environ | {name: str(where[key]) for name, key in names.items() if where.get(key)}
        environment |= {"LITE_TELEMETRY": "0", "DO_NOT_TRACK": "1", "EXPERIMENTAL_STORAGE": "1", "NO_COLOR": "1"}
        with (self._folder / "log").open("wb") as log:
            self._running = subprocess.Popen(
                ["node", str(NODE_MODULES / ".bin" / "lite"), "start", "--no-admin"],
                cwd=self._folder,
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        with httpx.Client(transport=httpx.HTTPTransport(retries=8)) as http:
            for _ in range(READY_WITHIN_S):
                if self._running.poll() is not None:
                    break
                try:
                    http.get(f"{self.url}/rest/v1/", timeout=1)
                except httpx.TransportError:
                    continue
                return
        self.stop()
        raise LiteFailed(f"@supabase/lite did not start: {(self._folder / 'log').read_text()[-2000:]}")

    def stop(self) -> None:
        """End it."""
        running, self._running = self._running, None
        if running is not None:
            running.terminate()
            try:
                running.wait(8)
            except subprocess.TimeoutExpired:
                running.kill()
                running.wait()


@contextmanager
def lite_on(server_dsn: str, plan: Demo, folder: Path) -> Iterator[tuple[Lite, str]]:
    """A migrated, seeded database with lite before it; the server and the database's DSN."""
    dsn = schema.create_database(server_dsn, f"portun_lite_{secrets.token_hex(4)}")
    lite = Lite(dsn, folder)
    try:
        with psycopg.connect(dsn, autocommit=True) as connection:
            connection.execute(_PLATFORM)
        lite.start()
        hashes = {password: _hash_of(lite, password) for password in {person.password for person in plan.people}}
        lite.stop()
        schema.apply(dsn)
        seed.write(dsn, plan)
        with psycopg.connect(dsn, autocommit=True) as connection:
            connection.execute(_GRANTS)
            connection.execute(PROBE)
            for person in plan.people:
                _add_account(connection, person.profile_id, person.email, hashes[person.password])
        lite.start()
        yield lite, dsn
    finally:
        lite.stop()


def _hash_of(lite: Lite, password: str) -> str:
    """Lite's own hash of a password, from an account that is thrown away with the database."""
    email = f"{secrets.token_hex(4)}@seed.example"
    answer = httpx.post(
        f"{lite.url}/auth/v1/signup",
        headers={"apikey": lite.publishable_key},
        json={"email": email, "password": password},
        timeout=20,
    )
    answer.raise_for_status()
    return email


def _add_account(connection: psycopg.Connection[Any], account: str, email: str, like: str) -> None:
    """An account under the id that the demo gave it, with the password of the account `like`."""
    told = json.dumps({"provider": "email", "providers": ["email"]})
    connection.execute(
        "insert into auth.users (id, email, encrypted_password, email_confirmed_at, raw_app_meta_data,"
        " raw_user_meta_data) select %s, %s, encrypted_password, now(), %s::jsonb, '{}' from auth.users"
        " where email = %s",
        (account, email, told, like),
    )
    connection.execute(
        "insert into auth.identities (id, provider, provider_id, user_id, identity_data, last_sign_in_at)"
        " select gen_random_uuid(), 'email', id::text, id, jsonb_build_object('sub', id, 'email', email), now()"
        " from auth.users where id = %s",
        (account,),
    )
