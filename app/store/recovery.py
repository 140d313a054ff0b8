"""The site's recovery key: made once when a site is set up, its private part shown once, on paper ever after."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from app.errors import StoreError

_CHECK_BYTES = 3
_GROUP = 5


@dataclass(frozen=True, slots=True)
class RecoveryKey:
    """`public`: 32 raw bytes, for every console of the site. `written`: the private part in groups of letters."""

    public: bytes
    written: str


def new_recovery_key() -> RecoveryKey:
    """A new pair."""
    private = X25519PrivateKey.generate()
    raw = private.private_bytes_raw()
    letters = base64.b32encode(raw + _check(raw)).decode().rstrip("=")
    groups = [letters[at : at + _GROUP] for at in range(0, len(letters), _GROUP)]
    return RecoveryKey(private.public_key().public_bytes_raw(), "-".join(groups))


def private_part(written: str) -> bytes:
    """The 32 raw bytes of what somebody typed. Raises StoreError "recovery_key_mistyped"."""
    letters = "".join(c for c in written.upper() if c.isalnum()).translate(str.maketrans("018", "OIB"))
    try:
        raw = base64.b32decode(letters + "=" * (-len(letters) % 8))
    except ValueError:
        raw = b""
    private, check = raw[:-_CHECK_BYTES], raw[-_CHECK_BYTES:]
    if len(private) != 32 or check != _check(private):
        raise StoreError(
            "recovery_key_mistyped",
            "That is not a recovery key",
            "The letters do not fit together: one may be missing or mistaken for another.",
            "Compare them with the paper, group by group.",
        )
    return private


def _check(raw: bytes) -> bytes:
    return hashlib.sha256(b"portun recovery" + raw).digest()[:_CHECK_BYTES]
