"""What happens to pixels: turning, cropping, masking, previews and photos."""

from __future__ import annotations

import hashlib

import cv2
import numpy as np
import pytest

from app.devices.camera_settings import CameraSettings
from app.devices.photo import MAX_BYTES, BestShot, photo_of, sharpness
from app.devices.pixels import grey, prepare, preview_of
from app.errors import SettingsError
from tests.devices.lanes import PASS
from tests.devices.pictures import blurred, code_picture, noisy


def with_marks(width: int = 160, height: int = 90) -> np.ndarray:
    """Black, with a red left upper corner and a green right lower one."""
    frame = np.zeros((height, width, 3), np.uint8)
    frame[:10, :10] = (0, 0, 255)
    frame[-10:, -10:] = (0, 255, 0)
    return frame


def settings(**fields: object) -> CameraSettings:
    return CameraSettings("lane", "Lane", "rtsp://lane/1", **fields)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("fields", "red_at", "shape"),
    [
        ({}, (2, 2), (90, 160)),
        ({"rotate": 90}, (2, 87), (160, 90)),
        ({"rotate": 180}, (87, 157), (90, 160)),
        ({"rotate": 270}, (157, 2), (160, 90)),
        ({"mirror": True}, (2, 157), (90, 160)),
        ({"crop": (0, 0, 0.5, 0.5)}, (2, 2), (45, 80)),
    ],
)
def test_the_picture_is_turned_mirrored_and_cropped_as_set(fields, red_at, shape) -> None:  # type: ignore[no-untyped-def]
    frame = prepare(with_marks(), settings(**fields))
    assert frame.shape[:2] == shape
    assert tuple(frame[red_at]) == (0, 0, 255)


def test_what_is_masked_is_nowhere() -> None:
    frame = prepare(with_marks(), settings(mask=((0, 0, 0.1, 0.2),)))
    assert not frame[:, :, 2].any()
    assert frame[-1, -1, 1] == 255


def test_grey_frames_and_frames_with_alpha_are_taken() -> None:
    assert prepare(np.full((9, 16), 7, np.uint8), settings()).shape == (9, 16, 3)
    assert prepare(np.full((9, 16, 4), 7, np.uint8), settings()).shape == (9, 16, 3)


@pytest.mark.parametrize(
    "fields", [{"rotate": 45}, {"crop": (0.5, 0, 0.4, 1)}, {"mask": ((0, 0, 2, 1),)}, {"address": "rtsp://a:b@cam/1"}]
)
def test_settings_that_make_no_sense_are_refused(fields) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(SettingsError):
        CameraSettings(**{"camera_id": "lane", "name": "Lane", "address": "rtsp://lane/1", **fields})


def test_the_password_stands_in_no_representation() -> None:
    camera = settings(username="gu@rd", password="p:a/ss")
    assert "p:a/ss" not in repr(camera)
    assert camera.address_with_password() == "rtsp://gu%40rd:p%3Aa%2Fss@lane/1"


@pytest.mark.parametrize("size", [(800, 580), (400, 400), (160, 90), (1600, 1160)])
def test_a_preview_covers_its_place_and_its_outline_stays_on_the_code(size: tuple[int, int]) -> None:
    frame = code_picture(PASS, module=4, size=(1280, 720))
    corners = ((0.45, 0.41), (0.55, 0.41), (0.55, 0.59), (0.45, 0.59))
    preview = preview_of(frame, size, 12, corners, "")
    assert (preview.width, preview.height) == size
    assert preview.pixels.shape == (size[1], size[0], 4)
    assert preview.pixels.flags.c_contiguous
    xs, ys = zip(*preview.outline, strict=True)
    assert np.isclose(np.mean(xs), 0.5, atol=0.01) and np.isclose(np.mean(ys), 0.5, atol=0.01)
    scale = max(size[0] / 1280, size[1] / 720)
    assert np.isclose((max(xs) - min(xs)) * size[0], 128 * scale, rtol=0.02)


def test_a_photo_is_never_too_large_and_names_its_hash() -> None:
    noise = np.random.default_rng(1).integers(0, 256, (1080, 1920, 3), np.uint8)
    photo = photo_of(noise)
    assert len(photo.jpeg) <= MAX_BYTES
    assert photo.digest == hashlib.sha256(photo.jpeg).hexdigest()
    assert cv2.imdecode(np.frombuffer(photo.jpeg, np.uint8), cv2.IMREAD_COLOR) is not None
    lane = photo_of(code_picture(PASS, size=(1280, 720)))
    assert cv2.imdecode(np.frombuffer(lane.jpeg, np.uint8), cv2.IMREAD_COLOR).shape == (720, 1280, 3)


def test_the_sharpest_frame_in_the_window_is_kept_and_one_without_a_code_preferred() -> None:
    sharp = noisy(code_picture(PASS), 4)
    soft = blurred(sharp, 3)
    assert sharpness(grey(sharp)) > sharpness(grey(soft))
    shot = BestShot(1.0, 3.0)
    shot.saw(sharp, grey(sharp), 0.5, code_in_view=False)
    assert shot.photo() is None
    shot.saw(soft, grey(soft), 1.2, code_in_view=False)
    shot.saw(sharp, grey(sharp), 1.4, code_in_view=False)
    shot.saw(soft, grey(soft), 1.6, code_in_view=False)
    assert not shot.over(3.0) and shot.over(3.1)
    assert shot.photo() == photo_of(sharp).jpeg
    face_or_phone = BestShot(0, 1)
    face_or_phone.saw(soft, grey(soft), 0.1, code_in_view=False)
    slightly = blurred(sharp, 2)
    face_or_phone.saw(slightly, grey(slightly), 0.2, code_in_view=True)
    assert face_or_phone.photo() == photo_of(soft).jpeg


def test_a_camera_that_stuttered_gives_a_late_picture_rather_than_none() -> None:
    frame = np.full((40, 40, 3), 90, np.uint8)
    shot = BestShot(1.0, 3.0)
    assert not shot.over(3.5)
    shot.saw(frame, frame[..., 0], 3.6, code_in_view=False)
    assert shot.over(3.6) and shot.photo() is not None
    nothing = BestShot(1.0, 3.0)
    assert nothing.over(4.5) and nothing.photo() is None
