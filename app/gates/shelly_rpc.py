"""Shelly generation 2, 3 and 4, as a switch or as a cover."""

from __future__ import annotations

from typing import Any

from app.clock import Clock
from app.domain.gate import GateAction, GateOutcome, Path, Position
from app.gates.bindings import DriverKind, GateBinding, GateSecret
from app.gates.blink import Lamp
from app.gates.commissioning import rpc_findings, rpc_fix
from app.gates.outcomes import NoAnswer, NotSent, done, not_done, unknown
from app.gates.port import Finding, Identity, Permit, Reading
from app.gates.problems import gate_error, understanding
from app.gates.rpc import RpcLine
from app.gates.whois import ask_who

_COVER_METHOD = {GateAction.OPEN: "Cover.Open", GateAction.CLOSE: "Cover.Close", GateAction.STOP: "Cover.Stop"}
_COVER_POSITION = {
    "open": Position.OPEN,
    "closed": Position.CLOSED,
    "opening": Position.OPENING,
    "closing": Position.CLOSING,
}


class ShellyRpc:
    """Speaks to one device of generation 2 or newer."""

    def __init__(self, binding: GateBinding, secret: GateSecret, clock: Clock) -> None:
        self._binding = binding
        self._secret = secret
        self._cover = binding.driver is DriverKind.RPC_COVER
        self._line = RpcLine(binding, secret, clock)
        self._model = ""

    async def drive(self, action: GateAction, permit: Permit) -> GateOutcome:
        """One frame a contact; the relay's own timer ends it."""
        part = False
        try:
            for method, params in self._commands(action):
                result = await self._line.call(method, params, permit=permit)
                executed = result is None if self._cover else isinstance(result, dict) and "was_on" in result
                if not executed:
                    return unknown("garbled", Path.LOCAL)
                part = True
        except NotSent as refusal:
            return unknown(refusal.code, Path.LOCAL) if part else not_done(refusal.code, Path.LOCAL)
        except NoAnswer as silence:
            return unknown(silence.code, Path.LOCAL)
        return done(Path.LOCAL)

    async def status(self) -> Reading:
        """All components at once."""
        parts = await self._ask("Shelly.GetStatus")
        with understanding():
            return self._reading(parts)

    async def identify(self) -> Identity:
        """GET /shelly, without a password."""
        identity = await ask_who(self._line.http)
        if identity.generation == 1:
            raise gate_error("wrong_generation")
        if identity.profile not in ("", "cover" if self._cover else "switch"):
            raise gate_error("wrong_profile", detail=f"Its profile is {identity.profile}.")
        self._model = identity.model
        return identity

    async def check_commissioning(self) -> tuple[Finding, ...]:
        """Item by item, from the device's own settings."""
        identity = await self.identify()
        config = await self._ask("Shelly.GetConfig")
        jobs = await self._ask("Schedule.List")
        hooks = await self._ask("Webhook.List")
        with understanding():
            counts = len(jobs.get("jobs", ())), len(hooks.get("hooks", ()))
            return rpc_findings(self._binding, identity, config, *counts)

    async def lamp(self) -> Lamp | None:
        """Models with lights have a component for them (PLUGS_UI, POWERSTRIP_UI …), whose settings may be given in
        part."""
        config = await self._ask("Shelly.GetConfig")
        for name, part in config.items():
            leds = part.get("leds") if name.endswith("_ui") and isinstance(part, dict) else None
            mode = leds.get("mode") if isinstance(leds, dict) else None
            if isinstance(mode, str):
                method = f"{name.upper()}.SetConfig"

                async def put(value: str, method: str = method) -> None:
                    await self._ask(method, {"config": {"leds": {"mode": value}}})

                return Lamp(mode, "switch" if mode == "off" else "off", put)
        return None

    async def fix(self, code: str) -> None:
        """Set one setting right."""
        identity = await self.identify()
        for method, params in rpc_fix(self._binding, self._secret, identity, code):
            await self._ask(method, params)

    def _commands(self, action: GateAction) -> list[tuple[str, dict[str, Any]]]:
        if self._cover:
            return [(_COVER_METHOD[action], {"id": self._binding.channel})]
        calls = []
        for step in self._binding.switchings(action):
            params: dict[str, Any] = {"id": step.channel, "on": step.on}
            if step.seconds is not None:
                params["toggle_after"] = step.seconds
            calls.append(("Switch.Set", params))
        return calls

    async def _ask(self, method: str, params: dict[str, Any] | None = None) -> dict[str, Any]:
        try:
            result = await self._line.call(method, params)
        except (NotSent, NoAnswer) as fault:
            raise gate_error(fault.code) from fault
        return result if isinstance(result, dict) else {}

    def _reading(self, parts: dict[str, Any]) -> Reading:
        system = parts["sys"]
        own = parts.get(f"{'cover' if self._cover else 'switch'}:{self._binding.channel}")
        if own is None:
            other = "switch:" if self._cover else "cover:"
            raise gate_error("wrong_profile" if any(name.startswith(other) for name in parts) else "no_channel")
        inputs = {int(key[6:]): part.get("state") for key, part in parts.items() if key.startswith("input:")}
        outputs = {int(key[7:]): bool(part["output"]) for key, part in parts.items() if key.startswith("switch:")}
        return Reading(
            mac=str(system["mac"]).upper(),
            model=self._model,
            inputs=tuple(inputs.get(number) for number in range(max(inputs, default=-1) + 1)),
            outputs=tuple(outputs.get(number, False) for number in range(max(outputs, default=-1) + 1)),
            uptime_s=int(system["uptime"]),
            rssi=parts.get("wifi", {}).get("rssi"),
            position=_COVER_POSITION.get(own["state"], Position.UNKNOWN) if self._cover else None,
            cloud_connected=bool(parts.get("cloud", {}).get("connected")),
            errors=tuple(str(error) for error in own.get("errors", ())),
        )
