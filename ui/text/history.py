"""Words of the history: filters, figures, results, and why somebody was admitted."""

from __future__ import annotations

from datetime import datetime, tzinfo

from PySide6.QtCore import QCoreApplication

from app.domain.decision import Basis, Reason, Verdict
from app.domain.entry import OVERRIDE_REASON, Direction, Entry, EntryKind
from app.domain.gate import OutcomeKind
from app.domain.passes import VisitorType
from app.ops.story import Story
from ui.presenters.history import Trait
from ui.text import gate_problems, people, times
from ui.widgets.tone import Tone

translate = QCoreApplication.translate

REASON = 160
"""Letters of a reason beside the table; a guard may write more than anybody reads there."""


def columns() -> dict[str, str]:
    """The heads of the table."""
    return {
        "time": translate("History", "Time"),
        "visitor": translate("History", "Visitor"),
        "visiting": translate("History", "Visiting"),
        "way": translate("History", "Way"),
        "gate": translate("History", "Gate"),
        "guard": translate("History", "Guard"),
        "result": translate("History", "Result"),
        "basis": translate("History", "Decided by"),
    }


def ranges() -> tuple[tuple[str, str], ...]:
    """Which days."""
    return (
        ("today", translate("History", "Today")),
        ("yesterday", translate("History", "Yesterday")),
        ("week", translate("History", "7 days")),
        ("month", translate("History", "30 days")),
    )


def results() -> tuple[tuple[str, str], ...]:
    """Which entries."""
    return (
        ("all", translate("History", "all")),
        ("granted", translate("History", "Granted")),
        ("refused", translate("History", "Refused")),
        ("left", translate("History", "Left")),
        ("by_hand", translate("History", "Opened by hand")),
        ("review", translate("History", "Needs review")),
    )


def all_gates() -> str:
    """The first choice of gates."""
    return translate("History", "all")


def gate_button(chosen: str) -> str:
    """Gate: Main gate; the word alone where all are shown, as the row is full."""
    if not chosen:
        return translate("History", "Gate")
    return translate("History", "Gate: {chosen}").format(chosen=chosen)


def result_button(chosen: str) -> str:
    """Result: Refused; the word alone where all are shown."""
    if not chosen:
        return translate("History", "Result")
    return translate("History", "Result: {chosen}").format(chosen=chosen)


def traits(guards: tuple[str, ...]) -> dict[Trait | None, str]:
    """What else can be looked for, and its words."""
    types = {kind.value: people.visitor_type(kind) for kind in VisitorType}
    bases = {
        Basis.CENTRAL.value: translate("History", "central API"),
        Basis.MIRROR.value: translate("History", "saved passes"),
        Basis.LOCAL.value: translate("History", "walk-in here"),
    }
    told: dict[Trait | None, str] = {None: translate("History", "everything")}
    for name in guards:
        said = translate("History", "Guard {name}").format(name=people.plain(name, 30))
        told[Trait("guard", name)] = said
    for key, kind in types.items():
        told[Trait("visitor_type", key)] = kind
    for key, basis_ in bases.items():
        told[Trait("basis", key)] = translate("History", "By {basis}").format(basis=basis_)
    return told


def trait_button(chosen: bool) -> str:
    """The button of these; the menu says which."""
    return translate("History", "More · 1") if chosen else translate("History", "More…")


def search_words() -> str:
    """What the field looks through."""
    return translate("History", "Search a visitor, house, plate or the last four of a document…")


def search_hint() -> str:
    """In the empty field, which is narrow in a small window."""
    return translate("History", "Name, house, plate, ID…")


def export_button() -> str:
    """Opens the kinds of files."""
    return translate("History", "Export")


def export_forms() -> tuple[tuple[str, str], ...]:
    """The kinds of files."""
    return (("csv", "CSV"), ("xlsx", "Excel"), ("pdf", "PDF"))


def exporting(rows: int) -> str:
    """While it runs; the button stops it."""
    return translate("History", "{rows} rows · Stop").format(rows=rows)


def exported(path: str) -> str:
    """After it."""
    return translate("History", "Saved: {path}").format(path=path)


def figure_captions() -> dict[str, str]:
    """Over the figures."""
    return {
        "entries": translate("History", "Entries"),
        "inside": translate("History", "Inside now"),
        "by_hand": translate("History", "Opened by hand"),
        "review": translate("History", "Need review"),
        "by_hour": translate("History", "Entries by hour"),
    }


def against(now: int, before: int | None) -> str:
    """+8 % on last week"""
    if not before:
        return ""
    change = round((now - before) * 100 / before)
    return translate("History", "{change} % on last week").format(change=f"{change:+d}")


def overstays(count: int) -> str:
    """4 over their time"""
    n = count
    return translate("History", "%n over their time", None, n) if count else translate("History", "nobody too long")


def by_whom(overrides: tuple[tuple[str, int], ...]) -> str:
    """J. Ajú, P. Xol: who opened by hand, the most often first."""
    return ", ".join(people.plain(name, 20) or "–" for name, _ in overrides)


def people_count(count: int) -> str:
    """250 people"""
    n = count
    return translate("History", "%n people in all", None, n)


def review_aside(count: int) -> str:
    """Under the figure."""
    return translate("History", "press Review") if count else translate("History", "all is clear")


def loading() -> str:
    """While the first page is read."""
    return translate("History", "Reading the history…")


def nothing(filtered: bool) -> str:
    """An empty answer."""
    if filtered:
        return translate("History", "Nothing like that in these days.")
    return translate("History", "Nothing happened in these days.")


