"""Words of the bar above, the rail, the sign-in, and everything that stands on every place."""

from __future__ import annotations

from datetime import datetime, tzinfo

from PySide6.QtCore import QCoreApplication

from app.domain.shift import Actor, Role, Shift
from app.events import Link, LinkChanged
from ui.text import people, times

translate = QCoreApplication.translate

BRAND = "Portun Gatehouse"


def link(state: LinkChanged, zone: tzinfo) -> str:
    """How things stand with the central API, with what waits."""
    since, waiting = times.clock(state.since, zone), state.waiting
    if state.link is Link.ONLINE:
        if waiting:
            return translate("Shell", "Online · sending %n entries", None, waiting)
        return translate("Shell", "Online · in sync")
    words = {
        Link.DEGRADED: translate("Shell", "Slow connection since {time}"),
        Link.OFFLINE: translate("Shell", "Offline since {time}"),
        Link.SIGNED_OUT: translate("Shell", "Signed out since {time}"),
        Link.BLOCKED: translate("Shell", "Not accepted since {time}"),
    }[state.link].format(time=since)
    if waiting:
        return words + " · " + translate("Shell", "%n entries waiting", None, waiting)
    return words


def shift(actor: Actor | None, current: Shift | None, zone: tzinfo) -> str:
    """Shift: J. Ajú · since 06:00"""
    if actor is None:
        return ""
    name = people.plain(actor.name, 24)
    if actor.role is not Role.GUARD:
        return f"{people.role(actor.role)}: {name}"
    if current is None:
        return translate("Shell", "Shift: {name}").format(name=name)
    since = times.clock(current.since, zone)
    return translate("Shell", "Shift: {name} · since {time}").format(name=name, time=since)


def places() -> dict[str, str]:
    """The rail's words: short, they stand in 62 pixels."""
    return {
        "gate": translate("Shell", "Gate"),
        "expected": translate("Shell", "Expected"),
        "inside": translate("Shell", "Inside"),
        "history": translate("Shell", "History"),
        "shift_log": translate("Shell", "Shift log"),
        "devices": translate("Shell", "Devices"),
        "service": translate("Shell", "Service"),
    }


def lock() -> str:
    """On the lock button."""
    return translate("Shell", "Lock")


def close() -> str:
    """On a bar's button."""
    return translate("Shell", "Close")


def signed_out() -> tuple[str, str, str]:
    """The session ended while working: title, next step, button."""
    return (
        translate("Shell", "Your session at the central API has ended"),
        translate("Shell", "Go on working: entries are kept here. Sign in again to send them."),
        translate("Shell", "Sign in"),
    )


def blocked() -> tuple[str, str]:
    """The central API does not accept this console: title, next step."""
    return (
        translate("Shell", "The central API does not accept this console"),
        translate("Shell", "Go on working: entries are kept here. Call a supervisor."),
    )


def marked() -> str:
    """Of a place with a point on it, for those who hear the screen."""
    return translate("Shell", "Something here waits for somebody to look at it")


def back_online(flagged: int) -> tuple[str, str]:
    """The line is back and the central API found something: title, next step."""
    return (
        translate("Shell", "Back online: %n entries need a supervisor", None, flagged),
        translate("Shell", "Go on working. They stand in History under “Needs review”."),
    )


def moved(now: datetime, zone: tzinfo, post: str, site: str) -> str:
    """Friday 20 November · Main gate · Residencial Las Lomas"""
    return " · ".join(part for part in (times.long_date(now, zone), people.plain(post), people.plain(site)) if part)
