"""A gate that exists only in this program: what the training edition's actuator drives instead of a relay."""

from __future__ import annotations

import time

from app.domain.gate import GateAction, GateOutcome, Path, Position
from app.gates.bindings import GateBinding
from app.gates.blink import Lamp
from app.gates.outcomes import done, not_done
from app.gates.port import Finding, Identity, Permit, Reading
from app.sandbox.relays_motion import CLOSED, CLOSING, OPEN, OPENING, Leaf

MODEL = "simulated"
_POSITIONS = {
    CLOSED: Position.CLOSED,
    OPENING: Position.OPENING,
    OPEN: Position.OPEN,
    CLOSING: Position.CLOSING,
}


class SimulatedDriver:
    """Moves a leaf instead of a gate; obeys the same last look as the real drivers."""

    def __init__(self, binding: GateBinding, *, speed: float = 1.0) -> None:
        self._binding = binding
        self._started = time.monotonic()
        self.leaf = Leaf(
            input_kind=binding.input_kind,
            travel_s=binding.travel_s,
            stays_open_s=binding.stays_open_s,
            speed=speed,
            changed=lambda: None,
        )

    async def drive(self, action: GateAction, permit: Permit) -> GateOutcome:
        """Move the leaf."""
        if refusal := permit.last_look():
            return not_done(refusal, Path.LOCAL)
        match action:
            case GateAction.OPEN:
                self.leaf.pulse()
            case GateAction.HOLD_OPEN:
                self.leaf.hold(True)
            case GateAction.CLOSE:
                self.leaf.held = False
                self.leaf.close()
            case GateAction.STOP:
                self.leaf.stop()
        return done(Path.LOCAL)

    async def status(self) -> Reading:
        """Always there."""
        return Reading(
            mac=self._binding.mac,
            model=MODEL,
            inputs=(),
            outputs=(False,),
            uptime_s=int(time.monotonic() - self._started),
            position=_POSITIONS.get(self.leaf.position, Position.UNKNOWN),
        )

    async def identify(self) -> Identity:
        """Whoever the binding wants."""
        return Identity(self._binding.mac, MODEL, 0, "", "", guarded=True)

    async def check_commissioning(self) -> tuple[Finding, ...]:
        """Nothing can be wrong with it."""
        return (Finding("simulated", True),)

    async def lamp(self) -> Lamp | None:
        """It has none."""
        return None

    async def fix(self, code: str) -> None:
        """Nothing to set right."""

    async def close(self) -> None:
        """Stop the timers."""
        self.leaf.end()
