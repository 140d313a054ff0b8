"""Row level security, every table, every role: what each may read and write, and nothing else."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import psycopg
import pytest
from psycopg import sql
from psycopg.types.json import Jsonb

from app.sandbox import schema
from app.sandbox.demo import Demo, demo
from tests.fixtures_site import TEMPLATE, now

GATE = {"guard", "supervisor", "admin", "console"}
EVERYBODY = {"resident", "neighbour", "guard", "supervisor", "technician", "admin", "console", "revoked_console"}
NOBODY: set[str] = set()


@dataclass(frozen=True)
class May:
    """Who finds, adds, changes and removes the row of the matrix."""

    read: set[str]
    insert: set[str]
    update: set[str]
    delete: set[str]


def read_only(*roles: str) -> May:
    return May(set(roles), NOBODY, NOBODY, NOBODY)


MATRIX = {
    "community": May(EVERYBODY - {"revoked_console"}, NOBODY, {"admin"}, NOBODY),
    "property": May(GATE | {"resident"}, {"admin"}, {"admin"}, {"admin"}),
    "profile": read_only(*GATE, "resident"),
    "role": read_only(*EVERYBODY),
    "profile_role": read_only("resident"),
    "community_manager": read_only("guard", "admin"),
    "visitor_records_uid": May(GATE | {"resident"}, {"resident", "admin"}, {"resident", "admin"}, {"admin"}),
    "visitor_record_logs": read_only(*GATE, "resident"),
    "payment_receipts": May({"resident", "admin"}, {"resident", "admin"}, {"admin"}, {"admin"}),
    "audit_log": read_only("admin"),
    "device": read_only("supervisor", "technician", "admin", "console"),
    "audit_head": read_only("supervisor", "admin"),
    "blacklist_entry": May(GATE, {"supervisor", "admin"}, {"supervisor", "admin"}, {"supervisor", "admin"}),
    "site_setting": read_only(*GATE, "technician"),
    "enrolment_code": read_only("supervisor", "admin"),
    "permit": read_only("guard", "supervisor", "admin"),
    "host_question": read_only(*GATE, "resident"),
    "gate_notice": read_only(*GATE),
    "shift_log": read_only(*GATE),
    "notification_outbox": read_only(),
}


@dataclass
class World:
    """One row of each table that belongs to the resident's and guard's community, and who is who."""

    connection: psycopg.Connection[Any]
    plan: Demo
    rows: dict[str, dict[str, Any]]
    accounts: dict[str, str | None]

    def as_role(self, role: str, query: sql.Composed | bytes, *values: Any) -> int | str:
        """Rows touched, or the sqlstate. Nothing stays."""
        account = self.accounts[role]
        name = "authenticated" if account else "anon"
        claims = json.dumps({"role": name} | ({"sub": account} if account else {}))
        try:
            with self.connection.transaction(force_rollback=True):
                self.connection.execute(
                    "select set_config('role', %s, true), set_config('request.jwt.claims', %s, true)", (name, claims)
                )
                return self.connection.execute(query, values).rowcount
        except psycopg.Error as error:
            return error.sqlstate or "?"


@pytest.fixture(scope="module")
def world(postgres_dsn: str) -> Iterator[World]:
    plan = demo(1, now())
    name = f"portun_{uuid.uuid4().hex[:12]}"
    with psycopg.connect(schema.create_database(postgres_dsn, name, template=TEMPLATE), autocommit=True) as connection:
        yield _world(connection, plan)
    with psycopg.connect(postgres_dsn, autocommit=True) as connection:
        connection.execute(sql.SQL("drop database {} with (force)").format(sql.Identifier(name)))


def _world(connection: psycopg.Connection[Any], plan: Demo) -> World:
    resident, neighbour = plan.residents[:2]
    guard, community, device = plan.person("guard").profile_id, plan.community_id, plan.device_id
    revoked = str(uuid.uuid4())
    connection.execute("insert into public.profile (id, full_name) values (%s, 'Garita vieja')", (revoked,))
    connection.execute(
        "insert into public.device (community_id, name, profile_id, revoked_at) values (%s, 'Vieja', %s, now())",
        (community, revoked),
    )
    made = str(uuid.uuid4())
    moment = {"occurred_at": now().isoformat()}
    new: dict[str, dict[str, Any]] = {
        "visitor_records_uid": {
            "host_uid": resident.profile_id, "record_uid": made, "visitor_name": "X", "community_id": community,
            "validity_end": "2099-01-01", "property_id": resident.property_id, "visitor_type": "Guest"},
        "visitor_record_logs": {"record_uid": made, "kind": "visit", "direction": "in", "gate_id": "main",
                                "device_id": device, **moment},
        "payment_receipts": {"profile_id": resident.profile_id, "community_id": community, "amount": 1,
                             "payment_date": "2026-01-01", "receipt_image_url": "x", "status": "pending"},
        "audit_log": {"actor_id": guard, "action": "x"},
        "audit_head": {"device_id": device, "incarnation": "i", "seq": 1, "head": "h"},
        "blacklist_entry": {"community_id": community, "match_kind": "name", "match_value": "X"},
        "enrolment_code": {"community_id": community, "code_hash": "\\x00", "device_name": "x",
                           "expires_at": "2099-01-01"},
        "permit": {"community_id": community, "device_id": device, "profile_id": guard, "role": "guard",
                   "expires_at": "2099-01-01"},
        "host_question": {"community_id": community, "host_id": resident.profile_id},
        "gate_notice": {"community_id": community, "kind": "panic", **moment},
        "shift_log": {"community_id": community, "shift_id": "s", "kind": "note", **moment},
    }  # fmt: skip
    rows = {table: _insert(connection, table, row) for table, row in new.items()}
    for table, where in {
        "community": f"id = '{community}'", "property": f"id = '{resident.property_id}'",
        "profile": f"id = '{resident.profile_id}'", "role": "role_name = 'Guard'",
        "profile_role": f"profile_id = '{resident.profile_id}'", "community_manager": f"profile_id = '{guard}'",
        "device": f"id = '{device}'", "site_setting": f"community_id = '{community}'",
        "notification_outbox": "kind = 'panic'",
    }.items():  # fmt: skip
        found = connection.execute(
            f"select to_jsonb(t) from public.{table} t where {where} limit 1".encode()
        ).fetchone()
        assert found is not None, table
        rows[table] = found[0]
    accounts: dict[str, str | None] = {one.role: one.profile_id for one in reversed(plan.people)}
    accounts |= {"resident": resident.profile_id, "neighbour": neighbour.profile_id, "revoked_console": revoked}
    return World(connection, plan, rows, accounts | {"anonymous": None})


def _insert(connection: psycopg.Connection[Any], table: str, row: dict[str, Any]) -> dict[str, Any]:
    columns = {"id": str(uuid.uuid4()), **row} if table != "audit_head" else row
    names = ", ".join(columns)
    made = f"insert into public.{table} ({names}) select {names} from jsonb_populate_record(null::public.{table}, %s)"
    found = connection.execute(f"{made} returning to_jsonb({table})".encode(), (Jsonb(columns),)).fetchone()
    assert found is not None
    back: dict[str, Any] = found[0]
    return back


_KEYS = {"profile_role": ["profile_id", "role_id"], "community_manager": ["profile_id", "community_id"],
         "audit_head": ["device_id", "incarnation", "seq"]}  # fmt: skip


def _where(table: str, row: dict[str, Any]) -> tuple[sql.Composed, list[Any]]:
    keys = _KEYS.get(table, ["id"])
    text = sql.SQL(" and ").join([sql.SQL("t.{} = %s").format(sql.Identifier(key)) for key in keys])
    return sql.Composed([text]), [row[key] for key in keys]


def test_every_table_is_in_the_matrix_and_under_row_level_security(world: World) -> None:
    tables = world.connection.execute(
        "select relname, relrowsecurity from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'"
    ).fetchall()
    assert {name for name, _ in tables} == set(MATRIX)
    assert all(secured for _, secured in tables)


@pytest.mark.parametrize("role", [*sorted(EVERYBODY), "anonymous"])
def test_what_each_may(world: World, role: str) -> None:
    found: dict[str, tuple[bool, ...]] = {}
    for table in MATRIX:
        target, row = sql.Identifier("public", table), world.rows[table]
        where, key = _where(table, row)
        seen = world.as_role(role, sql.SQL("select 1 from {} t where {}").format(target, where), *key)
        own = {**row, "id": str(uuid.uuid4())} if "id" in row else dict(row)
        if table == "visitor_records_uid":
            own["record_uid"] = str(uuid.uuid4())
        names = sql.SQL(", ").join([sql.Identifier(one) for one in own])
        added = world.as_role(
            role,
            sql.SQL("insert into {} ({}) select {} from jsonb_populate_record(null::{}, %s)").format(
                target, names, names, target
            ),
            Jsonb(own),
        )
        first = sql.Identifier(_KEYS.get(table, ["id"])[0])
        changed = world.as_role(
            role, sql.SQL("update {} t set {} = t.{} where {}").format(target, first, first, where), *key
        )
        removed = world.as_role(role, sql.SQL("delete from {} t where {}").format(target, where), *key)
        # Allowed by the policies but held by something that refers to it: allowed.
        found[table] = (seen == 1, added in {1, "23505"}, changed == 1, removed in {1, "23503"})
    expected = {
        table: (role in may.read, role in may.insert, role in may.update, role in may.delete)
        for table, may in MATRIX.items()
    }
    assert found == expected


@pytest.mark.parametrize("role", ["resident", "guard", "admin", "console", "anonymous"])
def test_the_inner_tables_are_out_of_reach(world: World, role: str) -> None:
    inner = world.connection.execute(
        "select relname from pg_class where relnamespace = 'gatehouse'::regnamespace and relkind in ('r', 'v')"
    ).fetchall()
    assert len(inner) > 8
    for (name,) in inner:
        assert world.as_role(role, sql.SQL("select 1 from {}").format(sql.Identifier("gatehouse", name))) == "42501"


def test_a_resident_invites_to_no_house_but_his_own(world: World) -> None:
    base = world.rows["visitor_records_uid"]
    target = sql.SQL("insert into public.visitor_records_uid select * from"
                     " jsonb_populate_record(null::public.visitor_records_uid, %s)").format()  # fmt: skip
    other_house = world.plan.residents[5].property_id
    for wrong in (
        {"community_id": world.plan.neighbour_id, "property_id": None},
        {"property_id": other_house},
        {"host_uid": world.plan.residents[5].profile_id},
    ):
        row = {**base, "id": str(uuid.uuid4()), "record_uid": str(uuid.uuid4()), **wrong}
        assert world.as_role("resident", target, Jsonb(row)) == "42501", wrong


_CALLS: dict[str, set[str]] = {
    "contract_v1()": GATE | {"technician"},
    "pull_changes_v1('{community}')": GATE,
    "validate_record_v1('{code}', '{community}')": GATE,
    "log_entries_v1('{device}', 'i', '[]')": GATE | {"technician"},
    "create_enrolment_code_v1('{community}', 'x')": {"supervisor", "admin"},
    "revoke_device_v1('{device}')": {"supervisor", "admin"},
    "issue_permit_v1('{device}')": {"guard", "supervisor", "technician", "admin"},
    "prepare_setting_v1('{community}', 'policy', '{{}}')": {"supervisor", "admin"},
    "prepare_setting_v1('{community}', 'lockdown', '{{\"active\": true}}')": GATE | {"technician"},
    "prepare_setting_v1('{community}', 'lockdown', '{{\"active\": false}}')": {"supervisor", "admin"},
    'ask_host_v1(\'{community}\', \'{{"id": "{new}", "host_id": "{host}"}}\')': GATE,
    "answer_host_v1('{question}', 'admit')": GATE | {"resident"},
    "acknowledge_notice_v1('{notice}')": {"supervisor", "admin"},
    "resolve_conflict_v1('{entry}', 'accepted')": {"supervisor", "admin"},
    "log_shift_v1('{device}', '[]')": GATE | {"technician"},
    "take_notifications_v1()": NOBODY,
    "register_device_v1('x', 'x', '{new}')": NOBODY,
    "store_setting_v1('{{}}', 'x')": NOBODY,
}


@pytest.mark.parametrize("role", [*sorted(EVERYBODY), "anonymous"])
def test_who_may_call_what(world: World, role: str) -> None:
    names = {
        "community": world.plan.community_id, "device": world.plan.device_id, "new": str(uuid.uuid4()),
        "code": world.rows["visitor_records_uid"]["record_uid"], "host": world.plan.residents[0].profile_id,
        "question": world.rows["host_question"]["id"], "notice": world.rows["gate_notice"]["id"],
        "entry": world.rows["visitor_record_logs"]["id"],
    }  # fmt: skip
    for call, allowed in _CALLS.items():
        answer = world.as_role(role, f"select public.{call.format_map(names)}".encode())
        assert (answer == 1) == (role in allowed), (call, answer)
        if role not in allowed:
            assert answer in {"42501", "PGRST"}, (call, answer)
