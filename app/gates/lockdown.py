"""Lockdown: one small file outside the databases. Nobody who cannot read it may open an entry."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from app.errors import GateError

SIZE_LIMIT = 4096


@dataclass(frozen=True, slots=True)
class LockdownState:
    """Whether entries are locked. `readable` False: the file cannot be understood, so they are."""

    locked: bool
    readable: bool = True
    since: str = ""
    actor_id: str = ""


class Lockdown:
    """The file, read anew at every look: another program may have written it."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def prepare(self) -> None:
        """Write "not locked" when a site is set up. Only then: a file that has vanished since means locked."""
        if not self._path.exists():
            self._write({"version": 1, "locked": False})

    def state(self) -> LockdownState:
        """What the file says. Missing, unreadable, empty, too large or not ours: locked."""
        try:
            file = os.open(self._path, os.O_RDONLY | getattr(os, "O_BINARY", 0))
            try:
                text = os.read(file, SIZE_LIMIT + 1)
            finally:
                os.close(file)
            said = json.loads(text) if len(text) <= SIZE_LIMIT else None
        except (OSError, ValueError):
            said = None
        if not isinstance(said, dict) or said.get("version") != 1 or not isinstance(said.get("locked"), bool):
            return LockdownState(locked=True, readable=False)
        return LockdownState(said["locked"], True, str(said.get("since", "")), str(said.get("actor_id", "")))

    def engage(self, actor_id: str, at: datetime) -> None:
        """Lock entries down. Raises GateError when the file cannot be written."""
        self._write({"version": 1, "locked": True, "since": at.isoformat(), "actor_id": actor_id})

    def release(self, actor_id: str, at: datetime) -> None:
        """End the lockdown (who may do this is judged by the caller). Raises GateError."""
        self._write({"version": 1, "locked": False, "since": at.isoformat(), "actor_id": actor_id})

    def _write(self, said: dict[str, object]) -> None:
        beside = self._path.with_suffix(".new")
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with beside.open("w", encoding="utf-8") as file:
                json.dump(said, file)
                file.flush()
                os.fsync(file.fileno())
            beside.replace(self._path)
            if os.name == "posix":
                folder = os.open(self._path.parent, os.O_RDONLY)
                try:
                    os.fsync(folder)
                finally:
                    os.close(folder)
        except OSError as error:
            raise GateError(
                "lockdown_not_written",
                "The lockdown could not be changed",
                f"The file that holds it cannot be written ({error.strerror}).",
                "Use the physical key switch to block the gate, and call the technician.",
            ) from error
