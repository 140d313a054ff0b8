"""What of a camera's frames reaches the screen."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

import numpy as np
import pytest

from app.devices.camera_settings import CameraSettings
from app.devices.eye import Eye, Reports
from app.devices.preview import Mailbox, Preview
from app.devices.reader import Captured


class Counted(Mailbox):
    """Counts what is put in."""

    def __init__(self) -> None:
        super().__init__()
        self.put_in = 0

    def put(self, preview: Preview) -> None:
        self.put_in += 1
        super().put(preview)


def shown_of(moments: list[float]) -> int:
    """How many frames that come at these moments are put in for the screen."""
    frames = iter(moments)
    frame = np.zeros((48, 64, 3), np.uint8)
    now = [0.0]

    def take(timeout_s: float) -> Captured:
        now[0] = next(frames)
        return Captured(frame, now[0])

    connection = SimpleNamespace(take=take, error=None, fps=25.0)
    mailbox = Counted()
    mailbox.want(32, 24)
    nothing: Any = lambda *_: None  # noqa: E731
    settings = CameraSettings("lane", "Lane", "http://camera", scans=False)
    clock = SimpleNamespace(monotonic=lambda: now[0])
    eye = Eye(settings, mailbox, cast(Any, clock), cast(Any, connection), Reports(*[nothing] * 5))
    for _ in moments:
        eye.turn()
    eye.close()
    return mailbox.put_in


def test_every_frame_of_a_camera_with_25_is_shown_however_unpunctual() -> None:
    rng = np.random.default_rng(4)
    moments = [number / 25 + float(rng.uniform(-0.008, 0.008)) for number in range(1, 101)]
    assert shown_of(moments) == 100


@pytest.mark.parametrize("fps", [30, 60])
def test_of_a_faster_camera_25_pictures_a_second_are_shown(fps: int) -> None:
    assert abs(shown_of([number / fps for number in range(4 * fps)]) - 100) <= 2
