"""Who is expected today: the day's passes, found by a few letters, taken with Enter."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from typing import Any, Protocol

from app.domain.passes import Pass
from app.events import EntryRecorded, MirrorChanged
from ui.presenters.errands import run
from ui.presenters.port import Core

ASK_EVERY_S = 30.0


@dataclass(frozen=True, slots=True)
class ExpectedState:
    """`passes` is None until the store has answered; `shown` are those that fit the letters."""

    now: datetime
    passes: tuple[Pass, ...] | None = None
    text: str = ""

    @property
    def shown(self) -> tuple[Pass, ...]:
        """The passes whose name, house or plate holds the letters, accents or not."""
        wanted = folded(self.text)
        if not wanted:
            return self.passes or ()
        return tuple(
            one for one in self.passes or () if wanted in folded(f"{one.visitor_name} {one.house} {one.plate}")
        )


class ExpectedView(Protocol):
    """What the presenter asks of its screen."""

    def show_state(self, state: ExpectedState) -> None: ...
    def leave(self) -> None: ...


@lru_cache(maxsize=8192)
def folded(text: str) -> str:
    """Without accents and capitals: a guard types "ordonez"."""
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in parts if not unicodedata.combining(c)).strip()


class ExpectedPresenter:
    """Asks the store when something changed, at most every half minute, and at once when the page comes up."""

    def __init__(self, core: Core, view: ExpectedView) -> None:
        self._core = core
        self._view = view
        self._stale = False
        self._asked_at = 0.0
        self._stops: list[Callable[[], None]] = []
        self.state = ExpectedState(core.site_now())

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
        """The page came up, or it is time again."""
        self._stale, self._asked_at = False, self._core.clock.monotonic()
        run(self._core, self._load(), "expected today")

    def tick(self) -> None:
        """Once a second while the page is in view."""
        waited_s = self._core.clock.monotonic() - self._asked_at
        if waited_s >= (1 if self._stale else ASK_EVERY_S):
            self.ask()
        self._put()

    def search(self, text: str) -> None:
        """The guard types."""
        self._put(text=text)

    def picked(self, pass_id: str) -> None:
        """This one is here: it goes to the gate like a scan."""
        for pass_ in self.state.passes or ():
            if pass_.pass_id == pass_id:
                self._view.leave()
                self._core.intents.pick(pass_)
                return

    async def _load(self) -> None:
        self._put(passes=await self._core.expected_today())

    def _is_stale(self) -> None:
        self._stale = True

    def _put(self, **changes: Any) -> None:
        self.state = replace(self.state, now=self._core.site_now(), **changes)
        self._view.show_state(self.state)
