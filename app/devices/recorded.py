"""Recorded pictures: a still image, a folder of images, a video. Read alike by a camera set to a path and by replay."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from app.devices.camera_settings import IMAGE_SUFFIXES
from app.devices.pixels import Pixels, cv2
from app.errors import DeviceError

STILL_FPS = 10.0
"""A still image is shown at this rate."""

FRAMES_PER_IMAGE = 10
"""Of a folder: each image is held for a second, as a phone would be."""


@dataclass(frozen=True, slots=True, eq=False)
class Recorded:
    """One picture, the second of its recording and the name of its file."""

    at_s: float
    name: str
    frame: Pixels


def is_still(path: Path) -> bool:
    """Whether the path is one image, whose pixels may stand."""
    return path.suffix.lower() in IMAGE_SUFFIXES


def recorded(path: Path, *, skipped: Callable[[DeviceError], None] = lambda _: None) -> Iterator[Recorded]:
    """All pictures of an image, a folder (in the order of its names) or a video, once. DeviceError if unreadable;
    one bad picture among others of a folder is told to `skipped` and left out."""
    if not path.exists():
        raise _unreadable(path, "there is nothing at this path")
    if path.is_dir():
        images = sorted(one for one in path.rglob("*") if one.is_file() and is_still(one))
        if not images:
            raise _unreadable(path, "no image in this folder")
        read = 0
        for image in images:
            try:
                yield from _held(image, start_s=read * FRAMES_PER_IMAGE / STILL_FPS)
                read += 1
            except DeviceError as error:
                skipped(error)
        if not read:
            raise _unreadable(path, "none of its images can be read")
    elif is_still(path):
        yield from _held(path, start_s=0.0)
    else:
        yield from _video(path)


def _held(path: Path, *, start_s: float) -> Iterator[Recorded]:
    try:
        frame = cv2.imread(str(path), cv2.IMREAD_COLOR)
    except cv2.error:  # larger than OpenCV takes, or a header that lies
        frame = None
    if frame is None:
        raise _unreadable(path, "not an image that can be read")
    for number in range(FRAMES_PER_IMAGE):
        yield Recorded(start_s + number / STILL_FPS, path.name, frame.copy())


def _video(path: Path) -> Iterator[Recorded]:
    capture = cv2.VideoCapture(str(path), cv2.CAP_FFMPEG)
    try:
        if not capture.isOpened():
            raise _unreadable(path, "not a video that can be read")
        fps = capture.get(cv2.CAP_PROP_FPS)
        fps = fps if 1 <= fps <= 240 else 25.0
        number = 0
        while True:
            arrived, frame = capture.read()
            if not arrived:
                break
            yield Recorded(number / fps, path.name, frame)
            number += 1
        if number == 0:
            raise _unreadable(path, "a video without pictures")
    finally:
        capture.release()


def _unreadable(path: Path, why: str) -> DeviceError:
    return DeviceError(
        "recording_unreadable", "The recording cannot be read", f"{path}: {why}.", "Choose another file or folder."
    )
