"""The audit chain: every fact in the journal has a link that holds its salted hash and the hash of the link before.

What an entry said can be erased together with its salt; its link stays and the chain still proves itself.
Functions of a Connection: they run inside the transaction that writes what they witness.
"""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, insert, select

from app.store.columns import to_micros
from app.store.journal_tables import audit
from app.store.rows import AuditHead

BEGINNING = AuditHead(0, bytes(32).hex())
ENTRY = "entry"
GAP = "gap"


@dataclass(frozen=True, slots=True)
class Link:
    """One link, as it stands in the table."""

    seq: int
    at: datetime
    kind: str
    subject: str
    content: str
    salt: bytes | None
    content_digest: bytes
    digest: bytes


_INSERT = insert(audit)
_HEAD = select(audit.c.seq, audit.c.digest).order_by(audit.c.seq.desc()).limit(1)


def canonical(values: Mapping[str, Any]) -> str:
    """The one text of these values: sorted, no blanks. Empty values are left out, so that later fields with an
    empty default do not change what was witnessed before them."""
    kept = {name: value for name, value in values.items() if value not in (None, "", (), [], False, 0)}
    return json.dumps(kept, sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=to_micros)


def append(
    connection: Connection, at: datetime, kind: str, subject: str, said: Mapping[str, Any], *, after: int | None = None
) -> None:
    """Add a link. An entry's own words stay in its row; any other kind keeps them in the link.

    `after`: the number to go on from when links were lost (`GAP`), else the newest.
    """
    previous = head(connection)
    seq = max(previous.seq, after or 0) + 1
    content, salt = canonical(said), secrets.token_bytes(16)
    content_digest = digest_of_content(salt, content)
    connection.execute(
        _INSERT,
        {
            "seq": seq,
            "at": at,
            "kind": kind,
            "subject": subject,
            "content": "" if kind == ENTRY else content,
            "salt": salt,
            "content_digest": content_digest,
            "digest": digest_of_link(bytes.fromhex(previous.digest), seq, at, kind, subject, content_digest),
        },
    )


def head(connection: Connection) -> AuditHead:
    """The newest link."""
    row = connection.execute(_HEAD).first()
    return BEGINNING if row is None else AuditHead(row.seq, row.digest.hex())


def digest_at(connection: Connection, seq: int) -> str | None:
    """The hash of link `seq`, None if there is no such link."""
    digest = connection.execute(select(audit.c.digest).where(audit.c.seq == seq)).scalar()
    return None if digest is None else bytes(digest).hex()


def digest_of_content(salt: bytes, content: str) -> bytes:
    """The salted hash of what a link witnesses."""
    return hashlib.sha256(salt + content.encode()).digest()


def digest_of_link(previous: bytes, seq: int, at: datetime, kind: str, subject: str, content_digest: bytes) -> bytes:
    """The hash that the next link builds on."""
    line = json.dumps([seq, to_micros(at), kind, subject, content_digest.hex()], separators=(",", ":"))
    return hashlib.sha256(previous + line.encode()).digest()
