"""An IP camera over a gate lane, to try the console on: `python -m app.sandbox.camera`.

Takes one JSON line on stdin ({"seed", "passes": [{"kind", "code"}], "width", "height", "fps", "name", "username",
"password"}), prints one with its addresses, serves MJPEG over HTTP on loopback and ends when stdin closes.

    GET  /lane.mjpg             the stream (multipart/x-mixed-replace), any number of viewers
    GET  /_sandbox              viewers, frames, what is shown and since which frame, faults
    POST /_sandbox/show         {"code"} or {"codes": […]}, "for_s", and "tilt", "turn", "blur", "light", "height", "x"
    POST /_sandbox/clear
    POST /_sandbox/schedule     {"on"}
    POST /_sandbox/faults       {"gone", "silent", "frozen", "black", "slow", "not_a_camera", "resolution"}
"""

from __future__ import annotations

import base64
import json
import sys
import threading
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from app.sandbox.camera_stream import CameraPlan, CameraStream

LOOK_FIELDS = ("tilt", "turn", "blur", "light", "height", "x")
WRITE_TIMEOUT_S = 5.0
"""A viewer that takes nothing for so long has lost its stream."""


class LaneServer(ThreadingHTTPServer):
    """Serves one `CameraStream`; `password` in the form user:password, or empty for an open camera."""

    daemon_threads = True

    def __init__(self, stream: CameraStream, password: str) -> None:
        super().__init__(("127.0.0.1", 0), LaneRequest)
        self.stream = stream
        self.wanted_authorization = "Basic " + base64.b64encode(password.encode()).decode() if password else ""

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A viewer that hangs up is no trouble; anything else is a bug and is shown."""
        if not isinstance(sys.exc_info()[1], OSError):
            super().handle_error(request, client_address)


class LaneRequest(BaseHTTPRequestHandler):
    """One connection."""

    server: LaneServer
    protocol_version = "HTTP/1.0"
    timeout = WRITE_TIMEOUT_S

    def do_GET(self) -> None:
        """The stream, or the state."""
        if self.path == "/lane.mjpg":
            self._send_stream()
        elif self.path == "/_sandbox" or self.path == "/_sandbox/faults":
            self._answer(self.server.stream.state())
        else:
            self.send_error(HTTPStatus.NOT_FOUND)

    def do_POST(self) -> None:
        """Change what the camera sees or how it fails."""
        stream = self.server.stream
        try:
            asked = json.loads(self.rfile.read(int(self.headers.get("Content-Length") or 0)) or b"{}")
            match self.path:
                case "/_sandbox/show":
                    codes = asked["codes"] if "codes" in asked else [asked["code"]]
                    look = {name: float(asked[name]) for name in LOOK_FIELDS if name in asked}
                    stream.show(codes, for_s=asked.get("for_s"), **look)
                case "/_sandbox/clear":
                    stream.show([])
                case "/_sandbox/schedule":
                    stream.schedule(bool(asked["on"]))
                case "/_sandbox/faults":
                    stream.set_faults(asked)
                case _:
                    self.send_error(HTTPStatus.NOT_FOUND)
                    return
        except (KeyError, TypeError, ValueError) as error:
            self._answer({"error": repr(error)}, HTTPStatus.BAD_REQUEST)
            return
        self._answer(stream.state())

    def _send_stream(self) -> None:
        stream = self.server.stream
        if stream.faults.gone:
            return
        if stream.faults.not_a_camera:
            self._send(b"<html><title>Printer</title>Toner low</html>", "text/html")
            return
        wanted = self.server.wanted_authorization
        if wanted and self.headers.get("Authorization") != wanted:
            self.send_response(HTTPStatus.UNAUTHORIZED)
            self.send_header("WWW-Authenticate", 'Basic realm="lane"')
            self.end_headers()
            return
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "multipart/x-mixed-replace; boundary=frame")
        self.end_headers()
        for jpeg in stream.watch():
            head = f"--frame\r\nContent-Type: image/jpeg\r\nContent-Length: {len(jpeg)}\r\n\r\n"
            self.wfile.write(head.encode() + jpeg + b"\r\n")

    def _answer(self, state: dict[str, Any], status: HTTPStatus = HTTPStatus.OK) -> None:
        self._send(json.dumps(state).encode(), "application/json", status)

    def _send(self, body: bytes, kind: str, status: HTTPStatus = HTTPStatus.OK) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Quiet: the output is one line."""


def main() -> None:
    """Run until stdin closes."""
    asked = json.loads(sys.stdin.readline())
    settings = {name: asked[name] for name in ("seed", "width", "height", "fps", "name") if name in asked}
    stream = CameraStream(CameraPlan(codes=tuple(p["code"] for p in asked.get("passes", ())), **settings))
    password = f"{asked['username']}:{asked.get('password', '')}" if asked.get("username") else ""
    server = LaneServer(stream, password)
    threading.Thread(target=server.serve_forever, name="sandbox camera server", daemon=True).start()
    base = f"http://127.0.0.1:{server.server_port}"
    sys.stdout.write(json.dumps({"address": f"{base}/lane.mjpg", "control": f"{base}/_sandbox"}) + "\n")
    sys.stdout.flush()
    while sys.stdin.readline():
        pass
    server.shutdown()
    server.server_close()
    stream.close()


if __name__ == "__main__":
    main()
