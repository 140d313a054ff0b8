"""The locked console: a PIN brings the guard back. The camera goes on, and a waiting car is told."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any, Protocol

from app.domain.gate import GateStatus
from app.domain.shift import Actor
from app.errors import KnownError
from app.events import CaseChanged, GateChanged, Link
from app.pin import MAX_DIGITS, MIN_DIGITS, WrongPin
from ui.presenters.errands import run
from ui.presenters.port import Core

DIGITS = 6
"""A PIN that is chosen here has six digits, so that the sixth one is the Enter."""


class Asking(StrEnum):
    """What the keypad is for."""

    UNLOCK = "unlock"
    CHOOSE = "choose"
    REPEAT = "repeat"


@dataclass(frozen=True, slots=True)
class LockState:
    """`typed`: how many digits; `wait_s`: until the next try counts; `then_open`: the gate that the PIN opens;
    `permit_until`: how long the PIN works without a line."""

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


class LockView(Protocol):
    """What the presenter asks of its screen."""

    def show_state(self, state: LockState) -> None: ...


class LockPresenter:
    """Takes digits; `done` is called when a PIN was chosen, or put off."""

    def __init__(self, core: Core, view: LockView, done: Callable[[], None]) -> None:
        self._core = core
        self._view = view
        self._done = done
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
            somebody_waits=self._core.flow.case is not None,
        )
        self._put()

    def tick(self) -> None:
        """Once a second."""
        self._put()

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
        else:
            self._put(busy=True)
            run(self._core, self._unlock(pin), "unlock")

    def hold(self) -> None:
        """Opening by hand was asked for: the PIN that follows opens."""
        self._put(then_open=True)

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
            self._put(busy=False, typed=0, error=error)
            return
        self._put(busy=False, typed=0, then_open=False)
        if gate is not None:
            await self._core.override.open(gate)

    def _gate(self) -> GateStatus | None:
        gates = self._core.gates()
        return gates[0] if gates else None

    def _put(self, **changes: Any) -> None:
        left = max(0, round(self._wait_until - self._core.clock.monotonic() + 0.49))
        offline = self._core.link.link not in (Link.ONLINE, Link.DEGRADED)
        self.state = replace(
            self.state,
            now=self._core.site_now(),
            wait_s=left,
            offline=offline,
            permit_until=self._core.permit_until,
            **changes,
        )
        self._view.show_state(self.state)
