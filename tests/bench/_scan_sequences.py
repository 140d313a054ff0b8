"""Drawn video sequences of a phone that comes into view: approach, hand shake, rolling blur, auto-exposure."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

import cv2
import numpy as np

from tests.bench._scan_frames import QUIET, Picture, code_card, ground, jpeg, motion

FPS = 25
SECONDS = 3.0
SEEDS = 5
EMPTY_FRAMES = 15
"""Of the lane before the phone comes: no camera is switched on by a visitor."""


@dataclass(frozen=True, slots=True)
class View:
    """One frame of a hand-held code: side of the code in pixels at 720 lines, centre 0..1, turn and tilt in degrees,
    speed in pixels a frame, blur as sigma, gain of the exposure."""

    side: float
    x: float
    y: float
    turn: float = 0.0
    tilt: float = 0.0
    speed: tuple[float, float] = (0.0, 0.0)
    blur: float = 0.4
    gain: float = 1.0


@dataclass(frozen=True, slots=True)
class Sequence:
    """A named sequence of frames at `FPS`, made one after the other: first the empty lane (moments below zero),
    then the phone."""

    name: str
    text: str
    frames: Callable[[], Iterator[tuple[float, Picture]]]


def sequences() -> Iterator[Sequence]:
    """All movements, at 720 and 1080 lines, with a pass's bare code and with a link, under a few seeds."""
    for name, move in MOVES.items():
        for width, height in ((1280, 720), (1920, 1080)):
            for seed in range(SEEDS):
                uuid = f"{seed:08x}-5d4a-4f7b-9c3e-8a6d2b1f0e7c"
                text = uuid if seed % 2 == 0 else f"https://www.portun.app/visit?record_uid={uuid}"
                yield Sequence(f"{name}-{height}-{seed}", text, _frames(move, (width, height), seed, text))


def _frames(
    move: Callable[[float, np.random.Generator], View], size: tuple[int, int], seed: int, text: str
) -> Callable[[], Iterator[tuple[float, Picture]]]:
    def made() -> Iterator[tuple[float, Picture]]:
        rng = np.random.default_rng([seed, size[1]])
        lane, card = (ground(rng, size) * 0.5).astype(np.uint8), code_card(text)
        hand = np.random.default_rng(seed)
        phases = hand.uniform(0, 2 * math.pi, 6)
        start = _shaken(move(-1 / FPS, np.random.default_rng(seed)), -1 / FPS, phases)
        before = (start.x, start.y)
        for number in range(-EMPTY_FRAMES, 0):
            yield number / FPS, _painted(lane, card, View(side=40, x=-3, y=-3), rng)
        for number in range(round(SECONDS * FPS)):
            at = number / FPS
            view = _shaken(move(at, np.random.default_rng(seed)), at, phases)
            speed = ((view.x - before[0]) * size[0], (view.y - before[1]) * size[1])
            before = (view.x, view.y)
            yield at, _painted(lane, card, replace(view, speed=speed), rng)

    return made


def _shaken(view: View, at: float, phases: Any) -> View:
    """A hand's tremor: slow drift, and the 4–8 Hz that muscles make."""
    dx = 0.006 * math.sin(2 * math.pi * 0.8 * at + phases[0]) + 0.0016 * math.sin(2 * math.pi * 5.3 * at + phases[1])
    dy = 0.009 * math.sin(2 * math.pi * 0.6 * at + phases[2]) + 0.0022 * math.sin(2 * math.pi * 6.1 * at + phases[3])
    turn = view.turn + 2.0 * math.sin(2 * math.pi * 0.9 * at + phases[4])
    return replace(view, x=view.x + dx, y=view.y + dy, turn=turn)


