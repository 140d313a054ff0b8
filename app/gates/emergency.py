"""The emergency file: takes an opening by hand when the journal cannot.

All its room is written when it is made, so a full disk does not matter; each record is sealed to a public key, so
writing needs no secret. Records are taken into the journal once, by their `entry_id`, and then wiped.
"""

from __future__ import annotations

import dataclasses
import errno
import json
import logging
import os
import struct
import threading
from collections.abc import Awaitable, Callable
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Any, get_type_hints

from app.domain.entry import Entry
from app.gates.sealing import private_key, seal_to, unseal_with

log = logging.getLogger(__name__)

SLOT_BYTES = 8192
SLOTS = 128
PURPOSE = "emergency"
_HEAD = struct.Struct(">4sI")
_MAGIC = b"PGE1"


class EmergencyFile:
    """One file of fixed slots. The private key is derived from the data key only when records are taken in."""

    def __init__(self, path: Path, data_key: bytes) -> None:
        """Make or find the file; a disk that cannot even hold it is found out when it is needed."""
        self._path = path
        self._private = private_key(data_key, PURPOSE)
        self._public = self._private.public_key()
        try:
            self._preallocate()
        except OSError:
            log.exception("the emergency file cannot be made")

    def keep(self, entry: Entry) -> None:
        """Put an entry into the next free slot. Raises OSError when it cannot be written or all slots are taken."""
        sealed = seal_to(self._public, _packed(entry), PURPOSE)
        if len(sealed) + _HEAD.size > SLOT_BYTES:
            sealed = seal_to(self._public, _packed(dataclasses.replace(entry, note="")), PURPOSE)
        with self._path.open("r+b") as file:
            for slot in range(SLOTS):
                file.seek(slot * SLOT_BYTES)
                if file.read(len(_MAGIC)) != _MAGIC:
                    file.seek(slot * SLOT_BYTES)
                    file.write(_HEAD.pack(_MAGIC, len(sealed)) + sealed)
                    break
            else:
                raise OSError(errno.ENOSPC, "all slots of the emergency file are taken")
        # A dying disk may hang in fsync for minutes, and the gate is waiting: others wait for it, not the loop.
        threading.Thread(target=self._sync, name="emergency file", daemon=True).start()

    def kept(self) -> tuple[Entry, ...]:
        """What is there, oldest first. A record that cannot be read is logged and stays where it is."""
        return tuple(entry for _, entry in self._read())

    async def take_in(self, record: Callable[[Entry], Awaitable[object]]) -> int:
        """Give every record to `record` (idempotent by `entry_id`), wipe it when that has returned; how many.

        What `record` raises ends the taking in; the rest stays for the next time.
        """
        taken = 0
        for slot, entry in self._read():
            await record(entry)
            self._wipe(slot)
            taken += 1
        return taken

    def _preallocate(self) -> None:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        with self._path.open("ab") as file:
            missing = SLOTS * SLOT_BYTES - file.tell()
            if missing > 0:
                file.write(bytes(missing))
                file.flush()
                os.fsync(file.fileno())

    def _read(self) -> list[tuple[int, Entry]]:
        found: list[tuple[int, Entry]] = []
        try:
            with self._path.open("rb") as file:
                for slot in range(SLOTS):
                    file.seek(slot * SLOT_BYTES)
                    head = file.read(_HEAD.size)
                    if len(head) < _HEAD.size or not head.startswith(_MAGIC):
                        continue
                    _, length = _HEAD.unpack(head)
                    try:
                        found.append((slot, _unpacked(unseal_with(self._private, file.read(length), PURPOSE))))
                    except (ValueError, TypeError, KeyError):
                        log.exception("slot %d of the emergency file cannot be read", slot)
        except FileNotFoundError:
            log.warning("there is no emergency file")
        return found

    def _wipe(self, slot: int) -> None:
        with self._path.open("r+b") as file:
            file.seek(slot * SLOT_BYTES)
            file.write(bytes(SLOT_BYTES))
            file.flush()
            os.fsync(file.fileno())

    def _sync(self) -> None:
        try:
            file = os.open(self._path, os.O_RDWR)
            try:
                os.fsync(file)
            finally:
                os.close(file)
        except OSError:
            log.exception("the emergency file could not be brought to the disk")


def _packed(entry: Entry) -> bytes:
    parts = dataclasses.asdict(entry)
    return json.dumps(
        {name: part.isoformat() if isinstance(part, datetime) else part for name, part in parts.items()}
    ).encode()


def _unpacked(text: bytes) -> Entry:
    given: dict[str, Any] = json.loads(text)
    hints = get_type_hints(Entry)
    return Entry(**{name: _as(hints[name], value) for name, value in given.items() if name in hints})


def _as(hint: Any, value: Any) -> Any:
    if hint is datetime:
        return datetime.fromisoformat(value)
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return hint(value)
    return tuple(value) if isinstance(value, list) else value
