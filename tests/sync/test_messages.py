"""What is told beside entries: once, the most urgent first, and another console of the site sees it."""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta
from typing import Any

import psycopg
import pytest

from app.central.failures import NO_EDGE_FUNCTION
from app.central.shapes import Contract
from app.day import Day
from app.domain.entry import EntryKind
from app.domain.ids import uuid7
from app.domain.shift import Actor, LineKind, Role, Shift, ShiftLine
from app.errors import CentralError, CentralUnreachable, ContractMismatch, KnownError
from app.events import Notice
from app.notices import HELP, REASON_WITHIN, UNREASONED, NoticeDesk, Post
from app.opening import Duty, Opening
from app.sandbox.auth import add_account
from app.store.rows import Call, HistoryFilter, Message, MessageLane
from tests.app.test_records import records_of
from tests.clocks import DrivenClock
from tests.fixtures_site import Site
from tests.sync.gatehouses import Gatehouse, Passing, gatehouse


def actor(site: Site, role: str = "guard") -> Actor:
    user = site.user(role)
    return Actor(user["actor_id"], user["name"], Role(role))


def duty(here: Gatehouse, role: str = "guard") -> Duty:
    who = actor(here.site, role)
    return Duty(who, Shift("s1", who, here.time.now().at), False, here.site.device_id, here.store.incarnation)


def opening(here: Gatehouse, role: str) -> Opening:
    gates: Any = None  # nothing is opened
    return Opening(
        journal=here.store.journal, gates=gates, duty=lambda: duty(here, role), time=here.time, events=here.events
    )


def desk(here: Gatehouse, role: str = "guard", *, device_id: str = "") -> NoticeDesk:
    return NoticeDesk(
        store=here.store,
        opening=opening(here, role),
        duty=lambda: duty(here, role),
        post=Post(device_id or here.site.device_id, "Garita principal", frozenset({"main"})),
        now=lambda: here.time.now().at,
        events=here.events,
    )


def day(here: Gatehouse, device_id: str = "") -> Day:
    def nothing() -> Any:
        raise AssertionError

    return Day(
        store=here.store,
        duty=lambda: replace(duty(here), device_id=device_id or here.site.device_id),
        time=here.time,
        site_now=lambda: here.time.now().at,
        printing=nothing,
        prints=here.folder,
        events=here.events,
        photo_elsewhere=lambda at, photo_hash: here.client.photo(here.site.community_id, at, photo_hash),
    )


@asynccontextmanager
async def two_posts(site: Site) -> AsyncIterator[tuple[Gatehouse, Gatehouse]]:
    """The site's console, and one at the south gate under an account of its own."""
    account, (row,) = (
        str(uuid.uuid4()),
        site.sql(
            "insert into public.device (community_id, name) values (%s, 'Garita sur') returning id::text",
            site.community_id,
        ),
    )
    with psycopg.connect(site.dsn, autocommit=True) as connection:
        connection.execute("insert into public.profile (id, full_name) values (%s, 'Garita sur')", (account,))
        add_account(connection, account, "south@console.invalid", "correct horse", {})
    site.sql("update public.device set profile_id = %s where id = %s", account, row["id"])
    user = {**site.user("console"), "email": "south@console.invalid", "password": "correct horse", "role": "south"}
    site.line["users"].append(user)
    async with (
        gatehouse(site) as here,
        gatehouse(site, role="south", site_device=row["id"]) as there,
    ):
        yield here, there


def line(here: Gatehouse, words: str, kind: LineKind = LineKind.NOTE) -> ShiftLine:
    now, guard = here.time.now().at, actor(here.site)
    return ShiftLine(uuid7(now), "s1", kind, now, guard.actor_id, guard.name, words)


def lines_of(site: Site, *lines: ShiftLine) -> list[dict[str, Any]]:
    return site.sql(
        "select id::text, words, kind, actor_name, occurred_at, about from public.shift_log"
        " where id = any(%s::uuid[]) order by occurred_at, id",
        [one.line_id for one in lines],
    )


