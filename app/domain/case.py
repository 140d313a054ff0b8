"""A case: one car at the gate, from its scan to its end. The screens show cases, the flow moves them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from app.domain.decision import Decision, Facts
from app.domain.entry import Entry
from app.domain.gate import GateOutcome
from app.domain.scan import Scan

ARMED_AFTER_S = 0.4
"""A verdict must have been on the screen this long before a key can act on it (design §4)."""

STALE_AFTER_S = 60.0
"""A verdict older than this is decided anew before anything opens."""

QUIET_AFTER_BURST_S = 0.3
"""No key acts this soon after a hand scanner's burst: its own Enter must never open a gate ("BadBarcode")."""


class Phase(StrEnum):
    """How far a case has come."""

    CHECKING = "checking"
    DECIDED = "decided"
    OPENING = "opening"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Case:
    """What the verdict panel shows. `outcome` comes after OPENING; `repainted` counts late contrary answers."""

    case_id: str
    scan: Scan
    phase: Phase
    facts: Facts | None = None
    decision: Decision | None = None
    decided_monotonic: float = 0.0
    decided_at: datetime | None = None
    entry: Entry | None = None
    outcome: GateOutcome | None = None
    photo: bytes | None = None
    last_photo: bytes | None = None
    repainted: int = 0


@dataclass(frozen=True, slots=True)
class KeyPress:
    """What a key press was like when it asked for an opening."""

    at_monotonic: float
    auto_repeat: bool = False
    text_field_focused: bool = False
    last_burst_monotonic: float | None = None


def may_act(painted_monotonic: float | None, press: KeyPress) -> bool:
    """Whether a key press may act on the verdict painted at `painted_monotonic`."""
    if painted_monotonic is None or press.auto_repeat or press.text_field_focused:
        return False
    burst = press.last_burst_monotonic
    if burst is not None and press.at_monotonic - burst < QUIET_AFTER_BURST_S:
        return False
    return press.at_monotonic - painted_monotonic >= ARMED_AFTER_S
