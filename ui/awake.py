"""Keeping a PC awake, by each system's own means. Every hold ends by itself with this program, however it ends."""

from __future__ import annotations

import ctypes
import logging
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence

from PySide6.QtDBus import QDBusConnection, QDBusInterface, QDBusMessage

log = logging.getLogger(__name__)

WHO = "Portun Gatehouse"
SCREEN_SAVER = ("org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver", "org.freedesktop.ScreenSaver")

# From winbase.h: as long as this thread lives, or until it is said anew.
_CONTINUOUS, _SYSTEM, _DISPLAY = 0x80000000, 0x00000001, 0x00000002


def hold_awake(why: str) -> Callable[[], None]:
    """No sleep and no dark screen until the returned function is called. Call both on the window's thread."""
    if sys.platform == "win32":
        return _on_windows()
    if sys.platform == "darwin":
        return _while_running(["caffeinate", "-d", "-i", "-w", str(os.getpid())])
    # logind keeps the PC from sleeping, the desktop keeps its screen from going dark: two things on Linux.
    # `cat` ends when our end of its pipe closes, whatever we died of; with it ends the hold.
    no_sleep = _while_running(["systemd-inhibit", "--what=idle:sleep", f"--who={WHO}", f"--why={why}", "cat"])
    light = _screen_on(QDBusConnection.sessionBus(), why)

    def release() -> None:
        no_sleep()
        light()

    return release


def _while_running(command: Sequence[str]) -> Callable[[], None]:
    if shutil.which(command[0]) is None:
        log.warning("%s is not there: this PC may go to sleep during a shift", command[0])
        return lambda: None
    holding = subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )

    def release() -> None:
        assert holding.stdin is not None, "it was asked for"
        holding.stdin.close()
        holding.terminate()
        holding.wait()

    return release


def _screen_on(bus: QDBusConnection, why: str) -> Callable[[], None]:
    """The desktop's own inhibition. It ends with our connection to the bus."""
    if not bus.isConnected():
        return lambda: None
    saver = QDBusInterface(*SCREEN_SAVER, bus)
    answer = saver.call("Inhibit", WHO, why)
    if answer.type() != QDBusMessage.MessageType.ReplyMessage or not answer.arguments():
        log.warning("this desktop does not keep its screen on: %s", answer.errorName())
        return lambda: None
    cookie = answer.arguments()[0]
    return lambda: bus.send(_un_inhibit(cookie)) and None


def _un_inhibit(cookie: object) -> QDBusMessage:
    message = QDBusMessage.createMethodCall(*SCREEN_SAVER, "UnInhibit")
    message.setArguments([cookie])
    return message


def _on_windows() -> Callable[[], None]:
    kernel = ctypes.windll.kernel32  # type: ignore[attr-defined]
    kernel.SetThreadExecutionState(_CONTINUOUS | _SYSTEM | _DISPLAY)
    return lambda: kernel.SetThreadExecutionState(_CONTINUOUS)
