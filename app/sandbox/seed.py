"""Writes the demo community into a migrated database."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import psycopg

from app.domain.ids import uuid7
from app.sandbox import auth
from app.sandbox.demo import COMMUNITY_NAME, INCARNATION, NEIGHBOUR_NAME, SITE_ZONE, Demo
from app.sandbox.signing import Signer

_STAFF_ROLES = {"guard": "Guard", "supervisor": "Supervisor", "technician": "Technician", "admin": "Admin"}


def write(dsn: str, demo: Demo) -> None:
    """Write all rows in one transaction; a database that holds this community already is left as it is."""
    auth.create_tables(dsn)
    with psycopg.connect(dsn) as connection:
        there = connection.execute("select 1 from public.community where id = %s", (demo.community_id,)).fetchone()
        if there is None:
            _places(connection, demo)
            _people(connection, demo)
            _passes(connection, demo)


def _places(connection: psycopg.Connection[Any], demo: Demo) -> None:
    for community_id, name in ((demo.community_id, COMMUNITY_NAME), (demo.neighbour_id, NEIGHBOUR_NAME)):
        connection.execute("insert into public.community (id, name) values (%s, %s)", (community_id, name))
    connection.cursor().executemany(
        "insert into public.property (id, community_id, label) values (%s, %s, %s)",
        [(house_id, demo.community_id, label) for house_id, label in demo.houses],
    )
    signer = Signer.of(connection)
    for key, value in {
        "site_zone": SITE_ZONE,
        "site_name": COMMUNITY_NAME,
        "policy": {"ask_if_inside": False},
        "central_key": signer.public_key,
    }.items():
        statement = json.dumps(
            {
                "kind": "setting",
                "community_id": demo.community_id,
                "key": key,
                "value": value,
                "set_by": None,
                "set_by_name": "",
                "set_at": demo.now.isoformat(),
            },
            ensure_ascii=False,
        )
        connection.execute("select public.store_setting_v1(%s, %s)", (statement, signer.sign(statement)))


def _people(connection: psycopg.Connection[Any], demo: Demo) -> None:
    for person in demo.people:
        connection.execute(
            "insert into public.profile (id, full_name, email, phone, property_id) values (%s, %s, %s, %s, %s)",
            (person.profile_id, person.name, person.email, person.phone or None, person.property_id),
        )
        auth.add_account(connection, person.profile_id, person.email, person.password, {})
        if person.role in _STAFF_ROLES:
            connection.execute(
                "insert into public.community_manager (profile_id, community_id) values (%s, %s)",
                (person.profile_id, demo.community_id),
            )
        if person.role != "console":
            connection.execute(
                "insert into public.profile_role (profile_id, role_id)"
                " select %s, id from public.role where role_name = %s",
                (person.profile_id, _STAFF_ROLES.get(person.role, "Resident")),
            )
    console = demo.person("console")
    connection.execute(
        "insert into public.device (id, community_id, name, profile_id, public_key) values (%s, %s, %s, %s, %s)",
        (demo.device_id, demo.community_id, console.name, console.profile_id, Signer(demo.device_seed).public_key),
    )


def _passes(connection: psycopg.Connection[Any], demo: Demo) -> None:
    rows = [one.row for one in demo.passes if one.row is not None]
    names = list(rows[0])
    connection.cursor().executemany(
        f"insert into public.visitor_records_uid ({', '.join(names)})"
        f" values ({', '.join(f'%({name})s' for name in names)})".encode(),
        rows,
    )
    connection.cursor().executemany(
        "insert into public.blacklist_entry (id, community_id, match_kind, match_value, reason)"
        " values (%(id)s, %(community_id)s, %(match_kind)s, %(match_value)s, %(reason)s)",
        [{**one, "community_id": demo.community_id} for one in demo.blacklist],
    )
    guard = demo.person("guard")
    visits = [
        {
            "id": uuid7(came),
            "record_uid": one.code,
            "pass_id": one.row["id"],
            "community_id": one.row["community_id"],
            "visitor_name": one.name,
            "house": one.house,
            "occurred_at": came,
            "people": one.row["people"],
            "plate": one.row["plate"],
            "guard_id": guard.profile_id,
            "actor_id": guard.profile_id,
            "actor_name": guard.name,
            "device_id": demo.device_id,
            "incarnation": INCARNATION,
        }
        for one in demo.passes
        if one.row is not None
        for came in (demo.now - timedelta(minutes=minutes) for minutes in one.visits)
    ]
    connection.cursor().executemany(
        "insert into public.visitor_record_logs (id, record_uid, pass_id, community_id, visitor_name, house,"
        " occurred_at, in_time, received_at, people, plate, guard_id, actor_id, actor_name, device_id, incarnation,"
        " gate_id, verdict, reason, basis) values (%(id)s, %(record_uid)s, %(pass_id)s, %(community_id)s,"
        " %(visitor_name)s, %(house)s, %(occurred_at)s, %(occurred_at)s, %(occurred_at)s, %(people)s, %(plate)s,"
        " %(guard_id)s, %(actor_id)s, %(actor_name)s, %(device_id)s, %(incarnation)s, 'main', 'admit', 'valid',"
        " 'central')",
        visits,
    )
