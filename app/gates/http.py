"""One way to a device over HTTP, made so that a command cannot outlive its deadline in a socket.

Measured with the link cut at the worst moment: over a reused connection a gate moved 13 to 53 s after the click.
Hence a fresh TCP connection for every request, closing means reset, and the kernel drops unacknowledged data itself.
"""

from __future__ import annotations

import asyncio
import socket
import ssl
import struct
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

import h11
import httpx

from app.clock import Clock
from app.domain.gate import ABORT_AFTER_DEADLINE_S
from app.gates.outcomes import NoAnswer, NotSent
from app.gates.port import Permit

CONNECT_S, TLS_S, READ_S = 1.0, 1.0, 2.0
SOCKETS = 4
"""At once to one device."""
WHOLE_S = 5.0
"""The longest any request may take, deadline or not."""
ANSWER_LIMIT = 256 * 1024
UNACKNOWLEDGED_S = 3

_MAC_TCP_CONNECTIONTIMEOUT, _MAC_TCP_RXT_CONNDROPTIME = 0x20, 0x80  # <netinet/tcp.h>
_WINDOWS_TCP_MAXRT = 5  # <ws2ipdef.h>; whole seconds

HEADERS = {"Connection": "close", "User-Agent": "portun-gatehouse"}

Option = tuple[int, int, int] | tuple[int, int, bytes]


@dataclass(frozen=True, slots=True)
class Answer:
    """A whole answer."""

    status: int
    headers: httpx.Headers
    body: bytes


class DeviceLine:
    """The way to one device. `address` is scheme, host and port."""

    def __init__(self, address: str, clock: Clock, *, read_s: float = READ_S) -> None:
        self._clock = clock
        self._address = httpx.URL(address)
        secure = self._address.scheme == "https"
        self._port = self._address.port or (443 if secure else 80)
        self._tls = ssl.create_default_context() if secure else None
        self._read_s = read_s
        self._sockets = asyncio.Semaphore(SOCKETS)

    async def ask(
        self,
        method: str,
        target: str,
        *,
        headers: dict[str, str] | None = None,
        content: bytes | None = None,
        permit: Permit | None = None,
    ) -> Answer:
        """Ask once. With a permit: never written after its deadline, torn down 0.8 s after it.

        Raises NotSent when nothing was written, NoAnswer when the fate of what was written is unknown.
        """
        request = httpx.Request(
            method, self._address.join(target), headers={**HEADERS, **(headers or {})}, content=content
        )
        left = WHOLE_S
        if permit is not None:
            _last_look(permit)
            left = min(left, permit.deadline_monotonic + ABORT_AFTER_DEADLINE_S - self._clock.monotonic())
        written = False
        try:
            async with asyncio.timeout(left), self._socket() as (reader, writer):
                http = h11.Connection(h11.CLIENT)
                sent = _bytes(http, request)
                if permit is not None:
                    _last_look(permit)
                written = True
                writer.write(sent)
                await writer.drain()
                return await self._answer(http, reader)
        except (OSError, TimeoutError, h11.RemoteProtocolError) as error:
            if written:
                raise NoAnswer("no_answer") from error
            raise NotSent("unreachable") from error

    @asynccontextmanager
    async def _socket(self) -> AsyncIterator[tuple[asyncio.StreamReader, asyncio.StreamWriter]]:
        """A connection for one request, reset at its end. asyncio's own streams: httpcore's way over anyio takes two
        dozen turns of a loop that also draws the screen, up to 20 ms between a guard's Enter and the wire."""
        async with self._sockets:
            async with asyncio.timeout(CONNECT_S):
                reader, writer = await asyncio.open_connection(self._address.host, self._port)
            try:
                for option in socket_options():
                    writer.get_extra_info("socket").setsockopt(*option)
                if self._tls is not None:
                    await _shake_hands(writer, self._tls, self._address.host)
                yield reader, writer
            finally:
                writer.transport.abort()

    async def _answer(self, http: h11.Connection, reader: asyncio.StreamReader) -> Answer:
        status, headers, body = 0, httpx.Headers(), b""
        while True:
            match http.next_event():
                case h11.Response(status_code=status, headers=raw):
                    headers = httpx.Headers(list(raw))
                case h11.Data(data=data):
                    body += data
                    if len(body) > ANSWER_LIMIT:
                        raise NoAnswer("garbled")
                case h11.EndOfMessage():
                    return Answer(status, headers, body)
                case h11.NEED_DATA:
                    async with asyncio.timeout(self._read_s):
                        http.receive_data(await reader.read(ANSWER_LIMIT))
                case h11.InformationalResponse():
                    continue
                case _:
                    raise NoAnswer("garbled")


async def _shake_hands(writer: asyncio.StreamWriter, tls: ssl.SSLContext, host: str) -> None:
    try:
        async with asyncio.timeout(TLS_S):
            await writer.start_tls(tls, server_hostname=host)
    except (OSError, TimeoutError) as error:  # what speaks no TLS hangs up, or waits for the end of a line
        raise NotSent("tls") from error


def _last_look(permit: Permit) -> None:
    if refusal := permit.last_look():
        raise NotSent(refusal)


def _bytes(http: h11.Connection, request: httpx.Request) -> bytes:
    head = h11.Request(method=request.method, target=request.url.raw_path, headers=request.headers.raw)
    events = (head, h11.Data(data=request.content), h11.EndOfMessage())
    return b"".join(http.send(event) or b"" for event in events)


def socket_options() -> list[Option]:
    """Close means reset; data that nobody acknowledges for 3 s is dropped. Windows and macOS: not tested there."""
    if sys.platform == "win32":
        return [
            (socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("hh", 1, 0)),
            (socket.IPPROTO_TCP, _WINDOWS_TCP_MAXRT, UNACKNOWLEDGED_S),
        ]
    options: list[Option] = [(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))]
    if sys.platform == "darwin":
        options += [
            (socket.IPPROTO_TCP, _MAC_TCP_CONNECTIONTIMEOUT, UNACKNOWLEDGED_S),
            (socket.IPPROTO_TCP, _MAC_TCP_RXT_CONNDROPTIME, UNACKNOWLEDGED_S),
        ]
    else:
        options.append((socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, UNACKNOWLEDGED_S * 1000))
    return options
