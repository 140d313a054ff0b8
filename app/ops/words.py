"""The words that stand in exported files. English here; the screens hand over translated ones."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

_TITLES = MappingProxyType(
    {
        "time": "Time",
        "utc_offset": "Clock",
        "kind": "What",
        "direction": "Direction",
        "gate": "Gate",
        "visitor_name": "Visitor",
        "visitor_type": "Type",
        "house": "House",
        "people": "People",
        "plate": "Plate",
        "on_foot": "On foot",
        "verdict": "Verdict",
        "reason": "Reason",
        "basis": "Known from",
        "basis_age_s": "Age of what was known (s)",
        "flags": "Noted",
        "found": "Found later",
        "outcome": "Gate answered",
        "open_ms": "Gate answered in (ms)",
        "scan_ms": "From scan to gate's answer (ms)",
        "guard": "Guard",
        "allowed_by": "Allowed by",
        "note": "Note",
        "offline": "Offline",
        "clock_trusted": "Clock trusted",
        "waiting": "Not yet sent",
        "entry_id": "Entry",
        "corrects": "Corrects entry",
        "shift_id": "Shift",
        "device_id": "Console",
        "device_seq": "Number",
    }
)

_CODES = MappingProxyType(
    {
        "kind.visit": "Visit",
        "kind.exit": "Exit",
        "kind.refusal": "Refused",
        "kind.override": "Opened by hand",
        "kind.known_person": "Known person",
        "kind.walk_in": "Walk-in",
        "kind.correction": "Correction",
        "direction.in": "in",
        "direction.out": "out",
        "verdict.admit": "Admit",
        "verdict.refuse": "Refuse",
        "verdict.ask": "Ask",
        "reason.valid": "Valid",
        "reason.not_a_code": "Not a Portun code",
        "reason.blacklisted": "Blacklisted",
        "reason.possible_match": "Possible blacklist match",
        "reason.unknown": "Unknown pass",
        "reason.unknown_offline": "Unknown, offline",
        "reason.cancelled": "Cancelled",
        "reason.other_community": "Another community",
        "reason.clock_doubtful": "Clock in doubt",
        "reason.not_yet_valid": "Not yet valid",
        "reason.expired": "Expired",
        "reason.no_entries_left": "No entries left",
        "reason.already_inside": "Already inside",
        "reason.too_old": "Known too long ago",
        "basis.central": "Central API",
        "basis.mirror": "Copy on this PC",
        "basis.local": "Made at this gatehouse",
        "basis.nothing": "Nothing",
        "outcome.done": "Opened",
        "outcome.not_done": "Not opened",
        "outcome.unknown": "Not known",
    }
)


@dataclass(frozen=True, slots=True)
class Words:
    """Everything that is written into an exported table. A code without a word is written as it is."""

    titles: Mapping[str, str] = field(default_factory=lambda: _TITLES)
    codes: Mapping[str, str] = field(default_factory=lambda: _CODES)
    sheet: str = "Entries"
    yes: str = "yes"

    def title(self, column: str) -> str:
        """The heading of a column."""
        return self.titles.get(column, column)

    def code(self, group: str, code: str) -> str:
        """The word for a code of the domain, as `reason` and `expired`."""
        return self.codes.get(f"{group}.{code}", str(code)) if code else ""


@dataclass(frozen=True, slots=True)
class ReportWords:
    """The sentences of printed sheets. Names in braces are filled in; a translation may put them elsewhere."""

    table: Words = field(default_factory=Words)
    moment: str = "%Y-%m-%d %H:%M"
    page: str = "Page {page} of {pages}"
    made: str = "Made on {at} by {who}"
    span: str = "{start} to {end}"
    still: str = "now"
    entries: str = "Entries"
    nothing: str = "Nothing happened in this time."
    inside: str = "Inside now"
    inside_count: str = "{visits} visits, {people} people"
    nobody: str = "Nobody is known to be inside."
    since: str = "Since"
    until: str = "Pass ends"
    accounted: str = "Seen"
    outage: str = "After an outage"
    outage_counts: str = "{entries} entries: {admitted} admitted, {refused} refused, {asked} decided by the guard."
    outage_waiting: str = "{waiting} of them are not yet confirmed by the central API."
    outage_confirmed: str = "All of them are confirmed by the central API."
    age: str = "Age of the copy"
    ages: str = "What decisions rested on"
    age_up_to: str = "up to {hours} h"
    age_over: str = "over {hours} h"
    age_unknown: str = "nothing was known"
    found: str = "What the central API found later"
    found_nothing: str = "It found nothing to look at."
    to_look_at: str = "Entries to look at"
    decisions: str = "All entries of the outage"


@dataclass(frozen=True, slots=True)
class PassWords:
    """The sentences of a walk-in's pass on paper, in `language`; `moment` as for strftime."""

    title: str = "Visitor pass"
    house: str = "Visiting {house}"
    until: str = "Valid until {until}"
    short: str = "Code to read out: {code}"
    show: str = "Show this code at the gate."
    moment: str = "%Y-%m-%d %H:%M"
    language: str = "en"
