"""The commissioning check: what must be set in a device before a gate may open by itself, and how to set it."""

from __future__ import annotations

import math
from typing import Any
from urllib.parse import urlencode

from app.gates.bindings import COVERS, GateBinding, GateSecret
from app.gates.digest import ha1_of
from app.gates.port import Finding, Identity

AUTO_OFF_S = 2.0
LONGEST_AUTO_OFF_S = 10.0
BROKEN_FIRMWARE = "2.0.0"
"""Locks clients out with 429; 1.7.5 and 2.0.1 do not (vendor's changelog)."""


def rpc_findings(
    binding: GateBinding, identity: Identity, config: dict[str, Any], jobs: int, hooks: int
) -> tuple[Finding, ...]:
    """Judge the settings (`Shelly.GetConfig`) and the numbers of schedules and webhooks."""
    cover = binding.driver in COVERS
    outputs = [config.get(f"{'cover' if cover else 'switch'}:{number}", {}) for number in binding.pulse_channels]
    inputs = [part for key, part in config.items() if key.startswith("input:")]
    scripts = [part for key, part in config.items() if key.startswith("script:")]
    reed = config.get(f"input:{binding.reed_input}", {})
    found = [
        Finding("password", identity.guarded, fixable=True),
        Finding("input_detached", all(part.get("in_mode") == "detached" for part in outputs), fixable=True),
        Finding("input_no_reset", not any(part.get("factory_reset") for part in inputs), fixable=True),
        Finding("access_point_off", not config.get("wifi", {}).get("ap", {}).get("enable"), fixable=True),
        Finding("no_schedules", jobs == 0, detail=str(jobs)),
        Finding("no_webhooks", hooks == 0, detail=str(hooks)),
        Finding("bluetooth_off", not config.get("ble", {}).get("rpc", {}).get("enable"), "advice", fixable=True),
        Finding("scripts_off", not any(part.get("enable") for part in scripts), "advice"),
        Finding("mqtt_off", not config.get("mqtt", {}).get("enable"), "advice"),
        Finding("clock_set", bool(config.get("sys", {}).get("sntp", {}).get("server")), "advice"),
        Finding("firmware", not identity.firmware.startswith(BROKEN_FIRMWARE), "advice", detail=identity.firmware),
    ]
    calm = "stopped" if cover else "off"
    found.append(
        Finding("off_after_power_loss", all(part.get("initial_state") == calm for part in outputs), fixable=True)
    )
    if not cover:
        found.append(Finding("auto_off", all(_ends_by_itself(part) for part in outputs), fixable=True))
    if binding.reed_input is not None:
        found.append(Finding("reed_is_switch", reed.get("type") == "switch", fixable=True))
    return tuple(found)


def rpc_fix(
    binding: GateBinding, secret: GateSecret, identity: Identity, code: str
) -> list[tuple[str, dict[str, Any]]]:
    """The calls that set `code` right; empty when the device does not let us."""
    component = "Cover" if binding.driver in COVERS else "Switch"
    channels = binding.pulse_channels
    outputs: dict[str, dict[str, Any]] = {
        "input_detached": {"in_mode": "detached"},
        "off_after_power_loss": {"initial_state": "stopped" if binding.driver in COVERS else "off"},
        "auto_off": {"auto_off": True, "auto_off_delay": _auto_off_s(binding)},
    }
    if code in outputs:
        return [(f"{component}.SetConfig", {"id": number, "config": outputs[code]}) for number in channels]
    match code:
        case "input_no_reset":
            numbers = sorted({*channels, *([] if binding.reed_input is None else [binding.reed_input])})
            return [("Input.SetConfig", {"id": number, "config": {"factory_reset": False}}) for number in numbers]
        case "reed_is_switch":
            return [("Input.SetConfig", {"id": binding.reed_input, "config": {"type": "switch"}})]
        case "access_point_off":
            return [("WiFi.SetConfig", {"config": {"ap": {"enable": False}}})]
        case "bluetooth_off":
            return [("BLE.SetConfig", {"config": {"rpc": {"enable": False}}})]
        case "password" if identity.realm and (secret.password or secret.ha1):
            ha1 = secret.ha1 or ha1_of(binding.username, identity.realm, secret.password)
            return [("Shelly.SetAuth", {"user": binding.username, "realm": identity.realm, "ha1": ha1})]
    return []


def gen1_findings(binding: GateBinding, identity: Identity, settings: dict[str, Any]) -> tuple[Finding, ...]:
    """Judge `/settings` of a Gen1 device. Its password is readable on the wire, whatever is set."""
    found = [
        Finding("password", identity.guarded, fixable=True),
        Finding("clear_password", False, "advice"),
        Finding("input_no_reset", not settings.get("factory_reset_from_switch"), "advice", fixable=True),
        Finding("access_point_off", not settings.get("wifi_ap", {}).get("enabled"), fixable=True),
        Finding("clock_set", bool(settings.get("sntp", {}).get("server")), "advice"),
    ]
    if binding.driver not in COVERS:
        relays = [settings["relays"][number] for number in binding.pulse_channels]
        detached = all(part.get("btn_type") == "detached" for part in relays)
        off = all(part.get("default_state") == "off" for part in relays)
        ends = all(0 < float(part.get("auto_off", 0)) <= LONGEST_AUTO_OFF_S for part in relays)
        found += [
            Finding("input_detached", detached, fixable=True),
            Finding("off_after_power_loss", off, fixable=True),
            Finding("auto_off", ends, fixable=True),
            Finding("no_schedules", not any(part.get("schedule") for part in relays)),
        ]
    return tuple(found)


def gen1_fix(binding: GateBinding, secret: GateSecret, code: str) -> list[str]:
    """The GET targets that set `code` right; empty when the device does not let us."""
    relay = {
        "input_detached": "btn_type=detached",
        "off_after_power_loss": "default_state=off",
        "auto_off": f"auto_off={_auto_off_s(binding):g}",
    }
    if code in relay:
        return [f"/settings/relay/{number}?{relay[code]}" for number in binding.pulse_channels]
    match code:
        case "input_no_reset":
            return ["/settings?factory_reset_from_switch=0"]
        case "access_point_off":
            return ["/settings/ap?enabled=0"]
        case "password" if secret.password:
            login = {"enabled": "1", "username": binding.username, "password": secret.password}
            return [f"/settings/login?{urlencode(login)}"]
    return []


def _auto_off_s(binding: GateBinding) -> float:
    """A second longer than the longest pulse; Gen1 pulses are whole seconds."""
    return max(AUTO_OFF_S, math.ceil(binding.pulse_s) + 1.0)


def _ends_by_itself(part: dict[str, Any]) -> bool:
    return bool(part.get("auto_off")) and float(part.get("auto_off_delay", 0)) <= LONGEST_AUTO_OFF_S
