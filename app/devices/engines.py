"""Which decoding engines this PC has, tried on a known picture: for `doctor` and the settings."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version

import numpy as np
import zxingcpp

from app.devices.decoder import Decoder
from app.devices.pixels import Pixels
from app.devices.zbar import ZbarChild, child_command
from app.errors import DeviceError

KNOWN_TEXT = "00000000-0000-4000-8000-000000000000"


@dataclass(frozen=True, slots=True)
class EngineState:
    """One engine. `problem` is None if it read the known picture; for the second engine it is no error, but a fact."""

    name: str
    version: str
    problem: DeviceError | None


def engines() -> tuple[EngineState, ...]:
    """Try both engines. Blocks for a second or two (a child process starts); not for the loop's thread."""
    return (
        EngineState("zxing-cpp", _version("zxing-cpp"), _tried(_read_with_zxing)),
        EngineState("zbar", _version("pyzbar"), _tried(_read_with_zbar)),
    )


def _tried(read: Callable[[Pixels], list[str]]) -> DeviceError | None:
    try:
        texts = read(_known_picture())
    except DeviceError as problem:
        return problem
    except OSError as error:
        return _broken(str(error))
    return None if texts == [KNOWN_TEXT] else _broken("it does not read a plain code")


def _read_with_zxing(picture: Pixels) -> list[str]:
    return [reading.text for reading in Decoder().read(picture, 0.0, awake=True)]


def _read_with_zbar(picture: Pixels) -> list[str]:
    child = ZbarChild(child_command())
    try:
        return [text for text, _ in child.read(picture)]
    finally:
        child.close()


def _known_picture() -> Pixels:
    code = np.array(zxingcpp.create_barcode(KNOWN_TEXT, zxingcpp.BarcodeFormat.QRCode).to_image(scale=4))
    return np.pad(code.reshape(code.shape[:2]), 20, constant_values=255)


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""


def _broken(why: str) -> DeviceError:
    return DeviceError(
        "engine_broken", "A code reader does not work", f"The reader was tried and failed: {why}.", "Install it anew."
    )
