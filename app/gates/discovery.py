"""Finding relays on the local network by mDNS, at set-up only; a gate is bound to a MAC and a fixed address later."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.clock import Clock
from app.errors import GateError
from app.gates.port import Identity
from app.gates.whois import GENERATIONS, identify_at

if TYPE_CHECKING:  # only a search loads it: a console that starts again after a crash does not wait for it
    from zeroconf import Zeroconf
    from zeroconf.asyncio import AsyncZeroconf

SHELLY, HTTP = "_shelly._tcp.local.", "_http._tcp.local."
RESOLVE_MS = 1500
MOST = 64
"""More answers than a site has relays are noise, or somebody's joke."""


@dataclass(frozen=True, slots=True)
class FoundRelay:
    """A relay that announced itself and, asked at its address, is one."""

    address: str
    identity: Identity


def may_be_a_relay(service: str, txt: Mapping[bytes, bytes | None]) -> bool:
    """Whether an announcement is worth a question. Names are what people gave them, so only TXT records count.

    Generation 2 and newer say `gen`, on both services; generation 1 says `id=shelly…` on HTTP only.
    """
    if service == SHELLY or (txt.get(b"gen") or b"") in [str(number).encode() for number in GENERATIONS]:
        return True
    return (txt.get(b"id") or b"").lower().startswith(b"shelly")


async def find_relays(
    clock: Clock, *, seconds: float = 4.0, interfaces: list[str] | None = None
) -> tuple[FoundRelay, ...]:
    """Listen for `seconds` and ask everyone who might be a relay who he is. One answer a device.

    `interfaces`: own addresses to listen on, None: all. Raises GateError("no_multicast") when that is not possible.
    """
    from zeroconf import InterfaceChoice, IPVersion
    from zeroconf.asyncio import AsyncServiceBrowser, AsyncZeroconf

    try:
        zero = AsyncZeroconf(interfaces=interfaces or InterfaceChoice.All, ip_version=IPVersion.V4Only)
    except OSError as error:
        raise GateError(
            "no_multicast",
            "The network cannot be searched",
            f"This PC does not let the console listen for announcements ({error.strerror}).",
            "Enter the relay's address by hand.",
        ) from error
    heard = _Heard()
    browser = AsyncServiceBrowser(zero.zeroconf, [SHELLY, HTTP], listener=heard)  # type: ignore[arg-type]
    try:
        await asyncio.sleep(seconds)
        addresses = await asyncio.gather(*(_address(zero, *one) for one in sorted(heard.names)[:MOST]))
        found = await asyncio.gather(*(_ask(address, clock) for address in sorted({a for a in addresses if a})))
    finally:
        await browser.async_cancel()
        await zero.async_close()
    by_mac = {relay.identity.mac: relay for relay in found if relay is not None}
    return tuple(by_mac[mac] for mac in sorted(by_mac))


class _Heard:
    """Collects the names of services (zeroconf's ServiceListener)."""

    def __init__(self) -> None:
        self.names: set[tuple[str, str]] = set()

    def add_service(self, zc: Zeroconf, type_: str, name: str) -> None:
        self.names.add((type_, name))

    def update_service(self, zc: Zeroconf, type_: str, name: str) -> None:
        self.names.add((type_, name))

    def remove_service(self, zc: Zeroconf, type_: str, name: str) -> None:
        self.names.discard((type_, name))


async def _address(zero: AsyncZeroconf, service: str, name: str) -> str | None:
    from zeroconf import IPVersion
    from zeroconf.asyncio import AsyncServiceInfo

    announced = AsyncServiceInfo(service, name)
    if not await announced.async_request(zero.zeroconf, RESOLVE_MS):
        return None
    hosts = announced.parsed_addresses(IPVersion.V4Only)
    if not hosts or not announced.port or not may_be_a_relay(service, announced.properties):
        return None
    return f"http://{hosts[0]}" if announced.port == 80 else f"http://{hosts[0]}:{announced.port}"


async def _ask(address: str, clock: Clock) -> FoundRelay | None:
    try:
        return FoundRelay(address, await identify_at(address, clock))
    except GateError:
        return None
