"""The locked console: a PIN brings the guard back. The camera goes on, and a waiting car is told."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any, Protocol

from app.domain.gate import Cause, GateOutcome, GateStatus
from app.domain.shift import Act, Actor
from app.errors import KnownError
from app.events import CaseChanged, GateAnswered, GateChanged, Link
from app.pin import MAX_DIGITS, MIN_DIGITS, WrongPin
from ui.presenters.errands import run
from ui.presenters.port import Core

SHOWN_S = 10.0
DIGITS = 6
"""A PIN that is chosen here has six digits, so that the sixth one is the Enter."""


class Asking(StrEnum):
    """What the keypad is for."""

    UNLOCK = "unlock"
    CHOOSE = "choose"
    REPEAT = "repeat"
    BY_HAND = "by_hand"


@dataclass(frozen=True, slots=True)
class LockState:
    """`typed`: how many digits; `wait_s`: until the next try counts; `then_open`: the PIN opens `gate`;
    `permit_until`: how long the PIN works without a line. `free`: holding opens without a PIN; `opened`: what became
    of the last opening by hand; `people`: whose PIN opens while nobody is on duty."""

    now: datetime
    actor: Actor | None
    asking: Asking = Asking.UNLOCK
    typed: int = 0
    busy: bool = False
    error: KnownError | None = None
    differs: bool = False
    wait_s: int = 0
    gate: GateStatus | None = None
    then_open: bool = False
    somebody_waits: bool = False
    offline: bool = False
    permit_until: datetime | None = None
    free: bool = False
    opened: GateOutcome | None = None
    people: tuple[Actor, ...] = ()


class LockView(Protocol):
    """What the presenter asks of its screen."""

    def show_state(self, state: LockState) -> None: ...


class LockPresenter:
    """Takes digits; `done` is called when a PIN was chosen, or put off. `open_by_hand` gets the gate, and who showed
    a PIN for it alone; without it the gate is opened and no reason is asked."""

    def __init__(
        self,
        core: Core,
        view: LockView,
        done: Callable[[], None],
        open_by_hand: Callable[[str, Actor | None], None] | None = None,
    ) -> None:
        self._core = core
        self._view = view
        self._done = done
        self._open = open_by_hand or (lambda gate_id, by: run(core, core.override.open(gate_id, by=by), "override"))
        self._opened_at = 0.0
        self._pin = ""
        self._first = ""
        self._wait_until = 0.0
        self._stops: list[Callable[[], None]] = []
        self.state = LockState(core.site_now(), core.actor)

    def start(self) -> None:
        """Follow what is at the gate."""
        self._stops = [
            self._core.events.subscribe(CaseChanged, lambda event: self._put(somebody_waits=event.case is not None)),
            self._core.events.subscribe(GateChanged, lambda _: self._put(gate=self._gate())),
            self._core.events.subscribe(GateAnswered, self._answered),
        ]

    def close(self) -> None:
        """Hear no more events."""
        for stop in self._stops:
            stop()
        self._stops.clear()

    def begin(self, asking: Asking) -> None:
        """The page comes up."""
        self._pin = self._first = ""
        self.state = LockState(
            self._core.site_now(),
            self._core.actor,
            asking,
            gate=self._gate(),
            then_open=asking is Asking.BY_HAND,
            somebody_waits=self._core.flow.case is not None,
        )
        self._put()
        if asking is Asking.BY_HAND:
            run(self._core, self._load_people(), "who may open by hand")

    def tick(self) -> None:
        """Once a second."""
        over = self._core.clock.monotonic() - self._opened_at >= SHOWN_S
        self._put(**({"opened": None} if over else {}))

    def digit(self, digit: str) -> None:
        """A digit was typed or touched."""
        if self.state.busy or len(self._pin) >= MAX_DIGITS or digit not in tuple("0123456789"):
            return
        self._pin += digit
        self._put(typed=len(self._pin), error=None, differs=False)
        if len(self._pin) == DIGITS:
            self.enter()

    def back(self) -> None:
        """The last digit was wrong."""
        self._pin = self._pin[:-1]
        self._put(typed=len(self._pin))

    def enter(self) -> None:
        """That was the PIN."""
        if self.state.busy or len(self._pin) < MIN_DIGITS:
            return
        pin, self._pin = self._pin, ""
        if self.state.asking is Asking.CHOOSE:
            self._first = pin
            self._put(asking=Asking.REPEAT, typed=0)
        elif self.state.asking is Asking.REPEAT:
            self._repeat(pin)
        elif self.state.asking is Asking.BY_HAND:
            self._put(busy=True)
            run(self._core, self._by_hand(pin), "PIN to open by hand")
        else:
            self._put(busy=True)
            run(self._core, self._unlock(pin), "unlock")

    def hold(self) -> None:
        """Opening by hand was asked for: the PIN that follows opens, where the site asks for one."""
        if self.state.gate is not None and self.state.free:
            self._open(self.state.gate.gate_id, None)
        elif self.state.asking is Asking.UNLOCK:
            self._put(then_open=True, opened=None)

    def other_gate(self) -> None:
        """The next gate, to be opened by hand."""
        gates = self._core.gates()
        ids = [gate.gate_id for gate in gates]
        if self.state.gate is not None and self.state.gate.gate_id in ids:
            self._put(gate=gates[(ids.index(self.state.gate.gate_id) + 1) % len(gates)])

    def other_person(self) -> None:
        """Somebody else's PIN, to open by hand while nobody is on duty."""
        people = self.state.people
        if self.state.asking is Asking.BY_HAND and self.state.actor in people:
            self._pin = ""
            self._put(actor=people[(people.index(self.state.actor) + 1) % len(people)], typed=0, error=None)

    def later(self) -> None:
        """No PIN is chosen now."""
        self._done()

    def _repeat(self, pin: str) -> None:
        if pin == self._first:
            self._put(busy=True)
            run(self._core, self._choose(pin), "choose a PIN")
        else:
            self._first = ""
            self._put(asking=Asking.CHOOSE, typed=0, differs=True)

    async def _choose(self, pin: str) -> None:
        try:
            if self._core.actor is not None:
                await self._core.duty.pins.choose(self._core.actor.actor_id, pin)
        except KnownError as error:
            self._put(busy=False, asking=Asking.CHOOSE, typed=0, error=error)
            return
        self._put(busy=False, typed=0)
        self._done()

    async def _unlock(self, pin: str) -> None:
        gate = self.state.gate.gate_id if self.state.gate and self.state.then_open else None
        try:
            await self._core.unlock(pin)
        except WrongPin as wrong:
            self._wait_until = self._core.clock.monotonic() + wrong.wait_s
            self._put(busy=False, typed=0, error=wrong)
            return
        except KnownError as error:
            # A permit may be over, and the gate must open all the same: the PIN still says who it is.
            by = await self._proven(self._core.actor, pin) if gate is not None else None
            self._put(busy=False, typed=0, error=error, then_open=False)
            if gate is not None and by is not None:
                self._open(gate, by)
            return
        self._put(busy=False, typed=0, then_open=False)
        if gate is not None:
            self._open(gate, None)

    async def _proven(self, actor: Actor | None, pin: str) -> Actor | None:
        try:
            return await self._core.people_here.prove(actor.actor_id, pin, Act.OVERRIDE) if actor else None
        except WrongPin:
            return None

    async def _by_hand(self, pin: str) -> None:
        """Nobody is on duty: one gate, once, in the name of whoever shows the PIN."""
        actor, gate = self.state.actor, self.state.gate
        if actor is None or gate is None:
            self._put(busy=False, typed=0)
            return
        try:
            by = await self._core.people_here.prove(actor.actor_id, pin, Act.OVERRIDE)
        except WrongPin as wrong:
            self._wait_until = self._core.clock.monotonic() + wrong.wait_s
            self._put(busy=False, typed=0, error=wrong)
            return
        self._put(busy=False, typed=0)
        self._open(gate.gate_id, by)

    async def _load_people(self) -> None:
        people = await self._core.people_here.who_may(Act.OVERRIDE)
        self._put(people=people, actor=people[0] if people else None)

    def _answered(self, event: GateAnswered) -> None:
        if event.command.cause is Cause.OVERRIDE:
            self._opened_at = self._core.clock.monotonic()
            self._put(opened=event.outcome)

    def _gate(self) -> GateStatus | None:
        """The gate in view as it is now, else the first."""
        gates = self._core.gates()
        marked = self.state.gate.gate_id if self.state.gate is not None else ""
        return next((gate for gate in gates if gate.gate_id == marked), gates[0] if gates else None)

    def _put(self, **changes: Any) -> None:
        left = max(0, round(self._wait_until - self._core.clock.monotonic() + 0.49))
        offline = self._core.link.link not in (Link.ONLINE, Link.DEGRADED)
        self.state = replace(
            self.state,
            now=self._core.site_now(),
            wait_s=left,
            offline=offline,
            permit_until=self._core.permit_until,
            free=self._core.override.free,
            **changes,
        )
        self._view.show_state(self.state)
