"""Locking the gates down and releasing them: who did it, in the audit chain and before the supervisors."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, Protocol

from app.domain.ids import uuid7
from app.domain.shift import Act, Actor, may
from app.errors import KnownError
from app.events import Events, Notice, Trouble
from app.people_here import PeopleHere
from app.tasks import Tasks


class Gates(Protocol):
    """The actuator's lockdown."""

    def lock_down(self, actor_id: str) -> None: ...
    def release_lockdown(self, actor_id: str) -> None: ...


class Chain(Protocol):
    """The audit chain."""

    async def note(self, kind: str, subject: str, said: Mapping[str, Any]) -> None: ...


class LockdownDesk:
    """The file first: it works with a broken journal. Then it is told."""

    def __init__(
        self,
        *,
        gates: Gates,
        chain: Chain,
        people: PeopleHere,
        actor: Callable[[], Actor | None],
        events: Events,
        tasks: Tasks,
        now: Callable[[], datetime],
    ) -> None:
        self._gates = gates
        self._chain = chain
        self._people = people
        self._actor = actor
        self._events = events
        self._tasks = tasks
        self._now = now

    def lock_down(self) -> None:
        """No gate opens for entry any more. Raises GateError when that cannot be kept."""
        actor = self._actor()
        if not may(actor, Act.LOCK_DOWN):
            raise _not_allowed()
        self._gates.lock_down(actor.actor_id if actor else "")
        self._tell("locked_down", actor)

    def release(self) -> None:
        """Whoever is on duty ends it. Raises KnownError, GateError."""
        actor = self._actor()
        if not may(actor, Act.RELEASE_LOCKDOWN):
            raise _not_allowed()
        self._release(actor)

    async def who_may_release(self) -> tuple[Actor, ...]:
        """Supervisors with a PIN at this PC."""
        return await self._people.who_may(Act.RELEASE_LOCKDOWN)

    async def release_with_pin(self, actor_id: str, pin: str) -> Actor:
        """A supervisor ends it at a guard's console; the guard stays on duty. Raises WrongPin, GateError."""
        actor = await self._people.prove(actor_id, pin, Act.RELEASE_LOCKDOWN)
        self._release(actor)
        return actor

    def _release(self, actor: Actor | None) -> None:
        self._gates.release_lockdown(actor.actor_id if actor else "")
        self._tell("lockdown_released", actor)

    def _tell(self, kind: str, actor: Actor | None) -> None:
        at = self._now()
        self._events.publish(Notice(uuid7(at), kind, at, actor.name if actor else ""))
        self._tasks.spawn(self._note(kind, actor), name=kind)

    async def _note(self, kind: str, actor: Actor | None) -> None:
        try:
            await self._chain.note(kind, "gates", {"by": actor.actor_id if actor else ""})
        except KnownError as error:
            self._events.publish(Trouble(error))


def _not_allowed() -> KnownError:
    return KnownError(
        "not_permitted_here", "You may not do this here", "Your account does not allow it.", "Ask a supervisor."
    )
