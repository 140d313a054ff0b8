"""The program's log, for a technician's eyes: the newest lines, one scan's story by its correlation id."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from app.logs import redacted

NAME = "gatehouse.log"
READS_AT_MOST = 8 * 1024 * 1024
"""Two files' worth: what is older is in the bundle."""

LEVELS = ("debug", "info", "warning", "error", "critical")


@dataclass(frozen=True, slots=True)
class LogLine:
    """One line. `at` None: it could not be read as one of ours, `text` is all there is."""

    at: datetime | None
    level: str
    where: str
    text: str
    correlation: str = ""
    traceback: str = ""


def read_log(folder: Path, *, find: str = "", least: str = "info", limit: int = 300) -> tuple[LogLine, ...]:
    """The newest `limit` lines at least as grave as `least`, the newest first. Blocks while it reads.

    `find`: part of a text, of a place or of a correlation id, in any case.
    """
    wanted, grave = find.strip().casefold(), LEVELS.index(least)
    found: list[LogLine] = []
    for raw in _newest_first(folder):
        line = _read(raw)
        if (LEVELS.index(line.level) if line.level in LEVELS else grave) < grave:
            continue
        if wanted and wanted not in f"{line.text} {line.where} {line.correlation} {line.traceback}".casefold():
            continue
        found.append(line)
        if len(found) == limit:
            break
    return tuple(found)


def _newest_first(folder: Path) -> list[str]:
    lines: list[str] = []
    left = READS_AT_MOST
    for name in (NAME, f"{NAME}.1"):
        try:
            with (folder / name).open("rb") as file:
                size = file.seek(0, 2)
                file.seek(max(0, size - left))
                part = file.read(left)
        except OSError:
            continue
        lines += reversed(part.decode("utf-8", "replace").splitlines())
        left -= len(part)
        if left <= 0:
            break
    return lines


def _read(raw: str) -> LogLine:
    try:
        said = json.loads(raw)
        return LogLine(
            datetime.fromisoformat(said["at"]),
            str(said["level"]),
            str(said["where"]),
            str(said["text"]),
            str(said.get("correlation", "")),
            str(said.get("traceback", "")),
        )
    except (ValueError, KeyError, TypeError):
        return LogLine(None, "", "", redacted(raw[:2000]))
