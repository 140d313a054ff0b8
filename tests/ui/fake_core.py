"""A core that plays what a test says: the face of app.bootstrap.Core, a clock that is driven, events that are real."""

from __future__ import annotations

import asyncio
import pathlib
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from app.choices import Choices
from app.devices.preview import Mailbox
from app.domain.case import Case, KeyPress, Phase, may_act
from app.domain.decision import Verdict
from app.domain.entry import Direction, Entry, EntryKind
from app.domain.gate import GateOutcome, GateStatus, OutcomeKind, Path
from app.domain.lockdown import LockdownWord
from app.domain.passes import Pass
from app.domain.scan import Scan
from app.domain.shift import Act, Actor, LineKind, Role, Shift, ShiftLine
from app.errors import KnownError
from app.events import (
    ActorChanged,
    CameraChanged,
    CaseChanged,
    EntryRecorded,
    Events,
    GateChanged,
    Link,
    LinkChanged,
    Notice,
)
from app.gates.discovery import FoundRelay
from app.gates.lockdown import LockdownState
from app.gates.port import Finding
from app.gates.problems import gate_error
from app.gates.quality import LinkMinute
from app.ops.story import Story
from app.ops.update import Hold
from app.ops.update_watch import Means, Standing, UpdateChanged, UpdateState
from app.ops.words import ReportWords
from app.outages import Outage
from app.pin import WrongPin
from app.store.rows import HostQuestion, InsideRow, QuarantineRow
from tests.ui.fake_desks import OUTAGES, FakePassDesk, FakeProof, FakeService

ZONE = ZoneInfo("America/Guatemala")
NOW = datetime(2026, 11, 20, 20, 37, 8, tzinfo=UTC)
"""14:37:08 at the site, the time of the pictures."""


class DrivenClock:
    """Stands still until it is told to go on."""

    def __init__(self) -> None:
        self.seconds = 1000.0

    def wall(self) -> datetime:
        return NOW + timedelta(seconds=self.seconds - 1000.0)

    def monotonic(self) -> float:
        return self.seconds

    def go(self, seconds: float) -> None:
        self.seconds += seconds


class InlineTasks:
    """Runs each coroutine at once to its end: the fake core never really waits."""

    def __init__(self) -> None:
        self.loop = asyncio.new_event_loop()
        self._queue: list[Coroutine[Any, Any, Any]] = []
        self._running = False

    def spawn(self, coro: Coroutine[Any, Any, Any], *, name: str) -> Any:
        self._queue.append(coro)
        if self._running:
            return None
        self._running = True
        try:
            while self._queue:
                self.loop.run_until_complete(self._queue.pop(0))
        finally:
            self._running = False
        return None

    def close(self) -> None:
        self.loop.close()


class FakeFlow:
    """Keeps what it was asked, and arms as the real flow does."""

    def __init__(self, core: FakeCore) -> None:
        self._core = core
        self.case: Case | None = None
        self.painted_at: float | None = None
        self.asked: list[tuple[Any, ...]] = []

    def show(self, case: Case | None, waiting: int = 0) -> None:
        self.case, self.painted_at = case, None
        self._core.events.publish(CaseChanged(case, waiting))

    def painted(self, case_id: str, monotonic: float) -> None:
        if self.painted_at is None:
            self.painted_at = monotonic
            self.asked.append(("painted", case_id))

    def _armed(self, press: KeyPress | None) -> bool:
        return may_act(self.painted_at, press or KeyPress(self._core.clock.monotonic()))

    async def open(self, case_id: str, press: KeyPress | None, gate_id: str | None = None) -> bool:
        ready = self._armed(press) and self.case is not None and self.case.phase is Phase.DECIDED
        if ready and self.case and self.case.decision and self.case.decision.verdict is Verdict.ADMIT:
            self.asked.append(("open", case_id, gate_id))
            self.case = replace(self.case, phase=Phase.OPENING)
            self._core.events.publish(CaseChanged(self.case))
            return True
        return False

    async def admit_on_word(
        self, case_id: str, allowed_by: str, press: KeyPress | None = None, gate_id: str | None = None
    ) -> bool:
        self.asked.append(("on_word", case_id, allowed_by))
        return True

    async def open_again(self, case_id: str) -> bool:
        self.asked.append(("open_again", case_id))
        return True

    async def did_not_enter(self, case_id: str) -> bool:
        self.asked.append(("did_not_enter", case_id))
        return True

    async def refuse(self, case_id: str) -> bool:
        self.asked.append(("refuse", case_id))
        self.show(None)
        return True

    def turn(self, case_id: str) -> None:
        self.asked.append(("turn", case_id))

    def retake(self, case_id: str, photo: bytes) -> None:
        self.asked.append(("retake", case_id))

    def dismiss(self, case_id: str) -> None:
        self.asked.append(("dismiss", case_id))
        self.show(None)