def notices_of(site: Site, kind: str) -> list[dict[str, Any]]:
    return site.sql("select * from public.gate_notice where kind = %s order by received_at", kind)


class Recorded(Passing):
    """Notes which functions are called, in order."""

    def __init__(self, client: Any) -> None:
        super().__init__(client)
        self.called: list[str] = []

    async def call(self, function: str, arguments: Any) -> Any:
        self.called.append(function)
        return await self.client.call(function, arguments)


class Deaf(Recorded):
    """Hears everything, and its answers are lost as often as said."""

    lost = 1

    async def call(self, function: str, arguments: Any) -> Any:
        answer = await super().call(function, arguments)
        if self.lost:
            self.lost -= 1
            raise CentralUnreachable("the answer was lost")
        return answer


def test_the_shift_log_arrives_with_its_words_and_who_wrote_it(fresh_central: Site) -> None:
    async def story() -> None:
        async with gatehouse(fresh_central) as here:
            handover = line(here, "La barrera se traba", LineKind.HANDOVER)
            await here.store.logbook.write(handover)
            await day(here).acknowledge(handover.line_id)
            await here.sync.drain()
            (kept,) = lines_of(fresh_central, handover)
            assert (kept["words"], kept["kind"], kept["actor_name"]) == (
                "La barrera se traba",
                "handover",
                fresh_central.user("guard")["name"],
            )
            assert kept["occurred_at"] == handover.at
            (read,) = fresh_central.sql("select about from public.shift_log where kind = 'acknowledged'")
            assert read["about"] == {"acknowledges": handover.line_id}
            assert await here.store.messages.waiting() == 0

    asyncio.run(story())


def test_after_being_offline_everything_arrives_once_and_the_call_for_help_first(fresh_central: Site) -> None:
    async def story() -> None:
        recorded: list[Deaf] = []

        def around(client: Any) -> Deaf:
            recorded.append(Deaf(client))
            return recorded[0]

        async with gatehouse(fresh_central, around=around) as here:
            lines = [line(here, f"ronda {number}") for number in range(120)]
            for one in lines:
                await here.store.logbook.write(one)
            await desk(here).keep(Notice("left:1", "left_open", here.time.now().at, "main"))
            await desk(here).call_for_help()
            with pytest.raises(CentralUnreachable):
                await here.sync.drain()
            assert recorded[0].called == ["raise_notice_v1"], "nothing goes before it"
            await here.sync.drain()
            assert recorded[0].called[:3] == ["raise_notice_v1", "raise_notice_v1", "raise_notice_v1"]
            assert recorded[0].called[3:] == ["log_shift_v1"] * 3, "lines go fifty at a time"
            assert len(lines_of(fresh_central, *lines)) == 120
            (help_,) = notices_of(fresh_central, HELP)
            assert (help_["severity"], help_["words"]) == ("alarm", "Garita principal")
            assert help_["actor_name"] == fresh_central.user("guard")["name"]
            pushed = fresh_central.sql("select profile_id::text from public.notification_outbox where kind = 'panic'")
            assert fresh_central.user("supervisor")["actor_id"] in {row["profile_id"] for row in pushed}
            (left,) = notices_of(fresh_central, "left_open")
            assert (left["gate_id"], left["severity"]) == ("main", "warning")
            assert await here.store.messages.waiting() == 0

    asyncio.run(story())


def test_a_supervisor_at_another_post_sees_the_call_for_help_and_closes_it(fresh_central: Site) -> None:
    async def story() -> None:
        second = str(fresh_central.sql(
            "insert into public.device (community_id, name) values (%s, 'Garita sur') returning id",
            fresh_central.community_id,
        )[0]["id"])  # fmt: skip
        async with (
            gatehouse(fresh_central) as first,
            gatehouse(fresh_central, role="guard", site_device=second) as other,
        ):
            await other.sync.drain()
            await desk(first).call_for_help()
            await first.sync.drain()
            await other.sync.drain()
            (heard,) = other.of(Notice)
            assert (heard.kind, heard.device_id, heard.detail) == (HELP, fresh_central.device_id, "Garita principal")
            supervisor = desk(other, "supervisor", device_id=second)
            (open_,) = await supervisor.open_notices()
            assert (open_.kind, open_.subject) == (HELP, fresh_central.user("guard")["name"])
            with pytest.raises(KnownError, match="not_permitted_here"):
                await desk(other, "guard", device_id=second).close_notice(open_.notice_id, "visto")
            await supervisor.close_notice(open_.notice_id, "Hablado con la guardia")
            assert await supervisor.open_notices() == ()
            assert await other.store.messages.waiting() == 1

    asyncio.run(story())


