"""Signed files: one flipped byte anywhere and they are refused; trust goes from key to key and never back."""

from __future__ import annotations

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from app.ops.signed import LARGEST, Endorsement, Flaw, NotTrusted, endorse, open_signed, public_bytes, sign

FIRST, SECOND, THIRD, STRANGER = (Ed25519PrivateKey.from_private_bytes(bytes([n]) * 32) for n in range(1, 5))
BODY = b'{"schema":1}'
CHAIN = (endorse("update", public_bytes(SECOND), FIRST), endorse("update", public_bytes(THIRD), SECOND))
SIGNED = sign("update", BODY, THIRD, CHAIN)


def flaw_of(raw: bytes, *trusted: Ed25519PrivateKey, kind: str = "update") -> Flaw | None:
    try:
        open_signed(kind, raw, {public_bytes(key) for key in trusted})
    except NotTrusted as problem:
        return problem.flaw
    return None


@pytest.mark.parametrize("anchor", [FIRST, SECOND, THIRD])
def test_trust_reaches_the_signer_from_any_key_of_the_chain(anchor: Ed25519PrivateKey) -> None:
    opened = open_signed("update", SIGNED, {public_bytes(anchor)})
    assert opened.body == BODY
    assert opened.key == public_bytes(THIRD)


def test_every_flipped_bit_is_refused() -> None:
    for place in range(len(SIGNED)):
        for bit in range(8):
            flipped = bytearray(SIGNED)
            flipped[place] ^= 1 << bit
            assert flaw_of(bytes(flipped), FIRST) is not None, (place, bit)


@given(st.integers(0, len(SIGNED)), st.binary(max_size=40), st.integers(0, 40))
def test_nothing_can_be_put_in_or_left_out(place: int, put: bytes, left_out: int) -> None:
    changed = SIGNED[:place] + put + SIGNED[place + left_out :]
    assert changed == SIGNED or flaw_of(changed, FIRST) is not None


def test_a_key_that_was_followed_by_another_signs_no_more() -> None:
    old = sign("update", BODY, FIRST)
    assert flaw_of(old, FIRST) is None
    assert flaw_of(old, SECOND) is Flaw.UNKNOWN_KEY
    assert flaw_of(sign("update", BODY, FIRST, CHAIN), THIRD) is Flaw.UNKNOWN_KEY


def test_strangers_cannot_endorse_themselves() -> None:
    own = endorse("update", public_bytes(STRANGER), STRANGER)
    assert flaw_of(sign("update", BODY, STRANGER, (own,)), FIRST) is Flaw.UNKNOWN_KEY
    forged = Endorsement(public_bytes(STRANGER), public_bytes(FIRST), own.signature)
    assert flaw_of(sign("update", BODY, STRANGER, (forged,)), FIRST) is Flaw.UNKNOWN_KEY


def test_an_endorsement_is_for_one_kind_of_file_only() -> None:
    other = endorse("provisioning", public_bytes(SECOND), FIRST)
    assert flaw_of(sign("update", BODY, SECOND, (other,)), FIRST) is Flaw.UNKNOWN_KEY
    assert flaw_of(sign("provisioning", BODY, SECOND, (other,)), FIRST, kind="provisioning") is None
    assert flaw_of(SIGNED, FIRST, kind="provisioning") is Flaw.UNREADABLE


def test_a_newer_format_is_told_from_a_broken_one() -> None:
    start, rest = SIGNED.split(b" 1\n", 1)
    covered = start + b" 2\n" + rest[: rest.index(b"signature ")]
    newer = covered + b"signature " + THIRD.sign(covered).hex().encode() + b"\n"
    assert flaw_of(newer, FIRST) is Flaw.NEWER_FORMAT


@pytest.mark.parametrize(
    "raw", [b"", b"\n", b"{}", SIGNED + b"\n", SIGNED.upper(), SIGNED.replace(b"\n", b"\r\n"), b"a" * (LARGEST + 1)]
)
def test_other_files_are_unreadable(raw: bytes) -> None:
    assert flaw_of(raw, FIRST) is Flaw.UNREADABLE


def test_a_body_is_one_line() -> None:
    with pytest.raises(ValueError, match="one line"):
        sign("update", b"{\n}", FIRST)
