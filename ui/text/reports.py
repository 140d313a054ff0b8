"""Words of exported tables and printed sheets."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from app.ops.words import ReportWords, Words

translate = QCoreApplication.translate


def report_words() -> ReportWords:
    """What an export or a sheet is written with, in the language of now."""
    return ReportWords(
        table=Words(
            titles=_titles(), codes=_codes(), sheet=translate("Report", "Entries"), yes=translate("Report", "yes")
        ),
        moment=translate("Report", "%Y-%m-%d %H:%M"),
        page=translate("Report", "Page {page} of {pages}"),
        made=translate("Report", "Made on {at} by {who}"),
        span=translate("Report", "{start} to {end}"),
        still=translate("Report", "now"),
        entries=translate("Report", "Entries"),
        nothing=translate("Report", "Nothing happened in this time."),
        inside=translate("Report", "Inside now"),
        inside_count=translate("Report", "{visits} visits, {people} people"),
        nobody=translate("Report", "Nobody is known to be inside."),
        since=translate("Report", "Since"),
        until=translate("Report", "Pass ends"),
        accounted=translate("Report", "Seen"),
        outage=translate("Report", "After an outage"),
        outage_counts=translate(
            "Report", "{entries} entries: {admitted} admitted, {refused} refused, {asked} decided by the guard."
        ),
        outage_waiting=translate("Report", "{waiting} of them are not yet confirmed by the central API."),
        outage_confirmed=translate("Report", "All of them are confirmed by the central API."),
        age=translate("Report", "Age of the copy"),
        ages=translate("Report", "What decisions rested on"),
        age_up_to=translate("Report", "up to {hours} h"),
        age_over=translate("Report", "over {hours} h"),
        age_unknown=translate("Report", "nothing was known"),
        found=translate("Report", "What the central API found later"),
        found_nothing=translate("Report", "It found nothing to look at."),
        to_look_at=translate("Report", "Entries to look at"),
        decisions=translate("Report", "All entries of the outage"),
    )


def _titles() -> dict[str, str]:
    return {
        "time": translate("Report", "Time"),
        "utc_offset": translate("Report", "Clock"),
        "kind": translate("Report", "What"),
        "direction": translate("Report", "Direction"),
        "gate": translate("Report", "Gate"),
        "visitor_name": translate("Report", "Visitor"),
        "visitor_type": translate("Report", "Type"),
        "house": translate("Report", "House"),
        "people": translate("Report", "People"),
        "plate": translate("Report", "Plate"),
        "on_foot": translate("Report", "On foot"),
        "verdict": translate("Report", "Verdict"),
        "reason": translate("Report", "Reason"),
        "basis": translate("Report", "Known from"),
        "basis_age_s": translate("Report", "Age of what was known (s)"),
        "flags": translate("Report", "Noted"),
        "found": translate("Report", "Found later"),
        "outcome": translate("Report", "Gate answered"),
        "open_ms": translate("Report", "Gate answered in (ms)"),
        "scan_ms": translate("Report", "From scan to gate's answer (ms)"),
        "guard": translate("Report", "Guard"),
        "allowed_by": translate("Report", "Allowed by"),
        "note": translate("Report", "Note"),
        "offline": translate("Report", "Offline"),
        "clock_trusted": translate("Report", "Clock trusted"),
        "waiting": translate("Report", "Not yet sent"),
        "entry_id": translate("Report", "Entry"),
        "corrects": translate("Report", "Corrects entry"),
        "shift_id": translate("Report", "Shift"),
        "device_id": translate("Report", "Console"),
        "device_seq": translate("Report", "Number"),
    }


def _codes() -> dict[str, str]:
    return {
        "kind.visit": translate("Report", "Visit"),
        "kind.exit": translate("Report", "Exit"),
        "kind.refusal": translate("Report", "Refused"),
        "kind.override": translate("Report", "Opened by hand"),
        "kind.known_person": translate("Report", "Known person"),
        "kind.walk_in": translate("Report", "Walk-in"),
        "kind.correction": translate("Report", "Correction"),
        "direction.in": translate("Report", "in"),
        "direction.out": translate("Report", "out"),
        "verdict.admit": translate("Report", "Admit"),
        "verdict.refuse": translate("Report", "Refuse"),
        "verdict.ask": translate("Report", "Ask"),
        "reason.valid": translate("Report", "Valid"),
        "reason.not_a_code": translate("Report", "Not a Portun code"),
        "reason.blacklisted": translate("Report", "Blacklisted"),
        "reason.possible_match": translate("Report", "Possible blacklist match"),
        "reason.unknown": translate("Report", "Unknown pass"),
        "reason.unknown_offline": translate("Report", "Unknown, offline"),
        "reason.cancelled": translate("Report", "Cancelled"),
        "reason.other_community": translate("Report", "Another community"),
        "reason.clock_doubtful": translate("Report", "Clock in doubt"),
        "reason.not_yet_valid": translate("Report", "Not yet valid"),
        "reason.expired": translate("Report", "Expired"),
        "reason.no_entries_left": translate("Report", "No entries left"),
        "reason.already_inside": translate("Report", "Already inside"),
        "reason.too_old": translate("Report", "Known too long ago"),
        "basis.central": translate("Report", "Central API"),
        "basis.mirror": translate("Report", "Copy on this PC"),
        "basis.local": translate("Report", "Made at this gatehouse"),
        "basis.nothing": translate("Report", "Nothing"),
        "outcome.done": translate("Report", "Opened"),
        "outcome.not_done": translate("Report", "Not opened"),
        "outcome.unknown": translate("Report", "Not known"),
    }
