"""Words for the day on which the keyring has lost the store's key."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

translate = QCoreApplication.translate


def headline() -> str:
    """Above all."""
    return translate("Unlock", "The store is locked")


def what_to_do() -> str:
    """Under what is wrong."""
    return translate(
        "Unlock", "The site's recovery key, on a supervisor's paper, opens the store and puts its own key back."
    )


def field() -> str:
    """Where the key is typed."""
    return translate("Unlock", "Recovery key")


def open_it() -> str:
    """With what was typed."""
    return translate("Unlock", "Open the store")


def again() -> str:
    """As a start does: the keyring may have been unlocked since."""
    return translate("Unlock", "Try without it")


def opening() -> str:
    """While it is under way."""
    return translate("Unlock", "Opening…")
