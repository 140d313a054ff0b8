"""What the actuator wants from a driver. A driver only knows how to speak; it decides nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from app.domain.gate import GateAction, GateOutcome, Position
from app.gates.blink import Lamp


@dataclass(frozen=True, slots=True)
class Permit:
    """What a command carries down to the socket.

    `deadline_monotonic`: after it nothing may be written; `nonce`: the command's id;
    `last_look`: asked right before the write, "" to go on, else the code of the refusal.
    """

    deadline_monotonic: float
    nonce: str
    last_look: Callable[[], str]


@dataclass(frozen=True, slots=True)
class Identity:
    """Who answers at an address. `mac`: 12 upper-case hex digits; `generation` 1 to 4; `guarded`: has a password."""

    mac: str
    model: str
    generation: int
    firmware: str
    profile: str
    guarded: bool
    realm: str | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """One answer to "how are you". `inputs` and `outputs` by number, None: the device cannot say.

    `position` is a cover's own word, None for relays. `rssi` in dBm. `errors`: the device's own codes.
    """

    mac: str
    model: str
    inputs: tuple[bool | None, ...]
    outputs: tuple[bool, ...]
    uptime_s: int
    rssi: int | None = None
    position: Position | None = None
    cloud_connected: bool = False
    errors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """One point of the commissioning check. `weight`: "must" keeps automatic opening off, "advice" does not."""

    code: str
    ok: bool
    weight: str = "must"
    fixable: bool = False
    detail: str = ""


class Driver(Protocol):
    """One device. `drive` never raises for what the world does; the others raise GateError."""

    async def drive(self, action: GateAction, permit: Permit) -> GateOutcome:
        """Carry out one action with one command that carries its own end."""

    async def status(self) -> Reading:
        """How the device is."""

    async def identify(self) -> Identity:
        """Who is at the address; needs no password."""

    async def check_commissioning(self) -> tuple[Finding, ...]:
        """Whether the device is set up so that automatic opening may be trusted to it."""

    async def lamp(self) -> Lamp | None:
        """The light by which the device can show itself; None if it announces none."""

    async def fix(self, code: str) -> None:
        """Set right what the finding `code` complains of, where the device lets us."""