class FakeIntents:
    """Codes, picks and hand scanners' lines, kept."""

    def __init__(self) -> None:
        self.codes: set[str] = set()
        self.asked: list[tuple[Any, ...]] = []

    def typed(self, text: str, direction: Direction = Direction.IN) -> bool:
        self.asked.append(("typed", text))
        return text in self.codes

    def hand_scanner(self, line: str, direction: Direction = Direction.IN) -> None:
        self.asked.append(("hand_scanner", line))

    def pick(self, pass_: Pass, direction: Direction = Direction.IN) -> None:
        self.asked.append(("pick", pass_.pass_id) if direction is Direction.IN else ("leave", pass_.pass_id))

    async def walk_in(self, **given: Any) -> None:
        self.asked.append(("walk_in", given))

    async def known_person(self, **given: Any) -> None:
        self.asked.append(("known_person", given))


class FakeOverride:
    """Opens whatever is held."""

    def __init__(self, core: FakeCore) -> None:
        self._core = core
        self.outcome = GateOutcome(OutcomeKind.DONE, Path.LOCAL, "ok", took_ms=40)
        self.outcomes: dict[str, GateOutcome] = {}
        self.free = False
        self.asked: list[tuple[Any, ...]] = []

    async def open_all(self, gate_ids: Sequence[str]) -> tuple[tuple[Entry, GateOutcome], ...]:
        return tuple([await self.open(gate_id) for gate_id in gate_ids])

    async def open(
        self, gate_id: str, *, by: Actor | None = None, only: Path | None = None
    ) -> tuple[Entry, GateOutcome]:
        self.asked.append(("open", gate_id, *((by.actor_id,) if by else ()), *((only.value,) if only else ())))
        entry = Entry(
            "e-override", EntryKind.OVERRIDE, Direction.IN, self._core.clock.wall(), gate_id, "a1", "J. Ajú", "s1",
            "d1", "i1",
        )  # fmt: skip
        self._core.events.publish(EntryRecorded(entry))
        return entry, self.outcomes.get(gate_id, self.outcome)

    async def give_reason(self, entry: Entry, reason: str) -> bool:
        self.asked.append(("reason", entry.entry_id, reason))
        return True


