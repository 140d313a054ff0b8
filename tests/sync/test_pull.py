"""Following the real feed: complete, resumable, and begun anew when the central API is no longer the same."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from app.central.client import CentralClient
from app.central.shapes import PullPage
from app.domain.entry import OVERRIDE_REASON, Direction, EntryKind
from app.domain.scan import CodeKind, PassCode
from app.errors import CentralUnreachable
from app.events import MirrorChanged, Notice, PullProgress
from app.store.rows import ChangePage, HistoryFilter, HistoryRow
from app.sync.pull import AT_ONCE
from tests.fixtures_site import Site
from tests.sync.gatehouses import Gatehouse, Passing, gatehouse, logs_of, uses_of

PULL = "/rest/v1/rpc/pull_changes_v1"
NOT_TOLD = ("incarnation", "clock_offset_ms", "scan_id", "host_id", "foreign_digest")
"""What no table shows of another console's entry."""


async def known(here: Gatehouse, row: dict[str, Any]) -> bool:
    return (await here.store.mirror.find(PassCode(CodeKind.RECORD, row["record_uid"]))).pass_ is not None


def test_a_first_pull_brings_everything_and_says_how_far_it_is(fresh_central: Site) -> None:
    async def story() -> None:
        rows = [fresh_central.add_pass() for _ in range(12)]
        async with gatehouse(fresh_central, page_rows=10) as here:
            assert here.store.mirror.as_of is None
            before = datetime.now(UTC)
            await here.sync.drain()
            assert all([await known(here, row) for row in rows])
            fresh = here.store.mirror.as_of
            assert fresh is not None and before - timedelta(seconds=1) <= fresh <= datetime.now(UTC)
            progress = here.of(PullProgress)
            assert len(progress) > 3 and progress[-1].remaining == 0
            left = [event.remaining for event in progress if event.remaining is not None]
            assert left == sorted(left, reverse=True)
            assert all(event.seconds_left is not None and event.seconds_left >= 0 for event in progress)
            assert sum(event.rows for event in here.of(MirrorChanged)) == progress[-1].rows

    asyncio.run(story())


def test_changes_and_tombstones_follow(central_site: Site) -> None:
    async def story() -> None:
        gone, used = central_site.add_pass(), central_site.add_pass(entries_allowed=3)
        async with gatehouse(central_site) as here:
            await here.sync.drain()
            central_site.sql("delete from public.visitor_records_uid where id = %s", gone["id"])
            new = central_site.add_pass()
            here.seen.clear()
            await here.sync.drain()
            assert await known(here, new) and await known(here, used) and not await known(here, gone)
            assert [event.rows for event in here.of(MirrorChanged)] == [2]
            here.seen.clear()
            await here.sync.drain()
            assert here.of(MirrorChanged) == [] and here.of(PullProgress) == []

    asyncio.run(story())


def test_an_interrupted_pull_goes_on_where_it_stopped_and_is_not_fresh_before_its_end(
    fresh_central: Site, tmp_path: Path
) -> None:
    key = bytes(32)

    async def story() -> None:
        for _ in range(30):
            fresh_central.add_pass()
        async with gatehouse(fresh_central, folder=tmp_path, key=key, page_rows=10) as here:
            for _ in range(2):
                await here.sync._pull.turn()
            cursor, _ = await here.store.mirror.cursor()
            assert cursor is not None and here.store.mirror.as_of is None
            fresh_central.faults(gone=True, path=PULL)
            with pytest.raises(CentralUnreachable):
                while True:
                    await here.sync._pull.turn()
            assert here.store.mirror.as_of is None
        fresh_central.faults(reset=True)
        async with gatehouse(fresh_central, folder=tmp_path, key=key, page_rows=10) as again:
            assert (await again.store.mirror.cursor())[0] is not None
            await again.sync.drain()
            assert again.store.mirror.as_of is not None
            (theirs,) = fresh_central.sql(
                "select count(*) as n from public.visitor_records_uid where community_id = %s and cancelled_at is null",
                fresh_central.community_id,
            )
            always = datetime(2000, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC)
            _, ours = await again.store.mirror.expected(*always, limit=1)
            assert ours == theirs["n"]

    asyncio.run(story())


