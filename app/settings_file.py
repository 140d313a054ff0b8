"""Changes settings.toml in place: a person's comments and order stay, and the file is whole at every moment."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any

import msgspec

from app.errors import SettingsError
from app.settings import FILE, Settings, dump, parse, toml_of

BEFORE = "settings.before.toml"
"""The file as it was, kept when it had to be written anew."""
_ANEW = f"# Written anew by the console: what it changed did not fit into the old lines. Those are in {BEFORE}.\n\n"


def save(folder: Path, settings: Settings) -> bool:
    """Make `settings.toml` say `settings`, in one step. True: only the changed lines were touched; False: the file
    was written anew, and its old text with its comments stands beside it. Raises SettingsError."""
    path = folder / FILE
    try:
        text = path.read_text(encoding="utf-8") if path.exists() else ""
        after = edited(text, settings)
        if after is not None:
            _replace(path, after)
            return True
        if text:
            _replace(folder / BEFORE, text)
        _replace(path, (_ANEW if text else "") + dump(settings))
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(
            "settings_not_saved",
            "The settings could not be saved",
            f"{path} cannot be written ({error}).",
            "Make room on the disk, or let this user write the file, and try again. Nothing was changed.",
        ) from error
    return False


def edited(text: str, wanted: Settings) -> str | None:
    """The text with only those lines changed that `wanted` needs; None where that is not possible."""
    try:
        before = msgspec.to_builtins(parse(text))
    except SettingsError:
        return None
    lines = text.splitlines()
    for table, asked in msgspec.to_builtins(wanted).items():
        if not _edit_tables(
            lines, table, _listed(before[table]), _listed(asked), several=isinstance(asked, tuple | list)
        ):
            return None
    after = "\n".join(lines) + "\n"
    try:
        return after if parse(after) == wanted else None
    except SettingsError:
        return None


def _edit_tables(
    lines: list[str], table: str, before: list[dict[str, Any]], asked: list[dict[str, Any]], *, several: bool
) -> bool:
    if len(asked) < len(before) or any(old.get("id") != new.get("id") for old, new in zip(before, asked, strict=False)):
        return False
    for number, (old, new) in enumerate(zip(before, asked, strict=False)):
        for key, value in new.items():
            if value != old[key] and not _set(lines, table, number, key, value):
                return False
    for new in asked[len(before) :]:
        lines += ["", f"[[{table}]]" if several else f"[{table}]"]
        lines += [f"{key} = {toml_of(value)}" for key, value in new.items() if value is not None]
    return True


def _set(lines: list[str], table: str, number: int, key: str, value: object) -> bool:
    """Change, add or take away one line. False: the table is not there by its name."""
    first, end = _section(lines, table, number)
    if first is None:
        return False
    for at in range(first, end):
        if re.match(rf"\s*{re.escape(key)}\s*=", lines[at]):
            if value is None:
                del lines[at]
            else:
                lines[at] = f"{lines[at].partition('=')[0]}= {toml_of(value)}{_comment(lines[at])}"
            return True
    if value is not None:
        while end > first and not lines[end - 1].strip():
            end -= 1
        lines.insert(end, f"{key} = {toml_of(value)}")
    return True


def _section(lines: list[str], table: str, number: int) -> tuple[int | None, int]:
    """Between which lines (from 0, the end not with it) the number-th `table` stands."""
    seen, first = -1, None
    for at, line in enumerate(lines):
        header = re.match(r"\s*\[{1,2}\s*([\w.]+)\s*\]{1,2}", line)
        if header is None:
            continue
        if first is not None:
            return first, at
        seen += header.group(1) == table
        if header.group(1) == table and seen == number:
            first = at + 1
    return first, len(lines)


def _comment(line: str) -> str:
    """What stands behind the value, with the blanks before it."""
    quoted = ""
    for at, letter in enumerate(line):
        if quoted:
            quoted = "" if letter == quoted and line[at - 1] != "\\" else quoted
        elif letter in "\"'":
            quoted = letter
        elif letter == "#":
            return line[len(line[:at].rstrip()) :]
    return ""


def _listed(part: Any) -> list[dict[str, Any]]:
    if part is None:
        return []
    return list(part) if isinstance(part, tuple | list) else [part]


def _replace(path: Path, text: str) -> None:
    """On the platter whole, or not at all."""
    beside = path.with_suffix(".new")
    with beside.open("w", encoding="utf-8", newline="\n") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)
    if os.name == "posix":
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
