"""Who may be asked for a PIN although somebody else, or nobody, is on duty: to open by hand, to release a lockdown."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from app.domain.ids import uuid7
from app.domain.shift import Act, Actor, Role, may
from app.events import ActorChanged, Events, Notice
from app.pin import Pins, Secrets, WrongPin
from app.tasks import Tasks

_NAME = "people_here"
REMEMBERED = timedelta(days=30)
"""Who has not worked at this PC for so long is no longer asked: perhaps they have left."""


@dataclass(frozen=True, slots=True)
class _Seen:
    actor: Actor
    at: datetime


class PeopleHere:
    """Remembers who signed in at this PC. Their PINs are those of the lock screen."""

    def __init__(
        self, *, secrets: Secrets, pins: Callable[[], Pins], events: Events, tasks: Tasks, now: Callable[[], datetime]
    ) -> None:
        self._secrets = secrets
        self._pins = pins
        self._events = events
        self._now = now
        self._tasks = tasks
        self._known: dict[str, _Seen] = {}
        events.subscribe(ActorChanged, self._changed)

    async def restore(self) -> None:
        """Take up whom this PC knew before."""
        for one in json.loads(await self._secrets.get(_NAME) or "[]"):
            actor = Actor(one["actor_id"], one["name"], Role(one["role"]))
            self._known.setdefault(actor.actor_id, _Seen(actor, datetime.fromisoformat(one["at"])))

    async def who_may(self, act: Act) -> tuple[Actor, ...]:
        """Who may do that and has a PIN here, newest first."""
        fresh = [one for one in self._known.values() if self._now() - one.at <= REMEMBERED and may(one.actor, act)]
        fresh.sort(key=lambda one: one.at, reverse=True)
        return tuple([one.actor for one in fresh if await self._pins().is_set(one.actor.actor_id)])

    async def prove(self, actor_id: str, pin: str, act: Act) -> Actor:
        """The person behind a PIN; raises WrongPin, also for somebody who may not. The last wrong one is a Notice."""
        seen = self._known.get(actor_id)
        if seen is None or not may(seen.actor, act) or self._now() - seen.at > REMEMBERED:
            raise WrongPin(wait_s=0, locked=True)
        try:
            await self._pins().check(actor_id, pin)
        except WrongPin as wrong:
            if wrong.last:
                at = self._now()
                self._events.publish(Notice(uuid7(at), "pin_locked", at, seen.actor.name))
            raise
        return seen.actor

    def _changed(self, event: ActorChanged) -> None:
        if event.actor is not None and not event.locked:
            self._known[event.actor.actor_id] = _Seen(event.actor, self._now())
            self._tasks.spawn(self._keep(), name="who is here")

    async def _keep(self) -> None:
        people = [
            {
                "actor_id": one.actor.actor_id,
                "name": one.actor.name,
                "role": one.actor.role.value,
                "at": one.at.isoformat(),
            }
            for one in self._known.values()
            if self._now() - one.at <= REMEMBERED
        ]
        await self._secrets.put(_NAME, json.dumps(people))
