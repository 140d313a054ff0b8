"""What a manifest may offer, and when."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import product
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from app.errors import UpdateError
from app.ops.signed import endorse, public_bytes, sign
from app.ops.update import Checked, Hold, Trust, hold, ordered, this_system, verify

NOW = datetime(2026, 3, 14, 18, tzinfo=UTC)
KEY, NEXT = Ed25519PrivateKey.from_private_bytes(b"k" * 32), Ed25519PrivateKey.from_private_bytes(b"n" * 32)
TRUST = Trust(public_bytes(KEY))
FILE = {"name": "gatehouse-1.2.0.deb", "url": "https://example.com/1.2.0/a.deb", "size": 10, "sha256": "a" * 64}


def manifest(**changes: Any) -> bytes:
    """A body; `changes` are its fields."""
    fields = {
        "schema": 1,
        "version": "1.2.0",
        "build": "abc",
        "minimum_version": "1.0.0",
        "released_at": (NOW - timedelta(hours=1)).isoformat(),
        "expires_at": (NOW + timedelta(days=30)).isoformat(),
        "files": {"linux-x86_64": FILE},
        "notes": {"es": "Más rápido."},
    }
    return json.dumps({**fields, **changes}).encode()


def checked(body: bytes, *, trust: Trust = TRUST, running: str = "1.1.0", system: str = "linux-x86_64") -> Checked:
    return verify(sign("update", body, KEY), trust=trust, running=running, system=system, now=NOW)


def refused(body: bytes, **options: Any) -> str:
    with pytest.raises(UpdateError) as caught:
        checked(body, **options)
    assert caught.value.message
    assert caught.value.next_step
    return caught.value.code


def test_a_newer_version_is_offered_and_what_was_seen_is_remembered() -> None:
    found = checked(manifest())
    assert found.offer is not None
    assert (found.offer.version, found.offer.file.size, found.offer.notes) == ("1.2.0", 10, {"es": "Más rápido."})
    assert found.trust == Trust(TRUST.key, NOW - timedelta(hours=1))
    assert checked(manifest(), trust=found.trust).offer is not None


def test_the_same_version_is_no_offer_but_counts_as_seen() -> None:
    found = checked(manifest(), running="1.2.0")
    assert found.offer is None
    assert found.trust.newest == NOW - timedelta(hours=1)


@pytest.mark.parametrize(
    ("changes", "options", "code"),
    [
        ({"expires_at": NOW.isoformat()}, {}, "update_expired"),
        ({"released_at": (NOW + timedelta(days=2)).isoformat()}, {}, "update_clock"),
        ({}, {"running": "1.2.1"}, "update_older"),
        ({}, {"running": "0.9.9"}, "update_step"),
        ({}, {"system": "windows-x86_64"}, "update_platform"),
        ({}, {"trust": replace(TRUST, newest=NOW)}, "update_replayed"),
        ({}, {"trust": Trust(public_bytes(NEXT))}, "update_unknown_key"),
        ({"schema": 2}, {}, "update_newer_format"),
        ({"schema": "1"}, {}, "update_unreadable"),
        ({"version": "1.2"}, {}, "update_unreadable"),
        ({"version": "01.2.0"}, {}, "update_unreadable"),
        ({"released_at": "2026-03-14T18:00:00"}, {}, "update_unreadable"),
        ({"files": {"linux-x86_64": {**FILE, "url": "http://example.com/a.deb"}}}, {}, "update_unreadable"),
        ({"files": {"linux-x86_64": {**FILE, "name": "../a.deb"}}}, {}, "update_unreadable"),
        ({"files": {"linux-x86_64": {**FILE, "size": 0}}}, {}, "update_unreadable"),
        ({"files": {"linux-x86_64": {**FILE, "sha256": "A" * 64}}}, {}, "update_unreadable"),
    ],
)
def test_what_may_not_be_taken_is_refused_with_words(
    changes: dict[str, Any], options: dict[str, Any], code: str
) -> None:
    assert refused(manifest(**changes), **options) == code


@pytest.mark.parametrize("body", [b"", b"[]", b"null", b"{}", b'{"schema":1}', b"[" * 5000, b"\xff"])
def test_a_signed_body_that_is_no_manifest(body: bytes) -> None:
    assert refused(body) == "update_unreadable"


def test_fields_of_later_versions_do_not_disturb() -> None:
    assert checked(manifest(mandatory=True)).offer is not None


def test_the_next_key_takes_over_and_the_old_one_is_refused_from_then_on() -> None:
    chain = (endorse("update", public_bytes(NEXT), KEY),)
    raw = sign("update", manifest(), NEXT, chain)
    found = verify(raw, trust=TRUST, running="1.1.0", system="linux-x86_64", now=NOW)
    assert found.trust.key == public_bytes(NEXT)
    later = manifest(version="1.3.0", released_at=NOW.isoformat())
    assert refused(later, trust=found.trust) == "update_unknown_key"


RAW = sign("update", manifest(), KEY)


@given(st.integers(0, len(RAW) - 1), st.integers(0, 7))
def test_any_flipped_byte_is_refused(place: int, bit: int) -> None:
    flipped = bytearray(RAW)
    flipped[place] ^= 1 << bit
    with pytest.raises(UpdateError):
        verify(bytes(flipped), trust=TRUST, running="1.1.0", system="linux-x86_64", now=NOW)


def test_an_update_waits_for_the_car_for_the_entries_and_for_consent() -> None:
    for waiting, case, shift, consent in product((0, 1), (False, True), (False, True), (False, True)):
        reason = hold(waiting_entries=waiting, case_open=case, shift_open=shift, consent=consent)
        if case:
            assert reason is Hold.CASE_OPEN
        elif waiting:
            assert reason is Hold.WAITING_ENTRIES
        elif shift and not consent:
            assert reason is Hold.SHIFT_OPEN
        else:
            assert reason is None


def test_versions_compare_as_numbers() -> None:
    assert ordered("1.10.0") > ordered("1.9.9")
    for wrong in ("1.2", "1.2.3.4", "v1.2.3", "1.2.3-rc1", "1.2.3\n", ""):
        with pytest.raises(ValueError, match="no version"):
            ordered(wrong)


def test_this_system_has_a_name() -> None:
    system, _, machine = this_system().partition("-")
    assert system in ("linux", "windows", "macos")
    assert machine
