"""From a binding to the drivers that speak to its device."""

from __future__ import annotations

from app.clock import Clock
from app.gates.actuator import Actuator
from app.gates.bindings import DriverKind, GateBinding, GateSecret
from app.gates.gates_file import SealedGates
from app.gates.port import Driver
from app.gates.shelly_cloud import CloudAccount, ShellyCloud
from app.gates.shelly_gen1 import ShellyGen1
from app.gates.shelly_rpc import ShellyRpc


def driver_for(binding: GateBinding, secret: GateSecret, clock: Clock) -> Driver:
    """The local driver of a gate."""
    if binding.driver in (DriverKind.GEN1_RELAY, DriverKind.GEN1_ROLLER):
        return ShellyGen1(binding, secret, clock)
    return ShellyRpc(binding, secret, clock)


def bind(actuator: Actuator, sealed: SealedGates, clock: Clock) -> None:
    """Give the actuator all gates with both their paths. One that it drives already by the same device hears only what
    may change while it is in use."""
    account = account_of(sealed, clock)
    for binding, secret in sealed.gates:
        if actuator.drives(binding):
            actuator.set_up_anew(binding)
        else:
            actuator.add(binding, driver_for(binding, secret, clock), cloud_for(binding, sealed, account))


def account_of(sealed: SealedGates, clock: Clock) -> CloudAccount | None:
    """The one account behind all second paths; without a key there is none."""
    return CloudAccount(sealed.cloud.host, sealed.cloud.key, clock) if sealed.cloud and sealed.cloud.key else None


def cloud_for(binding: GateBinding, sealed: SealedGates, account: CloudAccount | None) -> ShellyCloud | None:
    """The second path of one gate, where it has one."""
    return ShellyCloud(binding, account) if account and binding.gate_id in sealed.cloud_gates else None
