"""The whole site: one command, one line, ends with its parent."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

import httpx
import psycopg
import pytest

from app.domain.scan import CodeKind, ForeignCode, PassCode, parse_payload
from app.sandbox.demo import SITE_HOSTS, demo
from app.sandbox.parts import Part, PartFailed


@contextmanager
def running(*options: str) -> Iterator[tuple[dict[str, Any], subprocess.Popen[str]]]:
    command = [sys.executable, "-m", "app.sandbox", "--json", *options]
    program = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert program.stdin is not None and program.stdout is not None
    try:
        yield json.loads(program.stdout.readline()), program
    finally:
        program.stdin.close()
        assert program.wait(20) in {0, -signal.SIGKILL}
        program.stdout.close()


def test_one_line_tells_how_to_reach_everything_and_one_desk_spoils_it() -> None:
    with running() as (line, _):
        user = next(one for one in line["users"] if one["role"] == "guard")
        headers = {"apikey": line["central"]["publishable_key"]}
        signed_in = httpx.post(
            f"{line['central']['url']}/auth/v1/token?grant_type=password",
            json={"email": user["email"], "password": user["password"]},
            headers=headers,
        )
        assert signed_in.json()["user"]["id"] == user["actor_id"]
        assert {gate["driver"] for gate in line["gates"]} == {"shelly_gen1", "shelly_rpc"}
        assert all(gate["mac"] and gate["control"] for gate in line["gates"])
        assert line["cameras"][0]["address"].endswith("/lane.mjpg") and line["cameras"][0]["direction"] == "in"
        desk = f"{line['fault_desk']}/faults"
        wanted = {"central": {"latency_ms": 3}, "relays": {"main": {}}, "camera": {}}
        assert httpx.post(desk, json=wanted).json()["central"]["latency_ms"] == 3
        state = httpx.get(desk).json()
        assert state["central"]["latency_ms"] == 3 and set(state["relays"]) == {"main", "side"}
        assert httpx.post(desk, json={"sun": {}}).status_code == 400
        dsn = line["pg_dsn"]
        with psycopg.connect(dsn) as connection:
            assert connection.execute("select count(*) from public.visitor_records_uid").fetchone() == (55,)
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(dsn)
    with pytest.raises(httpx.TransportError):
        httpx.get(line["central"]["url"])


def test_nothing_outlives_a_killed_site() -> None:
    with running("--without", "relays,camera") as (line, program), psycopg.connect(line["pg_dsn"]) as server:
        program.kill()
        program.wait()
        with pytest.raises(psycopg.OperationalError):
            server.execute("select pg_sleep(20)")


def test_a_part_that_fails_says_so() -> None:
    part = Part("app.sandbox.central", {"pg_dsn": "host=/nowhere"})
    with pytest.raises(PartFailed, match="before it was ready"):
        part.addresses()
    part.close()


def test_a_kept_folder_is_found_again() -> None:
    # Not pytest's own: when root runs the tests, PostgreSQL's user cannot reach what lies in there.
    with tempfile.TemporaryDirectory() as folder:
        for _ in range(2):
            server = Part("app.sandbox.postgres", {"folder": folder})
            dsn = server.addresses()["dsn"]
            with psycopg.connect(dsn, autocommit=True) as connection:
                connection.execute("create table if not exists seen (n int)")
                connection.execute("insert into seen values (1)")
                (count,) = connection.execute("select count(*) from seen").fetchone() or (0,)
            server.close()
    assert count == 2


def test_the_demo_is_the_same_for_the_same_seed() -> None:
    now = datetime(2026, 3, 14, 18, tzinfo=UTC)
    assert demo(7, now) == demo(7, now)
    assert demo(7, now).community_id != demo(8, now).community_id
    codes = {one.kind: parse_payload(one.code, hosts=SITE_HOSTS) for one in demo(1, now).passes}
    assert isinstance(codes.pop("foreign"), ForeignCode)
    assert all(isinstance(code, PassCode) and code.kind is CodeKind.RECORD for code in codes.values())
    expected = [one for one in demo(1, now).passes if one.kind == "expected"]
    assert len(expected) == 40
