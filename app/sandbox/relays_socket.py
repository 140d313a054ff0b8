"""The WebSocket side of a Gen2+ relay: frames in and out, NotifyStatus to everyone who has said who he is."""

from __future__ import annotations

import json
import time
from typing import Any

from websockets.frames import Frame, Opcode
from websockets.http11 import Request as Handshake
from websockets.protocol import State
from websockets.server import ServerProtocol

from app.sandbox.relays_faults import Faults
from app.sandbox.relays_http import Line, Request
from app.sandbox.relays_rpc import COMMANDS, Gen2


async def talk(speaker: Gen2, faults: Faults, request: Request, line: Line) -> None:
    """Serve one WebSocket until it is closed. A lost answer is lost here too."""
    wire = ServerProtocol()
    known = {"src": "", "before": json.dumps(_told(speaker))}

    def flush() -> None:
        for chunk in wire.data_to_send():
            if chunk:
                line.writer.write(chunk)

    def notify() -> None:
        if not known["src"] or wire.state is not State.OPEN:
            return
        now = _told(speaker)
        before = json.loads(known["before"])
        changed = {name: part for name, part in now.items() if part != before.get(name)}
        if not changed:
            return
        known["before"] = json.dumps(now)
        frame = {"src": speaker.box.device_id, "dst": known["src"], "method": "NotifyStatus"}
        wire.send_text(json.dumps({**frame, "params": {"ts": round(time.time(), 2), **changed}}).encode())
        flush()

    def take(frame: dict[str, Any]) -> None:
        known["src"] = frame.get("src") or known["src"]
        fault = faults.take(is_command=frame.get("method") in COMMANDS)
        if fault in ("hang", "close"):
            return
        speaker.box.count("ws")
        answer = speaker.answer_frame(frame)
        if not fault:
            wire.send_text(json.dumps(answer).encode())

    speaker.box.listeners.add(notify)
    wire.receive_data(request.head)
    try:
        while wire.state is not State.CLOSED:
            for event in wire.events_received():
                if isinstance(event, Handshake):
                    wire.send_response(wire.accept(event))
                elif isinstance(event, Frame) and event.opcode is Opcode.TEXT:
                    take(json.loads(bytes(event.data)))
            flush()
            received = await line.reader.read(4096)
            if not received:
                break
            wire.receive_data(received)
    finally:
        speaker.box.listeners.discard(notify)


def _told(speaker: Gen2) -> dict[str, Any]:
    status = speaker.methods.status()
    return {name: part for name, part in status.items() if name.partition(":")[0] in ("switch", "input", "cover")}
