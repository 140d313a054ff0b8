"""Drawn frames of a phone's screen, 1280×720: the kinds that the scanner's reference measured, in graded levels.

Each kind is one trouble (size, blur, motion, tilt, JPEG, glare, noise, dark, moiré, inverted colours, several at once)
at several sizes of the code; each level is repeated with another turn, ground and direction. Everything is seeded.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
import segno

Picture = np.ndarray[Any, np.dtype[Any]]
Trouble = Callable[[Picture, float, np.random.Generator], Picture]

WIDTH, HEIGHT = 1280, 720
REPEATS = 4
UUID = "3f2b8c1e-5d4a-4f7b-9c3e-8a6d2b1f0e7c"
URL = "https://www.portun.app/visit?record_uid=3f2b8c1e-5d4a-4f7b-9c3e-8a6d2b1f0e7c&community=9d8c7b6a-0000-4000-8000-1234567890"
QUIET = 4


@dataclass(frozen=True, slots=True)
class DrawnFrame:
    """One frame, BGR, and the text in it. `kind` names the trouble, the content and the code's side in pixels."""

    kind: str
    picture: Picture
    text: str


def drawn_frames(seed: int = 20261120) -> Iterator[DrawnFrame]:
    """All kinds, all levels, all repeats."""
    for content, text in (("uuid", UUID), ("url", URL)):
        for kind, sides, levels, trouble in KINDS:
            for side in sides:
                for level in levels:
                    for repeat in range(REPEATS):
                        name = f"{kind}-{content}" + (f"-{side}" if len(sides) < 6 else "")
                        rng = np.random.default_rng([seed, len(text), side, repeat, int(level * 100), *name.encode()])
                        yield DrawnFrame(name, _frame(text, side, level, repeat, kind, trouble, rng), text)


def _frame(
    text: str, side: int, level: float, repeat: int, kind: str, trouble: Trouble, rng: np.random.Generator
) -> Picture:
    turn = (0.0, 7.0, -12.0, 24.0)[repeat % REPEATS]
    tilt = level if kind in ("tilt", "combo") else 0.0
    axis = repeat * math.pi / 4
    screen = code_card(text)
    if kind == "invert":
        screen = 255 - screen
    frame = _put(ground(rng), screen, side, turn, tilt if kind == "tilt" else tilt * 0.4, axis, rng)
    spoiled = trouble(frame, level, rng)
    return spoiled if kind == "jpeg" else jpeg(spoiled, 85)


def code_card(text: str) -> Picture:
    """A QR with its quiet zone as on a phone's screen, 8 pixels a module, grey levels of a lit display."""
    matrix = np.array([list(row) for row in segno.make_qr(text, error="m").matrix], np.uint8)
    quiet = np.pad(np.where(matrix > 0, 25, 235).astype(np.uint8), QUIET, constant_values=235)
    return np.kron(quiet, np.ones((8, 8), np.uint8))


def ground(rng: np.random.Generator, size: tuple[int, int] = (WIDTH, HEIGHT)) -> Picture:
    """A busy background in place of a photograph: blotches of several sizes, edges, a lamp."""
    width, height = size
    picture = np.zeros((height, width, 3), np.float32)
    for grain, strength in ((160, 50), (40, 28), (8, 12)):
        blotches = rng.normal(0, strength, (height // grain + 2, width // grain + 2, 3)).astype(np.float32)
        picture += cv2.resize(blotches, (width, height), interpolation=cv2.INTER_CUBIC)
    picture += 90
    for _ in range(14):
        start, end = rng.integers(0, (width, height), (2, 2))
        shade = [float(level) for level in rng.integers(10, 200, 3)]
        cv2.line(picture, start.tolist(), end.tolist(), shade, int(rng.integers(1, 14)), cv2.LINE_AA)
    lamp = rng.integers(0, (width, height))
    cv2.circle(picture, lamp.tolist(), int(rng.integers(20, 60)), (250, 250, 245), -1, cv2.LINE_AA)
    return np.clip(picture, 0, 255).astype(np.uint8)


def _put(
    frame: Picture, card: Picture, side: int, turn: float, tilt: float, axis: float, rng: np.random.Generator
) -> Picture:
    """Place the card so that its code (without quiet zone) is `side` pixels wide, turned and tilted in perspective."""
    modules = card.shape[0] // 8
    whole = side * modules / (modules - 2 * QUIET)
    half = whole / 2
    corners = np.array([[-half, -half, 0], [half, -half, 0], [half, half, 0], [-half, half, 0]])
    spin, lean = math.radians(turn), math.radians(tilt)
    corners = corners @ np.array([[math.cos(spin), math.sin(spin), 0], [-math.sin(spin), math.cos(spin), 0], [0, 0, 1]])
    about = np.array([math.cos(axis), math.sin(axis), 0.0])
    corners = (
        corners * math.cos(lean)
        + np.cross(about, corners) * math.sin(lean)
        + np.outer(corners @ about, about) * (1 - math.cos(lean))
    )
    depth = 4 * side
    flat = corners[:, :2] * (depth / (depth + corners[:, 2:3]))
    height, width = frame.shape[:2]
    reach = half * 1.45
    centre = [rng.uniform(reach, width - reach), rng.uniform(min(reach, height / 2), max(height - reach, height / 2))]
    target = (flat + centre).astype(np.float32)
    edge = card.shape[0]
    source = np.array([[0, 0], [edge, 0], [edge, edge], [0, edge]], np.float32)
    # Shrinking by warping alone would alias: drawn at twice the size, then halved.
    warp = cv2.getPerspectiveTransform(source, target * 2)
    large = cv2.warpPerspective(card, warp, (2 * width, 2 * height), flags=cv2.INTER_AREA)
    mask = cv2.warpPerspective(np.full_like(card, 255), warp, (2 * width, 2 * height))
    shown = cv2.resize(large, (width, height), interpolation=cv2.INTER_AREA)[:, :, None]
    share = cv2.resize(mask, (width, height), interpolation=cv2.INTER_AREA)[:, :, None] / 255.0
    return (frame * (1 - share) + np.minimum(shown, 255) * share).astype(np.uint8)


def jpeg(picture: Picture, quality: float) -> Picture:
    _, packed = cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, int(quality)])
    return cv2.imdecode(packed, cv2.IMREAD_COLOR)