def barred() -> tuple[str, str]:
    """For those who may not see it: words, button."""
    return (
        translate("History", "The history is for supervisors. A supervisor can sign in here; the gate goes on."),
        translate("History", "Sign in as supervisor"),
    )


def way(entry: Entry) -> tuple[str, str]:
    """In or out: icon and word."""
    if entry.direction is Direction.OUT:
        return "arrow-out", translate("History", "out")
    return "arrow-right", translate("History", "in")


def result(story: Story) -> tuple[str, Tone]:
    """The pill."""
    entry, outcome = story.entry, story.outcome
    if story.found:
        return translate("History", "Needs review"), Tone.WARN
    if entry.kind is EntryKind.REFUSAL:
        return translate("History", "Refused"), Tone.DENIED
    if entry.kind is EntryKind.OVERRIDE:
        return translate("History", "Opened by hand"), Tone.WARN
    if entry.kind is EntryKind.CORRECTION:
        return translate("History", "Corrected"), Tone.QUIET
    if outcome is not None and outcome.kind is OutcomeKind.NOT_DONE:
        return translate("History", "Gate did not open"), Tone.DENIED
    if outcome is not None and outcome.kind is OutcomeKind.UNKNOWN:
        return translate("History", "Gate unknown"), Tone.WARN
    if entry.direction is Direction.OUT:
        return translate("History", "Left"), Tone.GRANTED
    if entry.kind is EntryKind.KNOWN_PERSON:
        return translate("History", "Known person"), Tone.GRANTED
    return translate("History", "Granted"), Tone.GRANTED


def basis(story: Story) -> str:
    """On what it rested, in a few words."""
    entry = story.entry
    if story.found:
        return flags(story.found)
    if entry.kind is EntryKind.OVERRIDE or entry.reason == OVERRIDE_REASON:
        return translate("History", "reason: {reason}").format(reason=_reason(story, 60))
    if entry.kind is EntryKind.REFUSAL and entry.reason in set(Reason):
        return people.short_reason(Reason(entry.reason))
    if entry.allowed_by:
        return translate("History", "word of {name}").format(name=people.plain(entry.allowed_by, 40))
    said = {
        Basis.CENTRAL.value: translate("History", "central API"),
        Basis.MIRROR.value: translate("History", "saved passes"),
        Basis.LOCAL.value: translate("History", "walk-in here"),
    }.get(entry.basis, "")
    if story.waiting:
        waits = translate("History", "not sent yet")
        return f"{said} · {waits}" if said else waits
    return said


def flags(found: tuple[str, ...]) -> str:
    """What the central API noted later."""
    known = {
        "over_limit": translate("History", "more entries than allowed"),
        "expired": translate("History", "pass had expired"),
        "not_yet_valid": translate("History", "pass not valid yet"),
        "cancelled": translate("History", "pass was cancelled"),
        "unknown_record": translate("History", "pass unknown"),
        "signature_wrong": translate("History", "signature does not hold"),
        "wrong_community": translate("History", "other community"),
        "blacklisted": translate("History", "on the site's list"),
        "clock_suspect": translate("History", "clock in doubt"),
        "device_revoked": translate("History", "console revoked"),
        "other_gate_used": translate("History", "same pass at two gates"),
        "opened_by_itself": translate("History", "opened by itself"),
        "unnamed": translate("History", "nobody's name"),
    }
    return ", ".join(known.get(flag, flag.replace("_", " ")) for flag in found)


def _reason(story: Story, at_most: int) -> str:
    """Why it was opened by hand: said with the opening, or afterwards."""
    return people.plain(story.entry.note or story.explained, at_most) or "–"


def why(story: Story, now: datetime, zone: tzinfo) -> tuple[tuple[str, str], ...]:
    """The whole story of one entry: captions and values."""
    entry, outcome = story.entry, story.outcome
    told = [
        (translate("History", "When"), times.moment(entry.occurred_at, now, zone)),
        (translate("History", "Guard"), people.plain(entry.actor_name, 40) or "–"),
    ]
    if entry.kind is EntryKind.OVERRIDE:  # no rule decided it
        told.append((translate("History", "Reason"), _reason(story, REASON)))
    else:
        told.append((translate("History", "Decision"), _decision(entry)))
        told.append((translate("History", "Rested on"), basis(story) or "–"))
    if outcome is not None:
        said = {
            OutcomeKind.DONE: translate("History", "opened in {ms} ms"),
            OutcomeKind.NOT_DONE: translate("History", "did not open ({detail})"),
            OutcomeKind.UNKNOWN: translate("History", "no answer ({detail})"),
        }[outcome.kind].format(ms=outcome.took_ms, detail=gate_problems.brief(outcome.detail))
        told.append((translate("History", "Gate"), said))
    sent = translate("History", "kept here, not sent yet") if story.waiting else translate("History", "confirmed")
    told.append((translate("History", "Central API"), sent))
    if entry.plate:
        told.append((translate("History", "Plate"), people.plain(entry.plate, 16)))
    if entry.flags:
        told.append((translate("History", "Noted"), flags(entry.flags)))
    return tuple((caption, value[:1].upper() + value[1:]) for caption, value in told)


def _decision(entry: Entry) -> str:
    verdict = {
        Verdict.ADMIT.value: translate("History", "admit"),
        Verdict.REFUSE.value: translate("History", "refuse"),
        Verdict.ASK.value: translate("History", "ask a human"),
    }.get(entry.verdict, "–")
    if entry.reason in set(Reason) and entry.reason != Reason.VALID.value:
        return f"{verdict} · {people.short_reason(Reason(entry.reason))}"
    return verdict
