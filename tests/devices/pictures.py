"""Pictures of codes, made by the test that needs them."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np
import segno

Picture = np.ndarray[Any, np.dtype[np.uint8]]


def code_picture(text: str, *, module: int = 5, size: tuple[int, int] = (640, 360), ground: int = 60) -> Picture:
    """A QR in the middle of a grey frame, BGR."""
    width, height = size
    frame = np.full((height, width, 3), ground, np.uint8)
    paste(frame, text, (width // 2, height // 2), module)
    return frame


def paste(frame: Picture, text: str, centre: tuple[int, int], module: int) -> None:
    """Put a QR on a frame."""
    matrix = np.array([list(row) for row in segno.make_qr(text, error="m").matrix], np.uint8)
    quiet = np.pad(np.where(matrix > 0, 20, 235).astype(np.uint8), 3, constant_values=235)
    code = np.kron(quiet, np.ones((module, module), np.uint8))
    side = code.shape[0]
    left, top = centre[0] - side // 2, centre[1] - side // 2
    frame[top : top + side, left : left + side] = code[:, :, None]


def noisy(picture: Picture, sigma: float, seed: int = 1) -> Picture:
    rng = np.random.default_rng(seed)
    return np.clip(picture + rng.normal(0, sigma, picture.shape), 0, 255).astype(np.uint8)


def blurred(picture: Picture, sigma: float) -> Picture:
    return np.asarray(cv2.GaussianBlur(picture, (0, 0), sigma), np.uint8)
