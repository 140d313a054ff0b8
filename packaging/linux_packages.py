"""The .deb and the .rpm, from the built folder. Both hold the same files; their scripts never touch people's data."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from functools import cache
from pathlib import Path

from stamp import png

ROOT = Path(__file__).resolve().parent.parent
LINUX = ROOT / "packaging" / "linux"
SUMMARY = "Console for the gatehouse of a residential community"
LONGER = "Reads a visitor's QR, decides, opens the gate, and loses nothing without internet."
ICON_SIZES = (48, 128, 256)

# Opened at run time, so that ldd does not see them.
OPENED_LATER = {"libGL.so.1": "libgl1", "libEGL.so.1": "libegl1"}
READ_LATER = {"xkb-data": "xkeyboard-config", "fontconfig-config": "fontconfig"}
"""Keyboard layouts and font rules, which bundled libraries read: Debian's package and the others'."""


def make_deb(folder: Path, *, name: str, version: str, when: int, out: Path, quick: bool = False) -> Path:
    """A .deb for the system it is made on and newer ones. `quick`: larger, for a test that throws it away."""
    tree = _tree(folder, out / "deb", name, when)
    control = tree / "DEBIAN"
    control.mkdir()
    size = sum(path.stat().st_size for path in tree.rglob("*") if path.is_file() and not path.is_symlink())
    fields = {
        "Package": name,
        "Version": version,
        "Architecture": "amd64",
        "Maintainer": "Portun <support@portun.app>",
        "Installed-Size": str(size // 1024),
        "Depends": ", ".join([*debian_packages(outside_libraries(folder)), f"libc6 (>= {oldest_glibc(folder)})"]),
        "Recommends": "gnome-keyring | kwalletmanager",
        "Section": "misc",
        "Priority": "optional",
        "Homepage": "https://portun.app",
        "Description": f"{SUMMARY}\n {LONGER}",
    }
    (control / "control").write_text("".join(f"{key}: {value}\n" for key, value in fields.items()))
    (control / "conffiles").write_text(f"/etc/{name}/autostart.desktop\n")
    for script in ("postinst", "postrm"):
        (control / script).write_text((LINUX / f"{script}.sh").read_text().replace("@NAME@", name))
        (control / script).chmod(0o755)
    _settle(tree, when)
    target = out / f"{name}_{version}_amd64.deb"
    environment = {**os.environ, "SOURCE_DATE_EPOCH": str(when)}
    packing = ["-Zgzip", "-z1"] if quick else ["-Zxz", "-z6"]
    command = ["dpkg-deb", "--root-owner-group", *packing, "--build", str(tree), str(target)]
    subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, check=True)
    shutil.rmtree(tree)
    return target


def make_rpm(folder: Path, *, name: str, version: str, when: int, out: Path) -> Path:
    """A .rpm; what it needs is named by library, so that it holds on every distribution."""
    tree, top = _tree(folder, out / "rpm", name, when), out / "rpmbuild"
    libraries = {f"{library}()(64bit)" for library in [*outside_libraries(folder), *OPENED_LATER]}
    needs = sorted({*libraries, *READ_LATER.values(), f"libc.so.6(GLIBC_{oldest_glibc(folder)})(64bit)"})
    words = {
        "NAME": name,
        "VERSION": version,
        "SUMMARY": SUMMARY,
        "TREE": str(tree),
        "REQUIRES": "\n".join(f"Requires: {need}" for need in needs),
    }
    text = (LINUX / "gatehouse.rpm.spec").read_text()
    for key, value in words.items():
        text = text.replace(f"@{key}@", value)
    top.mkdir(parents=True, exist_ok=True)
    (top / "gatehouse.spec").write_text(text)
    command = ["rpmbuild", "-bb", "--target", "x86_64", "--define", f"_topdir {top}", "--define", f"_rpmdir {out}"]
    command += ["--define", "_build_id_links none", "--define", "_buildhost portun"]
    command += ["--define", "_build_name_fmt %%{NAME}.rpm"]
    command += ["--define", "use_source_date_epoch_as_buildtime 1", "--define", "clamp_mtime_to_source_date_epoch 1"]
    environment = {**os.environ, "SOURCE_DATE_EPOCH": str(when)}
    subprocess.run([*command, str(top / "gatehouse.spec")], env=environment, capture_output=True, check=True)
    target = out / f"{name}-{version}-1.x86_64.rpm"
    (out / f"{name}.rpm").replace(target)
    shutil.rmtree(top)
    shutil.rmtree(tree)
    return target


def outside_libraries(folder: Path) -> list[str]:
    """The shared libraries that the program takes from the system, by name, the C library's own apart."""
    found = set(re.findall(r"NEEDED\s+(\S+)", _headers(folder)))
    inside = {path.name for path in folder.rglob("*.so*")}
    own = re.compile(r"lib(c|m|dl|pthread|rt|util|resolv|nsl)\.so|ld-linux")
    return sorted(library for library in found - inside if not own.match(library))


