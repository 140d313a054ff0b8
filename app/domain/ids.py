"""Identifiers that sort by time (UUIDv7, RFC 9562 §5.7)."""

from __future__ import annotations

import secrets
import uuid
from datetime import datetime, timedelta

_EPOCH_MS = timedelta(milliseconds=1)


def uuid7(at: datetime) -> str:
    """A new UUIDv7 for the moment `at` (aware). Own code: the standard library has it from Python 3.14 on."""
    ms = int(at.timestamp() * 1000) & 0xFFFF_FFFF_FFFF
    rand = secrets.randbits(74)
    value = ms << 80 | 0x7 << 76 | (rand >> 62) << 64 | 0b10 << 62 | (rand & (1 << 62) - 1)
    return str(uuid.UUID(int=value))
