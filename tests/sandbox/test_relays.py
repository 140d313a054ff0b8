"""The sandbox's relays, seen by clients that are not ours: aioshelly and curl."""

from __future__ import annotations

import asyncio
import json
import ssl
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
import httpx
import pytest
from aioshelly.common import ConnectionOptions
from aioshelly.exceptions import RpcCallError
from aioshelly.rpc_device import RpcDevice, RpcUpdateType

from app.sandbox.relays import relays

RPC = {"gate_id": "main", "name": "Main gate", "driver": "shelly_rpc", "password": "open sesame", "speed": 20.0}
GEN1 = {"gate_id": "side", "driver": "shelly_gen1", "username": "guard", "password": "lamp", "speed": 20.0}
NO_TLS = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
PULSE = '{"id":1,"src":"t","method":"Switch.Set","params":{"id":0,"on":true,"toggle_after":1}}'


@asynccontextmanager
async def one_relay(given: dict[str, Any]) -> AsyncIterator[dict[str, Any]]:
    async with relays({"seed": 7, "gates": [given]}) as line:
        yield line["gates"][0]


def run(story: Callable[[], Awaitable[None]]) -> None:
    async def bounded() -> None:
        async with asyncio.timeout(20):
            await story()

    asyncio.run(bounded())


async def curl(*words: str) -> tuple[int, str]:
    """The last status and the body that curl saw; status 0: no answer."""
    program = await asyncio.create_subprocess_exec(
        "curl", "-s", "--noproxy", "*", "-w", "\n%{http_code}", *words, stdout=asyncio.subprocess.PIPE
    )
    out, _ = await program.communicate()
    body, _, status = out.decode().rpartition("\n")
    return int(status), body


async def state(gate: dict[str, Any]) -> dict[str, Any]:
    async with httpx.AsyncClient(trust_env=False, verify=NO_TLS) as client:
        answer: dict[str, Any] = (await client.get(gate["control"] + "/state")).json()
        return answer


async def tell(gate: dict[str, Any], path: str, wishes: dict[str, Any]) -> httpx.Response:
    async with httpx.AsyncClient(trust_env=False, verify=NO_TLS) as client:
        return await client.post(f"{gate['control']}/{path}", json=wishes)


async def aioshelly_device(gate: dict[str, Any], session: aiohttp.ClientSession, password: str) -> RpcDevice:
    port = int(gate["address"].rpartition(":")[2])
    options = ConnectionOptions("127.0.0.1", "admin", password, device_mac=gate["mac"], port=port)
    return await RpcDevice.create(session, None, options)


@pytest.mark.parametrize("firmware", ["1.7.5", "2.0.0"])
def test_aioshelly_connects_switches_and_is_told(firmware: str) -> None:
    async def story() -> None:
        async with one_relay({**RPC, "firmware": firmware}) as gate, aiohttp.ClientSession() as session:
            device = await aioshelly_device(gate, session, "open sesame")
            told = asyncio.Event()

            def listen(_: RpcDevice, kind: RpcUpdateType) -> None:
                if kind is RpcUpdateType.STATUS and device.status["switch:0"]["output"] is False:
                    told.set()

            await device.initialize()
            assert device.status["input:0"]["state"] is True
            assert device.status["sys"]["mac"] == gate["mac"]
            device.subscribe_updates(listen)
            assert await device.call_rpc("Switch.Set", {"id": 0, "on": True, "toggle_after": 1}) == {"was_on": False}
            await told.wait()
            assert device.status["switch:0"]["source"] == "timer"
            assert device.status["input:0"]["state"] is False
            with pytest.raises(RpcCallError) as refused:
                await device.call_rpc("Switch.Set", {"id": 7, "on": True})
            assert refused.value.code == -105
            await device.shutdown()
            assert (await state(gate))["pulse_count"] == 1

    run(story)


@pytest.mark.parametrize("firmware", ["1.7.5", "2.0.0"])
def test_curl_digest_pulses_once(firmware: str) -> None:
    async def story() -> None:
        async with one_relay({**RPC, "firmware": firmware}) as gate:
            url = gate["address"] + "/rpc"
            status, body = await curl("--digest", "-u", "admin:open sesame", "-d", PULSE, url)
            assert (status, json.loads(body)["result"]) == (200, {"was_on": False})
            assert (await curl("--digest", "-u", "admin:wrong", "-d", PULSE, url))[0] == 401
            assert (await curl("-d", PULSE, url))[0] == 401
            assert (await state(gate))["pulse_count"] == 1
            bare = await curl("--digest", "-u", "admin:open sesame", "-d", '{"id":0,"on":true}', url + "/Switch.Set")
            assert bare[0] == 200 and "was_on" in json.loads(bare[1])

    run(story)


