"""The elevated half of an update, on Windows: `portun-gatehouse --install-update MANIFEST INSTALLER`.

It runs as an administrator, so it believes nothing that users could have written: it judges the manifest once more
by the key inside this program, copies the installer into a folder beside the program that users cannot write, checks
that copy, starts it and ends. The installer waits until the console has ended and starts it again.

The installers of this and of the last version stay there: starting the older one puts the version before back.
"""

from __future__ import annotations

import ctypes
import logging
import subprocess
import sys
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from app.errors import UpdateError
from app.ops.signed import LARGEST
from app.ops.update import Trust, this_system, verify
from app.ops.update_download import taken_over
from app.release import Release, release

log = logging.getLogger(__name__)

OPTION = "--install-update"
FOLDER = "updates"
"""Beside the program: whoever may not change the program may not write there either."""
KEPT = 2
SETUP_WORDS = ("/S", "/WAIT", "/START")
"""Silently; after the console has ended; start it again."""

NOT_TAKEN, NOTHING_OFFERED = 1, 2


def install(
    manifest: Path,
    installer: Path,
    protected: Path,
    *,
    this: Release,
    now: datetime,
    start: Callable[[Sequence[str]], object],
) -> Path | None:
    """Judge, take over, start. The copy that was started; None: the manifest offers nothing to this version.

    Raises UpdateError for what may not be taken, OSError for a folder that cannot be made.
    """
    with manifest.open("rb") as stream:
        raw = stream.read(LARGEST + 1)
    trust = Trust(bytes.fromhex(this.update_key))
    offer = verify(raw, trust=trust, running=this.version, system=this_system(), now=now).offer
    if offer is None:
        return None
    protected.mkdir(mode=0o755, exist_ok=True)
    copy = taken_over(installer, protected, offer.file)
    copy.chmod(0o755)
    _keep_newest(protected)
    start([str(copy), *SETUP_WORDS])
    return copy


def _keep_newest(protected: Path) -> None:
    installers = sorted(protected.iterdir(), key=lambda path: path.stat().st_mtime, reverse=True)
    for old in installers[KEPT:]:
        old.unlink()


def main(arguments: Sequence[str]) -> int:
    """The elevated program. 0: the installer was started."""
    manifest, installer = map(Path, arguments)
    this = release()
    if not this.updates:
        return NOTHING_OFFERED
    try:
        taken = install(
            manifest,
            installer,
            Path(sys.executable).parent / FOLDER,
            this=this,
            now=datetime.now(UTC),
            start=lambda words: subprocess.Popen(words, stdin=subprocess.DEVNULL),
        )
    except (UpdateError, OSError) as problem:
        print(problem, file=sys.stderr)
        return NOT_TAKEN
    return 0 if taken is not None else NOTHING_OFFERED


def elevated(arguments: Sequence[str]) -> int:
    """Run this program as an administrator, as Windows asks for it, and wait; its exit code. Blocks: use a thread.

    Raises UpdateError when nobody agreed, or elsewhere than on Windows.
    """
    if sys.platform == "win32":
        return _run_as(sys.executable, subprocess.list2cmdline(arguments))
    else:  # noqa: RET505 (mypy reads the branch that is for this system)
        raise _not_installed("Only an administrator can install on this system.")


def not_taken() -> UpdateError:
    """The elevated half did not take what was downloaded."""
    return _not_installed("What was downloaded could not be taken over.")


def _not_installed(message: str) -> UpdateError:
    return UpdateError(
        "update_not_installed",
        "The update was not installed",
        message,
        "Nothing was changed. Call the technician, or install it by hand.",
    )


if sys.platform == "win32":
    from ctypes import wintypes

    _NO_CLOSE, _SHOW = 0x00000040, 1  # SEE_MASK_NOCLOSEPROCESS, SW_SHOWNORMAL
    _WITHIN_MS = 300_000

    class _ShellExecute(ctypes.Structure):
        _fields_ = [
            ("cbSize", wintypes.DWORD),
            ("fMask", wintypes.ULONG),
            ("hwnd", wintypes.HWND),
            ("lpVerb", wintypes.LPCWSTR),
            ("lpFile", wintypes.LPCWSTR),
            ("lpParameters", wintypes.LPCWSTR),
            ("lpDirectory", wintypes.LPCWSTR),
            ("nShow", ctypes.c_int),
            ("hInstApp", wintypes.HINSTANCE),
            ("lpIDList", ctypes.c_void_p),
            ("lpClass", wintypes.LPCWSTR),
            ("hkeyClass", wintypes.HKEY),
            ("dwHotKey", wintypes.DWORD),
            ("hIcon", wintypes.HANDLE),
            ("hProcess", wintypes.HANDLE),
        ]

    def _run_as(program: str, words: str) -> int:
        asked = _ShellExecute(fMask=_NO_CLOSE, lpVerb="runas", lpFile=program, lpParameters=words, nShow=_SHOW)
        asked.cbSize = ctypes.sizeof(asked)
        if not ctypes.windll.shell32.ShellExecuteExW(ctypes.byref(asked)):
            raise _not_installed("Nobody with administrator rights agreed.")
        kernel, code = ctypes.windll.kernel32, wintypes.DWORD()
        kernel.WaitForSingleObject(asked.hProcess, _WITHIN_MS)
        kernel.GetExitCodeProcess(asked.hProcess, ctypes.byref(code))
        kernel.CloseHandle(asked.hProcess)
        return int(code.value)
