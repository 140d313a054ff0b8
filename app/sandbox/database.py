"""The database as the API reaches it: one transaction a request, under the caller's role and claims."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from psycopg import AsyncConnection, AsyncCursor
from psycopg_pool import AsyncConnectionPool

ANONYMOUS = "anon"
SERVICE = "service_role"


@dataclass(frozen=True)
class Caller:
    """Who asks: a database role and the token's claims."""

    role: str
    claims: Mapping[str, Any] = field(default_factory=dict)

    @property
    def uid(self) -> str | None:
        """The signed-in account."""
        sub = self.claims.get("sub")
        return str(sub) if sub is not None else None


SERVICE_CALLER = Caller(SERVICE, {"role": SERVICE})


POOL = 10
"""PostgREST's own default (db-pool). More only wait for each other's rows, and what waits in a transaction keeps old
versions of them alive for all."""


class Database:
    """A pool of connections."""

    def __init__(self, dsn: str, *, size: int = POOL) -> None:
        self._pool: AsyncConnectionPool[AsyncConnection[tuple[Any, ...]]] = AsyncConnectionPool(
            dsn, min_size=2, max_size=size, open=False, kwargs={"autocommit": True}, configure=_configure
        )

    async def open(self) -> None:
        """Connect."""
        await self._pool.open(wait=True, timeout=20)

    async def close(self) -> None:
        """Let go of every connection."""
        await self._pool.close(timeout=2)

    @asynccontextmanager
    async def as_caller(
        self, caller: Caller, *, read_only: bool = False
    ) -> AsyncIterator[AsyncCursor[tuple[Any, ...]]]:
        """A transaction in which row level security holds for `caller`.

        Its beginning, the role and the first statement go out together: the database is asked twice, not four times.
        """
        async with (
            self._pool.connection() as connection,
            connection.pipeline(),
            connection.transaction(),
            connection.cursor() as cursor,
        ):
            if read_only:
                await cursor.execute("set transaction read only")
            await cursor.execute(
                "select set_config('role', %s, true), set_config('request.jwt.claims', %s, true)",
                (caller.role, json.dumps(dict(caller.claims))),
            )
            yield cursor

    @asynccontextmanager
    async def as_owner(self) -> AsyncIterator[AsyncCursor[tuple[Any, ...]]]:
        """A transaction of the platform's own (sessions, catalogue), above row level security."""
        async with self._pool.connection() as connection, connection.transaction(), connection.cursor() as cursor:
            yield cursor


async def _configure(connection: AsyncConnection[tuple[Any, ...]]) -> None:
    await connection.execute("set statement_timeout = '15s'")
    await connection.execute("set idle_in_transaction_session_timeout = '60s'")
    await connection.execute("set timezone = 'UTC'")
