"""A console that has a PC to itself: one instance, awake while a shift is open, a clean end with the session."""

from __future__ import annotations

import asyncio
import contextlib
import ctypes
import faulthandler
import getpass
import hashlib
import logging
import os
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import IO

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QSessionManager
from PySide6.QtNetwork import QLocalServer, QLocalSocket
from PySide6.QtWidgets import QApplication, QWidget

from app.events import ActorChanged, Events
from app.profile import Profile
from ui.awake import hold_awake
from ui.keeper import ENDED_BECAUSE

if sys.platform != "win32":
    import resource

log = logging.getLogger(__name__)

ANSWER_WITHIN_MS = 1000
_TO_ANYBODY = -1
"""ASFW_ANY, from winuser.h."""
CRASH_FILE = "crash.txt"
WINDOW_UP = "the window is up"
"""Begins a line of the log; what measures a start waits for it. The work is this program's processor time."""


class OneInstance(QObject):
    """One console a profile and user. `take` is False where one runs already: that one has then been raised."""

    wanted = Signal()
    """Somebody started the program once more."""

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        whose = f"{getpass.getuser()}\0{folder.resolve()}"
        self._name = f"portun-gatehouse-{hashlib.sha256(whose.encode()).hexdigest()[:16]}"
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._called)

    def take(self) -> bool:
        """Be the one, or raise the one that is there."""
        if sys.platform == "win32":  # whom the user has just started may hand that on; else the first could only blink
            ctypes.windll.user32.AllowSetForegroundWindow(_TO_ANYBODY)
        caller = QLocalSocket()
        caller.connectToServer(self._name)
        if caller.waitForConnected(ANSWER_WITHIN_MS):
            caller.disconnectFromServer()
            return False
        QLocalServer.removeServer(self._name)  # what a crashed console left behind
        if not self._server.listen(self._name):
            # The store's own lock still lets only one in; only raising it is lost.
            log.warning("single instance cannot be kept: %s", self._server.errorString())
        return True

    def release(self) -> None:
        """Let the next one be the one."""
        self._server.close()

    def _called(self) -> None:
        while (caller := self._server.nextPendingConnection()) is not None:
            caller.deleteLater()
        self.wanted.emit()


def raise_windows(app: QApplication) -> None:
    """Whatever this program shows (the console, the first start, the last resort) to the front, as large as it was."""
    for window in app.topLevelWidgets():
        if window.isVisible() and window.windowType() is Qt.WindowType.Window:
            window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
            window.show()
            window.raise_()
            window.activateWindow()


def fill_screen(window: QWidget, *, without_frame: bool) -> None:
    """As large as the screen: a kiosk's without a frame."""
    if without_frame:
        window.showFullScreen()
    else:
        window.showMaximized()


class FirstPaint(QObject):
    """Logs WINDOW_UP when `window` has been painted for the first time: the end of starting, as people see it."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._painted = asyncio.Event()
        window.installEventFilter(self)

    async def seen(self, within_s: float) -> None:
        """Returns once it was painted, or after that time."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(within_s):
                await self._painted.wait()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self._up)
        return super().eventFilter(watched, event)

    def _up(self) -> None:
        log.info("%s; work so far: %.0f ms", WINDOW_UP, time.process_time() * 1000)
        self._painted.set()


class AwakeOnShift:
    """Keeps the PC and its screen awake while a shift is open, and only then."""

    def __init__(
        self, events: Events, on_shift: Callable[[], bool], hold: Callable[[str], Callable[[], None]] = hold_awake
    ) -> None:
        self._on_shift = on_shift
        self._hold = hold
        self._release: Callable[[], None] | None = None
        self._unsubscribe = events.subscribe(ActorChanged, lambda _: self._look())
        self._look()

    def close(self) -> None:
        """Let the PC sleep again."""
        self._unsubscribe()
        self._let_go()

    def _look(self) -> None:
        if not self._on_shift():
            self._let_go()
        elif self._release is None:
            self._release = self._hold("A shift is open at the gate")

    def _let_go(self) -> None:
        if self._release is not None:
            self._release()
            self._release = None


def end_with_session(app: QApplication, end: Callable[[], object]) -> None:
    """The session ends (shutdown, log-off): end cleanly. What was recorded is on the disk already."""

    def session_ends(session: QSessionManager) -> None:
        session.setRestartHint(QSessionManager.RestartHint.RestartNever)  # the autostart entry brings it back
        end()

    app.commitDataRequest.connect(session_ends, Qt.ConnectionType.DirectConnection)


def note_crashes(profile: Profile) -> IO[str]:
    """Have a crash leave its stack in the profile's logs, and log why the console before this one ended. Keep what is
    returned."""
    logs = profile.logs
    logs.mkdir(parents=True, exist_ok=True)
    because = os.environ.pop(ENDED_BECAUSE, "")
    if because:
        log.error("started again: the console before this one %s", because)
    _put_by(logs / CRASH_FILE, profile.last_crash, because)
    if sys.platform != "win32":
        # The memory of a console holds people's names and the data key: a stack is enough.
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    stream = (logs / CRASH_FILE).open("a", encoding="utf-8")
    faulthandler.enable(stream, all_threads=True)
    return stream


def _put_by(stack: Path, left: Path, because: str) -> None:
    """What the console before this one left, for a crash report: why it ended, and its stack if there is one."""
    with suppress(OSError):
        text = stack.read_text(encoding="utf-8", errors="replace") if stack.exists() else ""
        if because or text.strip():
            left.write_text(f"{because}\n{text}", encoding="utf-8")
        stack.unlink(missing_ok=True)
