"""The central API of the sandbox: a thin front in the platform's words before a real PostgreSQL.

As a part: configuration {"pg_dsn", "folder" (for uploads), "port" (0: any), "access_token_s"}, answer {"url",
"publishable_key", "secret_key", "control"}. The database must hold the migrations (app.sandbox.schema).
"""

from __future__ import annotations

import asyncio
import json
import logging
import signal
import sys
import tempfile
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from app.sandbox import auth as auth_part
from app.sandbox.answers import Refused
from app.sandbox.auth import Auth
from app.sandbox.database import Caller, Database
from app.sandbox.faults import Cut, FaultDesk
from app.sandbox.functions import EdgeFunctions
from app.sandbox.parts import read_config, say, when_stdin_closes
from app.sandbox.rest import DataApi
from app.sandbox.serving import Listener
from app.sandbox.storage import Storage
from app.sandbox.tokens import Tokens
from app.tasks import Tasks

log = logging.getLogger(__name__)

_ANY = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"]


class Central:
    """The whole front, and the desk that spoils it."""

    def __init__(self, config: dict[str, Any], tasks: Tasks) -> None:
        self._database = Database(config["pg_dsn"])
        self.tokens = Tokens(lifetime_s=int(config.get("access_token_s", 3600)))
        self.desk = FaultDesk()
        self._rest = DataApi(self._database)
        self._auth = Auth(self._database, self.tokens)
        self._functions = EdgeFunctions(self._database)
        self._storage = Storage(self._database, Path(config["folder"]))
        public = Starlette(
            routes=[
                Route("/auth/v1/{path:path}", self._guarded(self._to_auth), methods=_ANY),
                Route("/rest/v1/{path:path}", self._guarded(self._rest.answer), methods=_ANY),
                Route("/functions/v1/{path:path}", self._guarded(self._functions.answer), methods=_ANY),
                Route("/storage/v1/object/sign/{path:path}", self._open(self._storage.signed), methods=["GET"]),
                Route("/storage/v1/{path:path}", self._guarded(self._storage.answer), methods=_ANY),
                Route("/{path:path}", self._open(_no_route), methods=_ANY),
            ]
        )
        control = Starlette(routes=[Route("/_sandbox/faults", self._desk, methods=["GET", "POST"])])
        self.listener = Listener(public, tasks, port=int(config.get("port", 0)))
        self.control = Listener(control, tasks)

    async def open(self) -> None:
        """Ready to answer."""
        await self._database.open()
        await self._rest.open()
        await self.control.open()
        await self.listener.open()

    async def close(self) -> None:
        """End."""
        await self.listener.close()
        await self.control.close()
        await self._database.close()

    def addresses(self) -> dict[str, Any]:
        """Where it is."""
        return {
            "url": self.listener.url,
            "publishable_key": self.tokens.publishable_key,
            "secret_key": self.tokens.secret_key,
            "control": f"{self.control.url}/_sandbox",
        }

    async def _to_auth(self, request: Request, caller: Caller) -> Response:
        return await self._auth.answer(request)

    def _guarded(self, answer: Callable[[Request, Caller], Awaitable[Response]]) -> _Endpoint:
        async def checked(request: Request) -> Response:
            # The Auth API reads the bearer itself: its errors have another shape.
            bearer_counts = not request.url.path.startswith("/auth/")
            return await answer(request, self.tokens.caller(request, with_bearer=bearer_counts))

        return self._open(checked)

    def _open(self, answer: Callable[[Request], Awaitable[Response]]) -> _Endpoint:
        async def refusing(request: Request) -> Response:
            try:
                return await answer(request)
            except Refused as refused:
                return refused.response()

        return _Endpoint(self.desk, refusing)

    async def _desk(self, request: Request) -> Response:
        """The fault desk's own address: it answers even when the central API is gone."""
        if request.method == "POST":
            try:
                wanted = json.loads(await request.body())
                self.desk.merge(wanted)
            except (ValueError, TypeError) as wrong:
                return JSONResponse({"message": str(wrong)}, 400)
            if wanted.get("expire_tokens"):
                self.tokens.expire_all()
            if wanted.get("new_epoch"):
                async with self._database.as_owner() as cursor:
                    await cursor.execute("insert into gatehouse.epoch_mark default values")
            await (self.listener.vanish() if self.desk.everything_gone else self.listener.open())
        return JSONResponse(self.desk.shown())


class _Endpoint:
    """One ASGI endpoint under the fault desk."""

    def __init__(self, desk: FaultDesk, answer: Callable[[Request], Awaitable[Response]]) -> None:
        self._desk = desk
        self._answer = answer

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        try:
            response = await self._desk.around(request, lambda: self._answer(request))
        except Cut:
            scope["state"]["transport"].abort()
            while (await receive())["type"] != "http.disconnect":
                pass
            return
        await response(scope, receive, send)


async def _no_route(request: Request) -> Response:
    raise Refused(404, {"message": "no Route matched with those values"})


async def serve(config: dict[str, Any], stop: asyncio.Event) -> None:
    """Run the part until `stop`."""
    tasks = Tasks()
    auth_part.create_tables(config["pg_dsn"])
    central = Central(config, tasks)
    await central.open()
    say(central.addresses())
    await stop.wait()
    await central.close()
    await tasks.close()


def main() -> None:
    """The part."""
    logging.basicConfig(stream=sys.stderr, level=logging.WARNING)

    async def run() -> None:
        loop, stop = asyncio.get_running_loop(), asyncio.Event()
        config = read_config()
        when_stdin_closes(lambda: loop.call_soon_threadsafe(stop.set))
        if sys.platform != "win32":
            for name in (signal.SIGTERM, signal.SIGINT):
                loop.add_signal_handler(name, stop.set)
        with tempfile.TemporaryDirectory(prefix="portun-central-") as folder:
            await serve({"folder": folder, **config}, stop)

    # psycopg cannot use the proactor loop of Windows.
    factory = asyncio.SelectorEventLoop if sys.platform == "win32" else asyncio.new_event_loop
    with asyncio.Runner(loop_factory=factory) as runner:
        runner.run(run())


if __name__ == "__main__":
    main()