def test_a_call_for_help_of_yesterday_is_listed_and_not_raised_while_a_mirror_is_loaded(fresh_central: Site) -> None:
    async def story() -> None:
        second = str(fresh_central.sql(
            "insert into public.device (community_id, name) values (%s, 'Garita sur') returning id",
            fresh_central.community_id,
        )[0]["id"])  # fmt: skip
        for _ in range(20):
            fresh_central.add_pass()
        async with gatehouse(fresh_central) as first:
            await desk(first).call_for_help()
            await first.sync.drain()
        async with gatehouse(fresh_central, role="guard", site_device=second, page_rows=5) as other:
            await other.sync.drain()
            assert other.of(Notice) == []
            assert [one.kind for one in await desk(other, "guard", device_id=second).open_notices()] == [HELP]

    asyncio.run(story())


def test_what_a_supervisor_closed_elsewhere_is_closed_here(fresh_central: Site) -> None:
    async def story() -> None:
        async with gatehouse(fresh_central) as here:
            await desk(here).keep(Notice("left:9", "left_open", here.time.now().at, "main"))
            await desk(here).keep(Notice("flag:1", "entry_flagged", here.time.now().at, "e", "expired"))
            await here.sync.drain()
            await here.sync.drain()
            assert len(await desk(here).open_notices()) == 2
            (row,) = notices_of(fresh_central, "left_open")
            fresh_central.sign_in("supervisor").post(
                "/rest/v1/rpc/acknowledge_notice_v1", json={"p_notice": str(row["id"]), "p_words": "visto"}
            )
            await here.sync.drain()
            assert [one.kind for one in await desk(here).open_notices()] == ["entry_flagged"]

    asyncio.run(story())


def test_a_console_says_which_supervisor_dealt_with_it(fresh_central: Site) -> None:
    async def story() -> None:
        async with gatehouse(fresh_central) as here:
            await desk(here).keep(Notice("left:2", "left_open", here.time.now().at, "main"))
            await here.sync.drain()
            (open_,) = await desk(here, "supervisor").open_notices()
            await desk(here, "supervisor").close_notice(open_.notice_id, "cerrada a mano")
            await here.sync.drain()
            (row,) = notices_of(fresh_central, "left_open")
            assert str(row["acknowledged_by"]) == fresh_central.user("supervisor")["actor_id"]
            assert row["acknowledgement"] == "cerrada a mano"
            for by in (fresh_central.user("guard")["actor_id"], None):
                with pytest.raises(CentralError):
                    await here.client.call(
                        "acknowledge_notice_v1", {"p_notice": str(row["id"]), "p_words": "x", "p_by": by}
                    )

    asyncio.run(story())


def test_a_host_is_asked_and_the_answer_comes_back(fresh_central: Site) -> None:
    async def story() -> None:
        host = fresh_central.plan.residents[0]
        async with gatehouse(fresh_central) as here:
            await here.sync.drain()
            question = await day(here).ask_host(host.profile_id, visitor_name="Vendedor", gate_id="main")
            assert await day(here).host_answer(question) is None
            await here.sync.drain()
            asked = await day(here).host_answer(question)
            assert asked is not None and asked.answer is None
            await day(here).heard_from_host(question, admit=True, heard_by="su hijo")
            await here.sync.drain()
            answered = await day(here).host_answer(question)
            assert answered is not None
            assert (answered.answer, answered.answered_by, answered.answered_via) == ("admit", "su hijo", "phone")

    asyncio.run(story())


