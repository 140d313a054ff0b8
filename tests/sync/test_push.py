"""Entries on their way out, to the real central API: settled once, whatever happens between."""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from app.central.shapes import LogAnswer, OutgoingEntry
from app.domain.entry import Direction, EntryKind
from app.errors import CentralError, CentralUnreachable, NotPermitted, SessionEnded
from app.events import EntrySettled, Notice
from app.store.rows import OutboxRow
from app.sync.push import WOBBLE
from tests.clocks import DrivenClock
from tests.fixtures_site import Site
from tests.sync.gatehouses import Gatehouse, Passing, gatehouse, logs_of, uses_of


async def waiting(here: Gatehouse) -> int:
    return await here.store.journal.waiting()


def test_what_happened_arrives_with_its_own_name_time_and_outcome(central_site: Site) -> None:
    async def story() -> None:
        row = central_site.add_pass(entries_allowed=1)
        async with gatehouse(central_site) as here:
            entry = await here.record(row, note="amable", people=2)
            await here.sync.drain()
            (log,) = logs_of(central_site, entry)
            assert log["actor_name"] == entry.actor_name and log["occurred_at"] == entry.occurred_at
            assert log["pass_id"] == str(row["id"]) and log["conflicts"] == [] and log["note"] == "amable"
            assert log["gate_outcome"] == {
                "kind": "done",
                "path": "local",
                "detail": "ok",
                "took_ms": 80,
                "confirmed": True,
            }
            assert uses_of(central_site, row) == 1
            assert await waiting(here) == 0
            assert [event.entry_id for event in here.of(EntrySettled)] == [entry.entry_id]
            assert here.of(Notice) == []
            head = here.store.journal.audit_head()
            known = central_site.sql(
                "select head from public.audit_head where incarnation = %s", here.store.incarnation
            )
            assert known and all(len(one["head"]) == len(head.digest) for one in known)
            answer = await here.store.mirror.find_by_id(str(row["id"]))
            assert answer.pass_ is not None and answer.pass_.entries_used == 1
            assert await here.store.journal.own_uses(str(row["id"]), answer.uses_rev) == 0

    asyncio.run(story())


def test_a_hundred_entries_go_in_two_requests(central_site: Site) -> None:
    async def story() -> None:
        row = central_site.add_pass()
        async with gatehouse(central_site) as here:
            entries = [await here.record(row) for _ in range(100)]
            central_site.faults(reset=True)
            await here.sync.drain()
            assert len(logs_of(central_site, *entries)) == 100 and uses_of(central_site, row) == 100
            assert central_site.faults()["requests"]["/rest/v1/rpc/log_entries_v1"] == 2

    asyncio.run(story())


def test_a_conflict_settles_and_is_a_notice(central_site: Site) -> None:
    async def story() -> None:
        row = central_site.add_pass(entries_allowed=1)
        async with gatehouse(central_site) as here:
            first, second = await here.record(row), await here.record(row)
            await here.sync.drain()
            flags = {event.entry_id: event.flags for event in here.of(EntrySettled)}
            assert flags == {first.entry_id: (), second.entry_id: ("over_limit",)}
            (notice,) = here.of(Notice)
            assert (notice.kind, notice.subject, notice.detail) == ("entry_flagged", second.entry_id, "over_limit")
            assert uses_of(central_site, row) == 2

    asyncio.run(story())


def test_an_answer_that_was_lost_after_the_commit_is_a_duplicate_and_counts_once(central_site: Site) -> None:
    async def story() -> None:
        row = central_site.add_pass()
        async with gatehouse(central_site) as here:
            entry = await here.record(row)
            await here.client.contract()
            central_site.faults(lose_answer_after_commit=True, count=1, path="/rest/v1/rpc/log_entries_v1")
            with pytest.raises(CentralUnreachable):
                await here.sync.drain()
            assert len(logs_of(central_site, entry)) == 1 and await waiting(here) == 1
            await here.sync.drain()
            assert len(logs_of(central_site, entry)) == 1 and await waiting(here) == 0
            assert uses_of(central_site, row) == 1

    asyncio.run(story())


def test_delivered_three_times_it_is_there_once(central_site: Site) -> None:
    class ThreeTimes(Passing):
        async def log_entries(self, rows: Sequence[OutgoingEntry], *more: Any) -> LogAnswer:
            for _ in range(2):
                await self.client.log_entries(rows, *more)
            return await self.client.log_entries(rows, *more)

    async def story() -> None:
        row = central_site.add_pass()
        async with gatehouse(central_site, around=ThreeTimes) as here:
            entries = [await here.record(row) for _ in range(7)]
            await here.sync.drain()
            assert len(logs_of(central_site, *entries)) == 7 and uses_of(central_site, row) == 7
            assert await waiting(here) == 0

    asyncio.run(story())


