"""What the devices page shows at one moment. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from app.domain.gate import GateOutcome, GateStatus
from app.domain.shift import Act, Actor, may
from app.events import CameraChanged
from app.gates.discovery import FoundRelay
from app.gates.port import Finding
from app.gates.quality import LinkMinute
from app.settings import CameraPart, GatePart


class Asking(StrEnum):
    """What a technician is asked below a device."""

    NOTHING = ""
    CLOUD = "cloud"
    LOGIN = "login"
    REASON = "reason"
    WHICH_GATE = "which_gate"
    WHICH_MOVED = "which_moved"
    NEW_CAMERA = "new_camera"
    NEW_GATE = "new_gate"
    MOVE = "move"
    TAKE_OUT = "take_out"


NOTHING_ASKED: dict[str, Any] = {
    "asking": Asking.NOTHING, "missing": (), "pairing": "", "paired_with": None, "offered": ""
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Ordered:
    """One order that was seen since the program started."""

    at: datetime
    gate_id: str
    actor_id: str
    cause: str
    outcome: GateOutcome


@dataclass(frozen=True, slots=True)
class DevicesState:
    """`marked`: the id of what is in view. `findings` None: not checked yet; `found` None: not looked for.

    `pairing`: the gate that is opened to be paired, and `paired_with` what became of that order. `offered`: the address
    of a relay that was found, for a new gate. `plugged`: cameras at this PC. `trying`: a device is being asked whether
    it is there. `leaving`: what the next start will not have.
    """

    now: datetime
    actor: Actor | None
    cameras: tuple[CameraChanged, ...] = ()
    gates: tuple[GateStatus, ...] = ()
    camera_parts: tuple[CameraPart, ...] = ()
    gate_parts: tuple[GatePart, ...] = ()
    marked: str = ""
    minutes: tuple[LinkMinute, ...] = ()
    ordered: tuple[Ordered, ...] = ()
    findings: tuple[Finding, ...] | None = None
    checking: bool = False
    testing: bool = False
    looking: bool = False
    found: tuple[FoundRelay, ...] | None = None
    asking: Asking = Asking.NOTHING
    missing: tuple[Finding, ...] = ()
    cloud_host: str = ""
    cloud_problem: str = "not_wired"
    pairing: str = ""
    paired_with: GateOutcome | None = None
    offered: str = ""
    plugged: tuple[str, ...] = ()
    trying: bool = False
    leaving: frozenset[str] = frozenset()

    @property
    def adding(self) -> bool:
        """Whether the page is about a device that is not there yet."""
        return self.asking in (Asking.NEW_CAMERA, Asking.NEW_GATE)

    @property
    def allowed(self) -> bool:
        """Whether this person may see and test devices."""
        return may(self.actor, Act.CONFIGURE)

    @property
    def gate(self) -> GateStatus | None:
        """The gate in view."""
        return next((one for one in self.gates if one.gate_id == self.marked), None)

    @property
    def gate_part(self) -> GatePart | None:
        """How the gate in view is set up."""
        return next((one for one in self.gate_parts if one.id == self.marked), None)

    @property
    def camera(self) -> CameraChanged | None:
        """The camera in view."""
        return next((one for one in self.cameras if one.camera_id == self.marked), None)

    @property
    def camera_part(self) -> CameraPart | None:
        """How the camera in view is set up."""
        return next((one for one in self.camera_parts if one.id == self.marked), None)
