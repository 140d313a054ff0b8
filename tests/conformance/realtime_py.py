"""PyPI `realtime`, an independent client, against the sandbox's /realtime (it speaks vsn 1.0.0)."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

from realtime import AsyncRealtimeClient, RealtimeSubscribeStates

from tests.fixtures_site import Site

WITHIN_S = 40
HEARD_WITHIN_S = 10


@asynccontextmanager
async def connected(site: Site, role: str) -> AsyncIterator[AsyncRealtimeClient]:
    """A client with that account's token."""
    client = AsyncRealtimeClient(site.url.replace("http", "ws") + "/realtime/v1", site.key, hb_interval=1)
    await client.connect()
    await client.set_auth(await token(site, role))
    try:
        yield client
    finally:
        await client.close()


async def token(site: Site, role: str) -> str:
    """A new access token."""
    signed_in = await asyncio.to_thread(site.sign_in, role)
    return str(signed_in.headers["authorization"]).removeprefix("Bearer ")


class Heard:
    """What one subscription heard."""

    def __init__(self) -> None:
        self.said: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        self._live = asyncio.Event()
        self._subscribed = asyncio.Event()

    async def join(self, client: AsyncRealtimeClient, site: Site, event: Any = "*", topic: str = "gate") -> Any:
        """Subscribe to the passes of the community, until the server says that it listens."""
        channel = client.channel(topic)
        channel.on_postgres_changes(
            event,
            schema="public",
            table="visitor_records_uid",
            filter=f"community_id=eq.{site.community_id}",
            callback=self.said.put_nowait,
        )
        channel.on_system(lambda _: self._live.set())
        await channel.subscribe(
            lambda state, _: self._subscribed.set() if state == RealtimeSubscribeStates.SUBSCRIBED else None
        )
        await asyncio.wait_for(self._subscribed.wait(), HEARD_WITHIN_S)
        await asyncio.wait_for(self._live.wait(), HEARD_WITHIN_S)
        return channel

    async def next(self) -> dict[str, Any]:
        """The next change."""
        data: dict[str, Any] = (await asyncio.wait_for(self.said.get(), HEARD_WITHIN_S))["data"]
        return data


async def poked(site: Site) -> str:
    async with connected(site, "guard") as client:
        heard = Heard()
        await heard.join(client, site)
        row = await asyncio.to_thread(site.add_pass, visitor_name="En vivo")
        first = await heard.next()
        assert (first["type"], first["record"]["id"]) == ("INSERT", str(row["id"])), first
        change = "update public.visitor_records_uid set visitor_name = 'Otra' where id = %s"
        await asyncio.to_thread(site.sql, change, row["id"])
        second = await heard.next()
        assert (second["type"], second["record"]["visitor_name"]) == ("UPDATE", "Otra"), second
    return "INSERT and UPDATE, vsn 1.0.0"


async def renewed(site: Site) -> str:
    async with connected(site, "guard") as client:
        heard = Heard()
        await heard.join(client, site, "INSERT")
        await client.set_auth(await token(site, "guard"))
        await asyncio.to_thread(site.add_pass)
        assert (await heard.next())["type"] == "INSERT"
    return "a new token on a joined channel"


async def left(site: Site) -> str:
    async with connected(site, "guard") as client:
        gone, stays = Heard(), Heard()
        channel = await gone.join(client, site, "INSERT", "one")
        await stays.join(client, site, "INSERT", "two")
        await channel.unsubscribe()
        await asyncio.to_thread(site.add_pass)
        await stays.next()
        assert gone.said.empty(), "a channel that was left still hears"
    return "one of two channels left; the other hears"


async def a_row_not_ours(site: Site) -> str:
    async with connected(site, "resident") as client:
        heard = Heard()
        await heard.join(client, site, "INSERT")
        neighbour = site.plan.residents[4].profile_id
        await asyncio.to_thread(site.add_pass, host_uid=neighbour)
        own = await asyncio.to_thread(site.add_pass, host_uid=site.user("resident")["actor_id"])
        assert (await heard.next())["record"]["id"] == str(own["id"])
    return "a resident hears of his own passes alone"


async def heartbeat(site: Site) -> str:
    async with connected(site, "guard") as client:
        heard = Heard()
        await heard.join(client, site, "INSERT")
        await asyncio.sleep(3.5)  # three beats of the client's own timer: it hangs up on a server that does not reply
        assert client.is_connected
        await asyncio.to_thread(site.add_pass)
        await heard.next()
    return "three beats answered"


CHECKS: dict[str, Callable[[Site], Awaitable[str]]] = {
    "poked by a change": poked,
    "token renewed": renewed,
    "channel left": left,
    "row level security": a_row_not_ours,
    "heartbeat": heartbeat,
}
