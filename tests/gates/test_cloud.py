"""The second path: when it is taken, when never, and what it may and may not promise."""

from __future__ import annotations

import logging
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from app.domain.gate import Cause, GateAction, OutcomeKind
from app.domain.gate import Path as Way
from app.gates.bindings import DriverKind, GateSecret
from app.gates.shelly_cloud import CloudAccount, ShellyCloud
from tests.gates.yard import GEN1, RPC, DrivenClock, run, yard

NOT_DONE, UNKNOWN, DONE = OutcomeKind.NOT_DONE, OutcomeKind.UNKNOWN, OutcomeKind.DONE
STEPPING = {**RPC, "input_kind": "step_by_step"}
KEY = "cloud-key"


def test_a_local_path_that_works_leaves_the_cloud_alone(tmp_path: Path) -> None:
    async def story() -> None:
        async with yard(tmp_path, cloud_key=KEY) as y:
            assert (await y.open()).path is Way.LOCAL
            assert (await y.cloud_faults())["requests"] == {}

    run(story)


@pytest.mark.parametrize(
    ("relay", "fault"),
    [
        (RPC, {"gone": True}),
        (GEN1, {"gone": True}),
        (STEPPING, {"gone": True}),
        (RPC, {"answer": "throttle"}),
        (RPC, {"answer": "unauthorized"}),
        (RPC, {"answer": "not_found", "only": "command"}),
        (RPC, {"mac": "AABBCCDDEEFF"}),
    ],
)
def test_a_proven_local_not_done_goes_through_the_cloud_with_its_own_end(
    tmp_path: Path, relay: dict[str, Any], fault: dict[str, Any]
) -> None:
    async def story() -> None:
        async with yard(tmp_path, relay, cloud_key=KEY) as y:
            await y.faults(**fault)
            outcome = await y.open()
            assert (outcome.kind, outcome.path) == (DONE, Way.CLOUD)
            (pulse,) = (await y.state())["pulses"]
            assert (pulse["by"], pulse["timer_s"]) == ("SHC", 1.0)

    run(story)


def test_after_unknown_the_cloud_adds_one_on_open_only_and_none_on_step_by_step(tmp_path: Path) -> None:
    async def story() -> None:
        async with yard(tmp_path, {**RPC, "speed": 1e5, "travel_s": 1e8}, cloud_key=KEY, reed_input=None) as y:
            await y.faults(answer="lost_close", only="command")
            outcome = await y.open()
            assert (outcome.kind, outcome.path) == (DONE, Way.CLOUD)
            assert [pulse["by"] for pulse in (await y.state())["pulses"]] == ["HTTP_in", "SHC"]
        async with yard(tmp_path / "b", STEPPING, cloud_key=KEY) as y:
            await y.faults(answer="lost_close", only="command")
            assert (await y.open()).kind is UNKNOWN
            assert await y.pulses() == 1

    run(story)


def test_evidence_that_the_relay_is_on_spares_the_cloud(tmp_path: Path) -> None:
    async def story() -> None:
        async with yard(tmp_path, {**RPC, "speed": 1.0}, cloud_key=KEY) as y:
            await y.faults(answer="lost_close", only="command")
            outcome = await y.open()
            assert (outcome.kind, outcome.path) == (DONE, Way.LOCAL)
            assert await y.pulses() == 1
            assert (await y.cloud_faults())["requests"] == {}

    run(story)


def test_what_holds_for_every_path_is_not_carried_to_the_cloud(tmp_path: Path) -> None:
    async def story() -> None:
        clock = DrivenClock()
        async with yard(tmp_path, clock=clock, cloud_key=KEY) as y:
            y.lock_down()
            assert (await y.open()).detail == "locked_down"
            y.lock_down(False)
            assert (await y.open(ordered_monotonic=clock.monotonic() - 6)).detail == "deadline"
            assert (await y.cloud_faults())["requests"] == {}
        cover = {**RPC, "profile": "cover"}
        async with yard(tmp_path / "b", cover, driver=DriverKind.RPC_COVER, reed_input=None, cloud_key=KEY) as y:
            await y.do(put="open")
            await y.faults(obstacle=True)
            assert (await y.order(GateAction.CLOSE)).detail == "rpc:-109"
            assert (await y.cloud_faults())["requests"] == {}

    run(story)


def test_lockdown_is_looked_at_again_before_the_cloud_is_written_to(tmp_path: Path) -> None:
    async def story() -> None:
        async with yard(tmp_path, cloud_key=KEY) as y:
            gate = y.actuator._gates["main"]
            real = gate.paths.local.drive

            async def drive(*given: Any) -> Any:
                outcome = await real(*given)
                y.lock_down()
                return outcome

            gate.paths.local.drive = drive  # type: ignore[method-assign]
            await y.faults(answer="not_found", only="command")
            assert (await y.open()).detail == "http:404"
            assert await y.pulses() == 0

    run(story)


