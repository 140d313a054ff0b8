"""Opening without a key: only for a clean Admit, read at the gate just now, by a gate that is green in every way."""

from __future__ import annotations

import asyncio
import tempfile
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as some

from app.automatic import SCAN_LIVES, SEEN_AT_THE_GATE, may_open_by_itself
from app.domain.case import Case, Phase
from app.domain.decision import Facts, Verdict, decide
from app.domain.entry import Direction, EntryKind
from app.domain.gate import GateAction, GateOutcome, OutcomeKind
from app.domain.gate import Path as Way
from app.domain.lockdown import LockdownWord
from app.domain.passes import Pass
from app.domain.scan import CodeKind, PassCode, Scan, Source
from app.domain.shift import Actor, Role
from app.events import GateAnswered
from app.facts import FactsDesk, Site
from app.flow import Flow
from app.gates.actuator import Actuator
from app.gates.bindings import DriverKind, GateBinding
from app.gates.blink import Lamp
from app.gates.commands import CommandFile
from app.gates.lockdown import Lockdown
from app.gates.port import Finding, Identity, Permit, Reading
from app.opening import Duty, Opening
from tests.app.test_flow import GUARD, HERE, Gatehouse, ana
from tests.clocks import DrivenClock, turns_until
from tests.domain.test_decision import NOON, all_facts

MAC = "A085E3BCA4C8"


@given(
    facts=all_facts,
    direction=some.sampled_from(Direction),
    source=some.sampled_from(Source),
    age=some.timedeltas(timedelta(minutes=-1), timedelta(minutes=2)),
    phase=some.sampled_from(Phase),
    repainted=some.integers(0, 1),
    locked=some.booleans(),
    role=some.none() | some.sampled_from(Role),
    gate_ready=some.booleans(),
)
@settings(max_examples=500)
def test_it_never_opens_for_anything_but_a_clean_admit(
    facts: Facts, direction: Direction, source: Source, age: timedelta, phase: Phase, repainted: int, locked: bool,
    role: Role | None, gate_ready: bool,
) -> None:  # fmt: skip
    scan = Scan("s", source, PassCode(CodeKind.RECORD, "k"), direction, NOON - age)
    decision = decide(facts, NOON, direction)
    case = Case("c", scan, phase, facts=facts, decision=decision, repainted=repainted)
    duty = Duty(Actor("a", "A", role) if role else None, None, locked, "d", "i")
    if may_open_by_itself(case, moment=NOON, duty=duty, gate_ready=gate_ready):
        assert decision.verdict is Verdict.ADMIT and decision.flags == () and phase is Phase.DECIDED
        assert gate_ready and not locked and role in (Role.GUARD, Role.SUPERVISOR)
        assert source in SEEN_AT_THE_GATE and timedelta(0) <= age <= SCAN_LIVES and not repainted
        assert not facts.blacklist and facts.is_code and facts.pass_ is not None and not facts.pass_.cancelled
        assert direction is Direction.OUT or facts.clock_trusted


class Relay:
    """A device that does what it is told, and counts."""

    def __init__(self, green: bool) -> None:
        self.green = green
        self.pulses = 0
        self.lives: list[float] = []

    async def drive(self, action: GateAction, permit: Permit) -> GateOutcome:
        if refusal := permit.last_look():
            return GateOutcome(OutcomeKind.NOT_DONE, Way.LOCAL, refusal)
        self.pulses += 1
        self.lives.append(permit.deadline_monotonic)
        return GateOutcome(OutcomeKind.DONE, Way.LOCAL, "ok")

    async def status(self) -> Reading:
        return Reading(MAC, "stub", (True,), (False,), 1)

    async def identify(self) -> Identity:
        return Identity(MAC, "stub", 2, "1.7.5", "switch", True)

    async def check_commissioning(self) -> tuple[Finding, ...]:
        return (Finding("input_detached", self.green, fixable=True),)

    async def lamp(self) -> Lamp | None: ...

    async def fix(self, code: str) -> None: ...

    async def close(self) -> None: ...


@dataclass
class Choice:
    """What may be as it should be, or not."""

    pass_: Pass | None
    set_up: bool
    green: bool
    locked_down: bool
    maintenance: bool
    locked: bool
    source: Source
    waited_s: float


