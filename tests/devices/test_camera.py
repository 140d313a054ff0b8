"""A camera on real streams: the sandbox's lane in its own process, real threads, real sockets."""

from __future__ import annotations

import asyncio
import logging
import os
import socket
import threading

import cv2
import numpy as np
import pytest

from app.devices.hygiene import Held
from tests.devices.lanes import OTHER, PASS, lane, run, watching
from tests.devices.pictures import code_picture


def threads_of_cameras() -> list[str]:
    return [thread.name for thread in threading.enumerate() if thread.name.startswith("camera")]


def test_a_code_held_into_the_lane_is_one_scan_with_its_photo_and_its_outline_on_the_preview() -> None:
    async def story() -> None:
        with lane() as camera:
            async with watching(camera.address) as seen:
                camera.post("show", code=PASS)
                await seen.until(lambda: bool(seen.scans))
                sighting, frame = seen.scans[0]
                photo = await frame
                assert sighting.text == PASS
                assert photo is not None and len(photo) <= 200_000
                decoded = cv2.imdecode(np.frombuffer(photo, np.uint8), cv2.IMREAD_COLOR)
                assert decoded.shape == (360, 640, 3)
                await seen.until(lambda: bool(seen.previews[-1].outline))
                preview = seen.previews[-1]
                assert (preview.width, preview.height) == (400, 290)
                assert preview.pixels.shape == (290, 400, 4) and preview.pixels.flags.c_contiguous
                assert all(0 <= x <= 1 and 0 <= y <= 1 for x, y in preview.outline)
                held_since = len(seen.previews)
                await seen.until(lambda: len(seen.previews) > held_since + 30)
                assert len(seen.scans) == 1

    run(story)
    assert not threads_of_cameras()


def test_two_passes_in_view_are_a_question_and_the_one_that_stays_is_the_answer() -> None:
    async def story() -> None:
        with lane(width=1280, height=720) as camera:
            async with watching(camera.address) as seen:
                camera.post("show", codes=[PASS, OTHER])
                await seen.until(lambda: Held.TWO_CODES in [held for _, held in seen.held])
                before = len(seen.scans)
                left = OTHER if not before else (PASS if seen.scans[0][0].text == OTHER else OTHER)
                camera.post("show", code=left)
                await seen.until(lambda: len(seen.scans) > before)
                assert seen.scans[-1][0].text == left

    run(story)


def test_a_lost_stream_is_seen_and_comes_back() -> None:
    async def story() -> None:
        with lane() as camera:
            async with watching(camera.address) as seen:
                heard = await seen.problem(None)
                camera.post("faults", gone=True)
                heard = await seen.problem("camera_silent", after=heard)
                camera.post("faults", gone=False)
                heard = await seen.problem(None, after=heard)
                camera.post("faults", silent=True)
                heard = await seen.problem("camera_silent", after=heard)
                camera.post("faults", silent=False)
                await seen.problem(None, after=heard)
                camera.post("show", code=PASS)
                await seen.until(lambda: bool(seen.scans))

    run(story)


def test_frozen_black_and_shrunken_pictures_are_told() -> None:
    async def story() -> None:
        with lane() as camera:
            async with watching(camera.address) as seen:
                heard = await seen.problem(None)
                for fault, code in (
                    ({"frozen": True}, "camera_frozen"),
                    ({"black": True}, "camera_black"),
                    ({"resolution": [320, 180]}, "camera_wrong_size"),
                ):
                    camera.post("faults", **fault)
                    heard = await seen.problem(code, after=heard)
                    camera.post("faults", frozen=False, black=False, resolution=None)
                    heard = await seen.problem(None, after=heard)

    run(story)


def test_what_is_no_camera_says_why() -> None:
    async def story() -> None:
        with lane(username="guard", password="lamp") as camera, socket.socket() as closed:
            closed.bind(("127.0.0.1", 0))
            async with watching(f"http://127.0.0.1:{closed.getsockname()[1]}/lane.mjpg") as seen:
                await seen.problem("camera_unreachable")
            async with watching(camera.address, username="guard", password="wrong") as seen:
                await seen.problem("camera_password")
            async with watching(camera.address.replace("lane.", "other."), username="guard", password="lamp") as seen:
                await seen.problem("camera_wrong_path")
            camera.post("faults", not_a_camera=True)
            async with watching(camera.address, username="guard", password="lamp") as seen:
                await seen.problem("not_a_camera")
            camera.post("faults", not_a_camera=False)
            async with watching(camera.address, username="guard", password="lamp") as seen:
                await seen.problem(None)

    run(story)


