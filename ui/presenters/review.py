"""Review: everything that needs a human, with what can be done about it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol

from app.domain.shift import Act, Actor, may
from app.events import ActorChanged, EntrySettled, Notice, PullCompleted
from app.ops.story import Story
from app.store.rows import QuarantineRow
from ui.presenters.errands import run
from ui.presenters.port import Core

QUARANTINED = "entry_quarantined"
MESSAGE = "message_quarantined:"
"""Begins the id of a notice about a message that was refused; the message's own id follows."""
ABOUT_AN_ENTRY = frozenset(
    {
        "entry_flagged",
        QUARANTINED,
        "override_without_reason",
        "photo_lost",
        "photo_refused",
        "admitted_before_central_answered",
    }
)
"""Notices whose subject is an entry's id: what happened is shown beside them."""


@dataclass(frozen=True, slots=True)
class ReviewState:
    """`notices` and `held` are None until the store has answered; `marked`: the notice or the entry in hand, `story`
    and `photo` what it is about; `exported`: the file that it was saved to; `sent`: what was sent again since."""

    now: datetime
    actor: Actor | None
    notices: tuple[Notice, ...] | None = None
    held: tuple[QuarantineRow, ...] | None = None
    marked: str = ""
    story: Story | None = None
    photo: bytes | None = None
    exported: Path | None = None
    sent: frozenset[str] = frozenset()

    @property
    def allowed(self) -> bool:
        """Whether this person may decide here."""
        return may(self.actor, Act.REVIEW)

    @property
    def listed(self) -> tuple[Notice, ...]:
        """The notices that are lines of their own: that of an entry which is kept back stands with it."""
        held = {row.entry.entry_id for row in self.held or ()}
        return tuple(one for one in self.notices or () if one.kind != QUARANTINED or one.subject not in held)

    @property
    def notice(self) -> Notice | None:
        """The notice in hand, or that of the entry in hand."""
        return next((one for one in self.notices or () if self.marked in (one.notice_id, _entry_kept_back(one))), None)

    @property
    def questioned(self) -> bool:
        """Whether the notice in hand is an entry that the central API questions: accepted, or reported on."""
        return self.notice is not None and self.notice.kind == "entry_flagged"

    @property
    def held_row(self) -> QuarantineRow | None:
        """The entry in hand that the central API would not take."""
        return next((one for one in self.held or () if one.entry.entry_id == self.marked), None)

    @property
    def kept_back(self) -> str:
        """The id of the entry or the message in hand that the central API would not take; "" if it is neither."""
        return self.marked.removeprefix(MESSAGE) if self.held_row or self.marked.startswith(MESSAGE) else ""


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
        """Take one in hand; the entry that it is about is fetched, with its photo."""
        if key == self.state.marked:
            return
        self._put(marked=key, story=None, photo=None, exported=None)
        row, notice = self.state.held_row, self.state.notice
        if row is not None:
            run(self._core, self._evidence(key, row.entry.entry_id), "evidence")
        elif notice is not None and notice.kind in ABOUT_AN_ENTRY:
            run(self._core, self._evidence(key, notice.subject), "evidence")

    def settle(self, resolution: str, *, reported: bool = False) -> None:
        """It was looked at; `resolution` says what came of it. `reported`: an entry is reported on, not accepted."""
        notice = self.state.notice
        if notice is not None and resolution.strip() and self.state.allowed:
            run(self._core, self._settle(notice.notice_id, resolution.strip(), reported), "close a notice")

    def send_again(self) -> None:
        """The central API may take it now."""
        kept_id = self.state.kept_back
        if kept_id and kept_id not in self.state.sent and self.state.allowed:
            run(self._core, self._send_again(kept_id), "send again")

    def export(self) -> None:
        """The entry that it is about, and the central API's answer, into a file."""
        if self.state.story is not None and may(self.state.actor, Act.EXPORT):
            run(self._core, self._export(self.state.marked, self.state.story), "export an entry")

    async def _evidence(self, key: str, entry_id: str) -> None:
        story = await self._core.entry(entry_id)
        photo = None if story is None else await self._core.photo(story.entry)
        if self.state.marked == key:
            self._put(story=story, photo=photo)

    async def _export(self, key: str, story: Story) -> None:
        path = await self._core.export_entry(story)
        if self.state.marked == key:
            self._put(exported=path)

    async def _settle(self, notice_id: str, resolution: str, reported: bool) -> None:
        await self._core.close_notice(notice_id, resolution, reported=reported)
        await self._load()

    async def _send_again(self, kept_id: str) -> None:
        await self._core.send_again(kept_id)
        self._put(sent=self.state.sent | {kept_id})
        await self._load()

    async def _load(self) -> None:
        notices = await self._core.open_notices()
        held = await self._core.quarantined()
        known = {*(one.notice_id for one in notices), *(one.entry.entry_id for one in held)}
        self._put(notices=notices, held=held)
        if self.state.marked not in known:
            self.mark("")

    def _put(self, **changes: Any) -> None:
        self.state = replace(self.state, now=self._core.site_now(), **changes)
        self._view.show_state(self.state)


def _entry_kept_back(notice: Notice) -> str | None:
    return notice.subject if notice.kind == QUARANTINED else None
