"""Reading single fields of foreign JSON: each either has the promised type or says that it does not."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

Row = Mapping[str, Any]


class Unreadable(ValueError):
    """The answer is not what the contract promises; the text names the field, never its value."""


def mapping(value: object, where: str = "the answer") -> dict[str, Any]:
    """A JSON object."""
    if not isinstance(value, dict):
        raise Unreadable(f"{where} is not an object")
    return value


def sequence(row: Row, name: str) -> list[Any]:
    """A JSON array; null and absent count as empty."""
    value = row.get(name)
    if value is None:
        return []
    if not isinstance(value, list):
        raise Unreadable(f"{name} is not a list")
    return value


def text(row: Row, name: str, default: str | None = None) -> str:
    """A string; null and absent give `default`, without which they are unreadable."""
    value = row.get(name)
    if value is None and default is not None:
        return default
    if not isinstance(value, str):
        raise Unreadable(f"{name} is not a text")
    return value


def text_or_none(row: Row, name: str) -> str | None:
    """A string or nothing."""
    return None if row.get(name) is None else text(row, name)


def texts(row: Row, name: str) -> tuple[str, ...]:
    """A list of strings."""
    values = sequence(row, name)
    if not all(isinstance(value, str) for value in values):
        raise Unreadable(f"{name} holds something else than texts")
    return tuple(values)


def whole(row: Row, name: str, default: int | None = None) -> int:
    """A whole number. JSON's true is none, though Python counts it as one; 3.0 is."""
    value = row.get(name)
    if value is None and default is not None:
        return default
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, bool) or not isinstance(value, int):
        raise Unreadable(f"{name} is not a whole number")
    return value


def whole_or_none(row: Row, name: str) -> int | None:
    """A whole number or nothing."""
    return None if row.get(name) is None else whole(row, name)


def truth(row: Row, name: str, default: bool | None = None) -> bool:
    """True or false, nothing that merely looks like it."""
    value = row.get(name)
    if value is None and default is not None:
        return default
    if not isinstance(value, bool):
        raise Unreadable(f"{name} is neither true nor false")
    return value


def moment(row: Row, name: str) -> datetime:
    """An aware moment in UTC, in PostgREST's form (`…T…+00:00`, `Z`) or PostgreSQL's own (`… …+00`)."""
    value = text(row, name)
    try:
        at = datetime.fromisoformat(value)
        return _aware(at, name)
    except (ValueError, OverflowError) as error:
        raise Unreadable(f"{name} is not a moment") from error


def moment_or_none(row: Row, name: str) -> datetime | None:
    """A moment or nothing."""
    return None if row.get(name) is None else moment(row, name)


def _aware(at: datetime, name: str) -> datetime:
    if at.tzinfo is None:
        raise Unreadable(f"{name} says no zone")
    return at.astimezone(UTC)