class Watched(Passing):
    """Counts the feed's answers; the answer of number `spoils` is what `spoil` makes of it."""

    def __init__(self, client: CentralClient, spoils: int, spoil: Callable[[PullPage], PullPage]) -> None:
        super().__init__(client)
        self.spoils, self.spoil = spoils, spoil
        self.answers = self.rows = 0

    async def pull(self, community: str, cursor: str | None, limit: int) -> PullPage:
        page: PullPage = await self.client.pull(community, cursor, limit)
        self.answers += 1
        if self.answers == self.spoils:
            page = self.spoil(page)
        self.rows += len(page.changes)
        return page


def commits_of(here: Gatehouse) -> list[ChangePage]:
    """What is written into the mirror from now on, a commit each."""
    apply, commits = here.store.mirror.apply_page, list[ChangePage]()

    async def watched(page: ChangePage) -> None:
        await apply(page)
        commits.append(page)

    here.store.mirror.apply_page = watched  # type: ignore[method-assign]
    return commits


async def followed_to_the_end(here: Gatehouse) -> None:
    """Turn after turn, whatever the line does."""
    complete = False
    while not complete:
        with suppress(CentralUnreachable):
            complete = (await here.sync._pull.turn()).complete


def ids_of(commits: list[ChangePage]) -> list[tuple[str, str]]:
    return [(change.entity, change.id) for page in commits for change in page.changes]


def test_several_pages_go_into_a_commit_and_each_row_once(fresh_central: Site) -> None:
    async def story() -> None:
        rows = [fresh_central.add_pass() for _ in range(60)]
        async with gatehouse(fresh_central, page_rows=10, around=lambda it: Watched(it, 0, lambda page: page)) as here:
            commits = commits_of(here)
            await followed_to_the_end(here)
            sizes = [len(page.changes) for page in commits]
            assert max(sizes) > 10 and len(commits) < here.central.answers
            assert max(sizes) <= AT_ONCE * 10
            assert sum(sizes) == here.central.rows == len(set(ids_of(commits)))
            assert (await here.store.mirror.cursor())[0] == commits[-1].cursor
            assert all([await known(here, row) for row in rows])

    asyncio.run(story())


@pytest.mark.parametrize("broken", [1, 2, 3, AT_ONCE + 1, AT_ONCE + 2])
def test_a_line_that_breaks_between_two_pages_of_a_commit_loses_and_doubles_nothing(
    fresh_central: Site, broken: int
) -> None:
    def breaks(page: PullPage) -> PullPage:
        raise CentralUnreachable("The connection to the central API broke.")

    async def story() -> None:
        rows = [fresh_central.add_pass() for _ in range(60)]
        async with gatehouse(fresh_central, page_rows=10, around=lambda it: Watched(it, broken, breaks)) as here:
            commits = commits_of(here)
            await followed_to_the_end(here)
            assert len(ids_of(commits)) == here.central.rows == len(set(ids_of(commits)))
            assert all([await known(here, row) for row in rows])

    asyncio.run(story())


@pytest.mark.parametrize("turned", [2, 3, AT_ONCE + 2])
def test_a_new_epoch_between_two_pages_of_a_commit_is_not_mixed_with_the_old(fresh_central: Site, turned: int) -> None:
    async def story() -> None:
        rows = [fresh_central.add_pass() for _ in range(60)]

        def turns(page: PullPage) -> PullPage:
            fresh_central.faults(new_epoch=True)
            return replace(page, epoch="another")

        async with gatehouse(fresh_central, page_rows=10, around=lambda it: Watched(it, turned, turns)) as here:
            commits = commits_of(here)
            await followed_to_the_end(here)
            assert "another" not in {page.epoch for page in commits}, "its rows belong to a mirror begun anew"
            since = max(n for n, page in enumerate(commits) if page.epoch != commits[-1].epoch) + 1
            again = ids_of(commits[since:])
            assert len(again) == len(set(again)), "and that one began at the beginning"
            (_, epoch) = await here.store.mirror.cursor()
            assert epoch == commits[-1].epoch
            assert all([await known(here, row) for row in rows])

    asyncio.run(story())


