"""JSON ↔ domain, for the calls of contract v1. Unknown fields are ignored, wrong types are `Unreadable`."""

from __future__ import annotations

import base64
import dataclasses
import json
from datetime import UTC, datetime
from enum import Enum
from typing import Any

from app.central import fields as f
from app.central.fields import Row, Unreadable
from app.central.shapes import (
    CentralAnswer,
    CentralDecision,
    ChainHead,
    Contract,
    EntryVerdict,
    LogAnswer,
    OutgoingEntry,
    PulledChange,
    PullPage,
)
from app.domain.decision import LastEntry, Reason, Verdict
from app.domain.entry import Direction, Entry
from app.domain.passes import UNLIMITED, BlacklistHit, BlacklistKind, Pass, VisitorType

STATUSES = frozenset({"accepted", "duplicate", "rejected"})

_FACTS = tuple(field.name for field in dataclasses.fields(Entry))


def entry_to_json(outgoing: OutgoingEntry) -> dict[str, Any]:
    """One element of `p_entries`."""
    told = _facts_to_json(outgoing.entry)
    outcome = outgoing.outcome
    told["gate_outcome"] = (
        None
        if outcome is None
        else {
            "kind": outcome.kind.value,
            "path": outcome.path.value,
            "detail": outcome.detail,
            "took_ms": outcome.took_ms,
            "confirmed": outcome.confirmed,
            "scan_ms": outcome.scan_ms,
        }
    )
    told["signature"] = _base64(outgoing.signature)
    return told


def head_to_json(head: ChainHead) -> dict[str, Any]:
    """`p_audit`."""
    return {"seq": head.seq, "head": head.digest, "signature": _base64(head.signature)}


def signed_head(seq: int, digest: str) -> bytes:
    """What a device signs of its audit chain."""
    return f"audit:{seq}:{digest}".encode()


def signed_bytes(entry: Entry) -> bytes:
    """What a device signs: the entry's fields as JSON, keys sorted, no blanks, UTF-8.

    The gate's outcome is not part of it: the entry is signed as it was recorded, and the outcome comes later.
    """
    told = _facts_to_json(entry)
    return json.dumps(told, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def contract_from_json(body: object) -> Contract:
    """The answer of `contract_v1`."""
    row = f.mapping(body)
    return Contract(
        version=f.text(row, "version"),
        epoch=f.text(row, "epoch"),
        server_time=f.moment_or_none(row, "server_time"),
        community_id=f.text(row, "community_id", ""),
        community_name=f.text(row, "community_name", ""),
        role=f.text(row, "role", ""),
        actor_name=f.text(row, "actor_name", ""),
        site_zone=f.text(row, "site_zone", ""),
    )


def answer_from_json(body: object, *, took_ms: int) -> CentralAnswer:
    """The answer of `validate_record_v1`."""
    row = f.mapping(body)
    known, shown = f.truth(row, "known"), row.get("pass")
    pass_ = None if shown is None else pass_from_row(f.mapping(shown, "pass"))
    if known != (pass_ is not None):
        raise Unreadable("known and pass contradict each other")
    last, decision = row.get("last_entry"), row.get("decision")
    return CentralAnswer(
        known=known,
        pass_=pass_,
        inside=f.truth(row, "inside", False),
        blacklist=tuple(_hit(f.mapping(hit, "blacklist")) for hit in f.sequence(row, "blacklist")),
        last_entry=None if last is None else _last_entry(f.mapping(last, "last_entry")),
        decision=None if decision is None else _decision(f.mapping(decision, "decision")),
        uses_rev=f.whole(row, "uses_rev", 0),
        epoch=f.text(row, "epoch", ""),
        took_ms=took_ms,
    )


def log_answer_from_json(body: object) -> LogAnswer:
    """The answer of `log_entries_v1`."""
    row = f.mapping(body)
    return LogAnswer(
        verdicts=tuple(_verdict(f.mapping(told, "items")) for told in f.sequence(row, "items")),
        epoch=f.text(row, "epoch"),
        next_batch_after_s=max(0, f.whole(row, "next_batch_after_ms", 0)) / 1000,
    )


def page_from_json(body: object) -> PullPage:
    """The answer of `pull_changes_v1`. Rows are left as they came: the mirror reads them, one by one.

    A change that does not even say what it concerns must not stop the feed for ever: it is left out and counted.
    """
    row = f.mapping(body)
    changes: list[PulledChange] = []
    unreadable = 0
    for told in f.sequence(row, "changes"):
        try:
            changes.append(_change(f.mapping(told, "changes")))
        except Unreadable:
            unreadable += 1
    return PullPage(
        cursor=f.text(row, "cursor"),
        epoch=f.text(row, "epoch"),
        more=f.truth(row, "more"),
        remaining=f.whole_or_none(row, "remaining"),
        server_time=f.moment_or_none(row, "server_time"),
        changes=tuple(changes),
        unreadable=unreadable,
    )


def pass_from_row(row: Row) -> Pass:
    """A pass row of contract v1. A kind of visitor that this console does not know is shown as a guest."""
    return Pass(
        pass_id=f.text(row, "id"),
        record_uid=f.text(row, "record_uid"),
        community_id=f.text(row, "community_id"),
        visitor_name=f.text(row, "visitor_name", ""),
        visitor_type=_visitor_type(row),
        valid_until=f.moment(row, "valid_until"),
        valid_from=f.moment_or_none(row, "valid_from"),
        rand_record_uid=f.text_or_none(row, "rand_record_uid"),
        short_code=f.text_or_none(row, "short_code"),
        host_id=f.text_or_none(row, "host_id"),
        host_name=f.text(row, "host_name", ""),
        house=f.text(row, "house", ""),
        entries_allowed=f.whole(row, "entries_allowed", UNLIMITED),
        entries_used=f.whole(row, "entries_used", 0),
        uses_rev=f.whole(row, "uses_rev", 0),
        cancelled=f.truth(row, "cancelled", False),
        plate=f.text(row, "plate", ""),
        vehicle=f.text(row, "vehicle", ""),
        document_last4=f.text(row, "document_last4", ""),
        people=f.whole(row, "people", 1),
        note=f.text(row, "note", ""),
    )


def _visitor_type(row: Row) -> VisitorType:
    told = f.text(row, "visitor_type", VisitorType.GUEST.value)
    return VisitorType(told) if told in VisitorType._value2member_map_ else VisitorType.GUEST


def _facts_to_json(entry: Entry) -> dict[str, Any]:
    return {name: _plain(getattr(entry, name)) for name in _FACTS}


def _base64(raw: bytes | None) -> str | None:
    return None if raw is None else base64.b64encode(raw).decode()


def _plain(value: object) -> object:
    if value is None or type(value) is str:
        return value
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, Enum):
        return value.value
    return list(value) if isinstance(value, tuple) else value


