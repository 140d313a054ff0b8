"""The console's window on the core: the composition root of the screens."""

from __future__ import annotations

import argparse
import asyncio
import faulthandler
import logging
import os
import signal
import sys
from concurrent.futures import Future
from pathlib import Path

import msgspec
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget

from app.bootstrap import Core
from app.devices.wedge import Wedge
from app.domain.case import Phase
from app.errors import KnownError, StoreError
from app.events import CaseChanged, SettingsChanged, Trouble
from app.last_resort import LastResort
from app.logs import start_logging
from app.ops.update_watch import UpdateStarted
from app.profile import Profile
from app.release import release
from app.set_up_progress import is_set_up
from app.settings import Screen, load
from app.settings_file import save
from app.tasks import Tasks
from app.unlock import SHUT, unlock
from ui import loop
from ui.garbage import Garbage
from ui.keeper import ALREADY_RUNNING
from ui.keys import Keys
from ui.kiosk import (
    AwakeOnShift,
    FirstPaint,
    OneInstance,
    end_with_session,
    fill_screen,
    note_crashes,
    raise_windows,
)
from ui.looks import Looks
from ui.screens.last_resort import LastResortScreen
from ui.screens.shell import Shell
from ui.screens.unlock import UnlockScreen
from ui.sounds import Sounds
from ui.text.language import Language, Words
from ui.theme import ThemeName, apply

log = logging.getLogger(__name__)

PAINTED_WITHIN_S = 0.5
"""A window that nobody sees (a locked screen, another one in front) is never painted: the rest waits no longer."""

STARTED_MS = 3000
"""By then the start has everything that it waits for."""

AHEAD_EVERY_MS = 300
"""Between two places that are built ahead: a guard's keys come through."""

SETTLED_MS = 450
"""A picture is taken when the screen has come to rest after a change."""


class Pictures:
    """Keeps a picture at start and at each new verdict, for those who cannot look at the screen."""

    def __init__(self, folder: Path, core: Core, shell: Shell) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        self._shell = shell
        self._count = 0
        self._last = ""
        core.events.subscribe(CaseChanged, self._case_changed)
        QTimer.singleShot(2000, lambda: self._keep("start"))

    def _case_changed(self, event: CaseChanged) -> None:
        case = event.case
        if case is None or case.decision is None or case.phase is Phase.CHECKING:
            return
        key = f"{case.case_id}{case.phase}{case.repainted}{case.outcome}"
        if key != self._last:
            self._last = key
            name = f"{case.decision.verdict.value}-{case.decision.reason.value}-{case.phase.value}"
            QTimer.singleShot(SETTLED_MS, lambda: self._keep(name))

    def _keep(self, name: str) -> None:
        self._count += 1
        self._shell.grab().save(str(self._folder / f"{self._count:03d}-{name}.png"))


class Ending:
    """The one way out: the last window closed, the time is up, or the system said so."""

    def __init__(self, app: QApplication) -> None:
        self.over = asyncio.Event()
        app.lastWindowClosed.connect(self.over.set)
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: self.over.set())
        # Python hears signals only while it runs: Qt's loop must come by now and then.
        self._beat = QTimer(app)
        self._beat.timeout.connect(lambda: None)
        self._beat.start(250)