def test_a_change_that_does_not_say_what_it_concerns_is_counted_on_whatever_page(fresh_central: Site) -> None:
    async def story() -> None:
        for _ in range(30):
            fresh_central.add_pass()
        left_out = lambda page: replace(page, changes=page.changes[1:], unreadable=1)  # noqa: E731
        async with gatehouse(fresh_central, page_rows=10, around=lambda it: Watched(it, 2, left_out)) as here:
            await followed_to_the_end(here)
            assert [(notice.kind, notice.detail) for notice in here.of(Notice)] == [("rows_unreadable", "1")]

    asyncio.run(story())


def test_a_server_restored_to_an_hour_ago_gets_back_what_it_lost(fresh_central: Site) -> None:
    async def story() -> None:
        row = fresh_central.add_pass(entries_allowed=20)
        async with gatehouse(fresh_central) as here:
            kept = [await here.record(row) for _ in range(3)]
            await here.sync.drain()
            lost = [await here.record(row) for _ in range(4)]
            await here.sync.drain()
            assert uses_of(fresh_central, row) == 7
            # What a restore does: rows and counters of the last hour are gone, and the timeline is another.
            fresh_central.sql(
                "with gone as (delete from public.visitor_record_logs where id = any(%s::uuid[]))"
                " update public.visitor_records_uid set entries_used = 3, uses_rev = 3 where id = %s",
                [entry.entry_id for entry in lost],
                row["id"],
            )
            fresh_central.faults(new_epoch=True)
            await here.sync.drain()
            assert len(logs_of(fresh_central, *kept, *lost)) == 7 and uses_of(fresh_central, row) == 7
            assert await here.store.journal.waiting() == 0
            answer = await here.store.mirror.find_by_id(str(row["id"]))
            assert answer.pass_ is not None and answer.pass_.entries_used == 7
            assert await here.store.journal.own_uses(str(row["id"]), answer.uses_rev) == 0

    asyncio.run(story())


def test_a_new_epoch_is_noticed_although_the_mirror_was_dropped_meanwhile(fresh_central: Site) -> None:
    async def story() -> None:
        async with gatehouse(fresh_central) as here:
            entry = await here.record(kind="known_person")
            await here.sync.drain()
            fresh_central.sql("delete from public.visitor_record_logs where id = %s", entry.entry_id)
            fresh_central.faults(new_epoch=True)
            await here.store.mirror.reset()
            await here.sync.drain()
            await here.sync.drain()
            assert len(logs_of(fresh_central, entry)) == 1

    asyncio.run(story())


def test_a_cursor_that_is_too_old_begins_anew(fresh_central: Site) -> None:
    async def story() -> None:
        row = fresh_central.add_pass()
        async with gatehouse(fresh_central) as here:
            await here.sync.drain()
            fresh_central.sql(
                "insert into gatehouse.feed_floor (community_id, xid, seq)"
                " values (%s, pg_current_xact_id(), 9000000000000)"
                " on conflict (community_id) do update set xid = excluded.xid, seq = excluded.seq",
                fresh_central.community_id,
            )
            fresh_central.faults(reset=True)
            await here.sync.drain()
            assert await known(here, row) and here.store.mirror.as_of is not None

    asyncio.run(story())


