"""What the centre signs: settings and permits. The Python twin of resources/central/functions/_shared/statement.ts;
resources/central/statement-vectors.json runs against both.

A signed statement is text with its signature: base64url(text) "." base64url(Ed25519 over the text), without padding.
"""

from __future__ import annotations

import base64
from typing import Any

import psycopg
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey


class Signer:
    """The centre's key."""

    def __init__(self, seed: bytes) -> None:
        self._key = Ed25519PrivateKey.from_private_bytes(seed)
        self.public_key = base64.b64encode(self._key.public_key().public_bytes_raw()).decode()

    @classmethod
    def of(cls, connection: psycopg.Connection[Any]) -> Signer:
        """The key that this database keeps (app/sandbox/auth.sql made it)."""
        row = connection.execute("select seed from sandbox.signing_key").fetchone()
        assert row is not None
        return cls(row[0])

    def sign(self, statement: str) -> str:
        """The signed statement."""
        text = statement.encode()
        return f"{_base64url(text)}.{_base64url(self._key.sign(text))}"


def _base64url(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()
