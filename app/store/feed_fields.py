"""Single fields of the central feed's rows, checked as they are read. What is not understood raises UnreadableRow."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, TypeVar

from app.store.columns import to_micros

Wire = Mapping[str, Any]
D = TypeVar("D")

_TEXT_OR_NOTHING = frozenset({str, type(None)})
_LARGEST = 2**63 - 1


class UnreadableRow(ValueError):
    """What the row lacks; never what it holds."""


def words(row: Wire, name: str) -> str | None:
    """A list of texts as JSON; None where there is none."""
    value = row.get(name)
    if value is None:
        return None
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        raise UnreadableRow(name)
    return json.dumps(value)


def one_of(row: Wire, name: str, known: frozenset[Any]) -> str | None:
    """One of the words that are known here, None where it is another one or no word at all."""
    value = row.get(name)
    return value if isinstance(value, str) and value in known else None


def filled(row: Wire, name: str) -> str:
    """A text that says something."""
    value = text(row, name)
    if not value:
        raise UnreadableRow(name)
    return value


def filled_or_none(row: Wire, name: str) -> str | None:
    """A text, None where it says nothing."""
    return text(row, name) or None


def _is_unicode(told: str) -> bool:
    """JSON can hold half a character (a lone surrogate); a database cannot."""
    try:
        told.encode()
    except UnicodeEncodeError:
        return False
    return True


def text(row: Wire, name: str) -> str:
    """A text; "" where there is none."""
    value = row.get(name)
    if value is None:
        return ""
    if not isinstance(value, str) or not _is_unicode(value):
        raise UnreadableRow(name)
    return value


def texts(row: Wire, names: Sequence[str]) -> list[str]:
    """`text` of each, looked at together: a first load asks this a million times."""
    values = list(map(row.get, names))
    if _TEXT_OR_NOTHING.issuperset(map(type, values)) and _is_unicode("".join(filter(None, values))):
        return [value or "" for value in values]
    return [text(row, name) for name in names]


def number(row: Wire, name: str, default: D) -> int | D:
    """A whole number; `default` where there is none."""
    value = row.get(name)
    if type(value) is int and -_LARGEST <= value <= _LARGEST:
        return value
    if value is None:
        return default
    raise UnreadableRow(name)


def flag(row: Wire, name: str, default: D) -> bool | D:
    """A truth; `default` where it is not said."""
    value = row.get(name)
    if value is True or value is False:
        return value
    if value is None:
        return default
    raise UnreadableRow(name)


def moment_or_none(row: Wire, name: str) -> int | None:
    """Microseconds since 1970, None where there is none. A moment without a zone is UTC."""
    value = row.get(name)
    if value is None:
        return None
    try:
        told = value if isinstance(value, datetime) else datetime.fromisoformat(value)
        return to_micros(told if told.tzinfo is not None else told.replace(tzinfo=UTC))
    except (ValueError, TypeError, OverflowError) as error:
        raise UnreadableRow(name) from error


def moment(row: Wire, name: str) -> int:
    """Microseconds since 1970."""
    value = moment_or_none(row, name)
    if value is None:
        raise UnreadableRow(name)
    return value
