"""Pixels on their way: from the camera's frame to what is decoded, shown and kept."""

from __future__ import annotations

import os
from typing import Any

# FFmpeg and OpenCV would write to stderr what no log may hold (addresses); read once, before the first import.
os.environ.setdefault("OPENCV_FFMPEG_LOGLEVEL", "-8")
os.environ.setdefault("OPENCV_LOG_LEVEL", "SILENT")
# No large matrices are multiplied here; OpenBLAS would start a spinning thread a core for them.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import cv2 as cv2  # re-exported: the rest of this package takes it from here, after the lines above
import numpy as np
from numpy.typing import NDArray

from app.devices.camera_settings import Box, CameraSettings
from app.devices.preview import Preview

Pixels = NDArray[Any]
"""Bytes (uint8): height × width (grey) or height × width × 3 (BGR). OpenCV's stubs know no closer type."""

Outline = tuple[tuple[float, float], ...]
"""Corners, 0..1 of the picture's width and height; may lie a little outside."""

Points = NDArray[np.float64]
"""Rows of x and y in pixels."""

Matrix = NDArray[np.float64]
"""3 × 3, in homogeneous coordinates: from the pixels of one picture to those of another."""

WHOLE: Matrix = np.eye(3)
"""From a picture to itself."""

cv2.setNumThreads(1)  # two cores for a scanner that needs a tenth of one would be taken from the screen

_TURNS = {90: cv2.ROTATE_90_CLOCKWISE, 180: cv2.ROTATE_180, 270: cv2.ROTATE_90_COUNTERCLOCKWISE}


def prepare(frame: Pixels, settings: CameraSettings) -> Pixels:
    """The frame turned, cropped, mirrored and masked as set, BGR. The result is nobody else's to write to."""
    if frame.ndim == 2:
        frame = cv2.cvtColor(frame, cv2.COLOR_GRAY2BGR)
    elif frame.shape[2] == 4:
        frame = cv2.cvtColor(frame, cv2.COLOR_BGRA2BGR)
    if settings.rotate:
        frame = cv2.rotate(frame, _TURNS[settings.rotate])
    if settings.crop:
        left, top, right, bottom = in_pixels(settings.crop, frame)
        frame = np.ascontiguousarray(frame[top:bottom, left:right])
    if settings.mirror:
        frame = cv2.flip(frame, 1)
    for box in settings.mask:
        left, top, right, bottom = in_pixels(box, frame)
        frame[top:bottom, left:right] = 0
    return frame


def grey(frame: Pixels) -> Pixels:
    """The frame's brightness."""
    return cv2.cvtColor(frame, cv2.COLOR_BGR2GRAY)


def in_pixels(box: Box, frame: Pixels) -> tuple[int, int, int, int]:
    """A box in whole pixels of `frame`, at least one wide and high."""
    height, width = frame.shape[:2]
    left, top = int(box[0] * width), int(box[1] * height)
    return left, top, max(left + 1, round(box[2] * width)), max(top + 1, round(box[3] * height))


def preview_of(frame: Pixels, size: tuple[int, int], frame_no: int, outline: Outline, hint: str) -> Preview:
    """The middle of the frame that covers `size` (width, height), scaled to it, BGRA; the outline goes with it.

    LINEAR looks as smooth as AREA down to half size and costs a sixth; below half size the frame is halved first.
    """
    wide, high = size
    height, width = frame.shape[:2]
    scale = max(wide / width, high / height)
    part_w, part_h = min(width, max(1, round(wide / scale))), min(height, max(1, round(high / scale)))
    left, top = (width - part_w) // 2, (height - part_h) // 2
    part = frame[top : top + part_h, left : left + part_w]
    while part.shape[1] > 2 * wide and part.shape[0] > 2 * high:
        part = cv2.pyrDown(part)
    scaled = cv2.resize(part, (wide, high), interpolation=cv2.INTER_LINEAR)
    shown = tuple(((x * width - left) / part_w, (y * height - top) / part_h) for x, y in outline)
    return Preview(cv2.cvtColor(scaled, cv2.COLOR_BGR2BGRA), wide, high, frame_no, shown, hint)


def moved(points: Points, matrix: Matrix) -> Points:
    """The points as `matrix` moves them."""
    places = np.column_stack([points, np.ones(len(points))]) @ matrix.T
    return places[:, :2] / places[:, 2:3]
