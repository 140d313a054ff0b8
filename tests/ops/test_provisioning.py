"""A fleet's file is taken whole and untouched, or not at all."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from app.errors import ProvisioningError
from app.ops.provisioning import verify
from app.ops.signed import endorse, public_bytes, sign

NOW = datetime(2026, 3, 14, 18, tzinfo=UTC)
FLEET, PRODUCT, STRANGER = (Ed25519PrivateKey.from_private_bytes(bytes([n]) * 32) for n in (7, 8, 9))
TRUSTED = {public_bytes(FLEET)}


def body(**changes: Any) -> bytes:
    """A body; `changes` are its fields."""
    fields = {
        "schema": 1,
        "serial": "las-lomas-3",
        "made_at": NOW.isoformat(),
        "expires_at": (NOW + timedelta(days=7)).isoformat(),
        "settings": {"site": {"name": "Las Lomas"}, "central": {"url": "https://data.portun.app"}},
        "recovery_public": "ab" * 32,
        "enrolment_code": "ENROL-CANARY",
    }
    return json.dumps({**fields, **changes}).encode()


RAW = sign("provisioning", body(), FLEET)


def code_of(raw: bytes, trusted: set[bytes] = TRUSTED, now: datetime = NOW) -> str:
    with pytest.raises(ProvisioningError) as caught:
        verify(raw, trusted=trusted, now=now)
    assert caught.value.message
    assert caught.value.next_step
    return caught.value.code


def test_a_good_file_is_taken_and_keeps_its_secret_to_itself() -> None:
    taken = verify(RAW, trusted=TRUSTED, now=NOW)
    assert taken.settings["site"] == {"name": "Las Lomas"}
    assert taken.recovery_public == b"\xab" * 32
    assert taken.enrolment_code == "ENROL-CANARY"
    assert public_bytes(FLEET).hex().startswith(taken.signed_by)
    assert "CANARY" not in repr(taken)


def test_the_products_key_can_endorse_a_fleets() -> None:
    endorsed = sign("provisioning", body(), FLEET, (endorse("provisioning", public_bytes(FLEET), PRODUCT),))
    assert verify(endorsed, trusted={public_bytes(PRODUCT)}, now=NOW).serial == "las-lomas-3"
    assert code_of(RAW, {public_bytes(PRODUCT)}) == "provisioning_unknown_key"


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (sign("provisioning", body(schema=2, invented=True), FLEET), "provisioning_newer_format"),
        (sign("provisioning", body(invented=True), FLEET), "provisioning_unreadable"),
        (sign("provisioning", body(expires_at=NOW.isoformat()), FLEET), "provisioning_expired"),
        (sign("provisioning", body(recovery_public="ab"), FLEET), "provisioning_unreadable"),
        (sign("provisioning", b"[]", FLEET), "provisioning_unreadable"),
        (sign("provisioning", b"", FLEET), "provisioning_unreadable"),
        (sign("provisioning", body(), STRANGER), "provisioning_unknown_key"),
        (sign("update", body(), FLEET), "provisioning_unreadable"),
        (b"[site]\nname = 'x'\n", "provisioning_unreadable"),
        (RAW.replace(b"Las Lomas", b"Las Minas"), "provisioning_tampered"),
    ],
)
def test_other_files_are_refused_with_words(raw: bytes, code: str) -> None:
    assert code_of(raw) == code


@given(st.integers(0, len(RAW) - 1), st.integers(0, 7))
def test_any_flipped_byte_is_refused(place: int, bit: int) -> None:
    flipped = bytearray(RAW)
    flipped[place] ^= 1 << bit
    code_of(bytes(flipped))
