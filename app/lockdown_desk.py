"""Locking the gates of the site down and releasing them: who said so, here and at all its consoles.

The file first: it works with a broken journal and without a line. Then the central API is told, once, and signs it for
all consoles; what it signed is heard here as at any other. Which of two words holds says `app.domain.lockdown`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, Protocol

from app.clock import TrustedMoment
from app.domain.ids import uuid7
from app.domain.lockdown import LockdownWord, later, moment_after
from app.domain.shift import Act, Actor, may
from app.errors import KnownError
from app.events import Events, MessageKept, Notice, Trouble
from app.gates.lockdown import LockdownState
from app.people_here import PeopleHere
from app.store.rows import Call, Message, MessageLane
from app.tasks import Tasks

SUPERSEDED = "lockdown_superseded"


class Gates(Protocol):
    """The actuator's lockdown."""

    def lockdown(self) -> LockdownState: ...
    def hold_lockdown(self, word: LockdownWord) -> None: ...


class Chain(Protocol):
    """The audit chain."""

    async def note(self, kind: str, subject: str, said: Mapping[str, Any]) -> None: ...


class Messages(Protocol):
    """What is on its way to the central API."""

    async def put(self, message: Message) -> None: ...
    async def is_refused(self, message_id: str) -> bool: ...
    async def settled_before(self, message_ids: Sequence[str], moment: datetime) -> frozenset[str]: ...


class LockdownDesk:
    """Says the word here, and hears it from elsewhere."""

    def __init__(
        self,
        *,
        gates: Gates,
        chain: Chain,
        messages: Messages,
        people: PeopleHere,
        actor: Callable[[], Actor | None],
        community_id: str,
        place: str,
        events: Events,
        tasks: Tasks,
        time: Callable[[], TrustedMoment],
        heard_until: Callable[[], datetime | None],
    ) -> None:
        """`place`: this post's name, for people at the other consoles. `heard_until`: up to when the central API's feed
        was heard to its end."""
        self._gates = gates
        self._chain = chain
        self._messages = messages
        self._people = people
        self._actor = actor
        self._community_id = community_id
        self._place = place
        self._events = events
        self._tasks = tasks
        self._time = time
        self._heard_until = heard_until

    # --- said here ------------------------------------------------------------------------------------------

    def lock_down(self, *, called_for_help: bool = False) -> None:
        """No gate opens for entry any more. Raises GateError when that cannot be kept. `called_for_help`: the site has
        chosen that a call for help does this, whoever calls."""
        actor = self._actor()
        if not called_for_help and not may(actor, Act.LOCK_DOWN):
            raise _not_allowed()
        self._say(True, actor)

    def release(self) -> None:
        """Whoever is on duty ends it. Raises KnownError, GateError."""
        actor = self._actor()
        if not may(actor, Act.RELEASE_LOCKDOWN):
            raise _not_allowed()
        self._say(False, actor)

    async def who_may_release(self) -> tuple[Actor, ...]:
        """Supervisors with a PIN at this PC."""
        return await self._people.who_may(Act.RELEASE_LOCKDOWN)

    async def release_with_pin(self, actor_id: str, pin: str) -> Actor:
        """A supervisor ends it at a guard's console; the guard stays on duty. Raises WrongPin, GateError."""
        actor = await self._people.prove(actor_id, pin, Act.RELEASE_LOCKDOWN)
        self._say(False, actor)
        return actor

    def _say(self, locked: bool, actor: Actor | None) -> None:
        time, held = self._time(), self._gates.lockdown().word
        # A clock that never met the central API's may be ahead, and must not release what is only ordered later.
        reliable = locked or held is None or time.offset_ms is not None
        at = moment_after(held, time.at if reliable else None)
        who = (actor.actor_id, actor.name) if actor else ("", "")
        word = LockdownWord(locked, at, *who, place=self._place, word_id=uuid7(time.at), waiting=True)
        self._gates.hold_lockdown(word)
        self._events.publish(Notice(uuid7(time.at), _kind(word), time.at, word.name))
        self._tasks.spawn(self._tell(word), name=_kind(word))

    async def _tell(self, word: LockdownWord) -> None:
        """The chain and, before all other messages, the central API."""
        try:
            await self._messages.put(self._message(word))
            self._events.publish(MessageKept(urgent=True))
            await self._chain.note(_kind(word), "gates", {"by": word.actor_id})
        except KnownError as error:
            self._events.publish(Trouble(error))

    def _message(self, word: LockdownWord) -> Message:
        at = word.at.astimezone(UTC).isoformat()
        value = {"active": word.locked, "at": at, "by": word.actor_id, "place": word.place, "word": word.word_id}
        body = {"community_id": self._community_id, "key": "lockdown", "value": value}
        return Message(word.word_id, MessageLane.PANIC, Call.PUT_SETTING, body)

    # --- said elsewhere -------------------------------------------------------------------------------------

    @property
    def waits(self) -> bool:
        """Whether a word of this console's own is not confirmed yet."""
        word = self._gates.lockdown().word
        return word is not None and word.waiting

    async def restore(self) -> None:
        """A power cut may have come between the file and the message: the same message twice is one."""
        word = self._gates.lockdown().word
        if word is not None and word.waiting:
            await self._messages.put(self._message(word))

    async def hear(self, word: LockdownWord, *, fresh: bool) -> None:
        """What the central API signed. `fresh`: it has only just come. Never raises for the world's errors."""
        try:
            if await self._holds(word, self._gates.lockdown().word, fresh=fresh):
                self._gates.hold_lockdown(word)
                said = {"by": word.actor_id, "from": word.place or "central"}
                await self._chain.note(_kind(word), "gates", said)
        except KnownError as error:
            self._events.publish(Trouble(error))

    async def _holds(self, word: LockdownWord, held: LockdownWord | None, *, fresh: bool) -> bool:
        """Whether `word` holds from now on, in the place of `held` (None: the file cannot be read)."""
        if held is None:
            # Locked, and nobody knows since when: a release that was signed long ago does not end that.
            return word.locked or fresh
        if held.waiting and held.word_id == word.word_id:
            self._gates.hold_lockdown(word)  # our own, confirmed: nothing new but its moment
            return False
        if word == held or (later(word, held) is not word and not await self._not_taken(held)):
            return False
        if held.waiting and held.locked != word.locked:
            at = self._time().at
            self._events.publish(Notice(f"{SUPERSEDED}.{held.word_id}", SUPERSEDED, at, word.name, held.name))
        return True

    async def _not_taken(self, held: LockdownWord) -> bool:
        """Whether the central API heard our own word and let another one stand: it knows better when each was said.
        A lockdown that it would not even hear stays, a release does not."""
        if not held.waiting:
            return False
        if not held.locked and await self._messages.is_refused(held.word_id):
            return True
        until = self._heard_until()
        return until is not None and held.word_id in await self._messages.settled_before([held.word_id], until)


def _kind(word: LockdownWord) -> str:
    return "locked_down" if word.locked else "lockdown_released"


def _not_allowed() -> KnownError:
    return KnownError(
        "not_permitted_here", "You may not do this here", "Your account does not allow it.", "Ask a supervisor."
    )
