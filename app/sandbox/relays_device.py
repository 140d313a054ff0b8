"""One relay box of the sandbox: outputs with timers, inputs, settings, uptime, and what has been done to it."""

from __future__ import annotations

import asyncio
import dataclasses
import random
import time
from collections.abc import Callable
from typing import Any

from app.sandbox.relays_motion import Leaf
from app.sandbox.relays_nonces import sha


@dataclasses.dataclass(frozen=True, slots=True)
class RelaySettings:
    """One line of the configuration. `speed`: how much faster than real time timers and the gate run."""

    gate_id: str
    driver: str
    name: str = ""
    username: str = "admin"
    password: str = ""
    firmware: str = "1.7.5"
    generation: int = 4
    input_kind: str = "open_only"
    travel_s: float = 6.0
    stays_open_s: float | None = 12.0
    speed: float = 1.0
    wired: tuple[str, ...] = ("open",)
    profile: str = "switch"
    commissioned: bool = True
    lamp: str = ""
    """How its light is set: "true" (dark) or "false" on a Gen1, off, switch or power on others; "" it has none."""
    rssi: int = -58

    @classmethod
    def of(cls, given: dict[str, Any]) -> RelaySettings:
        """Read one gate of the configuration; an unknown name is an error that says so."""
        return cls(**{**given, "wired": tuple(given.get("wired", ("open",)))})


class Output:
    """One relay contact with its own timer: `timer_s` seconds after switching it flips back by itself."""

    def __init__(self, *, speed: float, changed: Callable[[str], None]) -> None:
        self.on = False
        self.source = "init"
        self.timer_s: float | None = None
        self.timer_started = 0.0
        self._speed = speed
        self._changed = changed
        self._timer: asyncio.TimerHandle | None = None

    def switch(self, on: bool, *, source: str, timer_s: float | None = None) -> bool:
        """Switch; returns the state before."""
        before = self.on
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        self.on, self.source, self.timer_s = on, source, timer_s
        if timer_s is not None:
            self.timer_started = time.time()
            loop = asyncio.get_running_loop()
            self._timer = loop.call_later(timer_s / self._speed, self._flip_back, not on)
        if before != on:
            self._changed(source)
        return before

    def remaining_s(self) -> float:
        """Seconds of device time until the timer fires."""
        if self.timer_s is None:
            return 0.0
        return max(0.0, self.timer_s - (time.time() - self.timer_started) * self._speed)

    def _flip_back(self, on: bool) -> None:
        self._timer = None
        self.switch(on, source="timer")


