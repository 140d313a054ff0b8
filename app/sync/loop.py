"""The sync: four lanes beside each other (entries, messages, photos, the feed), one circuit before them all.

Each lane does one small turn at a time and then waits: for its time to come, or for a poke. Whatever the world
does, the lanes go on; what they learn of the world becomes the Link.
"""

from __future__ import annotations

import asyncio
import logging
import random
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, field

from app.central.failures import Failure, failure_of
from app.central.shapes import Contract
from app.clock import Clock, TrustedTime
from app.errors import CentralError, CentralUnreachable, ContractMismatch, KnownError, NotPermitted
from app.events import EntryRecorded, Events, GateAnswered, Link, LinkChanged, MessageKept
from app.sync.epoch import EpochWatch
from app.sync.host import Host
from app.sync.messages import MessagePush
from app.sync.pacing import Backoff, Circuit, Pace, splay_s
from app.sync.photos import PhotoPush
from app.sync.ports import Central, Journal, Memory, Messages, Mirror, Pause, Photos
from app.sync.pull import PAGE, Pull
from app.sync.push import Push, Signer
from app.sync.push_first import FirstPush
from app.sync.revoked import DELIVERING, Revocation
from app.tasks import Tasks

log = logging.getLogger(__name__)

POLL_S = 60.0
SETTLING_S = 1.0
"""While the link comes back, and while an entry waits for its gate's outcome, the next look is this near."""

AFTER_TROUBLE_S = 30.0
"""Our own store did not do as asked, or we have a bug: not too often."""

BLOCKED_S = 300.0
"""Nothing but somebody's work at the central API helps: look now and then."""

CONTRACT_AGAIN_S = 900.0
"""A central API of the first contract may have been migrated since."""


@dataclass(slots=True)
class Lane:
    """One of the lanes: its turn says how long to wait before the next."""

    name: str
    turn: Callable[[], Awaitable[float]]
    backoff: Backoff
    wake: asyncio.Event = field(default_factory=asyncio.Event)
    rests_until: float = 0.0


@dataclass(frozen=True, slots=True)
class SyncSite:
    """What is fixed while the program runs."""

    community_id: str
    device_id: str
    incarnation: str


async def wait_for(wake: asyncio.Event, seconds: float) -> None:
    """Wait until `wake` is set, at most `seconds`."""
    with suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            await wake.wait()


