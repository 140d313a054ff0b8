"""How screens learn of changes: typed, frozen events; nothing flows back up."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, TypeVar

from app.domain.case import Case
from app.domain.entry import Entry
from app.domain.gate import GateCommand, GateOutcome, GateStatus
from app.domain.scan import Scan
from app.domain.shift import Actor
from app.errors import KnownError

log = logging.getLogger(__name__)


class Link(StrEnum):
    """How things stand with the central API."""

    ONLINE = "online"
    DEGRADED = "degraded"
    OFFLINE = "offline"
    SIGNED_OUT = "signed_out"
    BLOCKED = "blocked"


@dataclass(frozen=True, slots=True)
class LinkChanged:
    """The link or the outbox changed. `waiting`: entries not yet confirmed; `mirror_as_of`: last completed pull."""

    link: Link
    since: datetime
    waiting: int
    mirror_as_of: datetime | None


@dataclass(frozen=True, slots=True)
class ScanArrived:
    """One person's intent reached the flow, or was held back (`held`: just_scanned, next, two_codes, muted)."""

    scan: Scan
    held: str | None = None


@dataclass(frozen=True, slots=True)
class CodesInView:
    """Several passes came into view of a camera together: a person says which. No `scans`: it is over."""

    camera_id: str
    scans: tuple[Scan, ...]


@dataclass(frozen=True, slots=True)
class CaseChanged:
    """The case on the screen changed; None: the gate is ready for the next one. `waiting`: scans held as "next"."""

    case: Case | None
    waiting: int = 0


@dataclass(frozen=True, slots=True)
class EntryRecorded:
    """An entry is on disk."""

    entry: Entry


@dataclass(frozen=True, slots=True)
class EntrySettled:
    """The central API confirmed an entry; `flags` is what it found."""

    entry_id: str
    flags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GateChanged:
    """What is known of a gate changed."""

    status: GateStatus


@dataclass(frozen=True, slots=True)
class GateAnswered:
    """A command came to its end."""

    command: GateCommand
    outcome: GateOutcome


@dataclass(frozen=True, slots=True)
class CameraChanged:
    """A camera came, went or changed. `problem` is None while pictures arrive."""

    camera_id: str
    name: str
    width: int
    height: int
    fps: float
    problem: KnownError | None


@dataclass(frozen=True, slots=True)
class ScannerChanged:
    """The hand scanner's serial port was lost, or works (again): then `problem` is None."""

    port: str
    problem: KnownError | None


@dataclass(frozen=True, slots=True)
class ActorChanged:
    """Somebody signed in or out, or the screen was locked."""

    actor: Actor | None
    locked: bool


@dataclass(frozen=True, slots=True)
class SettingsChanged:
    """Other settings hold from now on: ask the core for them."""


@dataclass(frozen=True, slots=True)
class MirrorChanged:
    """Passes came, changed or went: lists that show them ask again."""

    rows: int


@dataclass(frozen=True, slots=True)
class PullCompleted:
    """The mirror has caught up with the central API, as of `at`."""

    at: datetime


@dataclass(frozen=True, slots=True)
class PullProgress:
    """A long pull goes on: `rows` so far, `remaining` and `seconds_left` as far as they are known (0: done)."""

    rows: int
    remaining: int | None
    seconds_left: float | None


@dataclass(frozen=True, slots=True)
class Notice:
    """Something that needs a human. `device_id`: the console that raised it, "" for this one."""

    notice_id: str
    kind: str
    at: datetime
    subject: str
    detail: str = ""
    device_id: str = ""


@dataclass(frozen=True, slots=True)
class CutOff:
    """The central API has revoked this console (`code`: device_revoked) or blocked its account (user_banned)."""

    code: str
    at: datetime


@dataclass(frozen=True, slots=True)
class MessageKept:
    """There is something to tell the central API beside entries. `urgent`: a call for help."""

    urgent: bool = False


@dataclass(frozen=True, slots=True)
class Trouble:
    """A KnownError that a person must see now."""

    error: KnownError


E = TypeVar("E")


class Events:
    """A plain publish and subscribe, on the loop's thread only."""

    def __init__(self) -> None:
        self._listeners: dict[type[Any], list[Callable[[Any], None]]] = {}

    def subscribe(self, kind: type[E], listener: Callable[[E], None]) -> Callable[[], None]:
        """Call `listener` for each event of `kind`; returns the way to stop it."""
        listeners = self._listeners.setdefault(kind, [])
        listeners.append(listener)

        def stop() -> None:
            if listener in listeners:
                listeners.remove(listener)

        return stop

    def publish(self, event: object) -> None:
        """Tell all listeners. One that fails is logged and does not silence the others."""
        for listener in list(self._listeners.get(type(event), ())):
            try:
                listener(event)
            except Exception:
                log.exception("a listener of %s failed", type(event).__name__)
