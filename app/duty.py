"""Who is on duty here: sign-in, lock and shift. Remembered in the store, so that a restart changes nothing.

With a line, e-mail and password; each such sign-in brings an offline permit. Without one, a guard whom this console
knows signs in and unlocks with the PIN, for as long as the permit holds.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from app.central.permit import PermitDesk
from app.clock import Clock, TrustedTime
from app.domain.ids import uuid7
from app.domain.shift import Actor, Role, Shift, loses
from app.errors import CentralError, CentralUnreachable, KnownError, SessionEnded
from app.events import ActorChanged, Events, Notice
from app.opening import Duty
from app.pin import MAX_DIGITS, Pins, Secrets, WrongPin
from app.store.rows import Member

_NAME = "duty"


_GUARDS = "guards"
"""Who signed in here with e-mail and password: e-mail to actor_id."""

log = logging.getLogger(__name__)


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
    @property
    def is_first(self) -> bool: ...


class Accounts(Protocol):
    """The central API's side of signing in."""

    async def sign_in(self, email: str, password: str, code: str = "") -> SignedIn: ...
    async def contract(self) -> Contract: ...
    async def sign_out(self) -> None: ...
    async def session(self) -> SignedIn | None: ...
    async def invoke(self, function: str, body: Mapping[str, object]) -> dict[str, Any]: ...


