"""The console's own Ed25519 key: it signs what is sent, and the central API knows its public part."""

from __future__ import annotations

import base64

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from app.store.secrets import Secrets
from app.sync.push import Signer

DEVICE_KEY = "device.key"


async def device_signer(secrets: Secrets) -> Signer | None:
    """Signs with the console's own Ed25519 key; None until it is enrolled."""
    text = await secrets.get(DEVICE_KEY)
    if text is None:
        return None
    key = Ed25519PrivateKey.from_private_bytes(base64.b64decode(text))

    def sign(message: bytes) -> bytes:
        return key.sign(message)

    return sign


async def make_device_key(secrets: Secrets) -> bytes:
    """Make the console's key at enrolment; the public part (32 raw bytes) goes to the central API."""
    private = Ed25519PrivateKey.generate()
    await secrets.put(DEVICE_KEY, base64.b64encode(private.private_bytes_raw()).decode())
    return private.public_key().public_bytes_raw()
