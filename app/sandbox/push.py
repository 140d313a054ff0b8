"""The push sender and a stub of OneSignal. The sender is the twin of resources/central/functions/push-notifications."""

from __future__ import annotations

import asyncio
import json
import uuid
from contextlib import suppress
from typing import Any

import httpx
from psycopg_pool import PoolTimeout
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from app.sandbox.changes import RowChanged
from app.sandbox.database import SERVICE_CALLER, Database

LOOK_AGAIN_S = 15.0
"""How often the outbox is looked at when nobody pokes: for what is to be tried again."""

BETWEEN_S, AT_ONCE = 0.1, 10
"""Between two messages, and how many are taken at a time: a console that uploads a day's entries is not kept waiting,
and what comes in meanwhile is told within a second."""

WORDS = {
    "arrival": ({"en": "Guest arrived", "es": "Llegó su visita"}, "{visitor_name}"),
    "question": ({"en": "Somebody is at the gate", "es": "Alguien está en la garita"}, "{visitor_name}"),
    "panic": ({"en": "Panic at the gate", "es": "Alerta en la garita"}, "{actor_name}"),
}


class OneSignal:
    """Takes what OneSignal's REST takes, and keeps it. A known idempotency key is answered and not kept again."""

    def __init__(self) -> None:
        self.taken: list[dict[str, Any]] = []
        self.status = 200
        self._known: dict[str, str] = {}

    async def take(self, request: Request) -> Response:
        """POST /notifications (and the older /api/v1/notifications)."""
        body = json.loads(await request.body())
        if self.status != 200:
            return JSONResponse({"errors": ["asked for at the fault desk"]}, self.status)
        if not request.headers.get("authorization") or not body.get("app_id"):
            return JSONResponse({"errors": ["app_id and authorization are needed"]}, 400)
        key = str(body.get("idempotency_key") or uuid.uuid4())
        if key not in self._known:
            self._known[key] = str(uuid.uuid4())
            self.taken.append(body)
        return JSONResponse({"id": self._known[key], "external_id": None})

    async def shown(self, request: Request) -> Response:
        """GET /_sandbox/pushes."""
        return JSONResponse(self.taken)


class PushSender:
    """Empties the outbox as soon as something is in it."""

    def __init__(self, database: Database, http: httpx.AsyncClient, address: str) -> None:
        self._database = database
        self._http = http
        self._address = address
        self._poked = asyncio.Event()

    async def changed(self, change: RowChanged) -> None:
        """Somebody wrote; look if it was for us."""
        if change.table == "notification_outbox" and change.type == "INSERT":
            self._poked.set()

    async def run(self) -> None:
        """Until cancelled."""
        while True:
            self._poked.clear()
            with suppress(PoolTimeout):  # the database has too much to do: what is due stays due
                await self.empty()
            try:
                await asyncio.wait_for(self._poked.wait(), LOOK_AGAIN_S)
            except TimeoutError:
                pass

    async def empty(self) -> int:
        """Send all that is due; how much OneSignal took."""
        sent = 0
        while rows := await self._take():
            for row in rows:
                sent += await self._send(row)
                await asyncio.sleep(BETWEEN_S)
        return sent

    async def _take(self) -> list[dict[str, Any]]:
        async with self._database.as_caller(SERVICE_CALLER) as cursor:
            await cursor.execute("select public.take_notifications_v1(%s)", (AT_ONCE,))
            row = await cursor.fetchone()
        return list(row[0]) if row is not None else []

    async def _send(self, row: dict[str, Any]) -> bool:
        headings, contents = WORDS[row["kind"]]
        body = {
            "app_id": "sandbox",
            "target_channel": "push",
            "include_aliases": {"external_id": [row["profile_id"]]},
            "headings": headings,
            "contents": {"en": contents.format_map({"visitor_name": "", "actor_name": "", **row["words"]}) or "-"},
            "data": {"type": row["kind"], "id": row["about"]},
            "idempotency_key": row["id"],
        }
        try:
            answer = await self._http.post(
                f"{self._address}/notifications", json=body, headers={"Authorization": "Key sandbox"}
            )
            sent = answer.status_code == 200
        except httpx.TransportError:
            sent = False
        async with self._database.as_caller(SERVICE_CALLER) as cursor:
            await cursor.execute("select public.settle_notification_v1(%s, %s)", (row["id"], sent))
        return sent
