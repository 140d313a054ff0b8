"""Opening by hand: with a broken journal, at a locked console, several gates at once; and who may end a lockdown."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest

from app.clock import TrustedTime
from app.domain.entry import Entry, EntryKind
from app.domain.gate import Cause, GateOutcome, OutcomeKind
from app.domain.gate import Path as Way
from app.domain.lockdown import LockdownWord
from app.domain.shift import Act, Actor, Role, Shift
from app.errors import KnownError, StoreError
from app.events import ActorChanged, Events, Notice, Trouble
from app.gates.lockdown import LockdownState
from app.lockdown_desk import LockdownDesk
from app.opening import Duty, Opening
from app.override import Override
from app.people_here import REMEMBERED, PeopleHere
from app.pin import Pins, WrongPin
from app.store.rows import Message
from app.tasks import Tasks
from tests.app.test_duty import Kept
from tests.clocks import DrivenClock
from tests.store.made import NOON

GUARD, CHIEF = Actor("g1", "J. Ajú", Role.GUARD), Actor("s1", "C. Barrios", Role.SUPERVISOR)
DONE = GateOutcome(OutcomeKind.DONE, Way.LOCAL, "ok")


@dataclass
class Post:
    """A gatehouse of ports that remember, in order."""

    actor: Actor | None = GUARD
    locked: bool = False
    free: bool = False
    broken: bool = False
    stuck: bool = False
    picture: bytes | None = None
    clock: DrivenClock = field(default_factory=DrivenClock)
    told: list[tuple[str, Any]] = field(default_factory=list)
    seen: list[Any] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.events, self.tasks, self.time = Events(), Tasks(), TrustedTime(self.clock)
        for kind in (Notice, Trouble):
            self.events.subscribe(kind, self.seen.append)
        opening = Opening(journal=self, gates=self, duty=self.duty, time=self.time, events=self.events)
        self.override = Override(
            opening=opening, emergency=self, duty=self.duty, clock=self.clock, time=self.time, events=self.events,
            tasks=self.tasks, photo_now=self.photo_now, free_when_locked=lambda: self.free,
        )  # fmt: skip

    def duty(self) -> Duty:
        shift = Shift("shift", self.actor, self.clock.wall()) if self.actor else None
        return Duty(self.actor, shift, self.locked, "d", "i")

    async def record(self, entry: Entry, *, photo: bytes | None = None) -> Entry:
        if self.stuck:
            await asyncio.Event().wait()
        if self.broken:
            raise StoreError("disk_full", "The disk is full", "x", "y")
        self.told.append(("entry", entry))
        return entry

    async def attach_outcome(self, entry_id: str, outcome: GateOutcome) -> None:
        self.told.append(("outcome", outcome.detail))

    async def hold_photo(self, photo: bytes) -> None:
        raise AssertionError("nobody waits for a verdict here")

    async def add_photo(self, entry_id: str, photo: bytes) -> str | None:
        self.told.append(("photo", photo))
        return "hash"

    def keep(self, entry: Entry) -> None:
        self.told.append(("emergency", entry))

    async def photo_now(self) -> bytes | None:
        return self.picture

    async def order(self, gate_id: str, action: object, cause: Cause, actor_id: str, **more: Any) -> GateOutcome:
        self.told.append(("gate", (gate_id, cause, actor_id, more.get("only"))))
        return DONE

    def lockdown(self) -> LockdownState:
        return LockdownState(LockdownWord(False, NOON))

    def hold_lockdown(self, word: LockdownWord) -> None:
        self.told.append(("lock" if word.locked else "release", word.actor_id))

    async def put(self, message: Message) -> None:
        self.told.append(("message", message.call))

    async def is_refused(self, message_id: str) -> bool:
        return False

    async def settled_before(self, message_ids: Any, moment: Any) -> frozenset[str]:
        return frozenset()

    async def note(self, kind: str, subject: str, said: Any) -> None:
        self.told.append(("chain", (kind, said["by"])))

    @property
    def order_of_things(self) -> list[str]:
        return [what for what, _ in self.told]


def play(story: Callable[[Post], Awaitable[None]], **given: Any) -> Post:
    async def whole() -> Post:
        post = Post(**given)
        await story(post)
        for _ in range(5):
            await asyncio.sleep(0)
        await post.tasks.close()
        return post

    return asyncio.run(whole())


async def hold(post: Post) -> None:
    await post.override.open("main")


def test_the_entry_is_kept_before_the_gate_and_the_photo_never_delays_it() -> None:
    post = play(hold, picture=b"a face")
    assert post.order_of_things[:2] == ["entry", "gate"] and ("photo", b"a face") in post.told
    entry = post.told[0][1]
    assert (entry.kind, entry.actor_id, entry.flags) == (EntryKind.OVERRIDE, "g1", ())


@pytest.mark.parametrize("how", ["broken", "stuck"])
def test_a_journal_that_fails_or_hangs_costs_a_fifth_of_a_second(how: str) -> None:
    post = play(hold, **{how: True})
    assert post.order_of_things[:2] == ["emergency", "gate"]


@pytest.mark.parametrize("given", [{"locked": True}, {"actor": None}])
def test_a_locked_console_or_an_empty_one_opens_nothing_without_a_pin(given: dict[str, Any]) -> None:
    assert play(hold, **given).told == []


@pytest.mark.parametrize("given", [{"locked": True}, {"actor": None}])
def test_where_a_site_allows_it_the_entry_has_no_name_but_a_photo_and_an_alarm(given: dict[str, Any]) -> None:
    post = play(hold, free=True, picture=b"who was it", **given)
    entry = post.told[0][1]
    assert (entry.actor_id, entry.actor_name, entry.shift_id, entry.flags) == ("", "", "", ("unnamed",))
    assert post.told[1] == ("gate", ("main", Cause.OVERRIDE, "", None))
    assert ("photo", b"who was it") in post.told
    (notice,) = post.seen
    assert (notice.kind, notice.subject) == ("override_unnamed", "main")


def test_on_duty_it_is_named_even_where_nobody_would_need_to_be() -> None:
    post = play(hold, free=True)
    assert post.told[0][1].actor_id == "g1" and post.seen == []


def test_who_has_shown_a_pin_is_named_whoever_is_on_duty() -> None:
    async def story(post: Post) -> None:
        await post.override.open("main", by=CHIEF)

    entry = play(story, locked=True).told[0][1]
    assert (entry.actor_id, entry.shift_id) == ("s1", "")


def test_several_gates_are_opened_at_once_each_with_its_entry() -> None:
    async def story(post: Post) -> None:
        opened = await post.override.open_all(["main", "side", "door"])
        assert [entry.gate_id for entry, _ in opened] == ["main", "side", "door"]
        assert len({entry.entry_id for entry, _ in opened}) == 3

    post = play(story)
    assert sorted(where[0] for what, where in post.told if what == "gate") == ["door", "main", "side"]
    assert post.order_of_things.count("entry") == 3


def people(post: Post, kept: Kept) -> PeopleHere:
    pins = Pins(kept, post.clock)
    return PeopleHere(
        secrets=kept, pins=lambda: pins, events=post.events, tasks=post.tasks, now=lambda: post.time.now().at
    )


def test_people_of_this_pc_are_known_after_a_restart_and_forgotten_after_a_month() -> None:
    async def story(post: Post) -> None:
        kept = Kept()
        here = people(post, kept)
        for actor in (GUARD, CHIEF, Actor("s2", "No Pin", Role.SUPERVISOR)):
            post.events.publish(ActorChanged(actor, False))
        await asyncio.sleep(0)
        for actor_id, pin in (("g1", "471100"), ("s1", "258000")):
            await Pins(kept, post.clock).choose(actor_id, pin)
        again = people(post, kept)
        await again.restore()
        for desk in (here, again):
            assert [one.actor_id for one in await desk.who_may(Act.RELEASE_LOCKDOWN)] == ["s1"]
            assert {one.actor_id for one in await desk.who_may(Act.OVERRIDE)} == {"g1", "s1"}
        assert await again.prove("s1", "258000", Act.RELEASE_LOCKDOWN) == CHIEF
        for actor_id, pin in (("s1", "999999"), ("g1", "471100"), ("nobody", "1")):
            with pytest.raises(WrongPin):
                await again.prove(actor_id, pin, Act.RELEASE_LOCKDOWN)
        post.clock.advance(REMEMBERED.total_seconds() + 1)
        assert await again.who_may(Act.OVERRIDE) == ()
        with pytest.raises(WrongPin):
            await again.prove("s1", "258000", Act.RELEASE_LOCKDOWN)

    play(story)


def test_a_supervisors_pin_ends_a_lockdown_at_a_guards_console() -> None:
    async def story(post: Post) -> None:
        kept = Kept()
        here = people(post, kept)
        post.events.publish(ActorChanged(CHIEF, False))
        await Pins(kept, post.clock).choose("s1", "258000")
        desk = LockdownDesk(
            gates=post, chain=post, messages=post, people=here, actor=lambda: post.actor, community_id="c1", place="",
            events=post.events, tasks=post.tasks, time=post.time.now, heard_until=lambda: None,
        )  # fmt: skip
        desk.lock_down()
        with pytest.raises(KnownError):
            desk.release()
        with pytest.raises(WrongPin):
            await desk.release_with_pin("s1", "000001")
        assert "release" not in post.order_of_things
        post.clock.advance(timedelta(minutes=2).total_seconds())
        await desk.release_with_pin("s1", "258000")

    post = play(story)
    assert [one for one in post.told if one[0] in ("lock", "release")] == [("lock", "g1"), ("release", "s1")]
    assert [one.kind for one in post.seen] == ["locked_down", "lockdown_released"]
    assert {("chain", ("locked_down", "g1")), ("chain", ("lockdown_released", "s1"))} <= set(post.told)
