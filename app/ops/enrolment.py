"""Before a console is enrolled: is this the right central API, reached safely, with a key that may be here?

One request, without an account: the central API's answer to somebody who may not ask yet tells which contract it
speaks. Each line says what was seen and what to do; the wizard goes on when none of them fails.
"""

from __future__ import annotations

import asyncio
import ipaddress
import json
import ssl
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from pathlib import Path
from urllib.parse import urlsplit

import httpx

from app.clock import TRUSTED_OFFSET
from app.errors import KnownError
from app.ops.doctor import Finding, State
from app.ops.tls import diagnose, trusting

WITHIN_S = 15.0
_LARGEST = 64 * 1024
_ASKED = "/rest/v1/rpc/contract_v1"

_DATE_GRAIN = timedelta(seconds=2)
"""The Date header knows whole seconds, and the answer has travelled."""


@dataclass(frozen=True, slots=True)
class Address:
    """A central address as typed, judged. `base`: how the program writes it, None if it cannot be used."""

    finding: Finding
    base: str | None


async def check_central(
    typed: str,
    key: str,
    client: httpx.AsyncClient,
    *,
    now: Callable[[], datetime],
    check_key: Callable[[str], object],
    ca_file: Path | None = None,
) -> list[Finding]:
    """Look at the address and the key, ask once, and judge the connection, the clock and the contract.

    `client`: verified TLS, no redirects; `now`: the PC's clock; `check_key` raises KnownError for a key that must
    not be on a console. Such a key is not sent anywhere. `ca_file`: the site's own roots, as `client` has them.
    """
    address, key_finding = read_address(typed), read_key(key, check_key)
    findings = [address.finding, key_finding]
    if address.base is None or key_finding.state is State.FAIL:
        return findings
    headers = {"apikey": key, "Content-Type": "application/json"}
    try:
        async with asyncio.timeout(WITHIN_S):
            request = client.build_request("POST", address.base + _ASKED, content=b"{}", headers=headers)
            answer = await client.send(request, stream=True)
            try:
                raw = await _start_of(answer)
            finally:
                await answer.aclose()
    except (httpx.HTTPError, TimeoutError, ssl.SSLError) as error:
        return [*findings, await _no_connection(error, address.base, ca_file)]
    findings.append(await _connection(answer.status_code, address.base, ca_file))
    if (clock := read_clock(answer.headers.get("date"), now())) is not None:
        findings.append(clock)
    return [*findings, read_contract(answer.status_code, raw, answer.headers.get("location", ""))]


async def look_at_central(
    typed: str,
    key: str,
    *,
    now: Callable[[], datetime],
    check_key: Callable[[str], object],
    ca_file: Path | None = None,
) -> list[Finding]:
    """The same with a client of its own: verified TLS, no redirects, gone afterwards."""
    async with httpx.AsyncClient(verify=trusting(ca_file), follow_redirects=False, timeout=WITHIN_S) as client:
        return await check_central(typed, key, client, now=now, check_key=check_key, ca_file=ca_file)


def read_address(typed: str) -> Address:
    """What somebody typed as the central address."""
    text = typed.strip()
    if "://" not in text:
        text = f"https://{text}"
    try:
        parts = urlsplit(text)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        host, port = "", None
    if not host or any(letter.isspace() for letter in text):
        return _unusable(
            f"{typed.strip()[:80]!r} is no address", "Type it as in the letter, like https://data.portun.app."
        )
    if parts.username is not None or parts.password is not None:
        return _unusable("it contains a name or a password", "Leave out everything before the @.")
    if parts.scheme not in ("https", "http"):
        return _unusable(f"{parts.scheme} is no web address", "It begins with https://.")
    if parts.scheme == "http" and not _on_this_pc(host):
        return _unusable(
            "it begins with http: passwords and visitors' names would travel in the open",
            "Use the address that begins with https://.",
        )
    if parts.path not in ("", "/") or parts.query or parts.fragment:
        return _unusable("it goes on after the host's name", f"Use only {parts.scheme}://{parts.netloc}.")
    shown = f"[{host}]" if ":" in host else host
    base = f"{parts.scheme}://{shown}{f':{port}' if port else ''}"
    state = State.OK if parts.scheme == "https" else State.WARN
    told = "" if state is State.OK else "Only for trying out: use https for a real site."
    return Address(Finding("address", state, base, told), base)


