#!/usr/bin/env python3
"""Writes THIRD-PARTY.md: every package the console ships with, its version and its licence, from the installed ones.

Run it in the development environment after the lock changed. It fails on a licence that a closed installer may
not contain.
"""

from __future__ import annotations

import re
import sys
from importlib import metadata
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "packaging" / "requirements" / "console.txt"
OUT = ROOT / "THIRD-PARTY.md"

HEAD = """# Third-party software

Portun Gatehouse is shipped with the packages below, unchanged. Their licence texts are inside the installed program,
in the folder `licences`.

**Qt and PySide6 (LGPL-3.0).** They are linked dynamically, as shared libraries beside the program. You may replace
them by your own build of the same version: put your files in place of those in the folder `PySide6` of the
installation. The source code of the exact versions is available from the Qt Project and from the Python package index
under the names and versions below. No part of Qt was changed. Reverse engineering for debugging such modifications is
permitted.

**FFmpeg (LGPL-2.1) inside OpenCV**, **libzbar (LGPL-2.1)** and on Linux further system libraries (GLib and others; each
has its text in `licences/system`): linked dynamically, replaceable the same way. **python-zeroconf (LGPL-2.1)** is a
Python package: put your version of the folder `zeroconf` in place of the one in the installation.

How to replace one of them, on Linux: copy your `libQt6Widgets.so.6` into the folder `_internal/PySide6/Qt/lib` of
`/opt/portun/portun-gatehouse`, then try it with `portun-gatehouse --self-test`. Nothing checks that a library is ours:
only updates and packages are signed. If you want the sources on a disk, write to support@portun.app; the offer holds
for three years from each release.

**Inter (SIL Open Font License 1.1)**, renamed as its licence asks of changed versions: see `resources/fonts`.

| package | version | licence |
|---|---|---|
"""

KNOWN = {  # where the package's own metadata is silent or unclear
    "pyzbar": "MIT",
    "certifi": "MPL-2.0",
    "sqlcipher3": "zlib; SQLCipher inside: BSD-3-Clause",
    "pywin32-ctypes": "BSD-3-Clause",
}
SPOKEN = re.compile(r"License :: (?:OSI Approved :: )?(.+)")


def licence_of(name: str) -> str:
    """The licence as the package says it."""
    if name.startswith("pyobjc"):
        return "MIT"
    if name in KNOWN:
        return KNOWN[name]
    said = metadata.metadata(name)
    if expression := said.get("License-Expression"):
        return str(expression)
    classifiers = [found.group(1) for line in said.get_all("Classifier") or [] if (found := SPOKEN.match(line))]
    if classifiers:
        return ", ".join(classifiers)
    return (said.get("License") or "unknown").splitlines()[0][:60]


def main() -> int:
    """Write the page; 1 if something must not be shipped."""
    names = re.findall(r"^([a-z0-9][\w.-]*)==([^\s;\\]+)", LOCK.read_text(), flags=re.MULTILINE | re.IGNORECASE)
    rows, bad, seen = [], [], set()
    for name, version in names:
        if name in seen:
            continue
        seen.add(name)
        try:
            installed, licence = metadata.version(name), licence_of(name)
        except metadata.PackageNotFoundError:
            installed, licence = version, "only on other systems"
        rows.append(f"| {name} | {installed} | {licence} |")
        free_choice = "LGPL" in licence or "Lesser" in licence or " OR " in licence
        if re.search(r"\bA?GPL|General Public", licence) and not free_choice:
            bad.append(f"{name}: {licence}")
    OUT.write_text(HEAD + "\n".join(rows) + "\n")
    print("\n".join(bad) or f"{len(rows)} packages, all may be shipped")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
