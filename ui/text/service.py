"""Words of the technician's page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, tzinfo
from types import MappingProxyType

from PySide6.QtCore import QCoreApplication

from app.choices import Choices
from app.ops.doctor import Finding, State, worst
from app.ops.log_reader import LogLine
from app.ops.metrics import StageFigures
from app.service import as_text
from app.settings import Settings
from ui.text import findings as lines
from ui.text import people, times
from ui.widgets.tone import Tone

translate = QCoreApplication.translate

TONES = {State.OK: Tone.GRANTED, State.WARN: Tone.WARN, State.FAIL: Tone.DENIED}


def barred() -> tuple[str, str]:
    """For those who may not see it."""
    return (
        translate("Service", "Self-test, log and settings are for technicians. A technician can sign in here."),
        translate("Service", "Sign in as a technician"),
    )


def parts() -> tuple[tuple[str, str], ...]:
    """The tabs."""
    return (
        ("self_test", translate("Service", "Self-test")),
        ("log", translate("Service", "Log")),
        ("times", translate("Service", "Times")),
        ("settings", translate("Service", "Settings")),
    )


def buttons(busy: str, testing: bool) -> dict[str, str]:
    """On all buttons."""
    wait = translate("Service", "One moment…")
    return {
        "test": translate("Service", "Testing…") if testing else translate("Service", "Test again"),
        "bundle": wait if busy == "bundle" else translate("Service", "Bundle for support"),
        "export": wait if busy == "settings" else translate("Service", "Save as a file"),
        "import": wait if busy == "import" else translate("Service", "Take from a file"),
        "read": translate("Service", "Read again"),
    }


def summary(found: Sequence[Finding], testing: bool, tested_at: datetime | None, zone: tzinfo) -> tuple[str, Tone]:
    """Above the lines."""
    bad = sum(one.state is State.FAIL for one in found)
    odd = sum(one.state is State.WARN for one in found)
    if testing:
        n = len(found)
        return translate("Service", "%n lines so far…", None, n), Tone.QUIET
    if not found:
        return "", Tone.QUIET
    at = times.clock(tested_at, zone) if tested_at is not None else ""
    if bad:
        said = translate("Service", "%n things do not work", None, bad)
    elif odd:
        said = translate("Service", "%n things to look at", None, odd)
    else:
        said = translate("Service", "Everything works")
    return f"{said} · {at}", TONES[worst(found)]


def worst_first(found: Sequence[Finding], testing: bool) -> list[Finding]:
    """What needs somebody stands on top, once all lines are there."""
    order = list(reversed(State))
    return list(found) if testing else sorted(found, key=lambda one: order.index(one.state))


def heads() -> tuple[str, str, str]:
    """Over the self-test's lines."""
    return translate("Service", "What"), translate("Service", "State"), translate("Service", "Seen")


def state(found: Finding) -> str:
    """In the pill."""
    return {
        State.OK: translate("Service", "good"),
        State.WARN: translate("Service", "look at it"),
        State.FAIL: translate("Service", "does not work"),
    }[found.state]


def name(found: Finding) -> str:
    """What the line is about."""
    return lines.name(found.name)


def evidence(found: Finding) -> str:
    """What was seen."""
    return lines.said(found.evidence)


def step(found: Finding | None) -> str:
    """What to do about the line in hand."""
    if found is None:
        return translate("Service", "Choose a line to see what to do about it.")
    return lines.said(found.next_step) or translate("Service", "There is nothing to do.")


def written(path: str) -> str:
    """A file was made."""
    return translate("Service", "Saved: {path}").format(path=path) if path else ""


def bundle_note() -> str:
    """What the bundle is."""
    return translate(
        "Service",
        "The bundle holds log, self-test, settings and times, with every name, house, plate and code removed.",
    )


def log_heads() -> tuple[str, str, str]:
    """Over the log."""
    return translate("Service", "When"), translate("Service", "What"), translate("Service", "Scan or command")


def levels() -> tuple[tuple[str, str], ...]:
    """How grave."""
    return (
        ("info", translate("Service", "Everything")),
        ("warning", translate("Service", "Warnings")),
        ("error", translate("Service", "Errors")),
    )


def log_find() -> str:
    """In the search field."""
    return translate("Service", "A word, or a scan's number to see its whole story")


def log_empty(loaded: bool) -> str:
    """No line."""
    if not loaded:
        return translate("Service", "Reading the log…")
    return translate("Service", "No line fits.")


