"""Which program this is, and how its updates stand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import tzinfo
from typing import Protocol

from app.events import ActorChanged, CaseChanged, LinkChanged
from app.ops.update import Hold
from app.ops.update_watch import Means, Standing, UpdateChanged, UpdateState
from app.release import Release, release
from ui.presenters import errands
from ui.presenters.port import Core


@dataclass(frozen=True, slots=True)
class AboutState:
    """`held`: what an update waits for even when the guard agrees. `can_act`: the button does something now."""

    release: Release
    update: UpdateState
    held: Hold | None
    in_shift: bool
    can_act: bool
    zone: tzinfo


class AboutView(Protocol):
    """What the presenter asks of its screen."""

    def show_state(self, state: AboutState) -> None: ...


class AboutPresenter:
    """Follows the updates and what they wait for."""

    def __init__(self, core: Core, view: AboutView) -> None:
        self._core = core
        self._view = view
        self._stops: list[Callable[[], None]] = []

    @property
    def state(self) -> AboutState:
        """How things stand now."""
        update, held = self._core.updates.state, self._core.updates.held(consent=True)
        waits = held is not None or update.means is not Means.SETUP
        can_act = not waits and update.standing in (Standing.OFFERED, Standing.READY)
        return AboutState(release(), update, held, self._core.shift is not None, can_act, self._core.site_zone)

    def start(self) -> None:
        """Show, and follow."""
        self.close()
        for kind in (UpdateChanged, CaseChanged, LinkChanged, ActorChanged):
            self._stops.append(self._core.events.subscribe(kind, lambda _: self.show()))
        self.show()

    def close(self) -> None:
        """Follow no more."""
        for stop in self._stops:
            stop()
        self._stops.clear()

    def show(self) -> None:
        """Show how things stand."""
        self._view.show_state(self.state)

    def act(self) -> None:
        """The button: fetch what is offered, install what is here. Pressing it is the consent of who is on shift."""
        state = self.state
        if not state.can_act:
            return
        if state.update.standing is Standing.OFFERED:
            errands.run(self._core, self._core.updates.fetch(), "update")
        else:
            errands.run(self._core, self._core.updates.install(consent=True), "update")
