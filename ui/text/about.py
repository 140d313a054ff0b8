"""Words of the line about this program and its updates."""

from __future__ import annotations

from datetime import tzinfo

from PySide6.QtCore import QCoreApplication

from app.errors import KnownError
from app.ops.update import Hold
from app.ops.update_watch import Means, Standing, UpdateState
from app.release import Release
from ui.presenters.about import AboutState
from ui.text import times

translate = QCoreApplication.translate


def program(this: Release) -> str:
    """Portun Gatehouse 0.1.0 · build 43fbcab1"""
    name = translate("About", "Portun Gatehouse {version} · build {build}")
    if this.edition == "training":
        name = translate("About", "Portun Gatehouse {version} · training · build {build}")
    return name.format(version=this.version, build=this.build)


def update(state: AboutState) -> str:
    """How updates stand, and what is wrong with the last one."""
    said = _standing(state)
    if state.update.problem is None or state.update.standing is Standing.REFUSED:
        return said
    return f"{problem(state.update.problem)} {said}"


def action(state: AboutState) -> str:
    """On the button; empty: there is nothing to press."""
    if not state.can_act:
        return ""
    ready = state.update.standing is Standing.READY
    return translate("About", "Install and restart") if ready else translate("About", "Download")


def problem(error: KnownError) -> str:
    """Why an update is not taken."""
    return {
        "update_tampered": translate("About", "The update was changed on its way and is refused. Tell the technician."),
        "update_unknown_key": translate(
            "About", "The update is signed by a stranger and is refused. Tell the technician."
        ),
        "update_expired": translate("About", "The update's signature has expired: it is refused until it is renewed."),
        "update_older": translate("About", "An older version was offered and is refused. Tell the technician."),
        "update_replayed": translate("About", "An older version was offered and is refused. Tell the technician."),
        "update_step": translate(
            "About", "This version is too old for the update. The technician installs it by hand."
        ),
        "update_newer_format": translate(
            "About", "This version is too old for the update. The technician installs it by hand."
        ),
        "update_platform": translate("About", "The update is not there for this kind of PC."),
        "update_clock": translate("About", "This PC's date is wrong: the update cannot be judged."),
        "update_unreachable": translate("About", "The download was cut off; it goes on from there."),
        "update_not_installed": translate("About", "The update was not installed; nothing was changed."),
        "disk_full": translate("About", "There is no space for the update on this PC."),
    }.get(error.code, translate("About", "The update cannot be used and is refused. Tell the technician."))


def _standing(state: AboutState) -> str:
    now = state.update
    version = now.offer.version if now.offer is not None else ""
    match now.standing:
        case Standing.OFF:
            if now.means is Means.PACKAGES:
                return translate("About", "This PC's packages update it: {command}").format(command=now.command)
            return translate("About", "Updates are off: this build carries no key for them.")
        case Standing.UNASKED:
            return translate("About", "Updates: not asked for yet.")
        case Standing.NEWEST:
            return translate("About", "This is the newest version (asked at {time}).").format(
                time=_asked(now, state.zone)
            )
        case Standing.OFFERED:
            return _offered(state).format(version=version, command=now.command)
        case Standing.FETCHING:
            size = now.offer.file.size if now.offer is not None else 1
            text = translate("About", "Version {version}: {percent} % downloaded")
            return text.format(version=version, percent=now.had * 100 // size)
        case Standing.READY:
            return _ready(state).format(version=version)
        case Standing.INSTALLING:
            return translate("About", "An administrator of this PC must agree.")
        case Standing.REFUSED:
            return problem(now.problem) if now.problem is not None else ""


def _offered(state: AboutState) -> str:
    if state.update.means is Means.PACKAGES:
        return translate("About", "Version {version} is there. The technician types: {command}")
    if state.update.means is Means.HAND:
        return translate("About", "Version {version} is there. The technician installs it.")
    return translate("About", "Version {version} is there.") + _waits(state.held)


def _ready(state: AboutState) -> str:
    if state.held is not None:
        return translate("About", "Version {version} is here.") + _waits(state.held)
    if state.in_shift:
        return translate(
            "About", "Version {version} is here. The console is away for a minute: agree only when nobody is coming."
        )
    return translate("About", "Version {version} is here. The console is away for a minute.")


def _waits(held: Hold | None) -> str:
    if held is Hold.CASE_OPEN:
        return " " + translate("About", "It waits until nobody is at the gate.")
    if held is Hold.WAITING_ENTRIES:
        return " " + translate("About", "It waits until all entries have been sent.")
    return ""


def _asked(now: UpdateState, zone: tzinfo) -> str:
    return times.clock(now.asked_at, zone) if now.asked_at is not None else ""