class FakeActuator:
    """Answers as it was told."""

    def __init__(self, core: FakeCore) -> None:
        self._core = core
        self.minutes: tuple[LinkMinute, ...] = ()
        self.findings: tuple[Finding, ...] = ()
        self.locked_down = False
        self.cloud_problems: dict[str, str] = {}
        self.visible = False
        self.asked: list[tuple[Any, ...]] = []

    def lockdown(self) -> LockdownState:
        word = LockdownWord(self.locked_down, NOW.replace(hour=14, minute=5), "a2", "C. Barrios", "Garita sur")
        return LockdownState(word)

    def set_visible(self, visible: bool) -> None:
        self.visible = visible

    def cloud_problem(self, gate_id: str) -> str:
        return self.cloud_problems.get(gate_id, "not_wired")

    def turn(self, locked: bool, actor_id: str) -> None:
        self.locked_down = locked
        self.asked.append(("lockdown", locked, actor_id))
        self._core.gate_list = tuple(replace(gate, locked_down=locked) for gate in self._core.gate_list)
        self._core.events.publish(GateChanged(self._core.gate_list[0]))

    def link_quality(self, gate_id: str) -> tuple[LinkMinute, ...]:
        return self.minutes

    def set_maintenance(self, gate_id: str, on: bool) -> None:
        self.asked.append(("maintenance", gate_id, on))

    async def check_commissioning(self, gate_id: str) -> tuple[Finding, ...]:
        return self.findings

    async def blink(self, gate_id: str) -> None:
        self.asked.append(("blink", gate_id))
        raise gate_error("no_lamp")

    async def fix(self, gate_id: str, code: str) -> tuple[Finding, ...]:
        self.asked.append(("fix", gate_id, code))
        self.findings = tuple(replace(one, ok=True) if one.code == code else one for one in self.findings)
        return self.findings


class FakeLockdown:
    """Turns the fake gates' lockdown; C. Barrios' PIN is 258000."""

    def __init__(self, core: FakeCore) -> None:
        self._core = core
        self.people = (Actor("a2", "C. Barrios", Role.SUPERVISOR), Actor("a4", "M. Solís", Role.SUPERVISOR))

    def lock_down(self) -> None:
        self._core.actuator.turn(True, self._core.actor.actor_id if self._core.actor else "")

    def release(self) -> None:
        self._core.actuator.turn(False, self._core.actor.actor_id if self._core.actor else "")

    async def who_may_release(self) -> tuple[Actor, ...]:
        return self.people

    async def release_with_pin(self, actor_id: str, pin: str) -> Actor:
        actor = await self.prove(actor_id, pin, Act.RELEASE_LOCKDOWN)
        self._core.actuator.turn(False, actor_id)
        return actor

    async def who_may(self, act: Act) -> tuple[Actor, ...]:
        return self.people

    async def prove(self, actor_id: str, pin: str, act: Act) -> Actor:
        if actor_id != "a2" or pin != "258000":
            raise WrongPin(wait_s=self._core.pin_wait_s, locked=False)
        return self.people[0]


class FakeGateSetUp:
    """Keeps what a technician asked for; `refusal` is raised instead."""

    def __init__(self, core: FakeCore) -> None:
        self._core = core
        self.refusal: KnownError | None = None
        self.asked: list[tuple[Any, ...]] = []

    async def _ask(self, *what: Any) -> None:
        self.asked.append(what)
        if self.refusal is not None:
            raise self.refusal

    async def use_cloud(self, host: str, key: str, gate_id: str, *, device_id: str = "") -> None:
        await self._ask("use_cloud", host, key, gate_id, device_id)
        self._core.actuator.cloud_problems[gate_id] = "starting"

    async def leave_cloud(self, gate_id: str) -> None:
        await self._ask("leave_cloud", gate_id)
        self._core.actuator.cloud_problems.pop(gate_id, None)

    async def set_automatic(self, gate_id: str, on: bool, *, reason: str = "") -> None:
        await self._ask("set_automatic", gate_id, on, reason)

    async def pair(self, camera_id: str, gate_id: str, *, moved: str) -> None:
        await self._ask("pair", camera_id, gate_id, moved)

    async def set_password(self, gate_id: str, password: str) -> None:
        await self._ask("set_password", gate_id, password)

    async def test_cloud(self, gate_id: str, pulse: Callable[[], Awaitable[GateOutcome]]) -> GateOutcome:
        await self._ask("test_cloud", gate_id)
        return await pulse()