def test_changes_that_cannot_be_read_do_not_stop_the_feed(central_site: Site) -> None:
    class Blurred(Passing):
        async def pull(self, community: str, cursor: str | None, limit: int) -> PullPage:
            page: PullPage = await self.client.pull(community, cursor, limit)
            for change in page.changes:
                if change.entity == "pass" and change.row is not None and change.row["visitor_name"] == "Borroso":
                    change.row["valid_until"] = 7
            return page

    async def story() -> None:
        blurred, clear = central_site.add_pass(visitor_name="Borroso"), central_site.add_pass()
        async with gatehouse(central_site, around=Blurred) as here:
            await here.sync.drain()
            assert await known(here, clear) and not await known(here, blurred)
            assert [event.kind for event in here.of(Notice)] == ["rows_unreadable"]
            here.seen.clear()
            await here.sync.drain()
            assert here.of(Notice) == []

    asyncio.run(story())


def test_two_consoles_on_one_pass_see_each_other(central_site: Site) -> None:
    async def story() -> None:
        row = central_site.add_pass(entries_allowed=1)
        async with gatehouse(central_site) as north, gatehouse(central_site) as south:
            await north.sync.drain()
            await south.sync.drain()
            # Both admit on the same last entry while they cannot see each other.
            first, second = await north.record(row), await south.record(row)
            await north.sync.drain()
            await south.sync.drain()
            assert uses_of(central_site, row) == 2
            (log,) = [log for log in logs_of(central_site, first, second) if log["conflicts"]]
            assert log["id"] == second.entry_id and "over_limit" in log["conflicts"]
            await north.sync.drain()
            for here in (north, south):
                answer = await here.store.mirror.find_by_id(str(row["id"]))
                assert answer.pass_ is not None and answer.pass_.entries_used == 2
                assert await here.store.journal.own_uses(str(row["id"]), answer.uses_rev) == 0

    asyncio.run(story())


def test_the_history_of_one_console_knows_the_entries_of_another_as_its_own(central_site: Site) -> None:
    """Why a gate was opened by hand, of which type somebody was and what the decision rested on: found and shown."""

    async def story() -> None:
        async with gatehouse(central_site) as north, gatehouse(central_site) as south:
            about = {"shift_id": secrets.token_hex(8), "gate_id": "north"}
            visit = await north.record(visitor_type="Service", basis="mirror", basis_age_s=90, on_foot=True, **about)
            exit_ = {"kind": EntryKind.EXIT, "direction": Direction.OUT, "flags": ("not_inside",)}
            left = await north.record(
                visitor_type="Party", basis="local", offline=True, allowed_by="Ana", **exit_, **about
            )
            opening = await north.record(kind=EntryKind.OVERRIDE, **about)
            why = {"kind": EntryKind.CORRECTION, "corrects": opening.entry_id, "reason": OVERRIDE_REASON}
            reason = await north.record(note="Ambulance", **why, **about)
            await north.sync.drain()
            await south.sync.drain()

            async def asked(here: Gatehouse, **wanted: Any) -> list[HistoryRow]:
                question = HistoryFilter(start=visit.occurred_at, gate_id="north", **wanted)
                rows = (await here.store.history.page(None, question, 50)).rows
                return [row for row in rows if row.entry.shift_id == about["shift_id"]]

            own, mirrored = await asked(north), await asked(south)
            assert {row.entry.entry_id for row in own} == {one.entry_id for one in (visit, left, opening, reason)}
            assert {row.state for row in mirrored} == {None}, "they came by the feed"
            told = {row.entry.entry_id: row for row in mirrored}
            for row in own:
                one = told[row.entry.entry_id]
                assert one.entry == replace(row.entry, **{name: getattr(one.entry, name) for name in NOT_TOLD})
                assert (one.outcome, one.found, one.explained) == (row.outcome, row.found, row.explained)
            assert told[opening.entry_id].explained == "Ambulance"
            for wanted, entries in (
                ({"visitor_type": "Service"}, [visit]),
                ({"visitor_type": "Guest"}, []),
                ({"basis": "local"}, [left]),
                ({"basis": "mirror", "visitor_type": "Service", "kinds": (EntryKind.VISIT,)}, [visit]),
            ):
                for here in (north, south):
                    assert [row.entry.entry_id for row in await asked(here, **wanted)] == [e.entry_id for e in entries]

    asyncio.run(story())
