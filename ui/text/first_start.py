"""Words of the first start."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from app.ops.doctor import Finding, State
from app.set_up_progress import LETTER
from ui.presenters.first_start import CameraLine, FirstStartState, GateLine
from ui.text import devices, findings
from ui.text.errors import error_words
from ui.text.people import plain
from ui.widgets.tone import Tone

translate = QCoreApplication.translate


def steps() -> dict[str, str]:
    """The list at the left."""
    return {
        "language": translate("FirstStart", "Language"),
        "central": translate("FirstStart", "Central API"),
        "recovery": translate("FirstStart", "Recovery key"),
        "cameras": translate("FirstStart", "Cameras"),
        "gates": translate("FirstStart", "Gates"),
    }


def title() -> str:
    """Over the list."""
    return translate("FirstStart", "Set this gatehouse up")


def heading(step: str) -> tuple[str, str]:
    """Over each step: heading and sentence."""
    return {
        "language": (
            translate("FirstStart", "Which language do the guards speak?"),
            translate("FirstStart", "Everybody can change it later with F1."),
        ),
        "central": (
            translate("FirstStart", "Which site is this?"),
            translate("FirstStart", "Address, key and enrolment code stand in the letter from your administrator."),
        ),
        "recovery": (
            translate("FirstStart", "Write the recovery key down"),
            translate(
                "FirstStart",
                "If this PC or its keyring dies, only this key opens what it kept. It is shown once, stored nowhere.",
            ),
        ),
        "cameras": (
            translate("FirstStart", "Which cameras look at the lane?"),
            translate("FirstStart", "One that reads codes is enough. More can be added later under Devices."),
        ),
        "gates": (
            translate("FirstStart", "Which relays move the gates?"),
            translate("FirstStart", "Each is checked before a gate hangs on it. Look at the gate while you test."),
        ),
    }[step]


def fields() -> dict[str, str]:
    """Captions of all fields."""
    return {
        "address": translate("FirstStart", "Address of the central API"),
        "key": translate("FirstStart", "Publishable key"),
        "code": translate("FirstStart", "Enrolment code"),
        "last_group": translate("FirstStart", "Its last group of letters, from your paper"),
        "site_key": translate("FirstStart", "Or the public part of the site's key"),
        "camera_name": translate("FirstStart", "Name of the camera"),
        "camera_address": translate("FirstStart", "Address (rtsp://…, http://…) or USB name"),
        "username": translate("FirstStart", "User name, if it has one"),
        "password": translate("FirstStart", "Password, if it has one"),
        "gate_name": translate("FirstStart", "Name of the gate"),
        "gate_address": translate("FirstStart", "Address of the relay"),
    }


def buttons(state: FirstStartState) -> dict[str, str]:
    """On all buttons; what is under way says so."""

    def doing(what: str, words: str) -> str:
        return translate("FirstStart", "One moment…") if state.busy == what else words

    last = state.step.value == "gates"
    return {
        "next": doing("finish", translate("FirstStart", "Finish") if last else translate("FirstStart", "Next")),
        "back": translate("FirstStart", "Back"),
        "check": doing("check", translate("FirstStart", "Check the address")),
        "letter": (
            translate("FirstStart", "Stop reading")
            if state.busy == LETTER
            else translate("FirstStart", "Read its QR by camera")
        ),
        "enrol": doing("enrol", translate("FirstStart", "Enrol this PC")),
        "confirm": doing("confirm", translate("FirstStart", "I have written it down")),
        "site_key": doing("site key", translate("FirstStart", "Use the site's key")),
        "drop": doing("drop", translate("FirstStart", "Take the marked one out")),
        "camera": doing("camera", translate("FirstStart", "Add and try")),
        "relays": doing("relays", translate("FirstStart", "Find relays")),
        "gate": doing("gate", translate("FirstStart", "Add and check")),
        "test": doing("test", translate("FirstStart", "Test the marked gate")),
    }


def enrolled(site: str) -> str:
    """After enrolment."""
    return translate("FirstStart", "This PC now belongs to {site}.").format(site=plain(site, 60))


def letter() -> str:
    """In the camera's picture while it looks for the letter's code."""
    return translate("FirstStart", "Hold the letter's QR here")


def recovery(state: FirstStartState) -> str:
    """Under the key."""
    if state.recovery_done:
        return translate("FirstStart", "Good. Keep the paper where the site keeps its keys.")
    if state.recovery_wrong:
        return translate("FirstStart", "That is not the last group. Compare it with your paper, letter by letter.")
    return ""


def usb(names: tuple[str, ...]) -> str:
    """Cameras at this PC."""
    if not names:
        return translate("FirstStart", "No USB camera is plugged in.")
    listed = ", ".join(plain(name, 40) for name in names)
    return translate("FirstStart", "Plugged in: {names}").format(names=listed)


def finding(found: Finding) -> tuple[str, Tone]:
    """One line of the check of the central API."""
    tone = {State.OK: Tone.GRANTED, State.WARN: Tone.WARN, State.FAIL: Tone.DENIED}[found.state]
    said = findings.said(found.evidence).rstrip(".")
    return f"{findings.name(found.name)}: {said}. {findings.said(found.next_step)}".strip(), tone


def camera(line: CameraLine) -> tuple[str, str, Tone]:
    """A camera that was added: name, how it is, tone."""
    if line.problem is not None:
        return plain(line.name, 40), error_words(line.problem)[0], Tone.DENIED
    return plain(line.name, 40), translate("FirstStart", "gives pictures"), Tone.GRANTED


def gate(line: GateLine) -> tuple[str, str, Tone]:
    """A gate that was added: name, how it is, tone."""
    name = plain(line.name, 40)
    if line.tested is not None:
        said, tone = devices.outcome(line.tested)
        return name, said, tone
    n = sum(1 for point in line.points if not point.ok and point.weight == "must")
    if n:
        return name, translate("FirstStart", "%n points to set right under Devices", None, n), Tone.WARN
    return name, translate("FirstStart", "checked, all good"), Tone.GRANTED


def relays(count: int | None) -> str:
    """After a search."""
    if count is None:
        return translate("FirstStart", "Relays on this network announce themselves.")
    n = count
    return translate("FirstStart", "%n relays found", None, n)


def list_heads() -> tuple[str, str]:
    """Over what was added."""
    return translate("FirstStart", "Name"), translate("FirstStart", "State")
