"""What a build carries besides the program: its release, the licence texts, and the icon in each system's form."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Iterable
from importlib import metadata
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ICON = ROOT / "packaging" / "linux" / "portun-gatehouse.svg"
ANCHORS = ROOT / "packaging" / "anchors.json"
ANCHOR_SHAPES = {
    "update_url": r"https://[^\s/@]+/\S+",
    "update_key": "[0-9a-f]{64}",
    "provisioning_key": "[0-9a-f]{64}",
}
ICON_SIZES = (16, 24, 32, 48, 64, 128, 256)
_LICENCE = re.compile(r"licen[cs]e|copying|notice|copyright", re.IGNORECASE)


def stamp(folder: Path, *, version: str, build: str, edition: str) -> None:
    """Fill `folder` with everything the recipe takes from there."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    words = {"version": version, "build": build, "edition": edition, **anchors(edition)}
    (folder / "release.json").write_text(json.dumps(words) + "\n")
    _licences(folder / "licences", edition)
    if sys.platform == "win32":
        (folder / "version.txt").write_text(_windows_version(version, edition))
    if sys.platform in ("win32", "darwin"):
        _icons(folder)


def anchors(edition: str) -> dict[str, str]:
    """Whose updates and provisioning files the build takes (docs/fleet.md): all empty where nobody's.

    The training edition takes neither. SystemExit where a key is no key: a build that trusts a typing mistake would
    be found out months later.
    """
    said: dict[str, str] = json.loads(ANCHORS.read_text())
    if wrong := [name for name, shape in ANCHOR_SHAPES.items() if not re.fullmatch(f"({shape})?", said[name])]:
        raise SystemExit(f"{ANCHORS.name}: {', '.join(wrong)} cannot be right")
    if bool(said["update_url"]) != bool(said["update_key"]):
        raise SystemExit(f"{ANCHORS.name}: updates need both an address and a key")
    return said if edition == "console" else dict.fromkeys(said, "")


def locked(edition: str) -> set[str]:
    """The names of the packages that an edition ships."""
    lock = ROOT / "packaging" / "requirements" / ("sandbox.txt" if edition == "training" else "console.txt")
    return set(re.findall(r"^([a-z0-9][\w.-]*)==", lock.read_text(), flags=re.MULTILINE))


def _licences(folder: Path, edition: str) -> None:
    """The texts of every package of the lock, of Python, of the fonts, and our own words."""
    for name in sorted(locked(edition)):
        try:
            distribution = metadata.distribution(name)
        except metadata.PackageNotFoundError:
            continue  # for another system
        for file in distribution.files or ():
            if _LICENCE.search(file.name) and not file.name.endswith((".py", ".pyc")):
                _copy(Path(str(distribution.locate_file(file))), folder / name / file.name)
    python = Path(sysconfig.get_path("stdlib")) / "LICENSE.txt"
    if python.exists():
        _copy(python, folder / "python" / python.name)
    _copy(ROOT / "resources" / "fonts" / "OFL.txt", folder / "fonts" / "OFL.txt")
    for name in ("LICENSE", "THIRD-PARTY.md"):
        _copy(ROOT / name, folder / name)
    for path in sorted((ROOT / "packaging" / "licences").glob("*.txt")):
        _copy(path, folder / path.name)


def debian_packages_of(sources: Iterable[str]) -> list[str]:
    """The names of the Debian packages that files belong to."""
    packages: set[str] = set()
    for source in sources:
        for path in (source, str(Path(source).resolve())):
            said = subprocess.run(["dpkg-query", "--search", path], capture_output=True, text=True, check=False).stdout
            packages |= {line.split(":")[0] for line in said.splitlines() if line.endswith(path)}
    return sorted(packages)


def system_licences(sources: list[str], folder: Path) -> None:
    """The copyright files of the Debian packages that shared libraries were taken from."""
    for package in debian_packages_of(sources):
        text = Path("/usr/share/doc") / package / "copyright"
        if text.exists():
            _copy(text, folder / "system" / f"{package}.txt")


def _copy(source: Path, target: Path) -> None:
    if source.is_file():
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, target)


def _icons(folder: Path) -> None:
    """The one drawing as .ico and .icns."""
    from PIL import Image

    Image.open(png(folder, 256)).save(folder / "gatehouse.ico", sizes=[(size, size) for size in ICON_SIZES])
    Image.open(png(folder, 1024)).save(folder / "gatehouse.icns")


def png(folder: Path, size: int) -> Path:
    """The icon as a picture of `size` pixels."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtGui import QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    picture = QImage(size, size, QImage.Format.Format_ARGB32)
    picture.fill(0)
    painter = QPainter(picture)
    QSvgRenderer(str(ICON)).render(painter)
    painter.end()
    path = folder / f"icon-{size}.png"
    picture.save(str(path))
    return path


def _windows_version(version: str, edition: str) -> str:
    """The version resource that Windows shows in a file's properties."""
    numbers = f"({', '.join(version.split('.'))}, 0)"
    name = "Portun Gatehouse" if edition == "console" else "Portun Gatehouse Training"
    words = {"CompanyName": "Portun", "FileDescription": name, "ProductName": name}
    words |= {"FileVersion": version, "ProductVersion": version}
    rows = ", ".join(f"StringStruct({key!r}, {value!r})" for key, value in words.items())
    return (
        f"VSVersionInfo(ffi=FixedFileInfo(filevers={numbers}, prodvers={numbers}, mask=0x3f, flags=0, OS=0x40004, "
        "fileType=1, subtype=0, date=(0, 0)), kids=[StringFileInfo([StringTable('040904B0', "
        f"[{rows}])]), VarFileInfo([VarStruct('Translation', [1033, 1200])])])\n"
    )
