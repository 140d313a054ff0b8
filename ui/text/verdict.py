"""What the band says: the verdict, why, and on what it rests."""

from __future__ import annotations

from datetime import datetime, tzinfo

from PySide6.QtCore import QCoreApplication

from app.domain.case import Case, Phase
from app.domain.decision import Basis, Decision, Facts, Reason, Verdict
from app.domain.entry import Direction
from app.domain.gate import GateOutcome, OutcomeKind
from app.domain.scan import Source
from app.events import Link, LinkChanged
from ui.text import times

translate = QCoreApplication.translate


def headline(case: Case | None) -> str:
    """Two or three words that are read from two metres."""
    if case is None:
        return translate("Verdict", "Ready")
    if case.phase is Phase.CHECKING:
        return translate("Verdict", "Checking…")
    if case.phase is Phase.OPENING:
        return opening("")[0]
    if case.phase is Phase.ENDED:
        return _outcome_headline(case.outcome)
    assert case.decision is not None
    if case.decision.verdict is Verdict.ADMIT:
        if case.scan.direction is Direction.OUT:
            return translate("Verdict", "May leave")
        return translate("Verdict", "Access granted")
    if case.decision.verdict is Verdict.ASK:
        return translate("Verdict", "You decide")
    return translate("Verdict", "Do not admit")


def _outcome_headline(outcome: GateOutcome | None) -> str:
    if outcome is None:
        return translate("Verdict", "Refusal recorded")
    if outcome.kind is OutcomeKind.DONE:
        if outcome.detail == "already_open":
            return translate("Verdict", "Gate already open")
        return translate("Verdict", "Gate opened") if outcome.confirmed else translate("Verdict", "Gate told to open")
    if outcome.kind is OutcomeKind.NOT_DONE:
        return translate("Verdict", "Gate did not open")
    return translate("Verdict", "Look at the gate")


def sentence(case: Case, now: datetime, zone: tzinfo, link: LinkChanged, gate_name: str) -> str:
    """Why, and on what it rests."""
    if case.phase is Phase.CHECKING:
        return _checking(case.scan.source)
    if case.phase is Phase.OPENING:
        return opening(gate_name)[1]
    if case.phase is Phase.ENDED:
        return _outcome_sentence(case.outcome, gate_name)
    assert case.decision is not None and case.facts is not None
    if case.decision.verdict is Verdict.ADMIT:
        return _basis(case.decision, case.facts, now, zone)
    return _reason(case.decision, case.facts, now, zone, link)


def opening(gate_name: str) -> tuple[str, str]:
    """Headline and sentence while an order is on its way."""
    return (
        translate("Verdict", "Opening…"),
        translate("Verdict", "{gate}: the order is on its way").format(gate=gate_name),
    )


def outcome(done: GateOutcome, gate_name: str) -> tuple[str, str]:
    """Headline and sentence for what became of an order."""
    return _outcome_headline(done), _outcome_sentence(done, gate_name)


def several_codes(count: int) -> tuple[str, str]:
    """Headline and sentence when several codes came into view together."""
    return (
        translate("Verdict", "%n codes in view", None, count),
        translate("Verdict", "Only one of them is scanned: you say which"),
    )


def ready_sentence(has_camera: bool) -> str:
    """What to do while nobody is at the gate."""
    if has_camera:
        return translate("Verdict", "Hold the code in front of the lane camera")
    return translate("Verdict", "No camera: type the code or look for the name")


def unread_sentence() -> str:
    """A key came before the verdict could be read."""
    return translate("Verdict", "Read first, then press Enter again")


def _checking(source: Source) -> str:
    if source is Source.PICKED:
        return translate("Verdict", "Looking at the pass")
    return translate("Verdict", "Code read, asking what is known about it")


def _basis(decision: Decision, facts: Facts, now: datetime, zone: tzinfo) -> str:
    if decision.basis is Basis.CENTRAL:
        if facts.answered_ms is not None:
            return translate("Verdict", "Confirmed by the central API in {ms} ms").format(ms=facts.answered_ms)
        return translate("Verdict", "Confirmed by the central API")
    if decision.basis is Basis.LOCAL:
        return translate("Verdict", "Registered at this gate")
    if facts.age is None:
        return translate("Verdict", "Checked against the passes saved here")
    saved = times.clock(decision.at - facts.age, zone)
    if facts.age.total_seconds() < 86_400:
        return translate("Verdict", "Checked against passes saved at {time}").format(time=saved)
    when = times.in_sentence(decision.at - facts.age, now, zone)
    return translate("Verdict", "Checked against passes saved {when}").format(when=when)


