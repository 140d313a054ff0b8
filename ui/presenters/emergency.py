"""The emergency card: no gate opens for entry any more, or help is called."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Protocol

from app.domain.shift import Act, may
from ui.presenters.errands import run
from ui.presenters.port import Core


@dataclass(frozen=True, slots=True)
class EmergencyState:
    """`locked`: no gate opens for entry; `called`: help was called from here."""

    locked: bool = False
    may_lock: bool = False
    may_release: bool = False
    called: bool = False


class EmergencyView(Protocol):
    """What the presenter asks of its card."""

    def show_state(self, state: EmergencyState) -> None: ...


class EmergencyPresenter:
    """Each act was held for a second before it comes here."""

    def __init__(self, core: Core, view: EmergencyView) -> None:
        self._core = core
        self._view = view
        self.state = EmergencyState()

    def begin(self) -> None:
        """The card comes up."""
        self._put(called=False)

    def lock_down(self) -> None:
        """All gates stay shut for entry; exits that must stay free stay free."""
        if self.state.may_lock:
            run(self._core, self._lock_down(), "lockdown")

    def release(self) -> None:
        """A supervisor ends it."""
        if self.state.may_release:
            run(self._core, self._release(), "release lockdown")

    def call_help(self) -> None:
        """Tell the supervisors, silently."""
        run(self._core, self._call_help(), "call for help")

    async def _lock_down(self) -> None:
        actor = self._core.actor
        self._core.actuator.lock_down(actor.actor_id if actor else "")
        self._put()

    async def _release(self) -> None:
        actor = self._core.actor
        self._core.actuator.release_lockdown(actor.actor_id if actor else "")
        self._put()

    async def _call_help(self) -> None:
        await self._core.call_for_help()
        self._put(called=True)

    def _put(self, **changes: Any) -> None:
        actor = self._core.actor
        self.state = replace(
            self.state,
            locked=self._core.actuator.lockdown().locked,
            may_lock=may(actor, Act.LOCK_DOWN),
            may_release=may(actor, Act.RELEASE_LOCKDOWN),
            **changes,
        )
        self._view.show_state(self.state)