def test_one_that_the_central_api_will_not_take_stops_no_other(fresh_central: Site) -> None:
    async def story() -> None:
        async with gatehouse(fresh_central) as here:
            good = [line(here, f"ronda {number}") for number in range(5)]
            bad = replace(line(here, "mal"), line_id="no uuid")
            for one in (*good[:2], bad, *good[2:]):
                await here.store.logbook.write(one)
            await here.sync.drain()
            assert len(lines_of(fresh_central, *good)) == 5
            ((message, code, _),) = await here.store.messages.quarantined()
            assert (message.message_id, code) == ("no uuid", "22P02")
            (notice,) = here.of(Notice)
            assert notice.kind == "message_quarantined"
            await desk(here).keep(notice)
            assert await here.store.messages.waiting() == 0, "what it refuses to hear is not told as a notice"
            await records_of(here.store).send_again("no uuid")
            assert await here.store.messages.waiting() == 1

    asyncio.run(story())


def test_after_a_new_epoch_it_is_told_again_and_stands_once(fresh_central: Site) -> None:
    async def story() -> None:
        async with gatehouse(fresh_central) as here:
            one = line(here, "ronda")
            await here.store.logbook.write(one)
            await here.sync.drain()
            fresh_central.sql("delete from public.shift_log")
            fresh_central.faults(new_epoch=True)
            await here.sync.drain()
            assert len(lines_of(fresh_central, one)) == 1
            assert await here.store.messages.waiting() == 0

    asyncio.run(story())


def test_the_first_contract_has_no_place_for_messages(fresh_central: Site) -> None:
    async def story() -> None:
        fresh_central.faults(contract="first")
        async with gatehouse(fresh_central, role="guard") as here:
            await here.store.logbook.write(line(here, "ronda"))
            await here.sync.drain()
            assert await here.store.messages.waiting() == 1
            fresh_central.faults(contract="v1")
            here.sync.signed_in()
            await here.sync.drain()
            assert await here.store.messages.waiting() == 0

    asyncio.run(story())


def test_what_the_server_breaks_on_waits_and_others_go(fresh_central: Site) -> None:
    class Breaking(Recorded):
        async def call(self, function: str, arguments: Any) -> Any:
            if function == Call.ASK_HOST:
                self.called.append(function)
                raise CentralUnreachable("broke", code="server_failed")
            return await super().call(function, arguments)

        async def contract(self) -> Contract:
            return await self.client.contract()

    async def story() -> None:
        clock = DrivenClock()
        async with gatehouse(fresh_central, around=Breaking, clock=clock) as here:
            await here.store.messages.put(
                Message(uuid7(here.time.now().at), MessageLane.QUESTION, Call.ASK_HOST, {"id": "x"})
            )
            one = line(here, "ronda")
            await here.store.logbook.write(one)
            for _ in range(30):
                try:
                    await here.sync.drain()
                except CentralError:
                    clock.advance(1200)
            assert len(lines_of(fresh_central, one)) == 1
            assert [code for _, code, _ in await here.store.messages.quarantined()] == ["server_failed"]

    asyncio.run(story())


async def flagged(here: Gatehouse) -> str:
    """An entry of `here` that the central API questions, with the notice that its answer brought."""
    entry = await here.record(here.site.add_pass(entries_allowed=0))
    await here.sync.drain()
    (notice,) = [one for one in here.of(Notice) if one.kind == "entry_flagged"]
    await desk(here).keep(notice)
    return entry.entry_id


def resolved(site: Site, entry_id: str) -> dict[str, Any]:
    (row,) = site.sql("select resolution, resolved_by::text from public.visitor_record_logs where id = %s", entry_id)
    return row


