"""The offline permit: the central API's signed word that a person may work at this console without a line, until then.

It names the device and its key, so that a copied store is of no use elsewhere. Its end holds whatever happens to the
PC's clock: the time that was lived with it is counted by the monotonic clock, by the trusted time, and by the latest
moment ever seen, and the largest of the three counts.
"""

from __future__ import annotations

import base64
import json
import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from app.central import fields as f
from app.central.auth import SessionStore
from app.clock import Clock, TrustedTime
from app.errors import CentralError

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Permit:
    """What the central API signed. `role`: guard, supervisor or technician."""

    permit_id: str
    community_id: str
    device_id: str
    device_key: str
    actor_id: str
    actor_name: str
    role: str
    issued_at: datetime
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class PermitHolder:
    """This console: what a permit must name. Keys are 32 bytes in base64. `retired`: earlier keys of the central API;
    what they signed until then still holds, what they sign later does not."""

    community_id: str
    device_id: str
    device_key: str
    central_key: str
    retired: tuple[tuple[str, datetime], ...] = ()

    def read(self, signed: str, made: str) -> dict[str, Any] | None:
        """The statement, if the central API signed it with a key that was its own then. `made`: the field that says
        when."""
        if (row := read_statement(signed, self.central_key)) is not None:
            return row
        for key, until in self.retired:
            if (row := read_statement(signed, key)) is not None:
                try:
                    return row if f.moment(row, made) <= until else None
                except f.Unreadable:
                    return None
        return None

    def with_key(self, key: str, since: datetime) -> PermitHolder:
        """From `since` on the central API signs with another key."""
        return replace(self, central_key=key, retired=(*self.retired, (self.central_key, since)))


class PermitDesk:
    """Keeps one permit a person in the store, and says which of them still hold."""

    def __init__(
        self,
        store: SessionStore,
        holder: PermitHolder,
        clock: Clock,
        time: TrustedTime,
        longest: Callable[[], timedelta | None] = lambda: None,
    ) -> None:
        """`longest`: how long a permit lasts at most, whatever it says itself; None: as long as it says."""
        self._longest = longest
        self._store = store
        self._holder = holder
        self._clock = clock
        self._time = time
        self._counted_at: dict[str, float] = {}

    def use(self, holder: PermitHolder) -> None:
        """The central API signs with another key from now on."""
        self._holder = holder

    async def take(self, signed: str) -> Permit:
        """Keep a permit that was just issued. Raises CentralError("permit_refused") if it is not for this console."""
        permit = self._read(signed)
        await self._keep(permit.actor_id, signed, lived_s=0.0, seen=permit.issued_at)
        self._counted_at[permit.actor_id] = self._clock.monotonic()
        return permit

    async def current(self, actor_id: str) -> Permit | None:
        """The person's permit, if there is one and it still holds. Counts the time lived with it on the way."""
        kept = await self._store.get(_name(actor_id))
        if kept is None:
            return None
        try:
            row = f.mapping(json.loads(kept))
            signed, lived_s, seen = f.text(row, "signed"), float(row["lived_s"]), f.moment(row, "seen")
            permit = self._read(signed)
        except (ValueError, TypeError, KeyError, CentralError):
            log.warning("a kept permit cannot be read or is not ours")
            return None
        mono, now = self._clock.monotonic(), self._time.now().at
        lived_s += mono - self._counted_at.get(actor_id, mono)
        self._counted_at[actor_id] = mono
        lived_s = max(lived_s, (now - permit.issued_at).total_seconds(), (seen - permit.issued_at).total_seconds())
        await self._keep(actor_id, signed, lived_s=lived_s, seen=max(seen, now))
        lasts = permit.expires_at - permit.issued_at
        return permit if timedelta(seconds=lived_s) < lasts else None

    def _read(self, signed: str) -> Permit:
        permit = read_permit(signed, self._holder)
        longest = self._longest()
        if longest is None or permit.expires_at - permit.issued_at <= longest:
            return permit
        return replace(permit, expires_at=permit.issued_at + longest)

    async def forget(self, actor_id: str) -> None:
        """The person has no more business here."""
        await self._store.delete(_name(actor_id))

    async def _keep(self, actor_id: str, signed: str, *, lived_s: float, seen: datetime) -> None:
        kept = {"signed": signed, "lived_s": lived_s, "seen": seen.isoformat()}
        await self._store.put(_name(actor_id), json.dumps(kept))


def read_permit(signed: str, holder: PermitHolder) -> Permit:
    """The permit inside a signed statement. Raises CentralError("permit_refused") unless it is the central API's and
    for this console."""
    row = holder.read(signed, "issued_at")
    try:
        if row is None or f.text(row, "kind") != "permit":
            raise _refused("its signature is not the central API's")
        permit = Permit(
            permit_id=f.text(row, "permit_id"),
            community_id=f.text(row, "community_id"),
            device_id=f.text(row, "device_id"),
            device_key=f.text(row, "device_key"),
            actor_id=f.text(row, "actor_id"),
            actor_name=f.text(row, "actor_name", ""),
            role=f.text(row, "role"),
            issued_at=f.moment(row, "issued_at"),
            expires_at=f.moment(row, "expires_at"),
        )
    except f.Unreadable as error:
        raise _refused(str(error)) from error
    if (permit.community_id, permit.device_id, permit.device_key) != (
        holder.community_id,
        holder.device_id,
        holder.device_key,
    ):
        raise _refused("it is for another console")
    return permit


def read_statement(signed: str, central_key: str) -> dict[str, Any] | None:
    """The JSON object of a signed statement, base64url(text) "." base64url(Ed25519 over the text); None if the
    signature is not by `central_key` or the text is no object."""
    text = signed_text(signed, central_key)
    try:
        row = json.loads(text or "")
    except ValueError:
        return None
    return row if isinstance(row, dict) else None


def signed_text(signed: str, central_key: str) -> str | None:
    """The text of a signed statement as it was signed, or None."""
    text, _, signature = signed.partition(".")
    try:
        raw = _unpadded(text)
        key = Ed25519PublicKey.from_public_bytes(base64.b64decode(central_key, validate=True))
        key.verify(_unpadded(signature), raw)
        return raw.decode()
    except (InvalidSignature, ValueError):
        return None


def _unpadded(value: str) -> bytes:
    return base64.b64decode(value + "=" * (-len(value) % 4), altchars=b"-_", validate=True)


def _name(actor_id: str) -> str:
    return f"permit.{actor_id}"


def _refused(why: str) -> CentralError:
    return CentralError(
        "permit_refused",
        "The offline permit is not valid here",
        f"The offline permit cannot be taken: {why}.",
        "Sign in with the central API once; it issues a new one.",
    )