@pytest.mark.parametrize(
    ("faults", "kind", "detail", "pulses"),
    [
        ({"answer": "lost_close"}, UNKNOWN, "no_answer", 1),
        ({"answer": "error_500"}, UNKNOWN, "cloud:UNEXPECTED_SUBSERVICE_ERROR", 1),
        ({"answer": "isok_false"}, UNKNOWN, "cloud:not_ok", 1),
        ({"answer": "isok_true"}, DONE, "ok", 1),
        ({"offline": True}, UNKNOWN, "cloud:DEVICE_OFFLINE", 0),
        ({"gone": True}, NOT_DONE, "unreachable", 0),
    ],
)
def test_what_the_cloud_says_and_what_that_proves(
    tmp_path: Path, faults: dict[str, Any], kind: OutcomeKind, detail: str, pulses: int
) -> None:
    async def story() -> None:
        async with yard(tmp_path, cloud_key=KEY) as y:
            given = {**faults, "offline": [y.binding.mac.lower()]} if "offline" in faults else faults
            await y.cloud_faults(**given)
            outcome = await y.open(only=Way.CLOUD)
            assert (outcome.kind, outcome.detail) == (kind, detail)
            assert await y.pulses() == pulses

    run(story)


def test_a_delivery_that_comes_late_was_called_unknown(tmp_path: Path) -> None:
    async def story() -> None:
        async with yard(tmp_path, cloud_key=KEY) as y:
            await y.cloud_faults(offline=[y.binding.mac.lower()], late_s=0.05)
            assert (await y.open(only=Way.CLOUD)).kind is UNKNOWN
            while await y.pulses() == 0:
                pass

    run(story)


@pytest.mark.parametrize("overrun", [401, 429])
def test_a_request_too_many_is_not_done_whatever_it_is_called(tmp_path: Path, overrun: int) -> None:
    async def story() -> None:
        async with yard(tmp_path, cloud_key=KEY) as y:
            await y.cloud_faults(overrun=overrun)
            stranger = CloudAccount(y.cloud["address"], KEY, y.clock)
            assert (await ShellyCloud(y.binding, stranger).status()).cloud_connected
            outcome = await y.open(only=Way.CLOUD)
            assert (outcome.kind, outcome.detail) == (NOT_DONE, f"http:{overrun}")

    run(story)


def test_our_own_pace_keeps_a_second_command_from_overrunning(tmp_path: Path) -> None:
    async def story() -> None:
        async with yard(tmp_path, cloud_key=KEY, cooldown_s=0.0) as y:
            for _ in range(2):
                assert (await y.open(only=Way.CLOUD)).kind is DONE
            assert "overrun" not in (await y.cloud_faults())["requests"]

    run(story)


def test_a_command_that_would_have_to_wait_beyond_its_deadline_is_not_sent(tmp_path: Path) -> None:
    async def story() -> None:
        clock = DrivenClock()
        async with yard(tmp_path, clock=clock, cloud_key=KEY, cooldown_s=0.0) as y:
            await y.actuator.check_commissioning("main")
            assert (await y.open(only=Way.CLOUD)).kind is DONE
            late = await y.open(Cause.AUTOMATIC, only=Way.CLOUD, ordered_monotonic=clock.monotonic() - 2)
            assert (late.kind, late.detail) == (NOT_DONE, "cloud_busy")
            assert await y.pulses() == 1

    run(story)


def test_a_wrong_key_and_a_foreign_account_are_known_before_they_are_needed(tmp_path: Path) -> None:
    async def story() -> None:
        async with yard(tmp_path, cloud_key="of another account") as y:
            paths = y.actuator._gates["main"].paths
            assert paths.cloud_problem == "starting"
            y.actuator.start()
            while paths.cloud_problem == "starting":
                await y.state()
            assert y.actuator.cloud_problem("main") == "cloud:http:401"
            assert (await y.open()).path is Way.LOCAL
            stranger = CloudAccount(y.cloud["address"], KEY, y.clock)
            elsewhere = ShellyCloud(replace(y.binding, mac="000000000000"), stranger)
            with pytest.raises(Exception, match="unknown_device"):
                await elsewhere.status()

    run(story)


def test_covers_go_through_the_cloud_too(tmp_path: Path) -> None:
    async def story() -> None:
        cover = {**RPC, "profile": "cover"}
        async with yard(tmp_path, cover, driver=DriverKind.RPC_COVER, reed_input=None, cloud_key=KEY) as y:
            await y.faults(gone=True)
            assert (await y.open()).path is Way.CLOUD
            assert [pulse["role"] for pulse in (await y.state())["pulses"]] == ["open"]

    run(story)


def test_neither_key_nor_password_reach_a_log(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    async def story() -> None:
        caplog.set_level(logging.DEBUG)
        async with yard(tmp_path, GEN1, secret=GateSecret("canary-password"), cloud_key="canary-key") as y:
            await y.open()
            await y.open(only=Way.CLOUD)
            with pytest.raises(Exception, match="password for this relay"):
                await y.actuator.fix("main", "password")

    run(story)
    assert "canary" not in caplog.text
