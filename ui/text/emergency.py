"""Words of the emergency card."""

from __future__ import annotations

from datetime import datetime, tzinfo

from PySide6.QtCore import QCoreApplication

from app.domain.lockdown import LONG_AGO, LockdownWord
from app.errors import KnownError
from app.pin import WrongPin
from ui.text import people, times
from ui.text.errors import error_words

translate = QCoreApplication.translate


def button() -> str:
    """What a screen reader calls the button of the top bar."""
    return translate("Emergency", "Emergency")


def heading(step: str = "choose") -> str:
    """Over the card."""
    return {
        "choose": translate("Emergency", "Emergency"),
        "confirm_lock": translate("Emergency", "Lock the gates down?"),
        "group": translate("Emergency", "Open several gates"),
        "pin": translate("Emergency", "A supervisor's PIN"),
    }[step]


def lockdown(locked: bool, may_release: bool) -> tuple[str, str, str]:
    """Sentence, words on the button, and what is below them."""
    if not locked:
        return (
            translate(
                "Emergency", "Nobody comes in until it is released: no gate of the site opens for entry, at no post."
            ),
            translate("Emergency", "Lock the gates down"),
            translate("Emergency", "hold 1 s"),
        )
    if may_release:
        return (
            translate("Emergency", "All gates of the site are locked. Release them when it is safe."),
            translate("Emergency", "Release the gates"),
            translate("Emergency", "hold 1 s"),
        )
    return (
        translate("Emergency", "All gates of the site are locked. A supervisor releases them, here or from elsewhere."),
        "",
        "",
    )


def locked_by(word: LockdownWord | None, now: datetime, zone: tzinfo) -> str:
    """Who locked the gates down, where and since when."""
    if word is None:
        return translate("Emergency", "What holds the gates' lock cannot be read.")
    if word.at == LONG_AGO:
        return ""
    when = times.in_sentence(word.at, now, zone)
    who = people.plain(word.name, 40) or translate("Emergency", "the central office")
    if word.place:
        told = translate("Emergency", "{who} locked them down {when}, at {place}.")
        return told.format(who=who, when=when, place=people.plain(word.place, 40))
    return translate("Emergency", "{who} locked them down {when}, from the central office.").format(who=who, when=when)


def confirm() -> tuple[str, str, str]:
    """Asked once more: sentence, words on the button, and what is below them."""
    return (
        translate(
            "Emergency",
            "No gate opens for entry any more, for nobody, until a supervisor releases it. Exits that must stay free "
            "stay free. Remotes, and the key switch beside the gate, still work.",
        ),
        translate("Emergency", "Yes, lock the gates down"),
        translate("Emergency", "hold 1 s again"),
    )


def by_pin() -> str:
    """A supervisor stands beside the guard."""
    return translate("Emergency", "Release with a supervisor's PIN")


def several() -> str:
    """Opens the choice of gates."""
    return translate("Emergency", "Open several gates…")


def gate_chosen(chosen: bool, position: str) -> str:
    """Under a gate's name in the choice."""
    opens = translate("Emergency", "opens") if chosen else translate("Emergency", "stays as it is")
    return f"{opens} · {position}"


def together(count: int) -> tuple[str, str, str]:
    """Sentence, words on the button, and what is below them."""
    return (
        translate("Emergency", "All of these open at once, by hand. The reason is asked afterwards, once for all."),
        translate("Emergency", "Open %n gates", None, count),
        translate("Emergency", "hold 1 s · is logged"),
    )


def pin_said(error: KnownError | None, busy: bool) -> tuple[str, bool]:
    """The line under the supervisor's name, and whether it tells of something wrong."""
    if isinstance(error, WrongPin):
        if error.locked:
            return translate("Emergency", "This PIN no longer counts. Sign in with e-mail and password"), True
        if error.wait_s:
            n = round(error.wait_s + 0.49)
            return translate("Emergency", "That is not the PIN. Wait %n s", None, n), True
        return translate("Emergency", "That is not the PIN. Try again"), True
    if error is not None:
        title, message, _ = error_words(error)
        return f"{title}. {message}", True
    if busy:
        return translate("Emergency", "One moment…"), False
    return translate("Emergency", "The PIN releases the gates; the guard stays on duty"), False


def other_person() -> str:
    """The key left of the zero."""
    return translate("Emergency", "Somebody else")


def back() -> str:
    """To the first page."""
    return translate("Emergency", "Back")


def call_help(called: bool, *, loud: bool, locks: bool) -> tuple[str, str, str]:
    """Sentence, words on the button, and what is below them."""
    sentence = (
        translate("Emergency", "The supervisors have been told. Stay where it is safe.")
        if called
        else translate("Emergency", "Tells the supervisors at once, and sounds the alarm here.")
        if loud
        else translate("Emergency", "Tells the supervisors at once, without a sound here.")
    )
    if locks and not called:
        sentence += " " + translate("Emergency", "It locks all gates of the site, too.")
    return sentence, translate("Emergency", "Call for help"), translate("Emergency", "hold 1 s")


def key_switch() -> str:
    """At the foot."""
    return translate("Emergency", "If nothing here works: the key switch beside the gate opens and blocks it.")


def close() -> str:
    """Goes back."""
    return translate("Emergency", "Close")