def _hit(row: Row) -> BlacklistHit:
    kind = f.text(row, "kind")
    # An unknown kind of hit must not pass as "no hit": the guard is asked.
    known = kind in BlacklistKind._value2member_map_
    return BlacklistHit(BlacklistKind(kind) if known else BlacklistKind.NAME, f.text(row, "reason", ""))


def _last_entry(row: Row) -> LastEntry:
    return LastEntry(
        f.moment(row, "at"), f.text(row, "gate_id", ""), _direction(row), f.text_or_none(row, "photo_hash")
    )


def _direction(row: Row) -> Direction:
    told = f.text(row, "direction")
    if told not in Direction._value2member_map_:
        raise Unreadable("direction is neither in nor out")
    return Direction(told)


def _decision(row: Row) -> CentralDecision:
    verdict, reason = f.text(row, "verdict"), f.text(row, "reason")
    if verdict not in Verdict._value2member_map_ or reason not in Reason._value2member_map_:
        raise Unreadable("the decision's words are unknown")
    return CentralDecision(Verdict(verdict), Reason(reason), f.texts(row, "flags"))


def _verdict(row: Row) -> EntryVerdict:
    status = f.text(row, "status")
    if status not in STATUSES:
        raise Unreadable("status is unknown")
    return EntryVerdict(
        entry_id=f.text(row, "entry_id"),
        status=status,
        flags=f.texts(row, "flags"),
        uses=f.whole_or_none(row, "uses"),
        uses_rev=f.whole_or_none(row, "uses_rev"),
        code=f.text(row, "code", ""),
        message=f.text(row, "message", ""),
    )


def _change(row: Row) -> PulledChange:
    shown = row.get("row")
    if shown is not None and not isinstance(shown, dict):
        raise Unreadable("row is no object")
    return PulledChange(f.text(row, "entity"), f.text(row, "id"), f.text(row, "op"), shown)
