"""Words of what a technician is asked below a device: second path, password, a reason, which gate moved."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from app.domain.gate import GateOutcome

translate = QCoreApplication.translate


def cloud_form() -> dict[str, str]:
    """The form of the second path."""
    return {
        "host": translate("Devices", "Host, as in the vendor's app"),
        "key": translate("Devices", "Cloud key (empty: the one that is kept)"),
        "device": translate("Devices", "Device id (empty: its MAC)"),
        "yes": translate("Devices", "Use it"),
        "back": translate("Devices", "Back"),
    }


def password_form() -> dict[str, str]:
    """The form of the relay's password."""
    return {
        "password": translate("Devices", "The relay's password"),
        "yes": translate("Devices", "Use it"),
        "back": translate("Devices", "Back"),
    }


def new_heading(*, camera: bool) -> str:
    """Above the form of a device that is not there yet."""
    return translate("Devices", "New camera") if camera else translate("Devices", "New gate")


def device_form(*, camera: bool, new: bool) -> dict[str, str]:
    """The form of a device that is added, or has moved."""
    address, password = translate("Devices", "Address of the relay"), translate("Devices", "Password, if it has one")
    if camera:
        address = translate("Devices", "Address (rtsp://…, http://…) or USB name")
    if not new:
        password = translate("Devices", "Password (empty: the one that is kept)")
    return {
        "name": translate("Devices", "Name"),
        "address": address,
        "username": translate("Devices", "User, if it has one"),
        "password": password,
        "yes": translate("Devices", "Add it") if new else translate("Devices", "Use it"),
        "back": translate("Devices", "Back"),
    }


def trying() -> str:
    """While a device is asked whether it is there."""
    return translate("Devices", "Asking it…")


def take_out_sheet(name: str) -> tuple[str, str, str, str, str]:
    """Heading, sentence, field, yes, back."""
    return (
        translate("Devices", "Take {name} out?").format(name=name),
        translate("Devices", "It stays in use until the next start. What it recorded stays in the history."),
        translate("Devices", "Reason"),
        translate("Devices", "Take it out"),
        translate("Devices", "Back"),
    )


def automatic_sheet(missing: tuple[str, ...]) -> tuple[str, str, str, str, str]:
    """Points that are not green: heading, sentence, field, yes, back."""
    return (
        translate("Devices", "Its check is not green"),
        translate(
            "Devices", "{points}. Whoever lets it open by itself all the same gives a reason, which is kept."
        ).format(points=" · ".join(missing)),
        translate("Devices", "Reason"),
        translate("Devices", "Let it open by itself"),
        translate("Devices", "Back"),
    )


def pair_which() -> tuple[str, str, str]:
    """Heading, sentence, back."""
    return (
        translate("Devices", "Which gate does this camera look at?"),
        translate("Devices", "It is opened once, now. Look at the gates, not at the screen."),
        translate("Devices", "Back"),
    )


def pair_seen(gate_name: str, outcome: GateOutcome | None) -> tuple[str, str, str]:
    """Heading, sentence, back."""
    if outcome is None:
        return translate("Devices", "Opening {gate}…").format(gate=gate_name), "", translate("Devices", "Back")
    return (
        translate("Devices", "Which gate moved?"),
        translate(
            "Devices", "{gate} was told to open. Only if it was that one, the camera opens it from now on."
        ).format(gate=gate_name),
        translate("Devices", "Back"),
    )


def none_moved() -> str:
    """An answer to which gate moved."""
    return translate("Devices", "None of them")


def pair_reason() -> str:
    """The reason that the opening is recorded with."""
    return translate("Devices", "Pairing by the technician")
