"""`--self-test`: whether everything that was shipped works on this PC, without a site and without a screen.

One line a check, as JSON: {"check", "holds", "what", "took_ms"}; the last line is the whole. Nothing is left behind.
"""

from __future__ import annotations

import argparse
import asyncio
import importlib
import json
import os
import pkgutil
import secrets
import sys
import tempfile
import time
import urllib.error
import urllib.request
import uuid
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QStackedWidget

from app.bootstrap import Core
from app.devices.engines import engines
from app.gates.lockdown import Lockdown
from app.profile import Profile
from app.release import release
from app.settings import FILE, Central, Settings, Site, dump
from app.store.keys import Keys
from app.store.recovery import new_recovery_key
from app.store.store import Store
from ui import loop
from ui.keys import Keys as Keyboard
from ui.screens.shell import Shell
from ui.sounds import Sounds
from ui.text.language import Language, Words
from ui.theme import ThemeName, apply

EMITS = 5_000
SHIPPED = ("app", "ui")
CLOSED_PORT = "http://127.0.0.1:9"
"""Discard: nobody listens there, and asking it says so at once."""


class Bell(QObject):
    """Something to emit."""

    rung = Signal(bool)


def imports() -> str:
    """Every module of the program and everything those need. The sandbox is another edition's."""
    names = [
        module.name
        for package in SHIPPED
        for module in pkgutil.walk_packages(importlib.import_module(package).__path__, f"{package}.")
        if not module.name.startswith("app.sandbox") and not module.name.endswith("__main__")
    ]
    for name in names:
        importlib.import_module(name)
    for name in ("sqlcipher3", "sqlalchemy.dialects.sqlite.pysqlcipher", "cv2", "keyring", "reportlab.pdfgen.canvas"):
        importlib.import_module(name)
    return f"{len(names)} modules"


def signals() -> str:
    """PySide6 6.12 on CPython 3.11 aborts after some 600 emits of a bool."""
    bell, heard = Bell(), 0

    def hear(_: bool) -> None:
        nonlocal heard
        heard += 1

    bell.rung.connect(hear)
    for _ in range(EMITS):
        bell.rung.emit(True)
    if heard != EMITS:
        raise AssertionError(f"{heard} of {EMITS} were heard")
    return f"{heard} emits"


def decoders() -> str:
    """Both engines read a code that is drawn in memory; zbar in a process that this program starts from itself."""
    tried = engines()
    if problems := [f"{engine.name}: {engine.problem.message}" for engine in tried if engine.problem is not None]:
        raise AssertionError("; ".join(problems))
    return ", ".join(f"{engine.name} {engine.version}" for engine in tried)


async def store(folder: Path) -> str:
    """An encrypted store is made, written, closed, and opened again by its passphrase."""
    passphrase = secrets.token_urlsafe(12)
    key = await asyncio.to_thread(Keys.create, folder, recovery_public=new_recovery_key().public, passphrase=passphrase)
    made = await Store.open(folder, key)
    await made.secrets.put("self-test", passphrase)
    await made.close()
    again = await Store.open(folder, await asyncio.to_thread(Keys.open, folder, passphrase))
    kept = await again.secrets.get("self-test")
    await again.close()
    if kept != passphrase:
        raise AssertionError("what was put in did not come out")
    if (folder / "journal.db").read_bytes().startswith(b"SQLite format"):
        raise AssertionError("the journal is not encrypted")
    return "written, closed, opened"


async def central(url: str) -> str:
    """The address answers, whatever it says."""

    def ask() -> int:
        try:
            with urllib.request.urlopen(url, timeout=10) as answer:  # noqa: S310 (http is what a sandbox speaks)
                return int(answer.status)
        except urllib.error.HTTPError as refused:
            return refused.code

    return f"answered {await asyncio.to_thread(ask)}"


