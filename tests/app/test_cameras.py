"""All cameras of a console on a real stream: a scan and its frame, and the question which of two codes is meant."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

import cv2
import numpy as np

from app.cameras import Cameras
from app.clock import SystemClock, TrustedTime
from app.domain.scan import PassCode, Scan
from app.events import CodesInView, Events, ScanArrived
from app.settings import parse
from app.tasks import Tasks
from tests.devices.lanes import OTHER, PASS, lane, run

SETTINGS = """
[site]
name = "Las Lomas"
community_id = "11111111-1111-4111-8111-111111111111"
device_id = "33333333-3333-4333-8333-333333333333"
[central]
url = "https://data.portun.app"
key = "sb_publishable_abcdef"
[[cameras]]
id = "lane"
name = "Lane"
address = "ADDRESS"
"""


class Console:
    """The cameras, and what they told."""

    def __init__(self, address: str, more: str) -> None:
        self.events, self.tasks, clock = Events(), Tasks(), SystemClock()
        settings = parse(SETTINGS.replace("ADDRESS", address) + more)
        self.cameras = Cameras(
            settings, {}, clock=clock, time=TrustedTime(clock), events=self.events, tasks=self.tasks
        )  # fmt: skip
        self.scans: list[Scan] = []
        self.told: list[Any] = []
        self._news = asyncio.Event()
        self.cameras.on_scan = lambda scan: self._heard(self.scans, scan)
        for kind in (CodesInView, ScanArrived):
            self.events.subscribe(kind, lambda event: self._heard(self.told, event))

    def _heard(self, told: list[Any], what: Any) -> None:
        told.append(what)
        self._news.set()

    async def until(self, holds: Callable[[], bool]) -> None:
        while not holds():
            self._news.clear()
            await self._news.wait()

    async def question(self, codes: int) -> CodesInView:
        def asked() -> list[CodesInView]:
            return [one for one in self.told if isinstance(one, CodesInView) and len(one.scans) == codes]

        await self.until(lambda: bool(asked()))
        return asked()[-1]


@asynccontextmanager
async def console(address: str, more: str = "") -> AsyncIterator[Console]:
    made = Console(address, more)
    made.cameras.start()
    try:
        yield made
    finally:
        made.cameras.close()
        await made.tasks.close()


def key(scan: Scan) -> str:
    assert isinstance(scan.code, PassCode)
    return scan.code.key


def test_a_scan_is_handed_over_and_its_frame_follows() -> None:
    async def story() -> None:
        with lane() as camera:
            async with console(camera.address) as here:
                camera.post("show", code=PASS)
                await here.until(lambda: bool(here.scans))
                frame = await here.cameras.frame(here.scans[0])
                assert frame is not None and frame[:2] == b"\xff\xd8" and len(frame) <= 200_000
                assert await here.cameras.frame(here.scans[0]) == frame

    run(story)


def test_of_two_codes_in_view_the_chosen_one_is_the_scan_and_only_once() -> None:
    async def story() -> None:
        with lane(width=1280, height=720) as camera:
            async with console(camera.address) as here:
                camera.post("show", codes=[PASS, OTHER])
                question = await here.question(2)
                assert {key(scan) for scan in question.scans} == {PASS, OTHER}
                places = [min(x for x, _ in scan.outline) for scan in question.scans]
                assert places == sorted(places)
                chosen = next(scan for scan in question.scans if key(scan) == OTHER)
                before = len(here.scans)
                here.cameras.choose(chosen.scan_id)
                assert [key(scan) for scan in here.scans[before:]] == [OTHER]
                assert here.told[-1] == CodesInView("lane", ())
                assert await here.cameras.frame(chosen) is not None
                here.cameras.choose(chosen.scan_id)  # an old question does nothing
                camera.post("show", code=PASS)
                await here.until(lambda: len(here.scans) > before + 1)
                assert [key(scan) for scan in here.scans[before:]] == [OTHER, PASS]

    run(story)


def test_the_question_is_over_when_one_code_is_left() -> None:
    async def story() -> None:
        with lane(width=1280, height=720) as camera:
            async with console(camera.address) as here:
                camera.post("show", codes=[PASS, OTHER])
                await here.question(2)
                before = len(here.scans)
                camera.post("show", code=PASS)
                assert (await here.question(0)).scans == ()
                await here.until(lambda: len(here.scans) > before)
                assert key(here.scans[-1]) == PASS

    run(story)


def test_the_face_may_come_from_a_second_camera() -> None:
    async def story() -> None:
        with lane() as camera, lane(width=320, height=180) as desk:
            second = (
                f'face = "desk"\n[[cameras]]\nid = "desk"\nname = "Desk"\nscans = false\naddress = "{desk.address}"'
            )
            async with console(camera.address, second) as here:
                camera.post("show", code=PASS)
                await here.until(lambda: bool(here.scans))
                frame, face = [
                    cv2.imdecode(np.frombuffer(jpeg or b"", np.uint8), cv2.IMREAD_COLOR).shape
                    for jpeg in (await here.cameras.frame(here.scans[0]), await here.cameras.face(here.scans[0]))
                ]
                assert (frame, face) == ((360, 640, 3), (180, 320, 3))

    run(story)
