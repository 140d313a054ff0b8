"""Words of the guard's day: expected, inside, shift log."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from app.domain.entry import Direction, Entry, EntryKind
from app.domain.shift import LineKind, ShiftLine

translate = QCoreApplication.translate


def columns(which: str) -> dict[str, str]:
    """The heads of the lists."""
    shared = {
        "time": translate("Day", "Time"),
        "visitor": translate("Day", "Visitor"),
        "visiting": translate("Day", "Visiting"),
        "plate": translate("Day", "Plate"),
        "gate": translate("Day", "Gate"),
        "entries": translate("Day", "Entries"),
        "since": translate("Day", "Since"),
        "stays": translate("Day", "Inside for"),
        "until": translate("Day", "Pass until"),
        "what": translate("Day", "What"),
        "who": translate("Day", "Who"),
    }
    order = {
        "expected": ("time", "visitor", "visiting", "plate", "entries", "until"),
        "inside": ("since", "visitor", "visiting", "plate", "gate", "stays"),
        "shift": ("time", "what", "who"),
    }[which]
    return {name: shared[name] for name in order}


def expected_title() -> str:
    """Over the list."""
    return translate("Day", "Expected today")


def expected_empty(text: str, loaded: bool) -> str:
    """In its place."""
    if not loaded:
        return translate("Day", "Looking at today's passes…")
    if text.strip():
        return translate("Day", "Nobody like that is announced for today. The find field on Gate looks at all passes.")
    return translate("Day", "Nobody is announced for today.")


def search_words() -> str:
    """In the empty search field."""
    return translate("Day", "Name, house or plate…")


def passes(count: int) -> str:
    """41 passes"""
    n = count
    return translate("Day", "%n passes", None, n)


def inside_title() -> str:
    """Over the list."""
    return translate("Day", "Inside now")


def inside_count(people: int, overstays: int) -> str:
    """37 people · 4 over their time"""
    n = people
    said = translate("Day", "%n people inside", None, n)
    if overstays:
        n = overstays
        said += " · " + translate("Day", "%n over their time", None, n)
    return said


def inside_empty(text: str, loaded: bool, *, showing: bool = False) -> str:
    """In its place."""
    if not loaded:
        return translate("Day", "Looking who is inside…")
    if showing:
        return translate("Day", "Nobody inside has a pass that was made at this gatehouse.")
    if text.strip():
        return translate("Day", "Nobody like that is inside.")
    return translate("Day", "Nobody is inside.")


def inside_hint() -> str:
    """Under the list."""
    return translate("Day", "Choose who leaves: the verdict comes up on Gate, Enter opens.")


def show_pass() -> str:
    """On the button: a walk-in's pass."""
    return translate("Day", "Show pass")


def show_pass_hint() -> str:
    """Under the list, while a pass is chosen."""
    return translate("Day", "Passes made at this gatehouse: choose whose pass to show or print. Esc goes back.")


def print_list(printing: bool) -> str:
    """On the button."""
    return translate("Day", "Saving…") if printing else translate("Day", "Print list")


def printed(path: str) -> str:
    """After it."""
    return translate("Day", "Saved: {path}").format(path=path)


def over(span: str) -> str:
    """2 h over"""
    return translate("Day", "{span} over").format(span=span)


def shift_title() -> str:
    """Over the log."""
    return translate("Day", "Shift log")


def shift_counts() -> dict[str, str]:
    """Under each number."""
    return {
        "came_in": translate("Day", "came in"),
        "left": translate("Day", "left"),
        "refused": translate("Day", "refused"),
        "by_hand": translate("Day", "opened by hand"),
        "waiting": translate("Day", "to be sent"),
    }


def unreasoned(count: int) -> str:
    """A task before the handover."""
    n = count
    return translate("Day", "%n openings by hand have no reason yet", None, n)


def note_words() -> tuple[str, str, str, str]:
    """In the empty field, and on its three buttons."""
    return (
        translate("Day", "Write what the next guard should know…"),
        translate("Day", "Add note"),
        translate("Day", "Add incident"),
        translate("Day", "With photo"),
    )


def handover_words() -> tuple[str, str, str, str]:
    """Button, sentence, yes, back."""
    return (
        translate("Day", "Hand over…"),
        translate("Day", "Your notes stay for the next guard. Entries that are not sent yet are sent by themselves."),
        translate("Day", "Hand over and sign out"),
        translate("Day", "Back"),
    )


def read_words(by: str, at: str) -> tuple[str, str]:
    """The handover of the guard before: heading, button."""
    return (
        translate("Day", "Handed over by {name} {when}").format(name=by, when=at),
        translate("Day", "I have read it"),
    )


def shift_empty() -> str:
    """In the place of the log."""
    return translate("Day", "Nothing has happened in this shift yet.")


def line_words(line: ShiftLine) -> str:
    """What kind of line."""
    return {
        LineKind.START: translate("Day", "Shift begun"),
        LineKind.NOTE: translate("Day", "Note"),
        LineKind.INCIDENT: translate("Day", "Incident"),
        LineKind.HANDOVER: translate("Day", "Handed over"),
        LineKind.ACKNOWLEDGED: translate("Day", "Handover read"),
        LineKind.END: translate("Day", "Shift ended"),
    }[line.kind]


def entry_kind(entry: Entry) -> str:
    """What kind of entry."""
    if entry.kind is EntryKind.VISIT and entry.direction is Direction.OUT:
        return translate("Day", "Left")
    return {
        EntryKind.VISIT: translate("Day", "Came in"),
        EntryKind.EXIT: translate("Day", "Left"),
        EntryKind.REFUSAL: translate("Day", "Refused"),
        EntryKind.OVERRIDE: translate("Day", "Opened by hand"),
        EntryKind.KNOWN_PERSON: translate("Day", "Known person"),
        EntryKind.WALK_IN: translate("Day", "Walk-in"),
        EntryKind.CORRECTION: translate("Day", "Corrected"),
    }[entry.kind]
