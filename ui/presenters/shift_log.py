"""The shift: what happened, what was noted, and handing it to the next guard. Nothing here blocks the gate."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Protocol

from app.domain.entry import OVERRIDE_REASON, Direction, Entry, EntryKind
from app.domain.shift import LineKind, Shift, ShiftLine
from app.events import ActorChanged, EntryRecorded, LinkChanged, PullCompleted
from ui.presenters.errands import run
from ui.presenters.port import Core

CAME_IN = frozenset({EntryKind.VISIT, EntryKind.WALK_IN, EntryKind.KNOWN_PERSON})


@dataclass(frozen=True, slots=True)
class ShiftCounts:
    """The shift in numbers. `unreasoned`: opened by hand and nobody said why yet."""

    came_in: int = 0
    left: int = 0
    refused: int = 0
    by_hand: int = 0
    unreasoned: int = 0


@dataclass(frozen=True, slots=True)
class ShiftState:
    """`lines` and `entries` are None until the store has answered, newest first. `with_photo`: the next note gets a
    picture of this moment; `photo`: the one of the line in hand."""

    now: datetime
    shift: Shift | None = None
    entries: tuple[Entry, ...] | None = None
    lines: tuple[ShiftLine, ...] | None = None
    waiting: int = 0
    handing_over: bool = False
    with_photo: bool = False
    marked: ShiftLine | None = None
    photo: bytes | None = None

    @property
    def counts(self) -> ShiftCounts:
        """Counted from the entries of this shift."""
        entries = self.entries or ()
        told = {entry.corrects for entry in entries if entry.reason == OVERRIDE_REASON}
        by_hand = [entry for entry in entries if entry.kind is EntryKind.OVERRIDE]
        return ShiftCounts(
            came_in=sum(1 for entry in entries if entry.kind in CAME_IN and entry.direction is Direction.IN),
            left=sum(
                1 for entry in entries if entry.direction is Direction.OUT and entry.kind is not EntryKind.REFUSAL
            ),
            refused=sum(1 for entry in entries if entry.kind is EntryKind.REFUSAL),
            by_hand=len(by_hand),
            unreasoned=sum(1 for entry in by_hand if entry.entry_id not in told),
        )

    @property
    def to_read(self) -> ShiftLine | None:
        """The handover of the guard before, while this guard has not acknowledged it."""
        for line in self.lines or ():
            if line.kind is LineKind.HANDOVER and not line.acknowledged and not line.post:
                mine = self.shift is not None and line.shift_id == self.shift.shift_id
                return None if mine else line
        return None


class ShiftView(Protocol):
    """What the presenter asks of its screen."""

    def show_state(self, state: ShiftState) -> None: ...


class ShiftPresenter:
    """Follows entries and the person on duty."""

    def __init__(self, core: Core, view: ShiftView) -> None:
        self._core = core
        self._view = view
        self._stops: list[Callable[[], None]] = []
        self.state = ShiftState(core.site_now(), core.shift, waiting=core.link.waiting)

    def start(self) -> None:
        """Subscribe and ask."""
        events = self._core.events
        self._stops = [
            events.subscribe(EntryRecorded, lambda _: self.ask()),
            events.subscribe(ActorChanged, lambda _: self.ask()),
            events.subscribe(PullCompleted, lambda _: self.ask()),
            events.subscribe(LinkChanged, lambda event: self._put(waiting=event.waiting)),
        ]
        self.state = replace(self.state, shift=self._core.shift, waiting=self._core.link.waiting)
        self.ask()

    def close(self) -> None:
        """Hear no more events."""
        for stop in self._stops:
            stop()
        self._stops.clear()

    def ask(self) -> None:
        """What happened so far."""
        run(self._core, self._load(), "shift log")

    def tick(self) -> None:
        """Once a second while the page is in view."""
        self._put()

    def note(self, words: str, *, incident: bool) -> None:
        """Write something down."""
        if words.strip():
            run(self._core, self._write(LineKind.INCIDENT if incident else LineKind.NOTE, words.strip()), "shift note")

    def take_photo(self, on: bool) -> None:
        """The next note gets a picture of this moment, or not."""
        self._put(with_photo=on)

    def mark(self, key: str) -> None:
        """Take a line in hand: its picture is shown."""
        line = next((one for one in self.state.lines or () if one.line_id == key), None)
        self._put(marked=line, photo=None)
        if line is not None and line.photo_hash is not None:
            run(self._core, self._load_photo(line), "the picture of a line")

    def acknowledge(self) -> None:
        """The handover was read."""
        if (line := self.state.to_read) is not None:
            run(self._core, self._acknowledge(line.line_id), "acknowledge the handover")

    def begin_handover(self) -> None:
        """Show what the next guard must know, and ask for words."""
        self._put(handing_over=True)

    def cancel_handover(self) -> None:
        """Go on working."""
        self._put(handing_over=False)

    def hand_over(self, words: str) -> None:
        """The shift ends here; whoever signs in next reads it."""
        if self.state.handing_over:
            self._put(handing_over=False)
            run(self._core, self._core.hand_over(words.strip()), "hand over")

    async def _write(self, kind: LineKind, words: str) -> None:
        photo = await self._core.photo_now() if self.state.with_photo else None
        self._put(with_photo=False)
        await self._core.write_line(kind, words, photo=photo)
        await self._load()

    async def _load_photo(self, line: ShiftLine) -> None:
        photo = await self._core.line_photo(line)
        if self.state.marked is line:
            self._put(photo=photo)

    async def _acknowledge(self, line_id: str) -> None:
        await self._core.acknowledge(line_id)
        await self._load()

    async def _load(self) -> None:
        entries = await self._core.shift_entries()
        lines = await self._core.shift_lines()
        self._put(entries=entries, lines=lines, shift=self._core.shift)

    def _put(self, **changes: Any) -> None:
        self.state = replace(self.state, now=self._core.site_now(), **changes)
        self._view.show_state(self.state)
