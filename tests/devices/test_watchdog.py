"""The watchdog, with a clock that the test drives."""

from __future__ import annotations

import numpy as np
import pytest

from app.devices.camera_settings import CameraSettings
from app.devices.connection import BACK_OFF_S, Connection
from app.devices.glance import AWAKE_S, Glance
from app.devices.sources import Source
from app.devices.watchdog import (
    BLACK_AFTER_S,
    FROZEN_AFTER_S,
    REOPEN_FROZEN_AFTER_S,
    SILENT_AFTER_S,
    Fault,
    Glimpse,
    Watchdog,
)
from app.errors import DeviceError
from tests.clocks import DrivenClock

SIZE = (1280, 720)


def feed(dog: Watchdog, start: float, seconds: float, *, still: bool = False, level: float = 80.0) -> float:
    for number in range(int(seconds * 10)):
        start += 0.1
        dog.saw(Glimpse(7 if still else hash((start, number)), level, level / 2), SIZE, start)
    return start


def test_no_frame_for_two_seconds_is_silence_until_one_comes() -> None:
    dog = Watchdog(0.0)
    assert dog.fault(SILENT_AFTER_S - 0.1) is None
    assert dog.fault(SILENT_AFTER_S) is Fault.SILENT
    now = feed(dog, SILENT_AFTER_S, 0.1)
    assert dog.fault(now) is None


def test_the_same_pixels_again_and_again_are_frozen_and_a_new_connection_alone_does_not_clear_it() -> None:
    dog = Watchdog(0.0)
    now = feed(dog, 0.0, FROZEN_AFTER_S - 0.2, still=True)
    assert dog.fault(now) is None
    now = feed(dog, now, REOPEN_FROZEN_AFTER_S, still=True)
    assert dog.fault(now) is Fault.FROZEN
    assert dog.wants_reopening(now)
    dog.reopened(now)
    assert not dog.wants_reopening(now)
    now = feed(dog, now, 0.5, still=True)
    assert dog.fault(now) is Fault.FROZEN
    now = feed(dog, now, 0.1)
    assert dog.fault(now) is None


def test_a_still_image_may_stand() -> None:
    dog = Watchdog(0.0, still=True)
    now = feed(dog, 0.0, 60, still=True)
    assert dog.fault(now) is None
    assert not dog.wants_reopening(now)


def test_black_pictures_are_told_after_two_seconds() -> None:
    dog = Watchdog(0.0)
    now = feed(dog, 0.0, BLACK_AFTER_S - 0.3, level=3)
    assert dog.fault(now) is None
    now = feed(dog, now, 0.6, level=3)
    assert dog.fault(now) is Fault.BLACK
    now = feed(dog, now, 0.1, level=60)
    assert dog.fault(now) is None


def test_another_size_than_set_or_than_before_is_told() -> None:
    dog = Watchdog(0.0, expected=(1920, 1080))
    assert dog.fault(feed(dog, 0.0, 0.5)) is Fault.WRONG_SIZE
    dog = Watchdog(0.0)
    now = feed(dog, 0.0, 0.5)
    assert dog.fault(now) is None
    dog.saw(Glimpse(1, 80, 40), (640, 360), now)
    assert dog.fault(now) is Fault.WRONG_SIZE


def test_a_glance_tells_motion_from_noise_and_stays_awake_for_a_while() -> None:
    rng, glance = np.random.default_rng(2), Glance()
    lane = rng.integers(30, 60, (720, 1280)).astype(np.float64)

    def frame(phone: bool = False) -> np.ndarray:
        picture = lane + rng.normal(0, 3, lane.shape)
        if phone:
            picture[300:400, 600:650] = 230
        return np.clip(picture, 0, 255).astype(np.uint8)

    assert glance.at(frame(), 0.0).moved
    assert not glance.at(frame(), 0.1).moved
    assert not glance.at(frame(), AWAKE_S + 0.2).awake
    assert glance.at(frame(phone=True), 5.0).moved
    held = glance.at(frame(phone=True), 5.5)
    assert held.awake and not held.moved
    assert glance.at(np.zeros((90, 160), np.uint8), 30.0).moved


def test_a_clock_in_the_picture_wakes_nobody_after_a_while_but_a_phone_does() -> None:
    rng, glance = np.random.default_rng(2), Glance()
    lane = rng.integers(30, 60, (360, 640), np.uint8)
    moves = []
    for number in range(15 * 180):
        frame = lane.copy()
        frame[10:40, 10:60] = 200 if (number // 15) % 2 else 20  # a digit that changes each second
        moves.append(glance.at(frame, number / 15).moved)
    assert any(moves[: 15 * 20])
    assert not any(moves[15 * 120 :])
    frame = lane.copy()
    frame[150:250, 300:360] = 220
    seen = glance.at(frame, 181.0)
    assert seen.moved
    left, top, right, bottom = seen.region
    assert left <= 300 and top <= 150 and right >= 360 and bottom >= 250
    assert (right - left) * (bottom - top) < 640 * 360


def test_the_tens_of_a_clock_wake_nobody_beside_its_habitual_seconds() -> None:
    rng, glance = np.random.default_rng(2), Glance()
    lane = rng.integers(30, 60, (360, 640), np.uint8)
    moves = []
    for number in range(15 * 150):
        frame, second = lane.copy(), number // 15
        frame[10:40, 140:170] = 200 if second % 2 else 20
        frame[10:40, 70:100] = 200 if (second // 10) % 2 else 20
        moves.append(glance.at(frame, number / 15).moved)
    assert not any(moves[15 * 100 :])


def test_of_the_first_frame_only_what_really_moves_stays_the_region() -> None:
    rng, glance = np.random.default_rng(2), Glance()
    lane = rng.integers(30, 60, (360, 640), np.uint8)
    assert glance.at(lane, 0.0).region == (0, 0, 640, 360)
    phone = lane.copy()
    phone[150:250, 300:360] = 220
    left, top, right, bottom = glance.at(phone, 1.0).region
    assert left <= 300 and top <= 150 and right >= 360 and bottom >= 250
    assert (right - left) * (bottom - top) < 640 * 360


def test_a_camera_that_does_not_open_is_tried_again_after_longer_and_longer_waits() -> None:
    clock, openings = DrivenClock(), []

    def absent(*_: object) -> Source:
        openings.append(clock.monotonic())
        raise DeviceError("camera_unreachable", "", "", "")

    connection = Connection(CameraSettings("lane", "Lane", "http://127.0.0.1:9/"), clock, absent)
    for _ in range(400):
        connection.take(0.01)
        while connection._reader is not None:
            connection.take(0.01)
        clock.advance(0.01)
    waits = np.diff(openings)
    assert waits[:2] == pytest.approx(BACK_OFF_S[:2], abs=0.021)
    assert waits[2:] == pytest.approx(BACK_OFF_S[-1], abs=0.021)
    assert connection.error is not None and connection.error.code == "camera_unreachable"
