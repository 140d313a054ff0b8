"""The bundle that a technician sends to support: logs, findings, settings and figures, with nobody's data in it."""

from __future__ import annotations

import json
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from app.ops.blacken import Blackener
from app.ops.doctor import Finding, as_json
from app.ops.files import written_whole

LOG_NAME = re.compile(r"gatehouse\.log(\.\d+)?")
LONGEST_LINE = 64_000
"""Characters of one line of a log; a traceback of many causes is shorter."""

_SECRET = re.compile(r"key|pass|secret|token|pin\b|recovery|credential|user|dsn", re.IGNORECASE)

_ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})")
"""A letter in a JSON line that was cut off: without reading it, a name would not be seen in it."""

_ABOUT = """\
Diagnostics of a Portun Gatehouse console, made {at}.

doctor.json     the self-test
versions.json   what runs here
settings.json   the settings, without keys and passwords
metrics.txt     times and counters (OpenMetrics)
logs/           the program's log, one JSON object a line

Names, houses, plates, documents, codes and tokens were removed: <personal>, <token>, <digits> and the like stand
in their place. Look through it before you send it.
"""


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """What goes in. `settings`: plain tables as in the file; `metrics`: OpenMetrics text."""

    log_folder: Path
    findings: Sequence[Finding]
    versions: Mapping[str, str]
    settings: Mapping[str, Any]
    metrics: str


def write_bundle(target: Path, diagnosis: Diagnosis, *, personal: Iterable[str], now: datetime) -> int:
    """Write the zip and return its size in bytes. Reads and blackens megabytes: use a thread. Raises ExportError.

    `personal`: values that must not be in it, as this console knows them (names, houses, plates, codes, people who
    signed in …). What has the shape of a secret is removed without being known.
    """
    black = Blackener([*personal, Path.home().name])
    with written_whole(target) as beside:
        with zipfile.ZipFile(beside, "w", zipfile.ZIP_DEFLATED) as bundle:
            bundle.writestr("about.txt", _ABOUT.format(at=now.isoformat(timespec="seconds")))
            bundle.writestr("doctor.json", _blackened_json(json.loads(as_json(diagnosis.findings)), black))
            bundle.writestr("versions.json", _blackened_json(dict(diagnosis.versions), black))
            bundle.writestr("settings.json", _blackened_json(without_secrets(diagnosis.settings), black))
            bundle.writestr("metrics.txt", black.text(diagnosis.metrics))
            for log in sorted(diagnosis.log_folder.iterdir()) if diagnosis.log_folder.is_dir() else ():
                if LOG_NAME.fullmatch(log.name):
                    with bundle.open(f"logs/{log.name}", "w") as stream:
                        stream.writelines(line.encode(errors="replace") for line in _log_lines(log, black))
        return beside.stat().st_size


def without_secrets(value: Any, name: str = "") -> Any:
    """Settings with every value hidden whose name says that it is a secret; the shape stays."""
    if isinstance(value, Mapping):
        return {str(key): without_secrets(one, str(key)) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [without_secrets(one, name) for one in value]
    if _SECRET.search(name) and value not in ("", None):
        return "<hidden>"
    return value


def _log_lines(log: Path, black: Blackener) -> Iterator[str]:
    """Line by line; a line that was cut off or is of another program is blackened as plain text."""
    with log.open(encoding="utf-8", errors="replace") as stream:
        while line := stream.readline(LONGEST_LINE):
            try:
                entry = json.loads(line)
            except ValueError:
                yield black.text(_ESCAPE.sub(lambda found: chr(int(found[1], 16)), line.rstrip("\n"))) + "\n"
            else:
                yield json.dumps(_blackened(entry, black), ensure_ascii=False) + "\n"


def _blackened_json(value: object, black: Blackener) -> bytes:
    return json.dumps(_blackened(value, black), ensure_ascii=False, indent=2).encode(errors="replace")


def _blackened(value: Any, black: Blackener) -> Any:
    """Every text inside, keys too. A moment stays as it is: without it a log tells nothing."""
    if isinstance(value, dict):
        return {black.text(str(key)): _kept_or_blackened(str(key), one, black) for key, one in value.items()}
    if isinstance(value, list):
        return [_blackened(one, black) for one in value]
    return black.text(value) if isinstance(value, str) else _number(value, black)


def _kept_or_blackened(key: str, value: Any, black: Blackener) -> Any:
    if key == "at" and isinstance(value, str):
        try:
            return datetime.fromisoformat(value).isoformat()
        except ValueError:
            pass
    return _blackened(value, black)


def _number(value: Any, black: Blackener) -> Any:
    """A document's number may stand in a log as a number."""
    if isinstance(value, bool) or value is None:
        return value
    told = black.text(str(value))
    return value if told == str(value) else told
