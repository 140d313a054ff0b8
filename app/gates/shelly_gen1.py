"""Shelly generation 1, as a relay or as a roller: plain GETs with Basic authentication, readable on the wire."""

from __future__ import annotations

import base64
import json
import math
from typing import Any

from app.clock import Clock
from app.domain.gate import GateAction, GateOutcome, Path, Position
from app.gates.bindings import DriverKind, GateBinding, GateSecret
from app.gates.blink import Lamp
from app.gates.commissioning import gen1_findings, gen1_fix
from app.gates.http import DeviceLine
from app.gates.outcomes import NoAnswer, NotSent, done, not_done, status_fault, unknown
from app.gates.port import Finding, Identity, Permit, Reading
from app.gates.problems import gate_error, understanding
from app.gates.whois import ask_who

WRONG_MODE = b"Device mode is not"
"""How a Gen1 says that it is a roller and no relay, or the other way round; nothing is executed then."""

_LAMPS = ("led_power_disable", "led_status_disable")

_ROLLER_GO = {GateAction.OPEN: "open", GateAction.CLOSE: "close", GateAction.STOP: "stop"}


class ShellyGen1:
    """Speaks to one Gen1 device."""

    def __init__(self, binding: GateBinding, secret: GateSecret, clock: Clock) -> None:
        self._binding = binding
        self._secret = secret
        self._roller = binding.driver is DriverKind.GEN1_ROLLER
        self._line = DeviceLine(binding.address, clock)
        self._headers: dict[str, str] = {}
        if secret.password:
            word = base64.b64encode(f"{binding.username}:{secret.password}".encode()).decode()
            self._headers = {"Authorization": f"Basic {word}"}
        self._model = ""

    async def drive(self, action: GateAction, permit: Permit) -> GateOutcome:
        """One GET a contact; the relay's own timer (or the roller's longest time) ends it."""
        part = False
        try:
            for target, wanted in self._targets(action):
                answer = await self._get(target, permit)
                if any(answer.get(name) != value for name, value in wanted.items()):
                    return unknown("garbled", Path.LOCAL)
                part = True
        except NotSent as refusal:
            return unknown(refusal.code, Path.LOCAL) if part else not_done(refusal.code, Path.LOCAL)
        except NoAnswer as silence:
            return unknown(silence.code, Path.LOCAL)
        return done(Path.LOCAL)

    async def status(self) -> Reading:
        """GET /status."""
        parts = await self._ask("/status")
        with understanding():
            return self._reading(parts)

    async def identify(self) -> Identity:
        """GET /shelly, without a password."""
        identity = await ask_who(self._line)
        if identity.generation != 1:
            raise gate_error("wrong_generation")
        if identity.profile not in ("", "roller" if self._roller else "relay"):
            raise gate_error("wrong_profile", detail=f"Its mode is {identity.profile}.")
        self._model = identity.model
        return identity

    async def check_commissioning(self) -> tuple[Finding, ...]:
        """Item by item, from /settings."""
        identity = await self.identify()
        settings = await self._ask("/settings")
        if settings.get("mode", "relay") != ("roller" if self._roller else "relay"):
            raise gate_error("wrong_profile")
        with understanding():
            return gen1_findings(self._binding, identity, settings)

    async def lamp(self) -> Lamp | None:
        """Models with lights have a setting that darkens them: of the power, or of the network."""
        settings = await self._ask("/settings")
        name = next((name for name in _LAMPS if isinstance(settings.get(name), bool)), None)
        if name is None:
            return None

        async def put(value: str) -> None:
            await self._ask(f"/settings?{name}={value}")

        return Lamp("true", "false", put) if settings[name] else Lamp("false", "true", put)

    async def fix(self, code: str) -> None:
        """Set one setting right."""
        for target in gen1_fix(self._binding, self._secret, code):
            await self._ask(target)

    def _targets(self, action: GateAction) -> list[tuple[str, dict[str, Any]]]:
        """What to ask for, and what the answer must say for it to count as executed."""
        if self._roller:
            return [(f"/roller/{self._binding.channel}?go={_ROLLER_GO[action]}", {"is_valid": True})]
        targets: list[tuple[str, dict[str, Any]]] = []
        for step in self._binding.switchings(action):
            target = f"/relay/{step.channel}?turn={'on' if step.on else 'off'}"
            if step.seconds is None:
                targets.append((target, {"ison": step.on}))
            else:
                targets.append((f"{target}&timer={_whole(step.seconds)}", {"ison": True, "has_timer": True}))
        return targets

    async def _get(self, target: str, permit: Permit | None = None) -> dict[str, Any]:
        answer = await self._line.ask("GET", target, headers=self._headers, permit=permit)
        if answer.status == 400 and WRONG_MODE in answer.body:
            raise NotSent("wrong_profile")
        if answer.status != 200:
            raise status_fault(answer.status)
        try:
            parts = json.loads(answer.body)
        except ValueError as error:
            raise NoAnswer("garbled") from error
        if not isinstance(parts, dict):
            raise NoAnswer("garbled")
        return parts

    async def _ask(self, target: str) -> dict[str, Any]:
        try:
            return await self._get(target)
        except (NotSent, NoAnswer) as fault:
            raise gate_error("not_a_shelly" if fault.code == "garbled" else fault.code) from fault

    def _reading(self, parts: dict[str, Any]) -> Reading:
        own = parts.get("rollers" if self._roller else "relays")
        if own is None:
            raise gate_error("wrong_profile")
        if self._binding.channel >= len(own):
            raise gate_error("no_channel")
        return Reading(
            mac=str(parts["mac"]).upper(),
            model=self._model,
            inputs=tuple(bool(part["input"]) for part in parts.get("inputs", ())),
            outputs=tuple(bool(part["ison"]) for part in parts.get("relays", ())),
            uptime_s=int(parts["uptime"]),
            rssi=parts.get("wifi_sta", {}).get("rssi"),
            position=_roller_position(own[self._binding.channel]) if self._roller else None,
            cloud_connected=bool(parts.get("cloud", {}).get("connected")),
        )


def _roller_position(part: dict[str, Any]) -> Position:
    moving = {"open": Position.OPENING, "close": Position.CLOSING}.get(part["state"])
    if moving is not None:
        return moving
    if not part.get("positioning"):
        return Position.UNKNOWN
    where = part.get("current_pos")
    if not isinstance(where, int) or not 0 <= where <= 100:  # a capture of a real one says 112
        return Position.UNKNOWN
    return Position.CLOSED if where == 0 else Position.OPEN


def _whole(seconds: float) -> int:
    """Whole seconds: nobody has seen a Gen1 take fractions."""
    return max(1, math.ceil(seconds))
