"""Who works at this console, hour by hour: the shift's book, the permit for days without a line, and who may not work
here any more."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime

from app.domain.shift import Actor, Shift
from app.duty import DutyDesk
from app.errors import KnownError
from app.events import CutOff, Events, Link, LinkChanged, PullCompleted, Trouble
from app.store.store import Store
from app.tasks import Tasks

PERMITS_COUNTED_EVERY_S = 600.0
"""What a PC that is switched off may lose of the time that a permit was lived with."""


class Attendance:
    """Follows the line and the feed for the one who is on duty."""

    def __init__(
        self,
        duty: DutyDesk,
        *,
        store: Store,
        book: Callable[[Shift | None, Shift | None], Awaitable[None]],
        device_id: str,
        events: Events,
        tasks: Tasks,
    ) -> None:
        """`book` is told what the shift was before and is now."""
        self._duty = duty
        self._store = store
        self._book = book
        self._device_id = device_id
        self._events = events
        self._tasks = tasks
        self._link = Link.OFFLINE
        events.subscribe(LinkChanged, self._link_changed)
        events.subscribe(PullCompleted, self._pull_completed)
        events.subscribe(CutOff, self._heard_cut_off)

    @property
    def shift(self) -> Shift | None:
        """The shift that runs."""
        return self._duty.current().shift

    async def sign_in(self, email: str, password: str, code: str = "") -> Actor:
        """E-mail and password; KnownError says why not."""
        before = self.shift
        actor = await self._duty.sign_in(email, password, code)
        await self._write_down(before)
        return actor

    async def sign_out(self) -> None:
        """End the shift; nothing that waits is lost."""
        before = self.shift
        await self._duty.sign_out()
        await self._write_down(before)

    async def unlock(self, pin: str) -> None:
        """Back with the PIN."""
        await self._duty.unlock(pin)
        self._renew_permit()

    async def count_permits(self) -> None:
        """Count the time that permits were lived with. Runs until cancelled."""
        while True:
            await self._duty.count_permits()
            await asyncio.sleep(PERMITS_COUNTED_EVERY_S)

    async def _write_down(self, before: Shift | None) -> None:
        """What became of the shift, in its log. A full disk keeps nobody from his post."""
        try:
            await self._book(before, self.shift)
        except KnownError as error:
            self._events.publish(Trouble(error))

    def _link_changed(self, changed: LinkChanged) -> None:
        before, self._link = self._link, changed.link
        if before is not Link.ONLINE:
            self._renew_permit()

    def _renew_permit(self) -> None:
        if self._link is Link.ONLINE:
            self._tasks.spawn(self._duty.renew_permit(), name="renew the permit")

    def _pull_completed(self, pulled: PullCompleted) -> None:
        self._tasks.spawn(self._look_at_members(pulled.at), name="who works here")

    def _heard_cut_off(self, event: CutOff) -> None:
        self._tasks.spawn(self._cut_off(event), name="cut off")

    async def _look_at_members(self, as_of: datetime) -> None:
        """What the central API said of those who work here holds with the pull that brought it."""
        before = self.shift
        if await self._duty.look_at_members(await self._store.mirror.members(), as_of):
            await self._write_down(before)
            self._events.publish(
                Trouble(
                    KnownError(
                        "post_ended",
                        "This account may not work here any more",
                        "The central API has blocked it, or given it another post. The shift is over.",
                        "Sign in again if your post has changed; else ask a supervisor.",
                    )
                )
            )

    async def _cut_off(self, event: CutOff) -> None:
        """Nobody works at a console that was revoked. What it has not sent stays and goes out."""
        await self._store.journal.note("cut_off", self._device_id, {"code": event.code})
        self._events.publish(
            Trouble(
                KnownError(
                    "device_revoked",
                    "This console was cut off",
                    "The central API has revoked it. The passes that it held are gone; what it has not sent is kept.",
                    "Call the administrator. The gate opens with its key switch.",
                )
            )
        )
        await self._duty.cut_off()