def test_one_poisoned_row_is_found_set_aside_and_stops_nobody(central_site: Site) -> None:
    """PostgreSQL's jsonb holds no NUL character: the whole batch is refused, again and again."""

    async def story() -> None:
        row = central_site.add_pass()
        async with gatehouse(central_site) as here:
            before = [await here.record(row) for _ in range(20)]
            poison = await here.record(row, note="a\x00b")
            after = [await here.record(row) for _ in range(60)]
            await here.sync.drain()
            assert len(logs_of(central_site, *before, *after)) == 80 and uses_of(central_site, row) == 80
            assert logs_of(central_site, poison) == [] and await waiting(here) == 0
            (aside,) = await here.store.journal.quarantined()
            assert aside.entry == poison and aside.code == "22P05"
            (notice,) = [event for event in here.of(Notice) if event.kind == "entry_quarantined"]
            assert notice.subject == poison.entry_id
            # At most two requests a halving, beside the two batches.
            assert central_site.faults()["requests"]["/rest/v1/rpc/log_entries_v1"] <= 2 + 2 * 6

    asyncio.run(story())


def test_a_row_the_server_rejects_by_itself_is_set_aside(central_site: Site) -> None:
    async def story() -> None:
        async with gatehouse(central_site) as here:
            bad = await here.record(occurred_at=here.time.now().at.replace(year=2031))
            good = await here.record(kind=EntryKind.KNOWN_PERSON)
            await here.store.journal.attach_outcome(bad.entry_id, (await outcome_of(here, good)))
            await here.sync.drain()
            assert len(logs_of(central_site, good)) == 1 and logs_of(central_site, bad) == []

    async def outcome_of(here: Gatehouse, entry: Any) -> Any:
        rows: tuple[OutboxRow, ...] = await here.store.journal.due(limit=50, now=here.time.now().at + WOBBLE)
        return next(row.outcome for row in rows if row.entry.entry_id == entry.entry_id)

    asyncio.run(story())


@pytest.mark.parametrize("wrong_by", [timedelta(days=1), -timedelta(days=1)])
def test_a_clock_a_day_off_before_the_first_contact_loses_nothing_and_is_flagged(
    central_site: Site, wrong_by: timedelta
) -> None:
    async def story() -> None:
        clock = DrivenClock(datetime.now(UTC) + wrong_by)
        async with gatehouse(central_site, clock=clock) as here:
            wrong = clock.wall()
            entry = await here.record(kind=EntryKind.KNOWN_PERSON, occurred_at=wrong, clock_offset_ms=None)
            await here.sync.drain()
            assert await here.store.journal.quarantined() == ()
            (log,) = logs_of(central_site, entry)
            assert "clock_suspect" in log["conflicts"]
            assert log["occurred_at"] <= datetime.now(UTC)
            assert (log["occurred_at"] == wrong) is (wrong_by < timedelta(0))

    asyncio.run(story())


def test_a_clock_that_was_set_right_before_the_first_contact_loses_nothing_and_is_flagged(central_site: Site) -> None:
    async def story() -> None:
        async with gatehouse(central_site) as here:
            tomorrow = here.clock.wall() + timedelta(days=1)
            entry = await here.record(
                kind=EntryKind.KNOWN_PERSON, occurred_at=tomorrow, clock_offset_ms=None, clock_trusted=True
            )
            await here.sync.drain()
            assert await here.store.journal.quarantined() == ()
            (log,) = logs_of(central_site, entry)
            assert "clock_suspect" in log["conflicts"]
            assert log["occurred_at"] <= datetime.now(UTC)

    asyncio.run(story())


def test_a_supervisor_s_release_sends_it_again(central_site: Site) -> None:
    async def story() -> None:
        async with gatehouse(central_site) as here:
            entry = await here.record(kind=EntryKind.KNOWN_PERSON)
            await here.store.journal.quarantine(entry.entry_id, code="x", message="by hand")
            await here.sync.drain()
            assert logs_of(central_site, entry) == []
            await here.store.journal.release(entry.entry_id)
            await here.sync.drain()
            assert len(logs_of(central_site, entry)) == 1

    asyncio.run(story())


def test_a_correction_gives_the_use_back(central_site: Site) -> None:
    async def story() -> None:
        row = central_site.add_pass(entries_allowed=2)
        async with gatehouse(central_site) as here:
            visit = await here.record(row)
            await here.record(row, kind=EntryKind.CORRECTION, corrects=visit.entry_id)
            await here.sync.drain()
            assert uses_of(central_site, row) == 0
            answer = await here.store.mirror.find_by_id(str(row["id"]))
            assert await here.store.journal.own_uses(str(row["id"]), answer.uses_rev) == 0

    asyncio.run(story())


