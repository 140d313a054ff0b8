"""The places beside the gate. Each is loaded when it is built: the first picture of a start waits for none of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from app.domain.case import KeyPress
from app.domain.passes import Pass
from ui.keys import Shortcut
from ui.presenters.port import Core
from ui.presenters.shell import Place


class Screen(Protocol):
    """A place: starts once, comes up again and again, ticks while it is in view, takes keys."""

    def start(self) -> None: ...
    def come_up(self) -> None: ...
    def tick(self) -> None: ...
    def close_place(self) -> None: ...
    def key(self, shortcut: Shortcut, press: KeyPress) -> bool: ...
    def key_up(self, shortcut: Shortcut) -> None: ...


def build(
    place: Place,
    core: Core,
    *,
    to_gate: Callable[[], object],
    sign_in: Callable[[], object],
    show_pass: Callable[[Pass], object],
) -> Screen:
    """Build `place`, with the ways out of it that it has. The gate is the window's own."""
    match place:
        case Place.EXPECTED:
            from ui.screens.expected import ExpectedScreen

            expected = ExpectedScreen(core)
            expected.gate_wanted.connect(to_gate)
            return expected
        case Place.INSIDE:
            from ui.screens.inside import InsideScreen

            inside = InsideScreen(core)
            inside.gate_wanted.connect(to_gate)
            inside.pass_wanted.connect(show_pass)
            return inside
        case Place.SHIFT_LOG:
            from ui.screens.shift_log import ShiftLogScreen

            shift_log = ShiftLogScreen(core)
            shift_log.gate_wanted.connect(to_gate)
            return shift_log
        case Place.HISTORY:
            from ui.screens.history import HistoryScreen

            history = HistoryScreen(core)
            history.gate_wanted.connect(to_gate)
            history.sign_in_wanted.connect(sign_in)
            return history
        case Place.DEVICES:
            from ui.screens.devices import DevicesScreen

            devices = DevicesScreen(core)
            devices.gate_wanted.connect(to_gate)
            devices.sign_in_wanted.connect(sign_in)
            return devices
        case Place.SERVICE:
            from ui.screens.service import ServiceScreen

            service = ServiceScreen(core)
            service.gate_wanted.connect(to_gate)
            service.sign_in_wanted.connect(sign_in)
            return service
        case Place.GATE:
            raise ValueError(place)
