"""python -m tests.screens DIR: pictures of every state of the screens, the same on every machine.

--language es|en|pt   --theme NAME   --size 1280x720   --only STATE   (each may be given more than once)

All states in all themes and languages, in the smallest window and on a full screen; a size is pixels and percent:
1920x1080@150 is a window of 1280×720 logical pixels, drawn at one and a half.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from tests.screens.scenes import SCENES
from tests.screens.stage import Stage
from ui.text.language import Language, Words
from ui.theme import ThemeName, apply

SIZES = ("1280x720@100", "1920x1080@150")
SCALE = "QT_SCALE_FACTOR"


def main() -> None:
    """Draw."""
    asked = argparse.ArgumentParser(prog="python -m tests.screens", description=__doc__)
    asked.add_argument("folder", type=Path)
    asked.add_argument("--language", action="append", choices=[one.value for one in Language])
    asked.add_argument("--theme", action="append", choices=[one.value for one in ThemeName])
    asked.add_argument("--size", action="append")
    asked.add_argument("--only", action="append", choices=list(SCENES))
    given = asked.parse_args()
    given.folder.mkdir(parents=True, exist_ok=True)
    sizes = [size if "@" in size else f"{size}@100" for size in given.size or SIZES]
    here = round(float(os.environ.get(SCALE, "1")) * 100)
    for percent in sorted({int(size.partition("@")[2]) for size in sizes} - {here}):
        # Qt is told of a scale before it starts, so each has a program of its own.
        own = [part for size in sizes if size.endswith(f"@{percent}") for part in ("--size", size)]
        rest = [part for name in ("language", "theme", "only") for one in getattr(given, name) or () for part in
                (f"--{name}", one)]  # fmt: skip
        command = [sys.executable, "-m", "tests.screens", str(given.folder), *own, *rest]
        subprocess.run(command, env={**os.environ, SCALE: str(percent / 100)}, check=True)
    draw(given, [size.partition("@")[0] for size in sizes if size.endswith(f"@{here}")], here)


def draw(given: argparse.Namespace, sizes: list[str], percent: int) -> None:
    """The pictures of one scale."""
    if not sizes:
        return
    app = QApplication([])
    app.setCursorFlashTime(0)
    words = Words(app)
    count = 0
    for theme in given.theme or [one.value for one in ThemeName]:
        apply(app, ThemeName(theme))
        for language in given.language or [one.value for one in Language]:
            words.speak(Language(language))
            for size in sizes:
                width, height = (round(int(part) * 100 / percent) for part in size.split("x"))
                for name in given.only or SCENES:
                    stage = Stage(app, width, height)
                    SCENES[name](stage)
                    stage.settle()
                    stage.window.grab().save(str(given.folder / f"{name}-{theme}-{language}-{size}@{percent}.png"))
                    stage.close()
                    count += 1
    print(f"{count} pictures in {given.folder}")


main()
