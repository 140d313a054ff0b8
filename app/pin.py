"""A guard's PIN on this PC: Argon2id, and a delay that is stored before each check.

The count of failures is on disk before the PIN is looked at, so pulling the plug saves no time; the wait is
measured by the monotonic clock from the start of the program, so turning the clock saves none either.
"""

from __future__ import annotations

import asyncio
import base64
import json
import os
from dataclasses import dataclass
from typing import Protocol

from cryptography.exceptions import InvalidKey
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from app.clock import Clock
from app.errors import KnownError

DELAYS_S = (0, 0, 0, 2, 5, 15, 30, 60)
"""How long to wait before try number n (from 0). After the last one only the password helps."""

MIN_DIGITS, MAX_DIGITS = 4, 8
_MEMORY_KIB, _ITERATIONS, _LANES = 64 * 1024, 3, 2  # 200 ms on a slow PC, measured for the data key as well


class Secrets(Protocol):
    """Where the hash and the count stand: inside the encrypted journal."""

    async def get(self, name: str) -> str | None: ...
    async def put(self, name: str, value: str) -> None: ...
    async def delete(self, name: str) -> None: ...


class WrongPin(KnownError):
    """Not this PIN. `wait_s`: how long until the next try counts; `locked`: only the password helps now; `last`: it
    does since this try."""

    def __init__(self, *, wait_s: float, locked: bool, last: bool = False) -> None:
        step = "Sign in with e-mail and password." if locked else "Try again."
        if wait_s > 0:
            step = f"Wait {wait_s:.0f} s, then try again."
        super().__init__(
            "pin_locked" if locked else "pin_wrong", "That is not the PIN", "The PIN does not match.", step
        )
        self.wait_s = wait_s
        self.locked = locked
        self.last = last


@dataclass(frozen=True, slots=True)
class _Kept:
    salt: bytes
    digest: bytes
    failures: int

    def text(self) -> str:
        salt, digest = (base64.b64encode(raw).decode() for raw in (self.salt, self.digest))
        return json.dumps({"salt": salt, "digest": digest, "failures": self.failures})

    @staticmethod
    def of(text: str) -> _Kept:
        kept = json.loads(text)
        return _Kept(base64.b64decode(kept["salt"]), base64.b64decode(kept["digest"]), int(kept["failures"]))


class Pins:
    """The PINs of everybody who works at this PC."""

    def __init__(self, secrets: Secrets, clock: Clock) -> None:
        self._secrets = secrets
        self._clock = clock
        self._last_try = clock.monotonic()
        self._one = asyncio.Lock()

    async def is_set(self, actor_id: str) -> bool:
        """Whether this person has chosen a PIN here."""
        return await self._secrets.get(f"pin.{actor_id}") is not None

    async def choose(self, actor_id: str, pin: str) -> None:
        """Set a PIN of 4 to 8 digits."""
        if not (pin.isascii() and pin.isdigit() and MIN_DIGITS <= len(pin) <= MAX_DIGITS) or len(set(pin)) == 1:
            raise KnownError(
                "pin_weak",
                "Choose another PIN",
                f"A PIN has {MIN_DIGITS} to {MAX_DIGITS} digits, not all the same.",
                "Type another one.",
            )
        salt = os.urandom(16)
        digest = await asyncio.to_thread(_argon(salt).derive, pin.encode())
        await self._secrets.put(f"pin.{actor_id}", _Kept(salt, digest, 0).text())

    async def check(self, actor_id: str, pin: str) -> None:
        """Return if it is the PIN; raise WrongPin otherwise, or if it came too early."""
        async with self._one:
            text = await self._secrets.get(f"pin.{actor_id}")
            if text is None:
                raise WrongPin(wait_s=0, locked=True)
            kept = _Kept.of(text)
            if kept.failures >= len(DELAYS_S):
                raise WrongPin(wait_s=0, locked=True)
            wait_s = self._last_try + DELAYS_S[kept.failures] - self._clock.monotonic()
            if wait_s > 0:
                raise WrongPin(wait_s=wait_s, locked=False)
            failed = _Kept(kept.salt, kept.digest, kept.failures + 1)
            await self._secrets.put(f"pin.{actor_id}", failed.text())
            self._last_try = self._clock.monotonic()
            try:
                await asyncio.to_thread(_argon(kept.salt).verify, pin.encode("utf-8", "replace"), kept.digest)
            except InvalidKey:
                locked = failed.failures >= len(DELAYS_S)
                raise WrongPin(wait_s=0 if locked else DELAYS_S[failed.failures], locked=locked, last=locked) from None
            await self._secrets.put(f"pin.{actor_id}", _Kept(kept.salt, kept.digest, 0).text())

    async def forget(self, actor_id: str) -> None:
        """Remove the PIN; the password is needed next time."""
        await self._secrets.delete(f"pin.{actor_id}")


def _argon(salt: bytes) -> Argon2id:
    return Argon2id(salt=salt, length=32, iterations=_ITERATIONS, lanes=_LANES, memory_cost=_MEMORY_KIB)
