"""What the watchdog's faults mean to people."""

from __future__ import annotations

from app.devices.camera_settings import CameraSettings
from app.devices.watchdog import Fault
from app.errors import DeviceError

_WORDS = {
    Fault.SILENT: (
        "The camera sends nothing",
        "No picture has come from camera {name!r} for more than two seconds.",
        "Type the code or use the hand scanner meanwhile. If it stays so, check the camera's power and cable.",
    ),
    Fault.FROZEN: (
        "The camera's picture stands still",
        "Camera {name!r} sends the same picture again and again: what you see is not the lane now.",
        "Do not rely on the picture. If it stays so, switch the camera off and on.",
    ),
    Fault.BLACK: (
        "The camera's picture is black",
        "Camera {name!r} sends black pictures.",
        "See whether something covers the lens, and whether the lane has light.",
    ),
    Fault.WRONG_SIZE: (
        "The camera's picture has another size",
        "Camera {name!r} sends pictures of another size than before: codes may be too small to read.",
        "Set the camera back to its main stream, or choose the new size in the settings.",
    ),
}


def fault_error(fault: Fault, settings: CameraSettings) -> DeviceError:
    """The fault as an error for people; its code is the fault's value."""
    title, message, next_step = _WORDS[fault]
    return DeviceError(fault.value, title, message.format(name=settings.name), next_step)
