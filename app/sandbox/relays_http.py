"""HTTP at socket level for relays that must be able to misbehave: one request a connection, then it is closed."""

from __future__ import annotations

import asyncio
import json
import socket
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import h11

HEAD_LIMIT = 16 * 1024
BODY_LIMIT = 64 * 1024
CLOSE_S = 1.0
PATIENCE_S = 30.0
"""A connection that says nothing for this long is closed."""


@dataclass(frozen=True, slots=True)
class Request:
    """One request, read whole. Header names are lower case; `received`: monotonic, when its last byte was read."""

    method: str
    target: str
    headers: dict[str, str]
    body: bytes
    head: bytes
    received: float

    @property
    def path(self) -> str:
        return urlsplit(self.target).path

    @property
    def query(self) -> dict[str, str]:
        return dict(parse_qsl(urlsplit(self.target).query))

    def json(self) -> Any:
        """The body as JSON. Raises ValueError."""
        return json.loads(self.body or b"{}")


@dataclass(frozen=True, slots=True)
class Reply:
    """One answer. `cut`: send the head and half of the body, then drop the line."""

    status: int = 200
    body: bytes = b""
    content_type: str = "application/json"
    headers: tuple[tuple[str, str], ...] = field(default=())
    cut: bool = False

    @classmethod
    def of(cls, value: Any, status: int = 200, headers: tuple[tuple[str, str], ...] = ()) -> Reply:
        """A JSON answer."""
        return cls(status, json.dumps(value).encode(), headers=headers)


class Line:
    """One accepted connection, as the one who answers sees it."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.reader = reader
        self.writer = writer

    async def hung_up(self) -> None:
        """Return when the other side has closed or reset the connection."""
        try:
            while await self.reader.read(1024):
                pass
        except ConnectionError:
            pass


Answer = Callable[[Request, Line], Awaitable[Reply | None]]
"""Answers a request. None: the connection is closed without an answer (or was taken over)."""


class Listener:
    """A listening address on the loopback that can vanish and come back under the same port."""

    def __init__(self, answer: Answer, *, server_name: str, most: int | None = None) -> None:
        self._answer = answer
        self._server_name = server_name
        self._most = most
        self._keeper = _bound_socket(0)
        self.port: int = self._keeper.getsockname()[1]
        self._server: asyncio.Server | None = None
        self._changing = asyncio.Lock()
        self._open: set[asyncio.StreamWriter] = set()
        self._serving: set[asyncio.Task[Any]] = set()

    async def appear(self) -> None:
        """Begin to listen."""
        async with self._changing:  # a reboot may come back while somebody sets a fault
            if self._server is None:
                sock = _bound_socket(self.port)
                self._server = await asyncio.start_server(self._serve, sock=sock, limit=BODY_LIMIT)

    async def vanish(self) -> None:
        """Refuse new connections and cut the open ones; the port stays ours."""
        async with self._changing:
            if self._server is not None:
                self._server.close()
                self._server = None
            for writer in list(self._open):
                writer.transport.abort()

    async def close(self) -> None:
        """Vanish for good, and wait until every connection is done with."""
        await self.vanish()
        if self._serving:
            await asyncio.wait(self._serving, timeout=CLOSE_S)
        self._keeper.close()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if self._most is not None and len(self._open) >= self._most:
            writer.close()
            return
        self._open.add(writer)
        task = asyncio.current_task()
        assert task is not None
        self._serving.add(task)
        task.add_done_callback(self._serving.discard)
        try:
            async with asyncio.timeout(PATIENCE_S):
                request = await _read_request(reader)
            if request is not None and (reply := await self._answer(request, Line(reader, writer))) is not None:
                writer.write(_written(request, reply, self._server_name))
                await writer.drain()
        except (ConnectionError, TimeoutError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
            pass
        except h11.RemoteProtocolError:
            writer.write(b"HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n")
        finally:
            self._open.discard(writer)
            writer.close()


def _bound_socket(port: int) -> socket.socket:
    """A socket on the loopback. The one that only holds the port never listens, so connecting to it is refused."""
    sock = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    sock.bind(("127.0.0.1", port))
    return sock


async def _read_request(reader: asyncio.StreamReader) -> Request | None:
    head = await reader.readuntil(b"\r\n\r\n")
    if len(head) > HEAD_LIMIT:
        return None
    wire = h11.Connection(h11.SERVER)
    wire.receive_data(head)
    event = wire.next_event()
    if not isinstance(event, h11.Request):
        return None
    headers = {name.decode().lower(): value.decode("latin-1") for name, value in event.headers}
    body = b""
    if "upgrade" not in headers:
        while not isinstance(part := wire.next_event(), h11.EndOfMessage):
            if part is h11.NEED_DATA:
                wire.receive_data(await reader.read(BODY_LIMIT))
            elif isinstance(part, h11.Data):
                body += bytes(part.data)
            if len(body) > BODY_LIMIT or isinstance(part, h11.ConnectionClosed):
                return None
    return Request(event.method.decode(), event.target.decode(), headers, body, head, time.monotonic())


def _written(request: Request, reply: Reply, server_name: str) -> bytes:
    wire = h11.Connection(h11.SERVER)
    wire.receive_data(request.head)
    wire.next_event()
    headers = [
        ("Server", server_name),
        ("Content-Type", reply.content_type),
        ("Content-Length", str(len(reply.body))),
        ("Connection", "close"),
        *reply.headers,
    ]
    head = wire.send(h11.Response(status_code=reply.status, headers=headers, reason=b""))
    assert head is not None
    return head + (reply.body[: len(reply.body) // 2] if reply.cut else reply.body)
