"""Words on buttons."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

translate = QCoreApplication.translate


def action_words(action: str, gate_name: str) -> str:
    """What a button of the verdict card says."""
    if action == "open":
        if not gate_name:
            return translate("Action", "Open")
        return translate("Action", "Open {gate}").format(gate=gate_name)
    return {
        "open_again": translate("Action", "Try again"),
        "on_word": translate("Action", "Let in on host's word"),
        "refuse": translate("Action", "Refuse"),
        "retake": translate("Action", "Retake photo"),
        "call_host": translate("Action", "Call host"),
        "walk_in": translate("Action", "Walk-in"),
        "did_not_enter": translate("Action", "Did not enter"),
        "dismiss": translate("Action", "Done"),
        "take_along": translate("Action", "Show pass"),
    }[action]


def ready_keys() -> dict[str, str]:
    """The tiles under the ready card."""
    return {
        "exit": translate("Action", "Exit"),
        "walk_in": translate("Action", "Walk-in"),
        "delivery": translate("Action", "Delivery"),
        "known_person": translate("Action", "Known"),
        "help": translate("Action", "Help"),
    }


def expected_this_hour() -> str:
    """Over the list of the ready card."""
    return translate("Action", "Expected this hour")


def expected_count(shown: int, today: int) -> str:
    """6 of 41 today"""
    return translate("Action", "{shown} of {today} today").format(shown=shown, today=today)


def nobody_expected() -> str:
    """When the list is empty."""
    return translate("Action", "Nobody is announced for this hour.")


def next_waiting(count: int) -> str:
    """The chip for cars behind this one."""
    return translate("Action", "Next: %n", None, count)


def find_placeholder() -> str:
    """In the empty find field."""
    return translate("Action", "Scan, type a code, or search a name, house or plate…")


def find_name() -> str:
    """What a screen reader calls it."""
    return translate("Action", "Find a visitor or type a code")


def found(count: int, text: str) -> str:
    """Over the answers."""
    if count:
        return translate("Action", "%n passes found · arrows and Enter choose", None, count)
    return translate("Action", "Nothing found for “{text}”").format(text=text)


def searching() -> str:
    """While the store looks."""
    return translate("Action", "Looking…")


def more_gates() -> str:
    """Brings the next gates."""
    return translate("Action", "More gates")


def nothing_yet() -> str:
    """In the empty list of recent entries."""
    return translate("Action", "Nothing has happened in this shift yet")


def word_sheet() -> tuple[str, str, str, str, str]:
    """Heading, sentence, field, yes, back."""
    return (
        translate("Action", "Who said yes?"),
        translate("Action", "Write the name of the person who lets the visitor in. It is recorded with yours."),
        translate("Action", "Name of the host"),
        translate("Action", "Let in"),
        translate("Action", "Back"),
    )


def which_sheet() -> tuple[str, str, str]:
    """Heading, sentence, none of them."""
    return (
        translate("Action", "Which code is meant?"),
        translate("Action", "They were shown together. Choose with its key or a touch; the other one can come next."),
        translate("Action", "None of them"),
    )


def reason_sheet() -> tuple[str, str, str, str, str]:
    """Heading, sentence, field, save, later."""
    return (
        translate("Action", "Why was it opened by hand?"),
        translate("Action", "Choose or write the reason. Without one it stays on the supervisor's list."),
        translate("Action", "Another reason"),
        translate("Action", "Save"),
        translate("Action", "Later"),
    )


def reasons() -> tuple[str, ...]:
    """The usual reasons, one touch each."""
    return (
        translate("Action", "Emergency vehicle"),
        translate("Action", "Resident without a pass"),
        translate("Action", "Service of the site"),
        translate("Action", "The reader does not work"),
    )
