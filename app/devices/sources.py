"""Where a camera's frames come from: network streams, USB cameras, recordings. All block: each has its thread."""

from __future__ import annotations

import os
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Protocol

from cv2_enumerate_cameras import enumerate_cameras

from app.devices.camera_settings import CameraSettings
from app.devices.diagnosis import check_reachable, silent, why_no_stream
from app.devices.pixels import Pixels, cv2
from app.devices.recorded import STILL_FPS, Recorded, is_still, recorded
from app.errors import DeviceError

READ_TIMEOUT_S = 2.0
OPEN_TIMEOUT_S = 6.0
"""Of a stream whose host takes connections: RTSP cameras send nothing until their next key frame."""

# TCP: a lane's picture with lost packets is no picture. No buffer: the newest frame is the one that counts.
# No proxy: a camera stands on the site's own network. OpenCV takes these from the environment alone, at each opening.
os.environ.setdefault("OPENCV_FFMPEG_CAPTURE_OPTIONS", "rtsp_transport;tcp|fflags;nobuffer|http_proxy;none")
# Opening a USB camera on Windows takes 4–20 s with hardware transforms.
os.environ.setdefault("OPENCV_VIDEOIO_MSMF_ENABLE_HW_TRANSFORMS", "0")

_USB_BACKENDS = {"win32": cv2.CAP_MSMF, "darwin": cv2.CAP_AVFOUNDATION}


class Source(Protocol):
    """An open source of frames."""

    def read(self) -> Pixels | None:
        """The next frame, in its time; None when the source has ended. Blocks."""

    def close(self) -> None:
        """Give the device back. Called by the thread that reads."""


def open_source(settings: CameraSettings, stop: threading.Event) -> Source:
    """Open what `settings.address` names. DeviceError says why it cannot. Blocks."""
    if settings.is_stream:
        return _open_stream(settings)
    if settings.usb_name is not None:
        return _open_usb(settings, settings.usb_name)
    return Recording(Path(settings.address), stop)


class CaptureSource:
    """A stream or a USB camera, through OpenCV."""

    def __init__(self, capture: Any) -> None:
        self._capture = capture

    def read(self) -> Pixels | None:
        """The next frame; None when the stream broke or was silent for `READ_TIMEOUT_S`."""
        arrived, frame = self._capture.read()
        return frame if arrived and frame is not None and frame.size else None

    def close(self) -> None:
        """Release the device."""
        self._capture.release()


class Recording:
    """An image, a folder or a video as if it were a camera: in its own time, over and over."""

    def __init__(self, path: Path, stop: threading.Event) -> None:
        self._path = path
        self._stop = stop
        self._pictures: Iterator[Recorded] = recorded(path)
        self._still = next(self._pictures).frame if is_still(path) else None
        self._last_s = 0.0

    def read(self) -> Pixels | None:
        """The next frame, after the time that lay before it in the recording."""
        if self._still is not None:
            self._stop.wait(1 / STILL_FPS)
            return self._still.copy()
        picture = next(self._pictures, None)
        if picture is None:
            self._pictures, self._last_s = recorded(self._path), 0.0
            picture = next(self._pictures)
        self._stop.wait(max(0.005, picture.at_s - self._last_s))
        self._last_s = picture.at_s
        return picture.frame

    def close(self) -> None:
        """Nothing is held open."""


def usb_cameras() -> tuple[str, ...]:
    """The names of the USB and built-in cameras, as they may stand after `usb:`; a second of one name has #2."""
    return tuple(name for name, _ in _usb_by_name())


def _open_stream(settings: CameraSettings) -> Source:
    check_reachable(settings)
    started = time.monotonic()
    limits = [
        cv2.CAP_PROP_OPEN_TIMEOUT_MSEC, round(OPEN_TIMEOUT_S * 1000),
        cv2.CAP_PROP_READ_TIMEOUT_MSEC, round(READ_TIMEOUT_S * 1000),
    ]  # fmt: skip
    capture = cv2.VideoCapture(settings.address_with_password(), cv2.CAP_FFMPEG, limits)
    if not capture.isOpened():
        capture.release()
        timed_out = time.monotonic() - started >= OPEN_TIMEOUT_S
        raise silent(settings) if timed_out else why_no_stream(settings)
    return CaptureSource(capture)


def _open_usb(settings: CameraSettings, name: str) -> Source:
    found = dict(_usb_by_name())
    if name not in found:
        there = ", ".join(found) or "none"
        raise DeviceError(
            "camera_not_plugged",
            "The camera is not there",
            f"No USB camera is named {name!r}. Cameras here: {there}.",
            "Plug it in, or choose another camera in the settings.",
        )
    camera = found[name]
    capture = cv2.VideoCapture(camera.index, camera.backend)
    if not capture.isOpened():
        capture.release()
        raise DeviceError(
            "camera_busy",
            "The camera does not open",
            f"{name!r} is plugged in, but another program may be using it.",
            "Close other programs that use the camera; if that does not help, unplug it and plug it in again.",
        )
    if settings.size:
        capture.set(cv2.CAP_PROP_FRAME_WIDTH, settings.size[0])
        capture.set(cv2.CAP_PROP_FRAME_HEIGHT, settings.size[1])
    if settings.fps:
        capture.set(cv2.CAP_PROP_FPS, settings.fps)
    if settings.exposure is not None:
        capture.set(cv2.CAP_PROP_EXPOSURE, settings.exposure)
    capture.set(cv2.CAP_PROP_BUFFERSIZE, 1)
    return CaptureSource(capture)


def _usb_by_name() -> list[tuple[str, Any]]:
    """Names in the order of device paths: the numbers that OpenCV gives change with every start and every port."""
    named: list[tuple[str, Any]] = []
    seen: dict[str, int] = {}
    backend = _USB_BACKENDS.get(sys.platform, cv2.CAP_V4L2)
    for camera in sorted(enumerate_cameras(backend), key=lambda one: str(one.path or one.index)):
        seen[camera.name] = seen.get(camera.name, 0) + 1
        number = seen[camera.name]
        named.append((camera.name if number == 1 else f"{camera.name}#{number}", camera))
    return named
