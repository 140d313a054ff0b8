"""A client towards any server, with everything a test wants to look at."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from app.central.client import CentralClient
from app.clock import TrustedTime
from tests.central.raw_server import RawServer, http
from tests.clocks import DrivenClock

PASSWORD = "correct horse"


@dataclass
class Kept:
    """A store of secrets that outlives the client, and the order in which it was written."""

    values: dict[str, str] = field(default_factory=dict)
    fails: Exception | None = None

    async def get(self, name: str) -> str | None:
        return self.values.get(name)

    async def put(self, name: str, value: str) -> None:
        if self.fails is not None:
            raise self.fails
        self.values[name] = value

    async def delete(self, name: str) -> None:
        self.values.pop(name, None)


def tokens(number: int, *, lasts: int = 3600) -> dict[str, Any]:
    """GoTrue's answer with the tokens number so-and-so."""
    return {
        "access_token": f"access-{number}",
        "token_type": "bearer",
        "expires_in": lasts,
        "refresh_token": f"refresh-{number}",
        "user": {"id": "u1", "email": "guard@example.com", "app_metadata": {}},
    }


@dataclass
class Console:
    """One client and the clock it lives by."""

    client: CentralClient
    clock: DrivenClock
    time: TrustedTime
    kept: Kept


@asynccontextmanager
async def console(
    url: str,
    *,
    key: str = "sb_publishable_x",
    kept: Kept | None = None,
    clock: DrivenClock | None = None,
    limits: bool = False,
    lock_file: Path | None = None,
) -> AsyncIterator[Console]:
    clock, kept = clock or DrivenClock(), kept or Kept()
    time = TrustedTime(clock)
    client = CentralClient(url, key, kept, clock, time, limits=limits, lock_file=lock_file, use_system_proxy=False)
    try:
        yield Console(client, clock, time, kept)
    finally:
        await client.close()


@asynccontextmanager
async def signed_in(server: RawServer, **more: Any) -> AsyncIterator[Console]:
    """A console with the first pair of tokens."""
    server.on("/auth/v1/token", http(200, tokens(1)), http(200, tokens(2)))
    async with console(server.url, **more) as here:
        await here.client.sign_in("guard@example.com", PASSWORD)
        server.asked.clear()
        yield here
