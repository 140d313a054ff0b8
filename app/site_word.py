"""The site's own settings: signed statements of the central API, checked with its key, kept, and applied at once.

A console believes the statement, not the columns beside it. What was taken once holds without a line and through a
new mirror, until a newer statement comes; an unsigned, forged or older one changes nothing.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
import logging
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any, Literal

import msgspec

from app.central import fields as f
from app.central.permit import PermitHolder, read_statement
from app.choices import SiteSaid
from app.domain.passes import VisitorType
from app.events import Events, Notice
from app.pin import Secrets
from app.settings import Policy

log = logging.getLogger(__name__)

NAME = "site_word"
FORGED, UNREAD = "setting_forged", "setting_unread"

Age = Annotated[float, msgspec.Meta(gt=0, le=24 * 3600 * 90)]


class _Policy(msgspec.Struct, frozen=True):
    """The setting `policy`, as the central API's own rules read it. Ages in seconds; words of a newer one are passed
    over."""

    ask_if_inside: bool | None = None
    max_age_s: Age | None = None
    max_age_limited_s: Age | None = None
    max_age_by_type_s: dict[str, Age] = {}


class _Switches(msgspec.Struct, frozen=True):
    """The setting `switches`."""

    automatic_opening: bool | None = None
    locked_override: Literal["pin", "free"] | None = None


APPLIED: Mapping[str, type[_Policy] | type[_Switches]] = {"policy": _Policy, "switches": _Switches}


@dataclass(frozen=True, slots=True)
class _Statement:
    signed: str
    set_at: datetime
    value: _Policy | _Switches


class SiteWord:
    """Looks at what the feed brought, and holds what the site says."""

    def __init__(
        self,
        *,
        brought: Callable[[], Awaitable[Mapping[str, str]]],
        secrets: Secrets,
        holder: PermitHolder | None,
        now: Callable[[], datetime],
        events: Events,
        changed: Callable[[], Awaitable[None]],
    ) -> None:
        """`brought`: signed statements by their keys, unchecked. `holder`: None where this PC knows no key of the
        central API (not enrolled); then nothing is taken. `changed` is awaited when the site says something new."""
        self._brought = brought
        self._secrets = secrets
        self._holder = holder
        self._now = now
        self._events = events
        self._changed = changed
        self._kept: dict[str, _Statement] = {}
        self._refused: set[str] = set()
        self._one_at_a_time = asyncio.Lock()
        self.said = SiteSaid()

    async def restore(self) -> None:
        """Take up what was kept. Each statement proves itself once more: another site's says nothing here."""
        if self._holder is not None:
            self._kept = await _kept(self._secrets, self._holder)
            self.said = _together(self._kept)

    async def look(self) -> None:
        """Take what is new and signed; the rest is a Notice, once."""
        if self._holder is None:
            return
        async with self._one_at_a_time:
            before = self.said
            for key, signed in (await self._brought()).items():
                if key in APPLIED and self._take(key, signed, self._holder):
                    told = {name: one.signed for name, one in self._kept.items()}
                    await self._secrets.put(NAME, json.dumps(told))
            self.said = _together(self._kept)
            if self.said != before:
                await self._changed()

    async def signed_values(self) -> dict[str, object]:
        """All settings of the site that hold their signature, as they came, by their keys. To be shown."""
        values: dict[str, object] = {}
        for key, signed in (await self._brought()).items() if self._holder is not None else ():
            row = None if self._holder is None else _signed_for(key, signed, self._holder)
            if row is not None:
                values[key] = row.get("value")
        return values

    def _take(self, key: str, signed: str, holder: PermitHolder) -> bool:
        known = self._kept.get(key)
        if known is not None and known.signed == signed:
            return False
        try:
            new = _read(key, signed, holder)
        except msgspec.ValidationError:
            self._refuse(UNREAD, key, signed)
            return False
        if new is None:
            self._refuse(FORGED, key, signed)
            return False
        if known is not None and new.set_at <= known.set_at:
            log.warning("an older statement of the setting %s was left out", key)
            return False
        self._kept[key] = new
        return True

    def _refuse(self, kind: str, key: str, signed: str) -> None:
        """The same one is the same Notice after a restart, too."""
        notice_id = f"{kind}.{key}.{hashlib.sha256(signed.encode()).hexdigest()[:16]}"
        if notice_id not in self._refused:
            self._refused.add(notice_id)
            self._events.publish(Notice(notice_id, kind, self._now(), key, ""))


async def site_said(secrets: Secrets, holder: PermitHolder | None) -> SiteSaid:
    """What was kept, for programs beside the console."""
    return SiteSaid() if holder is None else _together(await _kept(secrets, holder))


async def _kept(secrets: Secrets, holder: PermitHolder) -> dict[str, _Statement]:
    text = await secrets.get(NAME)
    kept = {}
    for key, signed in json.loads(text or "{}").items():
        try:
            statement = _read(key, signed, holder) if key in APPLIED else None
        except msgspec.ValidationError:
            statement = None  # kept by another version
        if statement is not None:
            kept[key] = statement
    return kept


def _read(key: str, signed: str, holder: PermitHolder) -> _Statement | None:
    """None unless it is signed for this. Raises ValidationError for a value out of range."""
    row = _signed_for(key, signed, holder)
    if row is None:
        return None
    return _Statement(signed, f.moment(row, "set_at"), msgspec.convert(row.get("value") or {}, APPLIED[key]))


def _signed_for(key: str, signed: str, holder: PermitHolder) -> dict[str, Any] | None:
    """What a statement says; None unless the central API signed it for this site and about this key."""
    row = read_statement(signed, holder.central_key)
    try:
        if row is None or f.text(row, "kind") != "setting":
            return None
        if (f.text(row, "community_id").lower(), f.text(row, "key")) != (holder.community_id.lower(), key):
            return None
        f.moment(row, "set_at")
    except f.Unreadable:
        return None
    return row


def _together(kept: Mapping[str, _Statement]) -> SiteSaid:
    policy, switches = _Policy(), _Switches()
    for one in kept.values():
        if isinstance(one.value, _Policy):
            policy = one.value
        else:
            switches = one.value
    types = {kind.value: kind for kind in VisitorType}
    return SiteSaid(
        Policy(
            ask_if_inside=policy.ask_if_inside,
            max_age_h=_hours(policy.max_age_s),
            max_age_limited_h=_hours(policy.max_age_limited_s),
            automatic_opening=switches.automatic_opening,
            locked_override=switches.locked_override,
        ),
        {types[name]: age / 3600 for name, age in policy.max_age_by_type_s.items() if name in types},
    )


def _hours(seconds: float | None) -> float | None:
    return None if seconds is None else seconds / 3600
