"""Words for the day on which the store does not open."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

translate = QCoreApplication.translate


def headline() -> str:
    """Above all."""
    return translate("LastResort", "Only by hand")


def still_works() -> str:
    """What is left."""
    return translate("LastResort", "The gates still open by hand below, and each opening is kept.")


def opened() -> str:
    """A gate moved."""
    return translate("LastResort", "The gate opened")


def look_at_the_gate() -> str:
    """Nobody knows, or it did not."""
    return translate("LastResort", "Look at the gate")


def kept() -> str:
    """Where the entry went."""
    return translate("LastResort", "The opening is kept and goes into the journal when it works again.")
