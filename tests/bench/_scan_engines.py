"""The engines side by side: our scanner as it runs behind a camera, and what it is measured against."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import cv2
import numpy as np
import zxingcpp
from pyzbar import pyzbar

from app.clock import SystemClock
from app.devices.decoder import Decoder
from app.devices.glance import Glance
from app.devices.zbar import Zbar

Grey = np.ndarray[Any, np.dtype[Any]]

FPS = 15
HELD_FRAMES = 8
HOSTS = ("www.portun.app",)

_CLAHE = cv2.createCLAHE(3.0, (8, 8))


def bare_zxing(grey: Grey) -> list[str]:
    """zxing-cpp on the frame as it is."""
    found = zxingcpp.read_barcodes(grey, formats=zxingcpp.BarcodeFormat.QRCode, text_mode=zxingcpp.TextMode.Plain)
    return [code.text for code in found]


def bare_zbar(grey: Grey) -> list[str]:
    """pyzbar on the frame as it is, QR only."""
    found = pyzbar.decode(grey, symbols=[pyzbar.ZBarSymbol.QRCODE])
    return [code.data.decode("utf-8", "replace") for code in found]


def cascade(grey: Grey) -> list[str]:
    """The reference's cascade: zxing-cpp, then the same on four enhanced copies, until one reads."""
    soft = cv2.GaussianBlur(grey, (0, 0), 1.0)
    return (
        bare_zxing(grey)
        or bare_zxing(cv2.resize(soft, None, fx=2, fy=2))
        or bare_zxing(_CLAHE.apply(grey))
        or bare_zxing(cv2.addWeighted(grey, 2.5, cv2.GaussianBlur(grey, (0, 0), 2), -1.5, 0))
        or bare_zxing(cv2.resize(grey, None, fx=2, fy=2, interpolation=cv2.INTER_CUBIC))
    )


class Scanner:
    """Our scanner with one second engine for all pictures; each picture meets a decoder that knows nothing yet."""

    def __init__(self) -> None:
        self._zbar = Zbar(SystemClock())

    def held(self, grey: Grey) -> tuple[list[str], str]:
        """The texts read of a picture held for `HELD_FRAMES` at `FPS`, and the look that read them."""
        glance, decoder = Glance(), Decoder(zbar=self._zbar, hosts=HOSTS)
        self._zbar.collect()
        for number in range(HELD_FRAMES):
            at = number / FPS
            seen = glance.at(grey, at)
            dozes = decoder.dozes(awake=seen.awake)
            found = () if dozes else decoder.read(grey, at, awake=seen.awake, region=seen.region)
            if found:
                return [reading.text for reading in found], found[0].look
            self._zbar.settle()
        self._zbar.collect()
        return [], ""

    def close(self) -> None:
        self._zbar.close()


def is_right(texts: Sequence[str], expected: Sequence[str]) -> bool:
    return any(text in expected for text in texts)
