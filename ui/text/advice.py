"""What is known and what the guard may do; captions of the case's body."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from app.domain.decision import Decision, Facts, Reason, Verdict
from app.domain.gate import GateOutcome, OutcomeKind

translate = QCoreApplication.translate


def caption(which: str) -> str:
    """The small words over a fact."""
    return {
        "visiting": translate("Case", "Visiting"),
        "valid_until": translate("Case", "Valid until"),
        "valid_from": translate("Case", "Valid from"),
        "entries": translate("Case", "Entries"),
        "document": translate("Case", "ID document"),
        "last_entry": translate("Case", "Last entry"),
    }[which]


def host_note(note: str) -> str:
    """The host's words, marked as theirs."""
    return translate("Case", "“{note}” – note from the host").format(note=note)


def valid_until(when: str) -> str:
    """valid until today at 20:00"""
    return translate("Case", "valid until {when}").format(when=when)


def switch_camera() -> str:
    """On the camera."""
    return translate("Case", "Switch camera")


def advice(decision: Decision, facts: Facts, outcome: GateOutcome | None) -> tuple[tuple[str, str], ...]:
    """Headings and texts; nothing for a plain Admit."""
    if outcome is not None:
        return _after(outcome)
    if decision.verdict is Verdict.ADMIT:
        return ()
    do = translate("Case", "What you can do")
    if decision.verdict is Verdict.REFUSE:
        return ((do, _refusal(decision.reason)),)
    known = translate("Case", "What is known")
    may_do = translate("Case", "What you may do")
    return ((known, _known(decision.reason, facts)), (may_do, _may_do(decision.reason)))


def _after(outcome: GateOutcome) -> tuple[tuple[str, str], ...]:
    do = translate("Case", "What you can do")
    if outcome.kind is OutcomeKind.UNKNOWN:
        return (
            (
                do,
                translate(
                    "Case",
                    "Look at the gate. If it stays closed, open it by hand or with the key switch. "
                    "The console does not send a second pulse by itself: it could stop a moving gate.",
                ),
            ),
        )
    if outcome.kind is OutcomeKind.NOT_DONE:
        return (
            (
                do,
                translate(
                    "Case",
                    "Try again, or open it with the key switch. If the visitor turns round, "
                    "press “Did not enter”: the entry is given back to the pass.",
                ),
            ),
        )
    return ()


def _refusal(reason: Reason) -> str:
    return {
        Reason.BLACKLISTED: translate(
            "Case",
            "Say that the pass cannot be confirmed. Do not call the host, do not argue; wait for the supervisor.",
        ),
        Reason.NOT_A_CODE: translate(
            "Case", "Ask for the pass in the Portun app, look for the name below, or register a walk-in."
        ),
        Reason.UNKNOWN: translate("Case", "Perhaps it was not uploaded yet: call the host, or register a walk-in."),
        Reason.CANCELLED: translate("Case", "Call the host if the visitor insists. Only a new pass lets them in."),
        Reason.OTHER_COMMUNITY: translate("Case", "Show the visitor the way, or call the host they name."),
        Reason.NOT_YET_VALID: translate("Case", "Call the host to change the time, or ask the visitor to wait."),
    }.get(reason, translate("Case", "Call the host to send a new pass, or register a walk-in."))


def _known(reason: Reason, facts: Facts) -> str:
    if reason is Reason.UNKNOWN_OFFLINE:
        return translate(
            "Case",
            "The code looks like a Portun pass. Whether it is valid cannot be checked until the connection is back.",
        )
    return {
        Reason.POSSIBLE_MATCH: translate(
            "Case", "The name or the plate resembles one in the site's instructions. It may be somebody else."
        ),
        Reason.CLOCK_DOUBTFUL: translate(
            "Case", "The pass is known, but the time of this PC may be wrong, so its validity cannot be judged."
        ),
        Reason.ALREADY_INSIDE: translate("Case", "This pass came in and has not left since."),
        Reason.TOO_OLD: translate(
            "Case",
            "The pass was valid when the saved passes were last updated. It may have been changed or used since.",
        ),
        Reason.OTHER_COMMUNITY: translate("Case", "The pass belongs to another community."),
    }.get(reason, translate("Case", "Nothing is known about this pass."))


def _may_do(reason: Reason) -> str:
    if reason is Reason.POSSIBLE_MATCH:
        return translate(
            "Case", "Compare the document with the instruction. If in doubt, refuse and tell the supervisor."
        )
    if reason is Reason.ALREADY_INSIDE:
        return translate("Case", "Ask whether somebody else uses the pass. Let in on the host's word, or refuse.")
    return translate(
        "Case", "Call the host and let in on their word. Your name and theirs are recorded, and a supervisor sees it."
    )
