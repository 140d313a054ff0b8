"""The RPC methods of a Gen2+ relay that a gate needs, with the errors of the vendor's page."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from app.sandbox.relays_device import Box

ABSENT, PRECONDITION, INVALID = -105, -109, -103
AFTER_EXECUTING = frozenset({-104, 500})
"""Deadline exceeded and internal error: what was asked for may have been done."""


COVER_STATE = {"off": "stopped", "match_input": "open"}


class RpcFault(Exception):
    """An error frame."""

    def __init__(self, code: int, text: str) -> None:
        super().__init__(text)
        self.code = code
        self.text = text


class Methods:
    """Executes methods on one box, in the profile `switch` or `cover`."""

    def __init__(self, box: Box) -> None:
        self.box = box
        self._cover = box.settings.profile == "cover"
        self._last_direction: str | None = None
        self._by_name: dict[str, Callable[[dict[str, Any]], Any]] = {
            "Shelly.GetDeviceInfo": lambda _: self.device_facts(),
            "Shelly.GetStatus": lambda _: self.status(),
            "Shelly.GetConfig": lambda _: self.config(),
            "Shelly.GetComponents": lambda _: {"components": [], "cfg_rev": 1, "offset": 0, "total": 0},
            "Shelly.ListMethods": lambda _: {"methods": sorted(self._by_name)},
            "Shelly.SetAuth": self._set_auth,
            "Sys.GetStatus": lambda _: self.status()["sys"],
            "Input.GetStatus": lambda params: self.status()[self._named("input", params)],
            "Input.GetConfig": lambda params: self.config()[self._named("input", params)],
            "Input.SetConfig": self._set_input,
            "WiFi.SetConfig": self._set_wifi,
            "BLE.SetConfig": self._set_ble,
            "Schedule.List": lambda _: {"jobs": [{"id": n} for n in range(box.config["schedules"])], "rev": 0},
            "Webhook.List": lambda _: {"hooks": [{"id": n} for n in range(box.config["webhooks"])], "rev": 0},
        }
        if box.config["lamp"]:
            self._by_name["PLUGS_UI.SetConfig"] = self._set_lamp
        if self._cover:
            self._by_name |= {
                "Cover.GetStatus": lambda params: self.status()[self._named("cover", params)],
                "Cover.GetConfig": lambda params: self.config()[self._named("cover", params)],
                "Cover.SetConfig": self._set_output_config,
                "Cover.Open": lambda params: self._move("open", params),
                "Cover.Close": lambda params: self._move("close", params),
                "Cover.Stop": lambda params: self._move("stop", params),
            }
        else:
            self._by_name |= {
                "Switch.GetStatus": lambda params: self.status()[self._named("switch", params)],
                "Switch.GetConfig": lambda params: self.config()[self._named("switch", params)],
                "Switch.SetConfig": self._set_output_config,
            }

    def call(self, method: str, params: dict[str, Any], *, source: str) -> Any:
        """Execute; raises RpcFault."""
        if method in self.box.recorded:
            return self.box.recorded[method]
        broken = self.box.rpc_error if method.startswith(("Switch.Set", "Cover.")) else 0
        if broken and broken not in AFTER_EXECUTING:
            raise RpcFault(broken, "as the sandbox was told")
        result = self._execute(method, params, source)
        if broken:
            raise RpcFault(broken, "as the sandbox was told")
        return result

    def _execute(self, method: str, params: dict[str, Any], source: str) -> Any:
        if method == "Switch.Set" and not self._cover:
            return self._switch(params, source)
        if method not in self._by_name:
            raise RpcFault(404, f"No handler for {method}")
        return self._by_name[method](params)

    def device_facts(self) -> dict[str, Any]:
        """What /shelly says."""
        settings = self.box.settings
        guarded = self.box.guarded
        return {
            "name": settings.name or None,
            "id": self.box.device_id,
            "mac": self.box.mac,
            "slot": 1,
            "model": "S4SW-001X16EU",
            "gen": settings.generation,
            "fw_id": f"20260311-095901/{settings.firmware}-g9979d16",
            "ver": settings.firmware,
            "app": "S1G4",
            "auth_en": guarded,
            "auth_domain": self.box.device_id if guarded else None,
            "matter": False,
            "profile": settings.profile,
        }

    def status(self) -> dict[str, Any]:
        """All components."""
        parts: dict[str, Any] = {
            "ble": {},
            "cloud": {"connected": self.box.config["cloud"]},
            "input:0": {"id": 0, "state": self.box.leaf.contact if self.box.config["input_type"] == "switch" else None},
            "mqtt": {"connected": False},
            "sys": {
                "mac": self.box.mac,
                "restart_required": False,
                "time": time.strftime("%H:%M"),
                "unixtime": int(time.time()),
                "uptime": self.box.uptime_s,
                "available_updates": {},
            },
            "wifi": {"sta_ip": "127.0.0.1", "status": "got ip", "ssid": "gate", "rssi": self.box.rssi},
            "ws": {"connected": False},
        }
        if self._cover:
            parts["cover:0"] = self._cover_status()
        else:
            for channel in range(len(self.box.outputs)):
                parts[f"switch:{channel}"] = self._switch_status(channel)
        return parts

    def config(self) -> dict[str, Any]:
        """The settings of all components."""
        config = self.box.config
        output = {
            "in_mode": config["in_mode"],
            "initial_state": config["initial_state"] if not self._cover else COVER_STATE[config["initial_state"]],
            "auto_on": False,
            "auto_on_delay": 60.0,
            "auto_off": config["auto_off"],
            "auto_off_delay": config["auto_off_delay"],
        }
        parts: dict[str, Any] = {
            "ble": {"enable": config["ble_rpc"], "rpc": {"enable": config["ble_rpc"]}},
            "cloud": {"enable": config["cloud"], "server": None},
            "input:0": {
                "id": 0,
                "name": None,
                "type": config["input_type"],
                "enable": True,
                "invert": False,
                "factory_reset": config["factory_reset"],
            },
            "mqtt": {"enable": False},
            "sys": {
                "device": {"name": None, "mac": self.box.mac, "fw_id": self.device_facts()["fw_id"], "eco_mode": False},
                "sntp": {"server": config["sntp"]},
                "cfg_rev": 1,
            },
            "wifi": {"ap": {"ssid": self.box.device_id, "is_open": True, "enable": config["ap_enable"]}},
            "ws": {"enable": False},
        }
        if config["lamp"]:
            parts["plugs_ui"] = {"leds": {"mode": config["lamp"], "night_mode": {"enable": False}}}
        for channel in range(1 if self._cover else len(self.box.outputs)):
            kind = "cover" if self._cover else "switch"
            parts[f"{kind}:{channel}"] = {"id": channel, "name": None, **output}
        return parts

    def _named(self, kind: str, params: dict[str, Any]) -> str:
        number = params.get("id")
        name = f"{kind}:{number}"
        if name not in self.status():
            raise RpcFault(ABSENT, f"Argument 'id', value {number} not found!")
        return name

    def _switch_status(self, channel: int) -> dict[str, Any]:
        output = self.box.outputs[channel]
        parts: dict[str, Any] = {
            "id": channel,
            "source": output.source,
            "output": output.on,
            "temperature": {"tC": 48.7, "tF": 119.7},
        }
        if output.timer_s is not None:
            parts |= {"timer_started_at": round(output.timer_started, 2), "timer_duration": output.timer_s}
        return parts

    def _switch(self, params: dict[str, Any], source: str) -> dict[str, bool]:
        channel, on = params.get("id"), params.get("on")
        if not isinstance(on, bool):
            raise RpcFault(INVALID, "Missing required argument 'on'!")
        self._named("switch", params)
        timer = params.get("toggle_after")
        assert isinstance(channel, int)
        return {"was_on": self.box.set_output(channel, on, source=source, timer_s=timer)}

    def _cover_status(self) -> dict[str, Any]:
        leaf = self.box.leaf
        return {
            "id": 0,
            "source": "init",
            "state": leaf.position,
            "apower": 0,
            "voltage": 232.1,
            "pos_control": False,
            "last_direction": self._last_direction,
            **({"errors": ["obstruction"]} if leaf.obstacle else {}),
        }

    def _move(self, go: str, params: dict[str, Any]) -> None:
        self._named("cover", params)
        if self.box.leaf.obstacle and go == "close":
            raise RpcFault(PRECONDITION, "Precondition failed: obstruction")
        if go != "stop":
            self._last_direction = go
        self.box.move(go)

    def _set_output_config(self, params: dict[str, Any]) -> dict[str, bool]:
        self._named("cover" if self._cover else "switch", params)
        given = params.get("config", {})
        if self._cover and given.get("initial_state") == "stopped":
            params = {**params, "config": {**given, "initial_state": "off"}}
        return self._take(params, ("in_mode", "initial_state", "auto_off", "auto_off_delay"))

    def _set_input(self, params: dict[str, Any]) -> dict[str, bool]:
        self._named("input", params)
        given = params.get("config", {})
        if "type" in given:
            self.box.config["input_type"] = given["type"]
        return self._take(params, ("factory_reset",))

    def _set_wifi(self, params: dict[str, Any]) -> dict[str, bool]:
        self.box.config["ap_enable"] = bool(params["config"]["ap"]["enable"])
        return {"restart_required": False}

    def _set_ble(self, params: dict[str, Any]) -> dict[str, bool]:
        self.box.config["ble_rpc"] = bool(params["config"]["rpc"]["enable"])
        return {"restart_required": True}

    def _set_lamp(self, params: dict[str, Any]) -> dict[str, bool]:
        mode = params["config"]["leds"]["mode"]
        if mode not in ("off", "switch", "power"):
            raise RpcFault(INVALID, f"Invalid mode {mode!r}")
        self.box.set_lamp(mode)
        return {"restart_required": False}

    def _set_auth(self, params: dict[str, Any]) -> None:
        self.box.set_ha1(params.get("ha1"))

    def _take(self, params: dict[str, Any], names: tuple[str, ...]) -> dict[str, bool]:
        given = params.get("config", {})
        self.box.config.update({name: given[name] for name in names if name in given})
        return {"restart_required": False}
