"""The site's own settings: signed statements of the central API, checked with its key, kept, and applied at once.

A console believes the statement, not the columns beside it. What was taken once holds without a line and through a
new mirror, until a newer statement comes; an unsigned, forged or older one changes nothing and is a Notice.

The central API's key changes by a statement too, `central_key`: only the key of the moment names the next one. What
an earlier key signed before that still holds; what it signs afterwards does not.
"""

from __future__ import annotations

import asyncio
import base64
import hashlib
import json
import logging
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

import msgspec

from app.central import fields as f
from app.central.permit import PermitHolder, read_statement
from app.choices import SiteSaid
from app.domain.lockdown import LockdownWord
from app.events import Events, Notice
from app.pin import Secrets
from app.site_settings import KNOWN, LockdownValue, read_value, together

log = logging.getLogger(__name__)

NAME = "site_word"
FORGED, UNREAD, OLD = "setting_forged", "setting_unread", "setting_old"
KEY = "central_key"
MOST_KEYS = 20
"""Earlier statements of the key that one may carry."""


class LockdownHearer(Protocol):
    """Is told whether the site is locked down, at every look; `fresh`: it has only just come."""

    async def __call__(self, word: LockdownWord, *, fresh: bool) -> None: ...


@dataclass(frozen=True, slots=True)
class _Statement:
    signed: str
    set_at: datetime
    by: str
    name: str
    value: Any


@dataclass(slots=True)
class _Kept:
    holder: PermitHolder
    """With the central API's key as it is now."""
    statements: dict[str, _Statement] = field(default_factory=dict)

    @property
    def said(self) -> SiteSaid:
        return together({key: one.value for key, one in self.statements.items()})


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
        key_changed: Callable[[PermitHolder], None] = lambda holder: None,
        lockdown_said: LockdownHearer | None = None,
    ) -> None:
        """`brought`: signed statements by their keys, unchecked. `holder`: None where this PC knows no key of the
        central API (not enrolled); then nothing is taken. `changed` is awaited when the site says something new,
        `key_changed` called when the central API signs with another key."""
        self._brought = brought
        self._secrets = secrets
        self._kept = None if holder is None else _Kept(holder)
        self._now = now
        self._events = events
        self._changed = changed
        self._key_changed = key_changed
        self._lockdown_said = lockdown_said
        self._refused: set[str] = set()
        self._one_at_a_time = asyncio.Lock()
        self.said = SiteSaid()

    async def restore(self) -> None:
        """Take up what was kept. Each statement proves itself once more: another site's says nothing here."""
        if self._kept is not None:
            self._kept = await _kept(self._secrets, self._kept.holder)
            self.said = self._kept.said
            self._key_changed(self._kept.holder)

    async def look(self) -> None:
        """Take what is new and signed; the rest is a Notice, once."""
        if self._kept is None:
            return
        async with self._one_at_a_time:
            kept, before = self._kept, self.said
            brought = await self._brought()
            if KEY in brought and await self._take_key(brought[KEY], kept):
                self._key_changed(kept.holder)
            fresh = {key for key, signed in brought.items() if key in KNOWN and self._take(key, signed, kept)}
            if fresh:
                await self._keep(kept)
            self.said = kept.said
            word = _lockdown(kept.statements.get("lockdown"))
            if word is not None and self._lockdown_said is not None:
                await self._lockdown_said(word, fresh="lockdown" in fresh)
            if self.said != before:
                await self._changed()

    async def signed_values(self) -> dict[str, object]:
        """All settings of the site that hold their signature, as they came, by their keys. To be shown."""
        if self._kept is None:
            return {}
        told = {key: _signed_for(key, one, self._kept.holder) for key, one in (await self._brought()).items()}
        return {key: row.get("value") for key, row in told.items() if row is not None}

    async def _keep(self, kept: _Kept) -> None:
        await self._secrets.put(NAME, json.dumps({name: one.signed for name, one in kept.statements.items()}))

    async def _take_key(self, signed: str, kept: _Kept) -> bool:
        known = kept.statements.get(KEY)
        if known is not None and known.signed == signed:
            return False
        holder = _followed(signed, kept.holder)
        if holder is None:
            self._refuse(FORGED, KEY, signed)
            return False
        if holder == kept.holder:
            return False
        statement = _statement(KEY, signed, holder, lambda value: value)
        if statement is None:
            self._refuse(FORGED, KEY, signed)
            return False
        kept.holder, kept.statements[KEY] = holder, statement
        await self._keep(kept)
        return True

    def _take(self, key: str, signed: str, kept: _Kept) -> bool:
        known = kept.statements.get(key)
        if known is not None and known.signed == signed:
            return False
        try:
            new = _statement(key, signed, kept.holder, lambda value: read_value(key, value))
        except msgspec.ValidationError:
            self._refuse(UNREAD, key, signed)
            return False
        if new is None:
            self._refuse(FORGED, key, signed)
            return False
        if known is not None and new.set_at <= known.set_at:
            self._refuse(OLD, key, signed)
            return False
        kept.statements[key] = new
        return True

    def _refuse(self, kind: str, key: str, signed: str) -> None:
        """The same one is the same Notice after a restart, too."""
        notice_id = f"{kind}.{key}.{hashlib.sha256(signed.encode()).hexdigest()[:16]}"
        if notice_id not in self._refused:
            self._refused.add(notice_id)
            log.warning("a statement of the setting %s was left out: %s", key, kind)
            self._events.publish(Notice(notice_id, kind, self._now(), key, ""))