def test_exits_and_refusals_are_told_too(central_site: Site) -> None:
    async def story() -> None:
        row = central_site.add_pass()
        async with gatehouse(central_site) as here:
            entries = [
                await here.record(row, kind=EntryKind.REFUSAL, verdict="refuse", reason="expired"),
                await here.record(row, kind=EntryKind.EXIT, direction=Direction.OUT),
                await here.record(kind=EntryKind.OVERRIDE, note="bomberos", actor_id="", actor_name="", shift_id=""),
                await here.record(kind=EntryKind.WALK_IN, pass_id=str(uuid.uuid4()), record_uid=str(uuid.uuid4())),
                await here.record(kind=EntryKind.VISIT, pass_id=str(uuid.uuid4()), record_uid="of a pass that is gone"),
                await here.record(
                    kind=EntryKind.REFUSAL, foreign_digest="ab" * 32, verdict="refuse", reason="not_a_code"
                ),
            ]
            await here.sync.drain()
            assert await here.store.journal.quarantined() == ()
            assert len(logs_of(central_site, *entries)) == 6 and uses_of(central_site, row) == 0

    asyncio.run(story())


def test_the_upload_waits_for_the_gate_s_answer(central_site: Site) -> None:
    async def story() -> None:
        async with gatehouse(central_site) as here:
            entry = await here.store.journal.record(here.entry(kind=EntryKind.KNOWN_PERSON))
            await here.sync.drain()
            assert logs_of(central_site, entry) == []
            await here.record(kind=EntryKind.KNOWN_PERSON)
            await here.sync.drain()
            assert logs_of(central_site, entry) == [] and await waiting(here) == 1

    asyncio.run(story())


class Refusing(Passing):
    """Refuses uploads with `error` while it is set, and remembers the sizes of the batches."""

    def __init__(self, client: Any) -> None:
        super().__init__(client)
        self.error: CentralError | None = None
        self.contract_error: CentralError | None = None
        self.poison: set[str] = set()
        self.sizes: list[int] = []

    async def contract(self) -> Any:
        if self.contract_error is not None:
            raise self.contract_error
        return await self.client.contract()

    async def log_entries(self, rows: Sequence[OutgoingEntry], *more: Any) -> LogAnswer:
        self.sizes.append(len(rows))
        if self.error is not None and (not self.poison or self.poison & {row.entry.entry_id for row in rows}):
            raise self.error
        answer: LogAnswer = await self.client.log_entries(rows, *more)
        return answer


def refused(kind: type[CentralError], code: str) -> CentralError:
    if kind is CentralUnreachable:
        return CentralUnreachable("m", code=code)
    return kind(code, "t", "m", "n")


@pytest.mark.parametrize(
    "error",
    [
        refused(SessionEnded, "session_not_found"),
        refused(CentralUnreachable, "no_connection"),
        refused(CentralUnreachable, "rate_limited"),
        refused(CentralUnreachable, "not_understood"),
    ],
)
def test_what_is_not_the_row_s_fault_changes_nothing_about_it(central_site: Site, error: CentralError) -> None:
    async def story() -> None:
        async with gatehouse(central_site, around=Refusing) as here:
            entries = [await here.record(kind=EntryKind.KNOWN_PERSON) for _ in range(3)]
            central = here.central
            central.error = error
            for _ in range(3):
                with pytest.raises(type(error)):
                    await here.sync.drain()
            rows = await here.store.journal.due(limit=50, now=here.time.now().at + WOBBLE)
            assert [row.entry for row in rows] == entries and {row.attempts for row in rows} == {0}
            central.error = None
            await here.sync.drain()
            assert len(logs_of(central_site, *entries)) == 3

    asyncio.run(story())


def test_an_account_that_may_not_even_ask_who_it_is_blames_no_row(central_site: Site) -> None:
    async def story() -> None:
        async with gatehouse(central_site, around=Refusing) as here:
            entries = [await here.record(kind=EntryKind.KNOWN_PERSON) for _ in range(4)]
            central = here.central
            central.error = central.contract_error = refused(NotPermitted, "42501")
            with pytest.raises(NotPermitted):
                await here.sync.drain()
            assert await here.store.journal.quarantined() == () and await waiting(here) == 4
            # Only one row is not allowed: then it is that row.
            central.contract_error, central.poison = None, {entries[2].entry_id}
            await here.sync.drain()
            assert [row.entry for row in await here.store.journal.quarantined()] == [entries[2]]

    asyncio.run(story())


def test_a_row_the_server_breaks_on_waits_and_the_others_go(central_site: Site) -> None:
    async def story() -> None:
        async with gatehouse(central_site, around=Refusing) as here:
            entries = [await here.record(kind=EntryKind.KNOWN_PERSON) for _ in range(50)]
            central = here.central
            central.error, central.poison = refused(CentralUnreachable, "server_failed"), {entries[30].entry_id}
            for _ in range(12):
                try:
                    await here.sync.drain()
                except CentralUnreachable:
                    continue
                break
            else:
                raise AssertionError("the others never came through")
            assert len(logs_of(central_site, *entries)) == 49 and await waiting(here) == 1
            assert central.sizes[0] == 50 and 1 in central.sizes

    asyncio.run(story())
