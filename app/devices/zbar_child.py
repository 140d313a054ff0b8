"""zbar in a process of its own: a crafted code can abort it, and then only this process ends.

Frames come on stdin (two 32-bit numbers, width and height, then width × height bytes of grey); each is answered by
one JSON line on stdout: [[text, [[x, y], …]], …] with corners in pixels. The first line says whether zbar is there:
{"zbar": true} or {"zbar": false, "why": "…"}. Ends when stdin closes.
"""

from __future__ import annotations

import json
import struct
import sys
from typing import Any

HEAD = struct.Struct("<II")
LARGEST = 64_000_000
"""Bytes: above an 8K frame. A header that asks for more is damage."""


def main() -> None:
    """Answer frames until stdin closes."""
    try:
        from pyzbar import pyzbar
    except Exception as error:  # noqa: BLE001 - pyzbar raises whatever loading a shared library may raise
        _say({"zbar": False, "why": f"{type(error).__name__}: {error}"[:300]})
        return
    _say({"zbar": True})
    while len(head := sys.stdin.buffer.read(HEAD.size)) == HEAD.size:
        width, height = HEAD.unpack(head)
        if width * height > LARGEST:
            return
        pixels = sys.stdin.buffer.read(width * height)
        if len(pixels) < width * height:
            return
        # QR only: zbar's other readers print failed assertions on ordinary pictures. Text that is not ASCII may be
        # a silent mistake: zbar guesses the character set.
        codes = pyzbar.decode((pixels, width, height), symbols=[pyzbar.ZBarSymbol.QRCODE])
        plain = [code for code in codes if code.data.isascii()]
        _say([(code.data.decode("ascii"), [(point.x, point.y) for point in code.polygon]) for code in plain])


def _say(what: Any) -> None:
    sys.stdout.write(json.dumps(what) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
