"""One camera, opened again and again."""

from __future__ import annotations

import threading

import numpy as np

from app.clock import SLEPT_S
from app.devices.camera_settings import CameraSettings
from app.devices.connection import Connection
from app.devices.pixels import Pixels
from tests.clocks import DrivenClock

PATIENCE_S = 30.0


class Driver:
    """Gives pictures that say of which opening they are."""

    def __init__(self, opening: int) -> None:
        self._opening = opening

    def read(self) -> Pixels:
        threading.Event().wait(0.001)
        return np.full((4, 4, 3), self._opening, np.uint8)

    def close(self) -> None:
        pass


def test_after_a_sleep_the_camera_is_opened_anew_and_no_picture_of_before_is_taken() -> None:
    clock, openings = DrivenClock(), list[int]()

    def open_source(*_: object) -> Driver:
        openings.append(len(openings) + 1)
        return Driver(openings[-1])

    connection = Connection(CameraSettings("lane", "Lane", "usb:Driver"), clock, open_source)
    try:
        assert (first := connection.take(PATIENCE_S)) is not None
        clock.advance(SLEPT_S - 1)
        assert (same := connection.take(PATIENCE_S)) is not None
        clock.advance(8 * 3600)
        assert connection.take(PATIENCE_S) is None
        clock.advance(1)  # the back-off
        assert (after := connection.take(PATIENCE_S)) is not None
        assert [captured.frame[0, 0, 0] for captured in (first, same, after)] == [1, 1, 2]
    finally:
        connection.close(within_s=PATIENCE_S)
