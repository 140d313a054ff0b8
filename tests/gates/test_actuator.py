"""The door to a relay: who is let through, when, and who never."""

from __future__ import annotations

import asyncio
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from app.domain.gate import Cause, GateAction, OutcomeKind, Position
from app.events import GateChanged
from tests.gates.yard import BOTH, GEN1, RPC, DrivenClock, run, yard

NOT_DONE, UNKNOWN, DONE = OutcomeKind.NOT_DONE, OutcomeKind.UNKNOWN, OutcomeKind.DONE
STEPPING = {**RPC, "input_kind": "step_by_step"}


@pytest.mark.parametrize(("cause", "life"), [(Cause.KEY, 5.0), (Cause.OVERRIDE, 5.0), (Cause.AUTOMATIC, 3.0)])
def test_an_order_dies_at_its_deadline(tmp_path: Path, cause: Cause, life: float) -> None:
    async def story() -> None:
        clock = DrivenClock()
        async with yard(tmp_path, clock=clock) as y:
            await y.actuator.check_commissioning("main")
            late = await y.open(cause, ordered_monotonic=clock.monotonic() - life)
            assert (late.kind, late.detail) == (NOT_DONE, "deadline")
            assert await y.pulses() == 0
            assert (await y.open(cause, ordered_monotonic=clock.monotonic() - life + 0.1)).kind is DONE

    run(story)


def test_a_deadline_that_passes_while_the_device_is_asked_who_it_is_stops_the_command(tmp_path: Path) -> None:
    async def story() -> None:
        clock = DrivenClock()
        async with yard(tmp_path, clock=clock) as y:
            await y.faults(latency_ms=100)
            order = asyncio.ensure_future(y.open())  # noqa: TID251
            while not (await y.state())["requests"]:
                pass
            clock.forward(6)
            outcome = await order
            assert (outcome.kind, outcome.detail) == (NOT_DONE, "deadline")
            assert (await y.state())["requests"].get("command", 0) == 0

    run(story)


def test_sleep_of_the_pc_kills_an_order_even_if_the_monotonic_clock_stood_still(tmp_path: Path) -> None:
    async def story() -> None:
        clock = DrivenClock()
        async with yard(tmp_path, clock=clock) as y:
            await y.faults(latency_ms=100)
            order = asyncio.ensure_future(y.open())  # noqa: TID251
            while not (await y.state())["requests"]:
                pass
            clock.at = clock.at.replace(hour=18)
            assert (await order).detail == "deadline"
            assert await y.pulses() == 0

    run(story)


@pytest.mark.parametrize("relay", BOTH)
def test_a_wrong_device_is_never_driven(tmp_path: Path, relay: dict[str, Any]) -> None:
    async def story() -> None:
        clock = DrivenClock()
        async with yard(tmp_path, relay, clock=clock) as y:
            assert (await y.open()).kind is DONE
            clock.forward(60)
            await y.faults(mac="AABBCCDDEEFF")
            outcome = await y.open()
            assert (outcome.kind, outcome.detail) == (NOT_DONE, "wrong_device")
            state = await y.state()
            assert (len(state["pulses"]), y.actuator.statuses()[0].problem) == (1, "wrong_device")

    run(story)


def test_a_foreign_realm_is_not_answered_even_inside_the_ten_seconds(tmp_path: Path) -> None:
    async def story() -> None:
        clock = DrivenClock()
        async with yard(tmp_path, clock=clock) as y:
            assert (await y.open()).kind is DONE
            clock.forward(5)
            await y.faults(mac="AABBCCDDEEFF")
            outcome = await y.open()
            assert (outcome.kind, outcome.detail) == (NOT_DONE, "wrong_device")
            assert await y.pulses() == 1

    run(story)