async def show(
    app: QApplication,
    given: argparse.Namespace,
    words: Words,
    garbage: Garbage,
    data_key: Future[bytes] | None,
) -> int:
    """Open the core, show the window, wait for the end."""
    ending = Ending(app)
    QTimer.singleShot(STARTED_MS, garbage.settle)
    end_with_session(app, ending.over.set)
    passphrase = os.environ.get("PORTUN_PASSPHRASE")
    if given.provision is not None:
        from app.provision import provision  # like the first start's parts: no other start waits for them

        await provision(given.profile, given.provision, trust=given.trust, passphrase=passphrase)
        data_key = None
    wizard: QWidget | None = None
    if not is_set_up(given.profile):
        wizard = await show_first_start(given, words, passphrase, ending)
        if wizard is None:
            return 0
        data_key = None
    core = await open_core(given, passphrase, data_key, ending)
    if core is None:
        return 1
    try:
        screen = core.settings.screen
        if data_key is None:  # it was set up just now
            words.speak(Language(given.language or screen.language))
            apply(app, ThemeName(given.theme or screen.theme))
        wedge = Wedge(prefix=core.settings.hand_scanner.prefix, hosts=core.settings.site.hosts)
        sounds, training = Sounds(0), release().edition == "training"
        looks = Looks(
            app,
            words,
            sounds,
            language=Language(given.language or screen.language),
            theme=ThemeName(given.theme or screen.theme),
            volume=screen.volume,
            keep=lambda name, value: keep_look(core, given.profile, name, value),
        )
        keys = Keys(app, core.clock.monotonic, wedge)
        shell = Shell(
            core,
            keys,
            sounds,
            looks=looks,
            lock_after_s=screen.lock_after_min * 60,
            training=training,
        )
        shell.setWindowTitle(f"Portun Gatehouse · {core.site_name}")
        shell.start()
        if training and core.actor is not None:
            shell.cards.show_tour()
        core.events.subscribe(SettingsChanged, lambda _: follow_settings(core, looks, shell))
        core.events.subscribe(UpdateStarted, lambda _: ending.over.set())
        awake = AwakeOnShift(core.events, lambda: core.shift is not None)
        first = FirstPaint(shell)
        if given.full_screen:
            shell.showFullScreen()
        else:
            shell.resize(QGuiApplication.primaryScreen().availableSize())
            shell.show()
        await first.seen(PAINTED_WITHIN_S)
        keys.listen()
        sounds.set_volume(screen.volume)  # not before: sound takes the system a moment
        await core.start()
        if wizard is not None:
            wizard.close()  # not before: the last window that closes ends the program
            wizard.deleteLater()
        QTimer.singleShot(STARTED_MS, shell, lambda: make_ahead(core, shell, garbage))
        if given.screenshots:
            Pictures(given.screenshots, core, shell)
        if given.seconds:
            QTimer.singleShot(round(given.seconds * 1000), ending.over.set)
        await ending.over.wait()
        awake.close()
        shell.close()
    finally:
        await core.close()
    return 0


async def open_core(
    given: argparse.Namespace, passphrase: str | None, data_key: Future[bytes] | None, ending: Ending
) -> Core | None:
    """The core; None where the store stayed shut until the program's end."""
    try:
        return await Core.open(given.profile, passphrase=passphrase, data_key=data_key)
    except StoreError as trouble:
        if trouble.code == "store_in_use":
            raise
        if trouble.code not in SHUT:
            await show_last_resort(given, trouble, passphrase, ending)
            return None
        log.error("the store is locked: %s", trouble.code)
        opened = await show_unlock(given, trouble, passphrase, ending)
    return opened and await open_core(given, passphrase, opened, ending)


def make_ahead(core: Core, shell: Shell, garbage: Garbage) -> None:
    """Build the places that nobody has looked at yet, one at a time and never while a car waits; then all that a
    start makes is made."""
    if core.flow.case is not None or shell.make_next():
        QTimer.singleShot(AHEAD_EVERY_MS, shell, lambda: make_ahead(core, shell, garbage))
    else:
        garbage.settle()


async def show_first_start(
    given: argparse.Namespace, words: Words, passphrase: str | None, ending: Ending
) -> QWidget | None:
    """Nobody has set this PC up yet: the five steps. None: they were left; the next start goes on there."""
    from app.set_up import SetUp
    from ui.screens.first_start import FirstStartScreen

    set_up = SetUp(given.profile, passphrase=passphrase)
    finished = asyncio.Event()
    window = FirstStartScreen(set_up, finished.set, lambda language: words.speak(Language(language)))
    window.start()
    fill_screen(window, without_frame=given.full_screen)
    if given.seconds:
        QTimer.singleShot(round(given.seconds * 1000), ending.over.set)
    waiting = [asyncio.ensure_future(one.wait()) for one in (finished, ending.over)]  # noqa: TID251
    try:
        await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for one in waiting:
            one.cancel()
        await set_up.close()
    if finished.is_set():
        return window
    window.close()
    return None


