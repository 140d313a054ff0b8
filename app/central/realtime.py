"""The realtime channel: Phoenix over a WebSocket, version 2.0.0 of its serialiser. For us it is a bell and no more.

Nothing is promised there: changes may be missed, doubled or late, and a socket may die without a word. So what it
brings is never read; every sign of life means "pull now", and the poll goes on beside it.
"""

from __future__ import annotations

import asyncio
import json
import logging
import random
import ssl
from collections.abc import Awaitable, Callable
from typing import Any, Literal
from urllib.parse import quote

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import WebSocketException

from app.central.http import tls_context
from app.central.lock import Pause
from app.errors import CentralError

log = logging.getLogger(__name__)

HEARTBEAT_S = 25.0
"""As the official clients do; a beat without a reply before the next one means a dead socket."""

JOIN_WITHIN_S = 10.0

LARGEST_MESSAGE = 1024 * 1024

TABLES = (
    "visitor_records_uid",
    "visitor_record_logs",
    "blacklist_entry",
    "site_setting",
    "host_question",
    "gate_notice",
)

SHORTEST_S, LONGEST_S, REFUSED_S = 1.0, 60.0, 900.0

_REFUSED_FOR_GOOD = ("MalformedJWT", "JwtSignatureError", "Unauthorized", "TenantNotFound", "RealtimeDisabled")


class ChannelLost(Exception):
    """The channel is gone; come back. `for_good`: only somebody's work at the central API helps."""

    def __init__(self, why: str, *, for_good: bool = False) -> None:
        super().__init__(why)
        self.for_good = for_good


class Realtime:
    """One channel for one community, joined again for as long as it runs."""

    def __init__(
        self,
        base_url: str,
        publishable_key: str,
        *,
        community_id: str,
        token: Callable[[], Awaitable[str]],
        on_poke: Callable[[], None],
        rng: random.Random,
        heartbeat_s: float = HEARTBEAT_S,
        use_system_proxy: bool = True,
        pause: Pause = asyncio.sleep,
    ) -> None:
        """`token` gives an access token that is good for another while; `on_poke` is called on the loop's thread."""
        socket_url = base_url.rstrip("/").replace("http", "ws", 1)
        self._url = f"{socket_url}/realtime/v1/websocket?apikey={quote(publishable_key)}&vsn=2.0.0"
        self._tls: ssl.SSLContext | None = None
        self._proxy: Literal[True] | None = True if use_system_proxy else None
        self._community_id = community_id
        self._topic = f"realtime:gate-{community_id}"
        self._token = token
        self._on_poke = on_poke
        self._rng = rng
        self._heartbeat_s = heartbeat_s
        self._pause = pause
        self._wait_s = SHORTEST_S
        self.live = False
        """Whether the channel says that it is listening to the database."""

    async def run(self) -> None:
        """Keep the channel open. Ends only by cancellation, and may be run again."""
        self.live, self._wait_s = False, SHORTEST_S
        while True:
            refused = False
            try:
                await self._one_life()
            except ChannelLost as lost:
                refused = lost.for_good
                log.info("realtime: %s", lost)
            except (CentralError, WebSocketException, OSError, TimeoutError) as error:
                log.info("realtime is away: %s", type(error).__name__)
            except Exception:
                log.exception("realtime has a bug")
            if self.live:
                # Perhaps the line is gone: the next pull finds out sooner than the next poll.
                self.live = False
                self._on_poke()
            self._wait_s = REFUSED_S if refused else min(LONGEST_S, self._rng.uniform(SHORTEST_S, self._wait_s * 3))
            await self._pause(self._wait_s)

    async def _one_life(self) -> None:
        token = await self._token()
        if self._tls is None and self._url.startswith("wss"):
            self._tls = await asyncio.to_thread(tls_context)  # a tenth of a second: no start waits for it
        async with connect(
            self._url,
            ssl=self._tls,
            proxy=self._proxy,
            open_timeout=JOIN_WITHIN_S,
            close_timeout=1,
            ping_interval=None,
            max_size=LARGEST_MESSAGE,
        ) as socket:
            await self._join(socket, token)
            self._on_poke()
            await self._listen(socket, token)

    async def _join(self, socket: ClientConnection, token: str) -> None:
        watched = [
            {"event": "*", "schema": "public", "table": table, "filter": f"community_id=eq.{self._community_id}"}
            for table in TABLES
        ]
        config = {
            "broadcast": {"ack": False, "self": False},
            "presence": {"enabled": False, "key": ""},
            "private": False,
            "postgres_changes": watched,
        }
        await self._send(socket, "1", self._topic, "phx_join", {"config": config, "access_token": token})
        async with asyncio.timeout(JOIN_WITHIN_S):
            while True:
                ref, _, event, payload = _message(await socket.recv())
                if event == "phx_reply" and ref == "1":
                    break
        if payload.get("status") != "ok":
            reason = str((payload.get("response") or {}).get("reason", ""))
            raise ChannelLost("it does not let us in", for_good=reason.startswith(_REFUSED_FOR_GOOD))

    async def _listen(self, socket: ClientConnection, token: str) -> None:
        """Hear until something is wrong; a beat in between, and each new token as soon as there is one."""
        beat, answered = 1, True
        while True:
            try:
                async with asyncio.timeout(self._heartbeat_s):
                    while True:
                        ref, topic, event, payload = _message(await socket.recv())
                        answered = answered or (topic == "phoenix" and ref == str(beat))
                        self._hear(topic, event, payload)
            except TimeoutError:
                if not answered:
                    raise ChannelLost("it does not answer") from None
            beat, answered = beat + 1, False
            await self._send(socket, str(beat), "phoenix", "heartbeat", {})
            if (newer := await self._token()) != token:
                token = newer
                await self._send(socket, str(beat), self._topic, "access_token", {"access_token": token})

    def _hear(self, topic: str, event: str, payload: dict[str, Any]) -> None:
        if topic != self._topic:
            return
        if event in ("phx_close", "phx_error"):
            raise ChannelLost("it closed the channel")
        if event == "system":
            if payload.get("status") != "ok":
                raise ChannelLost("it reports trouble with the channel")
            # Only now is it listening: what came between our pull at joining and this was told to nobody.
            self.live, self._wait_s = True, SHORTEST_S
            self._on_poke()
        elif event == "postgres_changes":
            self._on_poke()

    async def _send(self, socket: ClientConnection, ref: str, topic: str, event: str, payload: dict[str, Any]) -> None:
        join_ref = None if topic == "phoenix" else "1"
        await socket.send(json.dumps([join_ref, ref, topic, event, payload]))


def _message(raw: str | bytes) -> tuple[str | None, str, str, dict[str, Any]]:
    """(ref, topic, event, payload) of a message; one that is none has no topic and no event."""
    try:
        _, ref, topic, event, payload = json.loads(raw)
    except (ValueError, TypeError, RecursionError):
        return None, "", "", {}
    return ref, str(topic), str(event), payload if isinstance(payload, dict) else {}
