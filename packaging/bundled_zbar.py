"""Run before the installed program: pyzbar asks the system where zbar is and never looks beside the program."""

import ctypes.util
import sys
from pathlib import Path

_system = ctypes.util.find_library


def _bundled_first(name: str) -> str | None:
    if name == "zbar":
        for path in Path(sys._MEIPASS).glob("libzbar*"):  # type: ignore[attr-defined]  # set by PyInstaller
            return str(path)
    return _system(name)


ctypes.util.find_library = _bundled_first
