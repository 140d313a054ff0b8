"""A Gen2+ relay as it speaks: JSON-RPC over POST /rpc, POST /rpc/<Method> and WebSocket, digest SHA-256."""

from __future__ import annotations

import json
import secrets
from typing import Any

from app.sandbox.relays_device import Box
from app.sandbox.relays_http import Reply, Request
from app.sandbox.relays_methods import Methods, RpcFault
from app.sandbox.relays_nonces import Credential, NonceTable, Verdict, sha

WS_HA2 = sha("dummy_method:dummy_uri")
OPEN_METHODS = frozenset({"Shelly.GetDeviceInfo"})
COMMANDS = frozenset({"Switch.Set", "Switch.Toggle", "Cover.Open", "Cover.Close", "Cover.Stop", "Cover.GoToPosition"})
MOST_CHANNELS = 6
"""Simultaneous non-persistent RPC channels (vendor's page). A seventh is closed without an answer: our guess."""


class Gen2:
    """Answers for one box of generation 2, 3 or 4."""

    server_name = "ShellyHTTP/1.0.0"
    most = MOST_CHANNELS

    def __init__(self, box: Box) -> None:
        self.box = box
        self.methods = Methods(box)
        self.nonces = NonceTable(strict=box.settings.firmware >= "2")

    def is_command(self, request: Request) -> bool:
        """Whether the request would move something."""
        if request.path == "/rpc":
            try:
                return isinstance(frame := request.json(), dict) and frame.get("method") in COMMANDS
            except ValueError:
                return False
        return request.path.removeprefix("/rpc/") in COMMANDS

    def forget(self) -> None:
        """A reboot."""
        self.nonces.forget()

    def refuse(self) -> Reply:
        """A 401 with a fresh challenge, or 429."""
        return self._challenge(stale=False)

    def answer(self, request: Request) -> Reply:
        """Execute one HTTP request."""
        if request.path == "/shelly":
            return Reply.of(self.box.recorded.get("/shelly") or self.methods.device_facts())
        if not request.path.startswith("/rpc"):
            return Reply(404, b"Not Found", "text/plain")
        frame = self._frame(request)
        if frame.get("method") not in OPEN_METHODS and (refusal := self._unwelcome(request)) is not None:
            return refusal
        if "method" not in frame:
            return Reply.of({"code": -103, "message": "Invalid JSON"}, 400)
        bare = request.path != "/rpc"
        try:
            result = self.methods.call(frame["method"], frame.get("params") or {}, source="HTTP_in")
        except RpcFault as fault:
            error = {"code": fault.code, "message": fault.text}
            return (
                Reply.of(error, 404 if fault.code == 404 else 500) if bare else Reply.of(self._out(frame, error=error))
            )
        return Reply.of(result) if bare else Reply.of(self._out(frame, result=result))

    def answer_frame(self, frame: dict[str, Any]) -> dict[str, Any]:
        """Execute one WebSocket frame."""
        method = frame.get("method", "")
        if self.box.guarded and method not in OPEN_METHODS:
            code = self._frame_verdict(frame)
            if code:
                self.box.count(str(code))
                nonce = self.nonces.issue() if code == 401 else None
                if nonce is None:
                    return self._out(frame, error={"code": 429, "message": "Too many requests"})
                challenge = {"auth_type": "digest", "nonce": nonce, "realm": self.box.device_id, "algorithm": "SHA-256"}
                return self._out(frame, error={"code": 401, "message": json.dumps(challenge)})
        try:
            return self._out(frame, result=self.methods.call(method, frame.get("params") or {}, source="WS_in"))
        except RpcFault as fault:
            return self._out(frame, error={"code": fault.code, "message": fault.text})

    def _frame_verdict(self, frame: dict[str, Any]) -> int:
        auth = frame.get("auth")
        if not isinstance(auth, dict):
            return 401
        given = Credential(auth["realm"], str(auth["nonce"]), str(auth["nc"]), auth["cnonce"], auth["response"], WS_HA2)
        verdict = self.nonces.judge(given, self.box.ha1)
        return {Verdict.WELCOME: 0, Verdict.THROTTLED: 429}.get(verdict, 401)

    def _out(self, frame: dict[str, Any], **body: Any) -> dict[str, Any]:
        return {"id": frame.get("id", 0), "src": self.box.device_id, "dst": frame.get("src", ""), **body}

    def _frame(self, request: Request) -> dict[str, Any]:
        """What is called; empty when the request cannot be understood (curl asks for its challenge that way)."""
        try:
            if request.path != "/rpc":
                params = request.json() if request.method == "POST" else _typed(request.query)
                return {"method": request.path.removeprefix("/rpc/"), "params": params}
            frame = request.json()
        except ValueError:
            return {}
        return frame if isinstance(frame, dict) else {}

    def _unwelcome(self, request: Request) -> Reply | None:
        if not self.box.guarded:
            return None
        header = request.headers.get("authorization", "")
        if not header.lower().startswith("digest "):
            return self._challenge(stale=False)
        given = _credential(header[7:], request)
        if given is None or given.realm != self.box.device_id:
            return self._challenge(stale=False)
        match self.nonces.judge(given, self.box.ha1):
            case Verdict.WELCOME:
                return None
            case Verdict.STALE:
                return self._challenge(stale=True)
            case Verdict.THROTTLED:
                return self.throttle()
        return self._challenge(stale=False)

    def _challenge(self, *, stale: bool) -> Reply:
        nonce = self.nonces.issue()
        if nonce is None:
            return self.throttle()
        self.box.count("401")
        words = f'Digest qop="auth", realm="{self.box.device_id}", nonce="{nonce}", algorithm=SHA-256'
        if stale:
            words += ", stale=true"
        return Reply(401, b"", headers=(("WWW-Authenticate", words),))

    def throttle(self) -> Reply:
        """The 429 of firmware 2.0.0."""
        self.box.count("429")
        return Reply(429, b"", "text/plain")


def _typed(query: dict[str, str]) -> dict[str, Any]:
    return {name: json.loads(value) if value[:1] in "-0123456789tf" else value for name, value in query.items()}


def _credential(text: str, request: Request) -> Credential | None:
    parts: dict[str, str] = {}
    for part in text.split(","):
        name, _, value = part.strip().partition("=")
        parts[name.lower()] = value.strip('"')
    if not {"realm", "nonce", "nc", "cnonce", "response", "uri"} <= parts.keys():
        return None
    if parts["uri"] != request.target or not secrets.compare_digest(parts.get("username", ""), "admin"):
        return None
    ha2 = sha(f"{request.method}:{parts['uri']}")
    return Credential(parts["realm"], parts["nonce"], parts["nc"], parts["cnonce"], parts["response"], ha2)
