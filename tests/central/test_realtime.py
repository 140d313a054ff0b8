"""The bell: rung by the real central API, and silent or dead in every way that a socket can be."""

from __future__ import annotations

import asyncio
import json
import random
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import pytest
from websockets.asyncio.server import ServerConnection, serve

from app.central.realtime import Realtime
from app.errors import CentralUnreachable
from app.tasks import Tasks
from tests.central.consoles import console
from tests.clocks import turns_until
from tests.fixtures_site import Site

HERE = "11111111-1111-4111-8111-111111111111"


@dataclass
class Bell:
    """A realtime that runs, and what it did."""

    realtime: Realtime
    pokes: asyncio.Queue[None]
    waits: list[float] = field(default_factory=list)
    tokens: list[str] = field(default_factory=lambda: ["access-1"])


@asynccontextmanager
async def ringing(url: str, token: Callable[[], Awaitable[str]] | None = None, **more: Any) -> AsyncIterator[Bell]:
    tasks, pokes = Tasks(), asyncio.Queue[None]()

    async def given() -> str:
        return bell.tokens[0]

    async def pause(seconds: float) -> None:
        bell.waits.append(seconds)
        await asyncio.sleep(0)

    realtime = Realtime(
        url,
        **{
            "publishable_key": "sb_publishable_x",
            "community_id": HERE,
            "token": token or given,
            "on_poke": lambda: pokes.put_nowait(None),
            "rng": random.Random(1),
            "use_system_proxy": False,
            "pause": pause,
            **more,
        },
    )
    bell = Bell(realtime, pokes)
    tasks.spawn(realtime.run(), name="realtime")
    try:
        yield bell
    finally:
        await tasks.close()


@asynccontextmanager
async def channel_server(answer: Callable[[ServerConnection], Awaitable[None]]) -> AsyncIterator[str]:
    async with serve(answer, "127.0.0.1", 0) as server:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"


async def joined(socket: ServerConnection, *, status: str = "ok", reason: str = "") -> dict[str, Any]:
    """Take the join and answer it; its payload."""
    join_ref, ref, topic, event, payload = json.loads(await socket.recv())
    assert (join_ref, event, topic) == ("1", "phx_join", f"realtime:gate-{HERE}")
    reply = {"status": status, "response": {"reason": reason} if reason else {}}
    await socket.send(json.dumps([join_ref, ref, topic, "phx_reply", reply]))
    if status == "ok":
        await socket.send(json.dumps([join_ref, None, topic, "system", {"status": "ok", "message": "Subscribed"}]))
    return dict(payload)


def test_the_real_central_api_rings_for_our_community_s_changes(central_site: Site) -> None:
    async def story() -> None:
        async with console(central_site.url, key=central_site.key) as here:
            user = central_site.user("console")
            await here.client.sign_in(user["email"], user["password"])
            async with ringing(
                central_site.url,
                here.client.access_token,
                community_id=central_site.community_id,
                publishable_key=central_site.key,
            ) as bell:
                await bell.pokes.get()  # joined
                await bell.pokes.get()  # listening
                assert bell.realtime.live
                central_site.add_pass()
                await bell.pokes.get()
                row = central_site.add_pass()
                await bell.pokes.get()
                central_site.sql("update public.visitor_records_uid set notes = 'x' where id = %s", row["id"])
                await bell.pokes.get()

    asyncio.run(story())


def test_a_channel_that_is_cut_is_joined_again_and_pulled_after(central_site: Site) -> None:
    async def story() -> None:
        async with console(central_site.url, key=central_site.key) as here:
            user = central_site.user("console")
            await here.client.sign_in(user["email"], user["password"])
            async with ringing(
                central_site.url,
                here.client.access_token,
                community_id=central_site.community_id,
                publishable_key=central_site.key,
            ) as bell:
                for _ in range(2):
                    await bell.pokes.get()
                central_site.faults(gone=True)
                await bell.pokes.get()  # it noticed
                central_site.faults(reset=True)
                for _ in range(2):
                    await bell.pokes.get()
                assert bell.realtime.live and bell.waits

    asyncio.run(story())


