"""KnownErrors in the guard's language, by code. A code without words here shows the error's own English."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from app.errors import KnownError

translate = QCoreApplication.translate


def error_words(error: KnownError) -> tuple[str, str, str]:
    """Title, message and next step."""
    known = {
        "disk_full": (
            translate("Error", "The disk of this PC is full"),
            translate("Error", "Nothing can be recorded, so nothing opens by itself."),
            translate("Error", "Open by hand only, write visitors down, and call the technician to free space."),
        ),
        "central_unreachable": (
            translate("Error", "No connection to the central API"),
            translate("Error", "The central API did not answer."),
            translate("Error", "Go on working: entries are kept here and are sent when the connection is back."),
        ),
        "wrong_password": (
            translate("Error", "E-mail or password is wrong"),
            translate("Error", "The central API does not know this pair."),
            translate("Error", "Type both again. Capital letters count."),
        ),
        "camera_gone": (
            translate("Error", "The camera gives no pictures"),
            translate("Error", "It is switched off, unplugged, or the network to it is down."),
            translate("Error", "Go on: type the code or look for the name. It comes back by itself."),
        ),
    }.get(error.code)
    return known if known is not None else (error.title, error.message, error.next_step)
