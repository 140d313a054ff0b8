"""Hand scanners on a serial port (RS-232, USB-CDC): each line they send, and whether the port is there."""

from __future__ import annotations

import asyncio
import logging
import threading
from collections.abc import Callable
from typing import Any

import serial
from serial.tools import list_ports

from app.errors import DeviceError

log = logging.getLogger(__name__)

READ_TIMEOUT_S = 0.25
LINE_ENDS_AFTER_S = 0.5
"""A scanner without an ending sends its code in one go; silence after it ends the line."""

RETRY_S = (0.5, 1.0, 2.0)
LONGEST = 4096
_ENDINGS = b"\r\n\t\x03"
_FRAMING = "\x02\x03\x00 "


class Lines:
    """Cuts a stream of bytes into lines. Pure."""

    def __init__(self) -> None:
        self._held = bytearray()

    def take(self, received: bytes) -> list[str]:
        """The lines that these bytes complete; empty ones are nobody's."""
        lines = []
        for byte in received:
            if byte in _ENDINGS:
                lines.append(self._cut())
            elif len(self._held) < LONGEST:
                self._held.append(byte)
        return [line for line in lines if line]

    def silence(self) -> list[str]:
        """Nothing came for a while: what is held is a line."""
        line = self._cut()
        return [line] if line else []

    def _cut(self) -> str:
        line = self._held.decode("utf-8", "replace").strip(_FRAMING)
        self._held.clear()
        return line


class SerialScanner:
    """Keeps one port open. `on_line` and `on_problem` (None: it works again) arrive on the loop's thread."""

    def __init__(
        self,
        port: str,
        *,
        loop: asyncio.AbstractEventLoop,
        on_line: Callable[[str], None],
        on_problem: Callable[[DeviceError | None], None],
        baud: int = 9600,
    ) -> None:
        self._port = port
        self._baud = baud
        self._loop = loop
        self._on_line, self._on_problem = on_line, on_problem
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name=f"serial scanner {port}", daemon=True)

    def start(self) -> None:
        """Open the port, and open it again whenever it is lost."""
        self._thread.start()

    def close(self) -> None:
        """Stop and give the port back."""
        self._stop.set()
        self._thread.join(4 * READ_TIMEOUT_S)

    def _run(self) -> None:
        failures, works = 0, None
        while not self._stop.is_set():
            try:
                with serial.Serial(self._port, self._baud, timeout=READ_TIMEOUT_S) as port:
                    if works is not True:
                        self._tell(self._on_problem, None)
                    failures, works = 0, True
                    self._read(port)
            except (serial.SerialException, OSError, ValueError) as error:
                if works is not False:
                    self._tell(self._on_problem, _lost(self._port, error))
                failures, works = failures + 1, False
                self._stop.wait(RETRY_S[min(failures, len(RETRY_S)) - 1])

    def _read(self, port: Any) -> None:
        lines, silent_s = Lines(), 0.0
        while not self._stop.is_set():
            received = port.read(max(1, port.in_waiting))
            silent_s = 0.0 if received else silent_s + READ_TIMEOUT_S
            for line in lines.take(received) if received else lines.silence() if silent_s >= LINE_ENDS_AFTER_S else ():
                self._tell(self._on_line, line)

    def _tell(self, callback: Callable[..., None], what: object) -> None:
        try:
            self._loop.call_soon_threadsafe(callback, what)
        except RuntimeError:
            self._stop.set()  # the loop is closed: the program ends


def serial_ports() -> tuple[tuple[str, str], ...]:
    """Ports that are there: the name to set, and what the system calls the device."""
    return tuple((port.device, port.description or "") for port in sorted(list_ports.comports()))


def _lost(port: str, error: Exception) -> DeviceError:
    return DeviceError(
        "scanner_port_lost",
        "The hand scanner's port is not there",
        f"{port} cannot be opened or was lost: {type(error).__name__}.",
        "Plug the scanner in, or choose its port in the settings. Codes can be typed meanwhile.",
    )
