"""Run before the installed program: what is bundled is found there.

pyzbar asks the system where zbar is and never looks beside the program. Qt is told where its plugins are by the
environment alone: PyInstaller's own hook loads it for that, and each start, each command and the keeper would wait.
"""

import ctypes.util
import os
import sys
from pathlib import Path

HERE = Path(sys._MEIPASS)  # type: ignore[attr-defined]  # set by PyInstaller

_system = ctypes.util.find_library


def _bundled_first(name: str) -> str | None:
    if name == "zbar":
        for path in HERE.glob("libzbar*"):
            return str(path)
    return _system(name)


ctypes.util.find_library = _bundled_first
os.environ["QT_PLUGIN_PATH"] = str(HERE.joinpath("PySide6", *(() if sys.platform == "win32" else ("Qt",)), "plugins"))
