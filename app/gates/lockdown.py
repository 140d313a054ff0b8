"""Lockdown: one small file outside the databases. Nobody who cannot read it may open an entry."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from app.domain.lockdown import LONG_AGO, LockdownWord
from app.errors import GateError

SIZE_LIMIT = 4096
NAME = 60
"""Characters that are kept of each name: four, each letter escaped as long as JSON can, stay below the limit."""


@dataclass(frozen=True, slots=True)
class LockdownState:
    """Whether entries are locked, and by whose word. `word` None: the file cannot be understood, so they are."""

    word: LockdownWord | None

    @property
    def locked(self) -> bool:
        """No gate opens for entry."""
        return self.word is None or self.word.locked

    @property
    def readable(self) -> bool:
        """Whether the file says anything."""
        return self.word is not None


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
            return LockdownState(_word(said))
        except (OSError, ValueError):
            return LockdownState(None)

    def hold(self, word: LockdownWord) -> None:
        """From now on this word holds (who may say it is judged by the caller). Raises GateError when the file cannot
        be written."""
        said = {"version": 1, "locked": word.locked, "since": word.at.isoformat(), "actor_id": word.actor_id[:NAME]}
        said |= {"name": word.name[:NAME], "place": word.place[:NAME], "word_id": word.word_id[:NAME]}
        self._write(said | {"waiting": word.waiting})

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


def _word(said: object) -> LockdownWord | None:
    if not isinstance(said, dict) or said.get("version") != 1 or not isinstance(said.get("locked"), bool):
        return None
    since = str(said.get("since", ""))
    at = datetime.fromisoformat(since) if since else LONG_AGO
    if at.tzinfo is None:
        return None
    by, name, place, word_id = (str(said.get(key, "")) for key in ("actor_id", "name", "place", "word_id"))
    return LockdownWord(said["locked"], at, by, name, place, word_id, waiting=said.get("waiting") is True)
