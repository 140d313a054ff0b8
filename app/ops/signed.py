"""A text file signed with Ed25519: update manifests and provisioning files.

    portun update 1                                    what it is, and the version of this format
    endorses KEY by OLDER SIGNATURE                    any number: how trust went from key to key
    key KEY                                            who signed this file
                                                       an empty line, then the body, one line of JSON
    {...}
    signature SIGNATURE

The signature covers every byte above its own line, and all numbers are lower-case hexadecimal: there is no second
way to write the same file, so that no flipped bit stays unseen. An endorsement names the kind of file it is for.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

LARGEST = 256 * 1024
"""Bytes of a signed file; a manifest has some 2 KB."""

MOST_ENDORSEMENTS = 32

_FORMAT = 1
_KEY = b"[0-9a-f]{64}"
_SIGNATURE = b"[0-9a-f]{128}"
_FILE = re.compile(
    rb"portun (?P<kind>[a-z]{1,20}) (?P<format>[1-9][0-9]{0,2})\n"
    rb"(?P<chain>(?:endorses %(key)b by %(key)b %(signature)b\n)*)"
    rb"key (?P<key>%(key)b)\n"
    rb"\n"
    rb"(?P<body>[^\n]*)\n"
    rb"signature (?P<signature>%(signature)b)\n" % {b"key": _KEY, b"signature": _SIGNATURE}
)
_LINK = re.compile(rb"endorses (%b) by (%b) (%b)\n" % (_KEY, _KEY, _SIGNATURE))


class Flaw(StrEnum):
    """Why a signed file is not taken."""

    UNREADABLE = "unreadable"
    NEWER_FORMAT = "newer_format"
    TAMPERED = "tampered"
    UNKNOWN_KEY = "unknown_key"


class NotTrusted(Exception):
    """A signed file that is not taken. The caller has the words for its own kind of file."""

    def __init__(self, flaw: Flaw) -> None:
        super().__init__(flaw.value)
        self.flaw = flaw


@dataclass(frozen=True, slots=True)
class Endorsement:
    """An older key says that a newer one may sign from now on. 32 and 64 raw bytes."""

    key: bytes
    by: bytes
    signature: bytes


@dataclass(frozen=True, slots=True)
class Opened:
    """A file that is what its signer signed. `key`: the signer's, to be trusted from now on instead of an older one."""

    body: bytes
    key: bytes


def endorse(kind: str, new: bytes, signer: Ed25519PrivateKey) -> Endorsement:
    """Let the key `new` (32 raw bytes) sign files of `kind`."""
    return Endorsement(new, public_bytes(signer), signer.sign(_endorsed(kind, new)))


def sign(kind: str, body: bytes, signer: Ed25519PrivateKey, chain: Sequence[Endorsement] = ()) -> bytes:
    """The whole file. `body` is one line."""
    if b"\n" in body:
        raise ValueError("the body is one line")
    links = [f"endorses {link.key.hex()} by {link.by.hex()} {link.signature.hex()}\n" for link in chain]
    head = f"portun {kind} {_FORMAT}\n{''.join(links)}key {public_bytes(signer).hex()}\n\n"
    covered = head.encode() + body + b"\n"
    return covered + f"signature {signer.sign(covered).hex()}\n".encode()


def open_signed(kind: str, raw: bytes, trusted: Collection[bytes]) -> Opened:
    """Check `raw` against the keys that are trusted (32 raw bytes each), directly or by endorsement.

    Raises NotTrusted; nothing of the body is looked at before.
    """
    found = _FILE.fullmatch(raw) if len(raw) <= LARGEST else None
    if found is None or found["kind"] != kind.encode():
        raise NotTrusted(Flaw.UNREADABLE)
    key = bytes.fromhex(found["key"].decode())
    if not _holds(key, bytes.fromhex(found["signature"].decode()), raw[: found.start("signature") - len("signature ")]):
        raise NotTrusted(Flaw.TAMPERED)
    if key not in _reachable(kind, found["chain"], trusted):
        raise NotTrusted(Flaw.UNKNOWN_KEY)
    if int(found["format"]) > _FORMAT:
        raise NotTrusted(Flaw.NEWER_FORMAT)
    return Opened(found["body"], key)


def public_bytes(signer: Ed25519PrivateKey) -> bytes:
    """The public key, 32 raw bytes."""
    return signer.public_key().public_bytes_raw()


def _reachable(kind: str, chain: bytes, trusted: Collection[bytes]) -> set[bytes]:
    keys = set(trusted)
    for link in _LINK.findall(chain)[:MOST_ENDORSEMENTS]:
        new, by, signature = (bytes.fromhex(part.decode()) for part in link)
        if by in keys and _holds(by, signature, _endorsed(kind, new)):
            keys.add(new)
    return keys


def _endorsed(kind: str, new: bytes) -> bytes:
    return f"portun {kind}: {new.hex()} may sign\n".encode()


def _holds(key: bytes, signature: bytes, covered: bytes) -> bool:
    try:
        Ed25519PublicKey.from_public_bytes(key).verify(signature, covered)
    except (InvalidSignature, ValueError):
        return False
    return True
