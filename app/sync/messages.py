"""Messages on their way out: a lockdown or a call for help first, then questions to hosts, notices, walk-ins, the log.

What a call for help waits for is the line alone, neither other consoles nor its own entries. Every message has an id
of its own, so telling it twice tells it once. One that the central API will not take goes to the quarantine.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from app.central.failures import NO_EDGE_FUNCTION, Failure, failure_of
from app.clock import TrustedTime
from app.errors import CentralError, NotPermitted
from app.events import Events, Notice
from app.store.rows import Call, Message, MessageLane, MessageRow
from app.sync.ports import Central, Messages
from app.sync.push import BATCH, PATIENCE, WAIT_AFTER_BREAKING_S, WOBBLE
from app.sync.revoked import CUT_OFF

log = logging.getLogger(__name__)

QUARANTINED = "message_quarantined"
"""The kind of notice of which the central API is not told: it has said no."""


ENTRY_ON_ITS_WAY = "entry_unknown"
"""A supervisor's word on an entry that the central API does not have (any more): the entry is sent again, then this."""


@dataclass(frozen=True, slots=True)
class Told:
    """What one turn did. `more`: there may be more due."""

    settled: int = 0
    more: bool = False


class MessagePush:
    """Sends what is due, the most urgent kind first. One turn at a time."""

    def __init__(
        self,
        *,
        central: Central,
        messages: Messages,
        time: TrustedTime,
        events: Events,
        community_id: str,
        device_id: str,
    ) -> None:
        self._central = central
        self._messages = messages
        self._time = time
        self._events = events
        self._community_id = community_id
        self._device_id = device_id

    async def urgent(self) -> bool:
        """Whether a call for help or a question waits: those wait for nobody's turn."""
        due = await self._messages.due(limit=1, now=self._time.now().at + WOBBLE)
        return bool(due) and due[0].message.lane <= MessageLane.QUESTION

    async def turn(self) -> Told:
        """Send what is due next. Raises CentralError when nothing more can be told now; what is due stays due."""
        due = await self._messages.due(limit=BATCH, now=self._time.now().at + WOBBLE)
        if not due:
            return Told()
        first = due[0].message.call
        # Lines of the shift log go together, everything else one by one.
        batch = [row for row in due if row.message.call is first and row.attempts == due[0].attempts]
        batch = batch if first is Call.LOG_SHIFT else batch[:1]
        settled = await self._send(batch)
        return Told(settled, more=len(batch) < len(due) or len(due) == BATCH)

    async def _send(self, rows: Sequence[MessageRow]) -> int:
        try:
            call = rows[0].message.call
            ask = self._central.invoke if call is Call.PUT_SETTING else self._central.call
            await ask(call.value, self._arguments([row.message for row in rows]))
        except CentralError as error:
            if failure_of(error) is Failure.RETRY and error.code == "server_failed":
                await self._broke(rows)
            if error.code == NO_EDGE_FUNCTION:  # this one waits; nothing else waits for it
                await self._broke(rows)
                return 0
            if failure_of(error) is not Failure.REJECTED:
                raise
            if error.code == ENTRY_ON_ITS_WAY:
                await self._broke(rows, error.code)
                return 0
            if isinstance(error, NotPermitted) and error.code not in CUT_OFF:
                # Is it us or is it this message? Whoever may not even ask who he is, is not let in at all.
                await self._central.contract()
            if len(rows) > 1:
                middle = len(rows) // 2
                return await self._send(rows[:middle]) + await self._send(rows[middle:])
            await self._set_aside(rows[0].message, error.code, error.message)
            return 0
        await self._messages.settle([row.message.message_id for row in rows])
        return len(rows)

    def _arguments(self, messages: Sequence[Message]) -> dict[str, Any]:
        body = dict(messages[0].body)
        match messages[0].call:
            case Call.RAISE_NOTICE:
                return {"p_device_id": self._device_id, "p_notice": body}
            case Call.LOG_SHIFT:
                return {"p_device_id": self._device_id, "p_rows": [dict(one.body) for one in messages]}
            case Call.ASK_HOST:
                return {"p_community": self._community_id, "p_question": body | {"device_id": self._device_id}}
            case Call.REGISTER_WALK_IN:
                return {"p_community": self._community_id, "p_pass": body}
            case Call.ANSWER_HOST | Call.ACKNOWLEDGE_NOTICE | Call.RESOLVE_CONFLICT | Call.PUT_SETTING:
                return body

    async def _broke(self, rows: Sequence[MessageRow], code: str = "server_failed") -> None:
        """The server broke on these, or misses what they are about: later, one by one, at last not by itself."""
        for row in rows:
            if row.attempts >= PATIENCE:
                await self._set_aside(row.message, code, "The central API does not take it, again and again.")
            else:
                wait = timedelta(seconds=min(900.0, WAIT_AFTER_BREAKING_S * (row.attempts + 1)))
                await self._messages.postpone([row.message.message_id], until=self._time.now().at + wait)

    async def _set_aside(self, message: Message, code: str, why: str) -> None:
        log.warning("message %s (%s) is refused by the central API: %s", message.message_id, message.call.value, code)
        await self._messages.quarantine(message.message_id, code=code, message=why)
        notice_id = f"{QUARANTINED}:{message.message_id}"
        self._events.publish(Notice(notice_id, QUARANTINED, self._time.now().at, message.call.value, code))
