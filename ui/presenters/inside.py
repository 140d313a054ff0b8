"""Who is inside now: to let out, to see who stays too long, and to print before an evacuation."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol

from app.domain.entry import Direction
from app.domain.gate import GateStatus
from app.domain.passes import Pass
from app.events import EntryRecorded, MirrorChanged
from app.store.rows import InsideRow
from ui.presenters.errands import run
from ui.presenters.expected import folded
from ui.presenters.port import Core


@dataclass(frozen=True, slots=True)
class InsideState:
    """`rows` is None until the store has answered, longest inside first; `printed`: where the list was saved;
    `showing`: who is chosen next does not leave, their pass is shown."""

    now: datetime
    rows: tuple[InsideRow, ...] | None = None
    text: str = ""
    gates: tuple[GateStatus, ...] = ()
    printing: bool = False
    printed: Path | None = None
    showing: bool = False

    @property
    def shown(self) -> tuple[InsideRow, ...]:
        """Those whose name, house or plate holds the letters; while passes are shown, those with one made here."""
        wanted = folded(self.text)
        rows = tuple(row for row in self.rows or () if row.made_here or not self.showing)
        if not wanted:
            return rows
        return tuple(
            row for row in rows if wanted in folded(f"{row.pass_.visitor_name} {row.pass_.house} {row.pass_.plate}")
        )

    @property
    def people(self) -> int:
        """How many people that are: a pass may stand for several."""
        return sum(row.pass_.people for row in self.rows or ())

    @property
    def overstays(self) -> int:
        """How many passes have ended while their people are inside."""
        return sum(1 for row in self.rows or () if row.pass_.valid_until < self.now)


class InsideView(Protocol):
    """What the presenter asks of its screen."""

    def show_state(self, state: InsideState) -> None: ...
    def leave(self) -> None: ...
    def show_pass(self, pass_: Pass) -> None: ...


class InsidePresenter:
    """Asks the store at once after each entry: the list must be right when the alarm rings."""

    def __init__(self, core: Core, view: InsideView) -> None:
        self._core = core
        self._view = view
        self._stale = True
        self._stops: list[Callable[[], None]] = []
        self.state = InsideState(core.site_now())

    def start(self) -> None:
        """Follow what changes the list."""
        for kind in (MirrorChanged, EntryRecorded):
            self._stops.append(self._core.events.subscribe(kind, lambda _: self._is_stale()))
        self.ask()

    def close(self) -> None:
        """Hear no more events."""
        for stop in self._stops:
            stop()
        self._stops.clear()

    def ask(self) -> None:
        """The page came up, or something happened."""
        self._stale = False
        run(self._core, self._load(), "inside now")

    def tick(self) -> None:
        """Once a second while the page is in view."""
        if self._stale:
            self.ask()
        self._put()

    def search(self, text: str) -> None:
        """The guard types."""
        self._put(text=text)

    def show_passes(self, showing: bool) -> None:
        """Choose whose pass is shown, or who leaves."""
        self._put(showing=showing)

    def chosen(self, pass_id: str) -> None:
        """A row was chosen: this one leaves, or their pass is shown."""
        if not self.state.showing:
            self.left(pass_id)
            return
        for row in self.state.shown:
            if row.pass_.pass_id == pass_id:
                self._put(showing=False)
                self._view.show_pass(row.pass_)
                return

    def left(self, pass_id: str) -> None:
        """This one leaves: it goes to the gate like a scan on the way out."""
        for row in self.state.rows or ():
            if row.pass_.pass_id == pass_id:
                self._view.leave()
                self._core.intents.pick(row.pass_, Direction.OUT)
                return

    def entered(self, text: str) -> bool:
        """A code read out by somebody who leaves; False if the letters are no code."""
        if self.state.showing or not self._core.intents.typed(text.strip(), Direction.OUT):
            return False
        self._view.leave()
        return True

    def print_list(self) -> None:
        """The muster list, also without a connection."""
        if not self.state.printing:
            self._put(printing=True, printed=None)
            run(self._core, self._print(), "muster list")

    async def _print(self) -> None:
        try:
            self._put(printed=await self._core.print_muster())
        finally:
            self._put(printing=False)

    async def _load(self) -> None:
        rows = await self._core.inside()
        self._put(rows=tuple(sorted(rows, key=lambda row: row.since)), gates=self._core.gates())

    def _is_stale(self) -> None:
        self._stale = True

    def _put(self, **changes: Any) -> None:
        self.state = replace(self.state, now=self._core.site_now(), **changes)
        self._view.show_state(self.state)
