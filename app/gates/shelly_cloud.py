"""The vendor's cloud as second path (control API v2): slow, unconfirmed, and better than a visitor in the rain.

One request a second for the whole account, so one `CloudAccount` stands behind the drivers of all gates. The key is
in the query string of every request: addresses of this module must never be logged.
"""

from __future__ import annotations

import asyncio
import json
from typing import Any
from urllib.parse import quote

from app.clock import Clock
from app.domain.gate import GateAction, GateOutcome, Path
from app.gates.bindings import COVERS, GateBinding
from app.gates.blink import Lamp
from app.gates.http import Answer, DeviceLine
from app.gates.outcomes import NoAnswer, NotSent, done, not_done, status_fault, unknown
from app.gates.port import Finding, Identity, Permit, Reading
from app.gates.problems import gate_error

EVERY_S = 1.2
"""The limit is one request a second; the slack is for their clock."""
READ_S = 4.0
_API = "/v2/devices/api"
_POSITION = {GateAction.OPEN: "open", GateAction.CLOSE: "close", GateAction.STOP: "stop"}


class CloudAccount:
    """One account. Commands go before status questions, and neither sooner than 1.2 s after the last request."""

    def __init__(self, address: str, key: str, clock: Clock, *, every_s: float = EVERY_S) -> None:
        self._line = DeviceLine(address, clock, read_s=READ_S)
        self._key = key
        self._clock = clock
        self._every_s = every_s
        self._free_at = float("-inf")
        self._commands = 0
        self._turn = asyncio.Lock()

    async def ask(self, path: str, asked: dict[str, Any], *, permit: Permit | None = None) -> Answer:
        """POST one question. Raises NotSent or NoAnswer; a status question gives way with NotSent("cloud_busy")."""
        if permit is not None:
            self._commands += 1
        try:
            await self._my_turn(permit)
            return await self._line.ask(
                "POST",
                f"{_API}/{path}?auth_key={quote(self._key, safe='')}",
                headers={"Content-Type": "application/json"},
                content=json.dumps(asked).encode(),
                permit=permit,
            )
        finally:
            if permit is not None:
                self._commands -= 1

    async def _my_turn(self, permit: Permit | None) -> None:
        if permit is None and (self._commands or self._turn.locked()):
            raise NotSent("cloud_busy")
        async with self._turn:
            now = self._clock.monotonic()
            wait = self._free_at - now
            if permit is None and wait > 0:
                raise NotSent("cloud_busy")
            if permit is not None and now + wait >= permit.deadline_monotonic:
                raise NotSent("cloud_busy")
            if wait > 0:
                await asyncio.sleep(wait)
            self._free_at = self._clock.monotonic() + self._every_s


class ShellyCloud:
    """One gate's device, by way of the account."""

    def __init__(self, binding: GateBinding, account: CloudAccount) -> None:
        self._binding = binding
        self._account = account
        self._id = binding.cloud_id or binding.mac.lower()

    async def drive(self, action: GateAction, permit: Permit) -> GateOutcome:
        """One request. Only a refusal to listen at all proves that nothing will happen: late delivery exists."""
        try:
            for path, asked in self._requests(action):
                _accepted(await self._account.ask(path, asked, permit=permit))
        except NotSent as refusal:
            return not_done(refusal.code, Path.CLOUD)
        except NoAnswer as silence:
            return unknown(silence.code, Path.CLOUD)
        return done(Path.CLOUD)

    async def status(self) -> Reading:
        """Whether the cloud knows the device and has touch with it. Raises GateError."""
        device = await self._device()
        outputs = device.get("status", {}).get(f"switch:{self._binding.channel}", {})
        return Reading(
            mac=self._binding.mac.upper(),
            model=str(device.get("code", "")),
            inputs=(),
            outputs=(bool(outputs.get("output")),),
            uptime_s=0,
            cloud_connected=bool(device.get("online")),
        )

    async def identify(self) -> Identity:
        """The cloud goes by the MAC: whom it answers for is who it is. Raises GateError."""
        device = await self._device()
        generation = str(device.get("gen", "")).removeprefix("G")
        return Identity(
            mac=self._binding.mac.upper(),
            model=str(device.get("code", "")),
            generation=int(generation) if generation.isdecimal() else 0,
            firmware="",
            profile="",
            guarded=True,
        )

    async def lamp(self) -> Lamp | None:
        """The cloud knows of no lights."""
        return None

    async def check_commissioning(self) -> tuple[Finding, ...]:
        """Whether the second path is there."""
        reading = await self.status()
        return (Finding("cloud_online", reading.cloud_connected, "advice"),)

    async def fix(self, code: str) -> None:
        """Nothing can be set right from here."""

    def _requests(self, action: GateAction) -> list[tuple[str, dict[str, Any]]]:
        where = {"id": self._id, "channel": self._binding.channel}
        if self._binding.driver in COVERS:
            return [("set/cover", {**where, "position": _POSITION[action]})]
        requests = []
        for step in self._binding.switchings(action):
            asked: dict[str, Any] = {**where, "channel": step.channel, "on": step.on}
            if step.seconds is not None:
                asked["toggle_after"] = step.seconds
            requests.append(("set/switch", asked))
        return requests

    async def _device(self) -> dict[str, Any]:
        try:
            answer = await self._account.ask("get", {"ids": [self._id], "select": ["status"]})
            if answer.status != 200:
                raise status_fault(answer.status)
            devices = json.loads(answer.body)
        except (NotSent, NoAnswer) as fault:
            raise gate_error(f"cloud:{fault.code}") from fault
        except ValueError as error:
            raise gate_error("cloud:garbled") from error
        if not isinstance(devices, list) or not devices or not isinstance(devices[0], dict):
            raise gate_error("cloud:unknown_device")
        found: dict[str, Any] = devices[0]
        return found


def _accepted(answer: Answer) -> None:
    """Return if the command was taken; raise NotSent or NoAnswer else.

    401 is an overrun as often as a wrong key; neither is executed. A 400 such as DEVICE_OFFLINE may still be
    delivered later, so it proves nothing.
    """
    try:
        said = json.loads(answer.body) if answer.body else {}
    except ValueError as error:
        raise NoAnswer("garbled") from error
    fault = said.get("error") if isinstance(said, dict) else None
    if answer.status != 200:
        judged = status_fault(answer.status)
        raise NoAnswer(f"cloud:{fault}") if isinstance(judged, NoAnswer) and isinstance(fault, str) else judged
    if fault is not None or not isinstance(said, dict) or said.get("isok") is False:
        raise NoAnswer("cloud:not_ok")
