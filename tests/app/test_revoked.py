"""A console that is revoked: it delivers what happened, and then nobody finds a resident's guest on it any more."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import Any

import pytest

from app.bootstrap import Core
from app.domain.entry import Direction, EntryKind
from app.domain.shift import LineKind
from app.errors import KnownError
from app.events import ActorChanged, CutOff, EntrySettled, Link, LinkChanged, Trouble
from tests.app.test_permit import PIN, Console, console, told

__all__ = ["console"]


async def waited(core: Core, kind: type[Any], holds: Any, do: Any) -> Any:
    found: asyncio.Future[Any] = asyncio.get_running_loop().create_future()

    def hear(event: Any) -> None:
        if not found.done() and holds(event):
            found.set_result(event)

    stop = core.events.subscribe(kind, hear)
    try:
        await do()
        async with asyncio.timeout(30):
            return await found
    finally:
        stop()


def revoke(console: Console, core: Core) -> None:
    answer = console.site.sign_in("supervisor").post(
        "/rest/v1/rpc/revoke_device_v1",
        json={"p_device_id": core.settings.site.device_id, "p_reason": "stolen"},
    )
    assert answer.status_code == 200


def test_what_happened_before_is_delivered_and_the_mirror_is_emptied(console: Console) -> None:
    async def story() -> None:
        row = console.site.add_pass(visitor_name="Beatriz Solórzano")
        async with console.opened() as core:
            await console.signs_in(core)
            await core.sync.drain()
            assert [one.visitor_name for one in await core.search("Solórzano")] == ["Beatriz Solórzano"]
            console.site.faults(gone=True)
            happened = core.opening.entry(
                EntryKind.VISIT, Direction.IN, "main", pass_id=str(row["id"]), record_uid=row["record_uid"]
            )
            entry = await core.opening.record(happened)
            assert entry is not None
            await core.store.journal.record(happened)
            await core.write_line(LineKind.INCIDENT, "Se llevaron la PC")
            console.site.faults(gone=False)
            revoke(console, core)
            seen: list[Any] = []
            for kind in (CutOff, Trouble, ActorChanged, LinkChanged):
                core.events.subscribe(kind, seen.append)
            console.clock.lived += 20
            await waited(
                core,
                EntrySettled,
                lambda event: event.entry_id == entry.entry_id,
                core.start,
            )
            async with asyncio.timeout(20):
                while await core.store.messages.waiting() or core.actor or core.link.link is not Link.BLOCKED:  # noqa: ASYNC110
                    await asyncio.sleep(0.02)  # no one event tells of all three
            (log,) = console.site.sql("select conflicts from public.visitor_record_logs where id = %s", entry.entry_id)
            assert log["conflicts"] == [], "what happened before is not questioned"
            assert console.site.sql("select 1 from public.shift_log where words = 'Se llevaron la PC'")
            assert await core.search("Solórzano") == () and core.store.mirror.as_of is None
            assert [one.code for one in seen if isinstance(one, CutOff)] == ["device_revoked"]
            assert [one.error.code for one in seen if isinstance(one, Trouble)] == ["device_revoked"]
            assert await core.recent(5), "the journal is not touched"
            guard = console.site.user("guard")
            with pytest.raises(KnownError) as caught:
                await core.sign_in(guard["email"], guard["password"])
            assert caught.value.code == "device_revoked"
            console.site.faults(gone=True)
            with pytest.raises(KnownError):
                await core.sign_in(guard["email"], PIN)
            assert core.actor is None
        async with console.opened() as core:
            assert await core.search("Solórzano") == (), "nor after a restart without a line"
            assert core.actor is None

    told(story)


def test_while_the_line_is_gone_nothing_is_delivered_and_nothing_is_lost(console: Console) -> None:
    async def story() -> None:
        async with console.opened() as core:
            await console.signs_in(core)
            await core.sync.drain()
            entry = await core.opening.record(core.opening.entry(EntryKind.KNOWN_PERSON, Direction.IN, "main"))
            assert entry is not None
            revoke(console, core)
            console.site.faults(gone=True, path="/rest/v1/rpc/log_entries_v1")
            await waited(core, CutOff, lambda _: True, core.start)
            assert await core.store.journal.waiting() == 1
        console.site.faults(reset=True)
        console.clock.lived += timedelta(minutes=1).total_seconds()
        async with console.opened() as core:
            await waited(
                core,
                EntrySettled,
                lambda event: event.entry_id == entry.entry_id,
                core.start,
            )
            assert core.store.mirror.as_of is None

    told(story)


def test_an_account_that_is_blocked_ends_it_too(console: Console) -> None:
    async def story() -> None:
        async with console.opened() as core:
            await console.signs_in(core)
            await core.sync.drain()
            assert await core.search("a")
            entry = await core.opening.record(core.opening.entry(EntryKind.KNOWN_PERSON, Direction.IN, "main"))
            assert entry is not None
            console.site.sql("update sandbox.account set banned = true where email like 'console-%%'")
            console.clock.lived += 3600
            cut = await waited(core, CutOff, lambda _: True, core.start)
            assert cut.code == "user_banned"
            assert core.store.mirror.as_of is None and await core.store.journal.waiting() == 1

    told(story)