class FakeDeviceSetUp:
    """Keeps what a technician asked for; `refusal` is raised instead."""

    def __init__(self) -> None:
        self.leaving: frozenset[str] = frozenset()
        self.at_this_pc: tuple[str, ...] = ()
        self.refusal: KnownError | None = None
        self.asked: list[tuple[str, ...]] = []

    async def _ask(self, *what: str) -> None:
        self.asked.append(what)
        if self.refusal is not None:
            raise self.refusal

    async def plugged(self) -> tuple[str, ...]:
        return self.at_this_pc

    async def add_camera(self, name: str, address: str, username: str, password: str) -> str:
        await self._ask("add_camera", name, address, username, password)
        return "lane"

    async def move_camera(self, camera_id: str, address: str, username: str, password: str) -> None:
        await self._ask("move_camera", camera_id, address, username, password)

    async def add_gate(self, name: str, address: str, password: str) -> str:
        await self._ask("add_gate", name, address, password)
        return "door"

    async def move_gate(self, gate_id: str, address: str, password: str) -> None:
        await self._ask("move_gate", gate_id, address, password)

    async def take_out(self, device_id: str, reason: str) -> None:
        await self._ask("take_out", device_id, reason)
        self.leaving |= {device_id}


@dataclass(frozen=True)
class Page:
    """One page of the history."""

    stories: tuple[Story, ...]
    after: str | None


class FakeDuty:
    """PINs, in the clear."""

    def __init__(self) -> None:
        self.chosen: dict[str, str] = {"a1": "471100"}
        self.pins = self

    async def is_set(self, actor_id: str) -> bool:
        return actor_id in self.chosen

    async def choose(self, actor_id: str, pin: str) -> None:
        if len(set(pin)) == 1:
            raise KnownError("pin_weak", "Choose another PIN", "All digits are the same.", "Type another one.")
        self.chosen[actor_id] = pin


class FakeUpdates:
    """What stands of updates is set by the test."""

    def __init__(self, core: FakeCore) -> None:
        self._core = core
        self.state = UpdateState(Standing.OFF, Means.HAND)
        self.hold: Hold | None = None
        self.asked: list[str] = []

    def put(self, state: UpdateState) -> None:
        """This is how things stand now."""
        self.state = state
        self._core.events.publish(UpdateChanged(state))

    def held(self, *, consent: bool = False) -> Hold | None:
        return self.hold

    async def fetch(self) -> None:
        self.asked.append("fetch")

    async def install(self, *, consent: bool) -> bool:
        self.asked.append(f"install, consent: {consent}")
        return True


