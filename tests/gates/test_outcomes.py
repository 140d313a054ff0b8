"""What the guard is told for everything a relay may do, and how many pulses the relay really counted."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from app.domain.gate import OutcomeKind
from app.gates.bindings import DriverKind, GateSecret
from tests.gates.yard import BOTH, GEN1, RPC, run, yard

NOT_DONE, UNKNOWN, DONE = OutcomeKind.NOT_DONE, OutcomeKind.UNKNOWN, OutcomeKind.DONE


@pytest.mark.parametrize("relay", [*BOTH, {**RPC, "firmware": "2.0.0"}, {**RPC, "password": ""}])
def test_an_opening_is_one_pulse_that_ends_by_itself(tmp_path: Path, relay: dict[str, Any]) -> None:
    async def story() -> None:
        async with yard(tmp_path, relay) as y:
            outcome = await y.open()
            assert (outcome.kind, outcome.path, outcome.detail) == (DONE, "local", "ok")
            (pulse,) = (await y.state())["pulses"]
            assert pulse["timer_s"] == 1

    run(story)


@pytest.mark.parametrize("relay", BOTH)
@pytest.mark.parametrize(
    ("answer", "kind", "detail", "pulses"),
    [
        ("close", UNKNOWN, "no_answer", 0),
        ("lost_close", UNKNOWN, "no_answer", 1),
        ("reset", UNKNOWN, "no_answer", 1),
        ("cut", UNKNOWN, "no_answer", 1),
        ("html", UNKNOWN, "garbled", 0),
        ("bad_json", UNKNOWN, "garbled", 1),
        ("other_json", UNKNOWN, "garbled", 1),
        ("error_500", UNKNOWN, "http:500", 1),
        ("unauthorized", NOT_DONE, "http:401", 0),
        ("throttle", NOT_DONE, "http:429", 0),
        ("not_found", NOT_DONE, "http:404", 0),
    ],
)
def test_outcome_table(
    tmp_path: Path, relay: dict[str, Any], answer: str, kind: OutcomeKind, detail: str, pulses: int
) -> None:
    async def story() -> None:
        async with yard(tmp_path, relay) as y:
            await y.faults(answer=answer, only="command")
            outcome = await y.open()
            assert (outcome.kind, outcome.detail) == (kind, detail)
            assert await y.pulses() == pulses

    run(story)


@pytest.mark.parametrize(("relay", "answer", "pulses"), [(RPC, "lost", 1), (GEN1, "hang", 0)])
def test_silence_is_unknown_and_never_repeated(tmp_path: Path, relay: dict[str, Any], answer: str, pulses: int) -> None:
    async def story() -> None:
        async with yard(tmp_path, relay) as y:
            await y.faults(answer=answer, only="command")
            outcome = await y.open()
            assert (outcome.kind, outcome.detail) == (UNKNOWN, "no_answer")
            assert await y.pulses() == pulses
            assert (await y.state())["requests"]["command"] == 1

    run(story)


@pytest.mark.parametrize("relay", BOTH)
def test_nobody_at_the_address_is_proven_not_done(tmp_path: Path, relay: dict[str, Any]) -> None:
    async def story() -> None:
        async with yard(tmp_path, relay) as y:
            await y.faults(gone=True)
            outcome = await y.open()
            assert (outcome.kind, outcome.detail) == (NOT_DONE, "unreachable")
            assert not y.actuator.statuses()[0].reachable
            await y.faults(gone=False)
            assert (await y.open()).kind is DONE
            assert await y.pulses() == 1

    run(story)


def test_a_device_that_vanishes_between_proof_and_write_is_tried_once_more(tmp_path: Path) -> None:
    async def story() -> None:
        async with yard(tmp_path) as y:
            await y.actuator.check_commissioning("main")
            await y.open()
            await y.do(reset=True)
            await y.faults(gone=True)
            y.actuator._gates["main"]._quiet_until = 0.0
            outcome = await y.open()
            assert (outcome.kind, outcome.detail) == (NOT_DONE, "unreachable")

    run(story)


@pytest.mark.parametrize("relay", BOTH)
def test_wrong_password_says_so_and_the_button_stays_usable(tmp_path: Path, relay: dict[str, Any]) -> None:
    async def story() -> None:
        async with yard(tmp_path, relay, secret=GateSecret("wrong")) as y:
            for _ in range(2):
                outcome = await y.open()
                assert (outcome.kind, outcome.detail) == (NOT_DONE, "http:401")
            assert await y.pulses() == 0

    run(story)


def test_polls_stay_away_from_a_device_that_refused_the_password(tmp_path: Path) -> None:
    async def story() -> None:
        async with yard(tmp_path, secret=GateSecret("wrong")) as y:
            watch = y.actuator._gates["main"].watch
            await watch.look()
            before = (await y.state())["requests"]["401"]
            for _ in range(5):
                await watch.look()
            assert (await y.state())["requests"]["401"] == before
            assert y.actuator.statuses()[0].problem == "http:401"

    run(story)


@pytest.mark.parametrize(
    ("relay", "binding", "detail"),
    [
        (RPC, {"channel": 7}, "rpc:-105"),
        (GEN1, {"channel": 7}, "http:404"),
        (RPC, {"driver": DriverKind.GEN1_RELAY}, "wrong_generation"),
        (GEN1, {"driver": DriverKind.RPC_SWITCH}, "wrong_generation"),
        ({**RPC, "profile": "cover"}, {}, "wrong_profile"),
        ({**RPC, "generation": 9}, {}, "unknown_generation"),
    ],
)
def test_a_wrong_set_up_opens_nothing(
    tmp_path: Path, relay: dict[str, Any], binding: dict[str, Any], detail: str
) -> None:
    async def story() -> None:
        async with yard(tmp_path, relay, **binding) as y:
            outcome = await y.open()
            assert (outcome.kind, outcome.detail) == (NOT_DONE, detail)
            assert await y.pulses() == 0

    run(story)


@pytest.mark.parametrize("relay", BOTH)
def test_a_printer_at_the_address_is_not_driven(tmp_path: Path, relay: dict[str, Any]) -> None:
    async def story() -> None:
        async with yard(tmp_path, relay) as y:
            await y.faults(answer="html")
            outcome = await y.open()
            assert (outcome.kind, outcome.detail) == (NOT_DONE, "not_a_shelly")
            assert (await y.state())["requests"].get("command", 0) == 0

    run(story)


def test_https_where_only_http_is(tmp_path: Path) -> None:
    async def story() -> None:
        async with yard(tmp_path) as y:
            address = y.relay["address"].replace("http:", "https:")
            async with yard(tmp_path / "other", address=address) as wrong:
                outcome = await wrong.open()
                assert (outcome.kind, outcome.detail) == (NOT_DONE, "tls")

    run(story)


@pytest.mark.parametrize(
    ("code", "kind", "pulses"),
    [
        (-103, NOT_DONE, 0),
        (-104, UNKNOWN, 1),
        (-105, NOT_DONE, 0),
        (-108, NOT_DONE, 0),
        (-109, NOT_DONE, 0),
        (-114, NOT_DONE, 0),
        (401, NOT_DONE, 0),
        (404, NOT_DONE, 0),
        (429, NOT_DONE, 0),
        (500, UNKNOWN, 1),
        (-1, UNKNOWN, 0),
    ],
)
def test_error_frames(tmp_path: Path, code: int, kind: OutcomeKind, pulses: int) -> None:
    async def story() -> None:
        async with yard(tmp_path) as y:
            await y.faults(rpc_error=code)
            outcome = await y.open()
            assert outcome.kind is kind
            assert outcome.detail == (f"http:{code}" if code in (401, 429) else f"rpc:{code}")
            assert await y.pulses() == pulses

    run(story)