def oldest_glibc(folder: Path) -> str:
    """The oldest version of the C library that the program runs with."""
    asked = re.findall(r"\bGLIBC_(\d+)\.(\d+)", _headers(folder))
    return "{}.{}".format(*max((int(major), int(minor)) for major, minor in asked))


@cache
def _headers(folder: Path) -> str:
    """What objdump says of every program and library in `folder`."""
    binaries = [
        path
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.is_symlink() and (".so" in path.name or path.parent == folder)
    ]
    said = (
        subprocess.run(["objdump", "-p", str(path)], capture_output=True, text=True, check=False) for path in binaries
    )
    return "".join(one.stdout for one in said)


def debian_packages(libraries: list[str]) -> list[str]:
    """The packages that hold `libraries`."""
    said = subprocess.run(["/sbin/ldconfig", "-p"], capture_output=True, text=True, check=True).stdout
    paths = dict(re.findall(r"^\s*(\S+) \(libc6,x86-64[^)]*\) => (\S+)$", said, flags=re.MULTILINE))
    packages = {*OPENED_LATER.values(), *READ_LATER}
    for library in libraries:
        if library not in paths:
            raise SystemExit(f"{library} is needed by the program but is nowhere on this system")
        for path in (paths[library], str(Path(paths[library]).resolve())):
            owner = subprocess.run(["dpkg-query", "-S", path], capture_output=True, text=True, check=False).stdout
            packages |= {line.split(":")[0] for line in owner.splitlines() if line.endswith(path)}
    return sorted(packages)


def desktop_entries(name: str) -> tuple[str, str]:
    """For the menu, and for the start with the session: full screen, with its keeper."""
    desktop = (LINUX / "gatehouse.desktop").read_text().replace("@NAME@", name)
    if name.endswith("-training"):
        desktop = desktop.replace("Name=Portun Gatehouse", "Name=Portun Gatehouse (training)")
    autostart = desktop.replace(f"Exec={name}\n", f"Exec={name} --keep --full-screen\n")
    return desktop, autostart + "X-GNOME-Autostart-enabled=true\n"


def _tree(folder: Path, tree: Path, name: str, when: int) -> Path:
    """Everything in its place, as it will stand on the PC."""
    shutil.rmtree(tree, ignore_errors=True)
    home = tree / "opt" / "portun" / name
    shutil.copytree(folder, home, symlinks=True)
    runs = tree / "usr" / "bin" / name
    runs.parent.mkdir(parents=True)
    runs.symlink_to(f"/opt/portun/{name}/{name}")
    desktop, autostart = desktop_entries(name)
    _write(tree / "usr" / "share" / "applications" / f"{name}.desktop", desktop)
    _write(tree / "etc" / name / "autostart.desktop", autostart)
    _write(tree / "usr" / "share" / "doc" / name / "README", (LINUX / "README").read_text().replace("@NAME@", name))
    _write(tree / "usr" / "share" / "doc" / name / "copyright", (ROOT / "LICENSE").read_text())
    icons = tree / "usr" / "share" / "icons" / "hicolor"
    _write(icons / "scalable" / "apps" / f"{name}.svg", (LINUX / "portun-gatehouse.svg").read_text())
    for size in ICON_SIZES:
        target = icons / f"{size}x{size}" / "apps" / f"{name}.png"
        target.parent.mkdir(parents=True)
        shutil.move(png(tree, size), target)
    _settle(tree, when)
    return tree


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


def _settle(tree: Path, when: int) -> None:
    for path in [tree, *tree.rglob("*")]:
        if path.is_dir() and not path.is_symlink():
            path.chmod(0o755)
        os.utime(path, (when, when), follow_symlinks=False)
