"""What the database says of its own accord: LISTEN, handed on to whoever subscribed."""

from __future__ import annotations

import json
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path

import psycopg

from app.tasks import Tasks

log = logging.getLogger(__name__)

_SCHEMA = Path(__file__).with_name("realtime.sql")


@dataclass(frozen=True)
class RowChanged:
    """`type`: INSERT, UPDATE or DELETE."""

    schema: str
    table: str
    type: str
    id: str


def create_triggers(dsn: str) -> None:
    """The tables begin to tell."""
    with psycopg.connect(dsn, autocommit=True) as connection:
        connection.execute(_SCHEMA.read_bytes())


class Changes:
    """One connection that listens."""

    def __init__(self, dsn: str, tasks: Tasks) -> None:
        self._dsn = dsn
        self._tasks = tasks
        self._subscribers: list[Callable[[RowChanged], Awaitable[None]]] = []

    def subscribe(self, subscriber: Callable[[RowChanged], Awaitable[None]]) -> None:
        """Call `subscriber` for every change from now on, one after the other."""
        self._subscribers.append(subscriber)

    async def open(self) -> None:
        """Listen; what is committed after this is heard."""
        connection = await psycopg.AsyncConnection.connect(self._dsn, autocommit=True)
        await connection.execute("listen sandbox_changes")
        self._tasks.spawn(self._listen(connection), name="changes")

    async def _listen(self, connection: psycopg.AsyncConnection[tuple[object, ...]]) -> None:
        async with connection:
            async for notice in connection.notifies():
                change = RowChanged(**json.loads(notice.payload))
                for subscriber in self._subscribers:
                    await subscriber(change)