def test_after_a_refused_command_the_device_is_asked_anew_who_it_is(tmp_path: Path) -> None:
    async def story() -> None:
        clock = DrivenClock()
        async with yard(tmp_path, GEN1, clock=clock) as y:
            await y.faults(answer="unauthorized", only="command")
            assert (await y.open()).kind is NOT_DONE
            clock.forward(0.5)
            await y.faults(answer="", mac="AABBCCDDEEFF")
            outcome = await y.open()
            assert (outcome.kind, outcome.detail) == (NOT_DONE, "wrong_device")
            assert await y.pulses() == 0

    run(story)


def test_an_identity_proven_in_the_last_ten_seconds_is_not_asked_again(tmp_path: Path) -> None:
    async def story() -> None:
        clock = DrivenClock()
        async with yard(tmp_path, GEN1, clock=clock) as y:
            await y.actuator._gates["main"].watch.look()
            await y.open()
            assert (await y.state())["requests"] == {"status": 1, "command": 1}
            clock.forward(11)
            await y.open()
            assert (await y.state())["requests"] == {"status": 2, "command": 2}

    run(story)


def test_second_order_while_one_is_under_way_is_busy(tmp_path: Path) -> None:
    async def story() -> None:
        async with yard(tmp_path) as y:
            first, second = await asyncio.gather(y.open(), y.open())
            assert first.kind is DONE
            assert (second.kind, second.detail) == (NOT_DONE, "busy")
            assert await y.pulses() == 1

    run(story)


def test_cooldown_and_its_double_after_unknown(tmp_path: Path) -> None:
    async def story() -> None:
        clock = DrivenClock()
        async with yard(tmp_path, clock=clock, cooldown_s=2.0) as y:
            await y.open()
            clock.forward(1.9)
            assert (await y.open()).detail == "cooldown"
            clock.forward(0.2)
            await y.faults(answer="lost_close", only="command")
            assert (await y.open()).kind is UNKNOWN
            await y.faults(answer="")
            clock.forward(3.9)
            assert (await y.open()).detail == "cooldown"
            clock.forward(0.2)
            assert (await y.open()).kind is DONE

    run(story)


@pytest.mark.parametrize(
    "content", [b"", b"garbage", b"\xff\x00", b'{"version":1}', b'{"version":2,"locked":false}', None]
)
def test_a_lockdown_file_that_cannot_be_read_locks(tmp_path: Path, content: bytes | None) -> None:
    async def story() -> None:
        async with yard(tmp_path) as y:
            path = tmp_path / "lockdown.json"
            path.unlink() if content is None else path.write_bytes(content)
            for cause in (Cause.KEY, Cause.OVERRIDE):
                assert (await y.open(cause)).detail == "locked_down"
            assert await y.pulses() == 0
            assert not y.actuator.lockdown().readable
            y.lock_down(False)
            assert (await y.open()).kind is DONE

    run(story)


def test_lockdown_is_checked_last_before_the_write(tmp_path: Path) -> None:
    async def story() -> None:
        async with yard(tmp_path) as y:
            await y.faults(latency_ms=100)
            order = asyncio.ensure_future(y.open())  # noqa: TID251
            while not (await y.state())["requests"]:
                pass
            y.lock_down()
            assert (await order).detail == "locked_down"
            assert await y.pulses() == 0

    run(story)


def test_maintenance_moves_nothing_and_a_free_exit_ignores_lockdown_only(tmp_path: Path) -> None:
    async def story() -> None:
        async with yard(tmp_path, free_exit=True) as y:
            y.actuator.set_maintenance("main", True)
            assert (await y.open()).detail == "maintenance"
            y.actuator.set_visible(True)
            y.actuator.start()
            seen = asyncio.Event()
            opened_by_hand = (Position.OPEN, Position.FORCED_OPEN)
            y.events.subscribe(GateChanged, lambda event: event.status.position in opened_by_hand and seen.set())
            await y.do(put="open")
            await seen.wait()  # what comes in is still read
            assert await y.pulses() == 0
            await y.do(put="closed")
            y.actuator.set_maintenance("main", False)
            y.lock_down()
            assert (await y.open()).kind is DONE
            assert await y.pulses() == 1

    run(story)


