"""Who answers at an address: GET /shelly, which needs no password on any generation."""

from __future__ import annotations

import json
import re
from typing import Any
from urllib.parse import urlsplit

from app.clock import Clock
from app.gates.bindings import DriverKind
from app.gates.http import DeviceLine
from app.gates.outcomes import NoAnswer, NotSent
from app.gates.port import Identity
from app.gates.problems import gate_error

GENERATIONS = (2, 3, 4)
_MAC = re.compile(r"[0-9A-Fa-f]{12}")


async def ask_who(line: DeviceLine) -> Identity:
    """The identity of the device at the end of `line`.

    Raises GateError: unreachable, no_answer, tls, not_a_shelly, unknown_generation.
    """
    try:
        answer = await line.ask("GET", "/shelly")
        facts = json.loads(answer.body)
    except (NotSent, NoAnswer) as fault:
        raise gate_error(fault.code) from fault
    except ValueError as error:
        raise gate_error("not_a_shelly") from error
    if answer.status != 200 or not isinstance(facts, dict) or not _MAC.fullmatch(str(facts.get("mac", ""))):
        raise gate_error("not_a_shelly")
    if "gen" in facts:
        return _second(facts)
    if "type" in facts:
        return _first(facts)
    raise gate_error("not_a_shelly")


async def identify_at(address: str, clock: Clock) -> Identity:
    """The identity of whatever a person typed as address. Raises GateError, also bad_address."""
    return await ask_who(DeviceLine(clean_address(address), clock))


async def relay_at(typed: str, clock: Clock) -> tuple[str, Identity, DriverKind]:
    """Who answers at a typed address: the address as it is used, and how to speak to it. Raises GateError."""
    address = clean_address(typed)
    identity = await identify_at(address, clock)
    rolling = identity.profile in ("roller", "cover")
    if identity.generation == 1:
        return address, identity, DriverKind.GEN1_ROLLER if rolling else DriverKind.GEN1_RELAY
    return address, identity, DriverKind.RPC_COVER if rolling else DriverKind.RPC_SWITCH


def clean_address(text: str) -> str:
    """Scheme, host and port of what a person typed; HTTP if nothing is said. Raises GateError("bad_address")."""
    text = text.strip()
    parts = urlsplit(text if "//" in text else f"http://{text}")
    try:
        good = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.path in ("", "/")
        port = f":{parts.port}" if parts.port else ""
    except ValueError:
        good, port = False, ""
    if not good or parts.username or parts.query:
        raise gate_error("bad_address")
    host = f"[{parts.hostname}]" if ":" in (parts.hostname or "") else parts.hostname
    return f"{parts.scheme}://{host}{port}"


def _first(facts: dict[str, Any]) -> Identity:
    return Identity(
        mac=facts["mac"].upper(),
        model=str(facts["type"]),
        generation=1,
        firmware=str(facts.get("fw", "")),
        profile=str(facts.get("mode") or ""),
        guarded=bool(facts.get("auth")),
    )


def _second(facts: dict[str, Any]) -> Identity:
    generation = facts["gen"]
    if generation not in GENERATIONS:
        raise gate_error("unknown_generation", detail=f"It says {generation!r}.")
    return Identity(
        mac=facts["mac"].upper(),
        model=str(facts.get("model", "")),
        generation=generation,
        firmware=str(facts.get("ver", "")),
        profile=str(facts.get("profile") or ""),
        guarded=bool(facts.get("auth_en")),
        realm=facts.get("auth_domain") or facts.get("id"),
    )
