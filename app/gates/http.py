"""One way to a device over HTTP, made so that a command cannot outlive its deadline in a socket.

Measured with the link cut at the worst moment: over a reused connection a gate moved 13 to 53 s after the click.
Hence a fresh TCP connection for every request, closing means reset, and the kernel drops unacknowledged data itself.
"""

from __future__ import annotations

import asyncio
import logging
import socket
import ssl
import struct
import sys
from dataclasses import dataclass
from typing import Any

import httpx

from app.clock import Clock
from app.domain.gate import ABORT_AFTER_DEADLINE_S
from app.gates.outcomes import NoAnswer, NotSent
from app.gates.port import Permit

CONNECT_S, READ_S, WRITE_S, POOL_S = 1.0, 2.0, 1.0, 0.2
WHOLE_S = 5.0
"""The longest any request may take, deadline or not."""
ANSWER_LIMIT = 256 * 1024
UNACKNOWLEDGED_S = 3

_MAC_TCP_CONNECTIONTIMEOUT, _MAC_TCP_RXT_CONNDROPTIME = 0x20, 0x80  # <netinet/tcp.h>
_WINDOWS_TCP_MAXRT = 5  # <ws2ipdef.h>; whole seconds

HEADERS = {"Connection": "close", "User-Agent": "portun-gatehouse"}
_BEFORE_WRITING = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout)

Option = tuple[int, int, int] | tuple[int, int, bytes]

for _name in ("httpx", "httpcore"):  # at INFO and DEBUG they write addresses and headers, keys among them
    logging.getLogger(_name).setLevel(logging.WARNING)


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
        secure = address.startswith("https:")
        # An empty TLS context for plain HTTP: the default one costs over 100 ms of the loop to build.
        context = ssl.create_default_context() if secure else ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        self._address = httpx.URL(address)
        self._timeout = {"connect": CONNECT_S, "read": read_s, "write": WRITE_S, "pool": POOL_S}
        # The transport without the client around it: no redirects, no cookies, no environment, no addresses in logs.
        self._transport = httpx.AsyncHTTPTransport(
            verify=context,
            trust_env=False,
            retries=0,
            limits=httpx.Limits(max_connections=4, max_keepalive_connections=0),
            socket_options=socket_options(),
        )

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
        written = False
        asked = self._clock.monotonic()

        async def at_the_socket(event: str, _: dict[str, Any]) -> None:
            nonlocal written
            if permit is not None and event == "http11.send_request_headers.started":
                if refusal := permit.last_look():
                    raise NotSent(refusal)
                written = True

        left = WHOLE_S
        extensions: dict[str, Any] = {"timeout": self._timeout}
        if permit is not None:
            if refusal := permit.last_look():
                raise NotSent(refusal)
            left = min(left, permit.deadline_monotonic + ABORT_AFTER_DEADLINE_S - asked)
            extensions["trace"] = at_the_socket
        request = httpx.Request(
            method,
            self._address.join(target),
            headers={**HEADERS, **(headers or {})},
            content=content,
            extensions=extensions,
        )
        try:
            async with asyncio.timeout(left):
                response = await self._transport.handle_async_request(request)
                try:
                    return Answer(response.status_code, response.headers, await _body(response))
                finally:
                    await response.aclose()
        except (httpx.RequestError, TimeoutError) as error:
            if written or (permit is None and not isinstance(error, _BEFORE_WRITING)):
                raise NoAnswer("no_answer") from error
            raise NotSent("tls" if _is_tls(error) else "unreachable") from error

    async def close(self) -> None:
        """Let go of all sockets."""
        await self._transport.aclose()


async def _body(response: httpx.Response) -> bytes:
    body = b""
    async for chunk in response.aiter_raw():
        body += chunk
        if len(body) > ANSWER_LIMIT:
            raise NoAnswer("garbled")
    return body


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


def _is_tls(error: BaseException | None) -> bool:
    while error is not None:
        if isinstance(error, ssl.SSLError):
            return True
        error = error.__cause__ or error.__context__
    return False
