"""How far the first start has come: a small file beside the settings, gone when the gatehouse is set up."""

from __future__ import annotations

import contextlib
import json
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from app.domain.gate import GateOutcome
from app.errors import KnownError
from app.gates.port import Finding as GatePoint
from app.settings import FILE, Settings, load

NAME = "set-up.json"

LANGUAGES = ("es", "en", "pt")
STEPS = ("language", "central", "recovery", "cameras", "gates")


LETTER = "letter"
"""The camera that reads the letter's code, for as long as it does."""


def enrolment_line(text: str) -> tuple[str, str, str] | None:
    """Address, key and code out of the letter's one line, `https://…/#key=…&code=…`; None if it is no such line."""
    address, mark, rest = text.strip().partition("#")
    parts = dict(part.partition("=")[::2] for part in rest.split("&"))
    if not mark or not parts.get("key") or not parts.get("code"):
        return None
    return address.rstrip("/"), unquote(parts["key"]), unquote(parts["code"])


@dataclass(frozen=True, slots=True)
class CameraLine:
    """A camera that was added; `problem` None: its first picture came."""

    camera_id: str
    name: str
    address: str
    problem: KnownError | None = None


@dataclass(frozen=True, slots=True)
class GateLine:
    """A gate that was added, its check, and what became of its test."""

    gate_id: str
    name: str
    address: str
    points: tuple[GatePoint, ...] = ()
    tested: GateOutcome | None = None


@dataclass(frozen=True, slots=True)
class Kept:
    """How far an earlier run came, and what stands in the settings since."""

    step: str = ""
    language: str = "es"
    site_name: str = ""
    address: str = ""
    key: str = ""
    cameras: tuple[CameraLine, ...] = ()
    gates: tuple[GateLine, ...] = ()


@dataclass(frozen=True, slots=True)
class _Said:
    step: str = STEPS[0]
    language: str = LANGUAGES[0]
    recovery: bool = False


class Progress:
    """Reads and writes the file. Nothing in it is secret, and nothing in it is trusted further than it holds."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._said = _read(folder / NAME)

    @property
    def language(self) -> str:
        """As chosen in the first step."""
        return self._said.language

    @property
    def recovery(self) -> bool:
        """Whether the recovery key was read back, or the site's public part was taken."""
        return self._said.recovery

    def note(self, **changes: Any) -> None:
        """Keep a step. A disk that takes nothing more is told of by the next thing that must be kept."""
        self._said = replace(self._said, **changes)
        self._folder.mkdir(parents=True, exist_ok=True)
        with contextlib.suppress(OSError):
            (self._folder / NAME).write_text(json.dumps(asdict(self._said)), encoding="utf-8")

    def done(self) -> None:
        """The gatehouse is set up."""
        (self._folder / NAME).unlink(missing_ok=True)

    def kept(self) -> Kept:
        """What holds: nobody is led past a step whose result is not there."""
        settings = settings_in(self._folder)
        if settings is None:
            step = self._said.step if self._said.step in STEPS[:2] else STEPS[1]
            return Kept(step, self._said.language)
        step = self._said.step if self._said.recovery else STEPS[2]
        return Kept(
            step if step in STEPS else STEPS[2],
            self._said.language,
            settings.site.name,
            settings.central.url,
            settings.central.key,
            tuple(CameraLine(one.id, one.name, one.address) for one in settings.cameras),
            tuple(GateLine(one.id, one.name, one.address) for one in settings.gates),
        )


def settings_in(folder: Path) -> Settings | None:
    """The settings, as far as there are any. Settings that are wrong are not taken for none: SettingsError."""
    return load(folder) if (folder / FILE).exists() else None


def is_set_up(folder: Path) -> bool:
    """Whether a console can start here. A profile whose first start was left goes on with it."""
    return (folder / FILE).exists() and not (folder / NAME).exists()


def _read(path: Path) -> _Said:
    try:
        said = json.loads(path.read_text(encoding="utf-8"))
        return _Said(str(said["step"]), str(said["language"]), said["recovery"] is True)
    except (OSError, ValueError, KeyError, TypeError):
        return _Said()
