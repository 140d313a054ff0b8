"""The digest rules of Shelly firmware: 1.7.5 (numeric nonces, lenient) and 2.0.0 (slots, strict counts, 429).

The rules of 2.0.0 are modelled after the vendor's page and users' reports: a nonce lives one hour or 30,000 uses,
its count starts at 1 and must rise, there are 32 slots; with a full table every answer is 429, and only an
*unauthenticated* request made after two quiet seconds evicts the least used slot.
"""

from __future__ import annotations

import base64
import hashlib
import secrets
import time
from dataclasses import dataclass
from enum import Enum, auto

SLOTS = 32
LIFETIME_S = 3600.0
USES = 30_000
FULL_WINDOW_S = 2.0


def sha(text: str) -> str:
    """SHA-256 in hex, as digest wants it."""
    return hashlib.sha256(text.encode()).hexdigest()


class Verdict(Enum):
    """What the table says about a credential."""

    WELCOME = auto()
    WRONG = auto()
    STALE = auto()
    THROTTLED = auto()


@dataclass(slots=True)
class Slot:
    """One nonce that is out."""

    issued: float
    last_count: int = 0
    used: float = 0.0


@dataclass(frozen=True, slots=True)
class Credential:
    """What a client answered to a challenge. `count_text` is the nonce count exactly as it was sent."""

    realm: str
    nonce: str
    count_text: str
    cnonce: str
    response: str
    ha2: str


class NonceTable:
    """The nonces of one device. `strict`: firmware 2.0.0 and newer."""

    def __init__(self, *, strict: bool) -> None:
        self.strict = strict
        self._slots: dict[str, Slot] = {}
        self._full_since: float | None = None

    def issue(self) -> str | None:
        """A new nonce for an unauthenticated request; None: the table is full, answer 429."""
        now = time.monotonic()
        if not self.strict:
            nonce = str(int(time.time()) + len(self._slots))
        else:
            self._drop_expired(now)
            if len(self._slots) >= SLOTS and not self._evicted(now):
                return None
            nonce = base64.b64encode(secrets.token_bytes(16)).decode()
        self._slots[nonce] = Slot(now, used=now)
        return nonce

    def judge(self, given: Credential, ha1: str) -> Verdict:
        """Check a credential against the device's HA1. A welcome one uses up its count."""
        now = time.monotonic()
        slot = self._slots.get(given.nonce)
        if slot is None:
            if self.strict and len(self._slots) >= SLOTS:
                self._full_since = now
                return Verdict.THROTTLED
            return Verdict.STALE
        if now - slot.issued > LIFETIME_S or slot.last_count >= USES:
            del self._slots[given.nonce]
            return Verdict.STALE
        expected = sha(f"{ha1}:{given.nonce}:{given.count_text}:{given.cnonce}:auth:{given.ha2}")
        if not secrets.compare_digest(expected, given.response):
            return Verdict.WRONG
        count = int(given.count_text, 16) if len(given.count_text) == 8 else int(given.count_text)
        first_wrong = slot.last_count == 0 and count != 1
        if self.strict and (first_wrong or count <= slot.last_count):
            return Verdict.WRONG
        slot.last_count, slot.used = count, now
        return Verdict.WELCOME

    def fill(self) -> None:
        """Strangers took every slot: ours is gone too."""
        self._slots = {secrets.token_hex(8): Slot(time.monotonic(), used=time.monotonic()) for _ in range(SLOTS)}
        self._full_since = None

    def expire(self) -> None:
        """Every nonce that is out has outlived its hour."""
        for slot in self._slots.values():
            slot.issued -= LIFETIME_S + 1

    def forget(self) -> None:
        """A reboot."""
        self._slots.clear()
        self._full_since = None

    def _evicted(self, now: float) -> bool:
        if self._full_since is None:
            self._full_since = now
        if now - self._full_since < FULL_WINDOW_S:
            return False
        self._full_since = None
        del self._slots[min(self._slots, key=lambda nonce: self._slots[nonce].used)]
        return True

    def _drop_expired(self, now: float) -> None:
        self._slots = {nonce: slot for nonce, slot in self._slots.items() if now - slot.issued <= LIFETIME_S}
