"""Help on F1: for each place what it is for, and every key."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from ui.keys import Shortcut

translate = QCoreApplication.translate


def title(place: str) -> str:
    """Over the card."""
    return {
        "gate": translate("Help", "The gate"),
        "expected": translate("Help", "Expected today"),
        "inside": translate("Help", "Inside now"),
        "history": translate("Help", "History"),
        "shift_log": translate("Help", "Shift log"),
        "devices": translate("Help", "Devices"),
        "service": translate("Help", "Service"),
    }[place]


def steps(place: str) -> tuple[str, ...]:
    """What to do there, in the order of doing."""
    return {
        "gate": (
            translate(
                "Help", "The visitor holds the code in front of the camera. The card at the right says what to do."
            ),
            translate(
                "Help", "Green: read it, then Enter opens. Red: Esc refuses. Amber: you decide, on the host's word."
            ),
            translate("Help", "No code? Type the name, the house or the plate below the camera, or press F4 or F5."),
            translate("Help", "Without a connection everything goes on; what is weaker, the card says."),
            translate("Help", "In an emergency hold “Open by hand” for one second. The reason is asked afterwards."),
        ),
        "expected": (
            translate("Help", "Everybody who is announced for today, by time."),
            translate("Help", "Type a few letters, choose with the arrows, press Enter: the verdict comes up on Gate."),
        ),
        "inside": (
            translate("Help", "Everybody who came in and has not been seen leaving; amber is over their time."),
            translate(
                "Help", "Choose who leaves and press Enter. Ctrl P saves the list for an evacuation, offline too."
            ),
        ),
        "history": (
            translate("Help", "Everything that happened at all gates, newest first."),
            translate(
                "Help", "Choose a row to see why it was decided so. “Needs review” is what the central API found later."
            ),
        ),
        "shift_log": (
            translate("Help", "What happened in this shift, and what you write down for the next guard."),
            translate("Help", "“Hand over” ends your shift. Nothing of it blocks the gate."),
        ),
        "devices": (
            translate("Help", "How each camera and gate is doing, and what its settings should be."),
            translate("Help", "“Check settings” asks the relay. Choose an amber point to set it right."),
        ),
        "service": (
            translate("Help", "Whether everything works, what the program wrote down, and what support asks for."),
            translate("Help", "Choose a line of the self-test to see what to do; click one of the log for its scan."),
        ),
    }[place]


def keys(place: str) -> tuple[tuple[str, str], ...]:
    """Keys and what they do."""
    gate = (
        (Shortcut.OPEN, translate("Help", "open, after reading a green verdict")),
        (Shortcut.REFUSE, translate("Help", "refuse, or go back")),
        (Shortcut.ON_WORD, translate("Help", "let in on the host's word")),
        (Shortcut.CALL_HOST, translate("Help", "the host's number")),
        (Shortcut.RETAKE, translate("Help", "take the photo again")),
        (Shortcut.WALK_IN, translate("Help", "somebody without a pass")),
        (Shortcut.DELIVERY, translate("Help", "a delivery")),
        (Shortcut.KNOWN_PERSON, translate("Help", "resident, staff, help or taxi")),
        (Shortcut.EXIT, translate("Help", "somebody leaves")),
        (Shortcut.NEXT_GATE, translate("Help", "the other gate")),
        (Shortcut.SWITCH_CAMERA, translate("Help", "the other camera")),
        (Shortcut.SHOW_PASS, translate("Help", "the last walk-in's pass")),
        (Shortcut.HOLD_FIRST_GATE, translate("Help", "hold: open the first gate by hand")),
    )
    everywhere = (
        (Shortcut.FIND, translate("Help", "the find field")),
        (Shortcut.EMERGENCY, translate("Help", "emergency")),
        (Shortcut.LOCK, translate("Help", "lock the screen")),
        (Shortcut.GO_GATE, translate("Help", "back to the gate; Ctrl 2–7: the other places")),
    )
    inside = (
        (Shortcut.PRINT, translate("Help", "save the list")),
        (Shortcut.SHOW_PASS, translate("Help", "show or print a walk-in's pass")),
    )
    own = {"gate": gate, "inside": inside}.get(place, ())
    return tuple((shortcut.shown, words) for shortcut, words in (*own, *everywhere))


def looks() -> dict[str, str]:
    """Captions of what a guard may choose."""
    return {
        "language": translate("Help", "Language"),
        "theme": translate("Help", "Theme"),
        "sound": translate("Help", "Sound"),
        "close": translate("Help", "Close"),
    }


def themes() -> tuple[tuple[str, str], ...]:
    """The themes."""
    return (
        ("dark", translate("Help", "Dark")),
        ("light", translate("Help", "Light")),
        ("high_contrast", translate("Help", "High contrast")),
    )


def loudness() -> tuple[tuple[str, str], ...]:
    """How loud."""
    return (
        ("0", translate("Help", "Silent")),
        ("30", translate("Help", "Soft")),
        ("70", translate("Help", "Usual")),
        ("100", translate("Help", "Loud")),
    )
