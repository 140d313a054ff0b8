"""An ASGI application on a loopback address that can disappear and come back.

An endpoint finds its connection in `request.scope["state"]["transport"]`: `abort()` on it looks like a cut line.
"""

from __future__ import annotations

import asyncio
import contextlib
import socket
from collections.abc import Iterator
from typing import Any

import uvicorn
from starlette.types import ASGIApp
from uvicorn.protocols.http.h11_impl import H11Protocol

from app.tasks import Tasks

# A port that is bound but never listened on refuses connections, and nobody else can take it meanwhile.
_CAN_SHARE_PORT = hasattr(socket, "SO_REUSEPORT")


class _Protocol(H11Protocol):
    """uvicorn's HTTP, with its connection within reach of the application."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        self.app_state = {**self.app_state, "transport": transport}
        super().connection_made(transport)


class _Server(uvicorn.Server):
    """Leaves signals to the program."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


class Listener:
    """One address. `open` and `vanish` may alternate as often as wanted; the port stays the same."""

    def __init__(self, app: ASGIApp, tasks: Tasks, *, port: int = 0) -> None:
        self._app = app
        self._tasks = tasks
        self._placeholder = _bound(port)
        self.port: int = self._placeholder.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self._server: _Server | None = None
        self._serving: asyncio.Task[Any] | None = None

    async def open(self) -> None:
        """Take connections."""
        if self._server is not None:
            return
        if not _CAN_SHARE_PORT:
            self._placeholder.close()
        listening = _bound(self.port)
        listening.listen(512)
        config = uvicorn.Config(
            self._app,
            http=_Protocol,
            ws="websockets-sansio",
            lifespan="off",
            log_config=None,
            access_log=False,
            server_header=False,
            date_header=False,
            timeout_keep_alive=75,
        )
        self._server = _Server(config)
        self._serving = self._tasks.spawn(self._server.serve(sockets=[listening]), name=f"serve {self.port}")

    async def vanish(self) -> None:
        """Refuse new connections and cut those that are open."""
        server, self._server = self._server, None
        if server is None:
            return
        for listening in getattr(server, "servers", []):
            listening.close()
        for connection in list(server.server_state.connections):
            if connection.transport is not None:
                connection.transport.abort()
        server.should_exit = server.force_exit = True
        if self._serving is not None:
            await asyncio.wait([self._serving], timeout=2)

    async def close(self) -> None:
        """End for good."""
        await self.vanish()
        self._placeholder.close()


def _bound(port: int) -> socket.socket:
    # With its protocol named, asyncio turns Nagle's algorithm off on what is accepted from it.
    bound = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    if _CAN_SHARE_PORT:
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
    bound.bind(("127.0.0.1", port))
    return bound
