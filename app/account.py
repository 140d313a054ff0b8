"""Who asks for a command: an account of the site, by e-mail and password, or by PIN while there is no line."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from types import TracebackType

from app.central.client import CentralClient
from app.central.factors import CodeAsked
from app.central.permit import PermitDesk
from app.clock import SystemClock, TrustedTime
from app.device_key import kept_enrolment, permit_holder
from app.domain.shift import Act, Actor, may
from app.duty import DeviceIdentity, DutyDesk
from app.errors import KnownError
from app.events import Events
from app.settings import Settings
from app.store.store import Store

COMMAND = "command"
"""The account of a command line: the guard's session and shift are left alone."""


async def who_may(
    settings: Settings, store: Store | None, email: str, password: str, act: Act, *, code: Callable[[], str]
) -> Actor:
    """Somebody who may do `act`, and says so. `store`: None while another program holds it; then a line is needed.
    `code`: asked for the digits of the person's authenticator app, only where the account has one.

    Raises KnownError: not_permitted_here, SessionEnded, CodeAsked (wrong digits), CentralUnreachable, WrongPin.
    """
    async with _Desk(settings, store) as desk:
        try:
            actor = await desk.identify(email, password)
        except CodeAsked:
            actor = await desk.identify(email, password, await asyncio.to_thread(code))
    if not may(actor, act):
        raise KnownError(
            "not_permitted_here",
            "This account may not do that",
            f"Its role here is {actor.role.value}.",
            "Ask somebody with the right role to do it: a supervisor, or for backups a technician too.",
        )
    return actor


class _Desk(AbstractAsyncContextManager["DutyDesk"]):
    def __init__(self, settings: Settings, store: Store | None) -> None:
        self._settings = settings
        self._store = store
        self._clock = SystemClock()
        self._time = TrustedTime(self._clock)
        self._memory = Forgetful()
        central = settings.central
        self._client = CentralClient(
            central.url, central.key, self._memory, self._clock, self._time, account=COMMAND, limits=False
        )

    async def __aenter__(self) -> DutyDesk:
        store, site = self._store, self._settings.site
        enrolment = None if store is None else await kept_enrolment(store.secrets)
        permits = None
        if store is not None and enrolment is not None:
            permits = PermitDesk(store.secrets, permit_holder(enrolment), self._clock, self._time)
        return DutyDesk(
            accounts=self._client,
            secrets=store.secrets if store is not None else self._memory,
            device=DeviceIdentity(site.device_id, store.incarnation if store is not None else ""),
            clock=self._clock,
            time=self._time,
            events=Events(),
            chain=store.journal if store is not None else self._memory,
            permits=permits,
            online=lambda: True,
        )

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._client.sign_out()
        await self._client.close()


class Forgetful:
    """Secrets for as long as this program runs; a chain that nobody keeps."""

    def __init__(self) -> None:
        self._values: dict[str, str] = {}

    async def get(self, name: str) -> str | None:
        """What was put under `name`."""
        return self._values.get(name)

    async def put(self, name: str, value: str) -> None:
        """Keep `value`."""
        self._values[name] = value

    async def delete(self, name: str) -> None:
        """Forget `name`."""
        self._values.pop(name, None)

    async def note(self, kind: str, subject: str, said: object) -> None:
        """Nothing: the store is another program's."""
