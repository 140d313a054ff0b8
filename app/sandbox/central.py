"""The central API of the sandbox: a thin front in the platform's words before a real PostgreSQL.

As a part: configuration {"pg_dsn", "folder" (for uploads), "port" (0: any), "access_token_s", "limits",
"pushes" (false: the outbox is emptied by the function push-notifications alone)}, answer {"url",
"publishable_key", "secret_key", "central_key", "control", "resident_page"}. The database must hold the migrations
(app.sandbox.schema) and the sandbox's own tables (app.sandbox.auth).
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

import httpx
import psycopg
from psycopg_pool import PoolTimeout
from starlette.applications import Starlette
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route, WebSocketRoute
from starlette.types import Receive, Scope, Send

from app.sandbox import auth as auth_part
from app.sandbox.answers import Refused, postgrest
from app.sandbox.auth import Auth
from app.sandbox.changes import Changes, create_triggers
from app.sandbox.database import Caller, Database
from app.sandbox.faults import Cut, FaultDesk
from app.sandbox.functions import EdgeFunctions
from app.sandbox.limits import Limits
from app.sandbox.parts import read_config, say, when_stdin_closes
from app.sandbox.push import OneSignal, PushSender
from app.sandbox.realtime import Realtime
from app.sandbox.resident import ResidentPage
from app.sandbox.rest import DataApi
from app.sandbox.serving import Listener
from app.sandbox.signing import Signer
from app.sandbox.storage import Storage
from app.sandbox.tokens import Tokens
from app.tasks import Tasks

log = logging.getLogger(__name__)

_REWIND = Path(__file__).with_name("rewind.sql")
_ANY = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"]


class Central:
    """The whole front, and the desk that spoils it."""

    def __init__(self, config: dict[str, Any], signer: Signer, tasks: Tasks) -> None:
        self._tasks = tasks
        self._database = Database(config["pg_dsn"])
        self._changes = Changes(config["pg_dsn"], tasks)
        self._limits = Limits()
        self._signer = signer
        self._http = httpx.AsyncClient(timeout=10)
        self.tokens = Tokens(lifetime_s=int(config.get("access_token_s", 3600)))
        self.desk = FaultDesk(limits=bool(config.get("limits", False)))
        self._onesignal = OneSignal()
        control = Starlette(
            routes=[
                Route("/_sandbox/faults", self._desk, methods=["GET", "POST"]),
                Route("/_sandbox/pushes", self._onesignal.shown, methods=["GET"]),
                Route("/notifications", self._onesignal.take, methods=["POST"]),
                Route("/api/v1/notifications", self._onesignal.take, methods=["POST"]),
            ]
        )
        self.control = Listener(control, tasks)
        self._pushing = bool(config.get("pushes", True))
        self._pushes = PushSender(self._database, self._http, self.control.url)
        self._rest = DataApi(self._database)
        self._auth = Auth(self._database, self.tokens)
        self._functions = EdgeFunctions(self._database, signer, self._http, self.control.url, self._pushes)
        self._storage = Storage(self._database, Path(config["folder"]))
        self._realtime = Realtime(self._database, self.tokens, self.desk)
        public = Starlette(
            routes=[
                Route("/auth/v1/{path:path}", self._guarded(self._to_auth), methods=_ANY),
                Route("/rest/v1/{path:path}", self._guarded(self._rest.answer), methods=_ANY),
                Route("/functions/v1/{path:path}", self._guarded(self._functions.answer), methods=_ANY),
                Route("/storage/v1/object/sign/{path:path}", self._open(self._storage.signed), methods=["GET"]),
                Route("/storage/v1/{path:path}", self._guarded(self._storage.answer), methods=_ANY),
                WebSocketRoute("/realtime/v1/websocket", self._realtime.answer),
                *ResidentPage(self._database, self.tokens.publishable_key).routes(),
                Route("/{path:path}", self._open(_no_route), methods=_ANY),
            ]
        )
        self.listener = Listener(public, tasks, port=int(config.get("port", 0)))

    async def open(self) -> None:
        """Ready to answer."""
        await self._database.open()
        await self._rest.open()
        self._changes.subscribe(self._realtime.changed)
        self._changes.subscribe(self._pushes.changed)
        await self._changes.open()
        await self.control.open()
        if self._pushing:
            self._tasks.spawn(self._pushes.run(), name="push sender")
        await self.listener.open()

    async def close(self) -> None:
        """End."""
        await self.listener.close()
        await self.control.close()
        await self._tasks.close()
        await self._http.aclose()
        await self._database.close()

    def addresses(self) -> dict[str, Any]:
        """Where it is."""
        return {
            "url": self.listener.url,
            "publishable_key": self.tokens.publishable_key,
            "secret_key": self.tokens.secret_key,
            "central_key": self._signer.public_key,
            "control": f"{self.control.url}/_sandbox",
            "resident_page": f"{self.listener.url}/resident",
        }

    async def _to_auth(self, request: Request, caller: Caller) -> Response:
        return await self._auth.answer(request)

    def _guarded(self, answer: Callable[[Request, Caller], Awaitable[Response]]) -> _Endpoint:
        async def checked(request: Request) -> Response:
            # The Auth API reads the bearer itself: its errors have another shape.
            bearer_counts = not request.url.path.startswith("/auth/")
            caller = self.tokens.caller(request, with_bearer=bearer_counts)
            if self.desk.faults.limits:
                self._limits.count(request.url.path, caller.uid or (request.client.host if request.client else ""))
            return await answer(request, caller)

        return self._open(checked)

    def _open(self, answer: Callable[[Request], Awaitable[Response]]) -> _Endpoint:
        async def refusing(request: Request) -> Response:
            try:
                return await answer(request)
            except Refused as refused:
                return refused.response()
            except PoolTimeout:
                message = "Timed out acquiring connection from connection pool."
                return postgrest(504, "PGRST003", message).response()

        return _Endpoint(self.desk, refusing)

    async def _desk(self, request: Request) -> Response:
        """The fault desk's own address: it answers even when the central API is gone."""
        if request.method == "POST":
            try:
                wanted = json.loads(await request.body())
                self.desk.merge(wanted)
            except (ValueError, TypeError) as wrong:
                return JSONResponse({"message": str(wrong)}, 400)
            await self._orders(wanted)
            await (self.listener.vanish() if self.desk.everything_gone else self.listener.open())
        return JSONResponse(self.desk.shown())

    async def _orders(self, wanted: dict[str, Any]) -> None:
        """What happens once, now."""
        self._onesignal.status = self.desk.faults.onesignal_status
        if wanted.get("expire_tokens"):
            self.tokens.expire_all()
        if wanted.get("end_sessions"):
            async with self._database.as_owner() as cursor:
                await cursor.execute("delete from sandbox.session")
        if wanted.get("new_epoch"):
            async with self._database.as_owner() as cursor:
                await cursor.execute("insert into gatehouse.epoch_mark default values")
        if seconds := wanted.get("rewind_s"):
            async with self._database.as_owner() as cursor:
                for statement in _REWIND.read_text().split(";\n")[:-1]:
                    await cursor.execute(statement.encode(), {"seconds": float(seconds)})
        if seconds := wanted.get("slow_transaction_s"):
            self._tasks.spawn(self._hold_a_transaction(float(seconds)), name="slow transaction")

    async def _hold_a_transaction(self, seconds: float) -> None:
        async with self._database.as_owner() as cursor:
            await cursor.execute("select pg_current_xact_id()")
            await asyncio.sleep(seconds)


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
        except ClientDisconnect:  # gone in the middle of its own request: there is nobody left to answer
            return
        await response(scope, receive, send)


async def _no_route(request: Request) -> Response:
    raise Refused(404, {"message": "no Route matched with those values"})


async def serve(config: dict[str, Any], stop: asyncio.Event) -> None:
    """Run the part until `stop`."""
    tasks = Tasks()
    auth_part.create_tables(config["pg_dsn"])
    create_triggers(config["pg_dsn"])
    with psycopg.connect(config["pg_dsn"]) as connection:
        signer = Signer.of(connection)
    central = Central(config, signer, tasks)
    await central.open()
    say(central.addresses())
    await stop.wait()
    await central.close()


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
