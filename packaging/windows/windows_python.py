"""A Windows Python with the console's packages, put together on Linux: only to try the Windows program under wine.

It never ships anything. The runtime comes out of another project's wheel, the standard library out of this Linux's
Python, `python.exe`, `python3.dll` and `icuuc.dll` are stand-ins, and numpy is older than the lock's because wine's C
library lacks what newer ones ask for. Releases are made on Windows, from the same recipe and installer script.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import sysconfig
import zipfile
from collections.abc import Sequence
from pathlib import Path

from packaging.markers import Environment

from packaging.requirements import Requirement

LOCKS = Path(__file__).resolve().parent.parent / "requirements"
RUNTIME = "panda3d==1.10.16"
"""Its Windows wheels carry python.org's signed CPython, and the extensions of its standard library."""
PYTHON = (3, 11)
FULL_VERSION = "3.11.9"
STAND_IN = {"numpy": "2.1.3"}
"""Newer ones call C99's complex numbers, which wine's ucrtbase has not."""
BUILD_TOOLS = ("pyinstaller", "pyinstaller-hooks-contrib", "altgraph", "packaging", "pefile", "setuptools")
MINGW = "x86_64-w64-mingw32-"
MAIN = "#include <wchar.h>\nint Py_Main(int, wchar_t **);\nint wmain(int n, wchar_t **w) { return Py_Main(n, w); }\n"


def run(*command: str | Path, **options: object) -> None:
    """A command that must work."""
    subprocess.run([str(word) for word in command], check=True, **options)  # type: ignore[call-overload]  # as they are


def locked(file: str, only: Sequence[str] = ()) -> list[str]:
    """What a lock pins for Windows, as `name==version`."""
    windows = Environment(
        implementation_name="cpython",
        implementation_version=FULL_VERSION,
        os_name="nt",
        platform_machine="AMD64",
        platform_python_implementation="CPython",
        platform_release="10",
        platform_system="Windows",
        platform_version="10",
        python_full_version=FULL_VERSION,
        python_version=".".join(map(str, PYTHON)),
        sys_platform="win32",
    )
    lines = re.findall(r"^[a-z0-9][^\\\n]*", (LOCKS / file).read_text(), flags=re.MULTILINE)
    asked = [Requirement(line.strip()) for line in lines]
    return [
        f"{one.name}=={STAND_IN[one.name]}" if one.name in STAND_IN else f"{one.name}{one.specifier}"
        for one in asked
        if (one.marker is None or one.marker.evaluate(dict(windows))) and (not only or one.name in only)
    ]


def pip(what: str, *words: str | Path) -> None:
    """pip for Windows, from here."""
    dotted, short = ".".join(map(str, PYTHON)), "".join(map(str, PYTHON))
    command = [sys.executable, "-m", "pip", what, "--quiet", "--no-deps", "--only-binary=:all:", "--platform=win_amd64"]
    command += [f"--python-version={dotted}", "--implementation=cp"]
    run(*command, *(f"--abi={abi}" for abi in (f"cp{short}", "abi3", "none")), *words)


def symbols(library: Path, pattern: str) -> list[str]:
    """Names that objdump shows of a DLL's tables."""
    said = subprocess.run([f"{MINGW}objdump", "-p", str(library)], capture_output=True, text=True, check=True).stdout
    return re.findall(pattern, said, flags=re.MULTILINE)


def make_python(target: Path, work: Path) -> None:
    """A Windows Python with the console's packages and PyInstaller."""
    dll = f"python{''.join(map(str, PYTHON))}"
    work.mkdir(parents=True, exist_ok=True)
    pip("download", "--dest", work, RUNTIME)
    (target / "DLLs").mkdir(parents=True)
    with zipfile.ZipFile(next(work.glob("panda3d-*.whl"))) as wheel:
        for member in wheel.namelist():
            folder, _, name = member.rpartition("/")
            if folder == "deploy_libs" and not name.startswith("api-ms-"):  # wine has these
                beside = name.lower().startswith((dll, "vcruntime"))
                (target / name if beside else target / "DLLs" / name).write_bytes(wheel.read(member))
    unix_only = shutil.ignore_patterns(
        "site-packages", "dist-packages", "lib-dynload", "test", "config-*", "__pycache__"
    )
    shutil.copytree(sysconfig.get_path("stdlib"), target / "Lib", ignore=unix_only)
    tools = locked("dev.txt", BUILD_TOOLS)
    packages = target / "Lib" / "site-packages"
    pip("install", "--target", packages, *locked("console.txt"), *tools)
    exported = symbols(target / f"{dll}.dll", r"^\s+\[ *\d+\] (?:\+base\[ *\d+\] +[0-9a-f]+ )?([A-Za-z_]\w*)$")
    forwards = "".join(f" {name}={dll}.{name}\n" for name in exported)
    (work / "python3.def").write_text(f"LIBRARY python3.dll\nEXPORTS\n{forwards}")
    qt = packages / "PySide6"
    icu = symbols(qt / "Qt6Core.dll", r"(?<=DLL Name: icuuc\.dll\n)(?:\t.*\n)+")[0]
    asked = [row.split()[2] for row in icu.splitlines()[1:]]
    (work / "icuuc.c").write_text("".join(f"void *{name}(void) {{ return 0; }}\n" for name in asked))
    (work / "python.c").write_text(MAIN)
    run(f"{MINGW}gcc", "-municode", "-o", target / "python.exe", work / "python.c", target / f"{dll}.dll")
    bare = [f"{MINGW}gcc", "-shared", "-nostdlib", "-Wl,-e,0", "-o"]
    run(*bare, target / "python3.dll", work / "python3.def")
    run(*bare, qt / "icuuc.dll", work / "icuuc.c")
