"""What counts as a command's effect: only what began after it was sent."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace
from typing import cast

from app.gates.bindings import DriverKind, GateBinding
from app.gates.port import Driver, Reading
from app.gates.position import STEADY_S
from app.gates.watch import GateWatch
from tests.gates.yard import DrivenClock

MAC = "A8032AB12345"
BINDING = GateBinding("main", "Main gate", DriverKind.RPC_SWITCH, "http://127.0.0.1:1", MAC, reed_input=0)
CLOSED = Reading(mac=MAC, model="", inputs=(True,), outputs=(False,), uptime_s=9, rssi=None)
AWAY = replace(CLOSED, inputs=(False,))
ON = replace(CLOSED, outputs=(True,))


class Device:
    """Says what it is told to say; `meanwhile` happens between question and answer."""

    def __init__(self) -> None:
        self.says = CLOSED
        self.meanwhile: Callable[[], None] = lambda: None

    async def status(self) -> Reading:
        self.meanwhile()
        return self.says


def watched(story: Callable[[GateWatch, Device, DrivenClock], None]) -> list[bool]:
    clock, device, seen = DrivenClock(), Device(), list[bool]()
    watch = GateWatch(BINDING, cast(Driver, device), clock, changed=lambda: None, seen=seen.append)
    look(watch, device, CLOSED)
    story(watch, device, clock)
    return seen


def look(watch: GateWatch, device: Device, says: Reading) -> None:
    device.says = says
    asyncio.run(watch.look())


def test_a_gate_that_leaves_after_the_command_confirms_it() -> None:
    def story(watch: GateWatch, device: Device, clock: DrivenClock) -> None:
        watch.sending()
        clock.forward(0.1)
        look(watch, device, AWAY)
        clock.forward(STEADY_S + 0.1)
        look(watch, device, AWAY)

    assert watched(story) == [True]


def test_a_gate_that_was_leaving_already_confirms_nothing() -> None:
    def story(watch: GateWatch, device: Device, clock: DrivenClock) -> None:
        look(watch, device, AWAY)  # for the command before this one
        clock.forward(0.1)
        watch.sending()
        clock.forward(STEADY_S + 0.1)
        look(watch, device, AWAY)

    assert watched(story) == []


def test_an_answer_asked_for_before_the_command_shows_the_world_before_it() -> None:
    def story(watch: GateWatch, device: Device, clock: DrivenClock) -> None:
        def order_meanwhile() -> None:
            clock.forward(0.1)
            watch.sending()

        device.meanwhile = order_meanwhile
        look(watch, device, ON)
        device.meanwhile = lambda: None

    assert watched(story) == []


def test_a_relay_that_is_on_after_the_command_shows_that_it_arrived() -> None:
    def story(watch: GateWatch, device: Device, clock: DrivenClock) -> None:
        watch.sending()
        clock.forward(0.1)
        look(watch, device, ON)

    assert watched(story) == [False]
