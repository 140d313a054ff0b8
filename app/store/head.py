"""The head of the audit chain, kept outside the database.

A flipped byte in a write-ahead log makes SQLite drop every later commit without a word. The head in this small
file says how far the journal had come: a journal that is behind its head has lost commits. Two slots of one
4 kB block each are written in turn, so a power cut in the middle of one leaves the other; no space is
allocated after the file was made, so a full disk does not stop it.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import struct
from pathlib import Path

from app.store.files import OWNER_ONLY, sync_folder
from app.store.rows import AuditHead
from app.store.sealed import key_for

_SLOT = 4096
_BODY = struct.Struct(">4sQ32s")
_MAGIC = b"PGH1"
_MAC_BYTES = 32


class HeadFile:
    """Two slots on disk. Raises OSError."""

    def __init__(self, path: Path, data_key: bytes) -> None:
        self._key = key_for("journal head", data_key)
        is_new = not path.exists()
        flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0)
        self._file = os.fdopen(os.open(path, flags, OWNER_ONLY), "r+b", buffering=0)
        if os.fstat(self._file.fileno()).st_size < 2 * _SLOT:
            self._file.write(bytes(2 * _SLOT))
            os.fsync(self._file.fileno())
        if is_new:
            sync_folder(path.parent)
        self._written: AuditHead | None = None
        self._turn = 0

    def read(self) -> tuple[AuditHead | None, bool]:
        """The newest good slot, and whether anything was ever written (a blank file: no)."""
        self._file.seek(0)
        raw = self._file.read(2 * _SLOT) or b""
        slots = [(head, turn) for turn in (0, 1) if (head := self._head_in(raw[turn * _SLOT :][:_SLOT])) is not None]
        newest, turn = max(slots, key=lambda slot: slot[0].seq, default=(None, 1))
        self._turn = 1 - turn
        return newest, any(raw)

    def write(self, head: AuditHead) -> None:
        """Put `head` on the platter, over the older of the two."""
        if head == self._written:
            return
        body = _BODY.pack(_MAGIC, head.seq, bytes.fromhex(head.digest))
        self._file.seek(self._turn * _SLOT)
        self._file.write(body + self._mac(body))
        os.fsync(self._file.fileno())
        self._written = head
        self._turn = 1 - self._turn

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()

    def _head_in(self, slot: bytes) -> AuditHead | None:
        body, mac = slot[: _BODY.size], slot[_BODY.size : _BODY.size + _MAC_BYTES]
        if len(mac) < _MAC_BYTES or not hmac.compare_digest(mac, self._mac(body)):
            return None
        magic, seq, digest = _BODY.unpack(body)
        return AuditHead(seq, digest.hex()) if magic == _MAGIC else None

    def _mac(self, body: bytes) -> bytes:
        return hmac.new(self._key, body, hashlib.sha256).digest()
