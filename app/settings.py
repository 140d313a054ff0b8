"""The settings of one console: a typed, strict TOML file. Secrets are not in it; they live in the store."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import msgspec

from app.errors import SettingsError

FILE = "settings.toml"

Name = Annotated[str, msgspec.Meta(min_length=1, max_length=80)]
Id = Annotated[str, msgspec.Meta(pattern=r"^[a-z0-9][a-z0-9_-]{0,39}$")]
Channel = Annotated[int, msgspec.Meta(ge=0, le=3)]
Side = Annotated[int, msgspec.Meta(ge=160, le=8192)]
Hours = Annotated[float, msgspec.Meta(gt=0, le=24 * 90)]
Days = Annotated[int, msgspec.Meta(ge=7, le=3650)]
"""Not fewer: what was confirmed in the last seven days is sent again to a central API that lost its memory."""

PermitHours = Annotated[float, msgspec.Meta(ge=1, le=24 * 90)]
AskMinutes = Annotated[float, msgspec.Meta(ge=0.5, le=60)]
Reasons = Annotated[
    tuple[Annotated[str, msgspec.Meta(min_length=1, max_length=32)], ...], msgspec.Meta(min_length=1, max_length=6)
]
Box = tuple[float, float, float, float]
Format = Literal[
    "QRCode", "MicroQRCode", "RMQRCode", "DataMatrix", "Aztec", "PDF417", "Code128", "Code93", "Code39", "EAN13",
    "EAN8", "UPCA", "UPCE",
]  # fmt: skip
"""Not ITF and not Codabar: short ones are misread."""
Spoken = Literal["es", "en", "pt"]
Themed = Literal["dark", "light", "high_contrast"]


class _Part(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A table of the file: unknown words are refused, so that a typo is never a silent default."""


