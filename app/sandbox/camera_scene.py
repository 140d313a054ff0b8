"""What the sandbox's camera sees: a gate lane at night, and a phone that somebody holds up in it.

The lane is painted once, in a few noisy variants; a frame costs one copy of it plus one small warp per phone.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
import segno
from numpy.typing import NDArray

Pixels = NDArray[np.uint8]

SPRITE_W, SPRITE_H = 400, 800
QR_SIDE = 340
"""Of the phone's sprite, in its own pixels; the code fills most of the screen's width, as in the visitor's app."""

NOISE_VARIANTS = 5
"""Enough that no two frames in a row hold the same pixels: a picture that stands still is a fault of its own."""


@dataclass(frozen=True, slots=True)
class Pose:
    """Where a phone is in one frame. `x`, `y`: centre, 0..1 of the frame; `height`: of the phone, 0..1 of the frame's
    height; angles in degrees; `blur`: sigma in pixels at 720 lines; `light`: 1 is a bright screen, 0.2 a dim one.
    """

    code: str
    x: float
    y: float
    height: float
    turn: float = 0.0
    tilt_x: float = 0.0
    tilt_y: float = 0.0
    blur: float = 0.0
    light: float = 1.0


class Scene:
    """Paints frames of one size. Not for more than one thread."""

    def __init__(self, width: int, height: int, seed: int) -> None:
        self._width, self._height = width, height
        rng = np.random.default_rng(seed)
        lane = _paint_lane(width, height, rng)
        car = _paint_car(lane)
        self._empty = [_with_noise(lane, rng) for _ in range(NOISE_VARIANTS)]
        self._car = [_with_noise(car, rng) for _ in range(NOISE_VARIANTS)]
        self._phones: dict[str, Pixels] = {}

    def paint(self, frame_no: int, stamp: str, poses: tuple[Pose, ...]) -> Pixels:
        """One frame, BGR, height × width × 3: the lane, a car in it while a phone is shown, the phones on top."""
        variants = self._car if poses else self._empty
        frame: Pixels = variants[frame_no * 3 % NOISE_VARIANTS].copy()
        for pose in poses:
            self._paint_phone(frame, pose)
        scale = self._height / 720
        # At the foot, where a console's own words over the picture do not stand.
        (width, _), _ = cv2.getTextSize(stamp, cv2.FONT_HERSHEY_SIMPLEX, 0.8 * scale, round(4 * scale))
        at = ((self._width - width) // 2, self._height - round(24 * scale))
        cv2.putText(frame, stamp, at, cv2.FONT_HERSHEY_SIMPLEX, 0.8 * scale, (20, 20, 20), round(4 * scale))
        cv2.putText(frame, stamp, at, cv2.FONT_HERSHEY_SIMPLEX, 0.8 * scale, (225, 225, 225), max(1, round(2 * scale)))
        return frame

    def _paint_phone(self, frame: Pixels, pose: Pose) -> None:
        quad = _corners(pose, self._width, self._height)
        margin = 6
        left, top = np.floor(quad.min(axis=0)).astype(int) - margin
        right, bottom = np.ceil(quad.max(axis=0)).astype(int) + margin
        left, top = max(0, int(left)), max(0, int(top))
        right, bottom = min(self._width, int(right)), min(self._height, int(bottom))
        if right - left < 8 or bottom - top < 8:
            return
        sprite = self._phone(pose.code)
        source = np.array([[0, 0], [SPRITE_W, 0], [SPRITE_W, SPRITE_H], [0, SPRITE_H]], np.float32)
        target = (quad - (left, top)).astype(np.float32)
        warp = cv2.getPerspectiveTransform(source, target)
        seen = cv2.warpPerspective(sprite, warp, (right - left, bottom - top), flags=cv2.INTER_LINEAR)
        region = frame[top:bottom, left:right]
        shown = cv2.convertScaleAbs(seen[:, :, :3], alpha=pose.light)
        cv2.copyTo(shown, (seen[:, :, 3] > 127).astype(np.uint8), region)
        if pose.blur > 0:
            sigma = pose.blur * self._height / 720
            region[:] = cv2.GaussianBlur(region, (0, 0), sigma)

    def _phone(self, code: str) -> Pixels:
        """The sprite of a phone that shows `code`, BGRA; kept, because a visit shows it in a hundred frames."""
        if code not in self._phones:
            if len(self._phones) > 16:
                self._phones.clear()
            self._phones[code] = _paint_phone_sprite(code)
        return self._phones[code]


def qr_pixels(code: str, side: int) -> Pixels:
    """A QR of `code` with its quiet zone, grey, about `side` pixels wide (whole pixels per module)."""
    matrix = np.array([list(row) for row in segno.make_qr(code, error="m").matrix], np.uint8)
    quiet: Pixels = np.pad(np.where(matrix > 0, 0, 255).astype(np.uint8), 4, constant_values=255)
    per_module = max(1, side // quiet.shape[0])
    return np.kron(quiet, np.ones((per_module, per_module), np.uint8))


def _paint_phone_sprite(code: str) -> Pixels:
    sprite = np.zeros((SPRITE_H, SPRITE_W, 4), np.uint8)
    cv2.rectangle(sprite, (0, 0), (SPRITE_W, SPRITE_H), (28, 26, 24, 255), -1)
    cv2.rectangle(sprite, (12, 20), (SPRITE_W - 12, SPRITE_H - 20), (244, 242, 240, 255), -1)
    cv2.rectangle(sprite, (12, 20), (SPRITE_W - 12, 120), (150, 92, 30, 255), -1)
    for row, length in enumerate((180, 240, 130)):
        cv2.rectangle(sprite, (40, 590 + row * 46), (40 + length, 608 + row * 46), (150, 146, 140, 255), -1)
    code_pixels = qr_pixels(code, QR_SIDE)
    side = code_pixels.shape[0]
    left, top = (SPRITE_W - side) // 2, 180
    sprite[top : top + side, left : left + side, :3] = code_pixels[:, :, None]
    # The thumb and the palm that hold it, below the code.
    cv2.ellipse(sprite, (SPRITE_W - 6, 700), (70, 130), 20, 0, 360, (92, 120, 168, 255), -1)
    cv2.ellipse(sprite, (6, 740), (60, 110), -20, 0, 360, (84, 110, 156, 255), -1)
    return sprite


def _corners(pose: Pose, width: int, height: int) -> NDArray[np.float64]:
    """The phone's four corners in the frame: turned in its plane, then tilted about both axes, in perspective."""
    tall = pose.height * height
    wide = tall * SPRITE_W / SPRITE_H
    points = np.array([[-wide, -tall, 0], [wide, -tall, 0], [wide, tall, 0], [-wide, tall, 0]], np.float64) / 2
    turn, tilt_x, tilt_y = (math.radians(angle) for angle in (pose.turn, pose.tilt_x, pose.tilt_y))
    spin: Any = np.array(
        [[math.cos(turn), -math.sin(turn), 0], [math.sin(turn), math.cos(turn), 0], [0, 0, 1]], np.float64
    )
    nod: Any = np.array(
        [[1, 0, 0], [0, math.cos(tilt_x), -math.sin(tilt_x)], [0, math.sin(tilt_x), math.cos(tilt_x)]], np.float64
    )
    swing: Any = np.array(
        [[math.cos(tilt_y), 0, math.sin(tilt_y)], [0, 1, 0], [-math.sin(tilt_y), 0, math.cos(tilt_y)]], np.float64
    )
    points = points @ (swing @ nod @ spin).T
    depth = 1.6 * height
    flat = points[:, :2] * (depth / (depth + points[:, 2:3]))
    corners: NDArray[np.float64] = flat + np.array([pose.x * width, pose.y * height])
    return corners


def _paint_lane(width: int, height: int, rng: np.random.Generator) -> Pixels:
    """A driveway at night: dark sky, a wall, wet ground lit by one lamp, and the bars of the gate behind."""
    horizon = round(height * 0.42)
    rows = np.linspace(0, 1, height)[:, None]
    sky = 26 - 10 * rows
    ground = 34 + 46 * np.clip((rows - 0.42) / 0.58, 0, 1)
    grey = np.repeat(np.where(rows * height < horizon, sky, ground), width, axis=1)
    texture = cv2.resize(rng.normal(0, 5, (height // 3, width // 3)).astype(np.float32), (width, height))
    grey[horizon:] += texture[horizon:]
    ys, xs = np.mgrid[0:height, 0:width]
    far = ((xs / width - 0.72) ** 2 + ((ys / height - 0.12) * 0.7) ** 2) * 9
    glow = 150 * np.exp(-far * 3)
    lit = np.stack([grey * 1.02 + glow * 0.62, grey + glow * 0.86, grey * 0.94 + glow], axis=2)
    lane: Pixels = np.clip(lit, 0, 255).astype(np.uint8)

    def at(x: float, y: float) -> tuple[int, int]:
        return round(x * width), round(y * height)

    thick = max(1, round(height / 240))
    cv2.rectangle(lane, at(0, 0.18), at(0.16, 0.72), (44, 50, 56), -1)
    cv2.rectangle(lane, at(0.155, 0.14), at(0.175, 0.74), (30, 33, 36), -1)
    for bar in range(22):
        x = 0.19 + bar * 0.036
        cv2.line(lane, at(x, 0.2), at(x, 0.46), (58, 60, 62), 2 * thick, cv2.LINE_AA)
        cv2.line(lane, at(x + 0.004, 0.2), at(x + 0.004, 0.46), (18, 18, 18), thick, cv2.LINE_AA)
    for y in (0.215, 0.44):
        cv2.line(lane, at(0.175, y), at(0.99, y), (66, 68, 70), 3 * thick, cv2.LINE_AA)
    cv2.line(lane, at(0.3, 0.47), at(-0.1, 1.0), (78, 84, 86), 2 * thick, cv2.LINE_AA)
    cv2.line(lane, at(0.82, 0.47), at(1.1, 1.0), (78, 84, 86), 2 * thick, cv2.LINE_AA)
    return cv2.GaussianBlur(lane, (0, 0), height / 900).astype(np.uint8)


def _paint_car(lane: Pixels) -> Pixels:
    """The same lane with a car that stopped, its window down and somebody inside."""
    height, width = lane.shape[:2]
    car = lane.copy()

    def at(x: float, y: float) -> tuple[int, int]:
        return round(x * width), round(y * height)

    body = np.array(
        [at(0.0, 0.62), at(0.2, 0.58), at(0.34, 0.3), at(0.8, 0.28), at(0.98, 0.56), at(1.0, 0.98), at(0, 1)]
    )
    cv2.fillPoly(car, [body], (46, 40, 38), cv2.LINE_AA)
    window = np.array([at(0.3, 0.56), at(0.385, 0.34), at(0.6, 0.33), at(0.6, 0.56)])
    cv2.fillPoly(car, [window], (16, 15, 14), cv2.LINE_AA)
    cv2.fillPoly(
        car, [np.array([at(0.63, 0.56), at(0.63, 0.33), at(0.78, 0.32), at(0.9, 0.55)])], (20, 18, 17), cv2.LINE_AA
    )
    radius = round(height * 0.055)
    cv2.ellipse(car, at(0.46, 0.445), (radius, round(radius * 1.3)), 0, 0, 360, (74, 96, 132), -1, cv2.LINE_AA)
    cv2.ellipse(car, at(0.46, 0.395), (radius, round(radius * 0.8)), 0, 180, 360, (22, 24, 30), -1, cv2.LINE_AA)
    cv2.ellipse(car, at(0.46, 0.565), (round(radius * 2.1), radius), 0, 180, 360, (88, 66, 52), -1, cv2.LINE_AA)
    cv2.line(car, at(0.02, 0.7), at(0.98, 0.66), (72, 64, 60), max(1, round(height / 200)), cv2.LINE_AA)
    return cv2.GaussianBlur(car, (0, 0), height / 800).astype(np.uint8)


def _with_noise(picture: Pixels, rng: np.random.Generator) -> Pixels:
    noisy = picture.astype(np.float32) + rng.normal(0, 2.5, picture.shape).astype(np.float32)
    return np.clip(noisy, 0, 255).astype(np.uint8)
