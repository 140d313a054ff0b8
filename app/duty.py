"""Who is on duty here: sign-in, lock and shift. Remembered in the store, so that a restart changes nothing."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from app.clock import Clock, TrustedTime
from app.domain.ids import uuid7
from app.domain.shift import Actor, Role, Shift
from app.errors import KnownError
from app.events import ActorChanged, Events, Notice
from app.opening import Duty
from app.pin import Pins, Secrets, WrongPin

_NAME = "duty"


class SignedIn(Protocol):
    """Who the central API says somebody is."""

    @property
    def user_id(self) -> str: ...


class Contract(Protocol):
    """What the central API says of the signed-in account."""

    @property
    def role(self) -> str: ...
    @property
    def actor_name(self) -> str: ...


class Accounts(Protocol):
    """The central API's side of signing in."""

    async def sign_in(self, email: str, password: str) -> SignedIn: ...
    async def contract(self) -> Contract: ...
    async def sign_out(self) -> None: ...


@dataclass(frozen=True, slots=True)
class DeviceIdentity:
    """This console, as every entry names it. A restore or a clone begins a new incarnation."""

    device_id: str
    incarnation: str


class DutyDesk:
    """Holds the person, the shift and the lock."""

    def __init__(
        self,
        *,
        accounts: Accounts,
        secrets: Secrets,
        device: DeviceIdentity,
        clock: Clock,
        time: TrustedTime,
        events: Events,
    ) -> None:
        self._accounts = accounts
        self._secrets = secrets
        self._device = device
        self._time = time
        self._events = events
        self.pins = Pins(secrets, clock)
        self._actor: Actor | None = None
        self._shift: Shift | None = None
        self._locked = False

    def current(self) -> Duty:
        """Who is here now."""
        return Duty(self._actor, self._shift, self._locked, self._device.device_id, self._device.incarnation)

    async def restore(self) -> None:
        """Take up what was before the program ended: same person, same shift, same lock."""
        text = await self._secrets.get(_NAME)
        if text is None:
            return
        kept = json.loads(text)
        self._actor = Actor(kept["actor_id"], kept["name"], Role(kept["role"]))
        self._shift = Shift(kept["shift_id"], self._actor, datetime.fromisoformat(kept["since"]))
        self._locked = bool(kept["locked"])
        self._tell()

    async def sign_in(self, email: str, password: str) -> Actor:
        """E-mail and password; begins a shift. KnownError says why not."""
        signed_in = await self._accounts.sign_in(email, password)
        contract = await self._accounts.contract()
        role = Role(contract.role) if contract.role in set(Role) else Role.GUARD
        if self._actor is None or self._actor.actor_id != signed_in.user_id or self._shift is None:
            self._actor = Actor(signed_in.user_id, contract.actor_name or email.partition("@")[0], role)
            now = self._time.now().at
            self._shift = Shift(uuid7(now), self._actor, now)
        self._locked = False
        await self._keep()
        self._tell()
        return self._actor

    async def sign_out(self) -> None:
        """End the shift here. The queue stays and is sent under the console's own account."""
        self._actor, self._shift, self._locked = None, None, False
        await self._secrets.delete(_NAME)
        self._tell()
        await self._accounts.sign_out()

    async def lock(self) -> None:
        """Lock the screen. The camera goes on scanning; nothing opens."""
        if self._actor is not None and not self._locked:
            self._locked = True
            await self._keep()
            self._tell()

    async def unlock(self, pin: str) -> None:
        """Back to work with the PIN; raises WrongPin. The last wrong one is worth a Notice."""
        if self._actor is None:
            raise KnownError("nobody_signed_in", "Nobody is signed in", "There is no one to unlock for.", "Sign in.")
        try:
            await self.pins.check(self._actor.actor_id, pin)
        except WrongPin as wrong:
            if wrong.locked:
                at = self._time.now().at
                self._events.publish(Notice(uuid7(at), "pin_locked", at, self._actor.name))
            raise
        self._locked = False
        await self._keep()
        self._tell()

    async def _keep(self) -> None:
        assert self._actor is not None and self._shift is not None
        kept = {
            "actor_id": self._actor.actor_id,
            "name": self._actor.name,
            "role": self._actor.role.value,
            "shift_id": self._shift.shift_id,
            "since": self._shift.since.isoformat(),
            "locked": self._locked,
        }
        await self._secrets.put(_NAME, json.dumps(kept))

    def _tell(self) -> None:
        self._events.publish(ActorChanged(self._actor, self._locked))
