"""A sealed archive: a stream of pieces, each enciphered and signed in its place, under a key of its own.

    "PGB1", length of the header, the header (JSON: who can open the key), then the pieces, each with its length

A piece cannot be changed, moved, left out or cut off at the end without being noticed.
"""

from __future__ import annotations

import hashlib
import json
import secrets
import struct
from typing import Any, BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from app.errors import StoreError

PIECE_BYTES = 1024 * 1024

_MAGIC = b"PGB1"
_LENGTH = struct.Struct(">I")
_LARGEST_HEADER = 64 * 1024
_MORE, _LAST = b"\x00", b"\x01"


class ArchiveWriter:
    """Something to write to. Only `finish` makes the archive whole."""

    def __init__(self, stream: BinaryIO, key: bytes, header: dict[str, Any]) -> None:
        words = json.dumps(header).encode()
        self._stream = stream
        self._pieces = _Pieces(key, words)
        self._waiting = bytearray()
        stream.write(_MAGIC + _LENGTH.pack(len(words)) + words)

    def write(self, content: bytes) -> int:
        """Take `content`."""
        self._waiting += content
        while len(self._waiting) > PIECE_BYTES:
            self._put(bytes(self._waiting[:PIECE_BYTES]), _MORE)
            del self._waiting[:PIECE_BYTES]
        return len(content)

    def finish(self) -> None:
        """Write the last piece."""
        self._put(bytes(self._waiting), _LAST)

    def _put(self, content: bytes, place: bytes) -> None:
        box = self._pieces.seal(content, place)
        self._stream.write(_LENGTH.pack(len(box)) + box)


class ArchiveReader:
    """Something to read from. Raises StoreError "backup_damaged" rather than give out a byte that was not written."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        magic = stream.read(len(_MAGIC))
        length = self._length()
        if magic != _MAGIC or length > _LARGEST_HEADER:
            raise damaged_backup()
        self._words = self._exactly(length)
        try:
            self.header: dict[str, Any] = json.loads(self._words)
        except ValueError as error:
            raise damaged_backup() from error
        self._pieces: _Pieces | None = None
        self._waiting = b""
        self._ended = False

    def unlock(self, key: bytes) -> None:
        """The key that the header's wraps gave."""
        self._pieces = _Pieces(key, self._words)

    def read(self, size: int = -1) -> bytes:
        """At most `size` bytes (all that are left if negative); empty at the end."""
        while not self._ended and (size < 0 or len(self._waiting) < size):
            self._waiting += self._next()
        taken = self._waiting if size < 0 else self._waiting[:size]
        self._waiting = self._waiting[len(taken) :]
        return taken

    def _next(self) -> bytes:
        assert self._pieces is not None, "the archive was not unlocked"
        length = self._length()
        if length > PIECE_BYTES + 64:
            raise damaged_backup()
        content, self._ended = self._pieces.open(self._exactly(length))
        if self._ended and self._stream.read(1):
            raise damaged_backup()
        return content

    def _length(self) -> int:
        return int(_LENGTH.unpack(self._exactly(_LENGTH.size))[0])

    def _exactly(self, size: int) -> bytes:
        content = self._stream.read(size)
        if len(content) != size:
            raise damaged_backup()
        return content


class _Pieces:
    """Each piece has its number as nonce (the key is used for one archive only) and is bound to the header."""

    def __init__(self, key: bytes, header: bytes) -> None:
        self._cipher = AESGCM(key)
        self._bound_to = hashlib.sha256(header).digest()
        self._number = 0

    def seal(self, content: bytes, place: bytes) -> bytes:
        return self._cipher.encrypt(self._nonce(), content, self._bound_to + place)

    def open(self, box: bytes) -> tuple[bytes, bool]:
        """The content, and whether it is the last piece."""
        nonce = self._nonce()
        for place in (_MORE, _LAST):
            try:
                return self._cipher.decrypt(nonce, box, self._bound_to + place), place == _LAST
            except InvalidTag:
                continue
        raise damaged_backup()

    def _nonce(self) -> bytes:
        self._number += 1
        return self._number.to_bytes(12, "big")


def new_key() -> bytes:
    """For one archive."""
    return secrets.token_bytes(32)


def damaged_backup() -> StoreError:
    """Not an archive, or not as it was written."""
    return StoreError(
        "backup_damaged",
        "This backup cannot be used",
        "It is damaged, cut off, or no backup of this program.",
        "Use another backup. Nothing was changed.",
    )
