"""What a console signed is what stands at the centre; what was changed there, or signed by somebody else, shows."""

from __future__ import annotations

import base64
import json
import random
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from app.central.shapes import OutgoingEntry
from app.central.wire import entry_to_json, signed_bytes, signed_head
from app.domain.entry import Direction, Entry, EntryKind
from app.domain.ids import uuid7
from app.sandbox.proofs import canonical, proves
from tests.fixtures_site import Site, now

VECTORS = json.loads((Path(__file__).parents[2] / "resources/central/signature-vectors.json").read_text())["vectors"]


def entry(site: Site, number: int, **more: Any) -> Entry:
    at = now()
    said: dict[str, Any] = {
        "entry_id": uuid7(at),
        "kind": EntryKind.KNOWN_PERSON,
        "direction": Direction.IN,
        "occurred_at": at,
        "gate_id": "main",
        "actor_id": "a1",
        "actor_name": "J. Ajú",
        "shift_id": "s1",
        "device_id": site.device_id,
        "incarnation": "22222222-2222-4222-8222-222222222222",
        "device_seq": number,
        "visitor_name": 'Íñigo "el 7"\n',
    }
    return Entry(**{**said, **more})


def upload(site: Site, *entries: Entry, key: Ed25519PrivateKey | None, head: tuple[int, str] | None = None) -> None:
    told = [
        entry_to_json(OutgoingEntry(one, None, key.sign(signed_bytes(one)) if key is not None else None))
        for one in entries
    ]
    arguments: dict[str, Any] = {
        "p_device_id": site.device_id, "p_incarnation": entries[0].incarnation, "p_entries": told,
    }  # fmt: skip
    if head is not None:
        signature = base64.b64encode(key.sign(signed_head(*head))).decode() if key is not None else None
        arguments["p_audit"] = {"seq": head[0], "head": head[1], "signature": signature}
    answer = site.sign_in("console").post("/rest/v1/rpc/log_entries_v1", json=arguments)
    assert [one["status"] for one in answer.json()["items"]] == ["accepted"] * len(entries), answer.text


def checked(site: Site, **body: Any) -> dict[str, int]:
    answer = site.client(key=site.secret_key).post("/functions/v1/verify-signatures", json=body)
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


def device(site: Site) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(base64.b64decode(site.line["device_key"]))


def flags(site: Site, one: Entry) -> list[str]:
    (row,) = site.sql("select conflicts from public.visitor_record_logs where id = %s", one.entry_id)
    return list(row["conflicts"])


def test_what_the_console_signed_holds(fresh_central: Site) -> None:
    site = fresh_central
    checked(site)
    row = site.add_pass()
    visit = entry(site, 1, kind=EntryKind.VISIT, record_uid=row["record_uid"], flags=("photo_lost",), note="x")
    upload(site, visit, entry(site, 2), key=device(site), head=(9, "ab" * 32))
    assert checked(site) == {"checked": 3, "wrong": 0}
    assert checked(site) == {"checked": 0, "wrong": 0}, "each once"
    assert flags(site, visit) == []


def test_what_was_changed_at_the_centre_shows_when_all_is_looked_at_again(fresh_central: Site) -> None:
    site = fresh_central
    checked(site)
    one, other = entry(site, 1), entry(site, 2)
    upload(site, one, other, key=device(site))
    assert checked(site)["wrong"] == 0
    site.sql("update public.visitor_record_logs set visitor_name = 'Nadie' where id = %s", one.entry_id)
    assert checked(site, since="2026-01-01T00:00:00Z")["wrong"] >= 1
    assert (flags(site, one), flags(site, other)) == (["signature_wrong"], [])
    (notice,) = site.sql("select severity from public.gate_notice where kind = 'signature_wrong'")
    assert notice["severity"] == "alarm"
    checked(site, since="2026-01-01T00:00:00Z")
    assert len(site.sql("select 1 from public.gate_notice where kind = 'signature_wrong'")) == 1


@pytest.mark.parametrize("who", ["a stranger", "nobody"])
def test_what_another_key_signed_or_none_is_flagged(fresh_central: Site, who: str) -> None:
    site = fresh_central
    checked(site)
    one = entry(site, 1)
    upload(site, one, key=Ed25519PrivateKey.generate() if who == "a stranger" else None, head=(3, "cd" * 32))
    assert checked(site) == {"checked": 2, "wrong": 2}
    assert flags(site, one) == ["signature_wrong"]


def test_only_the_service_asks(central_site: Site) -> None:
    for client in (central_site.sign_in("admin"), central_site.client()):
        refused = client.post("/functions/v1/verify-signatures", json={})
        assert refused.status_code == 403
        refused = client.post("/rest/v1/rpc/keep_proofs_v1", json={"p_entries": []})
        assert refused.status_code in (401, 403)


@pytest.mark.parametrize("vector", VECTORS, ids=lambda one: one["name"])
def test_signatures_are_as_the_vectors_say(vector: dict[str, Any]) -> None:
    said = vector["said"]
    text = said if isinstance(said, str) else canonical(said)
    assert text == vector["text"]
    assert proves(vector["public_key"], vector["signature"], text) is vector["holds"]


@given(note=st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00")), seed=st.integers(0, 9))
def test_the_text_that_is_checked_is_the_text_that_was_signed(note: str, seed: int) -> None:
    one = Entry(
        entry_id="e",
        kind=EntryKind.VISIT,
        direction=Direction.IN,
        occurred_at=datetime.fromisoformat("2026-01-01T00:00Z"),
        gate_id="g",
        actor_id="a",
        actor_name=note,
        shift_id="s",
        device_id="d",
        incarnation="i",
        note=note,
    )
    told = list(json.loads(signed_bytes(one)).items())
    random.Random(seed).shuffle(told)
    assert canonical(dict(told)).encode() == signed_bytes(one)
