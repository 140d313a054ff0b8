"""A walk-in at one gate is known at the site's other gates: told once, whatever the line did, and counted once."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from app.bootstrap import Core
from app.domain.case import Case, Phase
from app.domain.decision import Verdict
from app.domain.entry import Direction, Entry, EntryKind
from app.domain.passes import Pass
from app.domain.scan import CodeKind, PassCode
from app.enrol import enrol
from app.errors import NotPermitted
from app.events import CaseChanged, Notice
from tests.app.test_enrol import PASSPHRASE, code_of
from tests.app.test_permit import Console, PushedClock, console, told
from tests.app.test_revoked import revoke
from tests.fixtures_site import Site
from tests.sync.gatehouses import FOLDERS

__all__ = ["console"]


@asynccontextmanager
async def second_post(site: Site) -> AsyncIterator[Core]:
    """Another console of the site, with a guard on duty."""
    with tempfile.TemporaryDirectory(dir=FOLDERS) as made:
        folder, code = Path(made), await asyncio.to_thread(code_of, site)
        await enrol(folder, address=site.url, key=site.key, code=code, passphrase=PASSPHRASE)
        other = Console(site, folder, PushedClock())
        async with other.opened() as core:
            await other.signs_in(core)
            yield core


async def decided(core: Core, ask: Callable[[], Awaitable[Any] | None]) -> Case:
    """The case that `ask` brings before the rules."""
    found: asyncio.Future[Case] = asyncio.get_running_loop().create_future()

    def look(event: CaseChanged) -> None:
        if event.case is not None and event.case.phase is Phase.DECIDED and not found.done():
            found.set_result(event.case)

    stop = core.events.subscribe(CaseChanged, look)
    try:
        if (asked := ask()) is not None:
            await asked
        async with asyncio.timeout(20):
            return await found
    finally:
        stop()


async def let_through(core: Core, case: Case) -> Entry:
    """The guard presses Enter; what was written down."""
    assert case.decision is not None and case.decision.verdict is Verdict.ADMIT, case.decision
    core.flow.painted(case.case_id, core.clock.monotonic() - 1)
    assert await core.flow.open(case.case_id, None)
    core.flow.dismiss(case.case_id)
    (entry,) = await core.recent(1)
    return entry


async def walks_in(core: Core, house: str) -> tuple[Pass, Entry]:
    made: list[Pass] = []

    async def form() -> None:
        made.append(
            await core.intents.walk_in(
                name="Walter Coc", house=house, document_last4="9917", plate="P 100 WLK", people=2
            )
        )

    entry = await let_through(core, await decided(core, form))
    return made[0], entry


def logs_of(site: Site, pass_: Pass) -> list[tuple[str, str, list[str]]]:
    rows = site.sql(
        "select kind, direction, conflicts from public.visitor_record_logs where pass_id = %s order by occurred_at",
        pass_.pass_id,
    )
    return [(row["kind"], row["direction"], row["conflicts"]) for row in rows]


def test_the_other_gate_lets_the_visitor_out_and_in_again_and_every_use_counts_once(console: Console) -> None:
    async def story() -> None:
        site = console.site
        host = site.plan.residents[3]
        (house,) = site.sql("select label from public.property where id = %s", host.property_id)
        async with console.opened() as first, second_post(site) as second:
            await console.signs_in(first)
            await first.sync.drain()
            site.faults(gone=True)
            pass_, entry = await walks_in(first, house["label"].lower())
            assert entry.kind is EntryKind.WALK_IN and pass_.host_id is not None
            assert pass_.short_code is not None
            site.faults(gone=False)
            await first.sync.drain()
            assert logs_of(site, pass_) == [("walk_in", "in", [])]
            row = site.record(pass_.record_uid)
            assert (str(row["id"]), row["short_code"], row["document_last4"]) == (
                pass_.pass_id,
                pass_.short_code,
                "9917",
            )
            assert row["document_num"] is None and row["document_hmac"] is None, "no gate ever had the number"
            assert str(row["host_uid"]) == pass_.host_id

            await second.sync.drain()
            out = await decided(second, lambda: _typed(second, pass_.short_code or "", Direction.OUT))
            assert out.decision is not None and out.decision.flags == (), "known to be inside"
            assert (await let_through(second, out)).kind is EntryKind.EXIT
            again = await decided(second, lambda: second.intents.pick(pass_))
            entry = await let_through(second, again)
            assert (entry.kind, entry.host_id, entry.people) == (EntryKind.VISIT, pass_.host_id, 2)
            await second.sync.drain()
            assert site.record(pass_.record_uid)["entries_used"] == 1

            await first.sync.drain()
            code = PassCode(CodeKind.RECORD, pass_.record_uid)
            known = (await first.store.mirror.find(code)).pass_
            assert known is not None and (known.local, known.entries_used) == (False, 1)
            (inside,) = [row for row in await first.inside() if row.pass_.pass_id == pass_.pass_id]
            assert inside.pass_ == known and inside.made_here, "its code can be shown again where it was made"
            third = await decided(first, lambda: _typed(first, pass_.short_code or "", Direction.IN))
            assert third.facts is not None and third.facts.pass_ == known and third.facts.own_uses == 0
            assert (await let_through(first, third)).kind is EntryKind.VISIT
            assert (await first.store.journal.own_facts(pass_.pass_id, known.uses_rev))[0] == 1
            await first.sync.drain()
            assert site.record(pass_.record_uid)["entries_used"] == 2
            now_known = (await first.store.mirror.find(code)).pass_
            assert now_known is not None and now_known.entries_used == 2
            assert (await first.store.journal.own_facts(pass_.pass_id, now_known.uses_rev))[0] == 0
            assert [flags for _, _, flags in logs_of(site, pass_)] == [[], [], [], []]

    told(story)


async def _typed(core: Core, code: str, direction: Direction) -> None:
    assert core.intents.typed(code, direction)


def test_what_the_centre_says_of_a_walk_in_holds_over_what_is_written_here(console: Console) -> None:
    async def story() -> None:
        site = console.site
        async with console.opened() as core:
            await console.signs_in(core)
            await core.sync.drain()
            (house,) = site.sql("select label from public.property order by label limit 1")
            pass_, _ = await walks_in(core, house["label"])
            await core.sync.drain()
            site.sql("update public.visitor_records_uid set cancelled_at = now() where id = %s", pass_.pass_id)
            await core.sync.drain()
            case = await decided(core, lambda: _typed(core, pass_.short_code or "", Direction.IN))
            assert case.decision is not None and case.decision.reason.value == "cancelled"

    told(story)


def test_a_console_that_tells_it_again_tells_it_once(console: Console) -> None:
    async def story() -> None:
        async with console.opened() as core:
            await console.signs_in(core)
            await core.sync.drain()
            (house,) = console.site.sql("select label from public.property order by label limit 1")
            pass_, _ = await walks_in(core, house["label"])
            await core.sync.drain()
            before = console.site.record(pass_.record_uid)
            console.site.faults(new_epoch=True)
            await core.sync.drain()
            assert console.site.record(pass_.record_uid) == before
            console.site.sql("delete from public.visitor_records_uid where id = %s", pass_.pass_id)
            console.site.faults(new_epoch=True)
            await core.sync.drain()
            assert console.site.record(pass_.record_uid)["visitor_name"] == "Walter Coc", "nor is it lost with a server"
            assert await core.store.messages.quarantined() == ()

    told(story)


def test_a_house_that_the_centre_does_not_know_keeps_the_pass_here_and_the_entry_goes(console: Console) -> None:
    async def story() -> None:
        async with console.opened() as core:
            notices: list[Notice] = []
            core.events.subscribe(Notice, notices.append)
            await console.signs_in(core)
            await core.sync.drain()
            pass_, entry = await walks_in(core, "Casa de nadie 99")
            await core.sync.drain()
            assert logs_of(console.site, pass_) == [("walk_in", "in", [])]
            ((message, code, _),) = await core.store.messages.quarantined()
            assert (message.message_id, code) == (pass_.pass_id, "host_unknown")
            assert [one.kind for one in notices] == ["message_quarantined"]
            assert await core.store.journal.waiting() == 0 and entry.pass_id == pass_.pass_id
            van, _ = await walks_in(core, "")
            await core.sync.drain()
            assert len(await core.store.messages.quarantined()) == 1, "a van that goes to no house has no host to tell"
            assert logs_of(console.site, van) == [("walk_in", "in", [])]

    told(story)


def test_a_revoked_console_delivers_the_entry_and_gives_nobody_a_pass(console: Console) -> None:
    async def story() -> None:
        async with console.opened() as core:
            await console.signs_in(core)
            await core.sync.drain()
            (house,) = console.site.sql("select label from public.property order by label limit 1")
            pass_, _ = await walks_in(core, house["label"])
            revoke(console, core)
            with pytest.raises(NotPermitted, match="device_revoked"):
                await core.sync.drain()
            assert logs_of(console.site, pass_) == [("walk_in", "in", [])]
            assert console.site.sql("select 1 from public.visitor_records_uid where id = %s", pass_.pass_id) == []
            ((_, code, _),) = await core.store.messages.quarantined()
            assert code == "device_revoked"

    told(story)


@pytest.mark.parametrize("name", ["blacklisted", "Nadie Malo"])
def test_a_blacklisted_name_is_found_at_the_form_too(console: Console, name: str) -> None:
    async def story() -> None:
        console.site.sql(
            "insert into public.blacklist_entry (community_id, match_kind, match_value) values (%s, 'name', %s)",
            console.site.community_id,
            "blacklisted",
        )
        async with console.opened() as core:
            await console.signs_in(core)
            await core.sync.drain()
            case = await decided(core, lambda: core.intents.walk_in(name=name, house=""))
            assert case.decision is not None
            assert (case.decision.reason.value == "possible_match") is (name == "blacklisted")

    told(story)
