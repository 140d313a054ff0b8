"""From a binding to the driver that speaks to its device."""

from __future__ import annotations

from app.clock import Clock
from app.gates.bindings import DriverKind, GateBinding, GateSecret
from app.gates.port import Driver
from app.gates.shelly_gen1 import ShellyGen1
from app.gates.shelly_rpc import ShellyRpc


def driver_for(binding: GateBinding, secret: GateSecret, clock: Clock) -> Driver:
    """The local driver of a gate."""
    if binding.driver in (DriverKind.GEN1_RELAY, DriverKind.GEN1_ROLLER):
        return ShellyGen1(binding, secret, clock)
    return ShellyRpc(binding, secret, clock)
