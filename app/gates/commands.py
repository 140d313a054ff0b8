"""The append-only record of every command and of what became of it. No names, no documents: only ids and codes."""

from __future__ import annotations

import json
import logging
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from app.domain.gate import GateCommand, GateOutcome

log = logging.getLogger(__name__)

FULL_BYTES = 8 * 1024 * 1024
"""Then the file is put aside (one older one is kept) and a new one begun."""


class CommandRecord(Protocol):
    """Where commands and outcomes are written down."""

    def ordered(self, command: GateCommand) -> None:
        """A command was given; written before anything is sent."""

    def answered(self, command: GateCommand, outcome: GateOutcome) -> None:
        """A command came to its end, or was confirmed later."""


@dataclass(frozen=True, slots=True)
class CommandFile:
    """JSON lines in one file of a folder that is there. It is evidence, never a queue: nothing reads it to act on it.

    A disk that takes no more never stops a gate: the failure is logged and the command goes on.
    """

    path: Path

    def ordered(self, command: GateCommand) -> None:
        """One line with everything that was ordered."""
        self._append(
            {
                "phase": "ordered",
                "command_id": command.command_id,
                "gate_id": command.gate_id,
                "action": command.action,
                "cause": command.cause,
                "ordered_at": command.ordered_at.isoformat(),
                "lives_s": round(command.deadline_monotonic - command.ordered_monotonic, 3),
                "actor_id": command.actor_id,
                "entry_id": command.entry_id,
            }
        )

    def answered(self, command: GateCommand, outcome: GateOutcome) -> None:
        """One line with the outcome."""
        self._append(
            {
                "phase": "confirmed" if outcome.confirmed else "answered",
                "command_id": command.command_id,
                "gate_id": command.gate_id,
                "kind": outcome.kind,
                "path": outcome.path,
                "detail": outcome.detail,
                "took_ms": outcome.took_ms,
            }
        )

    def _append(self, line: dict[str, object]) -> None:
        try:
            file = os.open(self.path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
            try:
                os.write(file, (json.dumps(line) + "\n").encode())
                full = os.fstat(file).st_size > FULL_BYTES
            finally:
                os.close(file)
            if full:
                self.path.replace(self.path.with_suffix(".older"))
        except OSError as error:
            log.error("the record of gate commands cannot be written: %s", error.strerror)
