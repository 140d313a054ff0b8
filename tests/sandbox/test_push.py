"""Notifications: once, soon, never late, never after a correction. Against a stub that speaks OneSignal's REST."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import psycopg

from tests.central_sql.entries import entry, upload
from tests.fixtures_site import Site


def settled(site: Site, about: str) -> str:
    """How the outbox's row ended; waits for it."""
    with psycopg.connect(site.dsn, autocommit=True) as connection:
        connection.execute("listen sandbox_changes")
        look = "select outcome from public.notification_outbox where about = %s and settled_at is not null"
        while (row := connection.execute(look, (about,)).fetchone()) is None:
            assert list(connection.notifies(timeout=20, stop_after=1)), "nothing happened to the outbox"
        return str(row[0])


def pushes(site: Site, about: str) -> list[dict[str, Any]]:
    taken = httpx.get(f"{site.line['central']['control']}/pushes").json()
    return [one for one in taken if one["data"].get("id") == about]


def test_an_arrival_is_told_to_its_host_once(central_site: Site) -> None:
    guard = central_site.sign_in("guard")
    row = central_site.add_pass(visitor_name="Luz Paz")
    one = entry(central_site, row)
    for _ in range(3):
        upload(guard, central_site, one)
    assert settled(central_site, one["entry_id"]) == "sent"
    (push,) = pushes(central_site, one["entry_id"])
    assert push["include_aliases"] == {"external_id": [str(row["host_uid"])]}
    assert push["contents"]["en"] == "Luz Paz" and push["target_channel"] == "push"


def test_what_is_old_is_not_told(central_site: Site) -> None:
    long_ago = (datetime.now(UTC) - timedelta(minutes=31)).isoformat()
    one = entry(central_site, central_site.add_pass(), occurred_at=long_ago)
    upload(central_site.sign_in("guard"), central_site, one)
    assert settled(central_site, one["entry_id"]) == "too_old"
    assert pushes(central_site, one["entry_id"]) == []


def test_who_did_not_come_in_is_not_told(central_site: Site) -> None:
    guard = central_site.sign_in("guard")
    row = central_site.add_pass()
    central_site.faults(onesignal_status=503)
    visit = entry(central_site, row)
    upload(guard, central_site, visit)
    upload(guard, central_site, entry(central_site, row, kind="correction", corrects=visit["entry_id"]))
    assert settled(central_site, visit["entry_id"]) == "corrected"
    closed = entry(central_site, row, gate_outcome={"kind": "not_done", "path": "none", "detail": "unreachable"})
    upload(guard, central_site, closed, entry(central_site, row, kind="refusal"))
    taken_back = entry(central_site, row)
    correction = entry(central_site, row, kind="correction", corrects=taken_back["entry_id"])
    upload(guard, central_site, taken_back, correction)  # in one upload: what an outage held up comes so
    ids = [closed["entry_id"], taken_back["entry_id"]]
    assert central_site.sql("select about from public.notification_outbox where about = any(%s::uuid[])", ids) == []


def test_a_failed_push_is_tried_again_with_the_same_key(central_site: Site) -> None:
    central_site.faults(onesignal_status=500)
    one = entry(central_site, central_site.add_pass())
    upload(central_site.sign_in("guard"), central_site, one)
    with psycopg.connect(central_site.dsn, autocommit=True) as connection:
        connection.execute("listen sandbox_changes")
        look = "select attempts from public.notification_outbox where about = %s and attempts > 0"
        while connection.execute(look, (one["entry_id"],)).fetchone() is None:
            assert list(connection.notifies(timeout=20, stop_after=1))
    central_site.faults(onesignal_status=200)
    central_site.sql("update public.notification_outbox set next_at = now() where about = %s", one["entry_id"])
    other = entry(central_site, central_site.add_pass())
    upload(central_site.sign_in("guard"), central_site, other)
    assert settled(central_site, one["entry_id"]) == "sent"
    assert len(pushes(central_site, one["entry_id"])) == 1


def test_the_first_contract_pushes_by_itself_and_only_once(central_site: Site) -> None:
    row = central_site.add_pass(visitor_name="Viejo Contrato")
    said = central_site.sign_in("guard").post("/functions/v1/log-entry", json={"record_uid": row["record_uid"]})
    log_id = said.json()["log_id"]
    taken = httpx.get(f"{central_site.line['central']['control']}/pushes").json()
    assert [one["contents"]["en"] for one in taken if one["data"].get("log_id") == log_id] == [
        "Viejo Contrato checked in"
    ]
    assert central_site.sql("select 1 as n from public.notification_outbox where about = %s", log_id) == []
