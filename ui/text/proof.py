"""Words of the proof, of outages, and of a visitor's rights."""

from __future__ import annotations

from datetime import datetime, timedelta, tzinfo

from PySide6.QtCore import QCoreApplication

from app.outages import Outage
from app.proof import PersonFound, Proven
from ui.text import history, people, times

translate = QCoreApplication.translate


def parts() -> tuple[tuple[str, str], ...]:
    """The tabs."""
    return (
        ("review", translate("Proof", "Needs you")),
        ("figures", translate("Proof", "Figures")),
        ("outages", translate("Proof", "After an outage")),
        ("proof", translate("Proof", "Proof")),
        ("person", translate("Proof", "A visitor's data")),
    )


def verdict(proven: Proven | None, busy: bool, now: datetime, zone: tzinfo) -> tuple[str, str]:
    """How the chain stands: a heading and a sentence."""
    if busy:
        return translate("Proof", "Reading the chain…"), translate("Proof", "The gate works on meanwhile.")
    if proven is None:
        return translate("Proof", "The chain of everything that happened here"), translate(
            "Proof",
            "Entries, sign-ins, openings by hand, reviews and exports hang together by hashes. "
            "Whoever changes one line breaks all that follow.",
        )
    if proven.broken is not None:
        what = {
            "missing_link": translate("Proof", "A link is missing before number {seq}."),
            "broken_link": translate("Proof", "Link number {seq} does not fit to the one before."),
            "changed": translate("Proof", "What link number {seq} witnessed was changed."),
            "no_entry": translate("Proof", "The entry of link number {seq} is gone."),
            "unwitnessed": translate("Proof", "An entry was put in past the chain."),
            "gap": translate("Proof", "Links were lost before number {seq}; that was noticed and noted then."),
            "behind_head": translate("Proof", "The newest links are missing: the chain had come to number {seq}."),
        }.get(proven.broken.code, proven.broken.code)
        said = what.format(seq=proven.broken.seq)
        if (n := proven.flaws) > 1:
            said += " " + translate("Proof", "%n places are broken in all.", None, n)
        step = translate("Proof", "Keep this PC as it is and call the administrator.")
        return translate("Proof", "Broken"), f"{said} {step}"
    since, n = times.moment(proven.since, now, zone) if proven.since is not None else "–", proven.links
    return translate("Proof", "Unbroken since: {moment}").format(moment=since), translate(
        "Proof", "%n links, each holding the one before.", None, n
    )


def erased_note(proven: Proven | None) -> str:
    """How many links lost a person's words."""
    if proven is None or not proven.erased:
        return ""
    n = proven.erased
    return translate("Proof", "%n of them keep their place without what they said: their time was over.", None, n)


def buttons(busy: str, sure: bool) -> dict[str, str]:
    """On all buttons."""
    wait = translate("Proof", "One moment…")
    return {
        "prove": wait if busy == "prove" else translate("Proof", "Read the chain"),
        "find": wait if busy == "find" else translate("Proof", "Find"),
        "export": wait if busy == "export" else translate("Proof", "Save as a file for him or her"),
        "erase": translate("Proof", "Erase for good: press again") if sure else translate("Proof", "Erase here"),
        "report": wait if busy == "report" else translate("Proof", "Save the report (PDF)"),
        "back": translate("Proof", "Back to the history"),
    }


def outage_columns() -> tuple[str, str, str, str]:
    """The heads."""
    return (
        translate("Proof", "From – to"),
        translate("Proof", "Decided alone"),
        translate("Proof", "On passes as old as"),
        translate("Proof", "Found later"),
    )


def outage(one: Outage, now: datetime, zone: tzinfo) -> tuple[str, str, str, str]:
    """One line."""
    same_day = one.start.astimezone(zone).date() == one.end.astimezone(zone).date()
    end = times.clock(one.end, zone) if same_day else times.moment(one.end, now, zone)
    span = f"{times.moment(one.start, now, zone)} – {end}"
    if one.lasting:
        span = translate("Proof", "Since {moment}: still").format(moment=times.in_sentence(one.start, now, zone))
    count = translate("Proof", "{admitted} in, {refused} refused").format(admitted=one.admitted, refused=one.refused)
    age = times.span(timedelta(seconds=one.oldest_s)) if one.oldest_s is not None else "–"
    said = ", ".join(f"{count_} × {history.flags((flag,))}" for flag, count_ in one.found)
    if n := one.waiting:
        waits = translate("Proof", "%n not confirmed yet", None, n)
        said = f"{said} · {waits}" if said else waits
    if not one.admitted + one.refused:
        return span, translate("Proof", "nobody came"), age, "–"
    return span, count, age, said or translate("Proof", "nothing to object")


def outage_hint(saved: str) -> str:
    """Beside the button: what to do, or where the file is."""
    if saved:
        return translate("Proof", "Saved: {path}").format(path=saved)
    return translate("Proof", "Choose an outage: the report tells each decision, and what was found later.")


def no_outage(loaded: bool) -> str:
    """An empty list."""
    if not loaded:
        return translate("Proof", "Looking through the last 30 days…")
    return translate("Proof", "In the last 30 days this console was never without the central API.")


def person_hint(found: tuple[PersonFound, ...] | None) -> str:
    """Where nobody is listed."""
    if found is None:
        return translate(
            "Proof",
            "A visitor may ask what this PC keeps. Type the name, the house or the plate; each search is noted.",
        )
    return translate("Proof", "Nobody of that name is kept here.")


def person_columns() -> tuple[str, str, str]:
    """The heads."""
    return translate("Proof", "Visitor"), translate("Proof", "Last seen"), translate("Proof", "Kept here")


def kept(person: PersonFound) -> str:
    """How much is kept of one person."""
    own = len(person.erasable) + person.waiting
    told = [translate("Proof", "%n own entries", None, own)]
    if n := len(person.elsewhere):
        told.append(translate("Proof", "%n of other gates", None, n))
    if n := person.photos:
        told.append(translate("Proof", "%n photos", None, n))
    if n := person.passes:
        told.append(translate("Proof", "%n passes", None, n))
    return ", ".join(told)


def person_detail(person: PersonFound, erased: int | None, exported: str) -> str:
    """Beside the list."""
    if erased is not None:
        return translate(
            "Proof",
            "Erased: %n entries. That something happened stays; who it was is gone. Ask the administrator to erase the "
            "central API's copy too, or a new start from there brings it back.",
            None,
            erased,
        )
    if exported:
        return translate("Proof", "Saved: {path}").format(path=exported)
    told = kept(person)
    if n := person.waiting:
        told += ". " + translate("Proof", "%n must first be confirmed by the central API.", None, n)
    return told


def find_words() -> str:
    """In the field."""
    return translate("Proof", "Name, house or plate")


def who(person: PersonFound) -> str:
    """Name and houses."""
    return people.plain(person.name, 60)
