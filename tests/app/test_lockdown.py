"""A lockdown is the whole site's: said at one console, signed by the central API, heard by all; without a line too."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from app.account import Forgetful
from app.bootstrap import Core
from app.clock import SystemClock, TrustedMoment
from app.domain.lockdown import LockdownWord
from app.domain.shift import Actor, Role
from app.events import Events, MessageKept, Notice, Trouble
from app.gates.lockdown import Lockdown, LockdownState
from app.lockdown_desk import SUPERSEDED, LockdownDesk
from app.people_here import PeopleHere
from app.pin import Pins
from app.sandbox.profile import PIN, prepare
from app.site_word import FORGED, OLD
from app.store.rows import Call, Message, MessageLane
from app.tasks import Tasks
from tests.app.test_site_word import STRANGER, put, signed
from tests.fixtures_site import Site
from tests.store.made import NOON

GUARD, CHIEF = Actor("g1", "J. Ajú", Role.GUARD), Actor("s1", "C. Barrios", Role.SUPERVISOR)
MINUTE = timedelta(minutes=1)


@dataclass
class Console:
    """A desk over a real file; the rest remembers."""

    folder: Path
    actor: Actor | None = GUARD
    now: Any = NOON
    told: list[Message] = field(default_factory=list)
    refused: set[str] = field(default_factory=set)
    settled: set[str] = field(default_factory=set)
    offset_ms: int | None = 0
    noted: list[str] = field(default_factory=list)
    seen: list[Any] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.file = Lockdown(self.folder / "lockdown.json")
        self.file.prepare()
        self.tasks, events = Tasks(), Events()
        for kind in (Notice, Trouble, MessageKept):
            events.subscribe(kind, self.seen.append)
        secrets = Forgetful()
        people = PeopleHere(
            secrets=secrets, pins=lambda: Pins(secrets, SystemClock()), events=events, tasks=self.tasks,
            now=lambda: self.now,
        )  # fmt: skip
        self.desk = LockdownDesk(
            gates=self, chain=self, messages=self, people=people, actor=lambda: self.actor, community_id="c1",
            place="Garita sur", events=events, tasks=self.tasks, time=self.moment, heard_until=lambda: self.now,
        )  # fmt: skip

    def moment(self) -> TrustedMoment:
        return TrustedMoment(self.now, True, self.offset_ms)

    async def settled_before(self, message_ids: Any, moment: Any) -> frozenset[str]:
        return frozenset(message_ids) & self.settled

    def lockdown(self) -> LockdownState:
        return self.file.state()

    def hold_lockdown(self, word: LockdownWord) -> None:
        self.file.hold(word)

    async def note(self, kind: str, subject: str, said: Any) -> None:
        self.noted.append(kind)

    async def put(self, message: Message) -> None:
        self.told.append(message)

    async def is_refused(self, message_id: str) -> bool:
        return message_id in self.refused

    async def hear(self, word: LockdownWord, *, fresh: bool = True) -> bool:
        await self.desk.hear(word, fresh=fresh)
        return self.file.state().locked

    @property
    def word(self) -> LockdownWord:
        word = self.file.state().word
        assert word is not None
        return word

    @property
    def notices(self) -> list[str]:
        return [one.kind for one in self.seen if isinstance(one, Notice)]


def play(folder: Path, story: Callable[[Console], Awaitable[None]], **given: Any) -> Console:
    async def whole() -> Console:
        console = Console(folder, **given)
        await story(console)
        for _ in range(3):
            await asyncio.sleep(0)
        await console.tasks.close()
        return console

    return asyncio.run(whole())


def test_what_is_said_here_is_in_the_file_at_once_and_told_before_all_else(tmp_path: Path) -> None:
    async def story(console: Console) -> None:
        console.desk.lock_down()
        assert console.word == LockdownWord(
            True, NOON, "g1", "J. Ajú", "Garita sur", console.word.word_id, waiting=True
        )

    console = play(tmp_path, story)
    (message,) = console.told
    assert (message.lane, message.call) == (MessageLane.PANIC, Call.PUT_SETTING)
    assert message.message_id == message.body["value"]["word"] == console.word.word_id
    assert (message.body["key"], message.body["value"]["active"]) == ("lockdown", True)
    assert (console.notices, console.noted) == (["locked_down"], ["locked_down"])
    assert MessageKept(urgent=True) in console.seen


def test_a_power_cut_between_the_file_and_the_message_is_made_good(tmp_path: Path) -> None:
    async def story(console: Console) -> None:
        console.file.hold(LockdownWord(True, NOON, "g1", word_id="w1", waiting=True))
        await console.desk.restore()
        await console.hear(LockdownWord(True, NOON, "g1", word_id="w1"))
        await console.desk.restore()

    assert [one.message_id for one in play(tmp_path, story).told] == ["w1"], "confirmed: told no more"


def test_a_word_from_elsewhere_locks_and_releases_and_an_older_one_does_nothing(tmp_path: Path) -> None:
    async def story(console: Console) -> None:
        assert await console.hear(LockdownWord(True, NOON, "admin"))
        assert await console.hear(LockdownWord(False, NOON - MINUTE, "admin"))
        assert await console.hear(LockdownWord(False, NOON, "admin")), "at the same moment the one that locks"
        assert not await console.hear(LockdownWord(False, NOON + MINUTE, "s1"))
        assert not await console.hear(LockdownWord(True, NOON, "admin"))

    console = play(tmp_path, story)
    assert console.noted == ["locked_down", "lockdown_released"]
    assert console.told == [], "what came from there is not told back"


def test_locked_without_a_line_then_a_later_release_from_there(tmp_path: Path) -> None:
    async def story(console: Console) -> None:
        console.desk.lock_down()
        assert await console.hear(LockdownWord(False, NOON - MINUTE)), "it knows nothing of this one"
        assert not await console.hear(LockdownWord(False, NOON + MINUTE, "s1", "C. Barrios"))

    console = play(tmp_path, story)
    assert console.notices == ["locked_down", SUPERSEDED]


def test_a_clock_that_was_ahead_does_not_keep_the_site_locked_for_years(tmp_path: Path) -> None:
    async def story(console: Console) -> None:
        console.now = NOON + timedelta(days=3000)
        console.desk.lock_down()
        console.now = NOON
        assert await console.hear(LockdownWord(True, NOON, "g1", word_id=console.word.word_id)), "as the centre read it"
        assert not console.word.waiting and console.word.at == NOON
        assert not await console.hear(LockdownWord(False, NOON + MINUTE, "s1"))
        console.now = NOON + timedelta(days=3000)
        console.desk.lock_down()
        release = LockdownWord(False, NOON + 2 * MINUTE, "s1")
        assert await console.hear(release), "it may still be on its way"
        console.settled.add(console.word.word_id)
        assert not await console.hear(release), "the central API let this one stand"

    play(tmp_path, story)


def test_a_release_by_a_clock_that_nobody_confirmed_ends_only_what_is_known_here(tmp_path: Path) -> None:
    async def story(console: Console) -> None:
        await console.hear(LockdownWord(True, NOON, "admin"))
        console.actor, console.now, console.offset_ms = CHIEF, NOON + timedelta(days=3000), None
        console.desk.release()
        assert not console.word.locked
        assert await console.hear(LockdownWord(True, NOON + MINUTE, "g2")), "ordered since, elsewhere"

    play(tmp_path, story)


def test_a_clock_that_is_behind_does_not_hinder_a_release(tmp_path: Path) -> None:
    async def story(console: Console) -> None:
        await console.hear(LockdownWord(True, NOON + MINUTE, "admin"))
        console.actor = CHIEF
        console.desk.release()
        assert not console.word.locked
        assert not await console.hear(LockdownWord(True, NOON + MINUTE, "admin"))

    play(tmp_path, story)


def test_a_release_that_the_central_api_refuses_does_not_hold(tmp_path: Path) -> None:
    async def story(console: Console) -> None:
        order = LockdownWord(True, NOON, "admin")
        await console.hear(order)
        console.actor = CHIEF
        console.desk.release()
        assert not await console.hear(order), "perhaps it is on its way"
        console.refused.add(console.word.word_id)
        assert await console.hear(order)

    play(tmp_path, story)


@pytest.mark.parametrize("content", [b"", b"{}", None])
def test_a_file_that_cannot_be_read_is_ended_by_a_new_release_alone(tmp_path: Path, content: bytes | None) -> None:
    async def story(console: Console) -> None:
        path = tmp_path / "lockdown.json"
        path.unlink() if content is None else path.write_bytes(content)
        release = LockdownWord(False, NOON, "s1")
        assert await console.hear(release, fresh=False)
        assert not await console.hear(release, fresh=True)

    play(tmp_path, story)


# --- two consoles on a real central API --------------------------------------------------------------------------


@dataclass
class Pair:
    site: Site
    north: Core
    south: Core

    async def meet(self) -> None:
        """Both tell what waits and hear what there is."""
        for _ in range(2):
            for core in (self.north, self.south):
                await core.sync.drain()
                await core.standing.site.look()

    def locked(self) -> tuple[bool, bool]:
        return self.north.actuator.lockdown().locked, self.south.actuator.lockdown().locked

    async def told(self) -> None:
        """Until what was said is in the outbox."""
        for core in (self.north, self.south):
            async with asyncio.timeout(10):
                while {"locked_down", "lockdown_released"} & core.tasks.names:  # noqa: ASYNC110
                    await asyncio.sleep(0.01)


def pair(site: Site, folder: Path, story: Callable[[Pair], Awaitable[None]]) -> None:
    async def whole() -> None:
        for name, role in (("north", "guard"), ("south", "supervisor")):
            await prepare(folder / name, json.dumps(site.line | {"gates": [], "cameras": []}), "words", role=role)
        north = await Core.open(folder / "north", passphrase="words")
        south = await Core.open(folder / "south", passphrase="words")
        try:
            for core in (north, south):
                await core.unlock(PIN)
            await story(Pair(site, north, south))
        finally:
            await north.close()
            await south.close()

    asyncio.run(whole())


def test_locked_at_one_console_released_in_a_supervisors_name_at_the_other(fresh_central: Site, tmp_path: Path) -> None:
    async def story(two: Pair) -> None:
        two.north.lockdown.lock_down()
        await two.told()
        await two.meet()
        assert two.locked() == (True, True)
        heard = two.south.actuator.lockdown().word
        guard = fresh_central.user("guard")
        assert heard is not None and (heard.actor_id, heard.name) == (guard["actor_id"], guard["name"])
        assert (heard.place, heard.waiting) == (two.north.post_name, False)
        assert two.north.actuator.lockdown().word == heard, "and its own is confirmed"

        two.south.lockdown.release()
        await two.told()
        await two.meet()
        assert two.locked() == (False, False)
        (row,) = fresh_central.sql("select * from public.site_setting where key = 'lockdown'")
        assert str(row["updated_by"]) == fresh_central.user("supervisor")["actor_id"]
        assert await two.north.store.messages.waiting() == await two.south.store.messages.waiting() == 0

    pair(fresh_central, tmp_path, story)


def test_an_administrators_word_reaches_both_and_what_is_forged_or_old_is_a_notice(
    fresh_central: Site, tmp_path: Path
) -> None:
    async def story(two: Pair) -> None:
        notices: list[Notice] = []
        two.north.events.subscribe(Notice, notices.append)
        await asyncio.to_thread(put, fresh_central, "lockdown", {"active": True})
        await two.meet()
        assert two.locked() == (True, True)
        (old,) = fresh_central.sql("select signature from public.site_setting where key = 'lockdown'")
        await asyncio.to_thread(put, fresh_central, "lockdown", {"active": False})
        await two.meet()
        assert two.locked() == (False, False)
        forged = signed("lockdown", {"active": True}, by=STRANGER, community_id=fresh_central.community_id)
        for statement, kind in ((old["signature"], OLD), (forged, FORGED)):
            fresh_central.sql("update public.site_setting set signature = %s where key = 'lockdown'", statement)
            await two.meet()
            assert two.locked() == (False, False)
            assert [one.kind for one in notices if one.subject == "lockdown"][-1] == kind

    pair(fresh_central, tmp_path, story)


def test_two_consoles_without_a_line_that_disagree_agree_afterwards(fresh_central: Site, tmp_path: Path) -> None:
    async def story(two: Pair) -> None:
        two.north.lockdown.lock_down()
        await two.told()
        await two.meet()
        # Nobody hears of the other: the south releases what it knew of, and the north locks once more, later.
        two.south.lockdown.release()
        await asyncio.sleep(0.02)
        two.north.lockdown.lock_down()
        await two.told()
        assert two.locked() == (True, False)
        await two.meet()
        assert two.locked() == (True, True), "the later word holds, in whatever order they were told"
        two.north.lockdown.lock_down()
        await asyncio.sleep(0.02)
        two.south.lockdown.release()
        await two.told()
        await two.meet()
        assert two.locked() == (False, False)

    pair(fresh_central, tmp_path, story)


def test_a_guard_cannot_have_a_release_told_in_a_name_of_his_own(fresh_central: Site, tmp_path: Path) -> None:
    async def story(two: Pair) -> None:
        await asyncio.to_thread(put, fresh_central, "lockdown", {"active": True})
        await two.meet()
        guard = two.north.actor
        assert guard is not None
        two.north.lockdown._say(False, guard)  # a console that was tampered with
        await two.told()
        await two.meet()
        assert two.locked() == (True, True)
        assert len(await two.north.store.messages.quarantined()) == 1

    pair(fresh_central, tmp_path, story)


def test_another_console_locks_within_seconds_by_a_poke(fresh_central: Site, tmp_path: Path) -> None:
    async def story(two: Pair) -> None:
        await two.north.start()
        await two.south.start()
        async with asyncio.timeout(30):
            while not (two.north._realtime.live and two.south._realtime.live):  # noqa: ASYNC110
                await asyncio.sleep(0.02)
            heard = asyncio.Event()
            really = two.south.lockdown.hear

            async def hear(word: LockdownWord, *, fresh: bool) -> None:
                await really(word, fresh=fresh)
                if word.locked:
                    heard.set()

            two.south.lockdown.hear = hear  # type: ignore[method-assign]
            two.north.lockdown.lock_down()
            await heard.wait()
        assert two.locked() == (True, True)

    pair(fresh_central, tmp_path, story)
