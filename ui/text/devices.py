"""Words of the devices page: how a device is, how it is set up, what its settings should be."""

from __future__ import annotations

from datetime import datetime, timedelta

from PySide6.QtCore import QCoreApplication

from app.domain.gate import GateOutcome, GateStatus, OutcomeKind
from app.events import CameraChanged
from app.gates.port import Finding
from app.settings import CameraPart, GatePart
from ui.text import gate_problems, times
from ui.text.errors import error_words
from ui.text.people import plain
from ui.widgets.tone import Tone

translate = QCoreApplication.translate


def headings() -> dict[str, str]:
    """Over the groups and the parts of the page."""
    return {
        "cameras": translate("Devices", "Cameras"),
        "gates": translate("Devices", "Gates"),
        "found": translate("Devices", "Found on this network"),
        "answers": translate("Devices", "Answer time, last 24 hours"),
        "orders": translate("Devices", "Orders"),
        "check": translate("Devices", "Check"),
    }


def buttons(*, maintenance: bool) -> dict[str, str]:
    """On the buttons."""
    end, begin = translate("Devices", "End maintenance"), translate("Devices", "Maintenance")
    return {
        "pulse": translate("Devices", "Test pulse"),
        "check": translate("Devices", "Check settings"),
        "maintenance": end if maintenance else begin,
        "look": translate("Devices", "Find devices on this network"),
        "looking": translate("Devices", "Looking for devices…"),
    }


def barred() -> tuple[str, str]:
    """For those who may not see it: words, button."""
    return (
        translate("Devices", "Devices are for technicians. A technician can sign in here; the gate goes on."),
        translate("Devices", "Sign in as technician"),
    )


def camera_state(camera: CameraChanged) -> tuple[str, Tone]:
    """Under a camera's name."""
    if camera.problem is not None:
        return error_words(camera.problem)[0], Tone.DENIED
    if not camera.width:
        return translate("Devices", "no picture yet"), Tone.WARN
    return translate("Devices", "{fps} fps · {width}×{height}").format(
        fps=f"{camera.fps:.1f}", width=camera.width, height=camera.height
    ), Tone.GRANTED


def gate_state(gate: GateStatus, now: datetime) -> tuple[str, Tone]:
    """Under a gate's name."""
    if not gate.reachable:
        silent = times.span(max(now - gate.since, timedelta(0)))
        wrong = gate_problems.words(gate.problem) if gate.problem not in ("unreachable", "no_answer") else None
        if wrong is not None:
            return wrong[0], Tone.DENIED
        return translate("Devices", "no answer for {span}").format(span=silent), Tone.DENIED
    if gate.maintenance:
        return translate("Devices", "in maintenance"), Tone.WARN
    parts = [plain(gate.model, 24)]
    if gate.answer_ms is not None:
        parts.append(times.tight(translate("Devices", "{ms} ms").format(ms=gate.answer_ms)))
    return " · ".join(part for part in parts if part) or translate("Devices", "answers"), Tone.GRANTED


def gate_settings(
    part: GatePart, cameras: tuple[CameraPart, ...], gate: GateStatus, cloud_problem: str
) -> tuple[tuple[str, str], ...]:
    """Six settings of a gate: captions and values."""
    pulse = translate("Devices", "Pulse · {seconds} s, ended by the relay itself").format(seconds=f"{part.pulse_s:g}")
    kinds = {
        "open_only": translate("Devices", "Only ever opens"),
        "step_by_step": translate("Devices", "Step by step"),
    }
    if part.reed_input is None:
        reed = translate("Devices", "No contact: the position is not known")
    elif part.reed_on_is_closed:
        reed = translate("Devices", "Input {n} · closed when on").format(n=part.reed_input)
    else:
        reed = translate("Devices", "Input {n} · closed when off").format(n=part.reed_input)
    looked_at = [plain(camera.name, 30) for camera in cameras if camera.gate == part.id]
    if gate.automatic:
        opens = translate("Devices", "By itself, after an admitting verdict")
    elif part.automatic:
        opens = translate("Devices", "By the guard: its check is not green")
    else:
        opens = translate("Devices", "By the guard")
    travels = translate("Devices", "{seconds} s").format(seconds=f"{part.travel_s:g}")
    return (
        (translate("Devices", "Opens with"), pulse),
        (translate("Devices", "Its controller"), f"{kinds[part.input_kind]} · {travels}"),
        (translate("Devices", "Gate position"), reed),
        (translate("Devices", "Entry opens it"), opens),
        (translate("Devices", "Second path"), second_path(cloud_problem)),
        (translate("Devices", "Camera"), ", ".join(looked_at) or translate("Devices", "none looks at it")),
    )


def second_path(problem: str) -> str:
    """How the way through the cloud is."""
    known = {
        "": translate("Devices", "Through the cloud · ready"),
        "not_wired": translate("Devices", "None"),
        "starting": translate("Devices", "Through the cloud · being asked"),
    }
    if problem in known:
        return known[problem]
    wrong = gate_problems.words(problem)
    return wrong[0] if wrong is not None else problem


def more(*, cloud: bool, automatic: bool, camera: bool) -> tuple[str, tuple[tuple[str, str], ...]]:
    """The button with what a technician seldom does, and its choices."""
    words = translate("Devices", "More…")
    take_out = ("take_out", translate("Devices", "Take it out…"))
    if camera:
        pair = ("pair", translate("Devices", "Pair with a gate…"))
        return words, (pair, ("move", translate("Devices", "Another address…")), take_out)
    by_itself = (
        translate("Devices", "Opens by the guard only") if automatic else translate("Devices", "Let it open by itself…")
    )
    choices = [("blink", translate("Devices", "Let its light blink"))]
    choices += [("automatic", by_itself), ("password", translate("Devices", "The relay's password…"))]
    choices.append(("cloud", translate("Devices", "Second path through the cloud…")))
    if cloud:
        choices.append(("test_cloud", translate("Devices", "Test the second path")))
        choices.append(("leave_cloud", translate("Devices", "No second path any more")))
    choices += [("move", translate("Devices", "Another relay or address…")), take_out]
    return words, tuple(choices)


