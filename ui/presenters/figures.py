"""Figures of a span of days: counted in the core, shown, and saved as a picture."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol

from app.domain.shift import Act, Actor, may
from ui.presenters.errands import run
from ui.presenters.history import Range, Summary, days_of
from ui.presenters.port import Core


@dataclass(frozen=True, slots=True)
class FiguresState:
    """`summary` is None until the store has counted; `saved`: the picture's file."""

    now: datetime
    actor: Actor | None
    range: Range = Range.WEEK
    summary: Summary | None = None
    saved: Path | None = None

    @property
    def may_save(self) -> bool:
        """Whether there is something to save, and somebody who may: a picture names guards."""
        return self.summary is not None and may(self.actor, Act.EXPORT)


class FiguresView(Protocol):
    """What the presenter asks of its screen."""

    def show_state(self, state: FiguresState) -> None: ...


class FiguresPresenter:
    """A newer question makes the answer to an older one worthless."""

    def __init__(self, core: Core, view: FiguresView) -> None:
        self._core = core
        self._view = view
        self._asked = 0
        self.state = FiguresState(core.site_now(), core.actor)

    def ask(self) -> None:
        """Count anew."""
        self._put(actor=self._core.actor, saved=None)
        if may(self.state.actor, Act.SEE_HISTORY):
            self._asked += 1
            run(self._core, self._count(self._asked), "figures")

    def choose_range(self, chosen: Range) -> None:
        """Other days."""
        self._put(range=chosen, summary=None)
        self.ask()

    def save(self, picture: bytes) -> None:
        """Put the picture (PNG) of what is shown into a file."""
        if self.state.may_save:
            run(self._core, self._save(picture), "save figures")

    async def _count(self, asked: int) -> None:
        summary = await self._core.history_summary(*days_of(self.state.range, self._core.site_now()))
        if asked == self._asked:
            self._put(summary=summary)

    async def _save(self, picture: bytes) -> None:
        start, end = days_of(self.state.range, self._core.site_now())
        self._put(saved=await self._core.export_picture(picture, start, end))

    def _put(self, **changes: Any) -> None:
        self.state = replace(self.state, now=self._core.site_now(), **changes)
        self._view.show_state(self.state)