class FakeCore:
    """What bootstrap composes, without anything behind it."""

    def __init__(self) -> None:
        self.report_words = ReportWords()
        self.proof = FakeProof()
        self.service = FakeService()
        self.pass_desk = FakePassDesk()
        self.events = Events()
        self.clock = DrivenClock()
        self.tasks = InlineTasks()
        self.flow = FakeFlow(self)
        self.intents = FakeIntents()
        self.override = FakeOverride(self)
        self.lockdown = FakeLockdown(self)
        self.people_here = self.lockdown
        self.gate_set_up = FakeGateSetUp(self)
        self.device_set_up = FakeDeviceSetUp()
        self.site_name = "Residencial Las Lomas"
        self.post_name = "Main gate PC"
        self.site_zone = ZONE
        self.actor: Actor | None = Actor("a1", "J. Ajú", Role.GUARD)
        self.shift: Shift | None = Shift("s1", self.actor, NOW.replace(hour=12, minute=0))
        self.locked = False
        self.link = LinkChanged(Link.ONLINE, NOW.replace(hour=12, minute=0), 0, NOW)
        self.gate_list: tuple[GateStatus, ...] = ()
        self.camera_list: tuple[CameraChanged, ...] = ()
        self.mailboxes: dict[str, Mailbox] = {}
        self.passes: tuple[Pass, ...] = ()
        self.expected_list: tuple[Pass, ...] = ()
        self.expected_count = 0
        self.recent_list: tuple[Entry, ...] = ()
        self.phones: dict[str, str] = {"h112": "+502 5555 0127"}
        self.visitors: dict[str, str] = {}
        self.duty = FakeDuty()
        self.permit_until: datetime | None = None
        self.updates = FakeUpdates(self)
        self.pin_wait_s = 0.0
        self.actuator = FakeActuator(self)
        self.settings: Any = None
        self.choices = Choices()
        self.relays: tuple[FoundRelay, ...] = ()
        self.stories: tuple[Story, ...] = ()
        self.notices: tuple[Notice, ...] = ()
        self.held: tuple[QuarantineRow, ...] = ()
        self.summary: Any = None
        self.photos: dict[str, bytes] = {}
        self.inside_list: tuple[InsideRow, ...] = ()
        self.lines: tuple[ShiftLine, ...] = ()
        self.sign_in_error: KnownError | None = None
        self.host_said: HostQuestion | None = None
        self.asked: list[tuple[Any, ...]] = []

    def site_now(self) -> datetime:
        return self.clock.wall().astimezone(self.site_zone)

    def gate_for(self, scan: Scan) -> str:
        return self.gate_list[0].gate_id if self.gate_list else ""

    async def photo_now(self) -> bytes | None:
        return b"not a picture"

    def gates(self) -> tuple[GateStatus, ...]:
        return self.gate_list

    def cameras(self) -> tuple[CameraChanged, ...]:
        return self.camera_list

    def mailbox(self, camera_id: str) -> Mailbox:
        return self.mailboxes.setdefault(camera_id, Mailbox())

    async def sign_in(self, email: str, password: str, code: str = "") -> Actor:
        self.asked.append(("sign_in", email, code) if code else ("sign_in", email))
        if self.sign_in_error is not None:
            raise self.sign_in_error
        self.actor = Actor("a1", "J. Ajú", Role.GUARD)
        self.shift = Shift("s1", self.actor, self.clock.wall())
        self.events.publish(ActorChanged(self.actor, False))
        return self.actor

    async def sign_out(self) -> None:
        self.actor = self.shift = None
        self.events.publish(ActorChanged(None, False))

    async def lock(self) -> None:
        self.locked = True
        self.asked.append(("lock",))
        self.events.publish(ActorChanged(self.actor, True))

    async def unlock(self, pin: str) -> None:
        if self.actor is None or pin != self.duty.chosen.get(self.actor.actor_id):
            raise WrongPin(wait_s=self.pin_wait_s, locked=False)
        self.locked = False
        self.events.publish(ActorChanged(self.actor, False))

    def choose(self, scan_id: str) -> None:
        self.asked.append(("choose", scan_id))

    async def visitor_of(self, scan: Scan) -> str:
        return self.visitors.get(scan.scan_id, "")

    async def phone_of(self, host_id: str) -> str | None:
        return self.phones.get(host_id)

    async def search(self, text: str) -> tuple[Pass, ...]:
        wanted = text.casefold()
        return tuple(one for one in self.passes if wanted in f"{one.visitor_name} {one.house} {one.plate}".casefold())

    async def expected(self) -> tuple[tuple[Pass, ...], int]:
        return self.expected_list, self.expected_count

    async def recent(self, limit: int) -> tuple[Entry, ...]:
        return self.recent_list[:limit]

    async def expected_today(self) -> tuple[Pass, ...]:
        return self.expected_list

    async def inside(self) -> tuple[InsideRow, ...]:
        return self.inside_list

    async def print_muster(self) -> pathlib.Path:
        self.asked.append(("print",))
        return pathlib.Path("/home/guard/Documents/adentro-2026-11-20-1437.pdf")

    async def shift_entries(self) -> tuple[Entry, ...]:
        return self.recent_list

    async def shift_lines(self) -> tuple[ShiftLine, ...]:
        return self.lines

    async def write_line(self, kind: LineKind, words: str, *, photo: bytes | None = None) -> ShiftLine:
        photo_hash = None if photo is None else f"p{len(self.photos)}"
        if photo is not None and photo_hash is not None:
            self.photos[photo_hash] = photo
        line = ShiftLine(f"l{len(self.lines)}", "s1", kind, self.clock.wall(), "a1", "J. Ajú", words, photo_hash)
        self.lines = (line, *self.lines)
        return line

    async def line_photo(self, line: ShiftLine) -> bytes | None:
        return self.photos.get(line.photo_hash or "")

    async def call_for_help(self) -> None:
        self.asked.append(("help",))

    async def acknowledge(self, line_id: str) -> None:
        self.lines = tuple(replace(line, acknowledged=True) if line.line_id == line_id else line for line in self.lines)

    async def ask_host(
        self, host_id: str, *, visitor_name: str = "", plate: str = "", note: str = "", gate_id: str = ""
    ) -> str:
        self.asked.append(("ask_host", host_id, visitor_name))
        return "q1"

    async def host_answer(self, question_id: str) -> HostQuestion | None:
        return self.host_said

    async def heard_from_host(self, question_id: str, *, admit: bool, heard_by: str, note: str = "") -> None:
        self.asked.append(("heard_from_host", question_id, admit, heard_by))

    async def hand_over(self, words: str) -> None:
        self.asked.append(("hand_over", words))
        await self.sign_out()

    async def history(self, question: Any, after: str | None, limit: int) -> Page:
        self.asked.append(("history", question, after))
        first = int(after or 0)
        found = [
            story
            for story in self.stories
            if question.start <= story.entry.occurred_at < question.end
            and question.text.casefold() in story.entry.visitor_name.casefold()
        ]
        rest = str(first + limit) if len(found) > first + limit else None
        return Page(tuple(found[first : first + limit]), rest)

    async def history_summary(self, start: datetime, end: datetime) -> Any:
        return self.summary

    async def outages(self, start: datetime, end: datetime) -> tuple[Outage, ...]:
        return OUTAGES

    async def open_notices(self) -> tuple[Notice, ...]:
        return self.notices

    async def close_notice(self, notice_id: str, resolution: str, *, reported: bool = False) -> None:
        self.asked.append(("close_notice", notice_id, resolution, *(("reported",) if reported else ())))
        self.notices = tuple(one for one in self.notices if one.notice_id != notice_id)

    async def quarantined(self) -> tuple[QuarantineRow, ...]:
        return self.held

    async def send_again(self, kept_id: str) -> None:
        self.asked.append(("send_again", kept_id))
        self.held = tuple(one for one in self.held if one.entry.entry_id != kept_id)

    async def entry(self, entry_id: str) -> Story | None:
        return next((one for one in self.stories if one.entry.entry_id == entry_id), None)

    async def export_outage(self, one: Outage) -> pathlib.Path:
        self.asked.append(("export_outage", one.start))
        return pathlib.Path("/home/super/Documents/corte.pdf")

    async def export_picture(self, picture: bytes, start: datetime, end: datetime) -> pathlib.Path:
        self.asked.append(("export_picture", picture[:4], (end - start).days))
        return pathlib.Path("/home/super/Documents/cifras.png")

    async def export_entry(self, story: Story) -> pathlib.Path:
        self.asked.append(("export_entry", story.entry.entry_id))
        return pathlib.Path("/home/super/Documents/portun-entry.json")

    async def photo(self, entry: Entry) -> bytes | None:
        return self.photos.get(entry.photo_hash or "")

    async def export(self, question: Any, form: str, *, progress: Any, stopped: Any) -> pathlib.Path:
        progress(5000)
        self.asked.append(("export", form, stopped()))
        return pathlib.Path(f"/home/super/Documents/historial.{form}")

    async def find_relays(self) -> tuple[FoundRelay, ...]:
        return self.relays

    def set_link(self, link: LinkChanged) -> None:
        self.link = link
        self.events.publish(link)
