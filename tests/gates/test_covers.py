"""Covers and rollers: devices that drive the motor themselves."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from app.domain.gate import GateAction, OutcomeKind, Position
from app.gates.bindings import DriverKind
from tests.gates.yard import GEN1, RPC, run, yard

COVER = {**RPC, "profile": "cover"}
ROLLER = {**GEN1, "profile": "roller"}
DEVICES = [(COVER, DriverKind.RPC_COVER), (ROLLER, DriverKind.GEN1_ROLLER)]
SLOW = {"travel_s": 200.0, "stays_open_s": None}


@pytest.mark.parametrize(("relay", "driver"), DEVICES)
def test_open_stop_and_close(tmp_path: Path, relay: dict[str, Any], driver: DriverKind) -> None:
    async def story() -> None:
        async with yard(tmp_path, {**relay, **SLOW}, driver=driver, reed_input=None, cooldown_s=0.0) as y:
            watch = y.actuator._gates["main"].watch
            await watch.look()
            assert watch.position() is Position.CLOSED
            assert (await y.order(GateAction.OPEN)).kind is OutcomeKind.DONE
            await watch.look()
            assert watch.position() is Position.OPENING
            assert (await y.order(GateAction.STOP)).kind is OutcomeKind.DONE
            assert (await y.state())["position"] == "stopped"
            assert (await y.order(GateAction.CLOSE)).kind is OutcomeKind.DONE
            await watch.look()
            assert watch.position() is Position.CLOSING
            assert [pulse["role"] for pulse in (await y.state())["pulses"]] == ["open", "stop", "close"]

    run(story)


@pytest.mark.parametrize(("relay", "driver"), DEVICES)
@pytest.mark.parametrize(("answer", "pulses"), [("lost_close", 1), ("bad_json", 1), ("other_json", 1), ("close", 0)])
def test_a_lost_answer_is_unknown_here_too(
    tmp_path: Path, relay: dict[str, Any], driver: DriverKind, answer: str, pulses: int
) -> None:
    async def story() -> None:
        async with yard(tmp_path, relay, driver=driver, reed_input=None) as y:
            await y.faults(answer=answer, only="command")
            assert (await y.open()).kind is OutcomeKind.UNKNOWN
            assert await y.pulses() == pulses

    run(story)


def test_an_obstacle_is_named_and_nothing_moves(tmp_path: Path) -> None:
    async def story() -> None:
        async with yard(tmp_path, {**COVER, **SLOW}, driver=DriverKind.RPC_COVER, reed_input=None) as y:
            await y.do(put="open")
            await y.faults(obstacle=True)
            outcome = await y.order(GateAction.CLOSE)
            assert (outcome.kind, outcome.detail) == (OutcomeKind.NOT_DONE, "rpc:-109")
            await y.actuator._gates["main"].watch.look()
            assert y.actuator.statuses()[0].problem == "obstruction"

    run(story)


@pytest.mark.parametrize(("relay", "driver"), DEVICES)
def test_a_cover_that_leaves_its_end_confirms(tmp_path: Path, relay: dict[str, Any], driver: DriverKind) -> None:
    async def story() -> None:
        async with yard(tmp_path, {**relay, **SLOW}, driver=driver, reed_input=None) as y:
            y.actuator.start()
            watch = y.actuator._gates["main"].watch
            await watch.look()
            await y.open()
            assert (await y.next_answer(lambda heard: heard.outcome.confirmed)).outcome.kind is OutcomeKind.DONE

    run(story)


@pytest.mark.parametrize(
    ("relay", "driver"), [(ROLLER, DriverKind.GEN1_RELAY), (GEN1, DriverKind.GEN1_ROLLER), (RPC, DriverKind.RPC_COVER)]
)
def test_the_wrong_profile_is_found_before_anything_moves(
    tmp_path: Path, relay: dict[str, Any], driver: DriverKind
) -> None:
    async def story() -> None:
        async with yard(tmp_path, relay, driver=driver) as y:
            await y.actuator._gates["main"].watch.look()
            assert y.actuator.statuses()[0].problem == "wrong_profile"
            assert (await y.open()).kind is OutcomeKind.NOT_DONE
            assert await y.pulses() == 0

    run(story)


def test_a_covers_commissioning(tmp_path: Path) -> None:
    async def story() -> None:
        relay = {**COVER, "commissioned": False}
        async with yard(tmp_path, relay, driver=DriverKind.RPC_COVER, reed_input=None) as y:
            found = await y.actuator.check_commissioning("main")
            for finding in [one for one in found if not one.ok and one.fixable]:
                found = await y.actuator.fix("main", finding.code)
            assert all(one.ok for one in found if one.weight == "must")

    run(story)