def test_automatic_opening_waits_for_a_green_commissioning(tmp_path: Path) -> None:
    async def story() -> None:
        async with yard(tmp_path, {**RPC, "commissioned": False}) as y:
            assert (await y.open(Cause.AUTOMATIC)).detail == "not_commissioned"
            found = await y.actuator.check_commissioning("main")
            assert (await y.open(Cause.AUTOMATIC)).detail == "not_commissioned"
            for finding in [f for f in found if not f.ok and f.fixable]:
                found = await y.actuator.fix("main", finding.code)
            assert [f.code for f in found if not f.ok and f.weight == "must"] == []
            assert (await y.open(Cause.AUTOMATIC)).kind is DONE

    run(story)


@pytest.mark.parametrize(("firmware", "good"), [("2.0.0", False), ("1.7.5", True)])
def test_a_firmware_to_be_warned_of_is_named_and_the_gate_still_opens_by_key(
    tmp_path: Path, firmware: str, good: bool
) -> None:
    async def story() -> None:
        async with yard(tmp_path, {**RPC, "firmware": firmware}) as y:
            found = {finding.code: finding for finding in await y.actuator.check_commissioning("main")}
            assert (found["firmware"].ok, found["firmware"].weight) == (good, "advice")
            assert (await y.open()).kind is DONE

    run(story)


def test_a_gate_that_is_not_set_up_for_it_never_opens_by_itself(tmp_path: Path) -> None:
    async def story() -> None:
        async with yard(tmp_path, automatic=False) as y:
            await y.actuator.check_commissioning("main")
            assert not y.actuator.opens_by_itself("main")
            assert (await y.open(Cause.AUTOMATIC)).detail == "not_automatic"
            y.actuator.set_up_anew(replace(y.binding, automatic=True))
            assert y.actuator.opens_by_itself("main") and y.actuator.statuses()[0].automatic
            y.actuator.set_maintenance("main", True)
            assert not y.actuator.opens_by_itself("main")
            y.actuator.set_maintenance("main", False)
            y.lock_down()
            assert not y.actuator.opens_by_itself("main")
            y.lock_down(False)
            assert (await y.open(Cause.AUTOMATIC)).kind is DONE

    run(story)


@pytest.mark.parametrize("position", ["open", "opening"])
def test_an_open_step_by_step_gate_gets_no_pulse(tmp_path: Path, position: str) -> None:
    async def story() -> None:
        async with yard(tmp_path, STEPPING) as y:
            await y.do(put=position)
            outcome = await y.open()
            assert (outcome.kind, outcome.detail) == (DONE, "already_open")
            assert await y.pulses() == 0

    run(story)


def test_a_pulse_of_another_console_counts_as_opening(tmp_path: Path) -> None:
    async def story() -> None:
        clock = DrivenClock()
        async with yard(tmp_path, {**STEPPING, "speed": 1.0}, clock=clock) as first:
            other = replace(first.binding, gate_id="main")
            async with yard(tmp_path / "b", STEPPING, clock=clock, address=other.address, mac=other.mac) as second:
                assert (await second.open()).kind is DONE
                await first.do(put="closed")  # the leaf has not moved yet, only the relay is on
                assert (await first.open()).detail == "already_open"
                assert await first.pulses() == 1

    run(story)


def test_a_step_by_step_gate_that_did_not_start_gets_no_second_pulse_at_once(tmp_path: Path) -> None:
    async def story() -> None:
        clock = DrivenClock()
        async with yard(tmp_path, {**STEPPING, "travel_s": 60}, clock=clock) as y:
            assert (await y.open()).kind is DONE
            await y.do(put="closed")
            clock.forward(1.5)
            assert (await y.open()).detail == "cooldown"
            clock.forward(4)
            assert (await y.open()).kind is DONE

    run(story)


