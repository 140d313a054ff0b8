"""The self-test's findings, and those checks that need nothing but this PC. The rest is composed beside it."""

from __future__ import annotations

import json
import os
import platform
import re
import shutil
import sys
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from enum import StrEnum
from pathlib import Path
from zoneinfo import ZoneInfo

MEGABYTE = 1024 * 1024

FULL_FROM = 0.9
"""A disk fuller than this is a Notice."""

LEAST_FREE = 256 * MEGABYTE
"""Below this, a day of photos (some 1,000 of 200 kB) no longer fits."""

LEAST_MEMORY = 300 * MEGABYTE
"""What the console needs on top of itself for a long list, an export and two cameras."""

LOGS_LARGE = 200 * MEGABYTE
"""The rotation keeps some 24 MB: more means that something else writes there."""


class State(StrEnum):
    """How bad it is: nothing to do, look at it, the gatehouse is not safe to work like this."""

    OK = "ok"
    WARN = "warn"
    FAIL = "fail"


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the self-test. `name` is a stable code; `next_step` is empty when there is nothing to do."""

    name: str
    state: State
    evidence: str
    next_step: str = ""


def worst(findings: Iterable[Finding]) -> State:
    """The state of the whole: its worst line's."""
    order = list(State)
    return max((finding.state for finding in findings), key=order.index, default=State.OK)


def as_json(findings: Sequence[Finding]) -> str:
    """One object: the worst state, and all findings in order."""
    lines = [
        {"name": f.name, "state": f.state.value, "evidence": f.evidence, "next_step": f.next_step} for f in findings
    ]
    return json.dumps({"state": worst(findings).value, "findings": lines}, ensure_ascii=False, indent=2)


def as_text(findings: Sequence[Finding]) -> str:
    """Lines for a terminal: state, name, evidence; the next step stands below."""
    width = max((len(finding.name) for finding in findings), default=0)
    lines: list[str] = []
    for finding in findings:
        lines.append(f"{finding.state.value:<4}  {finding.name:<{width}}  {finding.evidence}")
        if finding.next_step:
            lines.append(f"{'':<6}{'':<{width}}  → {finding.next_step}")
    return "\n".join(lines)


def disk_space(folder: Path, ballast: Path | None = None) -> Finding:
    """Room on the disk of `folder`. `ballast`: the store's reserve file; when it is gone, the disk was full."""
    try:
        usage = shutil.disk_usage(folder)
    except OSError as error:
        return Finding(
            "disk_space", State.FAIL, f"{folder}: {error.strerror}", "Look whether the disk is there and readable."
        )
    used = 1 - usage.free / usage.total if usage.total else 1.0
    evidence = f"{_megabytes(usage.free)} free of {_megabytes(usage.total)} ({used:.0%} used)"
    if usage.free < LEAST_FREE:
        return Finding("disk_space", State.FAIL, evidence, "Free space on this disk now: photos no longer fit.")
    if ballast is not None and not ballast.exists():
        return Finding(
            "disk_space",
            State.WARN,
            f"{evidence}; the reserve is not there",
            "The disk has been full. Free space: the reserve is laid again at the next start.",
        )
    if used > FULL_FROM:
        return Finding("disk_space", State.WARN, evidence, "Free space on this disk within the next days.")
    return Finding("disk_space", State.OK, evidence)


def log_folder(folder: Path) -> Finding:
    """Whether logs can be written, and that they do not grow without end."""
    try:
        with tempfile.TemporaryFile(dir=folder):
            pass
        size = sum(file.stat().st_size for file in folder.iterdir() if file.is_file())
    except OSError as error:
        return Finding(
            "log_folder",
            State.WARN,
            f"{folder}: {error.strerror}",
            "Give this account the right to write there: without logs, trouble cannot be explained.",
        )
    evidence = f"{folder}: {_megabytes(size)}"
    if size > LOGS_LARGE:
        return Finding("log_folder", State.WARN, evidence, "Look what else writes into this folder.")
    return Finding("log_folder", State.OK, evidence)


def time_zone(site_zone: str, now: datetime, *, pc: tzinfo | None = None) -> Finding:
    """Whether the PC's clock on the wall reads like the site's, today and through the coming year.

    `pc`: the PC's zone; None asks the system. The console itself always shows the site's zone.
    """
    site = ZoneInfo(site_zone)
    for weeks in range(53):
        at = now + timedelta(weeks=weeks)
        here, there = at.astimezone(pc).utcoffset(), at.astimezone(site).utcoffset()
        if here != there:
            when = "now" if weeks == 0 else f"from about {at:%Y-%m-%d}"
            return Finding(
                "time_zone",
                State.WARN,
                f"the PC is at UTC{_offset(here)}, the site ({site_zone}) at UTC{_offset(there)} {when}",
                "Set the PC's time zone to the site's. Entries are not affected: they are kept in UTC.",
            )
    return Finding("time_zone", State.OK, f"{site_zone}, UTC{_offset(now.astimezone(site).utcoffset())}")


def versions(version: str, build: str, *, parts: Iterable[tuple[str, str]] = ()) -> Finding:
    """What runs here. `parts`: further names with their versions."""
    known = [("Portun Gatehouse", f"{version} ({build})"), ("Python", platform.python_version())]
    known += [(platform.system(), f"{platform.release()} {platform.machine()}"), *parts]
    return Finding("versions", State.OK, ", ".join(f"{name} {number}" for name, number in known))


def memory() -> Finding:
    """How much memory programs can still have, where the system tells it."""
    available = available_memory()
    if available is None:
        return Finding("memory", State.OK, "this system does not tell")
    evidence = f"{_megabytes(available)} available"
    if available < LEAST_MEMORY:
        return Finding("memory", State.WARN, evidence, "Close other programs on this PC, or give it more memory.")
    return Finding("memory", State.OK, evidence)


def available_memory(meminfo: Path = Path("/proc/meminfo")) -> int | None:
    """Bytes that can be had without swapping; None where nobody tells."""
    if sys.platform == "win32":
        return _windows_memory()
    try:
        found = re.search(r"^MemAvailable:\s+(\d+) kB", meminfo.read_text(), re.MULTILINE)
    except OSError:
        return None
    return int(found.group(1)) * 1024 if found else None


if sys.platform == "win32":

    def _windows_memory() -> int | None:
        import ctypes

        class MemoryStatusEx(ctypes.Structure):
            _fields_ = [("length", ctypes.c_ulong), ("load", ctypes.c_ulong)] + [
                (name, ctypes.c_ulonglong)
                for name in ("total", "available", "page_total", "page_left", "virtual", "virtual_left", "extended")
            ]

        status = MemoryStatusEx(length=ctypes.sizeof(MemoryStatusEx))
        if not ctypes.windll.kernel32.GlobalMemoryStatusEx(ctypes.byref(status)):
            return None
        return int(status.available)


def running_as_administrator() -> Finding:
    """The console needs no rights above a plain user's, and should have none."""
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    if root:
        return Finding("account", State.WARN, "the console runs as root", "Start it under the guards' own account.")
    return Finding("account", State.OK, "a plain account")


def _megabytes(size: float) -> str:
    return f"{size / MEGABYTE:,.0f} MB"


def _offset(offset: timedelta | None) -> str:
    minutes = round((offset or timedelta()) / timedelta(minutes=1))
    return f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"
