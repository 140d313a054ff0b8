"""The lanes beside each other: who waits for what, and for how long. Time is driven; the central API is real."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Any

import pytest

from app.domain.entry import EntryKind
from app.errors import CentralError, CentralUnreachable, ContractMismatch, SessionEnded, StoreError
from app.events import EntryRecorded, EntrySettled, Link, LinkChanged
from app.tasks import Tasks
from tests.clocks import DrivenClock
from tests.fixtures_site import Site
from tests.sync.gatehouses import DrivenPause, Gatehouse, Passing, gatehouse, logs_of

KNOWN = EntryKind.KNOWN_PERSON


class Spoiled(Passing):
    """Every call fails with `error` while that is set, and is counted by name."""

    def __init__(self, client: Any) -> None:
        super().__init__(client)
        self.error: Callable[[], CentralError] | None = None
        self.asked: list[str] = []

    def __getattr__(self, name: str) -> Any:
        async def call(*arguments: Any, **named: Any) -> Any:
            self.asked.append(name)
            if self.error is not None:
                raise self.error()
            return await getattr(self.client, name)(*arguments, **named)

        return getattr(self.client, name) if name in ("first", "session") else call


@asynccontextmanager
async def running(site: Site, **more: Any) -> AsyncIterator[tuple[Gatehouse, DrivenPause]]:
    """A gatehouse whose lanes run, all asleep after their first turns."""
    clock, tasks = DrivenClock(datetime.now(UTC)), Tasks()
    pause = DrivenPause(clock)
    async with gatehouse(site, clock=clock, pause=pause, **{"around": Spoiled, **more}) as here:
        here.sync.start(tasks)
        await pause.all_asleep()
        yield here, pause
        await here.sync.close()


async def woken(pause: DrivenPause, *wakes: asyncio.Event) -> None:
    for wake in wakes:
        wake.set()
    await pause.all_asleep()


def offline() -> CentralError:
    return CentralUnreachable("m", code="no_connection")


def test_a_start_brings_both_sides_together_and_then_rests(central_site: Site) -> None:
    async def story() -> None:
        async with running(central_site) as (here, pause):
            assert here.sync.link is Link.ONLINE
            last = here.of(LinkChanged)[-1]
            assert (last.link, last.waiting) == (Link.ONLINE, 0) and last.mirror_as_of is not None
            assert 54 <= pause.wait_of(here.sync.feed.wake) <= 66
            here.central.asked.clear()
            await pause.advance(50)
            assert here.central.asked == []
            await pause.advance(20)
            assert here.central.asked == ["pull"]

    asyncio.run(story())


def test_an_entry_goes_out_when_it_is_recorded_and_the_screen_sees_the_number_waiting(central_site: Site) -> None:
    async def story() -> None:
        async with running(central_site) as (here, pause):
            entry = await here.record(kind=KNOWN)
            here.seen.clear()
            here.events.publish(EntryRecorded(entry))
            await pause.all_asleep()
            assert [event.entry_id for event in here.of(EntrySettled)] == [entry.entry_id]
            assert here.of(LinkChanged) == []
            here.central.error = offline
            here.events.publish(EntryRecorded(await here.record(kind=KNOWN)))
            await pause.all_asleep()
            assert [event.waiting for event in here.of(LinkChanged)] == [1]

    asyncio.run(story())


def test_a_poke_pulls_now(central_site: Site) -> None:
    async def story() -> None:
        async with running(central_site) as (here, pause):
            row = central_site.add_pass()
            here.sync.poke()
            await pause.all_asleep()
            assert (await here.store.mirror.find_by_id(str(row["id"]))).pass_ is not None

    asyncio.run(story())


def test_an_outage_is_met_with_growing_waits_and_ends_by_itself(central_site: Site) -> None:
    async def story() -> None:
        async with running(central_site) as (here, pause):
            here.central.error = offline
            entry = await here.record(kind=KNOWN)
            here.events.publish(EntryRecorded(entry))
            await pause.all_asleep()
            assert here.sync.link is Link.ONLINE, "one failure is no outage"
            waits, before = [], len(here.central.asked)
            for _ in range(40):
                wait_s = pause.wait_of(here.sync.entries.wake)
                waits.append(wait_s)
                await pause.advance(wait_s)
            assert here.sync.link is Link.OFFLINE
            assert all(0 < wait_s <= 60 for wait_s in waits) and max(waits) > 20
            assert len(here.central.asked) - before < 3 * 40
            here.central.error = None
            await pause.advance(60)
            assert here.sync.link is Link.ONLINE
            # The outage was long, so it was everybody's: the queue comes at a moment of our own within a minute.
            await pause.advance(61)
            assert len(logs_of(central_site, entry)) == 1
            links = [event.link for event in here.of(LinkChanged)]
            assert links.index(Link.OFFLINE) < len(links) - 1 - links[::-1].index(Link.ONLINE)

    asyncio.run(story())


def test_after_a_long_outage_a_person_need_not_wait_for_the_splay(central_site: Site) -> None:
    async def story() -> None:
        async with running(central_site) as (here, pause):
            here.central.error = offline
            entry = await here.record(kind=KNOWN)
            here.sync.poke()
            await pause.all_asleep()
            await pause.advance(300)
            here.central.error = None
            here.sync._pace.hold(50)  # whatever the dice say
            await pause.advance(40)
            assert here.sync.link is Link.ONLINE and logs_of(central_site, entry) == []
            here.sync.sync_now()
            await pause.all_asleep()
            assert len(logs_of(central_site, entry)) == 1

    asyncio.run(story())


@pytest.mark.parametrize("code", ["rate_limited", "server_busy"])
def test_retry_after_is_a_floor_that_nobody_skips(central_site: Site, code: str) -> None:
    async def story() -> None:
        async with running(central_site) as (here, pause):
            here.central.error = lambda: CentralUnreachable("m", retry_after_s=30, code=code)
            here.sync.poke()
            await pause.all_asleep()
            here.central.asked.clear()
            here.central.error = None
            for _ in range(29):
                here.sync.sync_now()
                await pause.all_asleep()
                await pause.advance(1)
            assert here.central.asked == []
            await pause.advance(17)
            assert "pull" in here.central.asked

    asyncio.run(story())


def test_a_storm_of_429_without_retry_after_slows_the_batches(central_site: Site) -> None:
    async def story() -> None:
        async with running(central_site) as (here, pause):
            here.central.error = lambda: CentralUnreachable("m", code="rate_limited")
            for _ in range(5):
                here.sync.sync_now()
                await pause.all_asleep()
            assert here.sync.link is Link.DEGRADED
            here.central.error = None
            entries = [await here.record(kind=KNOWN) for _ in range(101)]
            here.central.asked.clear()
            here.sync.sync_now()
            await pause.all_asleep()
            assert here.central.asked.count("log_entries") == 1, "the second batch rests"
            await pause.advance(60)
            assert len(logs_of(central_site, *entries)) == 101

    asyncio.run(story())


def test_the_server_s_wish_between_batches_is_kept(central_site: Site) -> None:
    async def story() -> None:
        async with running(central_site) as (here, pause):
            central_site.faults(next_batch_after_ms=7000)
            entries = [await here.record(kind=KNOWN) for _ in range(60)]
            await woken(pause, here.sync.entries.wake)
            assert pause.wait_of(here.sync.entries.wake) == pytest.approx(7, abs=0.01)
            assert len(logs_of(central_site, *entries)) == 50
            central_site.faults(reset=True)
            await pause.advance(7.1)
            assert len(logs_of(central_site, *entries)) == 60

    asyncio.run(story())


def test_a_session_that_ended_pauses_everything_until_somebody_signs_in(central_site: Site) -> None:
    async def story() -> None:
        async with running(central_site) as (here, pause):
            user = central_site.user("console")
            await here.client.sign_out()
            entry = await here.record(kind=KNOWN)
            await woken(pause, here.sync.entries.wake)
            assert here.sync.link is Link.SIGNED_OUT
            await pause.advance(600)
            assert here.sync.link is Link.SIGNED_OUT and await here.store.journal.waiting() == 1
            await here.client.sign_in(user["email"], user["password"])
            here.sync.signed_in()
            await pause.all_asleep()
            assert here.sync.link is Link.ONLINE and len(logs_of(central_site, entry)) == 1

    asyncio.run(story())


def test_an_expired_token_is_nobody_s_business(central_site: Site) -> None:
    async def story() -> None:
        async with running(central_site) as (here, pause):
            central_site.faults(expire_tokens=True)
            entry = await here.record(kind=KNOWN)
            await woken(pause, here.sync.entries.wake)
            assert here.sync.link is Link.ONLINE and len(logs_of(central_site, entry)) == 1

    asyncio.run(story())


def test_a_central_api_of_another_version_blocks_and_loses_nothing(central_site: Site) -> None:
    def other() -> CentralError:
        return ContractMismatch("contract:PGRST202", "t", "m", "n")

    async def story() -> None:
        async with running(central_site) as (here, pause):
            here.central.error = other
            entry = await here.record(kind=KNOWN)
            await woken(pause, here.sync.entries.wake)
            assert here.sync.link is Link.BLOCKED and await here.store.journal.waiting() == 1
            assert pause.wait_of(here.sync.entries.wake) == pytest.approx(300)
            here.central.error = None
            await pause.advance(301)
            assert here.sync.link is Link.ONLINE and len(logs_of(central_site, entry)) == 1

    asyncio.run(story())


def test_the_download_s_trouble_is_not_the_upload_s(central_site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    async def full(page: object) -> None:
        raise StoreError("disk_full", "t", "m", "n")

    async def bug(page: object) -> None:
        raise ZeroDivisionError

    async def story() -> None:
        async with running(central_site) as (here, pause):
            for broken in (full, bug):
                monkeypatch.setattr(here.store.mirror, "apply_page", broken)
                entry = await here.record(kind=KNOWN)
                await woken(pause, here.sync.feed.wake, here.sync.entries.wake)
                assert len(logs_of(central_site, entry)) == 1
                assert pause.wait_of(here.sync.feed.wake) == pytest.approx(30, abs=1)
            monkeypatch.undo()
            before = here.store.mirror.as_of
            await pause.advance(31)
            assert here.store.mirror.as_of != before and here.sync.link is Link.ONLINE

    asyncio.run(story())


def test_photos_follow_their_entries(central_site: Site) -> None:
    async def story() -> None:
        async with running(central_site) as (here, pause):
            photo = b"\xff\xd8\xff a face"
            entry = await here.record(kind=KNOWN, photo=photo)
            await woken(pause, here.sync.entries.wake)
            calls = [name for name in here.central.asked if name in ("log_entries", "upload_photo")]
            assert calls == ["log_entries", "upload_photo"]
            (log,) = logs_of(central_site, entry)
            assert log["photo_hash"] == entry.photo_hash is not None
            assert await here.store.journal.photos_due(limit=5) == ()

    asyncio.run(story())


def test_a_session_s_end_by_the_server_is_told_as_such(central_site: Site) -> None:
    async def story() -> None:
        async with running(central_site) as (here, pause):
            here.central.error = lambda: SessionEnded("session_not_found", "t", "m", "n")
            here.sync.poke()
            await pause.all_asleep()
            assert here.of(LinkChanged)[-1].link is Link.SIGNED_OUT

    asyncio.run(story())