def read_key(key: str, check_key: Callable[[str], object]) -> Finding:
    """The kind of key. The key itself is never shown."""
    if not key.strip():
        return Finding("key", State.FAIL, "there is none", "Copy the publishable key from the administrator's letter.")
    if key != key.strip() or not key.isascii() or not key.isprintable():
        return Finding("key", State.FAIL, "blanks or strange letters stand in it", "Copy it again, without blanks.")
    try:
        check_key(key)
    except KnownError as error:
        return Finding("key", State.FAIL, error.message, error.next_step)
    if key.startswith("sb_publishable_"):
        return Finding("key", State.OK, "a publishable key")
    if key.startswith("eyJ"):
        return Finding("key", State.OK, "a public key of the older kind")
    return Finding("key", State.WARN, "a key of an unknown kind", "Compare it with the administrator's letter.")


def read_clock(date: str | None, now: datetime) -> Finding | None:
    """The PC's clock against the answer's Date header; None when that says nothing."""
    try:
        told = parsedate_to_datetime(date or "")
    except ValueError:
        return None
    told = told if told.tzinfo else told.replace(tzinfo=UTC)
    offset = told - now
    if abs(offset) <= _DATE_GRAIN:
        return Finding("clock", State.OK, "right to the second")
    evidence = f"this PC is {_lasting(abs(offset))} {'behind' if offset > timedelta() else 'ahead'}"
    if abs(offset) <= TRUSTED_OFFSET:
        return Finding("clock", State.OK, evidence)
    return Finding("clock", State.FAIL, evidence, "Set the PC's date and time, and let it follow a time server.")


def read_contract(status: int, raw: bytes, location: str = "") -> Finding:
    """Which contract the answer to an account-less `contract_v1` shows."""
    try:
        body = json.loads(raw)
    except (ValueError, RecursionError):
        body = None
    told = body if isinstance(body, dict) else {}
    code, message = str(told.get("code", "")), str(told.get("message", ""))
    if 300 <= status < 400:
        where = location.split("?")[0][:120]
        return Finding("contract", State.FAIL, f"it leads on to {where}", "Use that address, if it is the right one.")
    if status == 401 and "api key" in message.lower():
        return Finding("contract", State.FAIL, "it does not know this key", "Copy the publishable key again.")
    if (status in (401, 403) and code == "42501") or (status == 200 and "version" in told):
        return Finding("contract", State.OK, "Portun gatehouse contract 1")
    if status == 404 and code == "PGRST202":
        return Finding(
            "contract",
            State.WARN,
            "the first contract: no exits, refusals or photos reach the central API",
            "Ask the administrator to apply the gatehouse migrations. The console works without them too.",
        )
    if status >= 500:
        return Finding("contract", State.FAIL, f"it is in trouble ({status})", "Try again in some minutes.")
    if not told:
        return Finding(
            "contract",
            State.FAIL,
            f"something else answered ({status}), perhaps the sign-in page of this network",
            "Open a web page on this PC and sign in to the network, or correct the address.",
        )
    return Finding("contract", State.FAIL, f"this is no Portun central API ({status})", "Correct the address.")


async def _start_of(answer: httpx.Response) -> bytes:
    raw = bytearray()
    async for block in answer.aiter_bytes():
        raw += block
        if len(raw) > _LARGEST:
            break
    return bytes(raw[:_LARGEST])


async def _no_connection(error: BaseException, base: str, ca_file: Path | None) -> Finding:
    if isinstance(error, httpx.ProxyError):
        told, step = "the network's proxy refuses", "Ask who runs this network to let this PC through."
    elif isinstance(error, TimeoutError | httpx.TimeoutException):
        told, step = "no answer in time", "Look at the network cable and the address, and try again."
    else:
        told, step = "nobody answers there", "Look at the network and at the address."
    if base.startswith("https"):
        report = await asyncio.to_thread(diagnose, base, ca_file=ca_file)
        if not report.good:
            told, step = report.message, report.next_step
    return Finding("connection", State.FAIL, told, step)


async def _connection(status: int, base: str, ca_file: Path | None) -> Finding:
    if not base.startswith("https"):
        return Finding("connection", State.OK, f"answered {status}; without TLS, on this PC")
    report = await asyncio.to_thread(diagnose, base, ca_file=ca_file)
    if report.code == "expires_soon":
        return Finding("connection", State.WARN, report.message, report.next_step)
    # Behind a proxy the look itself may fail although the verified answer came through: the answer counts.
    return Finding("connection", State.OK, f"answered {status}; TLS, the certificate is verified")


def _on_this_pc(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host.lower() == "localhost"


def _lasting(offset: timedelta) -> str:
    seconds = round(offset.total_seconds())
    for size, unit in ((86_400, "days"), (3_600, "hours"), (60, "minutes")):
        if seconds >= 2 * size:
            return f"{seconds // size} {unit}"
    return f"{seconds} seconds"


def _unusable(evidence: str, next_step: str) -> Address:
    return Address(Finding("address", State.FAIL, evidence, next_step), None)