async def site_said(secrets: Secrets, holder: PermitHolder | None) -> SiteSaid:
    """What was kept, for programs beside the console."""
    return SiteSaid() if holder is None else (await _kept(secrets, holder)).said


async def holder_now(secrets: Secrets, holder: PermitHolder) -> PermitHolder:
    """This console with the central API's key as it is now."""
    return (await _kept(secrets, holder)).holder


async def _kept(secrets: Secrets, holder: PermitHolder) -> _Kept:
    told: dict[str, str] = json.loads(await secrets.get(NAME) or "{}")
    kept = _Kept(_followed(told[KEY], holder) or holder if KEY in told else holder)
    for key, signed in told.items():
        try:
            if key == KEY:
                statement = _statement(key, signed, kept.holder, lambda value: value)
            else:
                statement = _read(key, signed, kept.holder) if key in KNOWN else None
        except msgspec.ValidationError:
            statement = None  # kept by another version
        if statement is not None:
            kept.statements[key] = statement
    return kept


def _read(key: str, signed: str, holder: PermitHolder) -> _Statement | None:
    return _statement(key, signed, holder, lambda value: read_value(key, value))


def _statement(key: str, signed: str, holder: PermitHolder, read: Callable[[object], Any]) -> _Statement | None:
    """None unless it is signed for this. Raises ValidationError for a value out of range."""
    row = _signed_for(key, signed, holder)
    if row is None:
        return None
    by, name = (one if isinstance(one := row.get(key), str) else "" for key in ("set_by", "set_by_name"))
    return _Statement(signed, f.moment(row, "set_at"), by, name, read(row.get("value")))


def _signed_for(key: str, signed: str, holder: PermitHolder) -> dict[str, Any] | None:
    """What a statement says; None unless the central API signed it for this site and about this key."""
    row = holder.read(signed, "set_at")
    return row if row is not None and _is_about(key, row, holder) else None


def _is_about(key: str, row: Mapping[str, Any], holder: PermitHolder) -> bool:
    try:
        f.moment(row, "set_at")
        said = (f.text(row, "kind"), f.text(row, "community_id").lower(), f.text(row, "key"))
    except f.Unreadable:
        return False
    return said == ("setting", holder.community_id.lower(), key)


def _lockdown(statement: _Statement | None) -> LockdownWord | None:
    if statement is None or not isinstance(statement.value, LockdownValue):
        return None
    said = statement.value
    at = statement.set_at if said.at is None else min(said.at, statement.set_at)
    return LockdownWord(said.active, at, statement.by, statement.name, said.place, said.word)


def _followed(signed: str, holder: PermitHolder) -> PermitHolder | None:
    """This console with the key that a statement of `central_key` leads to; None if it does not lead from the key that
    is known. A PC that was off while the key changed twice finds the earlier statements inside the last."""
    last = _unproven(signed)
    named = _named(last)
    if last is None or named is None:
        return None
    value = last.get("value")
    before = value.get("before") if isinstance(value, dict) else None
    chain = [one for one in before if isinstance(one, str)][-MOST_KEYS:] if isinstance(before, list) else []
    for one in (*chain, signed):
        row = read_statement(one, holder.central_key)
        if row is not None and _is_about(KEY, row, holder) and (told := _named(row)) is not None:
            key, since = told
            holder = holder if key == holder.central_key else holder.with_key(key, since)
    return holder if holder.central_key == named[0] else None


def _named(row: Mapping[str, Any] | None) -> tuple[str, datetime] | None:
    """The key that a statement names, 32 bytes in base64, and from when on the one before signs nothing more."""
    value = None if row is None else row.get("value")
    said: Mapping[str, Any] = value if isinstance(value, dict) else {"key": value}
    try:
        key, set_at = f.text(said, "key"), f.moment(row or {}, "set_at")
        since = f.moment_or_none(said, "from") or set_at
        good = len(base64.b64decode(key, validate=True)) == 32
    except (f.Unreadable, ValueError):
        return None
    return (key, max(since, set_at)) if good else None


def _unproven(signed: str) -> dict[str, Any] | None:
    try:
        text = signed.partition(".")[0]
        row = json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
    except ValueError:
        return None
    return row if isinstance(row, dict) else None
