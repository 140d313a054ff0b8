"""What the scanner costs while nobody is there, and while something moves that is no code."""

from __future__ import annotations

import time
from collections.abc import Callable

import numpy as np
import psutil

from app.clock import SystemClock
from app.devices.decoder import Decoder
from app.devices.glance import Glance
from app.devices.pixels import grey
from app.devices.zbar import Zbar
from app.sandbox.camera_scene import Scene
from tests.bench._scan_engines import FPS, HOSTS, bare_zbar, bare_zxing
from tests.bench._scan_frames import ground

SETTLING_S = 120
"""Seconds of the picture, looked at twice a second, before anything is measured."""

Frames = Callable[[int], np.ndarray]


def lane(size: tuple[int, int], *, passing: bool) -> Frames:
    """An empty lane with a sensor's noise; `passing`: a car-sized patch of texture crosses it all the time."""
    scene = Scene(*size, seed=3)
    patch = ground(np.random.default_rng(4), (round(size[0] * 0.4), round(size[1] * 0.45)))

    def frame(number: int) -> np.ndarray:
        picture = scene.paint(number, f"22:{number // FPS // 60:02}:{number // FPS % 60:02}", ())
        if passing:
            left = (number * 11) % (size[0] - patch.shape[1])
            picture[-patch.shape[0] - 20 : -20, left : left + patch.shape[1]] = patch
        return picture

    return frame


def share_of_core(frames: Frames, *, seconds: float) -> float:
    """Percent of one core for looking at these frames at `FPS`, children included, capture and drawing apart.
    The picture has been known for two minutes by then: the clock in it is old news."""
    zbar = Zbar(SystemClock())
    glance, decoder = Glance(), Decoder(zbar=zbar, hosts=HOSTS)
    spent, children, count = 0.0, 0.0, round(seconds * FPS)
    for half_second in range(2 * SETTLING_S):
        glance.at(grey(frames(half_second * FPS // 2)), half_second / 2 - SETTLING_S)
    try:
        for number in range(-2 * FPS, count):
            picture, at = frames(number + SETTLING_S * FPS), number / FPS
            if number == 0:
                children = _children()
            before = time.process_time()
            light = grey(picture)
            seen = glance.at(light, at)
            if not decoder.dozes(awake=seen.awake):
                decoder.read(light, at, awake=seen.awake, region=seen.region)
            if number >= 0:
                spent += time.process_time() - before
            zbar.settle()
        return 100 * (spent + _children() - children) / (count / FPS)
    finally:
        zbar.close()


def share_of_core_bare(frames: Frames, *, seconds: float) -> dict[str, float]:
    """The same for the bare engines on every frame."""
    shares: dict[str, float] = {}
    for name, read in (("zxing-cpp", bare_zxing), ("pyzbar", bare_zbar)):
        spent, count = 0.0, round(seconds * FPS)
        for number in range(count):
            picture = frames(number)
            before = time.process_time()
            read(grey(picture))
            spent += time.process_time() - before
        shares[name] = 100 * spent / (count / FPS)
    return shares


def _children() -> float:
    """Seconds of CPU that children of this process have used."""
    total = 0.0
    for child in psutil.Process().children():
        times = child.cpu_times()
        total += times.user + times.system
    return total
