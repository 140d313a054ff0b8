"""Realtime: PyPI `realtime` (vsn 1.0.0) and bare messages (vsn 2.0.0)."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
import websockets
from realtime import AsyncRealtimeClient, RealtimeSubscribeStates

from tests.fixtures_site import Site


def token(site: Site, role: str) -> str:
    return str(site.sign_in(role).headers["authorization"]).removeprefix("Bearer ")


def socket_url(site: Site) -> str:
    return site.url.replace("http", "ws") + "/realtime/v1/websocket"


def test_the_independent_client_is_poked(central_site: Site) -> None:
    async def story() -> dict[str, Any]:
        client = AsyncRealtimeClient(socket_url(central_site).removesuffix("/websocket"), central_site.key)
        await client.connect()
        await client.set_auth(token(central_site, "guard"))
        live, heard = asyncio.Event(), asyncio.Queue[dict[str, Any]]()
        channel = client.channel("gate")
        channel.on_postgres_changes(
            "INSERT",
            schema="public",
            table="visitor_records_uid",
            filter=f"community_id=eq.{central_site.community_id}",
            callback=heard.put_nowait,
        )
        channel.on_system(lambda _: live.set())
        await channel.subscribe(lambda state, _: state == RealtimeSubscribeStates.SUBSCRIBED)
        await asyncio.wait_for(live.wait(), 10)
        row = await asyncio.to_thread(central_site.add_pass, visitor_name="En vivo")
        said = await asyncio.wait_for(heard.get(), 10)
        await client.close()
        assert said["data"]["record"]["id"] == str(row["id"])
        return said

    assert asyncio.run(story())["data"]["record"]["visitor_name"] == "En vivo"


class Line:
    """Bare messages of vsn 2.0.0."""

    def __init__(self, socket: websockets.ClientConnection) -> None:
        self.socket = socket

    async def say(self, topic: str, event: str, payload: Any, ref: str = "1") -> None:
        await self.socket.send(json.dumps(["1", ref, topic, event, payload]))

    async def hear(self, event: str) -> Any:
        while True:
            said = json.loads(await asyncio.wait_for(self.socket.recv(), 10))
            if said[3] == event:
                return said[4]

    async def join(self, topic: str, access_token: str, *wanted: dict[str, str]) -> Any:
        await self.say(topic, "phx_join", {"config": {"postgres_changes": wanted}, "access_token": access_token})
        return await self.hear("phx_reply")


def talk(site: Site, story: Callable[[Line], Awaitable[None]]) -> None:
    async def open_line() -> None:
        async with websockets.connect(f"{socket_url(site)}?apikey={site.key}&vsn=2.0.0") as socket:
            await story(Line(socket))

    asyncio.run(open_line())


def test_a_subscriber_hears_of_what_he_may_see_alone(central_site: Site) -> None:
    guard, resident = token(central_site, "guard"), token(central_site, "resident")
    foreign = central_site.plan.neighbour_id

    async def story(line: Line) -> None:
        for number, (topic, access) in enumerate((("realtime:a", guard), ("realtime:b", resident))):
            reply = await line.join(topic, access, {"event": "*", "schema": "public", "table": "visitor_records_uid"})
            assert reply["status"] == "ok" and len(reply["response"]["postgres_changes"]) == 1, number
            assert (await line.hear("system"))["message"] == "Subscribed to PostgreSQL"
        await asyncio.to_thread(
            central_site.add_pass, community_id=foreign, host_uid=central_site.plan.residents[4].profile_id
        )
        other = central_site.plan.residents[4].profile_id
        row = await asyncio.to_thread(central_site.add_pass, host_uid=other)
        said = json.loads(await asyncio.wait_for(line.socket.recv(), 10))
        assert (said[2], said[3], said[4]["data"]["record"]["id"]) == ("realtime:a", "postgres_changes", str(row["id"]))
        await line.say("phoenix", "heartbeat", {}, ref="9")
        following = json.loads(await asyncio.wait_for(line.socket.recv(), 10))
        assert following == ["1", "9", "phoenix", "phx_reply", {"status": "ok", "response": {}}], (
            "nothing for the resident"
        )

    talk(central_site, story)


def test_refusals_leave_and_token_refresh(central_site: Site) -> None:
    good = token(central_site, "guard")

    async def story(line: Line) -> None:
        reply = await line.join("realtime:a", "nonsense")
        assert reply["status"] == "error" and reply["response"]["reason"].startswith("MalformedJWT")
        central_site.faults(expire_tokens=True)
        reply = await line.join("realtime:a", good)
        assert reply["response"]["reason"].startswith("InvalidJWTExpiration")
        fresh = await asyncio.to_thread(token, central_site, "guard")
        assert (await line.join("realtime:a", fresh))["status"] == "ok"
        await line.say("realtime:a", "access_token", {"access_token": "nonsense"})
        assert (await line.hear("system"))["status"] == "error"
        await line.hear("phx_close")
        assert (await line.join("realtime:a", fresh))["status"] == "ok"
        await line.socket.send("no message at all")
        await line.say("realtime:a", "phx_leave", {})
        await line.hear("phx_close")

    talk(central_site, story)


def test_silence(central_site: Site) -> None:
    access = token(central_site, "guard")

    async def story(line: Line) -> None:
        await line.join("realtime:a", access, {"event": "*", "schema": "public", "table": "visitor_records_uid"})
        central_site.faults(realtime_silent=True)
        await asyncio.to_thread(central_site.add_pass)
        await line.say("phoenix", "heartbeat", {}, ref="7")
        heard = [json.loads(await asyncio.wait_for(line.socket.recv(), 10))[3] for _ in range(3)]
        assert heard == ["presence_state", "system", "phx_reply"]

    talk(central_site, story)


def test_a_wrong_key_is_not_let_in(central_site: Site) -> None:
    async def knock() -> None:
        async with websockets.connect(f"{socket_url(central_site)}?apikey=wrong&vsn=1.0.0"):
            pass

    with pytest.raises(websockets.InvalidStatus):
        asyncio.run(knock())
