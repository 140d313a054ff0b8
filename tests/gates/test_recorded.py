"""Answers of real devices (shapes and values as published by owners), served over real sockets to our drivers.

What a device says beside this was left out; names of networks and places too.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from app.domain.gate import Position
from app.errors import GateError
from app.gates.bindings import DriverKind
from tests.gates.yard import GEN1, RPC, Yard, run, yard

GEN4_SWITCH: dict[str, Any] = {
    "/shelly": {
        "name": "1 Gen4", "id": "shelly1g4-a085e3bca4c8", "mac": "A085E3BCA4C8", "slot": 1,
        "model": "S4SW-001X16EU", "gen": 4, "fw_id": "20250520-083720/1.6.2-gc8a76e2", "ver": "1.6.2",
        "app": "S1G4", "auth_en": False, "auth_domain": None, "matter": True,
    },
    "Shelly.GetStatus": {
        "ble": {}, "bthome": {"errors": ["bluetooth_disabled"]}, "cloud": {"connected": True},
        "input:0": {"id": 0, "state": True}, "knx": {}, "matter": {"num_fabrics": 1}, "mqtt": {"connected": False},
        "switch:0": {"id": 0, "source": "init", "output": True, "temperature": {"tC": 52.9, "tF": 127.3}},
        "sys": {"mac": "A085E3BCA4C8", "restart_required": False, "unixtime": 1748257269, "uptime": 412747},
        "wifi": {"status": "got ip", "rssi": -53}, "ws": {"connected": False},
    },
    "Shelly.GetConfig": {
        "ble": {"enable": False, "rpc": {"enable": False}}, "cloud": {"enable": True},
        "input:0": {"id": 0, "type": "switch", "enable": True, "invert": False, "factory_reset": True},
        "mqtt": {"enable": False},
        "switch:0": {
            "id": 0, "in_mode": "follow", "in_locked": False, "initial_state": "match_input",
            "auto_on": False, "auto_on_delay": 60, "auto_off": False, "auto_off_delay": 60,
        },
        "sys": {"sntp": {"server": "time.cloudflare.com"}}, "wifi": {"ap": {"is_open": True, "enable": False}},
    },
}  # fmt: skip
GEN4_COVER: dict[str, Any] = {
    "/shelly": {
        "id": "shelly2pmg4-98a316721128", "mac": "98A316721128", "model": "S4SW-002P16EU", "gen": 4,
        "ver": "1.7.5", "app": "S2PMG4", "auth_en": True, "auth_domain": "shelly2pmg4-98a316721128", "profile": "cover",
    },
    "Shelly.GetStatus": {
        "cover:0": {
            "id": 0, "source": "init", "state": "stopped", "apower": 0, "voltage": 232.1, "current": 0, "pf": 0,
            "freq": 50, "pos_control": False, "last_direction": None,
        },
        "input:0": {"id": 0, "state": False}, "input:1": {"id": 1, "state": False},
        "sys": {"mac": "98A316721128", "uptime": 38}, "wifi": {"rssi": -58}, "cloud": {"connected": True},
    },
    "Shelly.GetConfig": {
        "ble": {"enable": True, "rpc": {"enable": True}},
        "cover:0": {"id": 0, "maxtime_open": 60, "initial_state": "stopped", "in_mode": "dual"},
        "input:0": {"id": 0, "type": "switch", "factory_reset": True},
        "input:1": {"id": 1, "type": "switch", "factory_reset": True},
        "sys": {"sntp": {"server": "time.cloudflare.com"}}, "wifi": {"ap": {"enable": False}},
    },
}  # fmt: skip
GEN1_RELAY: dict[str, Any] = {
    "/shelly": {
        "type": "SHSW-1", "mac": "34945472A643", "auth": False, "fw": "20230913-112003/v1.14.0-gcb84623",
        "discoverable": False, "longid": 1, "num_outputs": 1,
    },
    "/status": {
        "wifi_sta": {"connected": True, "rssi": -52}, "cloud": {"enabled": True, "connected": True},
        "unixtime": 1741441486, "mac": "34945472A643", "uptime": 788180,
        "relays": [
            {
                "ison": False, "has_timer": False, "timer_started": 0, "timer_duration": 0, "timer_remaining": 0,
                "source": "http",
            }
        ],
        "inputs": [{"input": 0, "event": "", "event_cnt": 0}],
    },
    "/settings": {
        "device": {"type": "SHSW-1", "mac": "34945472A643"}, "mode": "relay", "wifi_ap": {"enabled": False},
        "login": {"enabled": False, "username": "admin"}, "sntp": {"server": "time.google.com", "enabled": True},
        "factory_reset_from_switch": True,
        "relays": [{"default_state": "off", "btn_type": "toggle", "auto_on": 0, "auto_off": 0, "schedule": False}],
    },
}  # fmt: skip
GEN1_ROLLER: dict[str, Any] = {
    "/shelly": {
        "type": "SHSW-25", "mac": "3494546BBF7E", "auth": False, "fw": "20230913-112234/v1.14.0-gcb84623",
        "num_outputs": 2, "num_rollers": 1, "mode": "roller",
    },
    "/status": {
        "wifi_sta": {"connected": True, "rssi": -55}, "cloud": {"enabled": True, "connected": True},
        "mac": "3494546BBF7E", "uptime": 122102,
        "rollers": [
            {
                "state": "stop", "source": "input", "power": 0, "is_valid": True, "safety_switch": False,
                "overtemperature": False, "stop_reason": "normal", "last_direction": "close", "current_pos": 112,
                "calibrating": False, "positioning": True,
            }
        ],
        "inputs": [{"input": 0, "event": "", "event_cnt": 0}, {"input": 0, "event": "", "event_cnt": 0}],
    },
}  # fmt: skip


async def played(y: Yard, recorded: dict[str, Any]) -> Any:
    await y.do(record=recorded)
    return y.actuator._gates["main"]


@pytest.mark.parametrize(
    ("relay", "driver", "recorded", "position", "rssi"),
    [
        (
            {**RPC, "password": ""},
            DriverKind.RPC_SWITCH,
            GEN4_SWITCH,
            Position.OPENING,
            -53,
        ),  # its relay is on, and not by us
        ({**RPC, "password": ""}, DriverKind.RPC_COVER, GEN4_COVER, Position.UNKNOWN, -58),
        ({**GEN1, "password": ""}, DriverKind.GEN1_RELAY, GEN1_RELAY, Position.OPEN, -52),
        ({**GEN1, "password": ""}, DriverKind.GEN1_ROLLER, GEN1_ROLLER, Position.UNKNOWN, -55),
    ],
)
def test_status_of_real_devices(
    tmp_path: Path,
    relay: dict[str, Any],
    driver: DriverKind,
    recorded: dict[str, Any],
    position: Position,
    rssi: int,
) -> None:
    async def story() -> None:
        async with yard(tmp_path, relay, driver=driver, mac=recorded["/shelly"]["mac"]) as y:
            gate = await played(y, recorded)
            await gate.paths.local.identify()
            await gate.watch.look()
            status = gate.status()
            assert (status.problem, status.position, status.rssi) == ("", position, rssi)
            assert status.model == recorded["/shelly"].get("model", recorded["/shelly"].get("type"))

    run(story)


@pytest.mark.parametrize(
    ("relay", "driver", "recorded", "musts"),
    [
        (
            RPC,
            DriverKind.RPC_SWITCH,
            GEN4_SWITCH,
            {"password", "input_detached", "input_no_reset", "off_after_power_loss", "auto_off"},
        ),
        (RPC, DriverKind.RPC_COVER, GEN4_COVER, {"input_detached", "input_no_reset"}),
        (GEN1, DriverKind.GEN1_RELAY, GEN1_RELAY, {"password", "input_detached", "auto_off"}),
    ],
)
def test_a_device_out_of_the_box_may_not_open_by_itself(
    tmp_path: Path, relay: dict[str, Any], driver: DriverKind, recorded: dict[str, Any], musts: set[str]
) -> None:
    async def story() -> None:
        async with yard(tmp_path, {**relay, "password": ""}, driver=driver, mac=recorded["/shelly"]["mac"]) as y:
            gate = await played(y, recorded)
            found = await gate.check_commissioning()
            assert {one.code for one in found if not one.ok and one.weight == "must"} == musts
            assert not gate.commissioned

    run(story)


def test_a_roller_is_not_taken_for_a_relay(tmp_path: Path) -> None:
    async def story() -> None:
        async with yard(tmp_path, {**GEN1, "password": ""}, mac="3494546BBF7E") as y:
            gate = await played(y, GEN1_ROLLER)
            with pytest.raises(GateError) as wrong:
                await gate.paths.local.identify()
            assert wrong.value.code == "wrong_profile"

    run(story)
