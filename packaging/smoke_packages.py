"""The smoke tests of what is installed: the .deb, the .rpm and the .tar.gz."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

import build
import linux_packages
from smoke_room import HOME, ROOT, USER, Broken, Room, read_report, sandbox, say

NAME = "portun-gatehouse"
PASSPHRASE = "only for the smoke test"
WINDOW_S = 4
BEFORE = "0.0.1"


def smoke_deb(new: Path, previous: Path | None) -> None:
    """Install, run, upgrade, run, remove."""
    with Room(build.WORK / "smoke" / "room") as room:
        room.apt("update")
        first = previous or new
        room.install(first)
        packages = room.run("dpkg-query", "-W", "-f", "${Package}\n").stdout.split()
        say(f"apt installed {first.name} into a minimal Debian 12 ({len(packages)} packages in all)")
        home = room.home()
        with sandbox([sys.executable, "-m", "app", "sandbox"]) as central:
            say(f"as a normal user, no screen, reaching a sandbox: {self_test(room, '--central', central)}")
        profile = home / "profile"
        store(profile, "fill")
        before = store(profile, "count")
        window(room)
        if previous is not None:
            room.install(new)
            say(f"upgraded from {previous.name} to {new.name}")
            report = self_test(room)
            if f"_{report['version']}_" not in new.name:
                raise Broken(f"after the upgrade it is version {report['version']}")
            say(f"as a normal user, no screen: {report}")
            window(room)
        after = store(profile, "count")
        if after != before or not before["waiting"]:
            raise Broken(f"the store held {before}, now {after}")
        say(f"nothing lost: {after}")
        room.apt("install", "xvfb", "xauth")
        say(f"as a normal user, under Xvfb: {self_test(room, screen=True)}")
        room.apt("purge", NAME)
        left = leftovers(room.folder, home)
        if left:
            raise Broken(f"left after removal: {left}")
        if store(profile, "count") != before:
            raise Broken("the data did not survive the removal")
        say("removed: nothing is left but the data, which still opens")


def smoke_rpm(package: Path) -> None:
    """Install, run, remove."""
    libraries = linux_packages.outside_libraries(build.DIST / "console" / NAME)
    with Room(build.WORK / "smoke" / "room") as room:
        room.apt("update")
        room.apt("install", "rpm", *linux_packages.debian_packages(libraries))
        home = room.home()
        with room.inside(package) as path:
            said = room.run("rpm", "--query", "--requires", "--package", path).stdout
            rpm(room, "--install", "--nodeps", path)  # this Debian's rpm knows of no other package
        asked = set(re.findall(r"^(\S+?)\(\)\(64bit\)$", said, flags=re.MULTILINE))
        there = set(re.findall(r"^\s*(\S+) \(libc6,x86-64", room.run("ldconfig", "-p").stdout, flags=re.MULTILINE))
        if not asked or asked - there:
            raise Broken(f"{package.name} asks for {sorted(asked)}; {sorted(asked - there)} are nowhere")
        say(f"installed by rpm; all {len(asked)} libraries that it asks for by name are there")
        say(f"as a normal user, no screen: {self_test(room)}")
        rpm(room, "--verify", "--nodeps", NAME)
        rpm(room, "--erase", "--nodeps", NAME)
        if left := leftovers(room.folder, home):
            raise Broken(f"left after removal: {left}")
        say("unchanged since its installation, and removed: nothing is left")


def rpm(room: Room, *words: str) -> None:
    """rpm inside; Broken with its words."""
    done = room.run("rpm", *words)
    if done.returncode != 0:
        raise Broken(f"rpm {' '.join(words)}: {done.stdout[-1500:]}{done.stderr[-1500:]}")


def smoke_tar(archive: Path) -> None:
    """Unpack and run."""
    with tempfile.TemporaryDirectory(prefix="a folder with spaces ") as folder:
        with tarfile.open(archive) as opened:
            opened.extractall(folder, filter="tar")
        program = next(Path(folder).glob("*/portun-gatehouse"))
        said = subprocess.run([str(program), "--self-test"], capture_output=True, text=True, check=False)
        say(f"{archive.name}, unpacked: {read_report(said.stdout + said.stderr)}")


def stamped_before() -> Path:
    """A .deb of the built folder with an older version in its stamp."""
    out = build.WORK / "smoke" / "before"
    folder = out / NAME
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir(parents=True)
    subprocess.run(["cp", "--archive", "--link", str(build.DIST / "console" / NAME), str(folder)], check=True)
    stamp = folder / "_internal" / "resources" / "release.json"
    words = {**json.loads(stamp.read_text()), "version": BEFORE, "build": "before"}
    stamp.unlink()  # the other name of this file must not change
    stamp.write_text(json.dumps(words) + "\n")
    return linux_packages.make_deb(folder, name=NAME, version=BEFORE, when=build.epoch(), out=out, quick=True)


def leftovers(root: Path, home: Path) -> list[str]:
    """What still has our name outside the user's home, /proc apart: its files come and go."""
    left: list[str] = []
    for folder, folders, files in os.walk(root):
        here = Path(folder)
        folders[:] = [name for name in folders if here / name not in (root / "proc", home)]
        left += [str((here / name).relative_to(root)) for name in [*folders, *files] if "portun" in name]
    return left


def self_test(room: Room, *options: str, screen: bool = False) -> dict[str, object]:
    """As a normal user."""
    if screen:
        done = room.run("xvfb-run", "-a", NAME, "--self-test", *options, user=True, QT_QPA_PLATFORM="xcb")
    else:
        done = room.run(NAME, "--self-test", *options, user=True)
    report = read_report(done.stdout + done.stderr)
    if done.returncode != 0:
        raise Broken(f"the self-test ended with {done.returncode}")
    return report


def window(room: Room) -> None:
    """The real program on the filled profile for some seconds."""
    arguments = ["--profile", f"{HOME}/profile", "--for", str(WINDOW_S)]
    done = room.run(NAME, *arguments, user=True, PORTUN_PASSPHRASE=PASSPHRASE, QT_QPA_PLATFORM="offscreen")
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
