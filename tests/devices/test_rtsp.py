"""RTSP, as most IP cameras speak it, on a real connection."""

from __future__ import annotations

import numpy as np

from tests.devices.lanes import PASS, run, watching
from tests.devices.pictures import code_picture, noisy
from tests.devices.rtsp import rtsp_camera

CODE, EMPTY = code_picture(PASS), np.full((360, 640, 3), 70, np.uint8)


def lane(number: int) -> np.ndarray:
    """A code from the tenth frame on; noise, because a sensor never repeats itself."""
    return noisy(CODE if number >= 10 else EMPTY, 3, number)


def test_an_rtsp_stream_is_read_and_comes_back_after_it_stalled_or_broke() -> None:
    async def story() -> None:
        with rtsp_camera(lane, "guard:lamp") as camera:
            async with watching(camera.address, username="guard", password="lamp") as seen:
                await seen.until(lambda: bool(seen.scans))
                assert seen.scans[0][0].text == PASS
                heard = await seen.problem(None)
                camera.stall.set()
                heard = await seen.problem("camera_silent", after=heard)
                camera.stall.clear()
                await seen.problem(None, after=heard)
                pictures = len(seen.previews)
                camera.hang_up()
                await seen.until(lambda: len(seen.previews) > pictures + 5)

    run(story)


def test_a_wrong_password_is_named_as_such() -> None:
    async def story() -> None:
        with rtsp_camera(lane, "guard:lamp") as camera:
            async with watching(camera.address, username="guard", password="wrong") as seen:
                await seen.problem("camera_password")

    run(story)
