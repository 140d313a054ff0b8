"""Undoes a wrong keyboard layout: a hand scanner types as on a US keyboard, the PC hears another one.

A table says what a PC with that layout shows for the key that a US keyboard would call by the value. Only keys that
a pass code or its link needs.
"""

from __future__ import annotations

from collections.abc import Collection

from app.domain.scan import PassCode, parse_payload

_SPANISH_PORTUGUESE_ITALIAN = {
    "'": "-", "-": "/", "Ñ": ":", "Ç": ":", "ç": ":", "_": "?", "¡": "=", "¿": "=", "«": "=", "ì": "=", "?": "_",
    "/": "&",
}  # fmt: skip
_BRAZILIAN = {";": "/", "Ç": ":", ":": "?"}
_GERMAN = {
    "ß": "-", "-": "/", "Ö": ":", "_": "?", "´": "=", "?": "_", "/": "&", "y": "z", "z": "y", "Y": "Z", "Z": "Y",
}  # fmt: skip
_FRENCH = {
    "&": "1", "é": "2", '"': "3", "'": "4", "(": "5", "-": "6", "è": "7", "_": "8", "ç": "9", "à": "0", ")": "-",
    "q": "a", "a": "q", "z": "w", "w": "z", "Q": "A", "A": "Q", "Z": "W", "W": "Z", ",": "m", "?": "M", "M": ":",
    "!": "/", "§": "?", ":": ".", ";": ",", "°": "_", "1": "&",
}  # fmt: skip

LAYOUTS = {
    "es, pt, it": _SPANISH_PORTUGUESE_ITALIAN,
    "pt-BR": _BRAZILIAN,
    "de": _GERMAN,
    "fr": _FRENCH,
}


def repair(line: str, hosts: Collection[str] = ()) -> str:
    """The line as the scanner meant it, if that makes it a pass code under one of the layouts; else as it came."""
    if isinstance(parse_payload(line, hosts=hosts), PassCode):
        return line
    for layout in LAYOUTS.values():
        meant = "".join(layout.get(char, char) for char in line)
        if isinstance(parse_payload(meant, hosts=hosts), PassCode):
            return meant
    return line
