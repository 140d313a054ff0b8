"""The sandbox's lane camera, seen as any viewer sees it."""

from __future__ import annotations

import base64
import socket
import urllib.error
from contextlib import ExitStack, closing
from urllib.parse import urlsplit

import cv2
import numpy as np
import pytest
import zxingcpp

from app.sandbox.camera_scene import Scene
from app.sandbox.camera_visits import Visits
from tests.devices.lanes import OTHER, PASS, Lane, lane


class Viewer:
    """Reads the multipart stream by hand."""

    def __init__(self, address: str, authorization: str = "") -> None:
        parts = urlsplit(address)
        self._socket = socket.create_connection((parts.hostname, parts.port), 10)
        head = f"Authorization: Basic {base64.b64encode(authorization.encode()).decode()}\r\n" if authorization else ""
        self._socket.sendall(f"GET {parts.path} HTTP/1.0\r\nHost: lane\r\n{head}\r\n".encode())
        self._stream = self._socket.makefile("rb")
        self.status = int((self._stream.readline().split() or [b"", b"0"])[1])
        self.headers = b"".join(iter(self._stream.readline, b"\r\n")) if self.status else b""

    def picture(self) -> cv2.typing.MatLike | None:
        length = 0
        while line := self._stream.readline():
            if line.lower().startswith(b"content-length"):
                length = int(line.split(b":")[1])
            if line == b"\r\n" and length:
                return cv2.imdecode(np.frombuffer(self._stream.read(length), np.uint8), cv2.IMREAD_COLOR)
        return None

    def texts(self) -> set[str]:
        picture = self.picture()
        assert picture is not None
        return {code.text for code in zxingcpp.read_barcodes(picture, formats=zxingcpp.BarcodeFormat.QRCode)}

    def close(self) -> None:
        self._stream.close()
        self._socket.close()


def viewing(camera: Lane, authorization: str = "") -> closing[Viewer]:
    return closing(Viewer(camera.address, authorization))


def test_a_shown_code_can_be_read_by_more_than_one_viewer_until_it_is_cleared() -> None:
    with lane() as camera, ExitStack() as stack:
        first, second = stack.enter_context(viewing(camera)), stack.enter_context(viewing(camera))
        assert not first.texts()
        since = camera.post("show", code=PASS)["showing"][0]["since_frame"]
        while first.texts() != {PASS}:
            pass
        while second.texts() != {PASS}:
            pass
        state = camera.state()
        assert state["viewers"] == 2
        assert state["frames"] > since
        camera.post("clear")
        while first.texts():
            pass


def test_two_codes_can_be_shown_at_once() -> None:
    with lane(width=1280, height=720) as camera, viewing(camera) as viewer:
        camera.post("show", codes=[PASS, OTHER])
        while viewer.texts() != {PASS, OTHER}:
            pass


def test_faults_do_what_they_say() -> None:
    with lane() as camera, viewing(camera) as viewer:
        camera.post("faults", black=True)
        while viewer.picture().max() > 8:
            pass
        camera.post("faults", black=False, resolution=[320, 180])
        with viewing(camera) as late:
            while late.picture().shape[:2] != (180, 320):
                pass
        while viewer.picture() is not None:
            pass
    with lane() as camera, viewing(camera) as viewer:
        viewer.picture()
        camera.post("faults", frozen=True)
        before = viewer.picture()
        while (frozen := viewer.picture()) is not None and not np.array_equal(before, frozen):
            before = frozen
        assert np.array_equal(frozen, viewer.picture())
        camera.post("faults", frozen=False, gone=True)
        while viewer.picture() is not None:
            pass
        with viewing(camera) as late:
            assert late.status == 0
        camera.post("faults", gone=False, not_a_camera=True)
        with viewing(camera) as late:
            assert b"text/html" in late.headers
        with pytest.raises(urllib.error.HTTPError, match="400"):
            camera.post("faults", no_such_fault=True)


def test_a_camera_with_a_password_asks_for_it() -> None:
    with lane(username="guard", password="lamp") as camera:
        for password, status in (("", 401), ("guard:wrong", 401), ("guard:lamp", 200)):
            with viewing(camera, password) as viewer:
                assert viewer.status == status
                assert (viewer.picture() is not None) == (status == 200)


def test_nothing_is_painted_while_nobody_watches() -> None:
    with lane() as camera:
        with viewing(camera) as viewer:
            viewer.picture()
        while camera.state()["viewers"]:
            pass
        frames = camera.state()["frames"]
        assert camera.state()["frames"] - frames <= 1


def test_the_schedule_is_the_same_for_the_same_seed_and_shows_every_pass_readably() -> None:
    codes = [PASS, OTHER, "https://example.com/not-a-pass"]
    visits, again = (Visits(codes, seed=11, fps=25) for _ in range(2))
    scene = Scene(1280, 720, 11)
    read: set[str] = set()
    for frame_no in range(1, 25 * 60):
        poses = visits.at(frame_no)
        assert poses == again.at(frame_no)
        if poses and frame_no % 5 == 0:
            picture = scene.paint(frame_no, "", poses)
            read |= {c.text for c in zxingcpp.read_barcodes(picture, formats=zxingcpp.BarcodeFormat.QRCode)}
    assert read == set(codes)
