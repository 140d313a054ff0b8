"""The scanner for a long time and against nonsense: 500,000 frames, 1,000 cameras opened and closed, a fuzz.

Memory stays flat, no thread stays behind, no payload and no crafted picture crashes, hangs or opens a gate.
"""

from __future__ import annotations

import asyncio
import random
import re
import threading
from datetime import UTC, datetime, timedelta
from typing import Any

import numpy as np
import psutil

from app.clock import SystemClock
from app.devices.camera import Camera
from app.devices.camera_settings import CameraSettings
from app.devices.decoder import Decoder
from app.devices.glance import Glance
from app.devices.hygiene import ScanHygiene
from app.devices.pixels import grey
from app.devices.preview import Mailbox
from app.domain.decision import Facts, Verdict, decide
from app.domain.entry import Direction
from app.domain.passes import Pass, VisitorType
from app.domain.scan import PassCode, parse_payload
from tests.devices.lanes import PASS
from tests.devices.pictures import code_picture, noisy

FRAMES, CYCLES, PAYLOADS, PICTURES = 500_000, 1_000, 100_000, 10_000
ROUND = 0.02
NOW = datetime(2026, 3, 14, 18, tzinfo=UTC)
FLAT = 1.02
"""Memory at the end, as a share of what it was once everything had been loaded."""


def run(seed: int, scale: float) -> dict[str, Any]:
    """All four; `scale` 1 is the full number of each."""
    rng = random.Random(seed)
    growth = _frames(max(400, int(FRAMES * scale)), rng)
    left = asyncio.run(_open_and_close(max(5, int(CYCLES * scale))))
    opened = _payloads(max(1_000, int(PAYLOADS * scale)), rng) + _pictures(max(50, int(PICTURES * scale)), rng)
    return {
        "ok": growth <= FLAT and not left and not opened,
        "growth": round(growth, 4),
        "left": left,
        "opened": opened,
    }


def _frames(count: int, rng: random.Random) -> float:
    """Frames with and without a code, calm and in motion; memory at the end against a tenth of the way."""
    lane = np.full((180, 320, 3), 70, np.uint8)
    pictures = [noisy(picture, 4, number) for number in range(6) for picture in (lane, _near(PASS), _near("x" * 40))]
    glance, decoder, hygiene, memory = Glance(), Decoder(), ScanHygiene(), psutil.Process().memory_info
    settled = 0
    for number in range(count):
        at, light = number / 25, grey(rng.choice(pictures[::3]) if number % 200 < 150 else rng.choice(pictures))
        seen = glance.at(light, at)
        dozes = decoder.dozes(awake=seen.awake)
        readings = () if dozes else decoder.read(light, at, awake=seen.awake, region=seen.region)
        hygiene.saw([reading.text for reading in readings], at)
        if number == count // 10:
            settled = memory().rss
    return memory().rss / settled


def _near(text: str) -> np.ndarray:
    return code_picture(text, module=3, size=(320, 180))


async def _open_and_close(cycles: int) -> list[str]:
    """A camera on an address where nobody answers, opened and closed at once; the threads that are still there."""
    before = set(threading.enumerate())
    for number in range(cycles):
        camera = Camera(
            CameraSettings(f"soak-{number}", "Soak", "http://127.0.0.1:9/lane.mjpg"),
            Mailbox(),
            clock=SystemClock(),
            on_scan=lambda *_: None,
            on_state=lambda *_: None,
            loop=asyncio.get_running_loop(),
        )
        camera.start()
        await asyncio.sleep(0)
        camera.close()
    return [thread.name for thread in threading.enumerate() if thread not in before]


def _payloads(count: int, rng: random.Random) -> int:
    """Generated payloads; how many that do not hold the pass's digits were admitted."""
    return sum(_is_admitted(_payload(rng)) for _ in range(count))


def _pictures(count: int, rng: random.Random) -> int:
    """Crafted pictures: codes of nonsense, torn codes, noise, odd shapes."""
    opened, decoder = 0, Decoder()
    for number in range(count):
        readings = decoder.read(_crafted(rng), number / 15, awake=True)
        opened += sum(_is_admitted(reading.text) for reading in readings)
    return opened


def _is_admitted(payload: str) -> bool:
    """Whether a payload without the pass's digits would open the gate where that pass is the only valid one."""
    code = parse_payload(payload, hosts=["www.portun.app"])
    known = isinstance(code, PassCode) and code.key == PASS
    facts = Facts(isinstance(code, PassCode), "here", pass_=_THE_PASS if known else None, asked_central=True)
    verdict = decide(facts, NOW, Direction.IN).verdict
    return verdict is Verdict.ADMIT and PASS.replace("-", "") not in re.sub("[^0-9a-f]", "", payload.lower())


_THE_PASS = Pass(
    pass_id="p",
    record_uid=PASS,
    community_id="here",
    visitor_name="V",
    visitor_type=next(iter(VisitorType)),
    valid_until=NOW + timedelta(days=1),
)


def _payload(rng: random.Random) -> str:
    """Near misses of the pass, links to elsewhere, control characters, other scripts, long texts."""
    uid = list(PASS)
    for _ in range(rng.randint(1, 3)):
        uid[rng.randrange(len(uid))] = rng.choice("0123456789abcdefG-–\u200b０ \x00")
    near = "".join(uid)
    kinds = (
        near,
        near[: rng.randrange(36)] + near[rng.randrange(36) :],
        f"https://{rng.choice(('portun.app.evil.example', 'evil.example', 'www.portun.app'))}/v/{near}",
        f"portun://{near}?code={near}&uid=%00",
        "".join(chr(rng.choice((rng.randrange(32), rng.randrange(128), rng.randrange(0xD800)))) for _ in range(40)),
        rng.choice("A\U0001f697\ufeff") * rng.randrange(3_000),
        "\\000026" + near,
    )
    return rng.choice(kinds)


def _crafted(rng: random.Random) -> np.ndarray:
    made = np.random.default_rng(rng.randrange(1 << 32))
    kind = rng.randrange(5)
    if kind == 0:
        return made.integers(0, 256, (rng.randint(1, 500), rng.randint(1, 500)), np.uint8)
    picture = grey(code_picture((_payload(rng) or "-")[:60], module=rng.randint(2, 4), size=(400, 300)))
    if kind == 1:
        left, top = rng.randrange(400), rng.randrange(300)
        picture[top : top + 60, left : left + 60] = made.integers(
            0, 256, picture[top : top + 60, left : left + 60].shape
        )
    elif kind == 2:
        picture = np.ascontiguousarray(picture[:: rng.choice((1, 2)), :: rng.choice((1, 2, 3))])
    elif kind == 3:
        picture = np.where(made.random(picture.shape) < rng.random() * 0.2, 255 - picture, picture).astype(np.uint8)
    return picture
