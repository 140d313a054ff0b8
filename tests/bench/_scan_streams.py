"""How soon a lost network stream is seen, and how soon it is back: MJPEG over HTTP, and RTSP over TCP."""

from __future__ import annotations

import asyncio
import socket
import threading
import time
from collections.abc import Awaitable, Callable

import numpy as np

from app.clock import SystemClock
from app.devices.camera_settings import CameraSettings
from app.devices.reader import Reader
from app.devices.sources import open_source
from tests.devices.lanes import Watching, lane, watching
from tests.devices.pictures import noisy
from tests.devices.rtsp import rtsp_camera

Act = Callable[[], object]
GONE_S = 4.0


async def _lost_and_back(seen: Watching, lose: Act, cure: Act) -> tuple[float, float]:
    """Seconds from losing the stream to the word of it, and from its return to the next picture."""
    heard = await seen.problem(None)
    started = time.monotonic()
    await asyncio.to_thread(lose)
    await seen.until(lambda: len(seen.states) > heard and seen.states[-1].problem is not None)
    lost = time.monotonic() - started
    await asyncio.sleep(GONE_S - min(lost, GONE_S))
    heard = len(seen.states)
    started = time.monotonic()
    await asyncio.to_thread(cure)
    await seen.problem(None, after=heard)
    return lost, time.monotonic() - started


async def _http() -> list[tuple[float, float]]:
    results = []
    with lane() as camera:
        for fault in ("gone", "silent"):
            async with watching(camera.address) as seen:
                results.append(
                    await _lost_and_back(
                        seen,
                        lambda fault=fault: camera.post("faults", **{fault: True}),
                        lambda fault=fault: camera.post("faults", **{fault: False}),
                    )
                )
    return results


async def _rtsp() -> list[tuple[float, float]]:
    ground = np.full((360, 640, 3), 70, np.uint8)
    with rtsp_camera(lambda number: noisy(ground, 3, number)) as camera:
        async with watching(camera.address) as seen:
            return [await _lost_and_back(seen, camera.stall.set, camera.stall.clear)]


class _Flood:
    """A source of 4K frames as fast as they can be copied: more than any PC can decode."""

    def __init__(self, *_: object) -> None:
        frame = noisy(np.full((2160, 3840, 3), 70, np.uint8), 6)
        self._frames = [frame, frame[::-1].copy()]

    def read(self) -> np.ndarray:
        self._frames.reverse()
        threading.Event().wait(1 / 60)
        return self._frames[0].copy()

    def close(self) -> None:
        self._frames.clear()


def worst_loop_gap(*, seconds: float) -> float:
    """Milliseconds: the longest that an asyncio beat of 4 ms was kept waiting beside a camera of 4K frames whose
    preview nobody takes."""

    async def beat() -> float:
        worst = 0.0
        async with watching("usb:Flood", size=(1600, 1160), open_source=_Flood) as seen:
            await seen.until(lambda: len(seen.previews) > 3)
            until = time.monotonic() + seconds
            while (before := time.monotonic()) < until:
                await asyncio.sleep(0.004)
                worst = max(worst, time.monotonic() - before - 0.004)
        return 1000 * worst

    return asyncio.run(beat())


def measure_streams() -> dict[str, tuple[float, float]]:
    """The worst of each kind of stream: seconds until the loss is seen, seconds until it is back."""
    worst: dict[str, tuple[float, float]] = {}
    measures: tuple[tuple[str, Callable[[], Awaitable[list[tuple[float, float]]]]], ...] = (
        ("MJPEG", _http),
        ("RTSP", _rtsp),
    )
    for name, measure in measures:
        results = asyncio.run(asyncio.wait_for(measure(), 120))  # type: ignore[arg-type]
        worst[name] = (max(lost for lost, _ in results), max(back for _, back in results))
    return worst


def abandoned_reader_outlives() -> float:
    """Seconds that a reader lives on after it was left behind, at a server that sends a byte now and then: never
    enough for a picture, and never silent."""
    reading, over = threading.Event(), threading.Event()

    def dribble(listening: socket.socket) -> None:
        connection, _ = listening.accept()  # the console asks first whether anybody is there
        connection.close()
        connection, _ = listening.accept()
        with connection:
            connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: multipart/x-mixed-replace; boundary=b\r\n\r\n--b\r\n")
            reading.set()
            while not over.wait(0.2):
                try:
                    connection.sendall(b"x")
                except OSError:
                    return

    with socket.create_server(("127.0.0.1", 0)) as listening:
        served = threading.Thread(target=dribble, args=(listening,), daemon=True)
        served.start()
        address = f"http://127.0.0.1:{listening.getsockname()[1]}/lane.mjpg"
        reader = Reader(CameraSettings("lane", "Lane", address), SystemClock(), open_source)
        reading.wait(10)
        reader.stop()
        started = time.monotonic()
        reader.thread.join(60)
        over.set()
        return time.monotonic() - started