def log_line(line: LogLine, zone: tzinfo) -> tuple[str, str, str, Tone]:
    """One line: when, what, which scan, tone."""
    at = times.second(line.at, zone) if line.at is not None else "–"
    tone = {"warning": Tone.WARN, "error": Tone.DENIED, "critical": Tone.DENIED}.get(line.level, Tone.QUIET)
    return at, people.plain(line.text, 400), line.correlation, tone


def stage_heads() -> tuple[str, ...]:
    """Over the times."""
    return (
        translate("Service", "Stage"),
        translate("Service", "How often"),
        "p50",
        "p95",
        "p99",
        translate("Service", "Longest"),
    )


STORY = ("scan_to_verdict", "verdict_to_order", "gate_answer", "scan_to_open", "entry_to_central")
"""The stages in the order in which they happen."""


def in_order(stages: Sequence[StageFigures]) -> list[StageFigures]:
    """As the story goes; what is not part of it comes last."""
    return sorted(stages, key=lambda one: STORY.index(one.stage) if one.stage in STORY else len(STORY))


def stage(figures: StageFigures) -> str:
    """What is measured."""
    return {
        "scan_to_verdict": translate("Service", "From the code in view to the verdict"),
        "verdict_to_order": translate("Service", "From the verdict to the guard's key"),
        "gate_answer": translate("Service", "From the order to the relay's answer"),
        "scan_to_open": translate("Service", "From the code in view to the open gate"),
        "entry_to_central": translate("Service", "From the disk to the central API's yes"),
    }.get(figures.stage, figures.stage.replace("_", " "))


def seconds(value: float) -> str:
    """A duration."""
    return f"{value * 1000:.0f} ms" if value < 1 else f"{value:.1f} s"


def no_times() -> str:
    """Nothing was measured."""
    return translate("Service", "Nothing happened since the program started. Times appear with the first car.")


def settings_heads() -> tuple[str, str, str]:
    """Over the settings."""
    return translate("Service", "Setting"), translate("Service", "Value"), translate("Service", "From")


def settings_note(imported: bool, waits: Sequence[str]) -> str:
    """Below the settings. `waits`: the tables that hold only from the next start on."""
    if imported and waits:
        told = translate("Service", "Taken over: rules and screen hold now. Start the program again for: {tables}.")
        return told.format(tables=", ".join(_table(name) for name in waits))
    if imported:
        return translate("Service", "Taken over. It holds now.")
    return translate(
        "Service",
        "They stand in settings.toml; a file that is taken keeps who this PC is. Cameras and gates are under Devices.",
    )


def settings_rows(
    settings: Settings, site: Mapping[str, str], held: Mapping[str, str] = MappingProxyType({})
) -> tuple[tuple[str, str, str], ...]:
    """Name, value and where it comes from. `site`: what the central API says for the whole site, by the same names;
    `held`: what holds of that which this PC was given at its enrolment."""
    rows = []
    for table in ("site", "central", "screen", "policy", "crash_reports"):
        part = getattr(settings, table)
        for field in part.__struct_fields__:
            if field in ("key", "community_id", "device_id"):
                continue
            known, value = f"{table}.{field}", getattr(part, field)
            if value is None:
                left = translate("Service", "site") if known in site else translate("Service", "nobody; this is safe")
                rows.append((known, _plain(site.get(known, as_text(getattr(Choices(), field, "")))), left))
                continue
            said = held.get(known, as_text(value))
            rows.append((known, _plain(said), _origin(said, site.get(known))))
    return tuple(rows)


def _plain(value: str) -> str:
    """Whether something is on, in the reader's words; anything else as it stands in the file."""
    return {"true": translate("Service", "yes"), "false": translate("Service", "no")}.get(value.casefold(), value)


def _table(name: str) -> str:
    return {
        "site": translate("Service", "the site's name and zone"),
        "cloud": translate("Service", "the cloud"),
        "hand_scanner": translate("Service", "the hand scanner"),
        "cameras": translate("Service", "cameras"),
        "gates": translate("Service", "gates"),
    }.get(name, name)


def _origin(here: str, site: str | None) -> str:
    if site is None:
        return translate("Service", "this PC")
    if site.casefold() == here.casefold() or _number(site) == _number(here) is not None:
        return translate("Service", "site")
    return translate("Service", "this PC; the site says {value}").format(value=people.plain(_plain(site), 40))


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None