async def screens(app: QApplication, folder: Path) -> str:
    """Every page of the real window, on a new and empty profile, in every theme and language."""
    passphrase = secrets.token_urlsafe(12)
    await asyncio.to_thread(_new_profile, folder, passphrase)
    words, painted = Words(app), 0
    apply(app, ThemeName.DARK)
    core = await Core.open(folder, passphrase=passphrase)
    try:
        shell = Shell(core, Keyboard(app, core.clock.monotonic), Sounds(0))
        shell.start()
        shell.resize(1440, 900)
        shell.show()
        for theme in ThemeName:
            apply(app, theme)
            for language in Language:
                words.speak(language)
                painted += await _paint_all(shell)
        shell.close()
    finally:
        await core.close()
    return f"{painted} pictures"


def _new_profile(folder: Path, passphrase: str) -> None:
    """As the first start would leave it, without cameras and gates."""
    profile = Profile(folder)
    folder.mkdir()
    site = Site(name="Self-test", community_id=str(uuid.uuid4()), device_id=str(uuid.uuid4()))
    settings = Settings(site=site, central=Central(url=CLOSED_PORT, key="sb_publishable_selftest"))
    (folder / FILE).write_text(dump(settings), encoding="utf-8")
    Lockdown(profile.lockdown).prepare()
    Keys.create(profile.store, recovery_public=new_recovery_key().public, passphrase=passphrase)


async def _paint_all(shell: Shell) -> int:
    painted = 0
    for stack in shell.findChildren(QStackedWidget):
        before = stack.currentIndex()
        for page in range(stack.count()):
            stack.setCurrentIndex(page)
            await asyncio.sleep(0)  # let Qt and the core do what the change asked of them
            if _one_colour(shell.grab().toImage()):
                raise AssertionError(f"{type(stack.widget(page)).__name__} is blank")
            painted += 1
        stack.setCurrentIndex(before)
    return painted


def _one_colour(image: QImage) -> bool:
    small = image.scaled(64, 64).convertToFormat(QImage.Format.Format_RGB32)
    pixels = bytes(small.constBits())
    return len({pixels[index : index + 4] for index in range(0, len(pixels), 4)}) < 2


class Report:
    """Says each check when it is done."""

    def __init__(self) -> None:
        self.holds = True
        self._uncaught: list[str] = []
        # A painter's exception never reaches who asked for the picture.
        sys.excepthook = lambda kind, value, trace: self._uncaught.append(f"{kind.__name__}: {value}")

    def say(self, check: str, started: float, what: str, holds: bool) -> None:
        """One line."""
        if self._uncaught:
            what, holds = f"{what}; uncaught: {'; '.join(self._uncaught)}", False
            self._uncaught.clear()
        self.holds = self.holds and holds
        took = round((time.perf_counter() - started) * 1000)
        print(json.dumps({"check": check, "holds": holds, "what": what, "took_ms": took}), flush=True)

    def run(self, check: str, work: Callable[[], str]) -> None:
        """Do one check."""
        started = time.perf_counter()
        try:
            self.say(check, started, work(), True)
        except Exception as error:  # noqa: BLE001 (whatever breaks is the answer)
            self.say(check, started, f"{type(error).__name__}: {error}", False)


def main(arguments: Sequence[str]) -> int:
    """0: everything holds."""
    parser = argparse.ArgumentParser(prog="portun-gatehouse --self-test", description=__doc__)
    parser.add_argument("--central", metavar="URL", help="an address of a central API that should answer")
    given = parser.parse_args(arguments)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    report = Report()
    app = QApplication(sys.argv[:1])
    app.setQuitOnLastWindowClosed(False)
    with (
        tempfile.TemporaryDirectory(prefix="portun-self-test-", ignore_cleanup_errors=True) as place,
        loop.runner(app) as runner,
    ):
        folder = Path(place)
        report.run("imports", imports)
        report.run("signals", signals)
        report.run("decoders", decoders)
        report.run("store", lambda: runner.run(store(folder / "store")))
        if given.central:
            report.run("central", lambda: runner.run(central(given.central)))
        report.run("screens", lambda: runner.run(screens(app, folder / "profile")))
    print(json.dumps({"holds": report.holds, **_release()}), flush=True)
    return 0 if report.holds else 1


def _release() -> dict[str, str]:
    this = release()
    return {"version": this.version, "build": this.build, "edition": this.edition, "python": sys.version.split()[0]}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
