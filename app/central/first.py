"""The customer's first contract: `validate-qr` and `log-entry`, Edge Functions without idempotency or device time.

They answer refusals of a visitor with HTTP 403 and 404, the codes that the gateway uses for its own troubles. A
boolean `access_granted` in the body tells them apart: with it, it is a decision; without it, it is a failure.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from app.central import fields as f
from app.central import wire
from app.central.caller import Caller, read_body, within
from app.central.failures import not_understood
from app.central.http import GUARD, SYNC, Answer
from app.central.shapes import CentralAnswer, CentralDecision, PulledChange, PullPage
from app.domain.decision import Reason, Verdict
from app.domain.entry import Entry
from app.domain.passes import UNLIMITED, Pass, VisitorType
from app.domain.scan import PassCode
from app.errors import CentralError

_REASONS = {
    "visitor not found": Reason.UNKNOWN,
    "qr code expired": Reason.EXPIRED,
    "maximum entries reached": Reason.NO_ENTRIES_LEFT,
}

RECORD_COLUMNS = (
    "id,record_uid,rand_record_uid,community_id,host_uid,visitor_name,visitor_type,validity_start,validity_end,"
    "entries_used,entries_allowed,notes,updated_at,property(label)"
)


STEP_BACK = timedelta(minutes=10)
"""A transaction that committed late shows a time before ours: what is younger than this is read again."""


class FirstContract:
    """The calls of the first contract, under one account."""

    def __init__(self, caller: Caller) -> None:
        self._caller = caller

    async def validate(
        self, code: PassCode, community: str, guard_id: str, scan_id: str, budget_s: float
    ) -> CentralAnswer:
        """Ask `validate-qr`, and beside it for the record itself: the function tells only a name."""
        clock = self._caller.line.clock
        begun = clock.monotonic()
        asking = self._caller.ask(
            "POST",
            "/functions/v1/validate-qr",
            lane=GUARD,
            json_body={"record_uid": code.key, "guard_id": guard_id, "geolocation": None},
            request_id=scan_id,
        )
        answer, pass_ = await within(budget_s, asyncio.gather(asking, self._record(code)))
        if not is_decision(answer):
            raise not_understood("there is no decision in it") if answer.good else self._caller.error(answer)
        took_ms = round((clock.monotonic() - begun) * 1000)
        now = self._caller.line.time.now().at

        def read(body: object) -> CentralAnswer:
            told = f.mapping(body)
            shown = pass_ or pass_as_told(told, code, community, now)
            return answer_from_json(told, shown, took_ms=took_ms)

        return read_body(read, answer)

    async def pull(self, community: str, cursor: str | None, limit: int) -> PullPage:
        """Passes that changed since `cursor`, in the shape of contract v1's feed.

        The first contract has no feed: records are read in the order of `updated_at`. Deleted ones are not noticed,
        and a caught-up cursor steps back a little, because a record may become visible later than its time says.
        """
        params = {
            "select": RECORD_COLUMNS,
            "community_id": f"eq.{community}",
            "order": "updated_at.asc,id.asc",
            "limit": str(limit),
        }
        after = (cursor or "").split(" ")
        if after[0] == "first" and len(after) == 3:
            at, last_id = after[1:]
            params["or"] = f'(updated_at.gt."{at}",and(updated_at.eq."{at}",id.gt.{last_id}))'
        rows = await self._caller.select("/rest/v1/visitor_records_uid", params)
        return page_from_rows(rows, limit, cursor)

    async def log(self, entry: Entry, guard_id: str, photo_url: str | None = None) -> None:
        """Tell `log-entry` of an arrival. Not idempotent: after an answer that did not come, look before repeating."""
        answer = await self._caller.ask(
            "POST",
            "/functions/v1/log-entry",
            lane=SYNC,
            json_body={
                "record_uid": entry.record_uid,
                "guard_id": guard_id,
                "photo_url": photo_url,
                "geolocation": None,
            },
        )
        if not answer.good:
            raise self._caller.error(answer)
        if not isinstance(answer.body, dict) or answer.body.get("success") is not True:
            raise not_understood("it does not say that the entry was logged")

    async def logs_since(self, record_uid: str, guard_id: str, since: datetime) -> int:
        """How many logs of this pass by this guard the account sees since then (0 also where it may see none)."""
        params = {
            "select": "id",
            "record_uid": f"eq.{record_uid}",
            "guard_id": f"eq.{guard_id}",
            "in_time": f"gte.{since.isoformat()}",
            "limit": "1000",
        }
        return len(await self._caller.select("/rest/v1/visitor_record_logs", params))

    async def sees_logs(self, guard_id: str) -> bool:
        """Whether the account sees any log of its own: if it does not, an absent one proves nothing."""
        params = {"select": "id", "guard_id": f"eq.{guard_id}", "limit": "1"}
        return bool(await self._caller.select("/rest/v1/visitor_record_logs", params))

    async def _record(self, code: PassCode) -> Pass | None:
        """The record, where row level security shows it; a failure here never spoils the function's answer."""
        params = {
            "select": RECORD_COLUMNS,
            "or": f"(record_uid.eq.{code.key},rand_record_uid.eq.{code.key})",
            "limit": "1",
        }
        try:
            rows = await self._caller.select("/rest/v1/visitor_records_uid", params, lane=GUARD)
            return pass_from_row(f.mapping(rows[0])) if rows else None
        except (CentralError, f.Unreadable):
            return None


