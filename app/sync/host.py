"""The central API as the sync hears it: every answer and every silence goes through here and becomes the Link."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import datetime
from typing import Any, TypeVar

from app.central.failures import Failure, failure_of
from app.central.shapes import ChainHead, Contract, LogAnswer, OutgoingEntry, PullPage, Session
from app.clock import Clock, TrustedTime
from app.domain.entry import Entry
from app.errors import CentralError, CentralUnreachable, NotPermitted
from app.sync.link import LinkJudge
from app.sync.pacing import Circuit, Pace
from app.sync.ports import Central

T = TypeVar("T")

STRAINED = frozenset({"rate_limited", "server_busy", "server_failed"})
"""An answer came, only not the one that was wanted."""

NOT_THE_HOST = frozenset({"own_limit", "sign_in_busy"})
"""We did not even ask."""


class Host:
    """Satisfies the Central port; passes everything on and listens."""

    def __init__(
        self,
        central: Central,
        *,
        circuit: Circuit,
        pace: Pace,
        clock: Clock,
        time: TrustedTime,
        on_return: Callable[[float], None],
    ) -> None:
        """`on_return` is told, at the first answer after an outage, how many seconds that had lasted."""
        self._central = central
        self._circuit = circuit
        self._pace = pace
        self._clock = clock
        self._time = time
        self._on_return = on_return
        self.judge = LinkJudge(since=time.now().at)
        self.first = _First(self)

    async def session(self) -> Session | None:
        return await self._central.session()

    async def contract(self) -> Contract:
        return await self.heard(self._central.contract())

    async def log_entries(
        self, rows: Sequence[OutgoingEntry], device_id: str, incarnation: str, audit: ChainHead | None = None
    ) -> LogAnswer:
        begun = self._clock.monotonic()
        answer = await self.heard(self._central.log_entries(rows, device_id, incarnation, audit))
        self._pace.took(self._clock.monotonic() - begun)
        return answer

    async def pull(self, community: str, cursor: str | None, limit: int) -> PullPage:
        return await self.heard(self._central.pull(community, cursor, limit))

    async def call(self, function: str, arguments: Mapping[str, object]) -> dict[str, Any]:
        return await self.heard(self._central.call(function, arguments))

    async def invoke(self, function: str, body: Mapping[str, object]) -> dict[str, Any]:
        return await self.heard(self._central.invoke(function, body))

    async def upload_photo(self, community: str, taken_at: datetime, photo: bytes, *, entry_id: str = "") -> str:
        # How long a photo takes says more of its size than of the line.
        return await self.heard(self._central.upload_photo(community, taken_at, photo, entry_id=entry_id), timed=False)

    @property
    def unheard(self) -> Central:
        """What stands behind."""
        return self._central

    async def heard(self, asking: Awaitable[T], *, timed: bool = True) -> T:
        """The answer of `asking`, after listening to how it came."""
        begun = self._clock.monotonic()
        try:
            answer = await asking
        except CentralError as error:
            self._failed(error, self._clock.monotonic() - begun)
            raise
        self._passed(self._clock.monotonic() - begun if timed else 0.0)
        return answer

    def _passed(self, took_s: float) -> None:
        if (outage_s := self._circuit.passed()) > 0:
            self._on_return(outage_s)
        self.judge.answered(took_s, self._time.now().at)

    def _failed(self, error: CentralError, after_s: float) -> None:
        at, failure = self._time.now().at, failure_of(error)
        if failure is Failure.AUTH:
            self._circuit.passed()
            self.judge.signed_out(at)
        elif failure is Failure.SCHEMA or isinstance(error, NotPermitted):
            self._circuit.passed()
            self.judge.blocked(at)
        elif not isinstance(error, CentralUnreachable):
            self._passed(0.0)
        elif error.code in STRAINED:
            if error.code != "server_failed":
                self._circuit.failed(error.retry_after_s)
                self._pace.refused(after_s)
                self._pace.hold(after_s)
            self.judge.strained(at)
        elif error.code not in NOT_THE_HOST:
            if error.code == "timed_out":
                self._pace.refused()
            self._circuit.failed(error.retry_after_s)
            self.judge.silent(at)


class _First:
    """The same for the first contract's calls."""

    def __init__(self, host: Host) -> None:
        self._host = host

    async def log(self, entry: Entry, guard_id: str, photo_url: str | None = None) -> None:
        await self._host.heard(self._host.unheard.first.log(entry, guard_id, photo_url))

    async def logs_since(self, record_uid: str, guard_id: str, since: datetime) -> int:
        return await self._host.heard(self._host.unheard.first.logs_since(record_uid, guard_id, since))

    async def sees_logs(self, guard_id: str) -> bool:
        return await self._host.heard(self._host.unheard.first.sees_logs(guard_id))
