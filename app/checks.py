"""The self-test's lines about a site, made of readings. The command line and the console's own page share them."""

from __future__ import annotations

from datetime import datetime, timedelta
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from app.clock import TrustedTime
from app.devices.serial_scanner import serial_ports
from app.domain.gate import GateStatus
from app.errors import KnownError
from app.events import CameraChanged, Link, LinkChanged
from app.ops import doctor as pc
from app.ops.doctor import Finding, State
from app.release import release
from app.store import keyfile

LINES = (
    "versions", "disk_space", "disk_encryption", "memory", "log_folder", "account", "settings", "time_zone", "engines",
    "keyring", "store", "queue", "mirror", "permit", "dns", "proxy", "tls", "central", "clock", "realtime",
)  # fmt: skip
"""Every site has these; cameras and gates come with a line each ("camera ID", "gate ID", "cloud ID"), and so does a
hand scanner on a serial port."""

STALE_AFTER = timedelta(hours=1)
"""A mirror older than this, on a PC that can reach the central API, has stopped following it."""

WAITS_LONG = timedelta(hours=1)
SLOW_FPS = 10.0
PARTS = ("PySide6", "zxing-cpp", "opencv-python-headless", "SQLAlchemy", "cryptography", "httpx")


def versions() -> Finding:
    """What runs here, down to the parts that support asks about."""
    parts = []
    for name in PARTS:
        try:
            parts.append((name, version(name)))
        except PackageNotFoundError:
            continue
    return pc.versions(release().version, release().build, parts=parts)


def engines() -> Finding:
    """What can read codes on this PC, tried on a known one. Blocks for the moment that the second engine needs."""
    from app.devices.engines import engines as readers  # with NumPy, for which no start waits

    broken = [engine.name for engine in readers() if engine.problem is not None]
    if "zxing-cpp" in broken:
        return Finding("engines", State.FAIL, "zxing-cpp does not read a plain code", "Install the console anew.")
    if broken:
        step = "Install libzbar0: codes that the first engine cannot read stay unread."
        return Finding("engines", State.WARN, "zxing-cpp; no zbar", step)
    return Finding("engines", State.OK, "zxing-cpp, zbar")


def hand_scanner(port: str) -> Finding:
    """Whether the serial port of the hand scanner is there."""
    there = [name for name, _ in serial_ports()]
    if port in there or Path(port).exists():
        return Finding("hand_scanner", State.OK, f"{port} is there")
    evidence = f"{port} is not there; ports of this PC: {', '.join(there) or 'none'}"
    return Finding("hand_scanner", State.WARN, evidence, "Plug the scanner in, or correct its port in the settings.")


def keyring(store: Path) -> Finding:
    """How the store's key is kept; whether that opens it is the next line's business."""
    try:
        kept = keyfile.read(store)
    except KnownError as error:
        return known("keyring", error)
    if kept is None:
        return Finding("keyring", State.FAIL, "there is no key file", "Set up this console, or restore a backup.")
    wrap = kept.of_kind(keyfile.KEYRING)
    if wrap is not None:
        return Finding("keyring", State.OK, f"the key is in {str(wrap['backend']).removeprefix('keyring.backends.')}")
    if kept.of_kind(keyfile.PASSPHRASE) is not None:
        return Finding("keyring", State.OK, "opened by a passphrase, which whoever starts the program gives")
    return Finding("keyring", State.FAIL, "only the recovery key opens the store", "Use the recovery key of this site.")


def queue(waiting: int, aside: int, oldest: datetime | None, now: datetime) -> Finding:
    """What the central API has not confirmed. `oldest`: since when the longest waits."""
    age = now - oldest if oldest is not None else timedelta()
    evidence = f"{waiting} entries wait, {aside} in quarantine"
    if waiting:
        evidence += f"; the oldest for {lasting(age)}"
    if aside:
        return Finding("queue", State.WARN, evidence, "A supervisor looks at them under Review.")
    if waiting and age > WAITS_LONG:
        return Finding("queue", State.WARN, evidence, "Look at the line to the central API.")
    return Finding("queue", State.OK, evidence)