class Box:
    """The device behind one gate, whatever language it speaks."""

    def __init__(self, settings: RelaySettings, seed: int) -> None:
        dice = random.Random(f"{seed}/{settings.gate_id}")
        self.settings = settings
        self.mac = "".join(dice.choice("0123456789ABCDEF") for _ in range(12))
        self.own_mac = self.mac
        self.rssi = settings.rssi
        self.recorded: dict[str, Any] = {}
        self.rpc_error = 0
        self.username = settings.username
        self.password = settings.password
        self._ha1: str | None = None
        self.outputs = [Output(speed=settings.speed, changed=self._contact_moved(role)) for role in settings.wired]
        self.leaf = Leaf(
            input_kind=settings.input_kind,
            travel_s=settings.travel_s,
            stays_open_s=settings.stays_open_s,
            speed=settings.speed,
            changed=self._tell,
        )
        self.started = time.monotonic()
        self.pulses: list[dict[str, Any]] = []
        self.commanded: float | None = None  # monotonic, when the last command was received
        self.requests: dict[str, int] = {}
        self.listeners: set[Callable[[], None]] = set()
        safe = settings.commissioned
        self.config: dict[str, Any] = {
            "in_mode": "detached" if safe else "follow",
            "initial_state": "off" if safe else "match_input",
            "auto_off": safe,
            "auto_off_delay": 2.0 if safe else 60.0,
            "factory_reset": not safe,
            "input_type": "switch",
            "ap_enable": not safe,
            "ble_rpc": not safe,
            "cloud": False,
            "schedules": 0,
            "webhooks": 0,
            "auto_update": not safe,
            "sntp": "time.google.com",
            "lamp": settings.lamp,
            "lamp_seen": [],
        }

    @property
    def device_id(self) -> str:
        """The name the device gives itself, with its MAC at the end."""
        kind = "shelly1" if self.settings.driver == "shelly_gen1" else f"shelly1g{self.settings.generation}"
        return f"{kind}-{self.mac.lower()}"

    @property
    def guarded(self) -> bool:
        """Whether a password is set."""
        return bool(self.password or self._ha1)

    @property
    def ha1(self) -> str:
        """What digest is checked against: as it was set, else made of the password and the device's own name."""
        return self._ha1 or sha(f"admin:{self.device_id}:{self.password}")

    def set_ha1(self, ha1: str | None) -> None:
        """Shelly.SetAuth: None switches authentication off."""
        self._ha1 = ha1
        if ha1 is None:
            self.password = ""

    @property
    def uptime_s(self) -> int:
        return int((time.monotonic() - self.started) * self.settings.speed)

    def count(self, what: str) -> None:
        """Count a request or a refusal by its name."""
        self.requests[what] = self.requests.get(what, 0) + 1

    def set_output(self, channel: int, on: bool, *, source: str, timer_s: float | None) -> bool:
        """Execute a switch command; every executed "on" is a pulse in the books. Raises IndexError."""
        output = self.outputs[channel]
        if on:
            role = self.settings.wired[channel]
            self.pulses.append(
                {"at": time.monotonic(), "channel": channel, "role": role, "timer_s": timer_s, "by": source}
            )
            if timer_s is None and self.config["auto_off"]:
                timer_s = float(self.config["auto_off_delay"])
        return output.switch(on, source=source, timer_s=timer_s)

    def move(self, go: str, *, source: str = "http") -> None:
        """Execute a cover or roller command: open, close or stop."""
        self.pulses.append({"at": time.monotonic(), "channel": 0, "role": go, "timer_s": None, "by": source})
        {"open": self.leaf.open, "close": self.leaf.close, "stop": self.leaf.stop}[go]()

    def restart(self) -> None:
        """A power cut: relays fall off, memory of sessions is gone."""
        self.started = time.monotonic()
        for output in self.outputs:
            output.switch(False, source="init")

    def set_lamp(self, value: str) -> None:
        """The light is set."""
        self.config["lamp"] = value
        self.config["lamp_seen"].append(value)

    def snapshot(self) -> dict[str, Any]:
        """What the control address shows."""
        return {
            "gate_id": self.settings.gate_id,
            "mac": self.mac,
            "pulses": self.pulses,
            "pulse_count": len(self.pulses),
            "requests": self.requests,
            "commanded": self.commanded,
            "outputs": [output.on for output in self.outputs],
            "position": self.leaf.position,
            "contact": self.leaf.contact,
            "config": self.config,
            "now": time.monotonic(),
        }

    def reset(self) -> None:
        """Forget the books and close the gate."""
        self.recorded.clear()
        self.pulses.clear()
        self.requests.clear()
        self.mac = self.own_mac
        for output in self.outputs:
            output.switch(False, source="init")
        self.leaf.obstacle, self.leaf.bounces, self.leaf.held = False, 0, False
        self.leaf.put("closed")

    def end(self) -> None:
        """Stop all timers."""
        self.leaf.end()
        for output in self.outputs:
            output.switch(False, source="init")

    def _contact_moved(self, role: str) -> Callable[[str], None]:
        def moved(source: str) -> None:
            output = self.outputs[self.settings.wired.index(role)]
            if role == "hold" and source != "init":
                self.leaf.hold(output.on)
            elif output.on:
                {"open": self.leaf.pulse, "close": self.leaf.close, "stop": self.leaf.stop}[role]()
            self._tell()

        return moved

    def _tell(self) -> None:
        for listener in list(self.listeners):
            listener()
