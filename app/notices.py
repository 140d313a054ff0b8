"""Notices: what needs a human, kept here, told to the central API, and beside it what other consoles raised.

A call for help goes first. What the central API itself found is not told back to it.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from app.domain.ids import uuid7
from app.domain.shift import Act, may
from app.errors import KnownError
from app.events import Events, MessageKept, Notice
from app.opening import Duty, Opening
from app.store.rows import Call, Finding, GateNotice, HistoryFilter, Message, MessageLane
from app.store.store import Store

HELP = "call_for_help"
FLAGGED = "entry_flagged"
UNREASONED = "override_without_reason"
NOT_TOLD = frozenset({FLAGGED, UNREASONED, "message_quarantined", "device_revoked"})
"""It said so itself, or it refuses to hear it."""

ALARMS = frozenset({HELP, "forced_open", "override_unnamed"})
FOR_THE_RECORD = frozenset({"rows_unreadable", "photo_refused", "photo_lost", "disk_filling"})

REASON_WITHIN = timedelta(minutes=15)
"""The reason is asked after the gate has opened; a guard may first have to see to the car."""

UNREASONED_FOR = timedelta(days=7)
"""No longer than a closed notice is kept at least: it would come back."""


@dataclass(frozen=True, slots=True)
class Post:
    """Where notices come from. `gates`: the ids of this console's gates."""

    device_id: str
    name: str
    gates: frozenset[str] = frozenset()


