"""Consoles: enrolled by a code, cut off, permits and settings that gates can prove."""

from __future__ import annotations

import base64
import json
import uuid
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from app.sandbox.signing import Signer
from tests.central_sql.entries import entry, upload
from tests.fixtures_site import Site

VECTORS = json.loads((Path(__file__).parents[2] / "resources/central/statement-vectors.json").read_text())


def public_key() -> str:
    return base64.b64encode(Ed25519PrivateKey.generate().public_key().public_bytes_raw()).decode()


def proven(site: Site, signed: str) -> dict[str, Any]:
    """What a statement says, after its signature was checked with the centre's key."""
    text, signature = (base64.urlsafe_b64decode(part + "==") for part in signed.split("."))
    key = base64.b64decode(site.line["central"]["central_key"])
    Ed25519PublicKey.from_public_bytes(key).verify(signature, text)
    said: dict[str, Any] = json.loads(text)
    return said


def new_code(site: Site, **more: Any) -> str:
    answer = site.sign_in("supervisor").post(
        "/rest/v1/rpc/create_enrolment_code_v1",
        json={"p_community": site.community_id, "p_device_name": "Garita sur", **more},
    )
    assert answer.status_code == 200, answer.text
    return str(answer.json()["code"])


def enrol(site: Site, code: str) -> httpx.Response:
    body = {"code": code, "public_key": public_key(), "app_version": "1.0"}
    return site.client().post("/functions/v1/enrol-device", json=body)


def test_a_console_is_enrolled_once_and_works_under_its_own_account(central_site: Site) -> None:
    code = new_code(central_site)
    heard = code.replace("-", "").lower().replace("1", "l").replace("0", "o")
    answer = enrol(central_site, heard)
    assert answer.status_code == 200, answer.text
    enrolled = answer.json()
    assert enrolled["community_id"] == central_site.community_id
    assert enrolled["central_key"] == central_site.line["central"]["central_key"]
    session = central_site.client().post(
        "/auth/v1/token?grant_type=password",
        json={"email": enrolled["email"], "password": enrolled["password"]},
    )
    console = central_site.client(session.json()["access_token"])
    contract = console.post("/rest/v1/rpc/contract_v1", json={}).json()
    assert (contract["role"], contract["actor_name"]) == ("console", "Garita sur")
    again = enrol(central_site, code)
    assert (again.status_code, again.json()["code"]) == (403, "enrolment_code_used")


def test_codes_that_do_not_help(central_site: Site) -> None:
    accounts = central_site.sql("select count(*) as n from sandbox.account")
    unknown = enrol(central_site, "0000-0000-0000")
    assert (unknown.status_code, unknown.json()["code"]) == (403, "enrolment_code_unknown")
    code = new_code(central_site)
    central_site.sql("update public.enrolment_code set expires_at = now() where used_at is null")
    assert enrol(central_site, code).json()["code"] == "enrolment_code_expired"
    bad_key = central_site.client().post(
        "/functions/v1/enrol-device", json={"code": new_code(central_site), "public_key": "AAAA"}
    )
    assert (bad_key.status_code, bad_key.json()["code"]) == (400, "public_key_unreadable")
    assert central_site.sql("select count(*) as n from sandbox.account") == accounts


def test_a_revoked_console_may_still_deliver_and_nothing_else(fresh_central: Site) -> None:
    site = fresh_central
    console, row = site.sign_in("console"), site.add_pass()
    before = entry(site, row, occurred_at=(datetime.now(UTC) - timedelta(minutes=5)).isoformat())
    revoked = site.sign_in("supervisor").post(
        "/rest/v1/rpc/revoke_device_v1", json={"p_device_id": site.device_id, "p_reason": "stolen"}
    )
    assert revoked.status_code == 200
    for call, arguments in (
        ("contract_v1", {}),
        ("pull_changes_v1", {"p_community": site.community_id}),
        ("validate_record_v1", {"p_code": row["record_uid"], "p_community": site.community_id}),
    ):
        refused = console.post(f"/rest/v1/rpc/{call}", json=arguments)
        assert (refused.status_code, refused.json()["code"]) == (403, "device_revoked")
    assert console.get("/rest/v1/visitor_records_uid").json() == []
    old, new = upload(console, site, before, entry(site, row))
    assert (old["status"], old["flags"]) == ("accepted", [])
    assert (new["status"], new["flags"]) == ("accepted", ["device_revoked"])
    (note,) = site.sql("select metadata from public.audit_log where action = 'device_revoked'")
    assert note["metadata"] == {"reason": "stolen"}
    permit = site.sign_in("guard").post("/functions/v1/issue-permit", json={"device_id": site.device_id})
    assert (permit.status_code, permit.json()["code"]) == (403, "device_revoked")


