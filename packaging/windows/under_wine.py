#!/usr/bin/env python3
"""Builds the Windows program and its installer on Linux, and tries them under wine. As root, on Debian:

    sudo .venv/bin/python packaging/windows/under_wine.py [--keep-program]

It needs debootstrap, mingw (gcc-mingw-w64-x86-64), NSIS, and pip's package index.

What it proves: that the recipe finds everything the program imports on Windows, every DLL included; that no line asks
for what only Unix has; paths with spaces; the self-test with every screen, offscreen; that a store filled on Linux
opens there; silent installation, an update by its own means, refusal beside a running console, the version before put
back, and removal. What it does not: a Windows desktop, cameras, sound, the credential store's limits, SmartScreen,
accounts without rights, how fast anything is. What it makes never ships (windows_python.py).
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

import build
import smoke_packages
from app.ops.signed import public_bytes, sign
from app.ops.update import KIND, SCHEMA
from sign_manifest import offered
from smoke_room import MIRROR, Broken, read_report, sandbox, say
from windows_python import MINGW, PYTHON, make_python

NAME = build.name_of("console")
PROGRAM = f"C:\\Program Files\\Portun\\{NAME}\\{NAME}"
"""Where it is installed, without its ending: the window's is `.exe`, the commands' `-cli.exe`."""
SERVER = "https://updates.example.com"
LEFT_OUT_SINCE = "left-out-since.txt"
AT_WORK = "the entries lane is held up"
"""What a console at which nobody is signed in logs as soon as it works. (Without a screen wine paints no window.)"""
RUNNING = 3
"""A second console and gatehouse.nsi end so beside a running one."""
WITHIN_S = 300


class Wine:
    """A Debian 13 with its wine 10, of which only /opt is used: Windows sees it as Z:\\opt."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.opt = folder, folder / "opt"
        self.drive = self.opt / "prefix" / "drive_c"
        self.programs = self.drive / "Program Files"
        if not (folder / "usr" / "bin" / "wine").is_symlink():  # it leads to a path of this Debian
            say("debootstrap of a minimal Debian 13, with wine")
            command = ["debootstrap", "--variant=minbase", "trixie", str(folder), MIRROR]
            subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
            shutil.copyfile("/etc/resolv.conf", folder / "etc" / "resolv.conf")
            apt = ["chroot", str(folder), "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "--quiet=2", "--yes"]
            subprocess.run([*apt, "update"], check=True)
            wine = [*apt, "install", "--no-install-recommends", "wine", "wine64"]
            subprocess.run(wine, stdout=subprocess.DEVNULL, check=True)

    def __enter__(self) -> Wine:
        subprocess.run(["mount", "--types", "proc", "proc", str(self.folder / "proc")], check=True)
        shutil.rmtree(self.opt / "prefix", ignore_errors=True)
        self.run("wine", "wineboot", "--init")
        self.settle()
        return self

    def __exit__(self, *_: object) -> None:
        self.run("wineserver", "--kill")
        subprocess.run(["umount", str(self.folder / "proc")], check=True)

    def run(self, *command: str, **variables: str) -> tuple[int, str]:
        """A command of this Debian, in a world without a screen: its exit code, and what it said."""
        environment = {"PATH": "/usr/sbin:/usr/bin:/bin", "HOME": "/root", "XDG_RUNTIME_DIR": "/tmp"}
        environment |= {"WINEPREFIX": "/opt/prefix", "WINEDEBUG": "-all"}
        environment["WINEDLLOVERRIDES"] = "winemenubuilder.exe=d"  # it would write our name into its own lists
        environment |= {"QT_QPA_PLATFORM": "offscreen", "PYTHONUTF8": "1"}
        # Into a file: wine's services inherit a pipe, and its end would come with theirs, long after the command's.
        with tempfile.TemporaryFile("w+", errors="replace") as said:
            ended = subprocess.run(
                ["chroot", str(self.folder), *command],
                env=environment | variables,
                stdin=subprocess.DEVNULL,
                stdout=said,
                stderr=subprocess.STDOUT,
                check=False,
            )
            said.seek(0)
            return ended.returncode, said.read()

    def settle(self) -> None:
        """Wait until nothing runs any more, and the registry is on the disk."""
        self.run("wineserver", "--wait")

    def must(self, *command: str, **variables: str) -> str:
        """What a Windows program says. Raises Broken where it ends badly."""
        code, said = self.run("wine", *command, **variables)
        if code != 0:
            raise Broken(f"{command[0]} ended with {code}: {said[-3000:]}")
        return said

    def registry(self) -> str:
        """Everything in it, of the machine and of the user."""
        return "".join((self.opt / "prefix" / name).read_text(errors="replace") for name in ("system.reg", "user.reg"))


def make_program(wine: Wine) -> Path:
    """The folder that PyInstaller makes on Windows, of the files that git knows."""
    shutil.rmtree(wine.opt / "source", ignore_errors=True)
    for name in build.git("ls-files").splitlines():
        (wine.opt / "source" / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(build.ROOT / name, wine.opt / "source" / name)
    command = ["Z:\\opt\\python\\python.exe", "Z:\\opt\\source\\packaging\\build.py", "--target", "folder"]
    say("building under wine")
    wine.must(*command, PORTUN_OUT="Z:\\opt\\out", SOURCE_DATE_EPOCH=str(build.epoch()))
    return wine.opt / "out" / "dist" / "console" / NAME


def install(wine: Wine, setup: Path, *words: str) -> None:
    """Silently, as an administrator's tool would."""
    shutil.copyfile(setup, wine.opt / "setup.exe")
    wine.must("Z:\\opt\\setup.exe", "/S", *words)
    wine.settle()


def self_test(wine: Wine) -> dict[str, object]:
    """Of the installed program, reaching a sandbox."""
    with sandbox([sys.executable, "-m", "app", "sandbox"]) as central:
        _, said = wine.run("wine", f"{PROGRAM}-cli.exe", "--self-test", "--central", central)
    return read_report(said)


def earlier(folder: Path, out: Path, key: Ed25519PrivateKey) -> Path:
    """An installer of the same program with an older stamp, which takes updates that `key` has signed, and with a
    file that the newer one has not."""
    shutil.rmtree(out, ignore_errors=True)
    out.parent.mkdir(parents=True, exist_ok=True)
    subprocess.run(["cp", "--archive", str(folder), str(out)], check=True)
    stamped = out / "_internal" / "resources" / "release.json"
    anchors = {"update_url": f"{SERVER}/manifest", "update_key": public_bytes(key).hex()}
    words = {**json.loads(stamped.read_text()), **anchors, "version": smoke_packages.BEFORE}
    stamped.write_text(json.dumps(words) + "\n")
    (out / "_internal" / LEFT_OUT_SINCE).write_text("of the version before\n")
    return build.make_nsis(out, "console", version=smoke_packages.BEFORE, out=out.parent, quick=True)


def manifest(setup: Path, key: Ed25519PrivateKey) -> bytes:
    """What the update server would say of this installer."""
    now = datetime.now(UTC)
    system, file = offered(f"windows-x86_64={setup}", SERVER)
    body = {"schema": SCHEMA, "version": build.version(), "build": "wine", "minimum_version": smoke_packages.BEFORE}
    body |= {"released_at": now.isoformat(), "expires_at": (now + timedelta(days=1)).isoformat()}
    return sign(KIND, json.dumps({**body, "files": {system: file}}).encode(), key, ())


def leftovers(wine: Wine, profile: Path) -> list[str]:
    """What still has our name, the user's data apart."""
    left = [str(path.relative_to(wine.drive)) for path in wine.drive.rglob("*") if "portun" in path.name.lower()]
    kept = str(profile.relative_to(wine.drive).parent)
    left = [name for name in left if not name.startswith(kept)]
    return left + [line for line in wine.registry().splitlines() if "portun" in line.lower()]


def at_work(profile: Path) -> int:
    """How often a console on this profile has said that it works."""
    log = profile / "logs" / "gatehouse.log"
    return log.read_text(encoding="utf-8").count(AT_WORK) if log.exists() else 0


def wait_for(holds: Callable[[], bool], what: str) -> None:
    """Until it holds. Raises Broken if it does not within some minutes."""
    until = time.monotonic() + WITHIN_S
    while not holds():
        if time.monotonic() > until:
            raise Broken(f"it did not come within {WITHIN_S} s: {what}")
        time.sleep(0.5)  # noqa: TID251 (another program's log tells of nothing)


def update(wine: Wine, setup: Path, signed: bytes, profile: Path) -> None:
    """By the elevated half of the version before: it judges, copies, starts the copy, and that starts the console."""
    (wine.opt / "manifest").write_bytes(signed)
    shutil.copyfile(setup, wine.opt / setup.name)
    before = at_work(profile)
    words = ["--install-update", "Z:\\opt\\manifest", f"Z:\\opt\\{setup.name}"]
    wine.must(f"{PROGRAM}.exe", *words, PORTUN_PASSPHRASE=smoke_packages.PASSPHRASE)
    wait_for(lambda: at_work(profile) > before, "the console after its update")
    for name, *words in ((f"{PROGRAM}-cli.exe",), (f"Z:\\opt\\{setup.name}", "/S")):
        code, said = wine.run("wine", name, *words, PORTUN_PASSPHRASE=smoke_packages.PASSPHRASE)
        if code != RUNNING:
            raise Broken(f"beside a running console {name} ended with {code}: {said[-1500:]}")
    wine.must("taskkill", "/F", "/IM", f"{NAME}.exe")
    wine.settle()


def try_installer(wine: Wine, before: Path, setup: Path, signed: bytes) -> None:
    """Install, run, update, run, go back, go on, remove."""
    installed = wine.programs / "Portun" / NAME
    profile = wine.drive / "users" / "root" / "AppData" / "Local" / "Portun" / "Portun Gatehouse"
    install(wine, before, "/AUTOSTART")
    if not (installed / "_internal" / LEFT_OUT_SINCE).exists():
        raise Broken(f"{before.name} did not install")
    say(f"{before.name} installed silently: {self_test(wine)}")
    smoke_packages.store(profile, "fill")
    held = smoke_packages.store(profile, "count")
    update(wine, setup, signed, profile)
    if (installed / "_internal" / LEFT_OUT_SINCE).exists():
        raise Broken("the update left a file of the version before")
    report = self_test(wine)
    if report["version"] != build.version():
        raise Broken(f"after the update it is version {report['version']}")
    say(
        f"updated by its own means to {setup.name}, the console started again; beside it neither a second one nor an "
        f"installer ran: {report}"
    )
    registry = wine.registry()
    if "--keep --full-screen" not in registry or f'"DisplayVersion"="{build.version()}"' not in registry:
        raise Broken("the registry has no autostart, or not this version")
    for installer in (before, setup):
        install(wine, installer)
        window = [f"{PROGRAM}-cli.exe", "--for", str(smoke_packages.WINDOW_S)]
        wine.must(*window, PORTUN_PASSPHRASE=smoke_packages.PASSPHRASE)
        say(f"{installer.name} put over it opened the store that Linux had filled, ran, and ended cleanly")
    wine.must(f"{PROGRAM.removesuffix(NAME)}uninstall.exe", "/S")
    wine.settle()
    if left := leftovers(wine, profile):
        raise Broken(f"left after removal: {left}")
    if smoke_packages.store(profile, "count") != held:
        raise Broken(f"the store held {held}, now {smoke_packages.store(profile, 'count')}")
    say(f"removed: nothing is left but the data, which still opens: {held}")


def main(arguments: Sequence[str]) -> int:
    """Make it and try it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--keep-program", action="store_true", help="try the program that an earlier run built")
    options = parser.parse_args(arguments)
    there = all(map(shutil.which, ("debootstrap", f"{MINGW}gcc", "makensis")))
    if os.geteuid() != 0 or not there or sys.version_info[:2] != PYTHON:
        print(
            f"This needs root, debootstrap, {MINGW}gcc, makensis and Python {PYTHON[0]}.{PYTHON[1]}.", file=sys.stderr
        )
        return 1
    out = build.WORK / "wine"
    try:
        with Wine(out / "trixie") as wine:
            if not (wine.opt / "python").exists():
                say("a Windows Python with the console's packages")
                shutil.rmtree(wine.opt / "making", ignore_errors=True)
                make_python(wine.opt / "making", out / "work")
                (wine.opt / "making").rename(wine.opt / "python")
            folder = wine.opt / "out" / "dist" / "console" / NAME
            if not (options.keep_program and folder.exists()):
                folder = make_program(wine)
            say(f"the program: {build.megabytes(folder):.1f} MB")
            setup = build.make_nsis(folder, "console", version=build.version(), out=out)
            say(f"the installer: {build.megabytes(setup):.1f} MB")
            key = Ed25519PrivateKey.generate()
            try_installer(wine, earlier(folder, out / "before" / NAME, key), setup, manifest(setup, key))
    except Broken as problem:
        print(f"BROKEN: {problem}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