def _reason(decision: Decision, facts: Facts, now: datetime, zone: tzinfo, link: LinkChanged) -> str:
    pass_, reason = facts.pass_, decision.reason
    if reason is Reason.EXPIRED and pass_ is not None:
        when = times.in_sentence(pass_.valid_until, now, zone)
        return translate("Verdict", "This pass expired {when}").format(when=when)
    if reason is Reason.NOT_YET_VALID and pass_ is not None and pass_.valid_from is not None:
        when = times.in_sentence(pass_.valid_from, now, zone)
        return translate("Verdict", "This pass begins {when}").format(when=when)
    if reason is Reason.NO_ENTRIES_LEFT and pass_ is not None:
        allowed = pass_.entries_allowed
        return translate("Verdict", "All %n entries of this pass are used", None, allowed)
    if reason is Reason.UNKNOWN_OFFLINE and link.link is not Link.ONLINE:
        since = times.clock(link.since, zone)
        return translate("Verdict", "Pass not known here, and no connection since {time}").format(time=since)
    if reason is Reason.TOO_OLD and facts.age is not None:
        return translate("Verdict", "The passes saved here are {age} old").format(age=times.span(facts.age))
    return {
        Reason.NOT_A_CODE: translate("Verdict", "This code is not a Portun pass"),
        Reason.BLACKLISTED: translate("Verdict", "Do not call the host. A supervisor has been told"),
        Reason.POSSIBLE_MATCH: translate("Verdict", "Compare the document before you decide"),
        Reason.UNKNOWN: translate("Verdict", "The central API does not know this pass"),
        Reason.UNKNOWN_OFFLINE: translate("Verdict", "Pass not known here, and the central API did not answer"),
        Reason.CANCELLED: translate("Verdict", "The host has cancelled this pass"),
        Reason.OTHER_COMMUNITY: translate("Verdict", "This pass is for another community"),
        Reason.CLOCK_DOUBTFUL: translate("Verdict", "This PC's clock cannot be trusted now"),
        Reason.ALREADY_INSIDE: translate("Verdict", "This visitor is already inside"),
        Reason.TOO_OLD: translate("Verdict", "No passes were ever received here"),
        Reason.NOT_YET_VALID: translate("Verdict", "This pass is not valid yet"),
        Reason.EXPIRED: translate("Verdict", "This pass has expired"),
        Reason.NO_ENTRIES_LEFT: translate("Verdict", "No entries are left on this pass"),
        Reason.VALID: translate("Verdict", "The pass is valid"),
    }[reason]


def _outcome_sentence(outcome: GateOutcome | None, gate_name: str) -> str:
    if outcome is None:
        return translate("Verdict", "Ready for the next car")
    if outcome.kind is OutcomeKind.DONE:
        if outcome.detail == "already_open":
            return translate("Verdict", "{gate}: no second pulse was sent, the entry is recorded").format(
                gate=gate_name
            )
        if outcome.confirmed:
            return translate("Verdict", "{gate} left its closed position").format(gate=gate_name)
        return translate("Verdict", "{gate} took the order in {ms} ms").format(gate=gate_name, ms=outcome.took_ms)
    if outcome.kind is OutcomeKind.UNKNOWN:
        return translate("Verdict", "{gate} did not say what became of the order. It may have opened").format(
            gate=gate_name
        )
    return not_opened(outcome.detail, gate_name)


def several(worst: GateOutcome, gate_name: str, opened: int, asked: int) -> tuple[str, str]:
    """Gates that were opened together: headline, and what is to be said of the worst one."""
    if worst.kind is OutcomeKind.DONE:
        return translate("Verdict", "%n gates opened", None, opened), translate("Verdict", "By hand, all at once")
    headline = translate("Verdict", "{opened} of {asked} gates opened").format(opened=opened, asked=asked)
    return headline, _outcome_sentence(worst, gate_name)


def not_opened(detail: str, gate_name: str) -> str:
    """Why a gate surely did not open, and what to do."""
    known = {
        "locked_down": translate("Verdict", "{gate} is locked down. A supervisor can release it"),
        "maintenance": translate("Verdict", "{gate} is in maintenance. A technician can end it"),
        "wrong_device": translate("Verdict", "Another device answers in place of {gate}. Call the technician"),
        "cooldown": translate("Verdict", "{gate} was told to open a moment ago. Look before you try again"),
        "busy": translate("Verdict", "{gate} is busy with another order. Try again"),
        "deadline": translate("Verdict", "{gate} was too slow, so the order was given up. Try again"),
        "locked": translate("Verdict", "The console is locked. Unlock it first"),
    }
    if detail.startswith("http:401") or detail == "refused":
        return translate("Verdict", "{gate} refused the password. Use the key switch, call the technician").format(
            gate=gate_name
        )
    text = known.get(detail, translate("Verdict", "{gate} cannot be reached. Try again or use the key switch"))
    return text.format(gate=gate_name)
