"""What the link means for the work: since when, what waits, what goes on, what is weaker."""

from __future__ import annotations

from datetime import datetime, tzinfo

from PySide6.QtCore import QCoreApplication

from app.events import Link, LinkChanged
from ui.text import times

translate = QCoreApplication.translate


def heading(state: LinkChanged) -> str:
    """Over the card."""
    return {
        Link.ONLINE: translate("Link", "Connected with the central API"),
        Link.DEGRADED: translate("Link", "The connection is slow"),
        Link.OFFLINE: translate("Link", "No connection to the central API"),
        Link.SIGNED_OUT: translate("Link", "Signed out of the central API"),
        Link.BLOCKED: translate("Link", "The central API does not accept this console"),
    }[state.link]


def facts(state: LinkChanged, now: datetime, zone: tzinfo) -> tuple[tuple[str, str], ...]:
    """Captions and values."""
    saved = translate("Link", "never")
    if state.mirror_as_of is not None:
        saved = f"{times.moment(state.mirror_as_of, now, zone)} · {times.ago(state.mirror_as_of, now)}"
    return (
        (translate("Link", "Since"), times.moment(state.since, now, zone)),
        (translate("Link", "Passes saved here"), saved),
        (translate("Link", "Waiting to be sent"), str(state.waiting)),
    )


def meaning(state: LinkChanged) -> tuple[tuple[str, str], ...]:
    """Headings and texts."""
    if state.link is Link.ONLINE:
        return (
            (
                translate("Link", "What that means"),
                translate("Link", "Passes are confirmed as they are shown, and every entry is sent at once."),
            ),
        )
    goes_on = translate(
        "Link",
        "Passes, search, walk-ins, leaving, the gates and the photos. Every entry is kept here and sent later.",
    )
    weaker = translate(
        "Link",
        "A pass made after the last update is not known here: you decide, on the host's word. "
        "A pass used at another gate meanwhile may look unused.",
    )
    told = [(translate("Link", "What goes on"), goes_on), (translate("Link", "What is weaker"), weaker)]
    if state.link is Link.SIGNED_OUT:
        told.append((translate("Link", "What to do"), translate("Link", "Sign in again; the shift goes on.")))
    elif state.link is Link.BLOCKED:
        told.append(
            (translate("Link", "What to do"), translate("Link", "Call a supervisor. Nothing is lost meanwhile."))
        )
    return tuple(told)


def close() -> str:
    """Goes back."""
    return translate("Link", "Close")
