"""One relay on the sandbox's network: its own address, its faults, and a control address to set them."""

from __future__ import annotations

import asyncio
import dataclasses
from typing import Any

from app.sandbox.relays_device import Box, RelaySettings
from app.sandbox.relays_faults import Faults, spoil
from app.sandbox.relays_gen1 import Gen1
from app.sandbox.relays_http import Line, Listener, Reply, Request
from app.sandbox.relays_rpc import Gen2
from app.sandbox.relays_socket import talk
from app.tasks import Tasks

BOOT_S = 2.0
"""How long a relay is away when it reboots, in device time."""

_BEFORE = frozenset({"hang", "close", "html", "unauthorized", "throttle", "not_found"})
"""Answers of faults that come instead of executing."""


class Unit:
    """One relay. Control: GET state, GET and POST faults, POST do (reboot, fill_nonces, expire_nonces, put, reset)."""

    def __init__(self, settings: RelaySettings, seed: int) -> None:
        self.box = Box(settings, seed)
        self.faults = Faults()
        self.speaker: Gen1 | Gen2 = Gen1(self.box) if settings.driver == "shelly_gen1" else Gen2(self.box)
        self._relay = Listener(self._answer, server_name=self.speaker.server_name, most=self.speaker.most)
        self._control = Listener(self._control_answer, server_name="sandbox")
        self._tasks = Tasks()
        self._booting = False

    async def start(self) -> dict[str, Any]:
        """Begin to listen; returns this relay's part of the site line."""
        await self._relay.appear()
        await self._control.appear()
        settings = self.box.settings
        return {
            "gate_id": settings.gate_id,
            "name": settings.name,
            "driver": settings.driver,
            "address": f"http://127.0.0.1:{self._relay.port}",
            "username": settings.username,
            "password": settings.password,
            "mac": self.box.mac,
            "channel": 0,
            "input_kind": settings.input_kind,
            "control": f"http://127.0.0.1:{self._control.port}/_sandbox",
        }

    async def close(self) -> None:
        """End everything."""
        await self._tasks.close()
        self.box.end()
        await self._relay.close()
        await self._control.close()

    async def _answer(self, request: Request, line: Line) -> Reply | None:
        is_command = self.speaker.is_command(request)
        self.box.count("command" if is_command else "status")
        if is_command:
            self.box.commanded = request.received
        if request.headers.get("upgrade", "").lower() == "websocket" and isinstance(self.speaker, Gen2):
            await talk(self.speaker, self.faults, request, line)
            return None
        if self.faults.latency_ms:
            await asyncio.sleep(self.faults.latency_ms / 1000)
        fault = self.faults.take(is_command=is_command)
        if fault in _BEFORE:
            return await self._instead(fault, line)
        reply = self.speaker.answer(request)
        if fault == "lost":
            await line.hung_up()
            return None
        if fault == "cut":
            return dataclasses.replace(reply, cut=True)
        return spoil(fault, line) if fault else reply

    async def _instead(self, fault: str, line: Line) -> Reply | None:
        if fault == "hang":
            await line.hung_up()
            return None
        if fault == "unauthorized":
            return self.speaker.refuse()
        if fault == "throttle":
            return Reply(429, b"", "text/plain")
        return spoil(fault, line)

    async def _control_answer(self, request: Request, line: Line) -> Reply:
        match request.method, request.path:
            case "GET", "/_sandbox/state":
                return Reply.of(self.box.snapshot())
            case "GET", "/_sandbox/faults":
                return Reply.of(dataclasses.asdict(self.faults))
            case "POST", "/_sandbox/faults":
                return await self._set_faults(request)
            case "POST", "/_sandbox/do":
                return await self._do(request)
        return Reply(404, b"Not Found", "text/plain")

    async def _set_faults(self, request: Request) -> Reply:
        try:
            self.faults.merge(request.json())
        except ValueError as error:
            return Reply.of({"error": str(error)}, 400)
        await self.apply()
        return Reply.of(dataclasses.asdict(self.faults))

    async def apply(self) -> None:
        """Let changed faults take effect."""
        self.box.mac = self.faults.mac or self.box.own_mac
        self.box.rssi = self.box.settings.rssi if self.faults.rssi is None else self.faults.rssi
        self.box.rpc_error = self.faults.rpc_error
        self.box.leaf.bounces = self.faults.bounces
        self.box.leaf.obstacle = self.faults.obstacle
        if self.faults.gone:
            await self._relay.vanish()
        elif not self._booting:
            await self._relay.appear()

    async def _do(self, request: Request) -> Reply:
        wishes: dict[str, Any] = request.json()
        try:
            for name, value in wishes.items():
                await self.wish(name, value)
        except ValueError as error:
            return Reply.of({"error": str(error)}, 400)
        return Reply.of(self.box.snapshot())

    async def wish(self, name: str, value: Any) -> None:
        """Do one thing now. Raises ValueError for an unknown one; a Gen1 relay has no nonces to lose."""
        speaker = self.speaker
        match name:
            case "reboot":
                self._tasks.spawn(self._reboot(), name="reboot")
            case "fill_nonces" | "expire_nonces":
                if isinstance(speaker, Gen2):
                    speaker.nonces.fill() if name == "fill_nonces" else speaker.nonces.expire()
            case "put":
                self.box.leaf.put(str(value))
            case "record":  # answers of real devices, by path or method
                self.box.recorded.update(value)
            case "config":
                self.box.config.update(value)
            case "reset":
                self.faults = Faults()
                speaker.forget()
                self.box.reset()
                await self.apply()
            case _:
                raise ValueError(f"unknown wish {name!r}")

    async def _reboot(self) -> None:
        self.speaker.forget()
        self.box.restart()
        await self._relay.vanish()
        self._booting = True
        await asyncio.sleep(BOOT_S / self.box.settings.speed)
        self._booting = False
        await self.apply()
