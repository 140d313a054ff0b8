"""Finding relays: what is announced, what is believed, what a person types."""

from __future__ import annotations

import asyncio
import socket
from pathlib import Path

import pytest
from zeroconf import ServiceInfo
from zeroconf.asyncio import AsyncZeroconf

from app.clock import SystemClock
from app.errors import GateError
from app.gates.discovery import HTTP, SHELLY, find_relays, may_be_a_relay
from app.gates.whois import clean_address, identify_at
from tests.gates.yard import GEN1, RPC, run, yard


@pytest.mark.parametrize(
    ("service", "txt", "expected"),
    [
        (HTTP, {b"id": b"shelly1-34945472A643", b"arch": b"esp8266", b"app": b"switch1"}, True),
        (HTTP, {b"gen": b"4", b"app": b"S1G4", b"ver": b"1.7.5"}, True),
        (SHELLY, {b"gen": b"2"}, True),
        (SHELLY, {}, True),
        (HTTP, {}, False),
        (HTTP, {b"path": b"/", b"id": None}, False),
        (HTTP, {b"id": b"printer"}, False),
    ],
)
def test_only_txt_records_count(service: str, txt: dict[bytes, bytes | None], expected: bool) -> None:
    assert may_be_a_relay(service, txt) is expected


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("192.168.1.50", "http://192.168.1.50"),
        (" gate.local:8080 ", "http://gate.local:8080"),
        ("https://10.0.0.7/", "https://10.0.0.7"),
        ("http://[fe80::1]:80", "http://[fe80::1]:80"),
    ],
)
def test_an_address_as_people_type_it(typed: str, expected: str) -> None:
    assert clean_address(typed) == expected


@pytest.mark.parametrize(
    "typed", ["", "ftp://x", "http://", "http://x/relay/0?turn=on", "http://a:b@x", "x:99999", "x/y"]
)
def test_what_is_no_address(typed: str) -> None:
    with pytest.raises(GateError) as refused:
        clean_address(typed)
    assert refused.value.code == "bad_address"


def test_who_is_at_an_address(tmp_path: Path) -> None:
    async def story() -> None:
        async with yard(tmp_path, GEN1) as first, yard(tmp_path / "b", RPC) as second:
            gen1 = await identify_at(first.relay["address"], SystemClock())
            gen4 = await identify_at(second.relay["address"].removeprefix("http://"), SystemClock())
            assert (gen1.generation, gen1.mac, gen1.guarded) == (1, first.binding.mac, True)
            assert (gen4.generation, gen4.realm) == (4, f"shelly1g4-{second.binding.mac.lower()}")
            await second.faults(answer="html")
            with pytest.raises(GateError) as printer:
                await identify_at(second.relay["address"], SystemClock())
            assert printer.value.code == "not_a_shelly"

    run(story)


def test_announced_relays_are_found_once_and_printers_are_not(tmp_path: Path) -> None:
    def announced(service: str, name: str, port: int, txt: dict[str, str]) -> ServiceInfo:
        here = socket.inet_aton("127.0.0.1")
        return ServiceInfo(service, f"{name}.{service}", port=port, addresses=[here], properties=txt, server="t.local.")

    async def story() -> None:
        async with yard(tmp_path, GEN1) as first, yard(tmp_path / "b", RPC) as second:
            one, two = (int(y.relay["address"].rpartition(":")[2]) for y in (first, second))
            network = AsyncZeroconf(interfaces=["127.0.0.1"])
            announcements = (
                announced(HTTP, "shelly1-a", one, {"id": "shelly1-A0", "arch": "esp8266"}),
                announced(HTTP, "Main gate", two, {"gen": "4"}),
                announced(SHELLY, "shelly1g4-b", two, {"gen": "4", "app": "S1G4"}),
                announced(HTTP, "Laser", 9, {"ty": "printer"}),
                announced(SHELLY, "gone", 9, {"gen": "2"}),
            )
            await asyncio.gather(*(network.async_register_service(told, strict=False) for told in announcements))
            found = await find_relays(SystemClock(), seconds=2.5, interfaces=["127.0.0.1"])
            await network.async_close()
            assert {relay.identity.mac for relay in found} == {first.binding.mac, second.binding.mac}
            assert {relay.address for relay in found} == {first.relay["address"], second.relay["address"]}

    run(story)
