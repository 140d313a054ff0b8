"""What a start loads, and when: most of it is imports, and one line in the wrong place makes it slow again."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
from pathlib import Path

from PySide6.QtWidgets import QApplication, QWidget
from qasync import QEventLoop

from ui.kiosk import FirstPaint

ROOT = Path(__file__).resolve().parents[2]
LOADED = "import json, sys; print(json.dumps(list(sys.modules)))"


def loaded_by(*lines: str) -> set[str]:
    program = "\n".join((*lines, LOADED))
    said = subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=True, stdout=subprocess.PIPE).stdout
    return set(json.loads(said))


def test_the_key_is_being_opened_before_anything_large_is_loaded() -> None:
    large = {"sqlalchemy", "httpx", "websockets", "PySide6", "numpy", "cv2", "keyring"}
    assert not large & loaded_by("import ui.main")


def test_no_window_waits_for_pixels_or_paper() -> None:
    late = {"numpy", "cv2", "zxingcpp", "keyring", "reportlab", "xlsxwriter", "segno", "zeroconf"}
    loaded = loaded_by("import app.bootstrap", "import ui.console")
    assert {"sqlalchemy", "PySide6"} <= loaded
    assert not late & loaded


def test_no_window_waits_for_what_a_guard_looks_at_later() -> None:
    late = {f"ui.screens.{place}" for place in ("devices", "expected", "history", "inside", "service", "shift_log")}
    loaded = loaded_by("import ui.console")
    assert "ui.screens.gate" in loaded
    assert not late & loaded
    assert "PySide6.QtMultimedia" not in loaded


def test_what_waits_for_the_first_paint_waits_for_no_hidden_window(qapp: QApplication) -> None:
    async def story() -> None:
        shown, hidden = QWidget(), QWidget()
        first, never = FirstPaint(shown), FirstPaint(hidden)
        shown.show()
        await first.seen(3600.0)
        await never.seen(0.01)
        shown.close()

    with asyncio.Runner(loop_factory=lambda: QEventLoop(qapp)) as runner:
        runner.run(story())