def _painted(lane: Picture, card: Picture, view: View, rng: np.random.Generator) -> Picture:
    height, width = lane.shape[:2]
    scale = height / 720
    modules = card.shape[0] // 8
    whole = view.side * scale * modules / (modules - 2 * QUIET)
    edge = max(8, round(whole))
    sized = cv2.resize(card, (edge, edge), interpolation=cv2.INTER_AREA)
    half = edge / 2
    spin, lean = math.radians(view.turn), math.cos(math.radians(view.tilt))
    corners = np.array([[-half, -half], [half, -half], [half, half], [-half, half]])
    corners = corners @ np.array([[math.cos(spin), math.sin(spin)], [-math.sin(spin), math.cos(spin)]])
    corners[:, 0] *= lean * (1 + 0.15 * math.sin(math.radians(view.tilt)) * corners[:, 1] / half)
    corners += (view.x * width, view.y * height)
    # A rolling shutter: later rows are seen later.
    corners[:, 0] += view.speed[0] * (corners[:, 1] / height)
    square = np.array([[0, 0], [edge, 0], [edge, edge], [0, edge]], np.float32)
    warp = cv2.getPerspectiveTransform(square, corners.astype(np.float32))
    frame = lane.copy()
    shown = cv2.warpPerspective(sized, warp, (width, height), flags=cv2.INTER_LINEAR)
    mask = cv2.warpPerspective(np.full_like(sized, 255), warp, (width, height), flags=cv2.INTER_NEAREST)
    frame[mask > 0] = shown[mask > 0][:, None]
    smear = math.hypot(*view.speed) * 0.5
    if smear >= 2:
        frame = motion(frame, min(smear, 25), rng)
    frame = cv2.GaussianBlur(frame, (0, 0), max(0.3, view.blur * scale))
    noise = rng.normal(0, 4, (height // 2, width // 2)).astype(np.float32)
    lit = frame * view.gain + cv2.resize(noise, (width, height))[:, :, None]
    return jpeg(np.clip(lit, 0, 255).astype(np.uint8), 80)


def _approach(at: float, hand: np.random.Generator) -> View:
    """From far away to an arm's length in a second and a half."""
    near = min(1.0, at / 1.5)
    return View(
        side=36 + (hand.uniform(150, 210) - 36) * near**1.5,
        x=hand.uniform(0.3, 0.7) + 0.1 * (1 - near),
        y=0.75 - 0.25 * near,
        turn=hand.uniform(-15, 15),
        tilt=hand.uniform(0, 25),
        blur=0.6,
    )


def _hand_shake(at: float, hand: np.random.Generator) -> View:
    """Held at a fair distance by a hand that swings, less and less."""
    swing = math.exp(-at / 1.2)
    return View(
        side=hand.uniform(120, 170),
        x=0.5 + 0.10 * swing * math.sin(2 * math.pi * 1.7 * at),
        y=0.5 + 0.07 * swing * math.cos(2 * math.pi * 1.3 * at),
        turn=hand.uniform(-10, 10) + 6 * swing * math.sin(9 * at),
        tilt=hand.uniform(5, 30),
        blur=0.7,
    )


def _rolling_blur(at: float, hand: np.random.Generator) -> View:
    """The camera hunts for focus while the phone moves sideways."""
    hunt = hand.uniform(3.5, 5.5) * abs(math.cos(math.pi * at / 0.9)) * math.exp(-at / 2)
    return View(side=hand.uniform(130, 180), x=0.3 + 0.1 * at, y=0.5, tilt=hand.uniform(0, 20), blur=0.6 + hunt)


def _auto_exposure(at: float, hand: np.random.Generator) -> View:
    """A bright screen in a dark lane: burnt out at first, too dark then, right after a second."""
    settled = 1 - math.exp(-at / 0.35) * math.cos(2 * math.pi * at / 0.9)
    gain = 11 + (0.85 - 11) * settled
    return View(side=hand.uniform(110, 160), x=0.55, y=0.5, turn=hand.uniform(-8, 8), blur=0.8, gain=max(0.05, gain))


MOVES: dict[str, Callable[[float, np.random.Generator], View]] = {
    "approach": _approach,
    "hand_shake": _hand_shake,
    "rolling_blur": _rolling_blur,
    "auto_exposure": _auto_exposure,
}