def test_an_unknown_console_may_not_upload(central_site: Site) -> None:
    refused = central_site.sign_in("guard").post(
        "/rest/v1/rpc/log_entries_v1",
        json={"p_device_id": str(uuid.uuid4()), "p_incarnation": "x", "p_entries": []},
    )
    assert (refused.status_code, refused.json()["code"]) == (403, "device_unknown")


def test_a_permit_is_bound_to_person_console_and_time(central_site: Site) -> None:
    guard = central_site.user("guard")
    answer = central_site.sign_in("guard").post(
        "/functions/v1/issue-permit", json={"device_id": central_site.device_id}
    )
    permit = proven(central_site, answer.json()["permit"])
    device = Signer(base64.b64decode(central_site.line["device_key"]))
    assert (permit["kind"], permit["device_id"], permit["device_key"]) == (
        "permit",
        central_site.device_id,
        device.public_key,
    )
    assert (permit["actor_id"], permit["actor_name"], permit["role"]) == (guard["actor_id"], guard["name"], "guard")
    lasts = datetime.fromisoformat(permit["expires_at"]) - datetime.fromisoformat(permit["issued_at"])
    assert timedelta(hours=167) < lasts <= timedelta(hours=168)
    anonymous = central_site.client().post("/functions/v1/issue-permit", json={"device_id": central_site.device_id})
    assert anonymous.status_code == 401


def put(site: Site, role: str, key: str, value: Any) -> httpx.Response:
    return site.sign_in(role).post(
        "/functions/v1/put-setting", json={"community_id": site.community_id, "key": key, "value": value}
    )


def test_a_lockdown_is_a_signed_setting_that_reaches_the_gates(central_site: Site) -> None:
    assert put(central_site, "guard", "lockdown", {"active": True, "reason": "armed man"}).status_code == 200
    refused = put(central_site, "guard", "lockdown", {"active": False})
    assert (refused.status_code, refused.json()["code"]) == (403, "42501")
    assert put(central_site, "supervisor", "lockdown", {"active": False}).status_code == 200
    (row,) = central_site.sql("select * from public.site_setting where key = 'lockdown'")
    said = proven(central_site, row["signature"])
    assert said["value"] == row["value"] == {"active": False}
    assert (said["key"], said["set_by"]) == ("lockdown", central_site.user("supervisor")["actor_id"])
    page = central_site.sign_in("console").post(
        "/rest/v1/rpc/pull_changes_v1", json={"p_community": central_site.community_id, "p_limit": 20}
    )
    rows = [one["row"] for one in page.json()["changes"] if one["entity"] == "settings"]
    assert {"lockdown", "policy", "site_zone", "central_key"} <= {one["key"] for one in rows}
    assert all(proven(central_site, one["signature"])["value"] == one["value"] for one in rows)


def test_settings_that_are_none_and_older_statements(central_site: Site) -> None:
    unknown = put(central_site, "supervisor", "colour", "red")
    assert (unknown.status_code, unknown.json()["code"]) == (400, "setting_unknown")
    put(central_site, "supervisor", "retention_days", 30)
    (row,) = central_site.sql("select * from public.site_setting where key = 'retention_days'")
    old = json.dumps(proven(central_site, row["signature"]) | {"value": 7, "set_at": "2020-01-01T00:00:00Z"})
    central_site.sql("select public.store_setting_v1(%s, 'x')", old)
    (kept,) = central_site.sql("select value from public.site_setting where key = 'retention_days'")
    assert kept["value"] == 30


@pytest.mark.parametrize("vector", VECTORS["vectors"], ids=lambda one: one["name"])
def test_statements_are_signed_as_the_vectors_say(vector: dict[str, str]) -> None:
    signer = Signer(bytes.fromhex(vector["seed"]))
    assert signer.public_key == vector["public_key"]
    assert signer.sign(vector["text"]) == vector["signed"]
