"""keyfile.json and its copy: the data key, wrapped more than once. No secret stands in it open.

wraps      each opens the data key by itself: kind "keyring" (a 32-byte key in the operating system's keyring),
           "passphrase" (Argon2id) or "recovery" (sealed to the site's public X25519 key; always there)
next       the same for the key that a rotation is changing to, and that key sealed with the old one (kind
           "rotation"); present only while one is under way
"""

from __future__ import annotations

import base64
import hashlib
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from app.errors import StoreError
from app.store.faults import damaged, newer, store_error
from app.store.files import write_durably
from app.store.sealed import key_for, seal, unseal

VERSION = 1
NAME, COPY = "keyfile.json", "keyfile.copy.json"

ARGON2_MEMORY_KIB, ARGON2_PASSES, ARGON2_LANES = 64 * 1024, 3, 2
"""RFC 9106's second recommended option with two lanes: about 0.2 s on a gatehouse PC."""

KEYRING, PASSPHRASE, RECOVERY, ROTATION = "keyring", "passphrase", "recovery", "rotation"

Wrap = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Keyfile:
    """What the file says. `recovery_public`: 32 raw bytes."""

    recovery_public: bytes
    wraps: tuple[Wrap, ...]
    next: tuple[Wrap, ...] = ()

    def of_kind(self, kind: str) -> Wrap | None:
        """The wrap of that kind, of the key in use."""
        return next((wrap for wrap in self.wraps if wrap["kind"] == kind), None)

    def rotating(self, own: Wrap, old: bytes, new: bytes) -> Keyfile:
        """Both keys: the rotation from `old` to `new` has begun."""
        sealed = {"kind": ROTATION, "box": _text(seal(old, new, b"rotation"))}
        return replace(self, next=(own, wrap_for_recovery(new, self.recovery_public), sealed))

    def key_to_come(self, old: bytes) -> bytes | None:
        """The key that the rotation is changing to."""
        sealed = next((wrap for wrap in self.next if wrap["kind"] == ROTATION), None)
        return None if sealed is None else unseal(old, _bytes(sealed["box"]), b"rotation")

    def rotated(self) -> Keyfile:
        """Only the new key: the rotation came to its end."""
        return replace(self, wraps=tuple(wrap for wrap in self.next if wrap["kind"] != ROTATION), next=())


def read(folder: Path) -> Keyfile | None:
    """The file, or its copy where it is gone or damaged; None when there is neither. Raises StoreError."""
    try:
        found = _read(folder / NAME)
    except StoreError as error:
        found = _read(folder / COPY) if error.code == "store_damaged" else None
        if found is None:
            raise
        return found
    return found or _read(folder / COPY)


def require(folder: Path) -> Keyfile:
    """The file. Raises StoreError "no_keyfile" when there is none."""
    keyfile = read(folder)
    if keyfile is None:
        raise StoreError(
            "no_keyfile",
            "This PC is not set up",
            f"There is no key file in {folder}.",
            "Set up this console, or restore a backup.",
        )
    return keyfile


def write(folder: Path, keyfile: Keyfile) -> None:
    """Replace the file, then its copy: whenever the power goes, the old or the new stands. Raises StoreError."""
    body: dict[str, Any] = {
        "version": VERSION,
        "recovery_public": _text(keyfile.recovery_public),
        "wraps": keyfile.wraps,
        "next": keyfile.next,
    }
    content = json.dumps(body | {"check": _check(body)}, indent=1).encode()
    for name in (NAME, COPY):
        try:
            write_durably(folder / name, content)
        except OSError as error:
            raise (store_error(error, folder / name) or error) from error


def _read(path: Path) -> Keyfile | None:
    try:
        body = json.loads(path.read_bytes())
        if body["version"] > VERSION:
            raise newer(path, body["version"], VERSION)
        if body.pop("check") != _check(body):
            raise damaged(path)
        return Keyfile(_bytes(body["recovery_public"]), tuple(body["wraps"]), tuple(body["next"]))
    except FileNotFoundError:
        return None
    except OSError as error:
        raise (store_error(error, path) or error) from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise damaged(path) from error


def _check(body: Mapping[str, Any]) -> str:
    """Not a signature (each wrap is sealed by itself): it tells a flipped bit from a wrong passphrase."""
    return hashlib.sha256(json.dumps(body, sort_keys=True).encode()).hexdigest()


def wrap_with_key(data_key: bytes, key: bytes, described: Mapping[str, str]) -> Wrap:
    """By a key that lies in the keyring; `described` says where."""
    return {"kind": KEYRING, **described, "box": _text(seal(key, data_key, b"keyring"))}


def unwrap_with_key(wrap: Wrap, key: bytes) -> bytes | None:
    """None: not the key of this wrap."""
    return unseal(key, _bytes(wrap["box"]), b"keyring")


def wrap_with_passphrase(data_key: bytes, passphrase: str) -> Wrap:
    """By a passphrase."""
    salt = os.urandom(16)
    wrap: Wrap = {
        "kind": PASSPHRASE,
        "salt": _text(salt),
        "memory_kib": ARGON2_MEMORY_KIB,
        "passes": ARGON2_PASSES,
        "lanes": ARGON2_LANES,
    }
    return wrap | {"box": _text(seal(_stretched(wrap, passphrase), data_key, b"passphrase"))}


def unwrap_with_passphrase(wrap: Wrap, passphrase: str) -> bytes | None:
    """None: not the passphrase."""
    return unseal(_stretched(wrap, passphrase), _bytes(wrap["box"]), b"passphrase")


def wrap_for_recovery(data_key: bytes, public: bytes) -> Wrap:
    """Sealed to the site: whoever has the private part, and nobody else, opens it."""
    once = X25519PrivateKey.generate()
    shared = once.exchange(X25519PublicKey.from_public_bytes(public))
    sent = once.public_key().public_bytes_raw()
    box = seal(key_for("recovery", shared, salt=sent + public), data_key, b"recovery")
    return {"kind": RECOVERY, "once": _text(sent), "box": _text(box)}


def unwrap_with_recovery(wrap: Wrap, private: bytes) -> bytes | None:
    """None: not the private part of this site's recovery key."""
    own = X25519PrivateKey.from_private_bytes(private)
    sent = _bytes(wrap["once"])
    shared = own.exchange(X25519PublicKey.from_public_bytes(sent))
    key = key_for("recovery", shared, salt=sent + own.public_key().public_bytes_raw())
    return unseal(key, _bytes(wrap["box"]), b"recovery")


def _stretched(wrap: Wrap, passphrase: str) -> bytes:
    return Argon2id(
        salt=_bytes(wrap["salt"]),
        length=32,
        iterations=wrap["passes"],
        lanes=wrap["lanes"],
        memory_cost=wrap["memory_kib"],
    ).derive(passphrase.encode())


def _text(raw: bytes) -> str:
    return base64.b64encode(raw).decode()


def _bytes(text: str) -> bytes:
    return base64.b64decode(text, validate=True)
