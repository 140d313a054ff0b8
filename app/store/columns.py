"""Column types of the store, and the columns of a pass, which stand in both databases."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import fields
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import BigInteger, Boolean, Column, Dialect, Integer, Text
from sqlalchemy.types import TypeDecorator

from app.domain.passes import Pass, VisitorType

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


def to_micros(moment: datetime) -> int:
    """Microseconds since 1970 of an aware moment: exact, sortable, eight bytes."""
    return (moment - _EPOCH) // _MICROSECOND


def from_micros(micros: int) -> datetime:
    """The moment, aware UTC."""
    return _EPOCH + timedelta(microseconds=micros)


class Moment(TypeDecorator[datetime]):
    """An aware moment as microseconds since 1970."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> Any:
        return None if value is None else to_micros(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        return None if value is None else from_micros(value)


class Words(TypeDecorator[tuple[str, ...]]):
    """A few code words as a JSON array."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: tuple[str, ...] | None, dialect: Dialect) -> Any:
        return None if value is None else json.dumps(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> tuple[str, ...] | None:
        return None if value is None else tuple(json.loads(value))


class Coded(TypeDecorator[StrEnum]):
    """One of an enumeration's values."""

    impl = Text
    cache_ok = True

    def __init__(self, kind: type[StrEnum]) -> None:
        super().__init__()
        self.kind = kind

    def process_bind_param(self, value: StrEnum | None, dialect: Dialect) -> Any:
        return None if value is None else str(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> StrEnum | None:
        return None if value is None else self.kind(value)


def pass_columns() -> tuple[Column[Any], ...]:
    """The fields of a Pass, in its own order and by its own names; `local` is known from the table it stands in."""
    return (
        Column("pass_id", Text, nullable=False),
        Column("record_uid", Text, nullable=False),
        Column("community_id", Text, nullable=False),
        Column("visitor_name", Text, nullable=False),
        Column("visitor_type", Coded(VisitorType), nullable=False),
        Column("valid_until", Moment, nullable=False),
        Column("valid_from", Moment),
        Column("rand_record_uid", Text),
        Column("short_code", Text),
        Column("host_id", Text),
        Column("host_name", Text, nullable=False),
        Column("house", Text, nullable=False),
        Column("entries_allowed", Integer, nullable=False),
        Column("entries_used", Integer, nullable=False),
        Column("uses_rev", Integer, nullable=False),
        Column("cancelled", Boolean(create_constraint=False), nullable=False),
        Column("plate", Text, nullable=False),
        Column("vehicle", Text, nullable=False),
        Column("document_last4", Text, nullable=False),
        Column("people", Integer, nullable=False),
        Column("note", Text, nullable=False),
    )


PASS_FIELDS: tuple[str, ...] = tuple(field.name for field in fields(Pass) if field.name != "local")


def pass_of(row: Sequence[Any], *, local: bool) -> Pass:
    """A Pass from a row that begins with its columns in order."""
    values = dict(zip(PASS_FIELDS, row, strict=False))
    return Pass(**values, local=local)


def pass_values(pass_: Pass) -> dict[str, Any]:
    """A Pass as bound values."""
    return {name: getattr(pass_, name) for name in PASS_FIELDS}
