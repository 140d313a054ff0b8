"""The way to the central API, line by line: name, proxy, certificate. Each is asked apart: trouble has a place."""

from __future__ import annotations

import socket
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

from app.ops.doctor import Finding, State
from app.ops.tls import diagnose


def name_lookup(url: str) -> Finding:
    """Whether the name of the central API leads anywhere. Blocks."""
    host = urlsplit(url).hostname or ""
    try:
        found = {str(one[4][0]) for one in socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)}
    except (OSError, UnicodeError):
        step = "Look at the network cable and at the DNS server of this PC."
        return Finding("dns", State.FAIL, f"the name {host} leads nowhere", step)
    return Finding("dns", State.OK, f"{host}: {', '.join(sorted(found)[:3])}")


def proxy(url: str) -> Finding:
    """Which proxy of this PC's settings stands between, without its password."""
    parts = urlsplit(url)
    said = "" if proxy_bypass(parts.hostname or "") else getproxies().get(parts.scheme, "")
    if not said:
        return Finding("proxy", State.OK, "none: this PC asks directly")
    where = urlsplit(said if "//" in said else f"//{said}")
    return Finding("proxy", State.OK, f"through {where.hostname}:{where.port or 80}")


def certificate(url: str, ca_file: Path | None = None) -> Finding:
    """What the other side shows of itself, and what is wrong with it in words. Blocks for some seconds."""
    if not url.startswith("https"):
        return Finding("tls", State.WARN, "without TLS: only for trying out on this PC", "Use https for a real site.")
    report = diagnose(url, ca_file=ca_file)
    shown = report.certificate
    who = f" ({shown.issuer}, until {shown.not_after:%Y-%m-%d})" if shown is not None else ""
    state = State.OK if report.code == "ok" else State.WARN if report.good else State.FAIL
    return Finding("tls", state, f"{report.message}{who}", report.next_step)
