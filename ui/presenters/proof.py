"""Proof and a visitor's rights: whether the chain is unbroken; one person found, put into a file, or erased."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Protocol

from app.domain.shift import Act, Actor, may
from app.outages import Outage
from app.proof import PersonFound, Proven
from ui.presenters.errands import run
from ui.presenters.port import Core

OUTAGES_OF = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class ProofState:
    """`proven`, `outages`, `people` are None until they were asked for. `sure`: the next press erases for good;
    `erased`: how many entries were emptied, None before that;
    `outage`: the one in hand, `reported`: its file."""

    now: datetime
    actor: Actor | None
    busy: str = ""
    proven: Proven | None = None
    outages: tuple[Outage, ...] | None = None
    outage: Outage | None = None
    reported: Path | None = None
    people: tuple[PersonFound, ...] | None = None
    marked: str = ""
    sure: bool = False
    erased: int | None = None
    exported: Path | None = None

    @property
    def allowed(self) -> bool:
        """Whether this person may see it."""
        return may(self.actor, Act.REVIEW)

    @property
    def person(self) -> PersonFound | None:
        """The person in hand."""
        return next((one for one in self.people or () if one.name == self.marked), None)


class ProofView(Protocol):
    """What the presenter asks of its screen."""

    def show_state(self, state: ProofState) -> None: ...


class ProofPresenter:
    """One thing at a time."""

    def __init__(self, core: Core, view: ProofView) -> None:
        self._core = core
        self._view = view
        self.state = ProofState(core.site_now(), core.actor)

    def show(self) -> None:
        """In view: with whoever is signed in now; nobody's search stays for the next."""
        if self.state.actor != self._core.actor:
            self.state = ProofState(self._core.site_now(), self._core.actor)
        self._put()

    def prove(self) -> None:
        """Read the whole chain."""
        self._do("prove", self._core.proof.prove(), "proven")

    def ask_outages(self) -> None:
        """When this console was alone in the last month."""
        now = self._core.site_now()
        self._put(outage=None, reported=None)
        self._do("outages", self._core.outages(now - OUTAGES_OF, now), "outages")

    def mark_outage(self, place: int) -> None:
        """Take one in hand."""
        self._put(outage=(self.state.outages or ())[place], reported=None)

    def export_outage(self) -> None:
        """The one in hand as a PDF."""
        if self.state.outage is not None:
            self._do("report", self._core.export_outage(self.state.outage), "reported")

    def look_for(self, text: str) -> None:
        """Find a visitor."""
        self._put(marked="", sure=False, erased=None, exported=None)
        self._do("find", self._core.proof.find_person(text), "people")

    def mark(self, name: str) -> None:
        """Take one in hand."""
        if name != self.state.marked:
            self._put(marked=name, sure=False, erased=None, exported=None)

    def export(self) -> None:
        """Everything of one person into a file."""
        if (person := self.state.person) is not None:
            self._put(sure=False)
            self._do("export", self._core.proof.export_person(person), "exported")

    def erase(self) -> None:
        """The first press asks whether somebody is sure, the second does it."""
        person = self.state.person
        if person is None or self.state.busy:
            return
        if not self.state.sure:
            self._put(sure=True)
            return
        self._put(sure=False)
        self._do("erase", self._core.proof.erase_person(person), "erased")

    def _do(self, what: str, asking: Any, into: str) -> None:
        if self.state.busy or not self.state.allowed:
            asking.close()
            return
        self._put(busy=what)
        run(self._core, self._wait(asking, into), what)

    async def _wait(self, asking: Any, into: str) -> None:
        changes: dict[str, Any] = {}
        try:
            changes = {into: await asking}
        finally:
            self._put(busy="", **changes)

    def _put(self, **changes: Any) -> None:
        self.state = replace(self.state, now=self._core.site_now(), **changes)
        self._view.show_state(self.state)
