#!/usr/bin/env python3
"""Builds what is installed, of whatever the running system can build, and says in words what it cannot.

    python3 packaging/build.py [--target folder|tar|deb|rpm|nsis|dmg|all] [--edition console|training]

Results land in `dist`, in the checkout or in the folder that PORTUN_OUT names. Two builds of one commit are alike
(compare.py tells): times are the commit's, archives are sorted, hashing is seeded. PORTUN_VERSION overrides the
version (three numbers).
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import importlib.util
import os
import platform
import re
import shutil
import subprocess
import sys
import tarfile
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

import dev
from stamp import anchors, stamp, system_licences

ROOT = Path(__file__).resolve().parent.parent
OUT = Path(os.environ.get("PORTUN_OUT") or ROOT).resolve()
DIST, WORK = OUT / "dist", OUT / "build"
TARGETS = ("folder", "tar", "deb", "rpm", "nsis", "dmg")
_HASHED = re.compile(r"-[0-9a-f]{8}\.so")
"""How wheels name the libraries they brought along."""
SYSTEM = {"win32": "windows", "darwin": "macos"}.get(sys.platform, "linux")
MACHINE = {"amd64": "x86_64", "aarch64": "arm64"}.get(platform.machine().lower(), platform.machine().lower())


def name_of(edition: str) -> str:
    """The program's and the package's name."""
    return "portun-gatehouse" if edition == "console" else f"portun-gatehouse-{edition}"


def git(*words: str) -> str:
    """What git says of this checkout; empty where it is none, or where there is no git."""
    if not shutil.which("git"):
        return ""
    said = subprocess.run(["git", *words], cwd=ROOT, capture_output=True, text=True, check=False)
    return said.stdout.strip()


def version() -> str:
    """Of this build."""
    scope: dict[str, str] = {}
    exec((ROOT / "app" / "__init__.py").read_text(), scope)
    return os.environ.get("PORTUN_VERSION") or scope["__version__"]


def build_id() -> str:
    """The commit, with a + where files differ from it."""
    return (git("rev-parse", "--short=12", "HEAD") or "unknown") + ("+" if git("status", "--porcelain") else "")


def epoch() -> int:
    """The commit's time: the time of everything in the build."""
    return int(os.environ.get("SOURCE_DATE_EPOCH") or git("log", "-1", "--format=%ct") or 1_700_000_000)


def why_not(target: str) -> str:
    """Why this system cannot make `target`; empty if it can."""
    needs = {"deb": ("linux", "dpkg-deb"), "rpm": ("linux", "rpmbuild"), "nsis": ("windows", "makensis")}
    needs |= {"dmg": ("macos", "hdiutil")}
    if target not in needs:
        return ""
    system, program = needs[target]
    if system == SYSTEM == "linux" and MACHINE != "x86_64":
        return f"packages are made on x86_64; this is {MACHINE}"
    if system != SYSTEM:
        return f"the program inside must be built on {system}; this is {SYSTEM}"
    return "" if shutil.which(program) else f"{program} is not installed"


def settle(folder: Path, when: int) -> None:
    """Give everything in `folder` the commit's time and plain rights."""
    through = os.utime not in os.supports_follow_symlinks  # Windows, whose folder has no links
    for path in sorted(folder.rglob("*")):
        if not path.is_symlink():
            runs = path.is_dir() or path.stat().st_mode & 0o100
            path.chmod(0o755 if runs else 0o644)
        os.utime(path, (when, when), follow_symlinks=through)
    os.utime(folder, (when, when))


def megabytes(path: Path) -> float:
    """The size of a file, or of all files in a folder."""
    files = [path] if path.is_file() else [one for one in path.rglob("*") if one.is_file() and not one.is_symlink()]
    return sum(one.stat().st_size for one in files) / 1e6


def strip_symbols(folder: Path) -> None:
    """Take debugging symbols out of the shared libraries, those apart that a wheel brought in a `.libs` folder:
    their layout was patched after linking, and stripping breaks them."""
    for path in sorted(folder.rglob("*.so*")):
        parts = path.relative_to(folder).parts
        patched = any(part.endswith((".libs", "pginstall18")) for part in parts) or _HASHED.search(path.name)
        if path.is_file() and not path.is_symlink() and not patched:
            subprocess.run(["strip", "--strip-unneeded", str(path)], check=True)


def make_folder(edition: str) -> Path:
    """The program as a folder, by PyInstaller."""
    stamped = WORK / edition / "stamped"
    stamp(stamped, version=version(), build=build_id(), edition=edition)
    environment = dict(
        os.environ,
        PORTUN_EDITION=edition,
        PORTUN_STAMPED=str(stamped),
        PORTUN_VERSION=version(),
        SOURCE_DATE_EPOCH=str(epoch()),
        PYTHONHASHSEED="1",
    )
    out, work = DIST / edition, WORK / edition / "pyinstaller"
    shutil.rmtree(out, ignore_errors=True)
    command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--clean", "--log-level=WARN"]
    command += [f"--distpath={out}", f"--workpath={work}", str(ROOT / "packaging" / "gatehouse.spec")]
    subprocess.run(command, cwd=ROOT, env=environment, check=True)
    folder = out / name_of(edition)
    if SYSTEM == "linux" and shutil.which("dpkg-query"):
        sources = (stamped / "system-libraries").read_text().splitlines()
        system_licences(sources, folder / "_internal" / "licences")
    if SYSTEM == "linux":
        strip_symbols(folder)
    settle(folder, epoch())
    return (
        out / ("Portun Gatehouse.app" if edition == "console" else "Portun Gatehouse Training.app")
        if (SYSTEM == "macos")
        else folder
    )


