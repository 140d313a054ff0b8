"""The vendor's cloud, as a stranger sees it: v2 of the control API, one request a second, promises little."""

from __future__ import annotations

import asyncio
import dataclasses
import time
from typing import Any

from app.sandbox.relays_device import Box
from app.sandbox.relays_http import Line, Listener, Reply, Request
from app.tasks import Tasks

API = "/v2/devices/api/"


@dataclasses.dataclass(slots=True)
class CloudFaults:
    """`offline`: ids it has lost touch with; `late_s`: says DEVICE_OFFLINE and delivers that much later;
    `overrun`: the status of a request too many; `answer`: "" or lost_close, error_500, hang, isok_false, isok_true.
    """

    gone: bool = False
    offline: list[str] = dataclasses.field(default_factory=list)
    late_s: float | None = None
    overrun: int = 401
    answer: str = ""


class Cloud:
    """One account over all boxes of the sandbox. Devices go by their MAC in lower case."""

    def __init__(self, boxes: list[Box], key: str = "cloud-key", most_per_s: float = 1.0) -> None:
        self._boxes = boxes
        self._key = key
        self._every_s = 1.0 / most_per_s
        self._faults = CloudFaults()
        self._last = float("-inf")
        self._requests: dict[str, int] = {}
        self._tasks = Tasks()
        self._public = Listener(self._answer, server_name="openresty")
        self._control = Listener(self._control_answer, server_name="sandbox")

    async def start(self) -> dict[str, Any]:
        """Begin to listen; the cloud's part of the site line."""
        await self._public.appear()
        await self._control.appear()
        return {
            "address": f"http://127.0.0.1:{self._public.port}",
            "key": self._key,
            "control": f"http://127.0.0.1:{self._control.port}/_sandbox",
        }

    async def close(self) -> None:
        """End everything; what is still to be delivered late is lost."""
        await self._tasks.close()
        await self._public.close()
        await self._control.close()

    async def _answer(self, request: Request, line: Line) -> Reply | None:
        self._count("all")
        if request.query.get("auth_key") != self._key:
            self._count("401")
            return _error(401, "UNAUTHORIZED")
        now = time.monotonic()
        if now - self._last < self._every_s:
            self._count("overrun")
            return _error(self._faults.overrun, "TOO_MANY_REQUESTS")
        self._last = now
        if self._faults.answer == "hang":
            await line.hung_up()
            return None
        reply = self._execute(request)
        match self._faults.answer:
            case "lost_close":
                return None
            case "error_500":
                return _error(500, "UNEXPECTED_SUBSERVICE_ERROR")
            case "isok_true" | "isok_false" if reply.status == 200:
                return Reply.of({"isok": self._faults.answer == "isok_true"})
        return reply

    def _execute(self, request: Request) -> Reply:
        try:
            asked = request.json()
            match request.path.removeprefix(API):
                case "set/switch":
                    return self._set(asked, self._switch)
                case "set/cover":
                    return self._set(asked, self._cover)
                case "get":
                    return Reply.of([self._device(box) for box in self._boxes if _id(box) in asked["ids"]])
        except (ValueError, KeyError, TypeError):
            return _error(400, "BAD_REQUEST")
        return _error(404, "INSTANCE_NOT_FOUND")

    def _set(self, asked: dict[str, Any], execute: Any) -> Reply:
        box = next((box for box in self._boxes if _id(box) == asked["id"]), None)
        if box is None:
            return _error(404, "DEVICE_NOT_FOUND")
        if _id(box) in self._faults.offline:
            if self._faults.late_s is not None:
                self._tasks.spawn(self._deliver_late(execute, box, asked, self._faults.late_s), name="late delivery")
            return _error(400, "DEVICE_OFFLINE")
        code = execute(box, asked)
        return _error(400, code) if code else Reply()

    async def _deliver_late(self, execute: Any, box: Box, asked: dict[str, Any], seconds: float) -> None:
        await asyncio.sleep(seconds)
        execute(box, asked)

    def _switch(self, box: Box, asked: dict[str, Any]) -> str:
        if box.settings.profile != "switch":
            return "DEVICE_INVALID_MODE"
        if not 0 <= asked["channel"] < len(box.outputs):
            return "DEVICE_INVALID_CHANNEL"
        box.set_output(asked["channel"], asked["on"], source="SHC", timer_s=asked.get("toggle_after"))
        return ""

    def _cover(self, box: Box, asked: dict[str, Any]) -> str:
        if box.settings.profile == "switch":
            return "DEVICE_INVALID_MODE"
        box.move(asked["position"], source="SHC")
        return ""

    def _device(self, box: Box) -> dict[str, Any]:
        return {
            "id": _id(box),
            "type": "relay",
            "code": "S4SW-001X16EU",
            "gen": "G1" if box.settings.driver == "shelly_gen1" else f"G{box.settings.generation}",
            "online": int(_id(box) not in self._faults.offline),
            "status": {"switch:0": {"id": 0, "output": box.outputs[0].on}, "sys": {"uptime": box.uptime_s}},
        }

    async def _control_answer(self, request: Request, line: Line) -> Reply:
        if request.method == "POST" and request.path == "/_sandbox/faults":
            for name, value in request.json().items():
                setattr(self._faults, name, value)
            await (self._public.vanish() if self._faults.gone else self._public.appear())
        return Reply.of({**dataclasses.asdict(self._faults), "requests": self._requests})

    def _count(self, what: str) -> None:
        self._requests[what] = self._requests.get(what, 0) + 1


def _id(box: Box) -> str:
    return box.own_mac.lower()


def _error(status: int, code: str) -> Reply:
    return Reply.of({"error": code, "data": {"messages": []}}, status)
