"""A Gen1 relay as it speaks: plain GETs, Basic authentication, a clear-text password on the wire."""

from __future__ import annotations

import base64
import secrets
import time
from typing import Any

from app.sandbox.relays_device import Box
from app.sandbox.relays_http import Reply, Request

FIRMWARE = "20230913-112003/v1.14.0-gcb84623"
REFUSED = Reply(401, b"401 Unauthorized", "text/plain", (("WWW-Authenticate", 'Basic realm="shelly"'),))
_LAMP = "led_status_disable"
_SETTING_OF = {"btn_type": "in_mode", "default_state": "initial_state"}


class Gen1:
    """Answers for one Gen1 box, in relay mode or in roller mode."""

    server_name = "Mongoose/6.18"
    most = None

    def __init__(self, box: Box) -> None:
        self.box = box
        box.config.update(
            {
                "in_mode": "detached" if box.settings.commissioned else "toggle",
                "initial_state": "off" if box.settings.commissioned else "last",
                "auto_off_delay": 2.0 if box.settings.commissioned else 0.0,
            }
        )
        self._roller = box.settings.profile == "roller"
        self._last_direction = "close"

    def is_command(self, request: Request) -> bool:
        """Whether the request would move something."""
        query = request.query
        return (request.path.startswith("/relay/") and "turn" in query) or (
            request.path.startswith("/roller/") and "go" in query
        )

    def forget(self) -> None:
        """A reboot: nothing is remembered here."""

    def refuse(self) -> Reply:
        """The 401 of this dialect."""
        return REFUSED

    def answer(self, request: Request) -> Reply:
        """Execute one request."""
        if request.path in self.box.recorded:
            return Reply.of(self.box.recorded[request.path])
        if request.path == "/shelly":
            return Reply.of(self._shelly())
        if not self._welcome(request):
            self.box.count("401")
            return REFUSED
        first, _, rest = request.path.strip("/").partition("/")
        match first:
            case "status":
                return Reply.of(self._status())
            case "settings":
                return self._settings(rest, request.query)
            case "relay":
                return self._relay(rest, request.query)
            case "roller":
                return self._roller_go(rest, request.query)
            case "reboot":
                return Reply.of({"ok": True})
        return Reply(404, b"Not Found", "text/plain")

    def _welcome(self, request: Request) -> bool:
        if not self.box.guarded:
            return True
        expected = base64.b64encode(f"{self.box.username}:{self.box.password}".encode()).decode()
        return secrets.compare_digest(request.headers.get("authorization", ""), f"Basic {expected}")

    def _shelly(self) -> dict[str, Any]:
        return {
            "type": "SHSW-25" if self._roller else "SHSW-1",
            "mac": self.box.mac,
            "auth": self.box.guarded,
            "fw": FIRMWARE,
            "discoverable": False,
            "longid": 1,
            "num_outputs": len(self.box.outputs),
            **({"mode": "roller", "num_rollers": 1} if self._roller else {}),
        }

    def _status(self) -> dict[str, Any]:
        parts: dict[str, Any] = {
            "wifi_sta": {"connected": True, "ssid": "gate", "ip": "127.0.0.1", "rssi": self.box.rssi},
            "cloud": {"enabled": self.box.config["cloud"], "connected": self.box.config["cloud"]},
            "unixtime": int(time.time()),
            "mac": self.box.mac,
            "inputs": [{"input": int(self.box.leaf.contact), "event": "", "event_cnt": 0}],
            "has_update": False,
            "uptime": self.box.uptime_s,
        }
        if self._roller:
            parts["rollers"] = [self._roller_state()]
        else:
            parts["relays"] = [self._relay_state(channel) for channel in range(len(self.box.outputs))]
        return parts

    def _relay_state(self, channel: int) -> dict[str, Any]:
        output = self.box.outputs[channel]
        timed = output.timer_s is not None
        return {
            "ison": output.on,
            "has_timer": timed,
            "timer_started": int(output.timer_started) if timed else 0,
            "timer_duration": output.timer_s or 0,
            "timer_remaining": round(output.remaining_s()),
            "source": output.source,
        }

    def _relay(self, rest: str, query: dict[str, str]) -> Reply:
        if self._roller:
            return Reply(400, b"Device mode is not relay!", "text/plain")
        if not rest.isdecimal() or int(rest) >= len(self.box.outputs):
            return Reply(404, b"Not Found", "text/plain")
        channel = int(rest)
        turn = query.get("turn")
        if turn is not None:
            output = self.box.outputs[channel]
            wanted = {"on": True, "off": False, "toggle": not output.on}.get(turn)
            if wanted is None:
                return Reply(400, b"Bad turn value", "text/plain")
            timer = float(query["timer"]) if "timer" in query else None
            self.box.set_output(channel, wanted, source="http", timer_s=timer)
        return Reply.of(self._relay_state(channel))

    def _roller_state(self) -> dict[str, Any]:
        moving = {"opening": "open", "closing": "close"}.get(self.box.leaf.position, "stop")
        return {
            "state": moving,
            "source": "http",
            "power": 90 if moving != "stop" else 0,
            "is_valid": True,
            "safety_switch": False,
            "overtemperature": False,
            "stop_reason": "obstacle" if self.box.leaf.obstacle else "normal",
            "last_direction": self._last_direction,
            "current_pos": {"closed": 0, "open": 100}.get(self.box.leaf.position, 50),
            "calibrating": False,
            "positioning": True,
        }

    def _roller_go(self, rest: str, query: dict[str, str]) -> Reply:
        if not self._roller:
            return Reply(400, b"Device mode is not roller!", "text/plain")
        if rest != "0":
            return Reply(404, b"Not Found", "text/plain")
        go = query.get("go")
        if go is not None:
            if go not in ("open", "close", "stop"):
                return Reply(400, b"Bad go value", "text/plain")
            if go != "stop":
                self._last_direction = go
            self.box.move(go)
        return Reply.of(self._roller_state())

    def _settings(self, rest: str, query: dict[str, str]) -> Reply:
        config = self.box.config
        if rest == "login" and query.get("enabled") == "1":
            self.box.username, self.box.password = query.get("username", "admin"), query["password"]
            return Reply.of({"enabled": True, "unprotected": False, "username": self.box.username})
        if rest == "ap":
            config["ap_enable"] = query.get("enabled") == "1"
            return Reply.of({"enabled": config["ap_enable"], "ssid": self.box.device_id})
        if _LAMP in query and config["lamp"]:
            self.box.set_lamp(query[_LAMP])
            query = {}
        if "factory_reset_from_switch" in query:
            config["factory_reset"] = query["factory_reset_from_switch"] not in ("0", "false")
            query = {}
        for name, value in query.items():
            key = _SETTING_OF.get(name, name)
            config[key] = float(value) if name == "auto_off" else value
        if "auto_off" in query:
            config["auto_off_delay"] = float(query["auto_off"])
            config["auto_off"] = config["auto_off_delay"] > 0
        relay = {
            "name": None,
            "ison": self.box.outputs[0].on,
            "btn_type": config["in_mode"],
            "default_state": config["initial_state"],
            "auto_on": 0.0,
            "auto_off": config["auto_off_delay"] if config["auto_off"] else 0.0,
            "schedule": config["schedules"] > 0,
        }
        if rest.startswith("relay/"):
            return Reply.of(relay)
        return Reply.of(
            {
                "device": {"type": "SHSW-1", "mac": self.box.mac, "hostname": self.box.device_id},
                "mode": "roller" if self._roller else "relay",
                "login": {"enabled": self.box.guarded, "username": self.box.username},
                "wifi_ap": {"enabled": config["ap_enable"], "ssid": self.box.device_id},
                "sntp": {"server": config["sntp"], "enabled": True},
                "cloud": {"enabled": config["cloud"]},
                "fw": FIRMWARE,
                **({_LAMP: config["lamp"] == "true"} if config["lamp"] else {}),
                "factory_reset_from_switch": config["factory_reset"],
                "relays": [relay],
                "rollers": [{"maxtime": 20, "input_mode": config["in_mode"], "safety_switch": False}],
            }
        )
