"""What the Gate screen shows at one moment, and what can be done in it. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from app.domain.case import Case, Phase
from app.domain.decision import Reason, Verdict
from app.domain.entry import Entry, EntryKind
from app.domain.gate import GateOutcome, GateStatus, OutcomeKind
from app.domain.passes import Pass
from app.domain.scan import Scan
from app.events import CameraChanged, LinkChanged


class Action(StrEnum):
    """What the guard can do now; `ui/text` has the words, `ui/keys` the keys."""

    OPEN = "open"
    OPEN_AGAIN = "open_again"
    ON_WORD = "on_word"
    REFUSE = "refuse"
    RETAKE = "retake"
    CALL_HOST = "call_host"
    WALK_IN = "walk_in"
    DID_NOT_ENTER = "did_not_enter"
    DISMISS = "dismiss"
    TAKE_ALONG = "take_along"


class Sheet(StrEnum):
    """What is asked of the guard in the verdict card."""

    NONE = "none"
    WORD = "word"
    CALL = "call"
    OVERRIDE_REASON = "override_reason"
    WALK_IN = "walk_in"
    DELIVERY = "delivery"
    KNOWN_PERSON = "known_person"
    WHICH = "which"
    """Several codes came into view together."""


OF_ITS_CASE = frozenset({Sheet.WORD, Sheet.CALL})
"""Sheets that make no sense once their case is gone."""

FORMS = frozenset({Sheet.WALK_IN, Sheet.DELIVERY, Sheet.KNOWN_PERSON})


class Who(StrEnum):
    """People without a pass that a gatehouse knows: counted apart, no override."""

    RESIDENT = "resident"
    STAFF = "staff"
    HELP = "help"
    TAXI = "taxi"


@dataclass(frozen=True, slots=True)
class Form:
    """What a guard wrote about somebody without a pass. `kind`: a VisitorType, or Who for a known person."""

    kind: str
    name: str = ""
    house: str = ""
    plate: str = ""
    document_last4: str = ""
    people: int = 1


@dataclass(frozen=True, slots=True)
class Call:
    """Whom to ask, and how to reach them; `phone` is None while it is looked up, "" when it is not known.

    `question`: the one that was sent to the host's app at `asked_at`, if it was; `answer`: admit, refuse, or None;
    `overdue_min`: it has waited for as long as the site lets a question wait, 0 while it may.
    """

    host_name: str
    house: str
    phone: str | None = None
    question: str = ""
    asked_at: datetime | None = None
    answer: str | None = None
    overdue_min: float = 0
    answered_by: str = ""


@dataclass(frozen=True, slots=True)
class Search:
    """What was looked for and found; `found` is None while the store is looking."""

    text: str = ""
    found: tuple[Pass, ...] | None = None


@dataclass(frozen=True, slots=True)
class ByHand:
    """What became of the last opening by hand; `outcome` is None while the order is on its way."""

    gate_id: str
    outcome: GateOutcome | None
    until: float = 0.0
    """Monotonic seconds; after it the band is ready again."""
    opened: int = 1
    asked: int = 1
    """Of how many gates that were opened together; `gate_id` and `outcome` are then the worst one's."""


@dataclass(frozen=True, slots=True)
class Rival:
    """One of several codes in view; `name` is empty while, or where, its visitor is not known."""

    scan: Scan
    name: str = ""


@dataclass(frozen=True, slots=True)
class GateState:
    """Everything the Gate screen shows. `gate_id`: the gate that the next verdict opens."""

    now: datetime
    link: LinkChanged
    camera: CameraChanged | None = None
    cameras: int = 0
    case: Case | None = None
    waiting: int = 0
    gates: tuple[GateStatus, ...] = ()
    gate_id: str = ""
    recent: tuple[Entry, ...] = ()
    expected: tuple[Pass, ...] = ()
    expected_today: int = 0
    search: Search = Search()
    sheet: Sheet = Sheet.NONE
    sheet_case: str = ""
    """The case that the sheet was opened on; a new case comes before it, and the sheet comes back afterwards."""
    sheet_form: Form | None = None
    """What is known already, so that nobody writes it twice."""
    call: Call | None = None
    by_hand: ByHand | None = None
    said: str = ""
    """Why a code in view was no scan (`ScanArrived.held`), for a few seconds."""
    rivals: tuple[Rival, ...] = ()
    unread: bool = False
    """A key came before the verdict was read; the screen says so for a moment."""

    @property
    def shown_sheet(self) -> Sheet:
        """The sheet that is really in view. Which of two codes is meant comes before a form, not before a verdict."""
        if self.rivals and self.case is None:
            return Sheet.WHICH
        if self.case is None or self.case.case_id == self.sheet_case:
            return self.sheet
        return Sheet.NONE


def actions(case: Case | None) -> tuple[Action, ...]:
    """What can be done with a case, the likely thing first."""
    if case is None or case.phase in (Phase.CHECKING, Phase.OPENING):
        return ()
    if case.phase is Phase.ENDED:
        outcome = case.outcome.kind if case.outcome else None
        if outcome is OutcomeKind.NOT_DONE:
            return (Action.OPEN_AGAIN, Action.DID_NOT_ENTER, Action.DISMISS)
        if outcome is None:
            return ()
        return (Action.DISMISS,) if pass_to_take(case) is None else (Action.DISMISS, Action.TAKE_ALONG)
    assert case.decision is not None
    verdict, reason = case.decision.verdict, case.decision.reason
    if verdict is Verdict.ADMIT:
        return (Action.OPEN, Action.RETAKE, Action.REFUSE)
    if verdict is Verdict.ASK:
        return (Action.ON_WORD, Action.CALL_HOST, Action.REFUSE)
    if reason is Reason.BLACKLISTED:
        return (Action.REFUSE,)
    if reason is Reason.NOT_A_CODE:
        return (Action.REFUSE, Action.WALK_IN)
    return (Action.REFUSE, Action.CALL_HOST, Action.WALK_IN)


def pass_to_take(case: Case) -> Pass | None:
    """The pass of a walk-in who came in: made here, so that nobody else can give it to the visitor."""
    pass_ = case.facts.pass_ if case.facts is not None else None
    came_in = case.entry is not None and case.entry.kind is EntryKind.WALK_IN
    return pass_ if came_in and pass_ is not None and pass_.local else None


def verdict_key(case: Case) -> str:
    """Names one painted verdict: a contrary late answer makes a new one."""
    return f"{case.case_id}/{case.repainted}/{case.phase.value}"
