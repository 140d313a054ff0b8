"""Who is on duty, and what they may do."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Role(StrEnum):
    """What somebody is here."""

    GUARD = "guard"
    SUPERVISOR = "supervisor"
    TECHNICIAN = "technician"


class Act(StrEnum):
    """What `may` is asked about."""

    ADMIT = "admit"
    OVERRIDE = "override"
    LOCK_DOWN = "lock_down"
    RELEASE_LOCKDOWN = "release_lockdown"
    SEE_HISTORY = "see_history"
    REVIEW = "review"
    EXPORT = "export"
    CONFIGURE = "configure"
    COMMISSION = "commission"
    BACK_UP = "back_up"


_MAY: dict[Role, frozenset[Act]] = {
    Role.GUARD: frozenset({Act.ADMIT, Act.OVERRIDE, Act.LOCK_DOWN}),
    Role.SUPERVISOR: frozenset(
        {
            Act.ADMIT,
            Act.OVERRIDE,
            Act.LOCK_DOWN,
            Act.RELEASE_LOCKDOWN,
            Act.SEE_HISTORY,
            Act.REVIEW,
            Act.EXPORT,
            Act.BACK_UP,
        }
    ),
    Role.TECHNICIAN: frozenset({Act.OVERRIDE, Act.CONFIGURE, Act.COMMISSION, Act.BACK_UP}),
}


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody signed in at this console."""

    actor_id: str
    name: str
    role: Role


@dataclass(frozen=True, slots=True)
class Shift:
    """A guard's time on duty."""

    shift_id: str
    actor: Actor
    since: datetime


def loses(before: Role, now: Role) -> bool:
    """Whether somebody may do less as `now` than as `before`."""
    return not _MAY[before] <= _MAY[now]


def may(actor: Actor | None, act: Act) -> bool:
    """Whether `actor` may do `act`. Nobody signed in may do nothing (the locked override has its own rule)."""
    return actor is not None and act in _MAY[actor.role]


class LineKind(StrEnum):
    """What a line of the shift log is (the central `shift_log.kind`)."""

    START = "start"
    NOTE = "note"
    INCIDENT = "incident"
    HANDOVER = "handover"
    ACKNOWLEDGED = "acknowledged"
    END = "end"


@dataclass(frozen=True, slots=True)
class ShiftLine:
    """One line of the shift log. `acknowledged`: another guard has read this handover; `post`: the console's name whose
    line it is, "" for this one."""

    line_id: str
    shift_id: str
    kind: LineKind
    at: datetime
    actor_id: str
    actor_name: str
    words: str = ""
    photo_hash: str | None = None
    acknowledged: bool = False
    post: str = ""