async def told(choice: Choice, folder: Path) -> tuple[Gatehouse, Relay, list[GateAnswered]]:
    """One scan at a real flow above a real actuator; what opened by itself."""
    clock = DrivenClock()
    gatehouse = Gatehouse(clock=clock, mirror={"ana": choice.pass_} if choice.pass_ else {}, locked=choice.locked)
    lockdown = Lockdown(folder / "lockdown.json")
    lockdown.prepare()
    actuator = Actuator(
        clock=clock, events=gatehouse.events, tasks=gatehouse.tasks, lockdown=lockdown,
        record=CommandFile(folder / "c.jsonl"),
    )  # fmt: skip
    relay = Relay(choice.green)
    actuator.add(
        GateBinding("main", "Main", DriverKind.RPC_SWITCH, "http://192.0.2.1", MAC, automatic=choice.set_up), relay
    )
    await actuator.check_commissioning("main")
    actuator.set_maintenance("main", choice.maintenance)
    if choice.locked_down:
        lockdown.hold(LockdownWord(True, clock.wall()))
    answers: list[GateAnswered] = []
    gatehouse.events.subscribe(GateAnswered, answers.append)
    flow = Flow(
        facts=FactsDesk(
            site=Site(HERE, gatehouse.flow._facts._site.policy, 0.02), known=gatehouse, mirror=gatehouse,
            journal=gatehouse, central=gatehouse, link=lambda: gatehouse.link, time=gatehouse.time, clock=clock,
        ),
        opening=Opening(
            journal=gatehouse, gates=actuator, duty=gatehouse.duty, time=gatehouse.time, events=gatehouse.events
        ),
        photos=gatehouse, duty=gatehouse.duty, gate_for=lambda scan: "main", clock=clock, time=gatehouse.time,
        events=gatehouse.events, tasks=gatehouse.tasks, opens_by_itself=actuator.opens_by_itself,
    )  # fmt: skip
    scan = replace(gatehouse.scan("ana"), source=choice.source)
    clock.advance(choice.waited_s)
    flow.take(scan)
    await turns_until(lambda: flow.case is not None and flow.case.phase in (Phase.DECIDED, Phase.ENDED))
    for _ in range(20):
        await asyncio.sleep(0)
    await gatehouse.tasks.close()
    return gatehouse, relay, answers


GREEN = Choice(ana(), True, True, False, False, False, Source.CAMERA, 0.0)


def run(choice: Choice) -> tuple[Gatehouse, Relay, list[GateAnswered]]:
    with tempfile.TemporaryDirectory() as folder:
        return asyncio.run(told(choice, Path(folder)))


def test_a_green_gate_opens_by_itself_with_its_entry_before_it_and_three_seconds_to_live() -> None:
    gatehouse, relay, (answer,) = run(GREEN)
    assert relay.pulses == 1
    assert (answer.command.cause.value, answer.command.entry_id) == ("automatic", gatehouse.told[0][1].entry_id)
    assert answer.command.deadline_monotonic - answer.command.ordered_monotonic == 3.0
    assert gatehouse.order_of_things == ["entry", "outcome"]
    entry = gatehouse.told[0][1]
    assert (entry.kind, entry.flags, entry.actor_id) == (EntryKind.VISIT, ("opened_by_itself",), GUARD.actor_id)


@given(
    pass_=some.sampled_from([ana(), None, ana(cancelled=True), ana(community_id="elsewhere"), ana(entries_used=2)]),
    set_up=some.booleans(),
    green=some.booleans(),
    locked_down=some.booleans(),
    maintenance=some.booleans(),
    locked=some.booleans(),
    source=some.sampled_from(Source),
    waited_s=some.sampled_from([0.0, 9.0, 11.0, 3600.0]),
)
@settings(max_examples=120, deadline=None)
def test_one_thing_that_is_not_green_keeps_it_shut(**given_: object) -> None:
    choice = Choice(**given_)  # type: ignore[arg-type]
    _, relay, answers = run(choice)
    clean = choice.pass_ == ana() and choice.set_up and choice.green and choice.source in SEEN_AT_THE_GATE
    free = not (choice.locked_down or choice.maintenance or choice.locked)
    assert relay.pulses == (1 if clean and free and choice.waited_s <= 10 else 0)
    assert len(answers) == relay.pulses  # where it is not allowed, nothing is even ordered
