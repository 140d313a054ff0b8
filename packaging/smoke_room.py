"""What the smoke tests stand on: their words, a sandbox site beside them, and a clean Debian 12."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path

import build

ROOT = Path(__file__).resolve().parent.parent
MIRROR = "http://deb.debian.org/debian"
USER = "1000"
HOME = "/home/guard"


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

    def home(self) -> Path:
        """The normal user's folder, made now."""
        home = self.folder / HOME.lstrip("/")
        home.mkdir(parents=True)
        os.chown(home, int(USER), int(USER))
        return home

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
        with self.inside(package) as path:
            self.apt("install", path)

    @contextlib.contextmanager
    def inside(self, package: Path) -> Iterator[str]:
        """A file in the room while the block runs; its path there."""
        copy = self.folder / "tmp" / package.name
        shutil.copyfile(package, copy)
        try:
            yield f"/tmp/{package.name}"
        finally:
            copy.unlink()
