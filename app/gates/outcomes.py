"""The outcome table: what a client saw, and what that proves.

NOT_DONE stands only where it is proven that nothing was executed; everything else without a clear yes is UNKNOWN.
"""

from __future__ import annotations

from app.domain.gate import GateOutcome, OutcomeKind, Path

PROVEN_STATUS = frozenset({401, 403, 404, 429})
PROVEN_RPC = frozenset({-103, -105, -108, -109, -114, 401, 404, 429})

NO_CLOUD = frozenset({"deadline", "locked_down", "maintenance", "busy", "cooldown", "not_wired", "rpc:-109"})
"""Refusals that hold for every path: our own, and a cover that must not move."""


class NotSent(Exception):
    """Proven: no byte of the command reached the device, or it was refused before being executed."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class NoAnswer(Exception):
    """The command was written; what became of it is unknown."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def status_fault(status: int) -> NotSent | NoAnswer:
    """What an HTTP status other than 200 proves."""
    code = f"http:{status}"
    return NotSent(code) if status in PROVEN_STATUS else NoAnswer(code)


def rpc_fault(code: int) -> NotSent | NoAnswer:
    """What an error frame proves."""
    detail = "http:401" if code == 401 else "http:429" if code == 429 else f"rpc:{code}"
    return NotSent(detail) if code in PROVEN_RPC else NoAnswer(detail)


def not_done(detail: str, path: Path = Path.NONE) -> GateOutcome:
    return GateOutcome(OutcomeKind.NOT_DONE, path, detail)


def unknown(detail: str, path: Path) -> GateOutcome:
    return GateOutcome(OutcomeKind.UNKNOWN, path, detail)


def done(path: Path, detail: str = "ok") -> GateOutcome:
    return GateOutcome(OutcomeKind.DONE, path, detail)
