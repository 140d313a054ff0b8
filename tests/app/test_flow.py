"""The story of one car, moved by hand: what opens, what never does, and what is written before anything moves."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from app.clock import TrustedTime
from app.domain.case import ARMED_AFTER_S, STALE_AFTER_S, KeyPress, Phase
from app.domain.decision import LastEntry, Reason, SitePolicy, Verdict
from app.domain.entry import Direction, Entry, EntryKind
from app.domain.gate import GateOutcome, OutcomeKind, Path
from app.domain.passes import BlacklistHit, Pass, VisitorType
from app.domain.scan import CodeKind, PassCode, Scan, Source, foreign
from app.domain.shift import Actor, Role, Shift
from app.errors import CentralUnreachable, StoreError
from app.events import Events, Link, Notice, ScanArrived, Trouble
from app.facts import FactsDesk, Site
from app.flow import Flow
from app.opening import Duty, Opening
from app.tasks import Tasks
from tests.clocks import DrivenClock, turns_until

HERE = "11111111-1111-4111-8111-111111111111"
GUARD = Actor("g1", "J. Ajú", Role.GUARD)
DONE = GateOutcome(OutcomeKind.DONE, Path.LOCAL, "ok")
NOT_DONE = GateOutcome(OutcomeKind.NOT_DONE, Path.LOCAL, "unreachable")


@dataclass(frozen=True)
class Known:
    pass_: Pass | None = None
    blacklist: tuple[BlacklistHit, ...] = ()
    inside: bool = False
    last_entry: LastEntry | None = None
    as_of: datetime | None = None


@dataclass
class Gatehouse:
    """The flow over ports that remember what was asked of them, in order."""

    clock: DrivenClock = field(default_factory=DrivenClock)
    mirror: dict[str, Pass] = field(default_factory=dict)
    central: Callable[[], Awaitable[Known]] | None = None
    link: Link = Link.OFFLINE
    outcome: GateOutcome = DONE
    full: bool = False
    locked: bool = False
    face_seen: bytes | None = None
    frame_seen: Callable[[], Awaitable[bytes | None]] | None = None
    kept: list[bytes | None] = field(default_factory=list)
    held: list[bytes] = field(default_factory=list)
    told: list[tuple[str, Any]] = field(default_factory=list)
    seen: list[object] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.events, self.tasks, self.time = Events(), Tasks(), TrustedTime(self.clock)
        for kind in (Trouble, Notice, ScanArrived):
            self.events.subscribe(kind, self.seen.append)
        self.flow = Flow(
            facts=FactsDesk(
                site=Site(HERE, SitePolicy, 0.02),
                known=self,
                mirror=self,
                journal=self,
                central=self,
                link=lambda: self.link,
                time=self.time,
                clock=self.clock,
            ),
            opening=Opening(journal=self, gates=self, duty=self.duty, time=self.time, events=self.events),
            photos=self,
            duty=self.duty,
            gate_for=lambda scan: "main",
            clock=self.clock,
            time=self.time,
            events=self.events,
            tasks=self.tasks,
        )

    def duty(self) -> Duty:
        return Duty(GUARD, Shift("s1", GUARD, self.clock.wall()), self.locked, "d1", "i1")

    async def find(self, code: PassCode) -> tuple[Known, tuple[int, LastEntry | None]]:
        pass_ = self.mirror.get(code.key)
        own_facts = (0, None) if pass_ is None else await self.own_facts(pass_.pass_id, pass_.uses_rev)
        return Known(pass_, as_of=self.clock.wall()), own_facts

    async def find_by_id(self, pass_id: str) -> Known:
        return Known(None, as_of=self.clock.wall())

    async def blacklist_hits(self, pass_: Pass) -> tuple[BlacklistHit, ...]:
        return ()

    async def own_facts(self, pass_id: str, mirror_rev: int) -> tuple[int, LastEntry | None]:
        mine = (entry for what, entry in self.told if what == "entry" and entry.pass_id == pass_id)
        return sum(1 for entry in mine if entry.uses_pass), None

    async def local_pass(self, code: PassCode) -> Pass | None:
        return None

    async def validate(self, *_: object) -> Known:
        if self.central is None:
            raise CentralUnreachable("closed port")
        return await self.central()

    async def record(self, entry: Entry, *, photo: bytes | None = None) -> Entry:
        if self.full:
            raise StoreError("disk_full", "The disk is full", "no space", "free some")
        self.told.append(("entry", entry))
        self.kept.append(photo)
        return replace(entry, device_seq=len(self.told))

    async def attach_outcome(self, entry_id: str, outcome: GateOutcome) -> None:
        self.told.append(("outcome", outcome))

    async def order(self, gate_id: str, *_: object, **__: object) -> GateOutcome:
        self.told.append(("gate", gate_id))
        return self.outcome

    async def hold_photo(self, photo: bytes) -> None:
        self.held.append(photo)
        if self.full:
            raise StoreError("disk_full", "The disk is full", "no space", "free some")

    async def add_photo(self, entry_id: str, photo: bytes) -> str | None:
        self.told.append(("photo", photo))
        return "hash"

    async def frame(self, scan: Scan) -> bytes | None:
        return await self.frame_seen() if self.frame_seen else None

    async def face(self, scan: Scan) -> bytes | None:
        return self.face_seen

    def scan(self, key: str) -> Scan:
        return Scan(f"scan-{key}", Source.CAMERA, PassCode(CodeKind.RECORD, key), Direction.IN, self.clock.wall())

    async def shown(self, key: str = "ana") -> str:
        """Scan, wait for the verdict, paint it and let it be read."""
        self.flow.take(self.scan(key))
        await self.settled()
        case = self.flow.case
        assert case is not None
        self.flow.painted(case.case_id, self.clock.monotonic())
        self.clock.advance(ARMED_AFTER_S + 0.01)
        return case.case_id

    async def settled(self) -> None:
        await turns_until(lambda: self.flow.case is None or self.flow.case.phase is not Phase.CHECKING)

    def press(self, **how: Any) -> KeyPress:
        return KeyPress(self.clock.monotonic(), **how)

    @property
    def order_of_things(self) -> list[str]:
        return [what for what, _ in self.told]


def ana(**changes: Any) -> Pass:
    clock = DrivenClock()
    given: dict[str, Any] = {
        "pass_id": "p1",
        "record_uid": "ana",
        "community_id": HERE,
        "visitor_name": "Ana Lucía Paz",
        "visitor_type": VisitorType.GUEST,
        "valid_until": clock.wall() + timedelta(hours=5),
        "entries_allowed": 2,
    }
    return Pass(**(given | changes))


def story(tell: Callable[[Gatehouse], Awaitable[None]], **given: Any) -> Gatehouse:
    """Run one story to its end and give the gatehouse back."""

    async def whole() -> Gatehouse:
        gatehouse = Gatehouse(**given)
        await tell(gatehouse)
        await gatehouse.tasks.close()
        return gatehouse

    return asyncio.run(whole())


def test_the_entry_is_on_disk_before_the_gate_moves() -> None:
    async def tell(gatehouse: Gatehouse) -> None:
        case_id = await gatehouse.shown()
        assert await gatehouse.flow.open(case_id, gatehouse.press())

    gatehouse = story(tell, mirror={"ana": ana()})
    assert gatehouse.order_of_things == ["entry", "gate", "outcome"]
    entry = gatehouse.told[0][1]
    assert (entry.kind, entry.verdict, entry.basis, entry.actor_name) == (EntryKind.VISIT, "admit", "mirror", "J. Ajú")


@pytest.mark.parametrize(
    ("source", "expected"), [(Source.CAMERA, 2_641), (Source.HAND_SCANNER, 2_641), (Source.TYPED, None)]
)
def test_the_time_since_the_scan_is_kept_with_what_the_gate_answered(source: Source, expected: int | None) -> None:
    async def tell(gatehouse: Gatehouse) -> None:
        seen = gatehouse.clock.monotonic()
        gatehouse.clock.advance(0.3)  # the decoder's own time
        scanned = replace(gatehouse.scan("ana"), source=source, first_seen_monotonic=seen)
        gatehouse.flow.take(scanned)
        await gatehouse.settled()
        case = gatehouse.flow.case
        assert case is not None
        gatehouse.flow.painted(case.case_id, gatehouse.clock.monotonic())
        gatehouse.clock.advance(2.3)  # the guard reads
        assert await gatehouse.flow.open(case.case_id, gatehouse.press())

    gatehouse = story(tell, mirror={"ana": ana()}, outcome=replace(DONE, took_ms=41))
    assert gatehouse.told[-1] == ("outcome", replace(DONE, took_ms=41, scan_ms=expected))


def test_a_second_order_counts_from_the_same_scan() -> None:
    async def tell(gatehouse: Gatehouse) -> None:
        scanned = replace(gatehouse.scan("ana"), first_seen_monotonic=gatehouse.clock.monotonic())
        gatehouse.flow.take(scanned)
        await gatehouse.settled()
        case = gatehouse.flow.case
        assert case is not None
        gatehouse.flow.painted(case.case_id, gatehouse.clock.monotonic())
        gatehouse.clock.advance(1)
        assert await gatehouse.flow.open(case.case_id, gatehouse.press())
        gatehouse.clock.advance(9)
        assert await gatehouse.flow.open_again(case.case_id)

    gatehouse = story(tell, mirror={"ana": ana()}, outcome=NOT_DONE)
    assert [said.scan_ms for what, said in gatehouse.told if what == "outcome"] == [1_000, 10_000]


def test_the_face_of_the_seconds_after_is_added_to_the_entry() -> None:
    async def tell(gatehouse: Gatehouse) -> None:
        case_id = await gatehouse.shown()
        assert await gatehouse.flow.open(case_id, gatehouse.press())
        await turns_until(lambda: ("photo", b"a face") in gatehouse.told)

    story(tell, mirror={"ana": ana()}, face_seen=b"a face")


def test_a_verdict_waits_for_no_picture_and_the_entry_keeps_it() -> None:
    async def tell(gatehouse: Gatehouse) -> None:
        camera: asyncio.Future[bytes | None] = asyncio.get_running_loop().create_future()
        gatehouse.frame_seen = lambda: asyncio.shield(camera)
        case_id = await gatehouse.shown()
        assert gatehouse.flow.case is not None and gatehouse.flow.case.photo is None
        opening = gatehouse.tasks.spawn(gatehouse.flow.open(case_id, gatehouse.press()), name="Enter")
        await turns_until(lambda: gatehouse.flow.case is not None and gatehouse.flow.case.phase is Phase.OPENING)
        assert not gatehouse.told
        camera.set_result(b"the frame")
        assert await opening
        assert gatehouse.kept == [b"the frame"] and gatehouse.flow.case.photo == b"the frame"

    story(tell, mirror={"ana": ana()})


@pytest.mark.parametrize("full", [False, True])
def test_the_picture_is_on_the_platter_while_the_guard_reads(full: bool) -> None:
    async def tell(gatehouse: Gatehouse) -> None:
        gatehouse.full = full

        async def seen() -> bytes:
            return b"the frame"

        gatehouse.frame_seen = seen
        await gatehouse.shown()
        await turns_until(lambda: gatehouse.held == [b"the frame"])
        case = gatehouse.flow.case
        assert case is not None and case.phase is Phase.DECIDED, "a full disk is said when the entry is recorded"

    assert not story(tell, mirror={"ana": ana()}).told


def test_enter_opens_once_however_often_it_is_pressed() -> None:
    async def tell(gatehouse: Gatehouse) -> None:
        case_id = await gatehouse.shown()
        both = await asyncio.gather(*(gatehouse.flow.open(case_id, gatehouse.press()) for _ in range(5)))
        assert sorted(both) == [False, False, False, False, True]

    assert story(tell, mirror={"ana": ana()}).order_of_things.count("gate") == 1


def test_enter_does_not_open_a_verdict_nobody_has_seen() -> None:
    async def tell(gatehouse: Gatehouse) -> None:
        gatehouse.flow.take(gatehouse.scan("ana"))
        await gatehouse.settled()
        assert gatehouse.flow.case is not None
        gatehouse.clock.advance(5)
        assert not await gatehouse.flow.open(gatehouse.flow.case.case_id, gatehouse.press())
        gatehouse.flow.painted(gatehouse.flow.case.case_id, gatehouse.clock.monotonic())
        gatehouse.clock.advance(ARMED_AFTER_S / 2)
        assert not await gatehouse.flow.open(gatehouse.flow.case.case_id, gatehouse.press())

    assert story(tell, mirror={"ana": ana()}).told == []


def test_a_refusal_cannot_be_opened() -> None:
    async def tell(gatehouse: Gatehouse) -> None:
        case_id = await gatehouse.shown()
        assert not await gatehouse.flow.open(case_id, gatehouse.press())
        assert not await gatehouse.flow.admit_on_word(case_id, "the host")
        assert await gatehouse.flow.refuse(case_id)
        assert not await gatehouse.flow.refuse(case_id)

    gatehouse = story(tell, mirror={"ana": ana(cancelled=True)})
    assert gatehouse.order_of_things == ["entry"]
    assert gatehouse.told[0][1].kind is EntryKind.REFUSAL
    assert gatehouse.told[0][1].reason == "cancelled"


def test_an_unknown_pass_offline_is_for_a_human_and_says_whose_word_it_was() -> None:
    async def tell(gatehouse: Gatehouse) -> None:
        case_id = await gatehouse.shown("nobody")
        assert gatehouse.flow.case is not None and gatehouse.flow.case.decision is not None
        assert gatehouse.flow.case.decision.reason is Reason.UNKNOWN_OFFLINE
        assert not await gatehouse.flow.open(case_id, gatehouse.press())
        assert await gatehouse.flow.admit_on_word(case_id, "Sra. Castellanos")

    gatehouse = story(tell)
    assert gatehouse.told[0][1].allowed_by == "Sra. Castellanos"


def test_a_stale_verdict_is_decided_again_instead_of_opening() -> None:
    async def tell(gatehouse: Gatehouse) -> None:
        case_id = await gatehouse.shown()
        gatehouse.clock.advance(STALE_AFTER_S)
        gatehouse.mirror["ana"] = ana(cancelled=True)
        assert not await gatehouse.flow.open(case_id, gatehouse.press())
        await gatehouse.settled()
        assert gatehouse.flow.case is not None and gatehouse.flow.case.decision is not None
        assert gatehouse.flow.case.decision.verdict is Verdict.REFUSE

    assert story(tell, mirror={"ana": ana()}).told == []


def test_after_a_sleep_the_verdict_is_decided_again_without_a_key_and_must_be_read_again() -> None:
    async def tell(gatehouse: Gatehouse) -> None:
        case_id = await gatehouse.shown()
        gatehouse.clock.advance(3600)
        gatehouse.mirror["ana"] = ana(valid_until=gatehouse.clock.wall() - timedelta(minutes=5))
        gatehouse.flow.woke()
        await gatehouse.settled()
        assert gatehouse.flow.painted_case is None
        case = gatehouse.flow.case
        assert case is not None and case.case_id == case_id and case.decision is not None
        assert (case.decision.verdict, case.decision.reason) == (Verdict.REFUSE, Reason.EXPIRED)
        assert not await gatehouse.flow.open(case_id, gatehouse.press())

    assert story(tell, mirror={"ana": ana()}).told == []


def test_after_a_sleep_what_has_ended_stays_as_it_ended() -> None:
    async def tell(gatehouse: Gatehouse) -> None:
        gatehouse.flow.woke()
        assert await gatehouse.flow.open(await gatehouse.shown(), gatehouse.press())
        ended = gatehouse.flow.case
        assert ended is not None and ended.phase is Phase.ENDED
        gatehouse.flow.woke()
        assert gatehouse.flow.case is ended

    assert story(tell, mirror={"ana": ana()}).order_of_things == ["entry", "gate", "outcome"]


def test_a_locked_console_opens_nothing() -> None:
    async def tell(gatehouse: Gatehouse) -> None:
        case_id = await gatehouse.shown()
        gatehouse.locked = True
        assert not await gatehouse.flow.open(case_id, gatehouse.press())
        assert not await gatehouse.flow.refuse(case_id)

    assert story(tell, mirror={"ana": ana()}).told == []


def test_the_next_car_waits_and_never_replaces_an_open_verdict() -> None:
    async def tell(gatehouse: Gatehouse) -> None:
        case_id = await gatehouse.shown()
        gatehouse.flow.take(gatehouse.scan("ana"))
        gatehouse.flow.take(gatehouse.scan("luis"))
        gatehouse.flow.take(gatehouse.scan("luis"))
        assert gatehouse.flow.case is not None and gatehouse.flow.case.case_id == case_id
        assert [event.held for event in gatehouse.seen if isinstance(event, ScanArrived)] == [
            None,
            "just_scanned",
            "next",
            "just_scanned",
        ]
        gatehouse.flow.dismiss(case_id)
        await gatehouse.settled()
        assert gatehouse.flow.case.scan.code == PassCode(CodeKind.RECORD, "luis")

    story(tell, mirror={"ana": ana(), "luis": ana(record_uid="luis", pass_id="p2")})


def test_a_full_disk_opens_nothing_and_says_so() -> None:
    async def tell(gatehouse: Gatehouse) -> None:
        case_id = await gatehouse.shown()
        assert not await gatehouse.flow.open(case_id, gatehouse.press())
        assert gatehouse.flow.case is not None and gatehouse.flow.case.phase is Phase.DECIDED

    gatehouse = story(tell, mirror={"ana": ana()}, full=True)
    assert gatehouse.told == []
    assert [event.error.code for event in gatehouse.seen if isinstance(event, Trouble)] == ["disk_full"]


def test_a_gate_that_did_not_open_may_be_told_again_and_the_use_is_given_back() -> None:
    async def tell(gatehouse: Gatehouse) -> None:
        case_id = await gatehouse.shown()
        assert await gatehouse.flow.open(case_id, gatehouse.press())
        assert await gatehouse.flow.open_again(case_id)
        assert await gatehouse.flow.did_not_enter(case_id)

    gatehouse = story(tell, mirror={"ana": ana()}, outcome=NOT_DONE)
    assert gatehouse.order_of_things == ["entry", "gate", "outcome", "gate", "outcome", "entry"]
    assert gatehouse.told[-1][1].corrects == gatehouse.told[0][1].entry_id


def test_nothing_is_repeated_after_an_outcome_nobody_knows() -> None:
    async def tell(gatehouse: Gatehouse) -> None:
        case_id = await gatehouse.shown()
        await gatehouse.flow.open(case_id, gatehouse.press())
        assert not await gatehouse.flow.open_again(case_id)

    unknown = GateOutcome(OutcomeKind.UNKNOWN, Path.LOCAL, "no_answer")
    assert story(tell, mirror={"ana": ana()}, outcome=unknown).order_of_things.count("gate") == 1


def test_the_central_answer_wins_within_its_budget() -> None:
    async def cancelled() -> Known:
        return Known(ana(cancelled=True))

    async def tell(gatehouse: Gatehouse) -> None:
        await gatehouse.shown()
        assert gatehouse.flow.case is not None and gatehouse.flow.case.decision is not None
        assert gatehouse.flow.case.decision.reason is Reason.CANCELLED

    story(tell, mirror={"ana": ana()}, link=Link.ONLINE, central=cancelled)


def test_a_late_contrary_answer_disarms_and_is_painted_anew() -> None:
    async def tell(gatehouse: Gatehouse) -> None:
        answer: asyncio.Future[Known] = asyncio.get_running_loop().create_future()
        gatehouse.central = lambda: answer
        case_id = await gatehouse.shown()
        case = gatehouse.flow.case
        assert case is not None and case.decision is not None and case.decision.verdict is Verdict.ADMIT
        answer.set_result(Known(ana(cancelled=True)))
        await turns_until(lambda: gatehouse.flow.case != case)
        assert gatehouse.flow.case is not None and gatehouse.flow.case.repainted == 1
        assert not await gatehouse.flow.open(case_id, gatehouse.press())

    assert story(tell, mirror={"ana": ana()}, link=Link.ONLINE).told == []


def test_a_late_agreeing_answer_leaves_the_verdict_armed() -> None:
    async def tell(gatehouse: Gatehouse) -> None:
        answer: asyncio.Future[Known] = asyncio.get_running_loop().create_future()
        gatehouse.central = lambda: answer
        case_id = await gatehouse.shown()
        answer.set_result(Known(ana()))
        case = gatehouse.flow.case
        await turns_until(lambda: gatehouse.flow.case != case)
        assert await gatehouse.flow.open(case_id, gatehouse.press())

    assert story(tell, mirror={"ana": ana()}, link=Link.ONLINE).told[0][1].basis == "central"


def test_an_answer_that_comes_after_the_gate_opened_is_for_the_supervisor() -> None:
    async def tell(gatehouse: Gatehouse) -> None:
        answer: asyncio.Future[Known] = asyncio.get_running_loop().create_future()
        gatehouse.central = lambda: answer
        case_id = await gatehouse.shown()
        assert await gatehouse.flow.open(case_id, gatehouse.press())
        answer.set_result(Known(ana(cancelled=True)))
        await turns_until(lambda: any(isinstance(event, Notice) for event in gatehouse.seen))

    gatehouse = story(tell, mirror={"ana": ana()}, link=Link.ONLINE)
    notice = next(event for event in gatehouse.seen if isinstance(event, Notice))
    assert notice.subject == gatehouse.told[0][1].entry_id


def test_a_foreign_code_is_refused_and_only_its_hash_is_kept() -> None:
    async def tell(gatehouse: Gatehouse) -> None:
        code = foreign("https://example.com/menu?table=4")
        gatehouse.flow.take(Scan("s", Source.CAMERA, code, Direction.IN, gatehouse.clock.wall()))
        await gatehouse.settled()
        assert gatehouse.flow.case is not None
        assert await gatehouse.flow.refuse(gatehouse.flow.case.case_id)

    entry = story(tell).told[0][1]
    assert entry.reason == "not_a_code"
    assert len(entry.foreign_digest) == 64
    assert entry.record_uid is None


def test_uses_of_the_same_outage_are_counted() -> None:
    async def tell(gatehouse: Gatehouse) -> None:
        for expected in (Verdict.ADMIT, Verdict.ADMIT, Verdict.REFUSE):
            case_id = await gatehouse.shown()
            assert gatehouse.flow.case is not None and gatehouse.flow.case.decision is not None
            assert gatehouse.flow.case.decision.verdict is expected
            await gatehouse.flow.open(case_id, gatehouse.press())
            gatehouse.flow.dismiss(case_id)

    assert story(tell, mirror={"ana": ana()}).order_of_things.count("gate") == 2


def picked_out(key: str = "ana") -> Scan:
    return replace(Gatehouse().scan(key), source=Source.PICKED, direction=Direction.OUT)


def test_who_is_picked_as_leaving_leaves_without_a_second_key() -> None:
    async def tell(house: Gatehouse) -> None:
        house.flow.take(picked_out())
        await turns_until(lambda: any(what == "gate" for what, _ in house.told))

    told = story(tell, mirror={"ana": ana()}).told
    assert [what for what, _ in told][:2] == ["entry", "gate"]
    assert told[0][1].kind is EntryKind.EXIT


def test_what_the_rules_ask_of_who_leaves_is_read_first() -> None:
    async def tell(house: Gatehouse) -> None:
        house.flow.take(picked_out("nobody"))
        await house.settled()
        assert house.flow.case is not None and house.flow.case.decision is not None
        assert house.flow.case.decision.verdict is Verdict.ASK

    assert story(tell).told == []


def test_who_was_picked_while_another_verdict_is_open_is_read_first() -> None:
    async def tell(house: Gatehouse) -> None:
        first = await house.shown("bea")
        house.flow.take(picked_out())
        assert await house.flow.refuse(first)
        await house.settled()
        case = house.flow.case
        assert case is not None and case.phase is Phase.DECIDED

    told = story(tell, mirror={"ana": ana()}).told
    assert not [what for what, _ in told if what == "gate"]


def test_whoever_was_taken_for_coming_in_may_be_leaving() -> None:
    async def tell(house: Gatehouse) -> None:
        case_id = await house.shown("ana")
        house.flow.turn(case_id)
        await house.settled()
        assert not await house.flow.open(case_id, house.press()), "it was read the other way round"
        house.flow.painted(case_id, house.clock.monotonic())
        house.clock.advance(ARMED_AFTER_S + 0.01)
        assert await house.flow.open(case_id, house.press())

    told = story(tell, mirror={"ana": ana()}).told
    assert [(entry.kind, entry.direction) for what, entry in told if what == "entry"] == [
        (EntryKind.EXIT, Direction.OUT)
    ]
