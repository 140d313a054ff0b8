"""/realtime/v1/websocket: Phoenix channels, vsn 1.0.0 (objects) and 2.0.0 (lists), fed by the database.

Postgres changes (each row as its subscriber may see it), broadcast, heartbeat, token refresh. Presence is acknowledged
and empty. As on the platform nothing is replayed and nothing is promised: it is a poke.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import psycopg
from psycopg import sql
from starlette.websockets import WebSocket, WebSocketDisconnect

from app.sandbox.answers import Refused
from app.sandbox.changes import RowChanged
from app.sandbox.database import Caller, Database
from app.sandbox.faults import FaultDesk
from app.sandbox.rest_query import conditions
from app.sandbox.tokens import Tokens


@dataclass
class Channel:
    """What one client joined."""

    topic: str
    join_ref: str | None
    caller: Caller
    broadcast_self: bool
    wanted: list[dict[str, Any]] = field(default_factory=list)

    def ids_for(self, change: RowChanged) -> list[tuple[int, str | None]]:
        """Subscriptions that a change concerns, with their filters."""
        return [
            (one["id"], one.get("filter"))
            for one in self.wanted
            if one.get("schema", "public") in {change.schema, "*"}
            and one.get("table", "*") in {change.table, "*"}
            and one.get("event", "*") in {change.type, "*"}
        ]


class Client:
    """One socket."""

    def __init__(self, socket: WebSocket, as_list: bool) -> None:
        self._socket = socket
        self._as_list = as_list
        self.channels: dict[str, Channel] = {}

    async def receive(self) -> dict[str, Any] | None:
        """The next message, in one shape; None for what is no message."""
        try:
            said = json.loads(await self._socket.receive_text())
            if not isinstance(said, list):
                return dict(said)
            join_ref, ref, topic, event, payload = said
        except (ValueError, TypeError, KeyError):
            return None
        return {"join_ref": join_ref, "ref": ref, "topic": topic, "event": event, "payload": payload}

    async def send(
        self, topic: str, event: str, payload: Any, *, ref: str | None = None, join_ref: str | None = None
    ) -> None:
        """In the client's own version."""
        if self._as_list:
            await self._socket.send_text(json.dumps([join_ref, ref, topic, event, payload]))
        else:
            said = {"topic": topic, "event": event, "payload": payload, "ref": ref, "join_ref": join_ref}
            await self._socket.send_text(json.dumps(said))

    async def reply(self, said: dict[str, Any], response: Any, status: str = "ok") -> None:
        """Answer a message."""
        payload = {"status": status, "response": response}
        await self.send(
            said["topic"], "phx_reply", payload, ref=said.get("ref"), join_ref=said.get("join_ref") or said.get("ref")
        )


