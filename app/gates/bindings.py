"""Which relay drives which gate, how it is wired, and the secrets for it."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from app.domain.gate import GateAction, InputKind


class DriverKind(StrEnum):
    """What a relay speaks."""

    GEN1_RELAY = "shelly_gen1"
    GEN1_ROLLER = "shelly_gen1_roller"
    RPC_SWITCH = "shelly_rpc"
    RPC_COVER = "shelly_rpc_cover"


COVERS = frozenset({DriverKind.GEN1_ROLLER, DriverKind.RPC_COVER})


@dataclass(frozen=True, slots=True)
class Switching:
    """One relay contact to be switched; `seconds`: when it falls off again by itself."""

    channel: int
    on: bool
    seconds: float | None = None


@dataclass(frozen=True, slots=True)
class GateBinding:
    """One gate and the device that drives it. Durations are seconds.

    `address`: scheme, host and port as they are to be used (never guessed from settings of the device).
    `mac`: the device's, 12 hex digits; `realm`: its digest realm, None: any that ends with the MAC.
    `reed_input`: the input that carries the contact at the closed end; None: nobody sees the gate.
    `close_channel`, `stop_channel`, `hold_channel`: further outputs, where wired; close also ends a hold.
    `stays_open_s`: after that long the gate closes by itself, None: it does not, or nobody knows.
    `only_console_opens`: an opening that no console ordered is "forced open"; False where remotes open it too.
    `accepted`: commissioning findings that a technician accepted with a reason.
    `automatic`: may open by itself on an admitting verdict, once commissioned.
    `cloud_id`: the device's id in the vendor's cloud, "": its MAC in lower case.
    """

    gate_id: str
    name: str
    driver: DriverKind
    address: str
    mac: str
    channel: int = 0
    username: str = "admin"
    realm: str | None = None
    input_kind: InputKind = InputKind.STEP_BY_STEP
    pulse_s: float = 1.0
    reed_input: int | None = None
    reed_on_is_closed: bool = True
    travel_s: float = 15.0
    stays_open_s: float | None = None
    left_open_after_s: float = 120.0
    cooldown_s: float = 2.0
    free_exit: bool = False
    close_channel: int | None = None
    stop_channel: int | None = None
    hold_channel: int | None = None
    hold_max_s: float = 3600.0
    only_console_opens: bool = True
    accepted: frozenset[str] = frozenset()
    automatic: bool = False
    cloud_id: str = ""

    @property
    def device(self) -> tuple[DriverKind, str, str, str | None]:
        """Which device drives the gate, and where it is spoken to."""
        return self.driver, self.address, self.mac, self.realm

    @property
    def can(self) -> frozenset[GateAction]:
        """What is wired."""
        if self.driver in COVERS:
            return frozenset({GateAction.OPEN, GateAction.CLOSE, GateAction.STOP})
        wired = {
            GateAction.CLOSE: self.close_channel if self.hold_channel is None else self.hold_channel,
            GateAction.STOP: self.stop_channel,
            GateAction.HOLD_OPEN: self.hold_channel,
        }
        return frozenset({GateAction.OPEN, *(action for action, channel in wired.items() if channel is not None)})

    @property
    def pulse_channels(self) -> tuple[int, ...]:
        """Outputs that only ever pulse. The hold-open output is not among them."""
        wired = (self.channel, self.close_channel, self.stop_channel)
        return tuple(dict.fromkeys(channel for channel in wired if channel is not None))

    def switchings(self, action: GateAction) -> tuple[Switching, ...]:
        """What a relay is to do for `action`, in order; every "on" carries its own end."""
        if action is GateAction.OPEN:
            return (Switching(self.channel, True, self.pulse_s),)
        if action is GateAction.STOP and self.stop_channel is not None:
            return (Switching(self.stop_channel, True, self.pulse_s),)
        if action is GateAction.HOLD_OPEN and self.hold_channel is not None:
            return (Switching(self.hold_channel, True, self.hold_max_s),)
        steps: list[Switching] = []
        if action is GateAction.CLOSE:
            if self.hold_channel is not None:
                steps.append(Switching(self.hold_channel, False))
            if self.close_channel is not None:
                steps.append(Switching(self.close_channel, True, self.pulse_s))
        return tuple(steps)


@dataclass(frozen=True, slots=True)
class GateSecret:
    """What a relay wants to hear. For digest either the password or `ha1` (hex) will do."""

    password: str = field(default="", repr=False)
    ha1: str = field(default="", repr=False)
