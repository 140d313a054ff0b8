"""From the central feed's rows to the mirror's tables. A row that cannot be understood raises UnreadableRow.

Dates, numbers and texts are checked here, once; what the mirror holds can be trusted by whoever reads it.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from typing import Any

from app.domain.entry import Direction, EntryKind
from app.domain.gate import OutcomeKind, Path
from app.domain.passes import UNLIMITED, BlacklistKind, VisitorType
from app.domain.shift import LineKind
from app.store import feed_fields as f
from app.store.feed_fields import UnreadableRow, Wire
from app.store.plain import plain, plain_plate

Bound = dict[str, Any]

_VISITOR_TYPES, _KINDS, _DIRECTIONS = frozenset(VisitorType), frozenset(EntryKind), frozenset(Direction)
_MATCH_KINDS, _LINE_KINDS, _ANSWERS = frozenset(BlacklistKind), frozenset(LineKind), frozenset({"admit", "refuse"})
_PASS_IDS = ("id", "record_uid", "community_id")
_PASS_TEXTS = (
    *_PASS_IDS, "visitor_name", "host_name", "house", "plate", "vehicle", "document_last4", "note", "rand_record_uid",
    "short_code", "host_id",
)  # fmt: skip
_LOG_TEXTS = (
    "id", "kind", "gate_id", "actor_name", "visitor_name", "house", "verdict", "reason", "device_id", "plate",
)  # fmt: skip
_LOG_OPTIONS = (
    "record_uid", "pass_id", "photo_hash", "actor_id", "visitor_type", "basis", "allowed_by", "note", "corrects",
    "shift_id",
)  # fmt: skip
_OUTCOMES, _PATHS = frozenset(OutcomeKind), frozenset(Path)
_NO_OUTCOME: Bound = dict.fromkeys(
    ("outcome", "outcome_path", "outcome_detail", "open_ms", "scan_ms", "confirmed"), None
)


def pass_row(row: Wire) -> Bound:
    """`passes`. A type of visitor that is not known here counts as a guest."""
    (
        pass_id, record_uid, community_id, visitor_name, host_name, house, plate, vehicle, last4, note, rand_record_uid,
        short_code, host_id,
    ) = f.texts(row, _PASS_TEXTS)  # fmt: skip
    if not (pass_id and record_uid and community_id):
        raise UnreadableRow(next(name for name in _PASS_IDS if not row.get(name)))
    return {
        "pass_id": pass_id,
        "record_uid": record_uid.lower(),
        "community_id": community_id,
        "visitor_name": visitor_name,
        "visitor_type": f.one_of(row, "visitor_type", _VISITOR_TYPES) or VisitorType.GUEST.value,
        "valid_until": f.moment(row, "valid_until"),
        "valid_from": f.moment_or_none(row, "valid_from"),
        "rand_record_uid": rand_record_uid.lower() or None,
        "short_code": short_code.replace("-", "").upper() or None,
        "host_id": host_id or None,
        "host_name": host_name,
        "house": house,
        "entries_allowed": f.number(row, "entries_allowed", UNLIMITED),
        "entries_used": f.number(row, "entries_used", 0),
        "uses_rev": f.number(row, "uses_rev", 0),
        "cancelled": f.flag(row, "cancelled", False),
        "plate": plate,
        "vehicle": vehicle,
        "document_last4": last4,
        "people": f.number(row, "people", 1),
        "note": note,
    }


def log_row(row: Wire) -> Bound:
    """`logs`. What an older central API does not say is None."""
    direction = f.one_of(row, "direction", _DIRECTIONS)
    if direction is None:
        raise UnreadableRow("direction")
    if f.one_of(row, "kind", _KINDS) is None:
        raise UnreadableRow("kind")
    entry_id, kind, gate_id, actor_name, visitor_name, house, verdict, reason, device_id, plate, *more = f.texts(
        row, _LOG_TEXTS + _LOG_OPTIONS
    )
    if not entry_id:
        raise UnreadableRow("id")
    return {
        "entry_id": entry_id,
        "kind": kind,
        "direction": direction,
        "occurred_at": f.moment(row, "occurred_at"),
        "received_at": f.moment_or_none(row, "received_at"),
        "gate_id": gate_id,
        "actor_name": actor_name,
        "visitor_name": visitor_name,
        "house": house,
        "verdict": verdict,
        "reason": reason,
        "flags": _found(row),
        "device_id": device_id,
        "people": f.number(row, "people", 1),
        "plate": plate,
        "to_review": f.words(row, "to_review"),
        "on_foot": f.flag(row, "on_foot", None),
        "basis_age_s": f.number(row, "basis_age_s", None),
        "noted": f.words(row, "noted"),
        "offline": f.flag(row, "offline", None),
        "clock_trusted": f.flag(row, "clock_trusted", None),
        "device_seq": f.number(row, "device_seq", None),
        **{name: value or None for name, value in zip(_LOG_OPTIONS, more, strict=True)},
        "record_uid": more[0].lower() or None,
        **_outcome(row),
    }


def _found(row: Wire) -> str:
    """The flags, without those that the console itself noted beside its decision."""
    flags, noted = f.words(row, "flags") or "[]", f.words(row, "noted")
    if flags == "[]" or noted in (None, "[]"):
        return flags
    own, found = Counter[str](row["noted"]), list[str]()
    for flag in row["flags"]:
        if own[flag] > 0:
            own[flag] -= 1
        else:
            found.append(flag)
    return json.dumps(found)


def _outcome(row: Wire) -> Bound:
    """What became of the gate; one that is not understood here is not known: the entry happened all the same."""
    told = row.get("gate_outcome")
    if not isinstance(told, dict):
        return _NO_OUTCOME
    kind, path = f.one_of(told, "kind", _OUTCOMES), f.one_of(told, "path", _PATHS)
    if kind is None or path is None:
        return _NO_OUTCOME
    return {
        "outcome": kind,
        "outcome_path": path,
        "outcome_detail": f.text(told, "detail"),
        "open_ms": f.number(told, "took_ms", 0),
        "scan_ms": f.number(told, "scan_ms", None),
        "confirmed": f.flag(told, "confirmed", False),
    }


def blacklist_row(row: Wire) -> Bound:
    """`blacklist`. Values are compared as they are normalised here, whoever wrote them."""
    kind, value = f.one_of(row, "match_kind", _MATCH_KINDS), f.filled(row, "match_value")
    if kind is None:
        raise UnreadableRow("match_kind")
    normal: dict[str, Callable[[str], str]] = {
        BlacklistKind.RECORD: str.lower,
        BlacklistKind.NAME: plain,
        BlacklistKind.PLATE: plain_plate,
    }
    return {
        "id": f.filled(row, "id"),
        "match_kind": kind,
        "match_value": normal[kind](value) if kind in normal else value,
        "reason": f.text(row, "reason"),
        "valid_from": f.moment_or_none(row, "valid_from"),
        "valid_until": f.moment_or_none(row, "valid_until"),
    }


def property_row(row: Wire) -> Bound:
    """`properties`."""
    return {"id": f.filled(row, "id"), "label": f.text(row, "label")}


def host_row(row: Wire) -> Bound:
    """`hosts`."""
    name, house = f.text(row, "name"), f.text(row, "house")
    return {
        "id": f.filled(row, "id"),
        "name": name,
        "house": house,
        "phone": f.text(row, "phone"),
        "name_key": plain(name),
        "house_key": plain(house),
    }


def settings_row(row: Wire) -> Bound:
    """`settings`; the value as JSON text, the signed statement as it came."""
    return {
        "id": f.filled(row, "id"),
        "key": f.filled(row, "key"),
        "value": json.dumps(row.get("value")),
        "signature": f.text(row, "signature"),
    }


def notice_row(row: Wire) -> Bound:
    """`gate_notices`."""
    return {
        "id": f.filled(row, "id"),
        "kind": f.filled(row, "kind"),
        "severity": f.text(row, "severity") or "warning",
        "words": f.text(row, "words"),
        "gate_id": f.text(row, "gate_id"),
        "device_id": f.text(row, "device_id"),
        "actor_name": f.text(row, "actor_name"),
        "occurred_at": f.moment(row, "occurred_at"),
        "acknowledged": row.get("acknowledged_at") is not None,
    }


def question_row(row: Wire) -> Bound:
    """`questions`. An answer that is not known here is no answer."""
    return {
        "id": f.filled(row, "id"),
        "host_id": f.filled(row, "host_id"),
        "visitor_name": f.text(row, "visitor_name"),
        "asked_at": f.moment(row, "asked_at"),
        "answer": f.one_of(row, "answer", _ANSWERS),
        "answered_at": f.moment_or_none(row, "answered_at"),
        "answered_by": f.text(row, "answered_by"),
        "answered_via": f.text(row, "answered_via"),
        "answer_note": f.text(row, "answer_note"),
    }


def member_row(row: Wire) -> Bound:
    """`members`."""
    return {
        "id": f.filled(row, "id"),
        "role": f.filled(row, "role"),
        "blocked_until": f.moment_or_none(row, "blocked_until"),
    }


def shift_row(row: Wire) -> Bound:
    """`shift_log`."""
    if f.one_of(row, "kind", _LINE_KINDS) is None:
        raise UnreadableRow("kind")
    return {
        "id": f.filled(row, "id"),
        "shift_id": f.text(row, "shift_id"),
        "kind": f.filled(row, "kind"),
        "at": f.moment(row, "occurred_at"),
        "actor_name": f.text(row, "actor_name"),
        "words": f.text(row, "words"),
        "photo_hash": f.filled_or_none(row, "photo_hash"),
        "device_id": f.text(row, "device_id"),
        "post": f.text(row, "post"),
    }