class Chain(Protocol):
    """The audit chain."""

    async def note(self, kind: str, subject: str, said: Mapping[str, Any]) -> None: ...


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
        chain: Chain,
        permits: PermitDesk | None,
        online: Callable[[], bool],
    ) -> None:
        """`permits`: None where the central API issues none (not enrolled): then the PIN alone unlocks, as long as
        nobody signs out. `online`: whether the central API can be asked now."""
        self._accounts = accounts
        self._secrets = secrets
        self._device = device
        self._time = time
        self._events = events
        self._chain = chain
        self._permits = permits
        self._online = online
        self.pins = Pins(secrets, clock)
        self.permit_until: datetime | None = None
        """Until when whoever is on duty may work here without a line; None without a permit that holds."""
        self._actor: Actor | None = None
        self._shift: Shift | None = None
        self._locked = False
        self._looking = asyncio.Lock()

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
        await self._look_at_permit()
        self._tell()

    async def sign_in(self, email: str, password: str, code: str = "") -> Actor:
        """E-mail and password, and the authenticator's `code` where the account has one (CodeAsked says so); begins
        a shift. Without a line, e-mail and PIN under a permit. KnownError: why not."""
        actor, contract = await self._who(email, password, code)
        if contract is None:
            if (session := await self._accounts.session()) is not None and session.user_id != actor.actor_id:
                await self._accounts.sign_out()
            return await self._begin(actor, "permit")
        if not contract.is_first:
            await self._take_permit()
        await self._remember(email, actor.actor_id)
        return await self._begin(actor, "password")

    async def identify(self, email: str, password: str, code: str = "") -> Actor:
        """Who that is, by the same proof as a sign-in; no shift begins. For commands beside the window."""
        return (await self._who(email, password, code))[0]

    async def sign_out(self) -> None:
        """End the shift here. The queue stays and is sent under the console's own account."""
        if self._actor is not None:
            await self._chain.note("sign_out", self._actor.actor_id, {})
        self._actor, self._shift, self._locked, self.permit_until = None, None, False, None
        await self._secrets.delete(_NAME)
        self._tell()
        await self._accounts.sign_out()

    async def cut_off(self) -> None:
        """The central API has revoked this console: nobody works here any more, with or without a line."""
        for actor_id in (await self._guards()).values():
            await self.pins.forget(actor_id)
            if self._permits is not None:
                await self._permits.forget(actor_id)
        await self._secrets.delete(_GUARDS)
        await self.sign_out()

    async def look_at_members(self, members: Mapping[str, Member], as_of: datetime) -> bool:
        """End what this console lets somebody do who has no post at the site any more, who is blocked, or who may do
        less than before: PIN, permit and shift. Whoever signed in after `as_of` is known better by that sign-in.

        `members`: who works at the site, as the central API said it at `as_of`; nobody where it does not say. Returns
        whether whoever is on duty was signed out.
        """
        if not members:
            return False
        ended = False
        async with self._looking:
            shift = self._shift
            on_duty = shift.actor if shift else None
            for actor_id in {*(await self._guards()).values(), *([on_duty.actor_id] if on_duty else ())}:
                permit = await self._permits.current(actor_id) if self._permits is not None else None
                here = on_duty is not None and on_duty.actor_id == actor_id
                since = permit.issued_at if permit else shift.since if here and shift else None
                role = on_duty.role.value if here and on_duty else permit.role if permit else None
                if (since is None or since < as_of) and _is_over(role, members.get(actor_id), as_of):
                    log.warning("somebody who worked here has no such post any more")
                    await self._chain.note("post_ended", actor_id, {})
                    ended = ended or (here and self._shift is shift)
                    await self._block(actor_id)
        return ended

    async def renew_permit(self) -> None:
        """Ask for a new permit when less than half of the old one is left. For moments with a line; never fails for
        the line."""
        if self._permits is None or self._actor is None:
            return
        permit = await self._permits.current(self._actor.actor_id)
        session = await self._accounts.session()
        if session is None or session.user_id != self._actor.actor_id:
            return
        if permit is None or self._time.now().at - permit.issued_at > (permit.expires_at - permit.issued_at) / 2:
            with contextlib.suppress(CentralError):  # a console that is cut off hears of it from the sync
                await self._take_permit()

    async def count_permits(self) -> None:
        """Let the permits age by the time that was lived with them, whatever the PC's clock says meanwhile."""
        if self._permits is not None:
            for actor_id in set((await self._guards()).values()):
                await self._permits.current(actor_id)
            await self._look_at_permit()

    async def lock(self) -> None:
        """Lock the screen. The camera goes on scanning; nothing opens."""
        if self._actor is not None and not self._locked:
            self._locked = True
            await self._keep()
            self._tell()

    async def unlock(self, pin: str) -> None:
        """Back to work with the PIN; raises WrongPin. The last wrong one is worth a Notice. Without a line it takes a
        permit that holds; KnownError "permit_over" says that it is over."""
        if self._actor is None:
            raise KnownError("nobody_signed_in", "Nobody is signed in", "There is no one to unlock for.", "Sign in.")
        if self._permits is not None and not self._online():
            await self._look_at_permit()
            if self.permit_until is None:
                raise _over()
        await self._check_pin(self._actor.actor_id, self._actor.name, pin)
        self._locked = False
        await self._keep()
        self._tell()

    async def _who(self, email: str, password: str, code: str = "") -> tuple[Actor, Contract | None]:
        """Who the central API says that is, and its contract; without a line the permit's word, and None."""
        try:
            signed_in = await self._accounts.sign_in(email, password, code)
        except CentralUnreachable as error:
            return await self._by_permit(email, password, error), None
        except SessionEnded as error:
            if error.code == "user_banned":
                await self._forget(email)
            raise
        contract = await self._accounts.contract()
        role = Role(contract.role) if contract.role in set(Role) else Role.GUARD
        return Actor(signed_in.user_id, contract.actor_name or email.partition("@")[0], role), contract

    async def _by_permit(self, email: str, pin: str, error: CentralUnreachable) -> Actor:
        """Somebody whom this console knows, with the PIN in the password's place."""
        actor_id = (await self._guards()).get(_plain(email))
        if self._permits is None or actor_id is None or not await self.pins.is_set(actor_id):
            raise error
        permit = await self._permits.current(actor_id)
        if permit is None:
            raise _over() from error
        if not (pin.isascii() and pin.isdigit() and len(pin) <= MAX_DIGITS):
            raise KnownError(
                "pin_instead",
                "No connection to the central API",
                "Without it, this PC does not know your password, only your PIN.",
                "Type your e-mail and, in the password's place, your PIN.",
            ) from error
        await self._check_pin(actor_id, permit.actor_name, pin)
        return Actor(actor_id, permit.actor_name, Role(permit.role))

    async def _begin(self, actor: Actor, how: str) -> Actor:
        if self._actor is None or self._actor.actor_id != actor.actor_id or self._shift is None:
            now = self._time.now().at
            self._shift = Shift(uuid7(now), actor, now)
        self._actor, self._locked = actor, False
        await self._keep()
        await self._chain.note("sign_in", actor.actor_id, {"how": how, "role": actor.role.value})
        await self._look_at_permit()
        self._tell()
        return actor

    async def _check_pin(self, actor_id: str, name: str, pin: str) -> None:
        try:
            await self.pins.check(actor_id, pin)
        except WrongPin as wrong:
            if wrong.last:
                at = self._time.now().at
                await self._chain.note("pin_locked", actor_id, {})
                self._events.publish(Notice(uuid7(at), "pin_locked", at, name))
            raise

    async def _take_permit(self) -> None:
        """A new offline permit. Signing in goes on without one, but not at a console that was revoked."""
        if self._permits is None:
            return
        try:
            answer = await self._accounts.invoke("issue-permit", {"device_id": self._device.device_id})
            await self._permits.take(str(answer.get("permit", "")))
        except CentralError as error:
            if error.code == "device_revoked":
                raise
            log.warning("no offline permit could be had: %s", error.code)
            if error.code == "user_banned" and self._actor is not None:
                await self._block(self._actor.actor_id)
        await self._look_at_permit()

    async def _look_at_permit(self) -> None:
        permit = None
        if self._permits is not None and self._actor is not None:
            permit = await self._permits.current(self._actor.actor_id)
        self.permit_until = None if permit is None else permit.expires_at

    async def _guards(self) -> dict[str, str]:
        return dict(json.loads(await self._secrets.get(_GUARDS) or "{}"))

    async def _remember(self, email: str, actor_id: str) -> None:
        guards = await self._guards()
        if guards.get(_plain(email)) != actor_id:
            await self._secrets.put(_GUARDS, json.dumps({**guards, _plain(email): actor_id}))

    async def _forget(self, email: str) -> None:
        """An account that was blocked: it works here no more, without a line neither."""
        if (actor_id := (await self._guards()).get(_plain(email))) is not None:
            await self._block(actor_id)

    async def _block(self, actor_id: str) -> None:
        await self.pins.forget(actor_id)
        if self._permits is not None:
            await self._permits.forget(actor_id)
        others = {email: known for email, known in (await self._guards()).items() if known != actor_id}
        await self._secrets.put(_GUARDS, json.dumps(others))
        if self._actor is not None and self._actor.actor_id == actor_id:
            await self.sign_out()

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


def _is_over(role: str | None, member: Member | None, at: datetime) -> bool:
    """Whether somebody who works here as `role` (None: may not work here now) works so no longer."""
    if member is None or member.role not in set(Role):
        return True
    if member.blocked_until is not None and member.blocked_until > at:
        return True
    return role is not None and loses(Role(role), Role(member.role))


def _plain(email: str) -> str:
    return email.strip().casefold()


def _over() -> KnownError:
    return KnownError(
        "permit_over",
        "Your offline permit is over",
        "Without internet, this console lets nobody work for longer than the central API allowed.",
        "Sign in with e-mail and password as soon as the connection is back. The gate's key switch works.",
    )


async def people_known(secrets: Secrets) -> frozenset[str]:
    """Names and e-mail addresses of those who sign in at this console: what no bundle for support may hold."""
    duty, guards = await secrets.get(_NAME), await secrets.get(_GUARDS)
    names = {str(json.loads(duty).get("name", ""))} if duty else set()
    return frozenset(one for one in {*names, *(json.loads(guards) if guards else ())} if one)
