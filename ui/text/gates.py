"""Gates and cameras in words."""

from __future__ import annotations

from datetime import datetime, timedelta

from PySide6.QtCore import QCoreApplication

from app.domain.gate import GateStatus, Position
from app.events import CameraChanged
from ui.text import gate_problems, times
from ui.text.people import plain

translate = QCoreApplication.translate


def position(where: Position) -> str:
    """Closed, Opening …"""
    return {
        Position.UNKNOWN: translate("Gate", "Position unknown"),
        Position.CLOSED: translate("Gate", "Closed"),
        Position.OPENING: translate("Gate", "Opening"),
        Position.OPEN: translate("Gate", "Open"),
        Position.CLOSING: translate("Gate", "Closing"),
        Position.LEFT_OPEN: translate("Gate", "Left open"),
        Position.FORCED_OPEN: translate("Gate", "Forced open"),
    }[where]


def detail(gate: GateStatus, now: datetime) -> str:
    """One or two lines under a gate's name."""
    if gate.locked_down:
        return translate("Gate", "Locked down · a supervisor releases")
    if gate.maintenance:
        return translate("Gate", "In maintenance · does not open from here")
    if not gate.reachable:
        wrong = gate_problems.words(gate.problem) if gate.problem not in ("unreachable", "no_answer") else None
        if wrong is not None:  # it answers, but it is not as it should be
            return translate("Gate", "{problem} · use the key switch").format(problem=wrong[0])
        silent = times.span(max(now - gate.since, timedelta(0)))
        return translate("Gate", "No answer for {span} · use the key switch").format(span=silent)
    where = position(gate.position)
    if gate.position in (Position.OPEN, Position.OPENING) and gate.closes_in_s is not None:
        rest = times.span(timedelta(seconds=gate.closes_in_s))
        return translate("Gate", "{where} · closes by itself in {span}").format(where=where, span=rest)
    if gate.position in (Position.LEFT_OPEN, Position.FORCED_OPEN):
        return translate("Gate", "{where} for {span} · go and look").format(
            where=where, span=times.span(max(now - gate.since, timedelta(0)))
        )
    if gate.automatic:
        return " · ".join(part for part in (where, by_itself(), _answer(gate)) if part)
    return " · ".join(part for part in (where, plain(gate.model, 24), _answer(gate)) if part)


def by_itself() -> str:
    """On the card of a gate that needs no key for an admitting verdict."""
    return translate("Gate", "opens by itself")


def brief(gate: GateStatus) -> str:
    """The same where room is short; nothing where the long one matters."""
    if not gate.reachable and gate.problem not in ("unreachable", "no_answer"):
        wrong = gate_problems.words(gate.problem)
        return wrong[0] if wrong is not None else ""
    usual = gate.position in (Position.UNKNOWN, Position.CLOSED, Position.CLOSING, Position.OPEN, Position.OPENING)
    if not usual or gate.locked_down or gate.maintenance or not gate.reachable or gate.closes_in_s is not None:
        return ""
    rest = by_itself() if gate.automatic else _answer(gate)
    return " · ".join(part for part in (position(gate.position), rest) if part)


def _answer(gate: GateStatus) -> str:
    if gate.answer_ms is None:
        return ""
    return times.tight(translate("Gate", "{ms} ms").format(ms=gate.answer_ms))


def hold_words() -> str:
    """On the button."""
    return translate("Gate", "Open by hand")


def hold_below() -> str:
    """Under it, in two lines."""
    return translate("Gate", "hold 1 s\nreason is logged")


def camera_title(camera: CameraChanged) -> str:
    """Lane camera · 1280×720 · 30 fps"""
    parts = [plain(camera.name, 40)]
    if camera.width and camera.height:
        parts.append(f"{camera.width}×{camera.height}")
    if camera.fps >= 1:
        parts.append(translate("Gate", "{n} fps").format(n=round(camera.fps)))
    return " · ".join(parts)


def camera_hints() -> dict[str, str]:
    """What a camera's hint codes say."""
    return {
        "too_far": translate("Gate", "Hold the code closer"),
        "too_dark": translate("Gate", "Turn the phone's brightness up"),
        "glare": translate("Gate", "Tilt the phone a little: the light is mirrored"),
        "hold_still": translate("Gate", "Hold the phone still"),
    }


def held_codes() -> dict[str, str]:
    """Why a code in view was no scan, by `ScanArrived.held`."""
    return {
        "just_scanned": translate("Gate", "Scanned just now"),
        "next": translate("Gate", "Scanned: waits for this car"),
        "two_codes": translate("Gate", "One code at a time, please"),
        "muted": translate("Gate", "A code stays in view: it is left out until it was gone"),
    }


def no_camera() -> tuple[str, str, str]:
    """When no camera is set up at all: what, why, what to do."""
    return (
        translate("Gate", "No camera here"),
        translate("Gate", "Codes can be typed or read with a hand scanner."),
        translate("Gate", "A technician can add a camera under Devices."),
    )