def test_close_stop_and_hold_where_they_are_wired(tmp_path: Path) -> None:
    async def story() -> None:
        wired = {**RPC, "wired": ["open", "close", "stop", "hold"]}
        async with yard(tmp_path, wired, cooldown_s=0.0, close_channel=1, stop_channel=2, hold_channel=3) as y:
            assert (await y.order(GateAction.HOLD_OPEN)).kind is DONE
            assert (await y.state())["outputs"][3] is True
            assert (await y.order(GateAction.STOP)).kind is DONE
            assert (await y.order(GateAction.CLOSE)).kind is DONE
            state = await y.state()
            assert state["outputs"][3] is False
            assert [pulse["role"] for pulse in state["pulses"]] == ["hold", "stop", "close"]
            assert all(pulse["timer_s"] for pulse in state["pulses"])
        async with yard(tmp_path) as y:
            assert (await y.order(GateAction.CLOSE)).detail == "not_wired"

    run(story)


@pytest.mark.parametrize("relay", BOTH)
@pytest.mark.parametrize("answer", ["", "lost_close"])
def test_the_contact_confirms_later(tmp_path: Path, relay: dict[str, Any], answer: str) -> None:
    async def story() -> None:
        async with yard(tmp_path, {**relay, "travel_s": 100}) as y:
            y.actuator.set_visible(True)
            y.actuator.start()
            closed = asyncio.Event()

            def changed(event: GateChanged) -> None:
                if event.status.position is Position.CLOSED:
                    closed.set()

            y.events.subscribe(GateChanged, changed)
            await closed.wait()
            await y.faults(answer=answer, only="command", bounces=2)
            await y.open()
            confirmed = await y.next_answer(lambda heard: heard.outcome.confirmed)
            assert confirmed.outcome.kind is DONE
            assert await y.pulses() == 1

    run(story)


def test_every_command_and_its_outcome_is_recorded_without_words_about_people(tmp_path: Path) -> None:
    async def story() -> None:
        async with yard(tmp_path) as y:
            await y.open(entry_id="entry-7")
            y.actuator.set_maintenance("main", True)
            await y.open()
        lines = [json.loads(line) for line in (tmp_path / "commands.jsonl").read_text().splitlines()]
        assert [line["phase"] for line in lines] == ["ordered", "answered"] * 2
        assert lines[0]["entry_id"] == "entry-7"
        assert [line.get("detail") for line in lines[1::2]] == ["ok", "maintenance"]
        assert "sesame" not in str(lines)

    run(story)


def test_a_full_disk_does_not_stop_a_gate(tmp_path: Path) -> None:
    async def story() -> None:
        async with yard(tmp_path) as y:
            (tmp_path / "commands.jsonl").mkdir()
            assert (await y.open(Cause.OVERRIDE)).kind is DONE

    run(story)


def test_a_restart_replays_nothing(tmp_path: Path) -> None:
    async def story() -> None:
        async with yard(tmp_path) as y:
            await y.faults(answer="lost_close", only="command")
            assert (await y.open()).kind is UNKNOWN
            where = y.binding
            before = (await y.state())["requests"]["command"]
            async with yard(tmp_path, RPC, address=where.address, mac=where.mac) as again:
                again.actuator.start()
                again.actuator.set_visible(True)
                again.lock_down()
                again.lock_down(False)
                watch = again.actuator._gates["main"].watch
                while watch.status(locked_down=False, maintenance=False).problem:
                    watch.look_now()
                    await asyncio.sleep(0)
            assert (await y.state())["requests"]["command"] == before
            assert await y.pulses() == 1

    run(story)


def test_an_unknown_gate_is_no_bug(tmp_path: Path) -> None:
    async def story() -> None:
        async with yard(tmp_path) as y:
            outcome = await y.actuator.order("moon", GateAction.OPEN, Cause.KEY, "guard-1")
            assert (outcome.kind, outcome.detail) == (NOT_DONE, "unknown_gate")

    run(story)