def test_a_socket_that_stops_answering_is_dead_after_one_beat() -> None:
    lives: asyncio.Queue[int] = asyncio.Queue()

    async def mute(socket: ServerConnection) -> None:
        await joined(socket)
        lives.put_nowait(1)
        async for _ in socket:
            pass

    async def story() -> None:
        async with channel_server(mute) as url, ringing(url, heartbeat_s=0.02) as bell:
            for _ in range(3):
                await lives.get()
            assert all(1 <= wait <= 60 for wait in bell.waits)

    asyncio.run(story())


def test_beats_are_answered_and_a_new_token_is_handed_on() -> None:
    heard: asyncio.Queue[list[Any]] = asyncio.Queue()

    async def living(socket: ServerConnection) -> None:
        payload = await joined(socket)
        assert payload["access_token"] == "access-1"
        tables = {one["table"]: one["filter"] for one in payload["config"]["postgres_changes"]}
        assert set(tables.values()) == {f"community_id=eq.{HERE}"} and "visitor_records_uid" in tables
        async for raw in socket:
            message = json.loads(raw)
            heard.put_nowait(message)
            if message[3] == "heartbeat":
                await socket.send(json.dumps([None, message[1], "phoenix", "phx_reply", {"status": "ok"}]))

    async def story() -> None:
        async with channel_server(living) as url, ringing(url, heartbeat_s=0.02) as bell:
            for _ in range(4):
                assert (await heard.get())[3] == "heartbeat"
            bell.tokens[0] = "access-2"
            while (message := await heard.get())[3] == "heartbeat":
                pass
            assert message[2:] == [f"realtime:gate-{HERE}", "access_token", {"access_token": "access-2"}]
            assert bell.waits == []

    asyncio.run(story())


@pytest.mark.parametrize(
    ("reason", "for_good"),
    [
        ("InvalidJWTExpiration: Token has expired 5 seconds ago", False),
        ("ConnectionRateLimitReached: too many", False),
        ("DatabaseLackOfConnections: later", False),
        ("Unauthorized: you do not have permissions", True),
        ("MalformedJWT: no", True),
        ("RealtimeDisabledForTenant: off", True),
    ],
)
def test_a_refused_join_comes_back_sooner_or_later(reason: str, for_good: bool) -> None:
    lives: asyncio.Queue[int] = asyncio.Queue()

    async def refusing(socket: ServerConnection) -> None:
        await joined(socket, status="error", reason=reason)
        lives.put_nowait(1)
        await socket.wait_closed()

    async def story() -> None:
        async with channel_server(refusing) as url, ringing(url) as bell:
            for _ in range(3):
                await lives.get()
            assert all((wait == 900) is for_good for wait in bell.waits)
            assert bell.pokes.empty() and not bell.realtime.live

    asyncio.run(story())


@pytest.mark.parametrize(
    "trouble",
    [
        ["1", None, f"realtime:gate-{HERE}", "phx_error", {}],
        ["1", None, f"realtime:gate-{HERE}", "phx_close", {}],
        ["1", None, f"realtime:gate-{HERE}", "system", {"status": "error", "message": "Token has expired"}],
    ],
)
def test_a_channel_in_trouble_is_left_and_joined_anew(trouble: list[Any]) -> None:
    lives: asyncio.Queue[int] = asyncio.Queue()

    async def failing(socket: ServerConnection) -> None:
        await joined(socket)
        await socket.send("not json")
        await socket.send(json.dumps({"event": "of the older version"}))
        await socket.send(json.dumps([None, None, "realtime:other", "phx_close", {}]))
        await socket.send(json.dumps(trouble))
        await socket.wait_closed()
        lives.put_nowait(1)

    async def story() -> None:
        async with channel_server(failing) as url, ringing(url) as bell:
            for _ in range(2):
                await lives.get()
            assert len(bell.waits) >= 1

    asyncio.run(story())


def test_without_a_line_or_a_token_it_waits_and_never_ends() -> None:
    async def story() -> None:
        async with ringing("http://127.0.0.1:9") as bell:
            await turns_until(lambda: len(bell.waits) >= 50)
            assert max(bell.waits) <= 60 and min(bell.waits) >= 1

        async def no_token() -> str:
            raise CentralUnreachable("m")

        async with ringing("http://127.0.0.1:9", no_token) as bell:
            await turns_until(lambda: len(bell.waits) >= 50)

    asyncio.run(story())
