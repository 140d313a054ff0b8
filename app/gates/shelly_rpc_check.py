"""The commissioning check of a Gen2+ device: what must be set before a gate may open by itself."""

from __future__ import annotations

from typing import Any

from app.gates.bindings import COVERS, GateBinding, GateSecret
from app.gates.digest import ha1_of
from app.gates.port import Finding, Identity

AUTO_OFF_S = 2.0
LONGEST_AUTO_OFF_S = 10.0
BROKEN_FIRMWARE = "2.0.0"
"""Locks clients out with 429; 1.7.5 and 2.0.1 do not (vendor's changelog)."""


def pulse_channels(binding: GateBinding) -> tuple[int, ...]:
    """Outputs that only ever pulse. The hold-open output is not among them."""
    wired = (binding.channel, binding.close_channel, binding.stop_channel)
    return tuple(dict.fromkeys(channel for channel in wired if channel is not None))


def findings(
    binding: GateBinding, identity: Identity, config: dict[str, Any], jobs: int, hooks: int
) -> tuple[Finding, ...]:
    """Judge the settings (`Shelly.GetConfig`) and the numbers of schedules and webhooks."""
    cover = binding.driver in COVERS
    outputs = [config.get(f"{'cover' if cover else 'switch'}:{number}", {}) for number in pulse_channels(binding)]
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


def fix_call(
    binding: GateBinding, secret: GateSecret, identity: Identity, code: str
) -> list[tuple[str, dict[str, Any]]]:
    """The calls that set `code` right; empty when the device does not let us."""
    component = "Cover" if binding.driver in COVERS else "Switch"
    channels = pulse_channels(binding)
    outputs: dict[str, dict[str, Any]] = {
        "input_detached": {"in_mode": "detached"},
        "off_after_power_loss": {"initial_state": "stopped" if binding.driver in COVERS else "off"},
        "auto_off": {"auto_off": True, "auto_off_delay": max(AUTO_OFF_S, binding.pulse_s + 1)},
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


def _ends_by_itself(part: dict[str, Any]) -> bool:
    return bool(part.get("auto_off")) and float(part.get("auto_off_delay", 0)) <= LONGEST_AUTO_OFF_S
