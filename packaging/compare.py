#!/usr/bin/env python3
"""What differs between two builds, file by file: packaging/compare.py ONE TWO [--times]

ONE and TWO are folders, .tar.gz, .deb or .rpm; what is inside is compared (an .rpm says it in its header, with
more), and for archives the whole as well. Kinds of difference: only in one of them, content, link, rights, and (with
--times) time. Ends with 0 when there is none.
A build declares its times (the commit's), so that two builds of one commit differ in nothing at all.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

RPM_FILES = "[%{FILENAMES}\\t%{FILEMODES:perms}\\t%{FILEMTIMES}\\t%{FILEDIGESTS}\\t%{FILELINKTOS}\\n]"
RPM_FOLLOWS = ("File", "Dir", "Basenames", "Sig", "Sha", "Payloaddigest", "Archivesize")
"""Tags of single files, and sums over everything."""


@dataclass(frozen=True, slots=True)
class Seen:
    """One thing of a build: its rights, its time (seconds), and its content's hash or where its link leads."""

    rights: str
    time: int
    content: str


def seen_in(folder: Path) -> dict[str, Seen]:
    """Everything in `folder`, by its path there."""
    found = {}
    for path in sorted(folder.rglob("*")):
        state = path.lstat()
        if path.is_symlink():
            content = f"→ {path.readlink()}"
        elif path.is_file():
            with path.open("rb") as stream:
                content = hashlib.file_digest(stream, "sha256").hexdigest()
        else:
            content = "a folder"
        found[str(path.relative_to(folder))] = Seen(stat.filemode(state.st_mode), int(state.st_mtime), content)
    return found


def differences(one: dict[str, Seen], two: dict[str, Seen], *, times: bool) -> Iterator[str]:
    """A line for each."""
    for name in sorted(one.keys() | two.keys()):
        first, second = one.get(name), two.get(name)
        if first is None or second is None:
            yield f"only in the {'second' if first is None else 'first'}: {name}"
            continue
        if first.content != second.content:
            yield f"content: {name}: {first.content[:16]} {second.content[:16]}"
        if first.rights != second.rights:
            yield f"rights: {name}: {first.rights} {second.rights}"
        if times and first.time != second.time:
            yield f"time: {name}: {first.time} {second.time}"


def seen_in_rpm(package: Path) -> dict[str, Seen]:
    """The same of a .rpm, whose header says all of it, and what else that header says, by tag."""

    def ask(*how: str) -> str:
        command = ["rpm", "--query", *how, "--package", str(package)]
        return subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout

    found = {}
    for row in ask("--queryformat", RPM_FILES).splitlines():
        name, rights, time, digest, link = row.split("\t")
        found[name] = Seen(rights, int(time), f"→ {link}" if link else digest or "a folder")
    for tag in ElementTree.fromstring(ask("--xml")).iter("rpmTag"):
        name, said = tag.attrib["name"], "\n".join(value.text or "" for value in tag)
        if name == "Buildtime":
            found["the header's Buildtime"] = Seen("", int(said), "")
        elif not name.startswith(RPM_FOLLOWS):
            found[f"the header's {name}"] = Seen("", 0, said)
    return found


def unpacked(path: Path, into: Path) -> Path:
    """The folder with what is in `path`."""
    if path.is_dir():
        return path
    into.mkdir()
    if path.suffix == ".deb":
        subprocess.run(["dpkg-deb", "--raw-extract", str(path), str(into)], check=True)
    else:
        subprocess.run(["tar", "--extract", "--file", str(path), "--directory", str(into)], check=True)
    return into


def main(arguments: Sequence[str]) -> int:
    """0: alike."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("one", type=Path)
    parser.add_argument("two", type=Path)
    parser.add_argument("--times", action="store_true", help="times too")
    options = parser.parse_args(arguments)
    archives = options.one.is_file() and options.two.is_file()
    if archives and options.one.read_bytes() == options.two.read_bytes():
        print("alike in every byte")  # unpacking gives a folder of today's time to links that lead out of it
        return 0
    with tempfile.TemporaryDirectory(dir=os.environ.get("PORTUN_OUT")) as folder:
        one, two = (
            seen_in_rpm(path) if path.suffix == ".rpm" else seen_in(unpacked(path, Path(folder) / name))
            for path, name in ((options.one, "1"), (options.two, "2"))
        )
    found = list(differences(one, two, times=options.times))
    if archives:
        found.append(f"bytes: {options.one.name} as a whole")
    print("\n".join(found) or f"alike: {len(one)} files, links and folders")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