def test_gen1_takes_basic_and_its_timer_ends_the_pulse() -> None:
    async def story() -> None:
        async with one_relay({**GEN1, "speed": 2.0}) as gate:
            status, body = await curl("-u", "guard:lamp", gate["address"] + "/relay/0?turn=on&timer=1")
            assert status == 200
            assert json.loads(body) | {"ison": True, "has_timer": True, "timer_duration": 1} == json.loads(body)
            assert (await curl("-u", "guard:no", gate["address"] + "/relay/0?turn=on&timer=1"))[0] == 401
            assert json.loads((await curl(gate["address"] + "/shelly"))[1])["mac"] == gate["mac"]
            while (await state(gate))["outputs"][0]:
                pass
            assert (await state(gate))["pulse_count"] == 1
            assert (await state(gate))["contact"] is False

    run(story)


@pytest.mark.parametrize(
    ("answer", "pulses"),
    [("close", 0), ("lost_close", 1), ("reset", 1), ("html", 0), ("bad_json", 1), ("cut", 1), ("unauthorized", 0)],
)
def test_a_fault_executes_what_it_says(answer: str, pulses: int) -> None:
    async def story() -> None:
        async with one_relay({**GEN1, "password": ""}) as gate:
            await tell(gate, "faults", {"answer": answer, "times": 1})
            await curl(gate["address"] + "/relay/0?turn=on&timer=1")
            assert (await state(gate))["pulse_count"] == pulses

    run(story)


def test_gone_refuses_and_comes_back_under_its_address() -> None:
    async def story() -> None:
        async with one_relay(GEN1) as gate:
            await tell(gate, "faults", {"gone": True})
            assert (await curl(gate["address"] + "/shelly"))[0] == 0
            await tell(gate, "faults", {"gone": False, "mac": "AABBCCDDEEFF"})
            assert json.loads((await curl(gate["address"] + "/shelly"))[1])["mac"] == "AABBCCDDEEFF"
            assert (await tell(gate, "faults", {"gnoe": True})).status_code == 400

    run(story)


def test_a_full_nonce_table_answers_429_to_dead_nonces_for_ever() -> None:
    async def story() -> None:
        async with (
            one_relay({**RPC, "firmware": "2.0.0"}) as gate,
            httpx.AsyncClient(trust_env=False, verify=NO_TLS) as client,
        ):
            auth = httpx.DigestAuth("admin", "open sesame")
            url = gate["address"] + "/rpc"
            assert (await client.post(url, content=PULSE, auth=auth)).status_code == 200
            await tell(gate, "do", {"fill_nonces": True})
            assert [(await client.post(url, content=PULSE, auth=auth)).status_code for _ in range(3)] == [429] * 3
            assert (await state(gate))["pulse_count"] == 1

    run(story)


def test_an_expired_nonce_is_called_stale() -> None:
    async def story() -> None:
        async with (
            one_relay({**RPC, "firmware": "2.0.0"}) as gate,
            httpx.AsyncClient(trust_env=False, verify=NO_TLS) as client,
        ):
            auth = httpx.DigestAuth("admin", "open sesame")
            await client.post(gate["address"] + "/rpc", content=PULSE, auth=auth)
            await tell(gate, "do", {"expire_nonces": True})
            answer = await client.post(gate["address"] + "/rpc", content=PULSE, auth=auth)
            assert answer.status_code == 200
            assert (await state(gate))["requests"]["401"] == 2

    run(story)


def test_step_by_step_stops_on_the_second_pulse() -> None:
    async def story() -> None:
        async with one_relay({**GEN1, "password": "", "input_kind": "step_by_step", "speed": 5.0}) as gate:
            await curl(gate["address"] + "/relay/0?turn=on&timer=0.1")
            while (await state(gate))["outputs"][0]:
                pass
            assert (await state(gate))["position"] == "opening"
            await curl(gate["address"] + "/relay/0?turn=on&timer=0.1")
            assert (await state(gate))["position"] == "stopped"

    run(story)


def test_the_program_says_where_it_is_and_ends_with_its_input() -> None:
    async def story() -> None:
        program = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "app.sandbox.relays", stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE
        )
        assert program.stdin and program.stdout
        program.stdin.write(json.dumps({"seed": 1, "gates": [RPC, GEN1]}).encode() + b"\n")
        gates = json.loads(await program.stdout.readline())["gates"]
        assert [gate["gate_id"] for gate in gates] == ["main", "side"]
        assert json.loads((await curl(gates[0]["address"] + "/shelly"))[1])["auth_en"] is True
        program.stdin.close()
        assert await program.wait() == 0

    run(story)
