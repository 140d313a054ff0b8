"""Proving the audit chain: every link follows the one before and witnesses what stands in the journal."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, select
from sqlalchemy.exc import DBAPIError

from app.store import audit
from app.store.database import engine_for
from app.store.entry_rows import ENTRY_COLUMNS, ENTRY_FIELDS, entry_of, entry_values
from app.store.faults import store_error
from app.store.head import HeadFile
from app.store.journal_tables import audit as links
from app.store.journal_tables import entries
from app.store.rows import AuditHead


@dataclass(frozen=True, slots=True)
class Flaw:
    """Something that is not as it was written. `code`: missing_link, broken_link, changed, unwitnessed, no_entry,
    gap (named when it was found), behind_head."""

    seq: int
    code: str
    subject: str


@dataclass(frozen=True, slots=True)
class ChainReport:
    """`links`: how many were read; `erased`: of how many a person's words were erased; `flaws`: what is wrong.
    `since`, `until`: the moments of the first and the newest link, None of an empty chain."""

    links: int
    erased: int
    head: AuditHead
    flaws: tuple[Flaw, ...]
    since: datetime | None = None
    until: datetime | None = None


def verify_log(folder: Path, data_key: bytes) -> ChainReport:
    """Read the whole chain; may run beside a console that is open. Raises StoreError."""
    path = folder / "journal.db"
    engine = engine_for(path, data_key, durable=True, reading=True)
    try:
        # The head first: a console that goes on writing is then ahead of it, which is as it should be.
        with contextlib.closing(HeadFile(folder / "journal.head", data_key)) as file:
            known, _ = file.read()
        with engine.begin() as connection:
            return verify(connection, known)
    except (DBAPIError, OSError) as error:
        raise (store_error(error, path) or error) from error
    finally:
        engine.dispose()


def verify(connection: Connection, known: AuditHead | None) -> ChainReport:
    """The same, on an open journal. `known`: how far the head file says that it had come."""
    count = erased = 0
    head = audit.BEGINNING
    flaws: list[Flaw] = []
    since = until = None
    for link, witnessed in _with_entries(connection):
        count += 1
        erased += link.salt is None
        flaws += _flaws(link, witnessed, head)
        head = AuditHead(link.seq, link.digest.hex())
        since, until = since or link.at, link.at
    unwitnessed = (
        select(entries.c.entry_id)
        .outerjoin(links, (links.c.subject == entries.c.entry_id) & (links.c.kind == audit.ENTRY))
        .where(links.c.seq.is_(None))
    )
    flaws += [Flaw(0, "unwitnessed", entry_id) for entry_id in connection.execute(unwitnessed).scalars()]
    if known is not None and head.seq < known.seq:
        flaws.append(Flaw(known.seq, "behind_head", ""))
    return ChainReport(count, erased, head, tuple(flaws), since, until)


def _with_entries(connection: Connection) -> Iterator[tuple[audit.Link, str | None]]:
    """Each link with the canonical words of the entry it witnesses."""
    columns = (*ENTRY_COLUMNS, *links.c)
    joined = links.outerjoin(entries, (entries.c.entry_id == links.c.subject) & (links.c.kind == audit.ENTRY))
    for row in connection.execute(select(*columns).select_from(joined).order_by(links.c.seq)):
        words = None if row[0] is None else audit.canonical(entry_values(entry_of(row)))
        yield audit.Link(*row[len(ENTRY_FIELDS) :]), words


def _flaws(link: audit.Link, witnessed: str | None, before: AuditHead) -> Iterator[Flaw]:
    if link.kind == audit.GAP:
        yield Flaw(link.seq, "gap", link.subject)
    elif link.seq != before.seq + 1:
        yield Flaw(link.seq, "missing_link", "")
    expected = audit.digest_of_link(
        bytes.fromhex(before.digest), link.seq, link.at, link.kind, link.subject, link.content_digest
    )
    if expected != link.digest:
        yield Flaw(link.seq, "broken_link", link.subject)
    words = witnessed if link.kind == audit.ENTRY else link.content
    if link.salt is None:
        return
    if words is None:
        yield Flaw(link.seq, "no_entry", link.subject)
    elif audit.digest_of_content(link.salt, words) != link.content_digest:
        yield Flaw(link.seq, "changed", link.subject)
