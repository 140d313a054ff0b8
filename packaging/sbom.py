#!/usr/bin/env python3
"""The list of parts of a build, CycloneDX: packaging/sbom.py [--edition console|training] OUT.json

The Python packages of the lock with their hashes, Python itself, and on Debian and Ubuntu the system packages whose
libraries were taken into the build (after packaging/build.py, which writes down which).
"""

from __future__ import annotations

import argparse
import json
import platform
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))

import build
from stamp import debian_packages_of

ROOT = Path(__file__).resolve().parent.parent
LOCKS = {"console": "console.txt", "training": "sandbox.txt"}


def python_packages(edition: str) -> dict[str, Any]:
    """What cyclonedx-py says of the lock, with this program as what is described."""
    lock = ROOT / "packaging" / "requirements" / LOCKS[edition]
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "parts.json"
        command = [str(Path(sys.executable).parent / "cyclonedx-py"), "requirements", str(lock), "--of", "JSON"]
        command += ["--pyproject", str(ROOT / "pyproject.toml"), "--mc-type", "application"]
        subprocess.run([*command, "--output-reproducible", "-o", str(out)], check=True)
        said: dict[str, Any] = json.loads(out.read_text())
    said["metadata"]["component"]["version"] = build.version()
    return said


def python_itself() -> dict[str, str]:
    """The interpreter inside."""
    version = platform.python_version()
    cpe = f"cpe:2.3:a:python:python:{version}:*:*:*:*:*:*:*"
    return {"type": "platform", "bom-ref": "python", "name": "python", "version": version, "cpe": cpe}


def system_packages(sources: Sequence[str]) -> list[dict[str, str]]:
    """The Debian packages that `sources` (paths of libraries) belong to."""
    vendor = platform.freedesktop_os_release().get("ID", "debian")
    found = []
    for package in debian_packages_of(sources):
        command = ["dpkg-query", "--show", "--showformat=${Version}", package]
        version = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        purl = f"pkg:deb/{vendor}/{package}@{version}"
        found.append({"type": "library", "bom-ref": purl, "name": package, "version": version, "purl": purl})
    return found


def main(arguments: Sequence[str]) -> int:
    """Write the list."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--edition", choices=tuple(LOCKS), default="console")
    parser.add_argument("out", type=Path)
    options = parser.parse_args(arguments)
    parts = python_packages(options.edition)
    parts["components"].append(python_itself())
    taken = build.WORK / options.edition / "stamped" / "system-libraries"
    if build.SYSTEM == "linux" and taken.exists():
        parts["components"] += system_packages(taken.read_text().splitlines())
    options.out.write_text(json.dumps(parts, indent=1) + "\n")
    print(f"{len(parts['components'])} parts in {options.out.name}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