def test_what_the_centre_questions_is_worked_off_at_any_console_and_closed_at_all(fresh_central: Site) -> None:
    async def story() -> None:
        async with two_posts(fresh_central) as (here, there):
            await there.sync.drain()
            entry_id = await flagged(here)
            await there.sync.drain()
            south = there.sync._push._device_id
            (seen,) = await desk(there, "supervisor", device_id=south).open_notices()
            assert (seen.kind, seen.subject, seen.detail) == ("entry_flagged", entry_id, "over_limit")
            fresh_central.faults(gone=True)
            await desk(there, "supervisor", device_id=south).close_notice(seen.notice_id, "queja", reported=True)
            assert await desk(there, "supervisor", device_id=south).open_notices() == ()
            with pytest.raises(CentralUnreachable):
                await there.sync.drain()
            fresh_central.faults(gone=False)
            await there.sync.drain()
            supervisor = fresh_central.user("supervisor")["actor_id"]
            assert resolved(fresh_central, entry_id) == {"resolution": "reported: queja", "resolved_by": supervisor}
            assert [one.subject for one in await desk(here).open_notices()] == [entry_id], "not heard of it yet"
            await here.sync.drain()
            assert await desk(here).open_notices() == ()
            await there.sync.drain()
            assert await desk(there, "supervisor", device_id=south).open_notices() == ()

    asyncio.run(story())


def test_an_opening_that_nobody_explained_is_listed_at_every_post_until_one_of_them_says_why(
    fresh_central: Site,
) -> None:
    async def story() -> None:
        async with two_posts(fresh_central) as (here, there):
            south = there.sync._push._device_id
            before = here.time.now().at - REASON_WITHIN - timedelta(minutes=1)
            opening = await here.record(kind=EntryKind.OVERRIDE, occurred_at=before)
            await here.sync.drain()
            await there.sync.drain()
            (own,) = await desk(here).open_notices()
            (seen,) = await desk(there, "supervisor", device_id=south).open_notices()
            assert (own.kind, own.subject) == (seen.kind, seen.subject) == (UNREASONED, opening.entry_id)
            assert (own.device_id, seen.device_id) == ("", fresh_central.device_id)
            await desk(there, "supervisor", device_id=south).close_notice(
                seen.notice_id, "Ambulancia, hablado con Rosa"
            )
            await there.sync.drain()
            await here.sync.drain()
            await there.sync.drain()
            for post in (desk(here), desk(there, "supervisor", device_id=south)):
                assert await post.open_notices() == ()
            for console in (here, there):
                (row,) = (await console.store.history.page(None, HistoryFilter(entry_id=opening.entry_id), 1)).rows
                assert row.explained == "Ambulancia, hablado con Rosa"

    asyncio.run(story())


def test_a_word_on_an_entry_that_a_restored_server_lost_goes_after_the_entry(fresh_central: Site) -> None:
    async def story() -> None:
        clock = DrivenClock()
        async with gatehouse(fresh_central, clock=clock) as here:
            entry_id = await flagged(here)
            await here.sync.drain()
            fresh_central.sql("delete from public.visitor_record_logs where id = %s", entry_id)
            (open_,) = await desk(here, "supervisor").open_notices()
            await desk(here, "supervisor").close_notice(open_.notice_id, "era su hijo")
            await here.sync.drain()
            assert await here.store.messages.waiting() == 1 and await here.store.messages.quarantined() == ()
            fresh_central.faults(new_epoch=True)
            await here.sync.drain()
            clock.advance(3600)
            await here.sync.drain()
            assert resolved(fresh_central, entry_id)["resolution"] == "accepted: era su hijo"
            assert await here.store.messages.waiting() == 0
            assert await desk(here).open_notices() == ()

    asyncio.run(story())


PHOTO = b"\xff\xd8\xff" + b"the barrier, bent" + b"\xff\xd9"


