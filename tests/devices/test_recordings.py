"""Recordings: read alike by replay and by a camera set to a path. And the scripted stand-in of a USB camera."""

from __future__ import annotations

import struct
import threading
import zlib
from pathlib import Path
from types import SimpleNamespace

import cv2
import numpy as np
import pytest

from app.devices import sources
from app.devices.camera_settings import CameraSettings
from app.devices.hygiene import Held
from app.devices.replay import replay
from app.devices.sources import CaptureSource, open_source, usb_cameras
from app.errors import DeviceError
from tests.devices.lanes import OTHER, PASS
from tests.devices.pictures import code_picture, noisy


def write_video(path: Path, pictures: list[np.ndarray], fps: float = 10) -> None:
    height, width = pictures[0].shape[:2]
    writer = cv2.VideoWriter(str(path), cv2.VideoWriter.fourcc(*"MJPG"), fps, (width, height))
    for picture in pictures:
        writer.write(picture)
    writer.release()


def test_a_video_has_a_timeline_of_sightings_and_scans(tmp_path: Path) -> None:
    empty = [noisy(np.full((360, 640, 3), 60, np.uint8), 3, seed) for seed in range(10)]
    held = [noisy(code_picture(PASS), 3, seed) for seed in range(10)]
    write_video(tmp_path / "lane.avi", [*empty, *held, *empty, *empty, *held])
    rows = list(replay(tmp_path / "lane.avi"))
    assert {row.sighting.text for row in rows} == {PASS}
    assert [row.at_s for row in rows if row.scan] == [pytest.approx(1.0, abs=0.11)]
    assert [row.held for row in rows if row.held] == [Held.JUST_SCANNED]
    assert rows[0].picture == "lane.avi"


def test_a_folder_is_played_in_the_order_of_its_names(tmp_path: Path) -> None:
    for name, text in (("b.png", OTHER), ("a.png", PASS)):
        cv2.imwrite(str(tmp_path / name), code_picture(text))
    (tmp_path / "notes.txt").write_text("not a picture")
    assert [(row.picture, row.sighting.text) for row in replay(tmp_path) if row.scan] == [
        ("a.png", PASS),
        ("b.png", OTHER),
    ]


def test_one_bad_picture_of_a_folder_is_told_and_left_out(tmp_path: Path) -> None:
    for name, text in (("a.png", PASS), ("c.png", OTHER)):
        cv2.imwrite(str(tmp_path / name), code_picture(text))
    (tmp_path / "b.png").write_bytes(b"\x89PNG nonsense")
    left_out: list[DeviceError] = []
    assert [row.picture for row in replay(tmp_path, skipped=left_out.append) if row.scan] == ["a.png", "c.png"]
    assert [error.code for error in left_out] == ["recording_unreadable"] and "b.png" in left_out[0].message
    (tmp_path / "a.png").unlink()
    (tmp_path / "c.png").unlink()
    with pytest.raises(DeviceError, match="recording_unreadable"):
        list(replay(tmp_path))


def test_a_header_that_promises_a_gigantic_picture_is_no_picture(tmp_path: Path) -> None:
    head = struct.pack(">IIBBBBB", 2_000_000_000, 2_000_000_000, 8, 2, 0, 0, 0)
    chunk = b"IHDR" + head
    ihdr = struct.pack(">I", len(head)) + chunk + struct.pack(">I", zlib.crc32(chunk))
    (tmp_path / "huge.png").write_bytes(b"\x89PNG\r\n\x1a\n" + ihdr)
    with pytest.raises(DeviceError, match="recording_unreadable"):
        list(replay(tmp_path / "huge.png"))


@pytest.mark.parametrize("name", ["missing.mp4", "empty", "broken.png", "broken.mp4"])
def test_what_cannot_be_read_says_so(tmp_path: Path, name: str) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "broken.png").write_bytes(b"\x89PNG nonsense")
    (tmp_path / "broken.mp4").write_bytes(b"nonsense")
    with pytest.raises(DeviceError, match="recording_unreadable"):
        list(replay(tmp_path / name))


class ScriptedCapture:
    """A USB camera's driver as OpenCV shows it: settings are taken or not, frames come until it is unplugged."""

    def __init__(self, frames: int) -> None:
        self.left = frames
        self.settings: dict[int, float] = {}
        self.released = False

    def isOpened(self) -> bool:
        return self.left >= 0

    def set(self, what: int, value: float) -> bool:
        self.settings[what] = value
        return True

    def read(self) -> tuple[bool, np.ndarray | None]:
        self.left -= 1
        return (True, np.zeros((720, 1280, 3), np.uint8)) if self.left >= 0 else (False, None)

    def release(self) -> None:
        self.released = True


def plug(monkeypatch: pytest.MonkeyPatch, capture: ScriptedCapture, *names: str) -> list[int]:
    """Cameras as the system lists them: the numbers are in no order."""
    opened: list[int] = []
    listed = [
        SimpleNamespace(name=name, index=90 - number, path=f"/dev/video{number}", backend=cv2.CAP_V4L2)
        for number, name in enumerate(names)
    ]

    def open_capture(index: int, _: int) -> ScriptedCapture:
        opened.append(index)
        return capture

    monkeypatch.setattr(sources, "enumerate_cameras", lambda _: list(reversed(listed)))
    monkeypatch.setattr(sources.cv2, "VideoCapture", open_capture)
    return opened


def test_a_usb_camera_is_found_by_its_name_and_set_as_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    capture = ScriptedCapture(frames=2)
    opened = plug(monkeypatch, capture, "HD Webcam", "Lane", "HD Webcam")
    assert usb_cameras() == ("HD Webcam", "Lane", "HD Webcam#2")
    asked = CameraSettings("desk", "Desk", "usb:HD Webcam#2", size=(1920, 1080), fps=15, exposure=-6)
    source = open_source(asked, threading.Event())
    assert opened == [88]
    assert capture.settings[cv2.CAP_PROP_FRAME_WIDTH] == 1920
    assert capture.settings[cv2.CAP_PROP_FPS] == 15
    assert capture.settings[cv2.CAP_PROP_EXPOSURE] == -6
    assert isinstance(source, CaptureSource)
    assert source.read() is not None and source.read() is not None
    assert source.read() is None
    source.close()
    assert capture.released


def test_a_usb_camera_that_is_not_plugged_in_or_busy_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    capture = ScriptedCapture(frames=-1)
    plug(monkeypatch, capture, "Lane")
    with pytest.raises(DeviceError, match=r"camera_not_plugged.*Lane"):
        open_source(CameraSettings("desk", "Desk", "usb:Desk"), threading.Event())
    with pytest.raises(DeviceError, match="camera_busy"):
        open_source(CameraSettings("lane", "Lane", "usb:Lane"), threading.Event())
    assert capture.released
