"""Keys and sealing for the two files that must work when the store does not. Both come from the site's data key."""

from __future__ import annotations

import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

NONCE_BYTES = 12
PUBLIC_BYTES = 32


def derived(key: bytes, purpose: str, *, salt: bytes = b"") -> bytes:
    """32 bytes for one purpose (HKDF-SHA256, RFC 5869)."""
    return HKDF(algorithm=SHA256(), length=32, salt=salt or None, info=f"portun/{purpose}".encode()).derive(key)


def seal(key: bytes, plain: bytes, bound_to: bytes) -> bytes:
    """Encrypt under a 32-byte key: nonce, then ChaCha20-Poly1305. `bound_to` must be the same when opening."""
    nonce = secrets.token_bytes(NONCE_BYTES)
    return nonce + ChaCha20Poly1305(key).encrypt(nonce, plain, bound_to)


def unseal(key: bytes, sealed: bytes, bound_to: bytes) -> bytes:
    """The plain bytes. Raises ValueError for a wrong key or a damaged file."""
    try:
        return ChaCha20Poly1305(key).decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], bound_to)
    except InvalidTag as error:
        raise ValueError("wrong key or damaged") from error


def private_key(data_key: bytes, purpose: str) -> X25519PrivateKey:
    """The site's key for what is sealed to it."""
    return X25519PrivateKey.from_private_bytes(derived(data_key, purpose))


def seal_to(public: X25519PublicKey, plain: bytes, purpose: str) -> bytes:
    """Encrypt so that only the holder of the private key can read it, not even who wrote it."""
    once = X25519PrivateKey.generate()
    mine, theirs = once.public_key().public_bytes_raw(), public.public_bytes_raw()
    key = derived(once.exchange(public), purpose, salt=mine + theirs)
    return mine + seal(key, plain, mine)


def unseal_with(private: X25519PrivateKey, sealed: bytes, purpose: str) -> bytes:
    """What was sealed to us. Raises ValueError."""
    theirs = sealed[:PUBLIC_BYTES]
    try:
        shared = private.exchange(X25519PublicKey.from_public_bytes(theirs))
    except ValueError as error:
        raise ValueError("damaged") from error
    key = derived(shared, purpose, salt=theirs + private.public_key().public_bytes_raw())
    return unseal(key, sealed[PUBLIC_BYTES:], theirs)
