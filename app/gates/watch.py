"""Keeps an eye on one gate: polls its relay, proves who it is, follows where the gate is."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime

from app.clock import Clock
from app.domain.gate import (
    ABORT_AFTER_DEADLINE_S,
    IDENTITY_FRESH_S,
    KEY_DEADLINE_S,
    GateAction,
    GateStatus,
    Position,
)
from app.errors import GateError
from app.gates.bindings import GateBinding
from app.gates.port import Driver, Reading
from app.gates.position import STEADY_S, PositionTracker
from app.gates.problems import gate_error
from app.gates.quality import LinkQuality

AFTER_COMMAND_S, AFTER_COMMAND_EVERY_S = 10.0, 0.25
VISIBLE_EVERY_S, HIDDEN_EVERY_S = 2.0, 15.0
FRESH_READING_S = 1.0
"""A step-by-step gate is not pulsed on an older word about where it is."""
LOOKS = 2
"""How often it is looked again at a contact that has just changed."""
EVIDENCE_S = 10.0
"""How long after a command the contact still counts as its effect."""


class GateWatch:
    """The eye on one gate.

    `seen` is called with what a command has done: False for "the relay is on", True for "the gate moved".
    """

    def __init__(
        self,
        binding: GateBinding,
        driver: Driver,
        clock: Clock,
        *,
        changed: Callable[[], None],
        seen: Callable[[bool], None],
    ) -> None:
        self.binding = binding
        self._driver = driver
        self._clock = clock
        self._changed = changed
        self._seen = seen
        self._tracker = PositionTracker(binding)
        self._reading: Reading | None = None
        self._read_at = float("-inf")
        self._identity_at = float("-inf")
        self._sending_at = self._told_at = float("-inf")
        self._pulse_ends = float("-inf")
        self._problem = "starting"
        self._answer_ms: int | None = None
        self._visible = False
        self._poke = asyncio.Event()
        self._position = (Position.UNKNOWN, clock.wall())
        self.rebooted = False
        self.quality = LinkQuality()

    # -- what is known ------------------------------------------------------------------------------------------

    @property
    def reachable(self) -> bool:
        return self._problem == ""

    def position(self) -> Position:
        """Where the gate is now."""
        return self._tracker.at(self._clock.monotonic())

    def since(self) -> datetime:
        """Since when it is there."""
        position = self.position()
        if position is not self._position[0]:
            self._position = (position, self._clock.wall())
        return self._position[1]

    def status(self, *, locked_down: bool, maintenance: bool, automatic: bool = False) -> GateStatus:
        """For the screens."""
        reading = self._reading
        return GateStatus(
            gate_id=self.binding.gate_id,
            name=self.binding.name,
            position=self.position(),
            since=self.since(),
            reachable=self.reachable,
            model=reading.model if reading else "",
            answer_ms=self._answer_ms,
            rssi=reading.rssi if reading else None,
            problem=self._problem or (reading.errors[0] if reading and reading.errors else ""),
            locked_down=locked_down,
            maintenance=maintenance,
            closes_in_s=self._tracker.closes_in_s(self._clock.monotonic()),
            can=self.binding.can,
            automatic=automatic,
        )

    # -- before and after a command -----------------------------------------------------------------------------

    async def prove(self, *, where: bool) -> None:
        """Have the identity proven in the last 10 s, and if `where` a fresh word on the position. Raises GateError."""
        if self._clock.monotonic() - self._identity_at > IDENTITY_FRESH_S:
            identity = await self._driver.identify()
            self._check_mac(identity.mac)
        if where and self._clock.monotonic() - self._read_at > FRESH_READING_S:
            await self._read()
            for _ in range(LOOKS):
                if not self._tracker.undecided:
                    break
                await asyncio.sleep(STEADY_S)
                await self._read()

    def already_open(self) -> bool:
        """Whether a step-by-step gate must not be pulsed now."""
        return self._tracker.already_open(self._clock.monotonic())

    def sending(self) -> None:
        """A command is about to be sent: what happens from now on may be its effect."""
        now = self._clock.monotonic()
        self._sending_at = self._told_at = now
        self._pulse_ends = now + ABORT_AFTER_DEADLINE_S + KEY_DEADLINE_S + self.binding.pulse_s
        self._tracker.expect(now)

    def sent(self, action: GateAction, *, certain: bool) -> None:
        """The command was executed, or perhaps was: look often now."""
        now = self._clock.monotonic()
        self._told_at = now
        self._pulse_ends = now + self.binding.pulse_s + 1.0
        self._tracker.told(action, now, certain=certain)
        self._changed()
        self.look_now()

    def failed(self, code: str) -> None:
        """A command found out that the device is not as it should be."""
        self._problem = code
        self._identity_at = float("-inf")
        self._changed()

    def doubt(self) -> None:
        """A command did not go well: whoever answers at the address proves anew who they are."""
        self._identity_at = float("-inf")

    def look_now(self) -> None:
        """Poll at once."""
        self._poke.set()

    def use(self, driver: Driver) -> None:
        """Ask another driver from now on, at once, and prove anew who answers."""
        self._driver = driver
        self._identity_at = float("-inf")
        self._poke.set()

    def set_visible(self, visible: bool) -> None:
        """Whether anybody looks at the gate's card."""
        if visible and not self._visible:
            self._poke.set()
        self._visible = visible

    # -- polling ------------------------------------------------------------------------------------------------

    async def run(self) -> None:
        """Poll until cancelled."""
        while True:
            await self.look()
            try:
                async with asyncio.timeout(self.every_s()):
                    await self._poke.wait()
            except TimeoutError:
                pass
            self._poke.clear()

    def every_s(self) -> float:
        """The pause until the next poll."""
        if self._tracker.undecided or self._clock.monotonic() - self._told_at < AFTER_COMMAND_S:
            return AFTER_COMMAND_EVERY_S
        return VISIBLE_EVERY_S if self._visible else HIDDEN_EVERY_S

    async def look(self) -> None:
        """One poll; a failure becomes the gate's problem, never an exception."""
        try:
            await self._read()
        except GateError as error:
            self.quality.lost(self._clock.wall())
            self.failed(error.code)
        else:
            self._changed()

    async def _read(self) -> None:
        asked = self._clock.monotonic()
        reading = await self._driver.status()
        self._check_mac(reading.mac)
        now = self._clock.monotonic()
        before, self._reading = self._reading, reading
        self.rebooted = self.rebooted or (before is not None and reading.uptime_s < before.uptime_s)
        self._read_at, self._problem = now, ""
        self._answer_ms = round((now - asked) * 1000)
        self.quality.answered(self._clock.wall(), self._answer_ms, reading.rssi)
        ours = now <= self._pulse_ends
        # What was asked before a command shows the world before it, however late the answer comes.
        if reading.position is not None:
            left = self._tracker.seen_cover(reading.position, asked)
        else:
            left = self._tracker.seen(self._contact(reading), asked)
        if self._relay_on(reading) and not ours:
            self._tracker.foreign_pulse(now)
        if now - self._told_at <= EVIDENCE_S:
            began = self._tracker.left_at
            if left and began is not None and began >= self._sending_at:
                self._seen(True)
            elif ours and self._relay_on(reading) and asked >= self._sending_at:
                self._seen(False)

    def _relay_on(self, reading: Reading) -> bool:
        return self.binding.channel < len(reading.outputs) and reading.outputs[self.binding.channel]

    def _contact(self, reading: Reading) -> bool | None:
        number = self.binding.reed_input
        if number is None or number >= len(reading.inputs):
            return None
        on = reading.inputs[number]
        return None if on is None else on is self.binding.reed_on_is_closed

    def _check_mac(self, mac: str) -> None:
        if mac.upper() != self.binding.mac.upper():
            self._identity_at = float("-inf")
            raise gate_error("wrong_device")
        self._identity_at = self._clock.monotonic()
