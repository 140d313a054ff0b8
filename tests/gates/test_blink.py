"""A relay that has a light shows itself by it, and has it back as it was; one that has none says so."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest

from app.errors import GateError
from app.gates import blink as blinking
from app.gates.blink import RESTORES, TIMES, Lamp, blink
from app.gates.problems import gate_error
from tests.gates.yard import BOTH, GEN1, RPC, run, yard

GEN1_LAMP = {**GEN1, "lamp": "false"}
RPC_LAMPS = [{**RPC, "lamp": mode} for mode in ("switch", "power", "off")]


@pytest.fixture(autouse=True)
def quickly(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(blinking, "SHOWN_S", 0.0)


@pytest.mark.parametrize("relay", [GEN1_LAMP, {**GEN1, "lamp": "true"}, *RPC_LAMPS])
def test_it_blinks_and_is_as_before_and_nothing_moves(tmp_path: Path, relay: dict[str, Any]) -> None:
    async def story() -> None:
        async with yard(tmp_path, relay) as y:
            before = (await y.state())["config"]
            await y.actuator.blink("main")
            state = await y.state()
            seen = state["config"].pop("lamp_seen")
            assert seen[1::2] == [relay["lamp"]] * TIMES and relay["lamp"] not in seen[::2]
            assert len(seen) == 2 * TIMES
            before.pop("lamp_seen")
            assert state["config"] == before and state["pulses"] == []

    run(story)


@pytest.mark.parametrize("relay", BOTH)
def test_without_a_light_it_says_what_to_do_instead(tmp_path: Path, relay: dict[str, Any]) -> None:
    async def story() -> None:
        async with yard(tmp_path, relay) as y:
            with pytest.raises(GateError) as refused:
                await y.actuator.blink("main")
            assert refused.value.code == "no_lamp" and "test pulse" in refused.value.next_step

    run(story)


def test_another_device_at_the_address_is_not_touched(tmp_path: Path) -> None:
    async def story() -> None:
        async with yard(tmp_path, RPC_LAMPS[0], mac="0123456789AB") as y:
            with pytest.raises(GateError) as refused:
                await y.actuator.blink("main")
            assert refused.value.code == "wrong_device"
            assert (await y.state())["config"]["lamp_seen"] == []

    run(story)


class Flaky:
    """A light whose device fails at given puts."""

    def __init__(self, *fails: int) -> None:
        self.fails, self.said = set(fails), list[str]()

    async def put(self, value: str) -> None:
        self.said.append(value)
        if len(self.said) in self.fails:
            raise gate_error("no_answer")

    def blink(self) -> None:
        asyncio.run(blink(Lamp("on", "off", self.put)))


def test_it_is_put_back_after_a_failure() -> None:
    lamp = Flaky(3, 4)
    with pytest.raises(GateError) as failed:
        lamp.blink()
    assert failed.value.code == "no_answer"
    assert lamp.said == ["off", "on", "off", "on", "on"]


def test_it_says_when_it_could_not_be_put_back() -> None:
    lamp = Flaky(*range(1, 20))
    with pytest.raises(GateError) as failed:
        lamp.blink()
    assert failed.value.code == "lamp_not_restored"
    assert lamp.said == ["off"] + ["on"] * RESTORES


def test_it_is_put_back_when_the_program_ends() -> None:
    async def story() -> None:
        lamp, shown = Flaky(), asyncio.Event()

        async def pause(_: float) -> None:
            shown.set()
            await asyncio.Event().wait()

        task = asyncio.get_running_loop().create_task(blink(Lamp("on", "off", lamp.put), pause))
        await shown.wait()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        assert lamp.said == ["off", "on"]

    asyncio.run(story())