def mirror(as_of: datetime | None, now: datetime) -> Finding:
    """How old the saved passes are."""
    if as_of is None:
        return Finding("mirror", State.WARN, "no pass was ever loaded", "Sign in while the central API is there.")
    age = now - as_of
    if age > STALE_AFTER:
        return Finding("mirror", State.WARN, f"passes as of {lasting(age)} ago", "Look at the line to the central API.")
    return Finding("mirror", State.OK, f"passes as of {lasting(age)} ago")


def permit(until: datetime | None, now: datetime, *, enrolled: bool) -> Finding:
    """Until when whoever is on duty may work without a line."""
    if not enrolled:
        return Finding("permit", State.WARN, "this PC was not enrolled", "Enrol it with a code from a supervisor.")
    if until is None:
        step = "Sign in while the central API is there: the permit comes by itself."
        return Finding("permit", State.WARN, "nobody on duty has one", step)
    if until <= now:
        return Finding("permit", State.FAIL, "it has ended", "Sign in while the central API is there.")
    return Finding("permit", State.OK, f"holds for another {lasting(until - now)}")


def clock(time: TrustedTime) -> Finding:
    """The PC's clock against the central API's."""
    offset_ms = time.now().offset_ms
    if offset_ms is None:
        return Finding("clock", State.WARN, "the central API did not tell the time", "Compare the PC's clock by hand.")
    evidence = f"{offset_ms / 1000:+.1f} s to the central API"
    if time.wall_is_off():
        return Finding("clock", State.FAIL, evidence, "Set the PC's clock, or switch its time service on.")
    return Finding("clock", State.OK, evidence)


def realtime(live: bool | None, link: LinkChanged | None) -> Finding:
    """The channel that tells of changes at once. None: known only while the console runs."""
    if live is None:
        return Finding("realtime", State.OK, "known only while the console runs")
    if live:
        return Finding("realtime", State.OK, "changes arrive within seconds")
    if link is not None and link.link is not Link.ONLINE:
        return Finding("realtime", State.WARN, "away, as the central API is", "Look at the line to the central API.")
    step = "Nothing is lost: passes are asked for every minute. Ask whether the network lets websockets through."
    return Finding("realtime", State.WARN, "the channel is not open", step)


def camera(state: CameraChanged) -> Finding:
    """A camera of a running console."""
    name = f"camera {state.camera_id}"
    if state.problem is not None:
        return known(name, state.problem)
    if not state.width:
        return Finding(name, State.WARN, f"{state.name}: no picture yet", "Wait a minute; then look at its power.")
    evidence = f"{state.name}: {state.width}×{state.height}, {state.fps:.1f} pictures a second"
    if 0 < state.fps < SLOW_FPS:
        return Finding(name, State.WARN, evidence, "Give the camera more light or a better line: codes need pictures.")
    return Finding(name, State.OK, evidence)


def gate(status: GateStatus, typical_ms: int | None) -> Finding:
    """A gate of a running console."""
    name = f"gate {status.gate_id}"
    if not status.reachable:
        step = "Look at the relay's power and network. Open with the physical key switch meanwhile."
        return Finding(name, State.FAIL, f"{status.name}: no answer ({status.problem or 'unreachable'})", step)
    took = f", answers in {typical_ms} ms" if typical_ms is not None else ""
    if status.problem:
        return Finding(name, State.WARN, f"{status.name}: {status.problem}{took}", "Look at it under Devices.")
    return Finding(name, State.OK, f"{status.name}: {status.position.value}{took}")


def cloud(gate_id: str, problem: str) -> Finding:
    """The second path of a gate; `problem` as the actuator says it."""
    name = f"cloud {gate_id}"
    if problem == "not_wired":
        return Finding(name, State.OK, "no second path is set up")
    if problem:
        step = "The local path is not affected. Look at it under Devices."
        return Finding(name, State.WARN, f"the second path does not work: {problem}", step)
    return Finding(name, State.OK, "the second path is there")


def known(name: str, error: KnownError) -> Finding:
    """A condition of the world as a line."""
    return Finding(name, State.FAIL, f"{error.title}. {error.message}", error.next_step)


def lasting(age: timedelta) -> str:
    """For people: the largest unit that says enough."""
    seconds = max(0, round(age.total_seconds()))
    for size, unit in ((86_400, "days"), (3_600, "hours"), (60, "minutes")):
        if seconds >= 2 * size:
            return f"{seconds // size} {unit}"
    return f"{seconds} seconds"
