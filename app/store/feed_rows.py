"""From the central feed's rows to the mirror's tables. A row that cannot be understood raises UnreadableRow.

Dates, numbers and texts are checked here, once; what the mirror holds can be trusted by whoever reads it.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from app.domain.entry import Direction, EntryKind
from app.domain.gate import OutcomeKind, Path
from app.domain.passes import UNLIMITED, BlacklistKind, VisitorType
from app.domain.shift import LineKind
from app.store.columns import to_micros
from app.store.plain import plain, plain_plate

Wire = Mapping[str, Any]
Bound = dict[str, Any]

_VISITOR_TYPES = frozenset(VisitorType)
_TEXT_OR_NOTHING = frozenset({str, type(None)})
_PASS_IDS = ("id", "record_uid", "community_id")
_PASS_TEXTS = ("visitor_name", "host_name", "house", "plate", "vehicle", "document_last4", "note")
_PASS_NAMES = ("rand_record_uid", "short_code", "host_id")
_OUTCOMES, _PATHS = frozenset(OutcomeKind), frozenset(Path)
_NO_OUTCOME: Bound = dict.fromkeys(
    ("outcome", "outcome_path", "outcome_detail", "open_ms", "scan_ms", "confirmed"), None
)
_LARGEST = 2**63 - 1


class UnreadableRow(ValueError):
    """What the row lacks; never what it holds."""


def pass_row(row: Wire) -> Bound:
    """`passes`. A type of visitor that is not known here counts as a guest."""
    kind = row.get("visitor_type")
    texts = _texts(row, _PASS_IDS + _PASS_TEXTS + _PASS_NAMES)
    pass_id, record_uid, community_id, visitor_name, host_name, house, plate, vehicle, last4, note, *names = texts
    if not (pass_id and record_uid and community_id):
        raise UnreadableRow(next(name for name in _PASS_IDS if not row.get(name)))
    rand_record_uid, short_code, host_id = names
    return {
        "pass_id": pass_id,
        "record_uid": record_uid.lower(),
        "community_id": community_id,
        "visitor_name": visitor_name,
        "visitor_type": kind if kind in _VISITOR_TYPES else VisitorType.GUEST.value,
        "valid_until": _moment(row, "valid_until"),
        "valid_from": _moment_or_none(row, "valid_from"),
        "rand_record_uid": rand_record_uid.lower() or None,
        "short_code": short_code.replace("-", "").upper() or None,
        "host_id": host_id or None,
        "host_name": host_name,
        "house": house,
        "entries_allowed": _number(row, "entries_allowed", UNLIMITED),
        "entries_used": _number(row, "entries_used", 0),
        "uses_rev": _number(row, "uses_rev", 0),
        "cancelled": _flag(row, "cancelled"),
        "plate": plate,
        "vehicle": vehicle,
        "document_last4": last4,
        "people": _number(row, "people", 1),
        "note": note,
    }


def log_row(row: Wire) -> Bound:
    """`logs`. What an older central API does not say is None."""
    direction = row.get("direction")
    if direction not in frozenset(Direction):
        raise UnreadableRow("direction")
    if row.get("kind") not in frozenset(EntryKind):
        raise UnreadableRow("kind")
    return {
        "entry_id": _id(row, "id"),
        "pass_id": _id_or_none(row, "pass_id"),
        "record_uid": _lowered(row, "record_uid"),
        "kind": _id(row, "kind"),
        "direction": direction,
        "occurred_at": _moment(row, "occurred_at"),
        "received_at": _moment_or_none(row, "received_at"),
        "gate_id": _text(row, "gate_id"),
        "actor_name": _text(row, "actor_name"),
        "visitor_name": _text(row, "visitor_name"),
        "house": _text(row, "house"),
        "verdict": _text(row, "verdict"),
        "reason": _text(row, "reason"),
        "flags": _found(row),
        "photo_hash": _id_or_none(row, "photo_hash"),
        "device_id": _text(row, "device_id"),
        "people": _number(row, "people", 1),
        "plate": _text(row, "plate"),
        "to_review": _words(row, "to_review"),
        "actor_id": _id_or_none(row, "actor_id"),
        "visitor_type": _id_or_none(row, "visitor_type"),
        "on_foot": _flag_or_none(row, "on_foot"),
        "basis": _id_or_none(row, "basis"),
        "basis_age_s": _number_or_none(row, "basis_age_s"),
        "noted": _words(row, "noted"),
        "allowed_by": _id_or_none(row, "allowed_by"),
        "note": _id_or_none(row, "note"),
        "offline": _flag_or_none(row, "offline"),
        "clock_trusted": _flag_or_none(row, "clock_trusted"),
        "corrects": _id_or_none(row, "corrects"),
        "shift_id": _id_or_none(row, "shift_id"),
        "device_seq": _number_or_none(row, "device_seq"),
        **_outcome(row),
    }


def _found(row: Wire) -> str:
    """The flags, without those that the console itself noted beside its decision."""
    flags, noted = _words(row, "flags") or "[]", row.get("noted")
    if flags == "[]" or not noted:
        return flags
    own, found = Counter[str](noted), list[str]()
    for flag in row["flags"]:
        if own[flag] > 0:
            own[flag] -= 1
        else:
            found.append(flag)
    return json.dumps(found)


def _outcome(row: Wire) -> Bound:
    """What became of the gate; one that is not understood here is not known: the entry happened all the same."""
    told = row.get("gate_outcome")
    if not isinstance(told, dict) or told.get("kind") not in _OUTCOMES or told.get("path") not in _PATHS:
        return _NO_OUTCOME
    return {
        "outcome": told["kind"],
        "outcome_path": told["path"],
        "outcome_detail": _text(told, "detail"),
        "open_ms": _number(told, "took_ms", 0),
        "scan_ms": _number_or_none(told, "scan_ms"),
        "confirmed": _flag(told, "confirmed"),
    }


def blacklist_row(row: Wire) -> Bound:
    """`blacklist`. Values are compared as they are normalised here, whoever wrote them."""
    kind, value = row.get("match_kind"), _id(row, "match_value")
    if kind not in frozenset(BlacklistKind):
        raise UnreadableRow("match_kind")
    normal: dict[str, Callable[[str], str]] = {
        BlacklistKind.RECORD: str.lower,
        BlacklistKind.NAME: plain,
        BlacklistKind.PLATE: plain_plate,
    }
    return {
        "id": _id(row, "id"),
        "match_kind": kind,
        "match_value": normal[kind](value) if kind in normal else value,
        "reason": _text(row, "reason"),
        "valid_from": _moment_or_none(row, "valid_from"),
        "valid_until": _moment_or_none(row, "valid_until"),
    }


def property_row(row: Wire) -> Bound:
    """`properties`."""
    return {"id": _id(row, "id"), "label": _text(row, "label")}


def host_row(row: Wire) -> Bound:
    """`hosts`."""
    name, house = _text(row, "name"), _text(row, "house")
    return {
        "id": _id(row, "id"),
        "name": name,
        "house": house,
        "phone": _text(row, "phone"),
        "name_key": plain(name),
        "house_key": plain(house),
    }


def settings_row(row: Wire) -> Bound:
    """`settings`; the value as JSON text, the signed statement as it came."""
    return {
        "id": _id(row, "id"),
        "key": _id(row, "key"),
        "value": json.dumps(row.get("value")),
        "signature": _text(row, "signature"),
    }


def notice_row(row: Wire) -> Bound:
    """`gate_notices`."""
    return {
        "id": _id(row, "id"),
        "kind": _id(row, "kind"),
        "severity": _text(row, "severity") or "warning",
        "words": _text(row, "words"),
        "gate_id": _text(row, "gate_id"),
        "device_id": _text(row, "device_id"),
        "actor_name": _text(row, "actor_name"),
        "occurred_at": _moment(row, "occurred_at"),
        "acknowledged": row.get("acknowledged_at") is not None,
    }


def question_row(row: Wire) -> Bound:
    """`questions`. An answer that is not known here is no answer."""
    answer = row.get("answer")
    return {
        "id": _id(row, "id"),
        "host_id": _id(row, "host_id"),
        "visitor_name": _text(row, "visitor_name"),
        "asked_at": _moment(row, "asked_at"),
        "answer": answer if answer in ("admit", "refuse") else None,
        "answered_at": _moment_or_none(row, "answered_at"),
        "answered_by": _text(row, "answered_by"),
        "answered_via": _text(row, "answered_via"),
        "answer_note": _text(row, "answer_note"),
    }


def member_row(row: Wire) -> Bound:
    """`members`."""
    return {"id": _id(row, "id"), "role": _id(row, "role"), "blocked_until": _moment_or_none(row, "blocked_until")}


def shift_row(row: Wire) -> Bound:
    """`shift_log`."""
    if row.get("kind") not in frozenset(LineKind):
        raise UnreadableRow("kind")
    return {
        "id": _id(row, "id"),
        "shift_id": _text(row, "shift_id"),
        "kind": _id(row, "kind"),
        "at": _moment(row, "occurred_at"),
        "actor_name": _text(row, "actor_name"),
        "words": _text(row, "words"),
        "photo_hash": _id_or_none(row, "photo_hash"),
        "device_id": _text(row, "device_id"),
        "post": _text(row, "post"),
    }


def _words(row: Wire, name: str) -> str | None:
    """A list of texts as JSON; None where there is none."""
    value = row.get(name)
    if value is None:
        return None
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        raise UnreadableRow(name)
    return json.dumps(value)


def _id(row: Wire, name: str) -> str:
    value = _text(row, name)
    if not value:
        raise UnreadableRow(name)
    return value


def _id_or_none(row: Wire, name: str) -> str | None:
    return _text(row, name) or None


def _is_unicode(text: str) -> bool:
    """JSON can hold half a character (a lone surrogate); a database cannot."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _lowered(row: Wire, name: str) -> str | None:
    value = _id_or_none(row, name)
    return None if value is None else value.lower()


