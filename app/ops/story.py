"""What exports, reports and figures are made of: entries with what became of them, and the site they belong to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

from app.domain.entry import Entry
from app.domain.gate import GateOutcome
from app.domain.line import EntryLine, line_of


@dataclass(frozen=True, slots=True)
class Story:
    """One entry and its end. `found`: what the central API flagged later; `waiting`: it has not confirmed it yet.

    `open_ms`: from the order to the gate's answer, None where nothing was opened. `explained`: why a gate was opened by
    hand, as was told afterwards.
    """

    entry: Entry
    outcome: GateOutcome | None = None
    found: tuple[str, ...] = ()
    waiting: bool = False
    open_ms: int | None = None
    explained: str = ""

    @property
    def line(self) -> EntryLine:
        """The same as a row of a table."""
        return line_of(
            self.entry,
            self.outcome,
            self.found,
            waiting=self.waiting,
            open_ms=self.open_ms,
            explained=self.explained,
        )


@dataclass(frozen=True, slots=True)
class Site:
    """Whose entries these are. `gates`: gate_id → the name that people know."""

    name: str
    zone: ZoneInfo
    gates: Mapping[str, str] = field(default_factory=dict)

    def gate(self, gate_id: str) -> str:
        """The gate's name, or its id when it is of another console."""
        return self.gates.get(gate_id, gate_id)

    def local(self, at: datetime) -> datetime:
        """An aware moment as the clock on the site's wall shows it."""
        return at.astimezone(self.zone)
