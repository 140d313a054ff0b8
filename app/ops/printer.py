"""Paper: a sheet is handed to the system's own printing. Nothing here speaks to a printer."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from app.errors import PrintError

TAKEN_WITHIN_S = 20.0
"""`lp` answers once the sheet lies in the queue; one that asks a server which is gone would wait for minutes."""

_NOTHING_PRINTS = 1155
"""Windows, ERROR_NO_ASSOCIATION: no program of this PC prints that kind of file."""


def to_printer(sheet: Path) -> bool:
    """Hand `sheet` to the default printer. False: this PC has nothing that prints, the sheet can only be opened.

    Blocks; raises PrintError. The queue keeps a copy of its own only where `lp` took it.
    """
    if sys.platform == "win32":
        try:
            os.startfile(sheet, "print")  # noqa: S606 - a file of ours, by the shell
        except OSError as error:
            if error.winerror == _NOTHING_PRINTS:
                return False
            raise _gone(str(error.winerror)) from error
        return True
    if (lp := shutil.which("lp")) is None:
        return False
    command = [lp, "-s", "-t", "Portun Gatehouse", "--", str(sheet)]
    try:
        done = subprocess.run(
            command, stdin=subprocess.DEVNULL, capture_output=True, timeout=TAKEN_WITHIN_S, env=_plain(), check=False
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise _gone(type(error).__name__) from error
    if done.returncode != 0:
        raise _gone(f"lp ended with {done.returncode}")
    return True


def _plain() -> dict[str, str]:
    """The surroundings of a program that is not ours: without the libraries that a packaged console brings along."""
    kept = dict(os.environ)
    if hasattr(sys, "frozen"):
        before = kept.pop("LD_LIBRARY_PATH_ORIG", "")
        kept.pop("LD_LIBRARY_PATH", None)
        if before:
            kept["LD_LIBRARY_PATH"] = before
    return kept


def _gone(why: str) -> PrintError:
    return PrintError(
        "printer_gone",
        "No printer took the sheet",
        f"This PC has no printer, or it does not answer ({why}).",
        "See whether it is switched on and has paper, and print again. The code on the screen works meanwhile.",
    )
