"""Making a relay show itself. No stock firmware has a call for it; some models have a light with a setting of its own.

The light is switched, and put back as it was, also after a failure. It says nothing of the relay's output, which is
not touched.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from app.errors import GateError
from app.gates.problems import gate_error

TIMES = 3
"""Each change is a write into the device's flash: as few as an eye needs."""

SHOWN_S = 0.8
RESTORES = 3
"""Tries to put the light back."""


@dataclass(frozen=True, slots=True)
class Lamp:
    """A light that can be set. `before`: how it is set now, `other`: so that it looks different; `put` sets it and
    raises GateError."""

    before: str
    other: str
    put: Callable[[str], Awaitable[None]]


async def blink(lamp: Lamp | None, pause: Callable[[float], Awaitable[None]] = asyncio.sleep) -> None:
    """Let the light be seen. Raises GateError: no_lamp, lamp_not_restored, or what the device says."""
    if lamp is None:
        raise gate_error("no_lamp")
    try:
        for _ in range(TIMES):
            await lamp.put(lamp.other)
            await pause(SHOWN_S)
            await lamp.put(lamp.before)
            await pause(SHOWN_S)
    except BaseException:
        await _restore(lamp, pause)
        raise


async def _restore(lamp: Lamp, pause: Callable[[float], Awaitable[None]]) -> None:
    for left in reversed(range(RESTORES)):
        try:
            await lamp.put(lamp.before)
        except GateError as error:
            if not left:
                raise gate_error("lamp_not_restored") from error
            await pause(SHOWN_S)
        else:
            return
