"""Passes made at this gatehouse for walk-ins. Functions of a Connection, called by the journal."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import Connection, func, or_, select
from sqlalchemy.dialects.sqlite import insert

from app.domain.passes import Pass
from app.domain.scan import CodeKind, PassCode
from app.store.columns import PASS_FIELDS, pass_of, pass_values
from app.store.journal_tables import local_passes

_COLUMNS = tuple(local_passes.c[name] for name in PASS_FIELDS)


def find(connection: Connection, code: PassCode) -> Pass | None:
    """By either record uid or by the short code; the newest if several have it."""
    table = local_passes.c
    named = or_(table.record_uid == code.key, table.rand_record_uid == code.key)
    if code.kind is CodeKind.SHORT:
        named = table.short_code == code.key
    row = connection.execute(select(*_COLUMNS).where(named).order_by(table.no.desc()).limit(1)).first()
    return None if row is None else pass_of(row, local=True)


def which(connection: Connection, pass_ids: Collection[str]) -> frozenset[str]:
    """Those of `pass_ids` that were made here."""
    here = connection.execute(select(local_passes.c.pass_id)).scalars()
    return frozenset(here).intersection(pass_ids)


def with_document(connection: Connection, last4: str) -> tuple[str, ...]:
    """The ids of those whose document ends in these four letters. There are few passes here: all are looked at."""
    table = local_passes.c
    wanted = select(table.pass_id).where(table.document_last4 != "", func.upper(table.document_last4) == last4.upper())
    return tuple(connection.execute(wanted).scalars())


def keep(connection: Connection, pass_: Pass) -> None:
    """Put or change a pass."""
    put = insert(local_passes).values(pass_values(pass_))
    changed = {name: put.excluded[name] for name in PASS_FIELDS}
    connection.execute(put.on_conflict_do_update(index_elements=["pass_id"], set_=changed))
