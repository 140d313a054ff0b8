"""A whole site on loopback: PostgreSQL, central API, relays, camera, each a program of its own, and one fault desk.

`python -m app sandbox --json` prints one line with every address and credential, and runs until stdin closes or the
program is told to end.
"""

from __future__ import annotations

import argparse
import base64
import json
import signal
import sys
import threading
import urllib.error
import urllib.request
from collections.abc import Sequence
from contextlib import ExitStack
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from app.sandbox import schema, seed
from app.sandbox.demo import COMMUNITY_NAME, SITE_HOSTS, SITE_ZONE, Demo, demo
from app.sandbox.parts import Part, when_stdin_closes

DATABASE = "portun_sandbox"

GATES: tuple[dict[str, Any], ...] = (
    {"gate_id": "main", "name": "Entrada principal", "driver": "shelly_rpc", "password": "main-gate"},
    {
        "gate_id": "side",
        "name": "Entrada de servicio",
        "driver": "shelly_gen1",
        "password": "side-gate",
        "input_kind": "step_by_step",
    },
)
CAMERA = {"camera_id": "lane", "name": "Carril de entrada", "direction": "in"}


def run(argv: Sequence[str]) -> int:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m app sandbox", description="A whole site to try things on.")
    parser.add_argument("--seed", type=int, default=1, help="another community for another number")
    parser.add_argument("--json", action="store_true", help="one line for programs")
    parser.add_argument("--without", default="", metavar="PARTS", help="relays,camera")
    parser.add_argument("--limits", action="store_true", help="the published rate limits hold")
    parser.add_argument("--folder", default=None, help="keep the database here")
    options = parser.parse_args(argv)
    done = threading.Event()
    when_stdin_closes(done.set)
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda *_: done.set())
    with ExitStack() as stack:
        line = start(
            stack, options.seed, without=set(options.without.split(",")), folder=options.folder, limits=options.limits
        )
        print(json.dumps(line, ensure_ascii=False) if options.json else _for_people(line), flush=True)
        done.wait()
    return 0


def start(
    stack: ExitStack, number: int, *, without: set[str], folder: str | None = None, limits: bool = False
) -> dict[str, Any]:
    """Start every part; `stack` ends them. Returns the site's line."""
    plan = demo(number, datetime.now(UTC))

    def part(name: str, config: dict[str, Any]) -> Part:
        started = Part(f"app.sandbox.{name}", config)
        stack.callback(started.close)
        return started

    postgres = part("postgres", {"folder": folder})
    codes = [{"kind": one.kind, "code": one.code} for one in plan.passes if one.kind != "expected"]
    relays = part("relays", {"seed": number, "gates": list(GATES)}) if "relays" not in without else None
    camera = (
        part("camera", {"seed": number, "passes": codes, "name": CAMERA["name"]}) if "camera" not in without else None
    )

    dsn = schema.create_database(postgres.addresses()["dsn"], DATABASE)
    schema.apply(dsn)
    seed.write(dsn, plan)
    central = part("central", {"pg_dsn": dsn, "limits": limits}).addresses()
    yard = relays.addresses() if relays is not None else {"gates": [], "cloud": None}  # said once: a second look waits
    gates = yard["gates"]
    lanes = [{**CAMERA, **camera.addresses()}] if camera is not None else []
    desk = _desk(stack, central["control"], lanes, gates)
    return line_of(plan, central, gates, lanes) | {"fault_desk": desk, "pg_dsn": dsn, "cloud": yard["cloud"]}


def line_of(
    plan: Demo, central: dict[str, Any], gates: list[dict[str, Any]], cameras: list[dict[str, Any]]
) -> dict[str, Any]:
    """What programs need to know of a site."""
    return {
        "central": central,
        "community_id": plan.community_id,
        "community_name": COMMUNITY_NAME,
        "site_hosts": list(SITE_HOSTS),
        "site_zone": SITE_ZONE,
        "users": [
            {
                "email": one.email,
                "password": one.password,
                "role": one.role,
                "name": one.name,
                "actor_id": one.profile_id,
            }
            for one in plan.people
        ],
        "passes": [one.shown() for one in plan.passes],
        "gates": gates,
        "cameras": cameras,
        "device_id": plan.device_id,
        "device_key": base64.b64encode(plan.device_seed).decode(),
    }


def _desk(stack: ExitStack, central: str, cameras: list[dict[str, Any]], gates: list[dict[str, Any]]) -> str:
    """One fault desk for the site: forwards to the parts' own."""
    desks: dict[str, Any] = {"central": central, "relays": {gate["gate_id"]: gate["control"] for gate in gates}}
    if cameras:
        desks["camera"] = cameras[0]["control"]

    class Desk(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._answer(_each(desks, None))

        def do_POST(self) -> None:
            try:
                wanted = json.loads(self.rfile.read(int(self.headers.get("Content-Length", 0))))
                self._answer(_each(desks, wanted))
            except (ValueError, KeyError) as wrong:
                self._answer({"message": f"not understood: {wrong}"}, 400)

        def _answer(self, body: dict[str, Any], status: int = 200) -> None:
            raw = json.dumps(body).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(raw)))
            self.end_headers()
            self.wfile.write(raw)

        def log_message(self, *_: object) -> None:
            """Quiet: the output is one line."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Desk)
    threading.Thread(target=server.serve_forever, name="fault desk", daemon=True).start()
    stack.callback(server.server_close)
    stack.callback(server.shutdown)
    return f"http://127.0.0.1:{server.server_port}/_sandbox"


def _each(desks: dict[str, Any], wanted: dict[str, Any] | None) -> dict[str, Any]:
    """Ask the parts' desks: all of them for their state, or those named in `wanted` to change it."""
    answers: dict[str, Any] = {}
    for name in desks if wanted is None else wanted:
        desk, asked = desks[name], None if wanted is None else wanted[name]
        answers[name] = _each(desk, asked) if isinstance(desk, dict) else _ask(f"{desk}/faults", asked)
    return answers


def _ask(address: str, wanted: Any) -> Any:
    body = None if wanted is None else json.dumps(wanted).encode()
    request = urllib.request.Request(address, body, {"Content-Type": "application/json"})
    try:
        with urllib.request.urlopen(request, timeout=10) as answer:
            return json.loads(answer.read())
    except urllib.error.HTTPError as refused:
        raise ValueError(refused.read().decode(errors="replace")) from refused


def _for_people(line: dict[str, Any]) -> str:
    """The same for somebody who started it by hand."""
    accounts = [f"  {user['role']:<11} {user['email']}  {user['password']}" for user in line["users"][:6]]
    codes = [f"  {one['kind']:<15} {one['code']}  {one['name']}" for one in line["passes"] if one["kind"] != "expected"]
    places = [f"central      {line['central']['url']}   key {line['central']['publishable_key']}"]
    places += [f"gate {gate['gate_id']:<7} {gate['address']}" for gate in line["gates"]]
    if line["cloud"]:
        places += [f"relay cloud  {line['cloud']['address']}   key {line['cloud']['key']}"]
    places += [f"camera       {camera['address']}" for camera in line["cameras"]]
    places += [f"resident     {line['central']['resident_page']}"]
    places += [f"fault desk   {line['fault_desk']}/faults"]
    return "\n".join([line["community_name"], "", *places, "", *accounts, "", *codes, "", "Ctrl-C ends it."])


if __name__ == "__main__":
    sys.exit(run(sys.argv[1:]))