def takes(entry: Entry) -> bool:
    """Whether `log-entry` has a place for it: only arrivals of somebody with a record. The others are kept for v1."""
    return entry.uses_pass and entry.record_uid is not None


def is_decision(answer: Answer) -> bool:
    """Whether the function itself answered, rather than something in front of it."""
    if answer.headers.get("x-relay-error") == "true" or not isinstance(answer.body, dict):
        return False
    return isinstance(answer.body.get("access_granted"), bool)


def answer_from_json(body: Mapping[str, Any], pass_: Pass | None, *, took_ms: int) -> CentralAnswer:
    """The answer of `validate-qr`; `pass_` is the record itself where the account can see it.

    A refusal in words that we do not know counts as "not valid any more"; `reason_text` says what was really said.
    """
    granted, words = f.truth(body, "access_granted"), f.text(body, "reason", "")
    reason = Reason.VALID if granted else _reason(words)
    return CentralAnswer(
        known=pass_ is not None,
        pass_=pass_,
        inside=False,
        blacklist=(),
        last_entry=None,
        decision=CentralDecision(Verdict.ADMIT if granted else Verdict.REFUSE, reason),
        uses_rev=0,
        epoch="",
        took_ms=took_ms,
        reason_text=words,
    )


def pass_as_told(told: Mapping[str, Any], code: PassCode, community: str, now: datetime) -> Pass | None:
    """A pass made of the answer alone, for an account that may not see the record: just what makes our own rules
    come to the same decision."""
    granted = told.get("access_granted") is True
    reason = Reason.VALID if granted else _reason(f.text(told, "reason", ""))
    if reason is Reason.UNKNOWN:
        return None
    left = f.whole(told, "entries_remaining", UNLIMITED) if granted else 1
    return Pass(
        pass_id="",
        record_uid=code.key,
        community_id=community,
        visitor_name=f.text(told, "visitor_name", ""),
        visitor_type=VisitorType.GUEST,
        valid_until=now if reason is Reason.EXPIRED else now + timedelta(days=1),
        host_id=f.text_or_none(told, "host_uid"),
        entries_allowed=left,
        entries_used=1 if reason is Reason.NO_ENTRIES_LEFT else 0,
        cancelled=reason is Reason.CANCELLED,
    )


def page_from_rows(rows: list[object], limit: int, cursor: str | None) -> PullPage:
    """Rows of `visitor_records_uid` as a page of the feed."""
    changes, at, last_id = [], None, ""
    for row in rows:
        told = f.mapping(row, "a record")
        at, last_id = f.moment(told, "updated_at"), f.text(told, "id")
        changes.append(PulledChange("pass", last_id, "U", _as_v1(told)))
    more = len(rows) >= limit
    if at is None:
        after = cursor or "first"
    else:
        after = f"first {(at if more else at - STEP_BACK).isoformat()} {last_id}"
    return PullPage(after, "", more, None, None, tuple(changes))


def _as_v1(row: dict[str, Any]) -> dict[str, Any]:
    place = row.get("property")
    return {
        **row,
        "host_id": row.get("host_uid"),
        "house": place.get("label") if isinstance(place, dict) else "",
        "valid_from": row.get("validity_start"),
        "valid_until": row.get("validity_end"),
        "note": row.get("notes"),
    }


def _reason(words: str) -> Reason:
    return _REASONS.get(words.strip().lower(), Reason.CANCELLED)


def pass_from_row(row: f.Row) -> Pass:
    """A row of `visitor_records_uid` as the first contract shows it. Its document number is not even asked for."""
    return wire.pass_from_row(_as_v1(dict(row)))