def _short(row: Wire) -> str | None:
    value = _id_or_none(row, "short_code")
    return None if value is None else value.replace("-", "").upper()


def _text(row: Wire, name: str) -> str:
    value = row.get(name)
    if value is None:
        return ""
    if not isinstance(value, str) or not _is_unicode(value):
        raise UnreadableRow(name)
    return value


def _texts(row: Wire, names: Sequence[str]) -> list[str]:
    """`_text` of each, looked at together: a first load asks this a million times."""
    values = list(map(row.get, names))
    if _TEXT_OR_NOTHING.issuperset(map(type, values)) and _is_unicode("".join(filter(None, values))):
        return [value or "" for value in values]
    return [_text(row, name) for name in names]


def _number(row: Wire, name: str, default: int) -> int:
    value = _number_or_none(row, name)
    return default if value is None else value


def _number_or_none(row: Wire, name: str) -> int | None:
    value = row.get(name)
    if value is None:
        return None
    if type(value) is not int or not -_LARGEST <= value <= _LARGEST:
        raise UnreadableRow(name)
    return value


def _flag(row: Wire, name: str) -> bool:
    return _flag_or_none(row, name) or False


def _flag_or_none(row: Wire, name: str) -> bool | None:
    value = row.get(name)
    if value is None:
        return None
    if not isinstance(value, bool):
        raise UnreadableRow(name)
    return value


def _moment_or_none(row: Wire, name: str) -> int | None:
    value = row.get(name)
    if value is None:
        return None
    try:
        moment = value if isinstance(value, datetime) else datetime.fromisoformat(value)
        return to_micros(moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC))
    except (ValueError, TypeError, OverflowError) as error:
        raise UnreadableRow(name) from error


def _moment(row: Wire, name: str) -> int:
    value = _moment_or_none(row, name)
    if value is None:
        raise UnreadableRow(name)
    return value
