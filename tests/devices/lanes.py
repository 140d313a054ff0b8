"""A lane camera of the sandbox in its own process, and a camera of ours that looks at it."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
import urllib.request
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator
from contextlib import asynccontextmanager, contextmanager
from typing import Any

from app.clock import SystemClock
from app.devices.camera import Camera, Frame
from app.devices.camera_settings import CameraSettings
from app.devices.hygiene import Held
from app.devices.preview import Mailbox, Preview
from app.domain.scan import Sighting
from app.events import CameraChanged

PASS = "0b0e3f9c-2f4e-4d8f-9a53-5a1d6ce1f0aa"
OTHER = "7c0e3f9c-2f4e-4d8f-9a53-5a1d6ce1f0bb"

_direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))


class Lane:
    """The process's address and control."""

    def __init__(self, line: dict[str, Any]) -> None:
        self.address: str = line["address"]
        self.control: str = line["control"]

    def post(self, path: str, **body: Any) -> dict[str, Any]:
        asked = urllib.request.Request(f"{self.control}/{path}", json.dumps(body).encode(), method="POST")
        with _direct.open(asked, timeout=10) as answer:
            state: dict[str, Any] = json.load(answer)
        return state

    def state(self) -> dict[str, Any]:
        with _direct.open(self.control, timeout=10) as answer:
            state: dict[str, Any] = json.load(answer)
        return state


@contextmanager
def lane(**plan: Any) -> Iterator[Lane]:
    """Nobody comes by itself unless `passes` are given."""
    wanted = {"seed": 5, "passes": [], "width": 640, "height": 360, "fps": 25, **plan}
    with subprocess.Popen(
        [sys.executable, "-m", "app.sandbox.camera"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdin and process.stdout
        try:
            process.stdin.write(json.dumps(wanted) + "\n")
            process.stdin.flush()
            yield Lane(json.loads(process.stdout.readline()))
        finally:
            process.stdin.close()
            assert process.wait(10) == 0


class ToldMailbox(Mailbox):
    """A mailbox that also tells the loop, so that a test can wait for a picture."""

    def __init__(self, tell: Callable[[Preview], None]) -> None:
        super().__init__()
        self._loop = asyncio.get_running_loop()
        self._tell = tell

    def put(self, preview: Preview) -> None:
        super().put(preview)
        self._loop.call_soon_threadsafe(self._tell, preview)


class Watching:
    """Everything a camera told, and a way to wait for more."""

    def __init__(self) -> None:
        self.scans: list[tuple[Sighting, Frame]] = []
        self.held: list[tuple[Sighting, Held]] = []
        self.states: list[CameraChanged] = []
        self.previews: list[Preview] = []
        self.mailbox = ToldMailbox(lambda preview: self.heard(self.previews, preview))
        self.camera: Camera
        self._news = asyncio.Event()

    def heard(self, told: list[Any], *what: Any) -> None:
        told.append(what if len(what) > 1 else what[0])
        self._news.set()

    async def until(self, holds: Callable[[], bool]) -> None:
        while not holds():
            self._news.clear()
            await self._news.wait()

    async def problem(self, code: str | None, *, after: int = 0) -> int:
        """Wait until the newest state, later than the first `after` ones, has this problem; how many there are."""

        def holds() -> bool:
            newest = self.states[-1].problem if len(self.states) > after else ...
            return newest is not ... and (newest.code if newest else None) == code  # type: ignore[union-attr]

        await self.until(holds)
        return len(self.states)


@asynccontextmanager
async def watching(address: str, *, size: tuple[int, int] = (400, 290), **more: Any) -> AsyncIterator[Watching]:
    """A running camera on `address`; `more`: fields of CameraSettings, or `open_source`."""
    seen = Watching()
    seen.mailbox.want(*size)
    port = {"open_source": more.pop("open_source")} if "open_source" in more else {}
    seen.camera = Camera(
        CameraSettings("lane", "Lane", address, **more),
        seen.mailbox,
        clock=SystemClock(),
        on_scan=lambda *what: seen.heard(seen.scans, *what),
        on_held=lambda *what: seen.heard(seen.held, *what),
        on_state=lambda *what: seen.heard(seen.states, *what),
        loop=asyncio.get_running_loop(),
        **port,
    )
    seen.camera.start()
    try:
        yield seen
    finally:
        seen.camera.close()


def run(story: Callable[[], Coroutine[Any, Any, None]], *, within_s: float = 40) -> None:
    async def bounded() -> None:
        async with asyncio.timeout(within_s):
            await story()

    asyncio.run(bounded())
