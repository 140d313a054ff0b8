"""Updates: what a signed manifest offers to this console, and when people may be asked.

Who trusts what. The program carries one public key. A later key counts when the one before has endorsed it; from
then on the older one no longer does (`Trust.key`). A manifest that is older than the newest one seen is refused, so
that nobody can hold a console back with yesterday's. What is taken over is kept by the caller.

Where things lie. What the console downloads is never executed from where it lies: that folder belongs to the user,
and whoever can write there could swap the file after it was checked. The elevated installer copies it into a folder
that users cannot write, checks the hash of *that copy* (`app.ops.update_download.taken_over`) and starts that one.
Where a package manager installed the console, nothing is downloaded at all: it only points there.
"""

from __future__ import annotations

import platform
import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Annotated

import msgspec

from app.errors import UpdateError
from app.ops.signed import Flaw, NotTrusted, open_signed

KIND = "update"
SCHEMA = 1

AHEAD = timedelta(days=1)
"""A manifest from further in the future means that a clock is wrong: ours, or the one that signed."""

_LARGEST_FILE = 2**31

_VERSION = r"^(0|[1-9]\d{0,4})\.(0|[1-9]\d{0,4})\.(0|[1-9]\d{0,4})$"
_Version = Annotated[str, msgspec.Meta(pattern=_VERSION)]
_Moment = Annotated[datetime, msgspec.Meta(tz=True)]


class OfferedFile(msgspec.Struct, frozen=True):
    """One installer. `sha256` in lower-case hexadecimal, `size` in bytes."""

    name: Annotated[str, msgspec.Meta(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{0,119}$")]
    url: Annotated[str, msgspec.Meta(pattern=r"^https://[^\s/@]+/\S*$", max_length=2000)]
    size: Annotated[int, msgspec.Meta(gt=0, lt=_LARGEST_FILE)]
    sha256: Annotated[str, msgspec.Meta(pattern=r"^[0-9a-f]{64}$")]


class Manifest(msgspec.Struct, frozen=True):
    """What is signed. `files` by platform; `minimum_version`: the oldest one that this update can be put upon."""

    schema: int
    version: _Version
    build: str
    minimum_version: _Version
    released_at: _Moment
    expires_at: _Moment
    files: dict[str, OfferedFile]
    notes: dict[str, str] = {}
    """By language: a few words for people."""


@dataclass(frozen=True, slots=True)
class Trust:
    """What this console goes by: the key (32 raw bytes), and the release of the newest manifest it has seen."""

    key: bytes
    newest: datetime | None = None


@dataclass(frozen=True, slots=True)
class UpdateOffer:
    """A newer version for this system."""

    version: str
    build: str
    file: OfferedFile
    released_at: datetime
    expires_at: datetime
    notes: dict[str, str]


@dataclass(frozen=True, slots=True)
class Checked:
    """A good manifest: what it offers (None: this console is up to date), and what to trust from now on."""

    offer: UpdateOffer | None
    trust: Trust


def verify(raw: bytes, *, trust: Trust, running: str, system: str, now: datetime) -> Checked:
    """Judge a manifest. `running`: this version; `system` as in `this_system()`; `now`: trusted time.

    Raises UpdateError: update_unreadable, update_tampered, update_unknown_key, update_newer_format, update_clock,
    update_expired, update_replayed, update_older, update_step, update_platform.
    """
    try:
        opened = open_signed(KIND, raw, {trust.key})
    except NotTrusted as problem:
        raise _flawed(problem.flaw) from problem
    manifest = _manifest(opened.body)
    if manifest.released_at > now + AHEAD:
        raise _error("update_clock", "The manifest is from the future.", "Check this PC's date.")
    if manifest.expires_at <= now:
        raise _error("update_expired", "The manifest has expired.", "It is renewed by itself; if not, tell support.")
    if trust.newest is not None and manifest.released_at < trust.newest:
        raise _error("update_replayed", "An older manifest was served than before.", "Tell the technician.")
    after = Trust(opened.key, manifest.released_at)
    newer, older = ordered(manifest.version), ordered(running)
    if newer < older:
        raise _error(
            "update_older",
            f"Version {manifest.version} was offered, which is older than this one ({running}).",
            "Nothing was changed. Tell the technician.",
        )
    if newer == older:
        return Checked(None, after)
    if older < ordered(manifest.minimum_version):
        raise _error(
            "update_step",
            f"Version {manifest.version} cannot be put upon {running}.",
            f"Install version {manifest.minimum_version} first.",
        )
    if system not in manifest.files:
        raise _error(
            "update_platform",
            f"Version {manifest.version} is not there for {system}.",
            "Nothing was changed; this version goes on working.",
        )
    offer = UpdateOffer(
        manifest.version,
        manifest.build,
        manifest.files[system],
        manifest.released_at,
        manifest.expires_at,
        manifest.notes,
    )
    return Checked(offer, after)


class Hold(StrEnum):
    """Why an update is not offered right now."""

    CASE_OPEN = "case_open"
    WAITING_ENTRIES = "waiting_entries"
    SHIFT_OPEN = "shift_open"


def hold(*, waiting_entries: int, case_open: bool, shift_open: bool, consent: bool) -> Hold | None:
    """What an update must wait for; None: it may be offered.

    `consent`: the guard of the open shift said yes. Nobody can consent to losing sight of a car at the gate or of
    entries that only this PC knows.
    """
    if case_open:
        return Hold.CASE_OPEN
    if waiting_entries > 0:
        return Hold.WAITING_ENTRIES
    if shift_open and not consent:
        return Hold.SHIFT_OPEN
    return None


def this_system() -> str:
    """The name of this system in a manifest: windows-x86_64, macos-arm64, linux-x86_64 …"""
    system = {"Darwin": "macos"}.get(platform.system(), platform.system().lower())
    machine = platform.machine().lower()
    return f"{system}-{ {'amd64': 'x86_64', 'aarch64': 'arm64'}.get(machine, machine) }"


def ordered(version: str) -> tuple[int, ...]:
    """A version as numbers that compare. ValueError for anything but three numbers."""
    if not re.fullmatch(_VERSION, version):
        raise ValueError(f"{version!r} is no version")
    return tuple(int(part) for part in version.split("."))


def _manifest(body: bytes) -> Manifest:
    """The body of a file whose signature holds: what is wrong with it now is a newer format or our own mistake."""
    try:
        schema = msgspec.json.decode(body, type=dict[str, msgspec.Raw]).get("schema", msgspec.Raw(b"0"))
        if int(bytes(schema)) > SCHEMA:
            raise _flawed(Flaw.NEWER_FORMAT)
        return msgspec.json.decode(body, type=Manifest)
    except (ValueError, RecursionError) as error:
        raise _flawed(Flaw.UNREADABLE) from error


def _flawed(flaw: Flaw) -> UpdateError:
    words = {
        Flaw.UNREADABLE: ("The manifest cannot be read.", "It is asked again later; if this stays, tell support."),
        Flaw.TAMPERED: ("The manifest was changed after it was signed.", "Nothing was taken. Tell the technician."),
        Flaw.UNKNOWN_KEY: (
            "The manifest is signed with a key that this console does not know.",
            "Nothing was taken. If this stays, install the newest version by hand.",
        ),
        Flaw.NEWER_FORMAT: (
            "The manifest is of a newer kind than this version can read.",
            "Install the newest version by hand.",
        ),
    }
    return _error(f"update_{flaw.value}", *words[flaw])


def _error(code: str, message: str, next_step: str) -> UpdateError:
    return UpdateError(code, "The update is not taken", message, next_step)
