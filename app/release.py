"""Which release this is. An installed program carries a stamp that was written when it was built."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Literal

import msgspec

from app import __version__

STAMP = Path(__file__).resolve().parent.parent / "resources" / "release.json"
"""Only in what was built; a checkout has none."""


class Release(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`version`: three numbers; `build`: the commit it was made from; `edition`: training has the sandbox inside."""

    version: str = __version__
    build: str = "checkout"
    edition: Literal["console", "training", "development"] = "development"


@cache
def release() -> Release:
    """This program's release."""
    return msgspec.json.decode(STAMP.read_bytes(), type=Release) if STAMP.is_file() else Release()
