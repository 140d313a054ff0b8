"""Whatever shape an answer has, reading it ends in a reading or in a known error, never in a bug."""

from __future__ import annotations

import copy
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from app.clock import SystemClock
from app.errors import GateError
from app.gates.bindings import DriverKind, GateBinding, GateSecret
from app.gates.commissioning import gen1_findings, rpc_findings
from app.gates.port import Identity
from app.gates.problems import understanding
from app.gates.shelly_gen1 import ShellyGen1
from app.gates.shelly_rpc import ShellyRpc
from tests.gates.test_recorded import GEN1_RELAY, GEN1_ROLLER, GEN4_COVER, GEN4_SWITCH

WHOLE = [
    (DriverKind.RPC_SWITCH, GEN4_SWITCH),
    (DriverKind.RPC_COVER, GEN4_COVER),
    (DriverKind.GEN1_RELAY, GEN1_RELAY),
    (DriverKind.GEN1_ROLLER, GEN1_ROLLER),
]
IDENTITY = Identity("A085E3BCA4C8", "m", 4, "1.7.5", "", True)
odd = st.sampled_from([None, True, -1, 10**20, 1.5, float("nan"), "", "x", [], [None], {}, {"id": None}])


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Every place in a JSON value where something else could stand."""
    keys = list(value) if isinstance(value, dict) else list(range(len(value))) if isinstance(value, list) else []
    return [path, *(place for key in keys for place in places(value[key], (*path, key)))]


def spoilt(value: Any, place: tuple[Any, ...], by: Any) -> Any:
    if not place:
        return by
    value = copy.deepcopy(value)
    inner = value
    for key in place[:-1]:
        inner = inner[key]
    inner[place[-1]] = by
    return value


@given(data=st.data(), which=st.sampled_from(WHOLE))
@settings(max_examples=300, deadline=None)
def test_status_and_settings_in_any_shape(data: st.DataObject, which: tuple[DriverKind, dict[str, Any]]) -> None:
    kind, recorded = which
    binding = GateBinding("g", "g", kind, "http://127.0.0.1", "A085E3BCA4C8", reed_input=0)
    rpc = kind in (DriverKind.RPC_SWITCH, DriverKind.RPC_COVER)
    name = data.draw(st.sampled_from([one for one in recorded if one != "/shelly"]))
    place = data.draw(st.sampled_from([one for one in places(recorded[name]) if one]))
    parts = spoilt(recorded[name], place, data.draw(odd))
    driver = (ShellyRpc if rpc else ShellyGen1)(binding, GateSecret(), SystemClock())
    try:
        with understanding():
            if name in ("/status", "Shelly.GetStatus"):
                driver._reading(parts)
            elif rpc:
                rpc_findings(binding, IDENTITY, parts, 0, 0)
            else:
                gen1_findings(binding, IDENTITY, parts)
    except GateError as known:
        assert known.code in ("not_a_shelly", "no_channel", "wrong_profile")