def test_the_password_is_in_no_log_and_in_no_error(
    caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    async def story() -> None:
        with lane(username="guard", password="canary-4711") as camera:
            async with watching(camera.address, username="guard", password="canary-4711") as seen:
                heard = await seen.problem(None)
                camera.post("faults", gone=True)
                await seen.problem("camera_silent", after=heard)
                problem = seen.states[-1].problem
                assert "canary" not in f"{problem} {problem.message} {seen.camera.settings!r}"  # type: ignore[union-attr]

    with caplog.at_level(logging.DEBUG):
        run(story)
    assert "canary" not in caplog.text
    assert "canary" not in "".join(capfd.readouterr())


def test_a_proxy_of_the_office_is_not_asked_for_a_camera_of_the_site(monkeypatch: pytest.MonkeyPatch) -> None:
    async def story() -> None:
        with lane() as camera:
            async with watching(camera.address) as seen:
                await seen.problem(None)

    monkeypatch.setitem(os.environ, "http_proxy", "http://127.0.0.1:9")
    monkeypatch.setitem(os.environ, "no_proxy", "")
    run(story)


def test_the_best_shot_is_the_sharpest_and_rather_a_face_than_a_phone() -> None:
    async def story() -> None:
        with lane() as camera:
            async with watching(camera.address) as seen:
                await seen.problem(None)
                photo = await seen.camera.best_shot(within=(0.0, 1.0))
                assert photo is not None and photo[:2] == b"\xff\xd8"
                waiting = asyncio.gather(seen.camera.best_shot(within=(5.0, 9.0)))
                await asyncio.sleep(0)
                seen.camera.close()
                assert await waiting == [None]

    run(story)


def test_a_still_image_and_a_folder_serve_as_cameras(tmp_path: os.PathLike[str]) -> None:
    async def story() -> None:
        for number, text in enumerate((PASS, OTHER)):
            cv2.imwrite(f"{tmp_path}/{number}.png", code_picture(text))
        async with watching(f"{tmp_path}/0.png") as still:
            await still.until(lambda: bool(still.scans))
            assert still.scans[0][0].text == PASS
        async with watching(f"{tmp_path}") as folder:
            await folder.until(lambda: len(folder.scans) == 2)
            assert [sighting.text for sighting, _ in folder.scans] == [PASS, OTHER]
        async with watching(f"{tmp_path}/none.png") as nothing:
            await nothing.problem("recording_unreadable")

    run(story)


def test_a_blocked_reader_is_left_behind_and_replaced() -> None:
    async def story() -> None:
        release = threading.Event()
        openings: list[int] = []

        class Blocked:
            """A driver that gives one frame and then holds its caller, as USB drivers do."""

            def __init__(self, number: int) -> None:
                self._number = number
                self._reads = 0

            def read(self) -> object:
                self._reads += 1
                if self._number == 1 and self._reads > 1:
                    release.wait(30)
                    return None
                threading.Event().wait(0.02)
                return np.random.default_rng(self._reads).integers(40, 200, (90, 160, 3), np.uint8)

            def close(self) -> None:
                pass

        def open_source(*_: object) -> Blocked:
            openings.append(len(openings) + 1)
            return Blocked(len(openings))

        async with watching("usb:Blocked", open_source=open_source) as seen:
            heard = await seen.problem(None)
            heard = await seen.problem("camera_silent", after=heard)
            await seen.problem(None, after=heard)
            assert len(openings) == 2
            release.set()

    run(story)


def test_several_cameras_at_once_keep_apart() -> None:
    async def story() -> None:
        with lane() as one, lane() as two:
            async with (
                watching(one.address) as lane_view,
                watching(two.address) as desk,
                watching(two.address, scans=False) as plates,
            ):
                one.post("show", code=PASS)
                two.post("show", code=OTHER)
                await lane_view.until(lambda: bool(lane_view.scans))
                await desk.until(lambda: bool(desk.scans))
                await plates.problem(None)
                assert lane_view.scans[0][0].text == PASS
                assert desk.scans[0][0].text == OTHER
                assert not plates.scans

    run(story)