class Sync:
    """Keeps the central API and this console telling each other what happened."""

    def __init__(
        self,
        *,
        central: Central,
        journal: Journal,
        messages: Messages,
        mirror: Mirror,
        photos: Photos,
        memory: Memory,
        site: SyncSite,
        clock: Clock,
        time: TrustedTime,
        events: Events,
        rng: random.Random,
        sign: Signer | None = None,
        pause: Pause = wait_for,
        page_rows: int = PAGE,
    ) -> None:
        self._journal = journal
        self._mirror = mirror
        self._clock = clock
        self._time = time
        self._events = events
        self._rng = rng
        self._pause = pause
        self._circuit = Circuit(clock, rng)
        self._pace = Pace(clock)
        host = Host(
            central, circuit=self._circuit, pace=self._pace, clock=clock, time=time, on_return=self._line_is_back
        )
        self._host = host
        self._epochs = EpochWatch(journal, messages, memory, time)
        self._revoked = Revocation(mirror, time, events)
        self._push = Push(
            central=host,
            journal=journal,
            time=time,
            events=events,
            device_id=site.device_id,
            incarnation=site.incarnation,
            sign=sign,
        )
        self._first_push = FirstPush(central=host, journal=journal, memory=memory, time=time, events=events)
        self._pull = Pull(
            central=host,
            mirror=mirror,
            epochs=self._epochs,
            time=time,
            clock=clock,
            events=events,
            community_id=site.community_id,
            device_id=site.device_id,
            page_rows=page_rows,
        )
        self._tidings = MessagePush(
            central=host,
            messages=messages,
            time=time,
            events=events,
            community_id=site.community_id,
            device_id=site.device_id,
        )
        self._photos = PhotoPush(
            central=host, journal=journal, photos=photos, time=time, events=events, community_id=site.community_id
        )
        self.entries = Lane("entries", self._entries_turn, Backoff(rng))
        self.messages = Lane("messages", self._messages_turn, Backoff(rng))
        self.feed = Lane("feed", self._feed_turn, Backoff(rng))
        self.pictures = Lane("photos", self._photos_turn, Backoff(rng))
        self._entries_idle = False
        self._contract: Contract | None = None
        self._contract_until = 0.0
        self._told: LinkChanged | None = None
        self._running: list[asyncio.Task[None]] = []

    @property
    def link(self) -> Link:
        """How things stand."""
        return self._host.judge.link

    def start(self, tasks: Tasks) -> None:
        """Begin; ends with `close`, or with the tasks."""
        self._events.subscribe(EntryRecorded, lambda _: self.entries.wake.set())
        self._events.subscribe(GateAnswered, lambda _: self.entries.wake.set())
        self._events.subscribe(MessageKept, self._message_kept)
        lanes = (self.entries, self.messages, self.feed, self.pictures)
        self._running = [tasks.spawn(self.run(lane), name=f"sync {lane.name}") for lane in lanes]

    async def close(self) -> None:
        """End the lanes, at whatever point they are: each may be cut off anywhere."""
        for task in self._running:
            task.cancel()
        await asyncio.gather(*self._running, return_exceptions=True)

    def poke(self) -> None:
        """Something may have changed there: pull now. Waits that are owed to the host are still waited."""
        self.feed.wake.set()

    def signed_in(self) -> None:
        """Somebody signed in: ask anew whom we face, and go on."""
        self._contract = None
        self.sync_now()

    def sync_now(self) -> None:
        """A person wants it now: skip one wait of our own (a server's Retry-After stays)."""
        self._circuit.skip_wait()
        self._pace.skip_wait()
        for lane in (self.entries, self.messages, self.feed, self.pictures):
            lane.rests_until = 0.0
            lane.wake.set()

    async def drain(self) -> None:
        """Send all that is due and pull to the end, once, without waiting. Raises CentralError and StoreError."""
        contract = await self._faced()
        while True:
            resent = self._epochs.resent
            while (pushed := await self._push_for(contract).turn()).more:
                await self._epochs.saw(pushed.epoch)
            await self._epochs.saw(pushed.epoch)
            while not contract.is_first and (await self._tidings.turn()).more:
                pass
            while not contract.is_first and await self._photos.turn():
                pass
            while contract is not DELIVERING and not (await self._pull.turn()).complete:
                pass
            if resent == self._epochs.resent:
                return

    async def run(self, lane: Lane) -> None:
        """One lane, for ever."""
        while True:
            lane.wake.clear()
            wait_s = await self._one_turn(lane)
            await self._tell()
            if wait_s > 0:
                await self._pause(lane.wake, wait_s)

    async def _one_turn(self, lane: Lane) -> float:
        """One turn, and how long to wait after it. Never raises but for its own end."""
        now = self._clock.monotonic()
        if (wait_s := max(self._circuit.wait_s(), lane.rests_until - now)) > 0:
            return wait_s
        try:
            wait_s = await lane.turn()
        except CentralError as error:
            return await self._cut_off(error) or self._troubled(lane, error)
        except KnownError as error:
            log.warning("the %s lane met its store's trouble: %s", lane.name, error.code)
            return AFTER_TROUBLE_S
        except Exception:
            log.exception("the %s lane has a bug", lane.name)
            return AFTER_TROUBLE_S
        lane.backoff.reset()
        return wait_s

    async def _cut_off(self, error: CentralError) -> float:
        """How long to wait when an answer says that we are cut off; 0 if it does not."""
        try:
            cut_off = await self._revoked.look_at(error)
        except KnownError as trouble:
            log.warning("the mirror could not be emptied: %s", trouble.code)
            return AFTER_TROUBLE_S
        if not cut_off:
            return 0.0
        if self._contract is not DELIVERING:
            self._contract = None
            self.entries.wake.set()
            self.messages.wake.set()
        return BLOCKED_S

    def _troubled(self, lane: Lane, error: CentralError) -> float:
        """How long the lane rests; the circuit and the link have heard of it already."""
        log.info("the %s lane is held up: %s", lane.name, error.code)
        failure = failure_of(error)
        if failure is Failure.AUTH:
            self._contract = None
            return POLL_S
        if failure is Failure.SCHEMA or isinstance(error, NotPermitted):
            self._contract = None
            return BLOCKED_S
        floor_s = error.retry_after_s if isinstance(error, CentralUnreachable) else None
        if self._circuit.wait_s() == 0:
            lane.rests_until = self._clock.monotonic() + max(lane.backoff.next(), floor_s or 0.0)
        return max(self._circuit.wait_s(), lane.rests_until - self._clock.monotonic())

    async def _entries_turn(self) -> float:
        self._entries_idle = False
        if (wait_s := self._pace.wait_s()) > 0:
            return wait_s
        pushed = await self._push_for(await self._faced()).turn()
        if pushed.asked:
            self._pace.sent(pushed.next_batch_after_s)
        resent = self._epochs.resent
        await self._epochs.saw(pushed.epoch)
        if resent != self._epochs.resent:
            self.feed.wake.set()
            return 0.0
        if pushed.more:
            return self._pace.wait_s()
        self._entries_idle = True
        self.pictures.wake.set()
        return SETTLING_S if await self._journal.waiting() else POLL_S

    async def _messages_turn(self) -> float:
        if (await self._faced()).is_first:
            return CONTRACT_AGAIN_S
        if (wait_s := self._pace.wait_s()) > 0 and not await self._tidings.urgent():
            return wait_s
        return 0.0 if (await self._tidings.turn()).more else POLL_S

    def _message_kept(self, kept: MessageKept) -> None:
        if kept.urgent:
            self._circuit.skip_wait()
            self.messages.rests_until = 0.0
        self.messages.wake.set()

    async def _photos_turn(self) -> float:
        if not self._entries_idle or (await self._faced()).is_first:
            return POLL_S
        return 0.0 if await self._photos.turn() else POLL_S

    async def _feed_turn(self) -> float:
        if await self._faced() is DELIVERING:
            return BLOCKED_S
        resent = self._epochs.resent
        pulled = await self._pull.turn()
        if resent != self._epochs.resent:
            self.entries.wake.set()
        if not pulled.complete:
            return 0.0
        return POLL_S * self._rng.uniform(0.9, 1.1) if self.link is Link.ONLINE else SETTLING_S

    def _push_for(self, contract: Contract) -> Push | FirstPush:
        return self._first_push if contract.is_first else self._push

    async def _faced(self) -> Contract:
        """The contract we face, asked once for a session, and now and then while it is the first one."""
        if self._contract is not None and self._clock.monotonic() < self._contract_until:
            return self._contract
        try:
            contract = await self._host.contract()
        except NotPermitted as error:
            if not await self._revoked.look_at(error):
                raise
            self._contract, self._contract_until = DELIVERING, self._clock.monotonic() + BLOCKED_S
            return DELIVERING
        self._revoked.is_over()
        if not contract.is_first:
            if contract.version.partition(".")[0] != "1":
                raise ContractMismatch(
                    "contract_version",
                    "The central API is newer than this console",
                    f"The central API speaks version {contract.version} of the contract.",
                    "Update this console. Nothing is lost meanwhile.",
                )
            await self._epochs.saw(contract.epoch)
            await self._journal.release_kept()
        self._contract = contract
        self._contract_until = self._clock.monotonic() + CONTRACT_AGAIN_S if contract.is_first else float("inf")
        return contract

    def _line_is_back(self, outage_s: float) -> None:
        self._pace.hold(splay_s(outage_s, self._rng))

    async def _tell(self) -> None:
        """Publish the link when anything about it changed."""
        judge = self._host.judge
        if self._revoked.active:
            judge.blocked(self._time.now().at)  # what is delivered meanwhile is heard, and opens nothing
        try:
            waiting = await self._journal.waiting()
        except KnownError:
            return
        changed = LinkChanged(judge.link, judge.since or self._time.now().at, waiting, self._mirror.as_of)
        if changed != self._told:
            self._told = changed
            self._events.publish(changed)
