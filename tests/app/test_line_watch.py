"""When the line went and came back, as it is written down: past a restart, without a car, not for a moment's gap."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

import pytest

from app.bootstrap import Core
from app.errors import KnownError
from app.events import Events, Link, LinkChanged
from app.line_watch import LineWatch
from app.store.outage_log import NoLine
from app.store.store import Store
from app.tasks import Tasks
from tests.app.test_permit import Console as Gatehouse
from tests.app.test_permit import console
from tests.clocks import turns_until
from tests.store.made import NOON, opened

__all__ = ["console"]


def at(minutes: float) -> datetime:
    return NOON + timedelta(minutes=minutes)


class Console:
    """The watch of one run of the program."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.events, self.tasks = Events(), Tasks()
        self.watch = LineWatch(store.outages, events=self.events, tasks=self.tasks, noted_after_s=0)

    def link(self, link: Link, minutes: float) -> None:
        self.events.publish(LinkChanged(link, at(minutes), 0, None))

    async def written(self) -> tuple[NoLine, ...]:
        await turns_until(lambda: not self.tasks.names)
        return await self.store.outages.between(at(-600), at(600))


def told(folder: Path, *runs: Callable[[Console], Awaitable[None]]) -> None:
    async def whole() -> None:
        for run in runs:
            async with opened(folder) as store:
                console = Console(store)
                await run(console)
                await console.tasks.close()

    asyncio.run(whole())


@pytest.mark.parametrize("down", [Link.OFFLINE, Link.SIGNED_OUT, Link.BLOCKED])
def test_from_the_change_down_to_the_change_up(tmp_path: Path, down: Link) -> None:
    async def run(console: Console) -> None:
        console.link(Link.ONLINE, 0)
        assert await console.written() == ()
        console.link(down, 10)
        assert await console.written() == (NoLine(at(10), None),)
        console.link(Link.OFFLINE, 12)  # another reason, the same outage
        console.link(Link.DEGRADED, 31)
        console.link(Link.ONLINE, 32)
        assert await console.written() == (NoLine(at(10), at(31)),)
        assert await console.store.outages.between(at(31), at(40)) == ()
        assert await console.store.outages.between(at(0), at(10)) == ()

    told(tmp_path, run)


def test_a_gap_of_a_moment_is_no_outage(tmp_path: Path) -> None:
    async def run(console: Console) -> None:
        console.link(Link.OFFLINE, 0)  # as every start
        console.link(Link.ONLINE, 0.1)
        console.link(Link.OFFLINE, 1)
        console.link(Link.ONLINE, 1.5)
        console.link(Link.OFFLINE, 2)
        assert await console.written() == (NoLine(at(2), None),)

    told(tmp_path, run)


def test_a_restart_in_the_middle_ends_nothing(tmp_path: Path) -> None:
    async def first(console: Console) -> None:
        console.link(Link.OFFLINE, 0)
        await console.written()

    async def second(console: Console) -> None:
        console.link(Link.OFFLINE, 20)
        assert await console.written() == (NoLine(at(0), None),)

    async def third(console: Console) -> None:
        console.link(Link.ONLINE, 45)
        assert await console.written() == (NoLine(at(0), at(45)),)

    told(tmp_path, first, second, third)


def test_a_clock_that_was_put_back_makes_no_outage_of_negative_length(tmp_path: Path) -> None:
    async def run(console: Console) -> None:
        console.link(Link.OFFLINE, 30)
        await console.written()
        console.link(Link.ONLINE, 5)
        assert await console.written() == (NoLine(at(30), at(30)),)

    told(tmp_path, run)


def test_what_was_over_long_ago_leaves_with_the_entries(tmp_path: Path) -> None:
    async def run(console: Console) -> None:
        for began, ended in ((0, 10), (20, 30), (40, None)):
            await console.store.outages.begin(at(began))
            if ended is not None:
                await console.store.outages.end(at(ended))
        await console.store.journal.retire(at(15))
        assert [one.began for one in await console.written()] == [at(20), at(40)]

    told(tmp_path, run)


def test_the_real_console_writes_down_what_its_sync_met(console: Gatehouse, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.bootstrap.LineWatch", partial(LineWatch, noted_after_s=0))

    async def until(core: Core, *over: bool) -> tuple[NoLine, ...]:
        """Ask until the log says so; whether each outage is over."""
        async with asyncio.timeout(20):
            while True:
                with suppress(KnownError):
                    await core.sync.drain()
                await core.sync._tell()  # as its lanes do after each turn
                now = core.time.now().at
                noted = await core.store.outages.between(now - timedelta(days=1), now + timedelta(days=1))
                if tuple(one.ended is not None for one in noted) == over:
                    return noted
                await asyncio.sleep(0.01)

    async def story() -> None:
        async with console.opened() as core:
            await console.signs_in(core)
            assert len(await until(core)) == 0
            console.site.faults(gone=True)
            (gone,) = await until(core, False)
        async with console.opened() as core:
            assert await until(core, False) == (gone,), "a restart in its middle"
            console.site.faults(gone=False)
            (over,) = await until(core, True)
            assert over.began == gone.began
            (told,) = await core.outages(gone.began - timedelta(hours=1), core.time.now().at)
            assert (told.start, told.end, told.admitted) == (over.began, over.ended, 0)

    asyncio.run(story())