def test_another_post_reads_the_notes_and_sees_their_pictures(fresh_central: Site) -> None:
    async def story() -> None:
        async with two_posts(fresh_central) as (here, there):
            south = there.sync._push._device_id
            fresh_central.faults(gone=True)
            note = await day(here).write_line(LineKind.INCIDENT, "La barrera está torcida", photo=PHOTO)
            await day(here).write_line(LineKind.START, "")
            assert note.photo_hash is not None
            assert await day(here).line_photo(note) == PHOTO, "at once, where it was taken"
            fresh_central.faults(gone=False)
            await there.sync.drain()
            assert await day(there, south).shift_lines() == ()
            await here.sync.drain()
            await there.sync.drain()
            (seen,) = await day(there, south).shift_lines()
            assert (seen.words, seen.kind, seen.post, seen.photo_hash) == (
                "La barrera está torcida", LineKind.INCIDENT, fresh_central.user("console")["name"], note.photo_hash,
            )  # fmt: skip
            assert await day(there, south).line_photo(seen) == PHOTO
            assert len(await day(here).shift_lines()) == 2, "one's own lines stand once"
            await here.sync.drain()
            kept = fresh_central.sql("select name from storage.objects where name like %s", f"%{note.photo_hash}.jpg")
            assert len(kept) == 1 and await here.store.journal.photos_due(limit=5) == ()

    asyncio.run(story())


def test_a_picture_waits_for_its_line(fresh_central: Site) -> None:
    async def story() -> None:
        async with gatehouse(fresh_central) as here:
            note = await day(here).write_line(LineKind.NOTE, "foto", photo=PHOTO)
            assert await here.store.journal.photos_due(limit=5) == ()
            await here.store.messages.settle([note.line_id])
            (row,) = await here.store.journal.photos_due(limit=5)
            assert (row.photo_hash, row.entry_id) == (note.photo_hash, note.line_id)
            assert await here.store.journal.sweep_photos() == 0
            await here.store.journal.retire(here.time.now().at + timedelta(days=1))
            assert await here.store.photos.load(row.photo_hash) == PHOTO, "kept until the central API has it"
            await here.store.journal.photo_settled(row.photo_hash)
            await here.store.journal.retire(here.time.now().at + timedelta(days=1))
            assert await here.store.photos.load(row.photo_hash) is None

    asyncio.run(story())


def lockdown(here: Gatehouse, site: Site) -> Message:
    word_id = uuid7(here.time.now().at)
    value = {"active": True, "at": here.time.now().at.isoformat(), "by": "", "place": "x", "word": word_id}
    value["by"] = actor(site).actor_id
    body = {"community_id": site.community_id, "key": "lockdown", "value": value}
    return Message(word_id, MessageLane.PANIC, Call.PUT_SETTING, body)


def test_where_nobody_signs_a_lockdown_waits_and_a_call_for_help_does_not_wait_for_it(fresh_central: Site) -> None:
    class Unsigned(Recorded):
        async def invoke(self, function: str, body: Any) -> Any:
            self.called.append(function)
            raise ContractMismatch(NO_EDGE_FUNCTION, "t", "m", "n")

        async def contract(self) -> Contract:
            return await self.client.contract()

    async def story() -> None:
        async with gatehouse(fresh_central, around=Unsigned) as here:
            await here.store.messages.put(lockdown(here, fresh_central))
            await desk(here).call_for_help()
            await here.sync.drain()
            assert len(notices_of(fresh_central, HELP)) == 1
            assert await here.store.messages.waiting() == 1
            assert await here.store.messages.quarantined() == ()

    asyncio.run(story())


def test_a_lockdown_that_was_told_is_not_told_again_to_a_central_api_that_lost_its_memory(fresh_central: Site) -> None:
    async def story() -> None:
        async with gatehouse(fresh_central) as here:
            told = lockdown(here, fresh_central)
            await here.store.messages.put(told)
            one = line(here, "ronda")
            await here.store.logbook.write(one)
            await here.sync.drain()
            assert await here.store.messages.waiting() == 0
            (row,) = fresh_central.sql("select value from public.site_setting where key = 'lockdown'")
            assert row["value"]["word"] == told.message_id
            assert await here.store.messages.unsettle_since(here.time.now().at - timedelta(days=7)) == 1
            (due,) = await here.store.messages.due(limit=9, now=here.time.now().at + timedelta(days=1))
            assert due.message.message_id == one.line_id

    asyncio.run(story())
