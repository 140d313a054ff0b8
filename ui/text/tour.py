"""Words of the first day: the tour over the console, and the strip of the training edition."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

translate = QCoreApplication.translate


def steps() -> tuple[tuple[str, str], ...]:
    """Heading and what to know, in the order of a shift."""
    return (
        (
            translate("Tour", "The visitor shows a code"),
            translate(
                "Tour",
                "The camera reads it by itself, at any distance where you can see it. A hand scanner works at any time,"
                " whatever is on the screen.",
            ),
        ),
        (
            translate("Tour", "The card says what to do"),
            translate(
                "Tour",
                "Green: read the name and compare the face, then press Enter. Red: press Esc, the refusal is written"
                " down. Amber: you decide; ask the host, and who said yes is recorded.",
            ),
        ),
        (
            translate("Tour", "No code"),
            translate(
                "Tour",
                "Type a name, a house or a plate below the camera. F4 registers somebody who has no pass,"
                " F5 a delivery, F10 lets in somebody everybody knows.",
            ),
        ),
        (
            translate("Tour", "Somebody leaves"),
            translate(
                "Tour",
                "F3 shows who is inside: scan the code, or type some letters and press Enter. If the verdict on the"
                " screen is of somebody who leaves, F3 turns it round.",
            ),
        ),
        (
            translate("Tour", "When something fails"),
            translate(
                "Tour",
                "Without internet go on as always: everything is kept and sent later. In an emergency hold “Open by"
                " hand” for one second; the reason is asked afterwards. F1 helps on every page.",
            ),
        ),
    )


def place(step: int, of: int) -> str:
    """Where one is in the tour."""
    return translate("Tour", "{step} of {of}").format(step=step, of=of)


def buttons(last: bool) -> tuple[str, str, str]:
    """Back, on, leave."""
    return (
        translate("Tour", "Back"),
        translate("Tour", "Begin to work") if last else translate("Tour", "Go on"),
        translate("Tour", "Leave the tour"),
    )


def again() -> str:
    """In the help: begin it anew."""
    return translate("Tour", "Show the tour")


def training() -> str:
    """On the strip."""
    return translate("Tour", "TRAINING · nothing here is real: no gate moves, no host is told")
