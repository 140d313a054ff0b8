"""The first contract: not idempotent, arrivals only. What nobody can tell, people must."""

from __future__ import annotations

import asyncio

import pytest

from app.central.shapes import Contract
from app.domain.decision import Verdict
from app.domain.entry import Direction, EntryKind
from app.domain.scan import CodeKind, PassCode
from app.errors import CentralUnreachable
from tests.fixtures_site import Site
from tests.sync.gatehouses import Gatehouse, gatehouse, uses_of

LOG = "/functions/v1/log-entry"


def logs(site: Site, row: dict[str, object]) -> int:
    (counted,) = site.sql(
        "select count(*) as n from public.visitor_record_logs where record_uid = %s", row["record_uid"]
    )
    return int(counted["n"])


async def aside(here: Gatehouse) -> list[str]:
    return [row.code for row in await here.store.journal.quarantined()]


def test_arrivals_go_out_and_the_rest_is_kept_for_v1(central_site: Site) -> None:
    async def story() -> None:
        row = central_site.add_pass(entries_allowed=5)
        central_site.faults(contract="first")
        async with gatehouse(central_site, role="guard") as here:
            assert (await here.client.contract()) == Contract("first")
            visit = await here.record(row)
            kept = [
                await here.record(row, kind=EntryKind.EXIT, direction=Direction.OUT),
                await here.record(kind=EntryKind.OVERRIDE),
                await here.record(row, kind=EntryKind.REFUSAL),
            ]
            await here.sync.drain()
            assert logs(central_site, row) == 1
            assert await here.store.journal.waiting() == 0 and await here.store.journal.kept_for_v1() == 3
            assert await here.store.journal.own_uses(str(row["id"]), 0) == 0
            # The central API learns v1: what was kept goes out, and the arrival is known there already.
            central_site.faults(reset=True)
            here.sync.signed_in()
            await here.sync.drain()
            assert await here.store.journal.kept_for_v1() == 0
            ids = [entry.entry_id for entry in kept]
            there = central_site.sql("select 1 from public.visitor_record_logs where id = any(%s::uuid[])", ids)
            assert len(there) == 3 and visit.entry_id not in ids

    asyncio.run(story())


def test_an_answer_that_was_lost_is_looked_for_before_it_is_repeated(central_site: Site) -> None:
    async def story() -> None:
        row = central_site.add_pass(entries_allowed=5)
        central_site.faults(contract="first")
        async with gatehouse(central_site, role="guard") as here:
            await here.record(row)
            central_site.faults(contract="first", lose_answer_after_commit=True, count=1, path=LOG)
            with pytest.raises(CentralUnreachable):
                await here.sync.drain()
            assert logs(central_site, row) == 1
            await here.sync.drain()
            assert logs(central_site, row) == 1 and uses_of(central_site, row) == 1
            assert await here.store.journal.waiting() == 0 and await aside(here) == []

    asyncio.run(story())


def test_a_refused_connection_needs_no_looking(central_site: Site) -> None:
    async def story() -> None:
        row = central_site.add_pass(entries_allowed=5)
        central_site.faults(contract="first")
        async with gatehouse(central_site, role="guard") as here:
            await here.record(row)
            central_site.faults(contract="first", status=429, count=1, path=LOG)
            with pytest.raises(CentralUnreachable):
                await here.sync.drain()
            await here.sync.drain()
            assert logs(central_site, row) == 1
            asked = central_site.faults()["requests"]
            assert "/rest/v1/visitor_record_logs" not in asked

    asyncio.run(story())


def test_where_the_account_sees_no_logs_people_must_tell(central_site: Site) -> None:
    async def story() -> None:
        row = central_site.add_pass(entries_allowed=5)
        central_site.faults(contract="first")
        async with gatehouse(central_site, role="guard") as here:
            await here.record(row)
            later = await here.record(row)
            central_site.faults(contract="first", lose_answer_after_commit=True, count=1, path=LOG)
            with pytest.raises(CentralUnreachable):
                await here.sync.drain()

            async def sees_nothing(*_: object) -> int:
                return 0

            here.client.first.logs_since = here.client.first.sees_logs = sees_nothing  # type: ignore[method-assign,assignment]
            await here.sync.drain()
            assert await aside(here) == ["perhaps_logged"] and await here.store.journal.waiting() == 0
            assert logs(central_site, row) == 2 and later.entry_id

    asyncio.run(story())


def test_validate_qr_of_the_real_functions(central_site: Site) -> None:
    async def story() -> None:
        good, used = central_site.add_pass(), central_site.add_pass(entries_allowed=1, entries_used=1)
        async with gatehouse(central_site, role="guard") as here:
            guard = central_site.user("guard")["actor_id"]
            for code, verdict in (
                (good["record_uid"], Verdict.ADMIT),
                (used["record_uid"], Verdict.REFUSE),
                ("00000000-0000-4000-8000-000000000000", Verdict.REFUSE),
            ):
                answer = await here.client.first.validate(
                    PassCode(CodeKind.RECORD, code), central_site.community_id, guard, "scan-1", 3
                )
                assert answer.decision is not None and answer.decision.verdict is verdict
                assert (answer.pass_ is None) == (code[0:8] == "00000000")

    asyncio.run(story())


def test_the_mirror_follows_the_records_and_begins_anew_with_v1(fresh_central: Site) -> None:
    async def story() -> None:
        rows = [fresh_central.add_pass(visitor_name="José Ñandú") for _ in range(7)]
        fresh_central.faults(contract="first")
        async with gatehouse(fresh_central, role="guard", page_rows=3) as here:
            await here.sync.drain()
            for row in rows:
                answer = await here.store.mirror.find_by_id(str(row["id"]))
                assert answer.pass_ is not None and answer.pass_.visitor_name == "José Ñandú" and answer.pass_.house
            assert here.store.mirror.as_of is not None
            late = fresh_central.add_pass()
            await here.record(rows[0])
            await here.sync.drain()
            assert (await here.store.mirror.find_by_id(str(late["id"]))).pass_ is not None
            fresh_central.faults(reset=True)
            here.sync.signed_in()
            await here.sync.drain()
            assert (await here.store.mirror.cursor())[1]
            assert logs(fresh_central, rows[0]) == 1, "what the first contract was told is not told again"
            answer = await here.store.mirror.find_by_id(str(rows[0]["id"]))
            assert answer.pass_ is not None and answer.pass_.entries_used == 1
            assert await here.store.journal.own_uses(str(rows[0]["id"]), answer.uses_rev) == 0

    asyncio.run(story())
