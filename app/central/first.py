"""The customer's first contract: `validate-qr` and `log-entry`, Edge Functions without idempotency or device time.

They answer refusals of a visitor with HTTP 403 and 404, the codes that the gateway uses for its own troubles. A
boolean `access_granted` in the body tells them apart: with it, it is a decision; without it, it is a failure.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from app.central import fields as f
from app.central.caller import Caller, read_body, within
from app.central.failures import not_understood
from app.central.http import GUARD, SYNC, Answer
from app.central.shapes import CentralAnswer, CentralDecision
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


class FirstContract:
    """The calls of the first contract, under one account."""

    def __init__(self, caller: Caller) -> None:
        self._caller = caller

    async def validate(self, code: PassCode, guard_id: str, scan_id: str, budget_s: float) -> CentralAnswer:
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
        return read_body(lambda body: answer_from_json(f.mapping(body), pass_, took_ms=took_ms), answer)

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
    reason = Reason.VALID if granted else _REASONS.get(words.strip().lower(), Reason.CANCELLED)
    return CentralAnswer(
        known=reason is not Reason.UNKNOWN,
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


def pass_from_row(row: f.Row) -> Pass:
    """A row of `visitor_records_uid` as the first contract shows it. Its document number is not even asked for."""
    kind = f.text(row, "visitor_type", VisitorType.GUEST.value)
    place = row.get("property")
    return Pass(
        pass_id=f.text(row, "id"),
        record_uid=f.text(row, "record_uid"),
        community_id=f.text(row, "community_id", ""),
        visitor_name=f.text(row, "visitor_name", ""),
        visitor_type=VisitorType(kind) if kind in VisitorType._value2member_map_ else VisitorType.GUEST,
        valid_until=f.moment(row, "validity_end"),
        valid_from=f.moment_or_none(row, "validity_start"),
        rand_record_uid=f.text_or_none(row, "rand_record_uid"),
        host_id=f.text_or_none(row, "host_uid"),
        house=f.text(place, "label", "") if isinstance(place, dict) else "",
        entries_allowed=f.whole(row, "entries_allowed", UNLIMITED),
        entries_used=f.whole(row, "entries_used", 0),
        note=f.text(row, "notes", ""),
    )