def _nothing(picture: Picture, _: float, __: np.random.Generator) -> Picture:
    return picture


def _blur(picture: Picture, sigma: float, _: np.random.Generator) -> Picture:
    return cv2.GaussianBlur(picture, (0, 0), sigma)


def motion(picture: Picture, length: float, rng: np.random.Generator) -> Picture:
    """Smeared along one direction over `length` pixels."""
    angle, edge = rng.uniform(0, math.pi), int(length) | 1
    kernel = np.zeros((edge, edge), np.float32)
    reach = np.array([math.cos(angle), math.sin(angle)]) * (length - 1) / 2
    start, end = (edge // 2 - reach), (edge // 2 + reach)
    cv2.line(kernel, np.rint(start).astype(int).tolist(), np.rint(end).astype(int).tolist(), 1.0, 1, cv2.LINE_AA)
    return cv2.filter2D(picture, -1, kernel / kernel.sum())


def _jpeg(picture: Picture, quality: float, _: np.random.Generator) -> Picture:
    return jpeg(picture, quality)


def _glare(picture: Picture, strength: float, rng: np.random.Generator) -> Picture:
    """A lamp mirrored in the screen: a soft bright spot somewhere over the picture's codes and ground."""
    height, width = picture.shape[:2]
    light = picture.astype(np.float32)
    ys, xs = np.mgrid[0:height, 0:width]
    for _ in range(6):
        x, y, radius = rng.uniform(0, width), rng.uniform(0, height), rng.uniform(40, 160)
        light += (np.exp(-((xs - x) ** 2 + (ys - y) ** 2) / (2 * radius**2)) * strength)[:, :, None]
    return np.clip(light, 0, 255).astype(np.uint8)


def _noise(picture: Picture, sigma: float, rng: np.random.Generator) -> Picture:
    return np.clip(picture + rng.normal(0, sigma, picture.shape), 0, 255).astype(np.uint8)


def _dark(picture: Picture, light: float, rng: np.random.Generator) -> Picture:
    return np.clip(picture * light + rng.normal(0, 2.5, picture.shape), 0, 255).astype(np.uint8)


def _moire(picture: Picture, contrast: float, rng: np.random.Generator) -> Picture:
    """The screen's pixel grid against the sensor's: fine stripes over everything."""
    height, width = picture.shape[:2]
    ys, xs = np.mgrid[0:height, 0:width]
    angle, pitch = rng.uniform(0.1, 1.4), rng.uniform(2.2, 3.4)
    along = xs * math.cos(angle) + ys * math.sin(angle)
    across = -xs * math.sin(angle) + ys * math.cos(angle)
    grid = 1 + contrast * (np.sin(2 * math.pi * along / pitch) + np.sin(2 * math.pi * across / pitch)) / 2
    return np.clip(picture * grid[:, :, None], 0, 255).astype(np.uint8)


def _combo(picture: Picture, level: float, rng: np.random.Generator) -> Picture:
    """What an evening does: tilted a little, out of focus, smeared, dim and noisy at once."""
    soft = motion(_blur(picture, 0.5 + level / 30, rng), 2 + level / 8, rng)
    return jpeg(_noise(soft * (1 - level / 60), 3 + level / 4, rng), 60)


KINDS: tuple[tuple[str, tuple[int, ...], tuple[float, ...], Trouble], ...] = (
    ("size", (60, 70, 80, 90, 100, 110, 120, 140, 160, 200, 300, 400), (0,), _nothing),
    ("blur", (100, 150, 200, 300), (0.5, 1, 1.5, 2, 2.5, 3, 4), _blur),
    ("motion", (150, 250), (3, 5, 8, 11, 14, 18), motion),
    ("tilt", (120, 200, 300), (20, 30, 40, 50, 60, 68), _nothing),
    ("jpeg", (90, 120, 200), (40, 20, 12, 8, 5), _jpeg),
    ("glare", (200,), (80, 140, 200, 280, 380, 500), _glare),
    ("noise", (120, 200), (30, 50, 70, 95, 120), _noise),
    ("dark", (120, 200), (0.5, 0.25, 0.12, 0.07, 0.045), _dark),
    ("moire", (120, 200), (0.8, 1.1, 1.4, 1.7, 2.0, 2.4), _moire),
    ("invert", (100, 200), (0,), _nothing),
    ("combo", (120, 180, 240), (12, 24), _combo),
)
"""Kind, sides of the code in pixels, levels, and what is done to the frame."""
