"""Words of the forms for people without a pass, and of the call to a host."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from ui.text.people import visitor_type

translate = QCoreApplication.translate


def band(form: str) -> tuple[str, str]:
    """Headline and sentence over a form."""
    return {
        "walk_in": (
            translate("Form", "Walk-in"),
            translate("Form", "Somebody without a pass: write who, and whom they visit"),
        ),
        "delivery": (translate("Form", "Delivery"), translate("Form", "Who delivers, and to which house")),
        "known_person": (
            translate("Form", "Known person"),
            translate("Form", "Resident, staff, help or taxi: the house is enough"),
        ),
    }[form]


def caption(form: str, field: str) -> str:
    """Over a field."""
    if field == "name" and form == "delivery":
        return translate("Form", "Company or name")
    return {
        "name": translate("Form", "Name"),
        "house": translate("Form", "House"),
        "plate": translate("Form", "Plate"),
        "document_last4": translate("Form", "Document, last four"),
        "people": translate("Form", "People"),
    }[field]


def kinds(form: str) -> tuple[tuple[str, str], ...]:
    """What somebody can be."""
    if form == "known_person":
        return (
            ("resident", translate("Form", "Resident")),
            ("staff", translate("Form", "Staff")),
            ("help", translate("Form", "Help")),
            ("taxi", translate("Form", "Taxi")),
        )
    types = ("Delivery", "Service") if form == "delivery" else ("Guest", "Family", "Service")
    return tuple((one, visitor_type(one)) for one in types)


def yes(form: str, gate_name: str) -> str:
    """On the button that sends it."""
    if form == "known_person":
        return translate("Form", "Open {gate}").format(gate=gate_name)
    return translate("Form", "Register")


def back() -> str:
    """On the button that leaves."""
    return translate("Form", "Back")


def call(
    host: str, house: str, phone: str | None, *, may_admit: bool, answer: str | None, asked_at: str, minutes: float = 0
) -> tuple[str, str, str, str, str, str, str]:
    """Heading, who, number, sentence, yes, no, back. `asked_at`: when the host's app was asked, "" if it was not;
    `minutes`: that it waited in vain."""
    if phone is None:
        number = translate("Form", "Looking for the number…")
    else:
        number = phone or translate("Form", "No number saved")
    yes = no = ""
    if answer == "admit":
        sentence = translate("Form", "The host said yes in the app. It is recorded with the host's name.")
        yes = translate("Form", "Open: the host said yes")
    elif answer is not None:
        sentence = translate("Form", "The host said no in the app.")
        no = translate("Form", "Refuse")
    elif minutes:
        n = max(1, round(minutes))
        sentence = translate("Form", "No answer in the app within %n minutes. Call, or decide without.", None, n)
    elif asked_at:
        sentence = translate(
            "Form", "Asked in the host's app at {time}. No answer yet: call, if it takes long."
        ).format(time=asked_at)
    elif may_admit:
        sentence = translate("Form", "Say who is at the gate. If the host says yes, the name is recorded with yours.")
    else:
        sentence = translate("Form", "Say who is at the gate. A new pass from the host can be scanned at once.")
    if may_admit and answer is None:
        yes, no = translate("Form", "Said yes"), translate("Form", "Said no")
    return (
        translate("Form", "Ask the host"),
        " · ".join(part for part in (host, house) if part) or translate("Form", "The host is not known"),
        number,
        sentence,
        yes,
        no,
        back(),
    )