def make_tar(folder: Path, edition: str) -> Path:
    """A .tar.gz that unpacks into one folder."""
    target = DIST / f"{name_of(edition)}-{version()}-{SYSTEM}-{MACHINE}.tar.gz"

    def plain(member: tarfile.TarInfo) -> tarfile.TarInfo:
        member.uid = member.gid = 0
        member.uname = member.gname = ""
        return member

    with (
        target.open("wb") as raw,
        gzip.GzipFile("", "wb", 6, raw, mtime=epoch()) as packed,
        tarfile.open(fileobj=packed, mode="w", format=tarfile.PAX_FORMAT) as archive,
    ):
        archive.add(folder, f"{folder.name}-{version()}", filter=plain)  # adds a folder's files sorted by name
    return target


def make_nsis(folder: Path, edition: str, *, version: str, out: Path, quick: bool = False) -> Path:
    """The Windows installer; inside and outside signed where a certificate is given (windows/sign.py). `quick`:
    packed fast instead of small, for tests."""
    target = out / f"{name_of(edition)}-{version}-setup.exe"
    sign = [sys.executable, str(ROOT / "packaging" / "windows" / "sign.py")]
    subprocess.run([*sign, *sorted(map(str, folder.glob("*.exe")))], check=True)
    words = {
        "NAME": name_of(edition),
        "TITLE": "Portun Gatehouse" if edition == "console" else "Portun Gatehouse Training",
        "VERSION": version,
        "SOURCE": str(folder),
        "OUT": str(target),
        "EDITION": edition,
        "SIGN": " ".join(sign),
    }
    script = ROOT / "packaging" / "windows" / "gatehouse.nsi"
    options = ["-V2", *(["-XSetCompressor /FINAL zlib"] if quick else [])]
    options += [f"-D{key}={value}" for key, value in words.items()]
    subprocess.run(["makensis", *options, str(script)], check=True)
    subprocess.run([*sign, str(target)], check=True)
    return target


def make_dmg(folder: Path, edition: str) -> Path:
    """The macOS image; signed and notarised where an identity is given (macos/make_dmg.sh)."""
    target = DIST / f"{name_of(edition)}-{version()}-{MACHINE}.dmg"
    subprocess.run([str(ROOT / "packaging" / "macos" / "make_dmg.sh"), str(folder), str(target)], check=True)
    return target


def build(targets: Sequence[str], edition: str) -> None:
    """Make each target, and write the hashes of all."""
    if not anchors(edition)["update_key"]:
        print("updates are off: packaging/anchors.json names no key for them (docs/fleet.md)")
    folder = make_folder(edition)
    print(f"folder  {megabytes(folder):7.1f} MB  {folder.relative_to(DIST.parent)}")
    made: list[Path] = []
    for target in targets:
        if target == "folder":
            continue
        if target == "tar":
            made.append(make_tar(folder, edition))
        elif target in ("deb", "rpm"):
            import linux_packages

            make = linux_packages.make_deb if target == "deb" else linux_packages.make_rpm
            made.append(make(folder, name=name_of(edition), version=version(), when=epoch(), out=DIST))
        elif target == "nsis":
            made.append(make_nsis(folder, edition, version=version(), out=DIST))
        else:
            made.append(make_dmg(folder, edition))
        print(f"{target:7} {megabytes(made[-1]):7.1f} MB  {made[-1].relative_to(DIST.parent)}")
    with (DIST / f"{name_of(edition)}-{version()}-{SYSTEM}-{MACHINE}.sha256").open("w", newline="\n") as sums:
        for path in made:
            with path.open("rb") as stream:
                sums.write(f"{hashlib.file_digest(stream, 'sha256').hexdigest()}  {path.name}\n")


def main(arguments: Sequence[str]) -> int:
    """Build what was asked for. 1: something that was asked for by name cannot be made here."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--target", action="append", choices=(*TARGETS, "all"), help="default: all")
    parser.add_argument("--edition", choices=("console", "training"), default="console")
    options = parser.parse_args(arguments)
    asked = options.target or ["all"]
    targets = TARGETS if "all" in asked else tuple(asked)
    cannot = {target: why for target in targets if (why := why_not(target))}
    for target, why in cannot.items():
        print(f"{target}: not made here; {why}.")
    if importlib.util.find_spec("PyInstaller") is None:
        dev.set_up()
        return dev.python(str(Path(__file__).resolve()), *arguments)
    build([target for target in targets if target not in cannot], options.edition)
    return 1 if cannot and "all" not in asked else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