def follow_settings(core: Core, looks: Looks, shell: Shell) -> None:
    """Other settings hold: eyes and ears get them at once."""
    screen = core.settings.screen
    looks.settle(Language(screen.language), ThemeName(screen.theme), screen.volume)
    shell.lock_after(screen.lock_after_min * 60)
    shell.setWindowTitle(f"Portun Gatehouse · {core.site_name}")


def keep_look(core: Core, folder: Path, name: str, value: str) -> None:
    """What the guard chose for eyes and ears holds after a restart too."""
    try:
        settings = load(folder)
        screen = msgspec.structs.replace(settings.screen, **{name: int(value) if name == "volume" else value})
        save(folder, msgspec.structs.replace(settings, screen=screen))
        core.settings = msgspec.structs.replace(core.settings, screen=screen)
    except KnownError as error:
        core.events.publish(Trouble(error))


async def show_unlock(
    given: argparse.Namespace, trouble: StoreError, passphrase: str | None, ending: Ending
) -> Future[bytes] | None:
    """The store is locked: the recovery key opens it. None: it stayed so until the program's end."""
    store, tasks = Profile(given.profile).store, Tasks()
    opened: asyncio.Future[bytes] = asyncio.get_running_loop().create_future()

    async def attempt(recovery: str) -> None:
        try:
            key, _ = await unlock(store, recovery, passphrase=passphrase)
        except StoreError as error:
            window.show_trouble(error)
        else:
            opened.set_result(key)

    window = UnlockScreen(trouble, lambda recovery: tasks.spawn(attempt(recovery), name="unlock"))
    fill_screen(window, without_frame=given.full_screen)
    over = asyncio.ensure_future(ending.over.wait())  # noqa: TID251
    try:
        await asyncio.wait([opened, over], return_when=asyncio.FIRST_COMPLETED)
    finally:
        over.cancel()
        await tasks.close(within_s=10)
    window.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, False)  # it is the last one, and another comes
    window.close()
    if not opened.done():
        return None
    found: Future[bytes] = Future()
    found.set_result(opened.result())
    return found


async def show_last_resort(
    given: argparse.Namespace, trouble: StoreError, passphrase: str | None, ending: Ending
) -> None:
    """The store does not open: the gates by hand, and what is wrong."""
    log.error("the store does not open: %s", trouble.code)
    left = await asyncio.to_thread(LastResort.open, given.profile, trouble, passphrase=passphrase)
    try:
        window = LastResortScreen(left)
        left.start()
        fill_screen(window, without_frame=given.full_screen)
        await ending.over.wait()
        window.close()
    finally:
        await left.close()


def run(given: argparse.Namespace, data_key: Future[bytes] | None) -> int:
    """The console, as the command line wants it. `data_key`: the store's, if it is being opened already."""
    start_logging(Profile(given.profile).logs)
    app = QApplication(sys.argv[:1])
    app.setApplicationName("Portun Gatehouse")
    app.setApplicationVersion(release().version)
    app.setDesktopFileName("portun-gatehouse")
    app.setQuitOnLastWindowClosed(False)
    garbage = Garbage(app)
    instance = OneInstance(given.profile)
    if not instance.take():
        return ALREADY_RUNNING
    instance.wanted.connect(lambda: raise_windows(app))
    crashes = note_crashes(Profile(given.profile))
    words = Words(app)
    screen = _screen_set_up(given.profile)
    words.speak(Language(given.language or screen.language))
    apply(app, ThemeName(given.theme or screen.theme))
    sys.excepthook = lambda *what: log.critical("a bug nobody caught", exc_info=what)
    try:
        with loop.runner(app) as runner:
            return runner.run(show(app, given, words, garbage, data_key))
    except KnownError as error:
        print(f"{error.title}. {error.message}\n{error.next_step}", file=sys.stderr)
        return 1
    finally:
        instance.release()
        faulthandler.disable()
        crashes.close()


def _screen_set_up(folder: Path) -> Screen:
    try:
        return load(folder).screen
    except KnownError:
        return Screen()
