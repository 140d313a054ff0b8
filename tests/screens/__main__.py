"""python -m tests.screens DIR: pictures of every state of the screens, the same on every machine.

--language es|en|pt   --theme NAME   --size 1280x720   --only STATE   (each may be given more than once)
"""

from __future__ import annotations

import argparse
import os
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from tests.screens.scenes import SCENES, Stage
from ui.text.language import Language, Words
from ui.theme import ThemeName, apply

SIZES = ("1280x720", "1440x900", "1920x1080")


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
    app = QApplication([])
    app.setCursorFlashTime(0)
    words = Words(app)
    count = 0
    for theme in given.theme or [ThemeName.DARK.value, ThemeName.LIGHT.value]:
        apply(app, ThemeName(theme))
        for language in given.language or [Language.SPANISH.value]:
            words.speak(Language(language))
            for size in given.size or SIZES:
                width, height = (int(part) for part in size.split("x"))
                for name in given.only or SCENES:
                    stage = Stage(app, width, height)
                    SCENES[name](stage)
                    stage.settle()
                    stage.window.grab().save(str(given.folder / f"{name}-{theme}-{language}-{size}.png"))
                    stage.close()
                    count += 1
    print(f"{count} pictures in {given.folder}")


main()
