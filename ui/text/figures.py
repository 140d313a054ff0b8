"""Words of the figures."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtCore import QCoreApplication

from app.domain.decision import Reason
from app.ops.figures import Figures, OpenTimes
from ui.text import people, times

translate = QCoreApplication.translate


def captions() -> dict[str, str]:
    """Over each figure and each drawing."""
    return {
        "entries": translate("Figures", "Entries"),
        "exits": translate("Figures", "Exits"),
        "scan": translate("Figures", "From scan to open"),
        "open": translate("Figures", "Gate answers in"),
        "alone": translate("Figures", "Worked alone"),
        "over": translate("Figures", "Over their time"),
        "by_hour": translate("Figures", "Entries by hour"),
        "by_day": translate("Figures", "Entries by day"),
        "gates": translate("Figures", "Entries by gate"),
        "types": translate("Figures", "Entries by type of visitor"),
        "refusals": translate("Figures", "Refused, and why"),
        "overrides": translate("Figures", "Opened by hand, by whom"),
        "save": translate("Figures", "Save as a picture"),
    }


def counting() -> str:
    """Until it is counted."""
    return translate("Figures", "Counting…")


def none() -> str:
    """In a list without a line."""
    return translate("Figures", "none")


def inside(count: int) -> str:
    """37 inside now"""
    return translate("Figures", "{count} inside now").format(count=count)


def over() -> str:
    """Below how many."""
    return translate("Figures", "of those inside now")


def open_times(told: OpenTimes) -> tuple[str, str]:
    """The middle one, and what nearly all stay below."""
    if told.p50_ms is None or told.p95_ms is None:
        return "–", ""
    said = translate("Figures", "95 of 100 within {time}")
    return times.brief(told.p50_ms), said.format(time=times.brief(told.p95_ms))


def alone(minutes: float) -> tuple[str, str]:
    """How long decisions rested on saved passes alone."""
    if minutes < 1:
        return "0", translate("Figures", "never without the central API")
    return times.span(timedelta(minutes=round(minutes))), translate("Figures", "without the central API")


def ranked(figures: Figures) -> dict[str, tuple[tuple[str, int], ...]]:
    """What is counted by name, the most first."""
    reasons = {reason.value: people.short_reason(reason) for reason in Reason}
    unknown = translate("Figures", "not known here")
    types = ((people.visitor_type(name) if name else unknown, count) for name, count in figures.by_type)
    refusals = ((reasons.get(name, name.replace("_", " ")), count) for name, count in figures.refusals)
    told = {
        "gates": figures.by_gate,
        "types": tuple(types),
        "refusals": tuple(refusals),
        "overrides": figures.overrides,
    }
    return {key: tuple((_capital(people.plain(name, 40)), count) for name, count in one) for key, one in told.items()}


def _capital(name: str) -> str:
    return name[:1].upper() + name[1:] or "–"


def saved(path: str) -> str:
    """Where the picture is."""
    return translate("Figures", "Saved: {path}").format(path=path)
