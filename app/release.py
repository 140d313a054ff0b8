"""Which release this is, and whose signatures it goes by. An installed program carries a stamp from its build."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Annotated, Literal

import msgspec

from app import __version__

STAMP = Path(__file__).resolve().parent.parent / "resources" / "release.json"
"""Only in what was built; a checkout has none."""

_KEY = r"^([0-9a-f]{64})?$"


class Release(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`version`: three numbers; `build`: the commit it was made from; `edition`: training has the sandbox inside.

    The anchors are public parts of Ed25519 keys in hexadecimal, 32 bytes each, put in by the build. Without an update
    key (or without an address) no update is ever asked for; without a provisioning key only the keys that an
    administrator put on the PC count.
    """

    version: str = __version__
    build: str = "checkout"
    edition: Literal["console", "training", "development"] = "development"
    update_url: Annotated[str, msgspec.Meta(pattern=r"^(https://[^\s/@]+/\S*)?$")] = ""
    update_key: Annotated[str, msgspec.Meta(pattern=_KEY)] = ""
    provisioning_key: Annotated[str, msgspec.Meta(pattern=_KEY)] = ""

    @property
    def updates(self) -> bool:
        """Whether this build can tell a true update from a false one, and knows where to ask."""
        return bool(self.update_url and self.update_key) and self.edition == "console"


@cache
def release() -> Release:
    """This program's release."""
    return msgspec.json.decode(STAMP.read_bytes(), type=Release) if STAMP.is_file() else Release()
