"""A server on loopback that answers exactly what a test says, byte for byte, and remembers what it was asked."""

from __future__ import annotations

import asyncio
import json
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from app.tasks import Tasks


@dataclass(frozen=True)
class Asked:
    """One request as it came."""

    method: str
    target: str
    headers: dict[str, str]
    body: bytes

    @property
    def path(self) -> str:
        return self.target.partition("?")[0]

    @property
    def json(self) -> Any:
        return json.loads(self.body)


Reply = bytes | Callable[[asyncio.StreamWriter], Awaitable[None]]


def http(status: int, body: object = None, *, headers: dict[str, str] | None = None, kind: str = "") -> bytes:
    """A whole answer; a `body` that is not bytes is told as JSON."""
    raw = body if isinstance(body, bytes) else json.dumps(body).encode()
    told = {"Content-Type": kind or "application/json", "Content-Length": str(len(raw)), **(headers or {})}
    head = f"HTTP/1.1 {status} X\r\n" + "".join(f"{name}: {value}\r\n" for name, value in told.items())
    return head.encode() + b"\r\n" + raw


async def hang(writer: asyncio.StreamWriter) -> None:
    """Say nothing until the other side gives up."""
    await asyncio.Event().wait()


async def cut(writer: asyncio.StreamWriter) -> None:
    """Cut the line without a word."""
    writer.transport.abort()


def hang_up_after(raw: bytes) -> Reply:
    """Say only that much and close the line."""

    async def say(writer: asyncio.StreamWriter) -> None:
        writer.write(raw)
        writer.close()

    return say


@dataclass
class RawServer:
    """`replies` by path, each used once and the last one for ever; what has none gets a 404 of nobody."""

    url: str = ""
    asked: list[Asked] = field(default_factory=list)
    replies: dict[str, deque[Reply]] = field(default_factory=dict)
    connections: int = 0

    def on(self, path: str, *replies: Reply) -> None:
        self.replies[path] = deque(replies)

    def paths(self) -> list[str]:
        return [asked.path for asked in self.asked]

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        try:
            while (asked := await _read(reader)) is not None:
                self.asked.append(asked)
                queue = self.replies.get(asked.path)
                reply = http(404, {}) if queue is None else queue.popleft() if len(queue) > 1 else queue[0]
                if callable(reply):
                    await reply(writer)
                else:
                    writer.write(reply)
                    await writer.drain()
        except ConnectionError:
            pass
        finally:
            writer.close()


async def _read(reader: asyncio.StreamReader) -> Asked | None:
    try:
        head = (await reader.readuntil(b"\r\n\r\n")).decode().split("\r\n")
    except asyncio.IncompleteReadError:
        return None
    method, target, _ = head[0].split(" ")
    headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in head[1:] if line)}
    return Asked(method, target, headers, await reader.readexactly(int(headers.get("content-length", 0))))


@asynccontextmanager
async def raw_server() -> AsyncIterator[RawServer]:
    server, tasks = RawServer(), Tasks()

    def accept(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        tasks.spawn(server.serve(reader, writer), name="a connection")

    listening = await asyncio.start_server(accept, "127.0.0.1", 0)
    server.url = f"http://127.0.0.1:{listening.sockets[0].getsockname()[1]}"
    try:
        yield server
    finally:
        listening.close()
        await tasks.close()