class Realtime:
    """All sockets."""

    def __init__(self, database: Database, tokens: Tokens, desk: FaultDesk) -> None:
        self._database = database
        self._tokens = tokens
        self._desk = desk
        self._clients: set[Client] = set()
        self._next_id = 1

    async def answer(self, socket: WebSocket) -> None:
        """Serve one socket until it ends."""
        try:
            self._tokens.caller(socket)
        except Refused:
            await socket.close(4001)
            return
        await socket.accept()
        client = Client(socket, as_list=socket.query_params.get("vsn", "1.0.0").startswith("2"))
        self._clients.add(client)
        self._desk.requests["/realtime/v1/websocket"] += 1
        try:
            while True:
                said = await client.receive()
                if said is not None and not self._desk.faults.realtime_dead:
                    await self._hear(client, said)
        except WebSocketDisconnect:
            pass
        finally:
            self._clients.discard(client)

    async def _hear(self, client: Client, said: dict[str, Any]) -> None:
        topic, event, payload = str(said.get("topic")), said.get("event"), said.get("payload") or {}
        channel = client.channels.get(topic)
        match event:
            case "heartbeat":
                await client.reply(said, {})
            case "phx_join":
                await self._join(client, said, payload)
            case "phx_leave":
                client.channels.pop(topic, None)
                await client.reply(said, {})
                await client.send(topic, "phx_close", {}, ref=said.get("ref"), join_ref=said.get("join_ref"))
            case "access_token" if channel is not None:
                try:
                    channel.caller = self._caller(payload.get("access_token"))
                except Refused as refused:
                    await self._end(client, channel, str(refused))
            case "broadcast" if channel is not None:
                await self._broadcast(client, topic, payload)
            case "presence" if channel is not None:
                await client.reply(said, {})

    def _caller(self, token: str | None) -> Caller:
        claims = self._tokens.claims_of(token or "")
        return Caller(str(claims["role"]), claims)

    async def _join(self, client: Client, said: dict[str, Any], payload: dict[str, Any]) -> None:
        topic, config = said["topic"], payload.get("config") or {}
        try:
            caller = self._caller(payload.get("access_token"))
        except Refused as refused:
            code = "InvalidJWTExpiration" if refused.body.get("code") == "PGRST303" else "MalformedJWT"
            await client.reply(said, {"reason": f"{code}: {refused}"}, "error")
            return
        joined = said.get("join_ref") or said.get("ref")
        channel = Channel(topic, joined, caller, bool((config.get("broadcast") or {}).get("self")))
        for wanted in config.get("postgres_changes") or []:
            channel.wanted.append({**wanted, "id": self._next_id})
            self._next_id += 1
        client.channels[topic] = channel
        await client.reply(said, {"postgres_changes": channel.wanted})
        await client.send(topic, "presence_state", {}, join_ref=joined)
        if channel.wanted:
            message = {
                "status": "ok",
                "extension": "postgres_changes",
                "message": "Subscribed to PostgreSQL",
                "channel": topic.removeprefix("realtime:"),
            }
            await client.send(topic, "system", message, join_ref=joined)

    async def _end(self, client: Client, channel: Channel, why: str) -> None:
        client.channels.pop(channel.topic, None)
        message = {"status": "error", "extension": "system", "message": why, "channel": channel.topic}
        await client.send(channel.topic, "system", message, join_ref=channel.join_ref)
        await client.send(channel.topic, "phx_close", {}, join_ref=channel.join_ref)

    async def _broadcast(self, sender: Client, topic: str, payload: dict[str, Any]) -> None:
        for client in list(self._clients):
            channel = client.channels.get(topic)
            if channel is not None and (client is not sender or channel.broadcast_self):
                await client.send(topic, "broadcast", payload)

    async def changed(self, change: RowChanged) -> None:
        """Tell every subscriber that may see the row."""
        if self._desk.faults.realtime_silent or self._desk.faults.realtime_dead:
            return
        for client in list(self._clients):
            for channel in list(client.channels.values()):
                try:
                    await self._tell(client, channel, change)
                except (RuntimeError, WebSocketDisconnect, psycopg.Error):
                    self._clients.discard(client)

    async def _tell(self, client: Client, channel: Channel, change: RowChanged) -> None:
        wanted = channel.ids_for(change)
        if not wanted:
            return
        if change.type == "DELETE":
            # As on the platform: the key alone, and no policy is asked.
            ids, record = [one for one, _ in wanted], {}
        else:
            seen = [(one, await self._record(channel.caller, change, filter_)) for one, filter_ in wanted]
            ids = [one for one, row in seen if row is not None]
            record = next((row for _, row in seen if row is not None), {})
        if ids:
            payload = {
                "schema": change.schema,
                "table": change.table,
                "commit_timestamp": datetime.now(UTC).isoformat(),
                "type": change.type,
                "columns": [{"name": name, "type": "text"} for name in record],
                "record": record,
                "old_record": {"id": change.id} if change.type != "INSERT" else {},
                "errors": None,
            }
            await client.send(channel.topic, "postgres_changes", {"ids": ids, "data": payload})

    async def _record(self, caller: Caller, change: RowChanged, filter_: str | None) -> dict[str, Any] | None:
        """The row as the subscriber sees it, if he does and if it is what he wants."""
        where = conditions("t", [("id", f"eq.{change.id}")])
        if filter_ is not None:
            match = re.match(r"^(\w+)=(.*)$", filter_, re.DOTALL)
            where += conditions("t", [(match[1], match[2])]) if match else []
        query = sql.SQL("SELECT row_to_json(t) FROM {}.{} AS t WHERE {}").format(
            sql.Identifier(change.schema),
            sql.Identifier(change.table),
            sql.SQL(" AND ").join([one.text for one in where]),
        )
        async with self._database.as_caller(caller, read_only=True) as cursor:
            await cursor.execute(query, [value for one in where for value in one.values])
            row = await cursor.fetchone()
        return row[0] if row is not None else None
