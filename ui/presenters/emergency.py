"""The emergency card: no gate opens for entry any more, several gates open at once, or help is called."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, Protocol

from app.domain.gate import GateStatus
from app.domain.lockdown import LockdownWord
from app.domain.shift import Act, Actor, may
from app.errors import KnownError
from app.pin import MAX_DIGITS, MIN_DIGITS, WrongPin
from ui.presenters.errands import run
from ui.presenters.lock import DIGITS
from ui.presenters.port import Core


class Step(StrEnum):
    """What the card asks now."""

    CHOOSE = "choose"
    CONFIRM_LOCK = "confirm_lock"
    GROUP = "group"
    PIN = "pin"


@dataclass(frozen=True, slots=True)
class EmergencyState:
    """`locked`: no gate opens for entry, by whose `word` (None: what holds it cannot be read). `called`: help was
    called from here; `loud`: that is heard here, too; `locks`: it locks the gates down. `chosen`: the gates that are
    opened together; `person`: whose PIN is asked, of `people`; `typed`: how many digits stand there."""

    step: Step = Step.CHOOSE
    locked: bool = False
    word: LockdownWord | None = None
    may_lock: bool = False
    may_release: bool = False
    may_open: bool = False
    called: bool = False
    loud: bool = False
    locks: bool = False
    gates: tuple[GateStatus, ...] = ()
    chosen: frozenset[str] = frozenset()
    people: tuple[Actor, ...] = ()
    person: Actor | None = None
    typed: int = 0
    busy: bool = False
    error: KnownError | None = None


class EmergencyView(Protocol):
    """What the presenter asks of its card."""

    def show_state(self, state: EmergencyState) -> None: ...
    def open_together(self, gate_ids: tuple[str, ...]) -> None: ...


class EmergencyPresenter:
    """Each act was held for a second before it comes here; a lockdown twice."""

    def __init__(self, core: Core, view: EmergencyView) -> None:
        self._core = core
        self._view = view
        self._pin = ""
        self.state = EmergencyState()

    def begin(self) -> None:
        """The card comes up."""
        self._pin = ""
        self.state = EmergencyState()
        self._put()
        run(self._core, self._load_people(), "who may release")

    def back(self) -> None:
        """To the first page."""
        self._pin = ""
        self._put(step=Step.CHOOSE, typed=0, error=None)

    # --- lockdown ------------------------------------------------------------------------------------------

    def lock_down(self) -> None:
        """Held once: asked again, with what it means."""
        if self.state.may_lock and not self.state.locked:
            self._put(step=Step.CONFIRM_LOCK, error=None)

    def confirm(self) -> None:
        """Held a second time: all gates stay shut for entry; exits that must stay free stay free."""
        if self.state.step is Step.CONFIRM_LOCK and self.state.may_lock:
            run(self._core, self._lock_down(), "lockdown")

    def release(self) -> None:
        """A supervisor on duty ends it."""
        if self.state.may_release:
            run(self._core, self._release(), "release lockdown")

    def ask_pin(self) -> None:
        """A supervisor beside the guard ends it with a PIN."""
        if self.state.locked and self.state.people:
            self._put(step=Step.PIN, typed=0, error=None, person=self.state.person or self.state.people[0])

    def next_person(self) -> None:
        """Another supervisor's PIN."""
        people = self.state.people
        if people and self.state.person in people:
            self._pin = ""
            self._put(person=people[(people.index(self.state.person) + 1) % len(people)], typed=0, error=None)

    def digit(self, digit: str) -> None:
        """A digit was typed or touched."""
        if self.state.step is not Step.PIN or self.state.busy or len(self._pin) >= MAX_DIGITS:
            return
        self._pin += digit
        self._put(typed=len(self._pin), error=None)
        if len(self._pin) == DIGITS:
            self.enter()

    def take_back(self) -> None:
        """The last digit was wrong."""
        self._pin = self._pin[:-1]
        self._put(typed=len(self._pin))

    def enter(self) -> None:
        """That was the PIN."""
        if self.state.step is Step.PIN and not self.state.busy and len(self._pin) >= MIN_DIGITS:
            pin, self._pin = self._pin, ""
            self._put(busy=True)
            run(self._core, self._release_with(pin), "release lockdown")

    # --- several gates -------------------------------------------------------------------------------------

    def choose_gates(self) -> None:
        """Several gates at once: those that can open are chosen already."""
        if self.state.may_open:
            free = [gate.gate_id for gate in self._core.gates() if not gate.locked_down and not gate.maintenance]
            self._put(step=Step.GROUP, chosen=frozenset(free), error=None)

    def turn_gate(self, gate_id: str) -> None:
        """With it, or without it."""
        self._put(chosen=self.state.chosen ^ {gate_id})

    def open_chosen(self) -> None:
        """Held: open them. What becomes of it, and the reason, is for the Gate screen."""
        wanted = tuple(gate.gate_id for gate in self.state.gates if gate.gate_id in self.state.chosen)
        if self.state.step is Step.GROUP and self.state.may_open and wanted:
            self._put(step=Step.CHOOSE)
            self._view.open_together(wanted)

    def call_help(self) -> None:
        """Tell the supervisors, silently."""
        run(self._core, self._call_help(), "call for help")

    # --- the pieces ----------------------------------------------------------------------------------------

    async def _lock_down(self) -> None:
        self._core.lockdown.lock_down()
        self._put(step=Step.CHOOSE)

    async def _release(self) -> None:
        self._core.lockdown.release()
        self._put()

    async def _release_with(self, pin: str) -> None:
        person = self.state.person
        assert person is not None
        try:
            await self._core.lockdown.release_with_pin(person.actor_id, pin)
        except WrongPin as wrong:
            self._put(busy=False, typed=0, error=wrong)
            return
        except KnownError as error:
            self._put(busy=False, typed=0, error=error)
            raise
        self._put(step=Step.CHOOSE, busy=False, typed=0)

    async def _load_people(self) -> None:
        self._put(people=await self._core.lockdown.who_may_release())

    async def _call_help(self) -> None:
        await self._core.call_for_help()
        self._put(called=True)

    def _put(self, **changes: Any) -> None:
        actor, gates = self._core.actor, self._core.gates()
        lockdown = self._core.actuator.lockdown()
        self.state = replace(
            self.state,
            locked=lockdown.locked,
            word=lockdown.word,
            may_lock=may(actor, Act.LOCK_DOWN),
            may_release=may(actor, Act.RELEASE_LOCKDOWN),
            may_open=may(actor, Act.OVERRIDE) and len(gates) > 1,
            gates=gates,
            loud=self._core.choices.panic == "loud",
            locks=self._core.choices.panic_gates == "lock_down",
            **changes,
        )
        self._view.show_state(self.state)
