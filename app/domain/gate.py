"""What opens: orders with an end, and what became of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

AUTOMATIC_DEADLINE_S = 3.0
KEY_DEADLINE_S = 5.0
"""Counted from the order (design §6): after it, nothing may reach a relay."""

ABORT_AFTER_DEADLINE_S = 0.8
"""How long after the deadline an answer is still awaited before the socket is torn down."""

IDENTITY_FRESH_S = 10.0
"""An identity proven longer ago is asked again before a command."""


class GateAction(StrEnum):
    """What a gate can be told."""

    OPEN = "open"
    CLOSE = "close"
    STOP = "stop"
    HOLD_OPEN = "hold_open"


class Cause(StrEnum):
    """Who wants it: the rules by themselves, the guard on a verdict, or the guard by hand."""

    AUTOMATIC = "automatic"
    KEY = "key"
    OVERRIDE = "override"


class InputKind(StrEnum):
    """How the gate's controller takes a pulse. On `step_by_step` a second pulse stops the moving gate."""

    OPEN_ONLY = "open_only"
    STEP_BY_STEP = "step_by_step"


class OutcomeKind(StrEnum):
    """What is known of a command's fate."""

    DONE = "done"
    NOT_DONE = "not_done"
    UNKNOWN = "unknown"


class Path(StrEnum):
    """Which way the command went."""

    LOCAL = "local"
    CLOUD = "cloud"
    NONE = "none"


class Position(StrEnum):
    """Where the gate is, as far as a reed contact or a cover tells."""

    UNKNOWN = "unknown"
    CLOSED = "closed"
    OPENING = "opening"
    OPEN = "open"
    CLOSING = "closing"
    LEFT_OPEN = "left_open"
    FORCED_OPEN = "forced_open"


@dataclass(frozen=True, slots=True)
class GateCommand:
    """One order. Monotonic seconds: it dies at `deadline_monotonic`, whatever happens."""

    command_id: str
    gate_id: str
    action: GateAction
    cause: Cause
    ordered_monotonic: float
    deadline_monotonic: float
    ordered_at: datetime
    actor_id: str
    entry_id: str | None = None


@dataclass(frozen=True, slots=True)
class GateOutcome:
    """What became of an order. `detail` is a code: ok, already_open, deadline, cooldown, busy, locked_down,
    maintenance, wrong_device, refused, unreachable, no_answer, rpc:-105, http:429 …
    """

    kind: OutcomeKind
    path: Path
    detail: str
    took_ms: int = 0
    confirmed: bool = False
    """The reed contact saw the gate leave its closed position."""
    scan_ms: int | None = None
    """From the first frame with the code to the answer, who decided included; None where no code was scanned."""


@dataclass(frozen=True, slots=True)
class GateStatus:
    """What is known of a gate now. `answer_ms`: the last poll's answer time; `problem`: a code, "" if none."""

    gate_id: str
    name: str
    position: Position
    since: datetime
    reachable: bool
    model: str = ""
    answer_ms: int | None = None
    rssi: int | None = None
    problem: str = ""
    locked_down: bool = False
    maintenance: bool = False
    closes_in_s: int | None = None
    can: frozenset[GateAction] = frozenset({GateAction.OPEN})
    automatic: bool = False
    """It opens by itself on an admitting verdict: set up so, and commissioned."""


def deadline_after(ordered_monotonic: float, cause: Cause) -> float:
    """When an order dies."""
    return ordered_monotonic + (AUTOMATIC_DEADLINE_S if cause is Cause.AUTOMATIC else KEY_DEADLINE_S)
