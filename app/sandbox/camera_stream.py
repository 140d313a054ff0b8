"""The sandbox camera's inside: paints and encodes frames while somebody watches, and fails on demand."""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from functools import partial
from typing import Any

import cv2
import numpy as np

from app.sandbox.camera_scene import Pose, Scene
from app.sandbox.camera_visits import Visit, Visits

JPEG_QUALITY = 80


@dataclass(frozen=True, slots=True)
class Faults:
    """What is wrong with the camera. `gone`: hangs up on everybody; `silent`: keeps connections and says nothing;
    `slow`: seconds between frames (0: as configured); `not_a_camera`: answers with a web page; `resolution`: another
    width and height than configured.
    """

    gone: bool = False
    silent: bool = False
    frozen: bool = False
    black: bool = False
    slow: float = 0.0
    not_a_camera: bool = False
    resolution: tuple[int, int] | None = None

    def merged(self, change: dict[str, Any]) -> Faults:
        """These faults with a JSON object's fields laid over; ValueError for one that does not exist."""
        if unknown := set(change) - set(asdict(self)):
            raise ValueError(f"no such fault: {', '.join(sorted(unknown))}")
        size = change.get("resolution", self.resolution)
        return replace(self, **{**change, "resolution": tuple(size) if size else None})


@dataclass(frozen=True, slots=True)
class CameraPlan:
    """The configuration line. `codes` are what the visitors of the schedule show."""

    codes: tuple[str, ...]
    seed: int = 1
    width: int = 1280
    height: int = 720
    fps: float = 25.0
    name: str = "LANE 1"


class CameraStream:
    """One painter thread; any number of viewers wait for its newest JPEG."""

    def __init__(self, plan: CameraPlan) -> None:
        self._plan = plan
        self._news = threading.Condition()
        self._scene = Scene(plan.width, plan.height, plan.seed)
        self._scene_size = (plan.width, plan.height)
        self._visits = Visits(plan.codes, seed=plan.seed, fps=plan.fps)
        self._rng = random.Random(plan.seed)
        self._faults = Faults()
        self._viewers = 0
        self._frame_no = 0
        self._jpeg = b""
        self._closed = False
        self._painter = threading.Thread(target=self._paint_frames, name="sandbox camera", daemon=True)
        self._painter.start()

    @property
    def faults(self) -> Faults:
        """What is wrong now."""
        return self._faults

    def set_faults(self, change: dict[str, Any]) -> None:
        """Merge a JSON object into the faults."""
        with self._news:
            self._faults = self._faults.merged(change)
            self._news.notify_all()

    def show(self, codes: Sequence[str], *, for_s: float | None = None, **look: float) -> None:
        """Hold up one phone per code from the next frame on. `look`: fields of a `Visit`."""
        places = (0.64,) if len(codes) == 1 else tuple(0.28 + 0.44 * i / (len(codes) - 1) for i in range(len(codes)))
        with self._news:
            hold = None if for_s is None else round(for_s * self._plan.fps)
            self._visits.show(
                [
                    Visit(code, self._frame_no + 1, hold, self._rng.randrange(1 << 30), **{"x": x, **look})
                    for code, x in zip(codes, places, strict=True)
                ]
            )

    def schedule(self, on: bool) -> None:
        """Let visitors come by themselves, or not."""
        with self._news:
            self._visits.scheduled = on

    def state(self) -> dict[str, Any]:
        """For the control address: viewers, frames so far, what is shown and since which frame."""
        with self._news:
            present = self._visits.present
            return {
                "viewers": self._viewers,
                "frames": self._frame_no,
                "showing": [{"code": visit.code, "since_frame": visit.start} for visit in present],
                "schedule": self._visits.scheduled,
                "faults": asdict(self._faults),
            }

    def watch(self) -> Iterator[bytes]:
        """Each new frame as JPEG, newest only, until the camera is gone or closed, or changes its picture's size:
        real ones break the connection too then."""
        with self._news:
            self._viewers += 1
            size, seen = self._faults.resolution, self._frame_no
            self._news.notify_all()
        try:
            while True:
                with self._news:
                    self._news.wait_for(partial(self._has_news, seen, size))
                    if self._ended or self._faults.resolution != size:
                        return
                    seen, jpeg = self._frame_no, self._jpeg
                yield jpeg
        finally:
            with self._news:
                self._viewers -= 1

    def close(self) -> None:
        """End the painter and every viewer's stream."""
        with self._news:
            self._closed = True
            self._news.notify_all()
        self._painter.join()

    def _has_news(self, seen: int, size: tuple[int, int] | None) -> bool:
        return self._ended or self._faults.resolution != size or (self._frame_no != seen and not self._faults.silent)

    @property
    def _ended(self) -> bool:
        return self._closed or self._faults.gone or self._faults.not_a_camera

    def _paint_frames(self) -> None:
        cv2.setNumThreads(1)
        due = time.monotonic()
        while True:
            with self._news:
                self._news.wait_for(lambda: self._closed or self._viewers > 0)
                due = max(due + (self._faults.slow or 1 / self._plan.fps), time.monotonic() - 0.2)
                while not self._closed and (wait := due - time.monotonic()) > 0:
                    self._news.wait(wait)
                if self._closed:
                    return
                faults = self._faults
                frame_no = self._frame_no + 1
                poses = self._visits.at(frame_no)
            jpeg = self._next_jpeg(frame_no, faults, poses)
            with self._news:
                if self._faults is faults:
                    self._frame_no, self._jpeg = frame_no, jpeg
                    self._news.notify_all()

    def _next_jpeg(self, frame_no: int, faults: Faults, poses: tuple[Pose, ...]) -> bytes:
        width, height = faults.resolution or (self._plan.width, self._plan.height)
        if faults.black:
            return _encode(np.zeros((height, width, 3), np.uint8))
        if faults.frozen and self._jpeg:
            return self._jpeg
        if (width, height) != self._scene_size:
            self._scene, self._scene_size = Scene(width, height, self._plan.seed), (width, height)
        stamp = f"{datetime.now():%Y-%m-%d %H:%M:%S}  {self._plan.name}"
        return _encode(self._scene.paint(frame_no, stamp, poses))


def _encode(frame: Any) -> bytes:
    done, jpeg = cv2.imencode(".jpg", frame, [cv2.IMWRITE_JPEG_QUALITY, JPEG_QUALITY])
    assert done, "JPEG encoding of a plain BGR picture cannot fail"
    return bytes(jpeg)
