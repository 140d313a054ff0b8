"""Who comes to the sandbox's lane and how they hold their phones: a seeded schedule, counted in frames."""

from __future__ import annotations

import math
import random
from collections.abc import Sequence
from dataclasses import dataclass

from app.sandbox.camera_scene import Pose

APPROACH_S, LEAVE_S = 0.7, 0.5
GAP_S = (5.0, 11.0)
HOLD_S = (3.0, 5.0)


@dataclass(frozen=True, slots=True)
class Visit:
    """One phone in the lane, from frame `start` on. `hold`: frames it is held still, None until somebody clears it.

    `seed` moves the hand; `tilt`, `turn` in degrees, `blur` in pixels, `light` and `height` as in a `Pose`.
    """

    code: str
    start: int
    hold: int | None
    seed: int
    x: float = 0.64
    height: float = 0.62
    tilt: float = 0.0
    turn: float = 0.0
    blur: float = 0.0
    light: float = 1.0

    def ends(self, fps: float) -> int | None:
        """The first frame without it."""
        return None if self.hold is None else self.start + self.hold + round((APPROACH_S + LEAVE_S) * fps)

    def pose(self, frame_no: int, fps: float) -> Pose:
        """Comes from below and from afar, shakes while held, leaves downwards."""
        age = (frame_no - self.start) / fps
        here = _ease(age / APPROACH_S)
        if self.hold is not None:
            here = min(here, _ease((self.hold / fps + APPROACH_S + LEAVE_S - age) / LEAVE_S))
        shake = random.Random(self.seed)
        x, y = self.x, 0.54
        for amplitude, hertz in ((0.006, 0.7), (0.003, 2.3), (0.0012, 6.1)):
            x += amplitude * math.sin(2 * math.pi * (hertz * age + shake.random()))
            y += amplitude * math.sin(2 * math.pi * (hertz * age * 1.13 + shake.random()))
        return Pose(
            code=self.code,
            x=x + 0.12 * (1 - here),
            y=y + 0.75 * (1 - here),
            height=self.height * (0.55 + 0.45 * here),
            turn=self.turn + 1.5 * math.sin(age * 2.1 + shake.random() * 6) + 14 * (1 - here),
            tilt_x=self.tilt * 0.4,
            tilt_y=self.tilt,
            blur=self.blur + 2.5 * (1 - here),
            light=self.light,
        )


class Visits:
    """Which phones are in the lane in a given frame. Frames are asked for in order."""

    def __init__(self, codes: Sequence[str], *, seed: int, fps: float) -> None:
        self._codes = list(codes)
        self._rng = random.Random(seed)
        self._fps = fps
        self._queue: list[str] = []
        self._visit: Visit | None = None
        self._shown: tuple[Visit, ...] = ()
        self._next_start: int | None = None
        self.scheduled = True

    @property
    def present(self) -> tuple[Visit, ...]:
        """What is in the lane as of the last frame asked for: shown by hand, else by the schedule."""
        return self._shown or ((self._visit,) if self._visit else ())

    def show(self, visits: Sequence[Visit]) -> None:
        """Put these in front instead of the schedule; an empty sequence clears them."""
        self._shown = tuple(visits)
        self._visit = None

    def at(self, frame_no: int) -> tuple[Pose, ...]:
        """The phones of this frame."""
        self._shown = tuple(visit for visit in self._shown if not self._over(visit, frame_no))
        if self._visit and self._over(self._visit, frame_no):
            self._visit = None
        if self._shown or not self.scheduled or not self._codes:
            self._next_start = None
        else:
            self._follow_schedule(frame_no)
        return tuple(visit.pose(frame_no, self._fps) for visit in self.present)

    def _over(self, visit: Visit, frame_no: int) -> bool:
        end = visit.ends(self._fps)
        return end is not None and frame_no >= end

    def _follow_schedule(self, frame_no: int) -> None:
        if self._visit:
            return
        if self._next_start is None:
            self._next_start = frame_no + round(self._rng.uniform(*GAP_S) * self._fps)
        if frame_no >= self._next_start:
            self._next_start = None
            self._visit = self._next_visit(frame_no)

    def _next_visit(self, start: int) -> Visit:
        if not self._queue:
            self._queue = self._rng.sample(self._codes, len(self._codes))
        rng = self._rng
        tilted, blurred, dim = rng.random() < 0.3, rng.random() < 0.25, rng.random() < 0.25
        return Visit(
            code=self._queue.pop(),
            start=start,
            hold=round(rng.uniform(*HOLD_S) * self._fps),
            seed=rng.randrange(1 << 30),
            x=rng.uniform(0.46, 0.7),
            height=rng.uniform(0.5, 0.72),
            tilt=rng.uniform(18, 32) * rng.choice((-1, 1)) if tilted else rng.uniform(-6, 6),
            turn=rng.uniform(-12, 12),
            blur=rng.uniform(0.8, 1.5) if blurred else 0.0,
            light=rng.uniform(0.22, 0.4) if dim else rng.uniform(0.8, 1.0),
        )


def _ease(part: float) -> float:
    part = min(1.0, max(0.0, part))
    return part * part * (3 - 2 * part)