class NoticeDesk:
    """Keeps notices and closes them."""

    def __init__(
        self,
        *,
        store: Store,
        opening: Opening,
        duty: Callable[[], Duty],
        post: Post,
        now: Callable[[], datetime],
        events: Events,
    ) -> None:
        self._store = store
        self._opening = opening
        self._duty = duty
        self._post = post
        self._now = now
        self._events = events

    async def keep(self, notice: Notice) -> None:
        """Keep a notice of this console, and what the central API is to be told of it, in one commit."""
        if notice.device_id:
            return
        told = None if notice.kind in NOT_TOLD else self._message(notice)
        await self._store.logbook.put_notice(notice, tell=told)
        if told is not None:
            self._events.publish(MessageKept(urgent=notice.kind == HELP))

    async def call_for_help(self) -> None:
        """Silently: on the disk when this returns, on its way to the supervisors before everything else."""
        now, duty = self._now(), self._duty()
        notice = Notice(uuid7(now), HELP, now, duty.actor.name if duty.actor else "", self._post.name)
        await self.keep(notice)
        await self._store.journal.note(HELP, duty.actor.actor_id if duty.actor else "", {})
        self._events.publish(notice)

    async def open_notices(self) -> tuple[Notice, ...]:
        """What nobody has dealt with yet, here and at the site's other consoles, the newest first."""
        known = await self._store.mirror.gate_notices()
        others = [_from_elsewhere(one) for one in known if one.device_id != self._post.device_id]
        found = [self._from_finding(one) for one in await self._store.mirror.findings()]
        here = await self._not_closed_elsewhere(await self._store.logbook.open_notices(), frozenset(_ids(known)))
        derived = (*others, *found, *await self._unreasoned())
        closed = await self._store.logbook.closed([one.notice_id for one in derived])
        there = {one.notice_id: one for one in derived if one.notice_id not in closed}
        every = there | {one.notice_id: one for one in here}
        return tuple(sorted(every.values(), key=lambda one: one.at, reverse=True))

    async def close_notice(self, notice_id: str, resolution: str, *, reported: bool = False) -> None:
        """A supervisor has dealt with it; the chain says who and how, and the central API hears of it. `reported`: an
        entry that it questions was not accepted but reported on. Words on an opening by hand without a reason are its
        reason from then on, at every console."""
        actor = self._duty().actor
        if actor is None or not may(actor, Act.REVIEW):
            raise KnownError(
                "not_permitted_here",
                "Only a supervisor may do this",
                "Your account is not one of a supervisor.",
                "Ask a supervisor to sign in.",
            )
        known = next((one for one in await self.open_notices() if one.notice_id == notice_id), None)
        tell = None
        if known is not None and known.kind == FLAGGED:
            word = "reported" if reported else "accepted"
            body = {"p_entry": known.subject, "p_resolution": word, "p_note": resolution, "p_by": actor.actor_id}
            tell = Message(uuid7(self._now()), MessageLane.NOTICE, Call.RESOLVE_CONFLICT, body)
        elif known is not None and known.kind not in NOT_TOLD:
            there = known.notice_id if known.device_id else self._id_there(known)
            body = {"p_notice": there, "p_words": resolution, "p_by": actor.actor_id}
            tell = Message(uuid7(self._now()), MessageLane.NOTICE, Call.ACKNOWLEDGE_NOTICE, body)
        if known is not None and known.kind == UNREASONED and not await self._explain(known.subject, resolution):
            return
        if known is not None:
            await self._store.logbook.put_notice(known)  # another console's stands nowhere here yet
        await self._store.logbook.close_notice(notice_id, by=actor.actor_id, resolution=resolution, tell=tell)
        if tell is not None:
            self._events.publish(MessageKept())

    async def _not_closed_elsewhere(self, own: tuple[Notice, ...], known: frozenset[str]) -> tuple[Notice, ...]:
        """Without those that the central API once had and holds no longer as open: a supervisor closed them there."""
        reviewed = await self._store.mirror.reviewed([one.subject for one in own if one.kind == FLAGGED])
        own = tuple(one for one in own if one.kind != FLAGGED or one.subject not in reviewed)
        as_of = self._store.mirror.as_of
        missing = {self._id_there(one): one for one in own if self._id_there(one) not in known}
        if as_of is None or not missing:
            return own
        gone = await self._store.messages.settled_before(list(missing), as_of)
        return tuple(one for one in own if self._id_there(one) not in gone)

    async def _unreasoned(self) -> list[Notice]:
        """Openings by hand at any console that nobody explained while there was time for it."""
        since, until = self._now() - UNREASONED_FOR, self._now() - REASON_WITHIN
        own = await self._store.logbook.unreasoned(since, until)
        elsewhere = await self._store.mirror.unreasoned(since, until, but_of=self._post.device_id)
        told = await self._store.mirror.explained([one.entry_id for one in own])
        bare = [(one.entry_id, one.occurred_at, one.actor_name, "") for one in own if one.entry_id not in told]
        bare += [(one.entry_id, one.at, one.actor_name, one.device_id) for one in elsewhere]
        return [
            Notice(f"{UNREASONED}:{entry_id}", UNREASONED, at, entry_id, name, device_id)
            for entry_id, at, name, device_id in bare
        ]

    async def _explain(self, entry_id: str, words: str) -> bool:
        page = await self._store.history.page(None, HistoryFilter(entry_id=entry_id), 1)
        return all([await self._opening.explain(row.entry, words) for row in page.rows])

    def _from_finding(self, found: Finding) -> Notice:
        """The same notice as the one that came with the answer to the upload."""
        device_id = "" if found.device_id == self._post.device_id else found.device_id
        notice_id = f"{FLAGGED}:{found.entry_id}"
        return Notice(notice_id, FLAGGED, found.at, found.entry_id, ", ".join(found.flags), device_id)

    def _message(self, notice: Notice) -> Message:
        """A notice as `raise_notice_v1` takes it."""
        actor = self._duty().actor
        there = self._id_there(notice)
        alarm = "alarm" if notice.kind in ALARMS else "info" if notice.kind in FOR_THE_RECORD else "warning"
        body = {
            "id": there,
            "kind": notice.kind,
            "severity": alarm,
            "words": notice.detail,
            "gate_id": notice.subject if notice.subject in self._post.gates else "",
            "entry_id": notice.subject if _is_uuid(notice.subject) else None,
            "actor_name": actor.name if actor else "",
            "occurred_at": notice.at.astimezone(UTC).isoformat(),
        }
        lane = MessageLane.PANIC if notice.kind == HELP else MessageLane.NOTICE
        return Message(there, lane, Call.RAISE_NOTICE, body)

    def _id_there(self, notice: Notice) -> str:
        """The notice's id at the central API: a UUID, the same whenever it is asked for."""
        if _is_uuid(notice.notice_id):
            return notice.notice_id
        return str(uuid.uuid5(uuid.UUID(self._post.device_id), notice.notice_id))


def _from_elsewhere(notice: GateNotice) -> Notice:
    return Notice(notice.notice_id, notice.kind, notice.occurred_at, notice.actor_name, notice.words, notice.device_id)


def _ids(notices: Collection[GateNotice]) -> list[str]:
    return [one.notice_id for one in notices]


def _is_uuid(text: str) -> bool:
    try:
        return str(uuid.UUID(text)) == text
    except ValueError:
        return False