class Site(_Part, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Where this console stands. `zone`: the site's time zone, which may not be the PC's."""

    name: Name
    post: Name = "Gatehouse"
    community_id: Annotated[str, msgspec.Meta(pattern=r"^[0-9a-fA-F-]{36}$")]
    device_id: Annotated[str, msgspec.Meta(pattern=r"^[0-9a-fA-F-]{36}$")]
    zone: str = "America/Guatemala"
    hosts: tuple[str, ...] = ("www.portun.app", "app.portun.app")


class Central(_Part, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The central API. `budget_ms`: how long a guard waits for it before the mirror's answer stands (design §4)."""

    url: Annotated[str, msgspec.Meta(pattern=r"^https?://[^\s/]+")]
    key: Annotated[str, msgspec.Meta(min_length=10)]
    budget_ms: Annotated[int, msgspec.Meta(ge=100, le=10_000)] = 700


class Screen(_Part, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What people see and hear."""

    language: Spoken = "es"
    theme: Themed = "dark"
    volume: Annotated[int, msgspec.Meta(ge=0, le=100)] = 70
    lock_after_min: Annotated[int, msgspec.Meta(ge=1, le=240)] = 15


class Policy(_Part, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What somebody chose of the rules; None: he leaves it to the site, and that to `app.choices.Choices`.

    `automatic_opening` False: no gate of this site opens by itself, whatever its own setting says.
    `locked_override`: what opening by hand asks for while nobody is signed in or the console is locked. `permit_h`: how
    long a permit lasts at most; `retention_days`: how long what was confirmed stays on this PC; `ask_host_min`: how
    long a question waits for its host; `panic`, `panic_gates`: what a call for help does at this console.
    """

    ask_if_inside: bool | None = None
    automatic_opening: bool | None = None
    locked_override: Literal["pin", "free"] | None = None
    max_age_h: Hours | None = None
    max_age_limited_h: Hours | None = None
    permit_h: PermitHours | None = None
    retention_days: Days | None = None
    ask_host_min: AskMinutes | None = None
    panic: Literal["silent", "loud"] | None = None
    panic_gates: Literal["nothing", "lock_down"] | None = None
    override_reasons: Reasons | None = None


class CameraPart(_Part, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One camera. `address`: http(s):// or rtsp:// without a password, `usb:NAME`, or a file's path.

    `crop` and the boxes of `mask` are left, top, right, bottom from 0 to 1. The password is in the store. `engines`:
    both by default, which measured best; `formats`: kinds of codes, each further one costs time on every frame.
    `size`, `fps`, `exposure`: asked of a driver that can. `face`: the camera whose picture after a scan shows the
    visitor, where this one sees only the phone.
    """

    id: Id
    name: Name
    address: Annotated[str, msgspec.Meta(min_length=3, max_length=500)]
    direction: Literal["in", "out"] = "in"
    gate: str = ""
    scans: bool = True
    face: str = ""
    rotate: Literal[0, 90, 180, 270] = 0
    mirror: bool = False
    crop: Box | None = None
    mask: tuple[Box, ...] = ()
    engines: Annotated[tuple[Literal["zxing", "zbar"], ...], msgspec.Meta(min_length=1)] = ("zxing", "zbar")
    formats: Annotated[tuple[Format, ...], msgspec.Meta(min_length=1)] = ("QRCode",)
    size: tuple[Side, Side] | None = None
    fps: Annotated[float, msgspec.Meta(ge=1, le=120)] | None = None
    exposure: float | None = None
    username: str = ""


class HandScanner(_Part, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Hand scanners. Those that type like a keyboard need nothing of this; `prefix`: what one is set up to send before
    each code. `port`: the serial port of one that has one (`COM3`, `/dev/ttyACM0`). `direction`: of all of them."""

    port: Annotated[str, msgspec.Meta(min_length=3, max_length=200)] | None = None
    baud: Literal[1200, 2400, 4800, 9600, 19200, 38400, 57600, 115200] = 9600
    direction: Literal["in", "out"] = "in"
    prefix: Annotated[str, msgspec.Meta(max_length=8)] = ""


class GatePart(_Part, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One gate and what drives it. A gate is bound to its device's MAC, never to its address. Times in seconds.

    `automatic`: may open by itself on an admitting verdict, once its commissioning check is green.
    `cloud`: may also be opened through the vendor's cloud; `cloud_id`: the device's id there, "" its MAC.
    """

    id: Id
    name: Name
    driver: Literal["shelly_gen1", "shelly_gen1_roller", "shelly_rpc", "shelly_rpc_cover"]
    address: Annotated[str, msgspec.Meta(pattern=r"^https?://[^\s/]+$")]
    mac: Annotated[str, msgspec.Meta(pattern=r"^[0-9A-Fa-f]{12}$")]
    channel: Channel = 0
    username: str = "admin"
    realm: str | None = None
    input_kind: Literal["open_only", "step_by_step"] = "step_by_step"
    pulse_s: Annotated[float, msgspec.Meta(ge=0.2, le=5)] = 1
    reed_input: Channel | None = None
    reed_on_is_closed: bool = True
    travel_s: Annotated[float, msgspec.Meta(ge=1, le=120)] = 15
    stays_open_s: Annotated[float, msgspec.Meta(ge=0, le=3600)] | None = None
    left_open_after_s: Annotated[float, msgspec.Meta(ge=5, le=7200)] = 120
    cooldown_s: Annotated[float, msgspec.Meta(ge=0.5, le=60)] = 2
    free_exit: bool = False
    close_channel: Channel | None = None
    stop_channel: Channel | None = None
    hold_channel: Channel | None = None
    only_console_opens: bool = True
    accepted: tuple[str, ...] = ()
    automatic: bool = False
    cloud: bool = False
    cloud_id: Annotated[str, msgspec.Meta(pattern=r"^[0-9a-f]{0,16}$")] = ""


class CloudPart(_Part, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The vendor's cloud as second path to the relays: one account for all gates. Its key is in the store.

    `host`: as the vendor's app shows it, with https:// in front (http:// only for this very PC).
    """

    host: Annotated[str, msgspec.Meta(pattern=r"^(https://[A-Za-z0-9.-]+(:\d+)?|http://(127\.0\.0\.1|localhost):\d+)$")]


class CrashReports(_Part, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Where bugs of this console are told, by the Sentry protocol; "" nowhere. `dsn`: as that server shows it, https://
    (http:// only for this very PC). `keep_days`: how long a report waits for the server."""

    dsn: Annotated[
        str,
        msgspec.Meta(
            pattern=r"^((https://[0-9A-Za-z]+@[A-Za-z0-9.-]+(:\d+)?|http://[0-9A-Za-z]+@(127\.0\.0\.1|localhost):\d+)(/[\w.-]+)*/\d+)?$"
        ),
    ] = ""
    keep_days: Annotated[int, msgspec.Meta(ge=1, le=90)] = 14


class Settings(_Part, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The whole file."""

    site: Site
    central: Central
    screen: Screen = msgspec.field(default_factory=Screen)
    policy: Policy = msgspec.field(default_factory=Policy)
    crash_reports: CrashReports = msgspec.field(default_factory=CrashReports)
    cloud: CloudPart | None = None
    hand_scanner: HandScanner = msgspec.field(default_factory=HandScanner)
    cameras: tuple[CameraPart, ...] = ()
    gates: tuple[GatePart, ...] = ()


def load(folder: Path) -> Settings:
    """Read `settings.toml` of a profile. SettingsError names the line, what stands there and what is allowed."""
    path = folder / FILE
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise SettingsError(
            "settings_missing",
            "This PC is not set up yet",
            f"There is no {FILE} in {folder}.",
            "Start the set-up, or copy the file back from a backup.",
        ) from None
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(
            "settings_unreadable", "The settings cannot be read", f"{path}: {error}", "Restore the file from a backup."
        ) from error
    return parse(text)


def parse(text: str) -> Settings:
    """Take settings from TOML text."""
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise _wrong(f"{FILE} is not TOML: {error}.", "Correct that line; text stands in double quotes.") from error
    try:
        settings = msgspec.convert(tables, Settings)
    except msgspec.ValidationError as error:
        raise _explained(text, str(error)) from error
    _check_across(text, settings)
    return settings


def dump(settings: Settings) -> str:
    """Settings as TOML text that `parse` takes back."""
    tables = msgspec.to_builtins(settings)
    lines: list[str] = []
    for name, table in tables.items():
        if table is None:
            continue
        for part in table if isinstance(table, list | tuple) else [table]:
            lines.append(f"[[{name}]]" if isinstance(table, list | tuple) else f"[{name}]")
            lines += [f"{key} = {toml_of(value)}" for key, value in part.items() if value is not None]
            lines.append("")
    return "\n".join(lines)


def toml_of(value: object) -> str:
    """One value as TOML writes it."""
    # A JSON string, number, boolean or array of strings is TOML as it stands.
    return msgspec.json.encode(value).decode().replace("\x7f", "\\u007f")


def _check_across(text: str, settings: Settings) -> None:
    try:
        ZoneInfo(settings.site.zone)
    except (KeyError, ValueError, OSError) as error:
        line = _line_of(text, "site", 0, "zone")
        raise _wrong(
            f"Line {line}: there is no time zone {settings.site.zone!r}.", "Name it like America/Guatemala."
        ) from error
    gates = [gate.id for gate in settings.gates]
    for table, parts, own in (
        ("cameras", settings.cameras, ("id", "name", "address")),
        ("gates", settings.gates, ("id", "name")),  # a relay of several channels is several gates
    ):
        for key in own:
            values = [getattr(part, key) for part in parts]
            folded = [value.casefold() if key == "name" else value for value in values]
            for number, one in enumerate(folded):
                if one in folded[:number]:
                    line = _line_of(text, table, number, key)
                    raise _wrong(
                        f"Line {line}: two {table} have the {key} {values[number]!r}.", f"Give each its own {key}."
                    )
    for number, camera in enumerate(settings.cameras):
        if camera.gate and camera.gate not in gates:
            line = _line_of(text, "cameras", number, "gate")
            raise _wrong(
                f"Line {line}: camera {camera.id!r} names the gate {camera.gate!r}, which is not there.",
                f"Gates here: {', '.join(gates) or 'none'}.",
            )
        there = [one.id for one in settings.cameras]
        if camera.face and camera.face not in there:
            line = _line_of(text, "cameras", number, "face")
            raise _wrong(
                f"Line {line}: camera {camera.id!r} takes faces from the camera {camera.face!r}, which is not there.",
                f"Cameras here: {', '.join(there)}.",
            )
        _check_camera(text, number, camera)

    if settings.cloud is None:
        for number, gate in enumerate(settings.gates):
            if gate.cloud:
                line = _line_of(text, "gates", number, "cloud")
                raise _wrong(
                    f"Line {line}: gate {gate.id!r} opens through the cloud, but there is no [cloud] with its host.",
                    "Add the table, or set cloud = false.",
                )


def _check_camera(text: str, number: int, camera: CameraPart) -> None:
    def wrong(key: str, message: str, next_step: str) -> SettingsError:
        return _wrong(f"Line {_line_of(text, 'cameras', number, key)}: {message}", next_step)

    if "@" in urlsplit(camera.address).netloc:
        raise wrong(
            "address", "user name and password do not belong into an address.", "The password is kept in the store."
        )
    if "zxing" not in camera.engines:
        raise wrong("engines", "zbar alone reads too little.", 'Write ["zxing", "zbar"] or ["zxing"].')
    for key, boxes in (("crop", (camera.crop,) if camera.crop else ()), ("mask", camera.mask)):
        for left, top, right, bottom in boxes:
            if not (0 <= left < right <= 1 and 0 <= top < bottom <= 1):
                raise wrong(
                    key, f"{[left, top, right, bottom]} is no part of a picture.", "Left, top, right, bottom: 0–1."
                )


def _explained(text: str, message: str) -> SettingsError:
    """msgspec's message with the line number in front. It reads like "… - at `$.gates[0].channel`"."""
    what, _, path = message.partition(" - at `$")
    path = path.rstrip("`")
    keys = re.findall(r"\.(\w+)", path)
    index = re.search(r"\[(\d+)\]", path)
    unknown = re.search(r"unknown field `(.+?)`", what)
    if unknown:
        keys.append(unknown.group(1))
    table = keys[0] if keys else ""
    key = keys[1] if len(keys) > 1 else ""
    line = _line_of(text, table, int(index.group(1)) if index else 0, key)
    return _wrong(f"Line {line}: {what} ({'.'.join(keys) or 'the file'}).", _allowed(table, unknown is not None))


def _allowed(table: str, unknown: bool) -> str:
    parts: dict[str, type[_Part]] = {
        "site": Site,
        "central": Central,
        "screen": Screen,
        "policy": Policy,
        "crash_reports": CrashReports,
        "cloud": CloudPart,
        "hand_scanner": HandScanner,
        "cameras": CameraPart,
        "gates": GatePart,
    }
    part = parts.get(table)
    if part is None:
        return f"Allowed tables: {', '.join(parts)}."
    if unknown:
        return f"Allowed in [{table}]: {', '.join(part.__struct_fields__)}."
    return "Correct that line; the README lists what each setting takes."


def _line_of(text: str, table: str, index: int, key: str) -> int:
    """The line (from 1) where `key` of the index-th `table` stands; else the table's; else 1."""
    seen, found = -1, 1
    for number, line in enumerate(text.splitlines(), start=1):
        stripped = line.strip()
        if header := re.match(r"\[{1,2}\s*([\w.]+)\s*\]{1,2}", stripped):
            if header.group(1) == table:
                seen += 1
                if seen == index:
                    found = number
            elif seen >= index:
                break
            if seen > index:
                break
        elif seen == index and key and re.match(rf"{re.escape(key)}\s*=", stripped):
            return number
    return found


def _wrong(message: str, next_step: str) -> SettingsError:
    return SettingsError("settings_wrong", "A setting cannot be taken", message, next_step)
