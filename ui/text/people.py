"""A pass, a visitor, an entry: in words."""

from __future__ import annotations

from datetime import datetime, tzinfo

from PySide6.QtCore import QCoreApplication

from app.domain.decision import Facts, LastEntry, Reason
from app.domain.entry import OVERRIDE_REASON, Direction, Entry, EntryKind
from app.domain.passes import Pass, VisitorType
from app.domain.scan import ForeignCode, Scan
from app.domain.shift import Role
from ui.text import times

translate = QCoreApplication.translate

LONGEST_NAME = 120
"""A name is shown whole up to here; what is longer is stored whole and cut on the screen."""


def plain(text: str, longest: int = LONGEST_NAME) -> str:
    """Text from outside on one line: control characters and direction marks become blanks or go."""
    kept = "".join(" " if c in "\t\r\n" else c for c in text if c.isprintable() or c in "\t\r\n")
    kept = " ".join(kept.split())
    return kept if len(kept) <= longest else kept[: longest - 1] + "…"


def visitor_type(kind: VisitorType | str) -> str:
    """Guest, Delivery …"""
    return {
        "Guest": translate("Person", "Guest"),
        "Delivery": translate("Person", "Delivery"),
        "Service": translate("Person", "Service"),
        "Family": translate("Person", "Family"),
        "Party": translate("Person", "Party"),
    }.get(str(kind), plain(str(kind), 24))


def role(kind: Role) -> str:
    """Guard, Supervisor, Technician."""
    return {
        Role.GUARD: translate("Person", "Guard"),
        Role.SUPERVISOR: translate("Person", "Supervisor"),
        Role.TECHNICIAN: translate("Person", "Technician"),
    }[kind]


def house(label: str) -> str:
    """House 27; a label that is more than a number stands as it is."""
    label = plain(label, 40)
    if not label:
        return ""
    return translate("Person", "House {label}").format(label=label) if label[:1].isdigit() else label


def people(count: int) -> str:
    """4 people"""
    return translate("Person", "%n people", None, count)


def unknown_code() -> str:
    """Nobody is known."""
    return translate("Person", "Unknown code")


def no_photo() -> str:
    """In the place of a face."""
    return translate("Person", "no photo")


def case_name(scan: Scan, facts: Facts | None) -> str:
    """Whom the card is about: the visitor, or the code while nobody is known."""
    if facts is not None and facts.pass_ is not None:
        return plain(facts.pass_.visitor_name) or translate("Person", "No name on the pass")
    if isinstance(scan.code, ForeignCode):
        return unknown_code()
    return translate("Person", "Code {code}").format(code=scan.code.shown)


def vehicle(pass_: Pass) -> str:
    """Toyota · P 482-KLM"""
    return " · ".join(part for part in (plain(pass_.vehicle, 30), plain(pass_.plate, 16)) if part)


def visiting(pass_: Pass) -> str:
    """House 27 · Fam. Castellanos"""
    return " · ".join(part for part in (house(pass_.house), plain(pass_.host_name)) if part) or "–"


def no_limit() -> str:
    """A pass whose entries are not counted."""
    return translate("Person", "No limit")


def entries(facts: Facts) -> str:
    """1 of 3 used; No limit."""
    pass_ = facts.pass_
    if pass_ is None or not pass_.limited:
        return no_limit()
    n = pass_.entries_allowed
    return translate("Person", "{used} of %n used", None, n).format(used=facts.uses)


def document(pass_: Pass) -> str:
    """•••• 4471: the PC holds no more."""
    return f"•••• {plain(pass_.document_last4, 4)}" if pass_.document_last4 else translate("Person", "Not given")


def last_entry(last: LastEntry, now: datetime, zone: tzinfo, gate_name: str) -> str:
    """Yesterday 17:12 · Main gate"""
    return f"{times.moment(last.at, now, zone)} · {plain(gate_name, 30)}"


def whose(entry: Entry) -> str:
    """Who an entry is about; where nobody was named, what it is."""
    if name := plain(entry.visitor_name):
        return name
    if entry.kind is EntryKind.OVERRIDE or entry.reason == OVERRIDE_REASON:
        return translate("Person", "Opened by hand")
    if entry.kind is EntryKind.KNOWN_PERSON:
        return translate("Person", "Known person")
    return unknown_code()


def entry_words(entry: Entry, reason: Reason | None) -> tuple[str, str]:
    """Who or what, and where or why, for the list of recent entries."""
    name = plain(entry.visitor_name) or unknown_code()
    if entry.kind is EntryKind.OVERRIDE:
        return translate("Person", "Opened by hand"), plain(entry.actor_name, 20)
    if entry.kind is EntryKind.CORRECTION:
        if entry.reason == OVERRIDE_REASON:
            return translate("Person", "Reason: {reason}").format(reason=plain(entry.note)), plain(entry.actor_name, 20)
        return translate("Person", "{name} did not enter").format(name=name), house(entry.house)
    if entry.kind is EntryKind.REFUSAL:
        return name, short_reason(reason) if reason else translate("Person", "refused")
    if entry.direction is Direction.OUT:
        return translate("Person", "{name} left").format(name=name), house(entry.house)
    if entry.kind is EntryKind.KNOWN_PERSON:
        return plain(entry.visitor_name) or translate("Person", "Known person"), house(entry.house)
    return name, house(entry.house)


def short_reason(reason: Reason) -> str:
    """One word or two for a list. A blacklist verdict stays discreet."""
    return {
        Reason.NOT_A_CODE: translate("Person", "not a pass"),
        Reason.BLACKLISTED: translate("Person", "refused"),
        Reason.POSSIBLE_MATCH: translate("Person", "refused"),
        Reason.UNKNOWN: translate("Person", "unknown"),
        Reason.UNKNOWN_OFFLINE: translate("Person", "unknown"),
        Reason.CANCELLED: translate("Person", "cancelled"),
        Reason.OTHER_COMMUNITY: translate("Person", "other community"),
        Reason.CLOCK_DOUBTFUL: translate("Person", "clock in doubt"),
        Reason.NOT_YET_VALID: translate("Person", "not yet valid"),
        Reason.EXPIRED: translate("Person", "expired"),
        Reason.NO_ENTRIES_LEFT: translate("Person", "used up"),
        Reason.ALREADY_INSIDE: translate("Person", "already inside"),
        Reason.TOO_OLD: translate("Person", "old data"),
        Reason.VALID: translate("Person", "refused"),
    }[reason]
