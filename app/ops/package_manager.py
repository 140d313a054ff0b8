"""Who installed this program: where a package manager did, updates are its business and the console only says so."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

ASK_FOR_S = 10.0


@dataclass(frozen=True, slots=True)
class PackageManager:
    """Its name and the command a technician types."""

    name: str
    command: str


_APT = PackageManager("apt", "sudo apt update && sudo apt install --only-upgrade portun-gatehouse")
_DNF = PackageManager("dnf", "sudo dnf upgrade portun-gatehouse")
_FLATPAK = PackageManager("flatpak", "flatpak update")
_SNAP = PackageManager("snap", "sudo snap refresh portun-gatehouse")
_BREW = PackageManager("brew", "brew upgrade --cask portun-gatehouse")
_STORE = PackageManager("Microsoft Store", "winget upgrade portun-gatehouse")


def installed_by(program: Path, *, surroundings: Mapping[str, str] = os.environ) -> PackageManager | None:
    """The package manager that put `program` there; None: an installer or a copy. Starts programs: use a thread."""
    if "SNAP" in surroundings:
        return _SNAP
    if Path("/.flatpak-info").exists():
        return _FLATPAK
    parts = program.parts
    if sys.platform == "win32":
        return _STORE if "WindowsApps" in parts else None
    if sys.platform == "darwin":
        return _BREW if "Caskroom" in parts or "Cellar" in parts else None
    if _says_yes("dpkg-query", "--search", str(program)):
        return _APT
    if _says_yes("rpm", "--query", "--file", str(program)):
        return _DNF
    return None


def _says_yes(*command: str) -> bool:
    try:
        return subprocess.run(command, capture_output=True, timeout=ASK_FOR_S, check=False).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False
