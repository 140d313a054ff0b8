"""Words of the emergency card."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

translate = QCoreApplication.translate


def button() -> str:
    """What a screen reader calls the button of the top bar."""
    return translate("Emergency", "Emergency")


def heading() -> str:
    """Over the card."""
    return translate("Emergency", "Emergency")


def lockdown(locked: bool, may_release: bool) -> tuple[str, str, str]:
    """Sentence, words on the button, and what is below them."""
    if not locked:
        return (
            translate(
                "Emergency", "Nobody comes in until it is released: no gate opens for entry, here or from elsewhere."
            ),
            translate("Emergency", "Lock the gates down"),
            translate("Emergency", "hold 1 s"),
        )
    if may_release:
        return (
            translate("Emergency", "The gates are locked down. Release them when it is safe."),
            translate("Emergency", "Release the gates"),
            translate("Emergency", "hold 1 s"),
        )
    return (
        translate("Emergency", "The gates are locked down. A supervisor releases them, here or from elsewhere."),
        "",
        "",
    )


def call_help(called: bool) -> tuple[str, str, str]:
    """Sentence, words on the button, and what is below them."""
    sentence = (
        translate("Emergency", "The supervisors have been told. Stay where it is safe.")
        if called
        else translate("Emergency", "Tells the supervisors at once, without a sound here.")
    )
    return sentence, translate("Emergency", "Call for help"), translate("Emergency", "hold 1 s")


def key_switch() -> str:
    """At the foot."""
    return translate("Emergency", "If nothing here works: the key switch beside the gate opens and blocks it.")


def close() -> str:
    """Goes back."""
    return translate("Emergency", "Close")
