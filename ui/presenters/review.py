"""Review: everything that needs a human, with what can be done about it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Protocol

from app.domain.shift import Act, Actor, may
from app.events import ActorChanged, EntrySettled, Notice, PullCompleted
from app.store.rows import QuarantineRow
from ui.presenters.errands import run
from ui.presenters.port import Core


@dataclass(frozen=True, slots=True)
class ReviewState:
    """`notices` and `held` are None until the store has answered; `marked`: the notice or the entry in hand."""

    now: datetime
    actor: Actor | None
    notices: tuple[Notice, ...] | None = None
    held: tuple[QuarantineRow, ...] | None = None
    marked: str = ""

    @property
    def allowed(self) -> bool:
        """Whether this person may decide here."""
        return may(self.actor, Act.REVIEW)

    @property
    def notice(self) -> Notice | None:
        """The notice in hand."""
        return next((one for one in self.notices or () if one.notice_id == self.marked), None)

    @property
    def questioned(self) -> bool:
        """Whether the notice in hand is an entry that the central API questions: accepted, or reported on."""
        return self.notice is not None and self.notice.kind == "entry_flagged"

    @property
    def held_row(self) -> QuarantineRow | None:
        """The entry in hand that the central API would not take."""
        return next((one for one in self.held or () if one.entry.entry_id == self.marked), None)


class ReviewView(Protocol):
    """What the presenter asks of its screen."""

    def show_state(self, state: ReviewState) -> None: ...


class ReviewPresenter:
    """Nothing here is closed without a word why."""

    def __init__(self, core: Core, view: ReviewView) -> None:
        self._core = core
        self._view = view
        self._stops: list[Callable[[], None]] = []
        self.state = ReviewState(core.site_now(), core.actor)

    def start(self) -> None:
        """Follow what comes in."""
        events = self._core.events
        self._stops = [
            events.subscribe(Notice, lambda _: self.ask()),
            events.subscribe(EntrySettled, lambda _: self.ask()),
            events.subscribe(PullCompleted, lambda _: self.ask()),
            events.subscribe(ActorChanged, lambda event: self._put(actor=event.actor)),
        ]

    def close(self) -> None:
        """Hear no more events."""
        for stop in self._stops:
            stop()
        self._stops.clear()

    def ask(self) -> None:
        """What is open now."""
        if self.state.allowed:
            run(self._core, self._load(), "review")

    def tick(self) -> None:
        """Once a second while the page is in view."""
        self._put()

    def mark(self, key: str) -> None:
        """Take one in hand."""
        self._put(marked=key)

    def settle(self, resolution: str, *, reported: bool = False) -> None:
        """It was looked at; `resolution` says what came of it. `reported`: an entry is reported on, not accepted."""
        notice = self.state.notice
        if notice is not None and resolution.strip() and self.state.allowed:
            run(self._core, self._settle(notice.notice_id, resolution.strip(), reported), "close a notice")

    def send_again(self) -> None:
        """The central API may take it now."""
        row = self.state.held_row
        if row is not None and self.state.allowed:
            run(self._core, self._send_again(row.entry.entry_id), "send again")

    async def _settle(self, notice_id: str, resolution: str, reported: bool) -> None:
        await self._core.close_notice(notice_id, resolution, reported=reported)
        await self._load()

    async def _send_again(self, entry_id: str) -> None:
        await self._core.send_again(entry_id)
        await self._load()

    async def _load(self) -> None:
        notices = await self._core.open_notices()
        held = await self._core.quarantined()
        known = {*(one.notice_id for one in notices), *(one.entry.entry_id for one in held)}
        self._put(notices=notices, held=held, marked=self.state.marked if self.state.marked in known else "")

    def _put(self, **changes: Any) -> None:
        self.state = replace(self.state, now=self._core.site_now(), **changes)
        self._view.show_state(self.state)
