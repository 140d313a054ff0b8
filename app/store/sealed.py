"""Keys made of the data key, and small sealed boxes. AES-256-GCM and HKDF-SHA-256 throughout."""

from __future__ import annotations

import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

NONCE_BYTES = 12


def key_for(purpose: str, secret: bytes, *, salt: bytes = b"") -> bytes:
    """A 32-byte key of its own for one purpose."""
    return HKDF(SHA256(), 32, salt or None, b"portun gatehouse 1 " + purpose.encode()).derive(secret)


def seal(key: bytes, content: bytes, bound_to: bytes) -> bytes:
    """Nonce and ciphertext. `bound_to` must be given again to open: a box cannot take another's place."""
    nonce = os.urandom(NONCE_BYTES)
    return nonce + AESGCM(key).encrypt(nonce, content, bound_to)


def unseal(key: bytes, box: bytes, bound_to: bytes) -> bytes | None:
    """The content, or None: a wrong key and a changed byte look the same."""
    try:
        return AESGCM(key).decrypt(box[:NONCE_BYTES], box[NONCE_BYTES:], bound_to)
    except (InvalidTag, ValueError):
        return None