def add() -> tuple[str, tuple[tuple[str, str], ...]]:
    """The button that adds a device, and its choices."""
    choices = (("new_camera", translate("Devices", "A camera…")), ("new_gate", translate("Devices", "A gate…")))
    return translate("Devices", "Add…"), choices


def leaving() -> str:
    """Of a device that the next start will not have."""
    return translate("Devices", "until the next start")


def camera_settings(part: CameraPart, gates: tuple[GatePart, ...]) -> tuple[tuple[str, str], ...]:
    """Six settings of a camera."""
    gate = next((plain(one.name, 30) for one in gates if one.id == part.gate), translate("Devices", "the first gate"))
    way = translate("Devices", "Way in") if part.direction == "in" else translate("Devices", "Way out")
    yes, no = translate("Devices", "Yes"), translate("Devices", "No")
    turned = translate("Devices", "by {n}°").format(n=part.rotate) if part.rotate else no
    return (
        (translate("Devices", "Looks at"), f"{way} · {gate}"),
        (translate("Devices", "Reads codes"), yes if part.scans else no),
        (translate("Devices", "Address"), plain(part.address, 80)),
        (translate("Devices", "Turned"), turned),
        (translate("Devices", "Mirrored"), yes if part.mirror else no),
        (translate("Devices", "Code kinds"), ", ".join(part.formats)),
    )


def address(part: GatePart) -> str:
    """MAC and address, as printed on the relay and in the network."""
    return f"{part.mac.upper()} · {part.address.split('://')[-1]}"


def outcome(done: GateOutcome) -> tuple[str, Tone]:
    """What became of an order."""
    if done.kind is OutcomeKind.DONE:
        said = translate("Devices", "opened in {ms} ms").format(ms=done.took_ms)
        return said, Tone.GRANTED
    if done.kind is OutcomeKind.UNKNOWN:
        return translate("Devices", "not known: {detail}").format(detail=gate_problems.brief(done.detail)), Tone.WARN
    return translate("Devices", "not done: {detail}").format(detail=gate_problems.brief(done.detail)), Tone.DENIED


def cause(code: str) -> str:
    """Who wanted it."""
    return {
        "automatic": translate("Devices", "By the rules"),
        "key": translate("Devices", "On a verdict"),
        "override": translate("Devices", "By hand"),
    }[code]


def order_columns() -> tuple[str, str, str]:
    """The heads of the orders."""
    return translate("Devices", "Time"), translate("Devices", "Order"), translate("Devices", "Outcome")


def check_columns() -> tuple[str, str, str]:
    """The heads of the check."""
    return translate("Devices", "Point"), translate("Devices", "State"), translate("Devices", "Weight")


def no_orders() -> str:
    """In the place of the orders."""
    return translate("Devices", "No order since the program started.")


def check_hint(checking: bool) -> str:
    """In the place of the check."""
    if checking:
        return translate("Devices", "Asking the relay…")
    return translate("Devices", "“Check settings” asks the relay whether a gate may hang on it.")


def highest(ms: float) -> str:
    """What the top of the line stands for."""
    return translate("Devices", "up to {ms} ms").format(ms=round(ms))


def found_state(guarded: bool) -> str:
    """Under a relay that was found."""
    return translate("Devices", "has a password") if guarded else translate("Devices", "no password yet")


def nothing_found() -> str:
    """After a search without an answer."""
    return translate("Devices", "No relay answered. Are they on this network?")


def test_reason() -> str:
    """The reason that a test pulse is recorded with."""
    return translate("Devices", "Test by the technician")


def point(finding: Finding) -> str:
    """What a point of the check asks for."""
    return {
        "password": translate("Devices", "The relay has a password"),
        "input_detached": translate("Devices", "Its input does not switch its output"),
        "input_no_reset": translate("Devices", "Its input cannot reset it"),
        "access_point_off": translate("Devices", "Its own Wi-Fi is off"),
        "no_schedules": translate("Devices", "It has no schedules"),
        "no_webhooks": translate("Devices", "It has no webhooks"),
        "bluetooth_off": translate("Devices", "Bluetooth is off"),
        "scripts_off": translate("Devices", "No script runs on it"),
        "mqtt_off": translate("Devices", "MQTT is off"),
        "clock_set": translate("Devices", "Its clock follows a time server"),
        "firmware": translate("Devices", "Its firmware is a good one"),
        "off_after_power_loss": translate("Devices", "It stays off after a power cut"),
        "auto_off": translate("Devices", "It switches off by itself"),
        "reed_is_switch": translate("Devices", "The contact's input is a switch"),
        "cloud_off": translate("Devices", "The cloud is off"),
        "mode_relay": translate("Devices", "It works as a relay"),
    }.get(finding.code, finding.code.replace("_", " "))


def finding_state(finding: Finding) -> tuple[str, Tone]:
    """The pill of a point."""
    if finding.ok:
        return translate("Devices", "good"), Tone.GRANTED
    if finding.fixable:
        return translate("Devices", "choose to set right"), Tone.WARN
    return translate("Devices", "set it in the relay"), Tone.WARN if finding.weight == "advice" else Tone.DENIED


def weight(finding: Finding) -> str:
    """Whether automatic opening waits for it."""
    return translate("Devices", "advice") if finding.weight == "advice" else translate("Devices", "must")
