"""What can be made to go wrong at one relay, as the control address takes it."""

from __future__ import annotations

import asyncio
import dataclasses
import socket
import struct
from typing import Any

from app.sandbox.relays_http import Line, Reply

PRINTER = Reply(200, b"<html><head><title>LaserPrinter 400</title></head><body>Ready</body></html>", "text/html")

ANSWERS = {
    "": "as it should",
    "hang": "nothing is executed, no answer comes",
    "close": "nothing is executed, the line is closed",
    "lost": "the command is executed, no answer comes",
    "lost_close": "the command is executed, the line is closed without an answer",
    "reset": "the command is executed, the line is reset",
    "cut": "the command is executed, half of the answer comes",
    "html": "nothing is executed, a printer's page comes",
    "bad_json": "the command is executed, the answer is not JSON",
    "other_json": "the command is executed, the answer is JSON of something else",
    "error_500": "the command is executed, the answer is 500",
    "unauthorized": "401 whatever the password",
    "throttle": "429 always",
    "not_found": "404 always",
}


@dataclasses.dataclass(slots=True)
class Faults:
    """Lasting faults. `only`: command, status or "" for both; `times`: how often `answer` applies, None: always.

    `rpc_error`: the error code of every RPC command; -104 and 500 come after executing, the others instead of it.
    """

    gone: bool = False
    latency_ms: int = 0
    answer: str = ""
    only: str = ""
    times: int | None = None
    mac: str = ""
    bounces: int = 0
    obstacle: bool = False
    rssi: int | None = None
    rpc_error: int = 0

    def merge(self, given: dict[str, Any]) -> None:
        """Take what is named. Raises ValueError for an unknown name or answer."""
        for name, value in given.items():
            if name not in {field.name for field in dataclasses.fields(self)}:
                raise ValueError(f"unknown fault {name!r}")
            if name == "answer" and value not in ANSWERS:
                raise ValueError(f"unknown answer {value!r}; one of {sorted(ANSWERS)}")
            setattr(self, name, value)

    def take(self, *, is_command: bool) -> str:
        """The answer fault that applies to this request; counts `times` down."""
        if not self.answer or self.only not in ("", "command" if is_command else "status"):
            return ""
        if self.times is not None:
            if self.times <= 0:
                return ""
            self.times -= 1
        return self.answer


def spoil(answer: str, line: Line) -> Reply | None:
    """The answer of a fault that executes nothing or loses what was executed (hang and lost wait elsewhere)."""
    if answer == "reset":
        transport = line.writer.transport
        reset_on_close(transport)
        transport.abort()
        return None
    replies = {
        "html": PRINTER,
        "bad_json": Reply(200, b'{"was_on":fal'),
        "other_json": Reply(200, b'["toner","low"]'),
        "error_500": Reply(500, b"Internal error", "text/plain"),
        "not_found": Reply(404, b"Not Found", "text/plain"),
    }
    return replies.get(answer)


def reset_on_close(transport: asyncio.Transport | asyncio.WriteTransport) -> None:
    """Make closing send RST instead of FIN."""
    sock = transport.get_extra_info("socket")
    if sock is not None:
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
