"""The shell's presenter: who is on duty, how the link stands, what must be said on every place."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Protocol

from app.domain.shift import Act, Actor, Shift, may
from app.errors import KnownError
from app.events import (
    ActorChanged,
    CaseChanged,
    CodesInView,
    EntrySettled,
    GateChanged,
    Link,
    LinkChanged,
    Notice,
    ScannerChanged,
    SettingsChanged,
    Trouble,
)
from ui.presenters.errands import run
from ui.presenters.port import Core

LOOK_INSIDE_EVERY_S = 120.0
STAYS_OVER = timedelta(minutes=15)
"""Nobody is late who is saying goodbye."""


class Place(StrEnum):
    """Where one can be."""

    GATE = "gate"
    EXPECTED = "expected"
    INSIDE = "inside"
    HISTORY = "history"
    SHIFT_LOG = "shift_log"
    DEVICES = "devices"
    SERVICE = "service"


class Page(StrEnum):
    """The window shows one of these whole."""

    CONSOLE = "console"
    SIGN_IN = "sign_in"
    LOCK = "lock"


@dataclass(frozen=True, slots=True)
class ShellState:
    """What stands around every place. `trouble`: what must be said now, until it is closed or is over.

    `signing_in`: somebody on duty, or another guard, signs in: the form is shown, the shift goes on.
    `choosing_pin`: the keypad asks for a new PIN; `then_lock`: the console is locked after that.
    `by_hand`: nobody is on duty, and the keypad asks whose PIN opens a gate.
    """

    now: datetime
    site: str
    post: str
    link: LinkChanged
    actor: Actor | None
    shift: Shift | None
    locked: bool
    place: Place = Place.GATE
    trouble: KnownError | None = None
    signed_out_closed: bool = False
    signing_in: bool = False
    choosing_pin: bool = False
    by_hand: bool = False
    then_lock: bool = False
    notices: int = 0
    flagged: int = 0
    """Entries made without a line that the central API found something about, since it is back; until closed."""
    overstays: int = 0
    """Passes over their time whose people are inside, as far as nobody has looked at the list since."""
    locked_down: bool = False
    case_id: str = ""

    @property
    def page(self) -> Page:
        """What the whole window is now."""
        if self.by_hand and (self.actor is None or self.signing_in):
            return Page.LOCK
        if self.actor is None or self.signing_in:
            return Page.SIGN_IN
        if self.locked or self.choosing_pin:
            return Page.LOCK
        return Page.CONSOLE


class ShellView(Protocol):
    """What the presenter asks of the window."""

    def show_state(self, state: ShellState) -> None: ...


class ShellPresenter:
    """Follows the events that concern the whole console."""

    def __init__(self, core: Core, view: ShellView) -> None:
        self._core = core
        self._view = view
        self._stops: list[Callable[[], None]] = []
        self._away, self._found = core.link.link is Link.OFFLINE, 0
        self._look_inside_at = core.clock.monotonic()
        self._late: frozenset[str] = frozenset()
        self._looked_at: frozenset[str] = frozenset()
        self.state = ShellState(
            now=core.site_now(),
            site=core.site_name,
            post=core.post_name,
            link=core.link,
            actor=core.actor,
            shift=core.shift,
            locked=core.locked,
        )

    def start(self) -> None:
        """Subscribe and show."""
        events = self._core.events
        self._stops = [
            events.subscribe(LinkChanged, self._link_changed),
            events.subscribe(ActorChanged, self._actor_changed),
            events.subscribe(CaseChanged, self._case_changed),
            events.subscribe(GateChanged, lambda _: self._gates_changed()),
            events.subscribe(SettingsChanged, lambda _: self._put(site=self._core.site_name)),
            events.subscribe(Trouble, lambda event: self._put(trouble=event.error)),
            events.subscribe(ScannerChanged, self._scanner_changed),
            events.subscribe(CodesInView, self._codes_in_view),
            events.subscribe(Notice, lambda _: self._put(notices=self.state.notices + 1)),
            events.subscribe(EntrySettled, self._settled),
        ]
        self._put()

    def close(self) -> None:
        """Hear no more events."""
        for stop in self._stops:
            stop()
        self._stops.clear()

    def tick(self) -> None:
        """Once a second."""
        now = self._core.clock.monotonic()
        if now >= self._look_inside_at:
            self._look_inside_at = now + LOOK_INSIDE_EVERY_S
            run(self._core, self._look_inside(), "who stays too long")
        self._put()

    def go(self, place: Place) -> None:
        """Another place. What a person may not see there, that place says in words."""
        seen = place is Place.HISTORY and may(self._core.actor, Act.REVIEW)
        looked = place is Place.INSIDE
        if looked:
            self._looked_at |= self._late
        self._put(
            place=place,
            notices=0 if seen else self.state.notices,
            overstays=0 if looked else self.state.overstays,
        )

    def lock(self) -> None:
        """Lock the screen; the camera goes on. Without a PIN one is chosen first."""
        run(self._core, self._lock(), "lock")

    def idle(self) -> None:
        """Nobody touched the console for long. Without a PIN it stays open: offline, nobody could come back."""
        if self.state.page is Page.CONSOLE:
            run(self._core, self._lock_if_pin(), "lock on idle")

    def signed_in(self) -> None:
        """Somebody signed in at the form: the first time at this PC a PIN is chosen."""
        run(self._core, self._ask_for_pin(), "ask for a PIN")

    def pin_done(self) -> None:
        """A PIN was chosen, or put off."""
        then_lock = self.state.then_lock
        self._put(choosing_pin=False, then_lock=False, by_hand=False)
        if then_lock:
            run(self._core, self._lock_if_pin(), "lock")

    def open_by_hand(self) -> None:
        """Nobody is on duty, and a gate must open: the keypad asks who it is."""
        self._put(by_hand=True)

    def sign_in_again(self) -> None:
        """The session at the central API ended: show the form, keep the shift."""
        self._put(signing_in=True)

    def stay(self) -> None:
        """Back from the form without signing in."""
        self._put(signing_in=False)

    def sign_out(self) -> None:
        """The guard leaves; nothing of the queue is lost."""
        run(self._core, self._core.sign_out(), "sign out")

    def close_trouble(self) -> None:
        """It was read."""
        if self.state.trouble is not None:
            self._put(trouble=None)
        elif self.state.flagged:
            self._put(flagged=0)
        else:
            self._put(signed_out_closed=True)

    def _codes_in_view(self, event: CodesInView) -> None:
        """Somebody stands there and the guard is asked which code it is."""
        if event.scans:
            self._put(place=Place.GATE)

    def _scanner_changed(self, event: ScannerChanged) -> None:
        """A scanner that was plugged in again: nobody has to close what was said of it."""
        if event.problem is None and self.state.trouble is not None and self.state.trouble.code == "scanner_port_lost":
            self._put(trouble=None)

    def _case_changed(self, event: CaseChanged) -> None:
        """A new car brings the gate back, whoever works on what meanwhile."""
        case_id = event.case.case_id if event.case is not None else ""
        if case_id and case_id != self.state.case_id:
            self._put(place=Place.GATE, case_id=case_id)
        elif case_id != self.state.case_id:
            self._put(case_id=case_id)

    def _gates_changed(self) -> None:
        locked_down = any(gate.locked_down for gate in self._core.gates())
        if locked_down != self.state.locked_down:
            self._put(locked_down=locked_down)

    def _settled(self, event: EntrySettled) -> None:
        """What is found out afterwards is counted, and told in one sentence when all is sent."""
        if self._away and event.flags:
            self._found += 1

    async def _look_inside(self) -> None:
        """Visits that never left: a mark on the rail, no sound, until somebody looks."""
        limit = self._core.site_now() - STAYS_OVER
        rows = await self._core.inside()
        self._late = frozenset(row.pass_.pass_id for row in rows if row.pass_.valid_until < limit)
        self._put(overstays=len(self._late - self._looked_at))

    def _link_changed(self, event: LinkChanged) -> None:
        if event.link is Link.OFFLINE and not self._away:
            self._away, self._found = True, 0
        elif self._away and event.link is Link.ONLINE and event.waiting == 0:
            self._away = False
            self._put(flagged=self.state.flagged + self._found)
        again = self.state.link.link is Link.SIGNED_OUT and event.link is not Link.SIGNED_OUT
        closed = False if again else self.state.signed_out_closed
        self._put(link=event, signed_out_closed=closed)

    def _actor_changed(self, event: ActorChanged) -> None:
        place = self.state.place if event.actor is not None else Place.GATE
        self._put(
            actor=event.actor,
            shift=self._core.shift,
            locked=event.locked,
            place=place,
            signing_in=False,
            by_hand=False,
        )

    async def _has_pin(self) -> bool:
        actor = self._core.actor
        return actor is not None and await self._core.duty.pins.is_set(actor.actor_id)

    async def _lock(self) -> None:
        if await self._has_pin():
            await self._core.lock()
        elif self.state.actor is not None:
            self._put(choosing_pin=True, then_lock=True)

    async def _lock_if_pin(self) -> None:
        if await self._has_pin():
            await self._core.lock()

    async def _ask_for_pin(self) -> None:
        if not await self._has_pin():
            self._put(choosing_pin=True)

    def _put(self, **changes: Any) -> None:
        self.state = replace(self.state, now=self._core.site_now(), **changes)
        self._view.show_state(self.state)
