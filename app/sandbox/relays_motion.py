"""The gate behind a relay: a leaf that travels, a reed contact that bounces, a controller that takes pulses."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

CLOSED, OPENING, OPEN, CLOSING, STOPPED = "closed", "opening", "open", "closing", "stopped"
BOUNCE_S = 0.03
"""Pause between two bounces of a reed contact (tens of milliseconds on real gates)."""


class Leaf:
    """One gate's motion. All durations are seconds of gate time; `speed` makes gate time run faster.

    The reed contact sits at the closed end: `contact` is True while the gate is closed.
    """

    def __init__(
        self, *, input_kind: str, travel_s: float, stays_open_s: float | None, speed: float, changed: Callable[[], None]
    ) -> None:
        self.input_kind = input_kind
        self.travel_s = travel_s
        self.stays_open_s = stays_open_s
        self.speed = speed
        self.position = CLOSED
        self.contact = True
        self.held = False
        self.obstacle = False
        self.bounces = 0
        self._changed = changed
        self._motion: asyncio.TimerHandle | None = None
        self._bounce: asyncio.TimerHandle | None = None

    def pulse(self) -> None:
        """A rising edge on the controller's open input."""
        if self.input_kind == "step_by_step":
            if self.position in (OPENING, CLOSING):
                self.stop()
            elif self.position == OPEN:
                self.close()
            else:
                self.open()
        else:
            self.open()

    def open(self) -> None:
        """Open, or stay open for another while."""
        if self.position == OPEN:
            self._arrive_open()
        elif self.position != OPENING:
            self._go(OPENING, self._arrive_open)

    def close(self) -> None:
        """Close, unless held open or closed."""
        if not self.held and self.position not in (CLOSED, CLOSING):
            self._go(CLOSING, self._arrive_closed)

    def stop(self) -> None:
        """Stop where it is."""
        if self.position in (OPENING, CLOSING):
            self.put(STOPPED)

    def hold(self, on: bool) -> None:
        """The hold-open input: opens and stays open while it is on."""
        self.held = on
        self.open()

    def put(self, position: str) -> None:
        """Set the gate where a test wants it; nothing moves by itself afterwards until the next order."""
        self._cancel()
        self.position = position
        self._settle_contact()
        self._changed()

    def end(self) -> None:
        """Stop all timers."""
        self._cancel()
        if self._bounce is not None:
            self._bounce.cancel()

    def _go(self, position: str, then: Callable[[], None]) -> None:
        self.put(position)
        self._motion = self._later(self.travel_s, then)

    def _arrive_open(self) -> None:
        self.put(OPEN)
        if self.stays_open_s is not None and not self.held:
            self._motion = self._later(self.stays_open_s, self.close)

    def _arrive_closed(self) -> None:
        if self.obstacle:
            self._go(OPENING, self._arrive_open)
        else:
            self.put(CLOSED)

    def _settle_contact(self) -> None:
        closed = self.position == CLOSED
        if closed == self.contact:
            return
        self.contact = closed
        if self.bounces:
            self._bounce_on(self.bounces * 2)

    def _bounce_on(self, left: int) -> None:
        if left == 0:
            self.contact = self.position == CLOSED
            return
        self.contact = not self.contact
        self._changed()
        self._bounce = asyncio.get_running_loop().call_later(BOUNCE_S, self._bounce_on, left - 1)

    def _later(self, seconds: float, then: Callable[[], None]) -> asyncio.TimerHandle:
        return asyncio.get_running_loop().call_later(seconds / self.speed, then)

    def _cancel(self) -> None:
        if self._motion is not None:
            self._motion.cancel()
            self._motion = None
