"""The tables of journal.db. What a migration step makes; a test compares the two."""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
)

from app.domain.entry import Direction, EntryKind
from app.domain.gate import OutcomeKind, Path
from app.store.columns import Coded, Moment, Words, pass_columns

metadata = MetaData()


def _flag(name: str) -> Column[bool]:
    return Column(name, Boolean(create_constraint=False), nullable=False)


entries = Table(
    "entries",
    metadata,
    Column("no", Integer, primary_key=True),
    Column("entry_id", Text, nullable=False, unique=True),
    Column("kind", Coded(EntryKind), nullable=False),
    Column("direction", Coded(Direction), nullable=False),
    Column("occurred_at", Moment, nullable=False),
    Column("gate_id", Text, nullable=False),
    Column("actor_id", Text, nullable=False),
    Column("actor_name", Text, nullable=False),
    Column("shift_id", Text, nullable=False),
    Column("device_id", Text, nullable=False),
    Column("incarnation", Text, nullable=False),
    Column("device_seq", Integer, nullable=False),
    Column("clock_offset_ms", Integer),
    _flag("clock_trusted"),
    Column("scan_id", Text),
    Column("pass_id", Text),
    Column("record_uid", Text),
    Column("visitor_name", Text, nullable=False),
    Column("visitor_type", Text, nullable=False),
    Column("house", Text, nullable=False),
    Column("host_id", Text),
    Column("verdict", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("basis", Text, nullable=False),
    Column("basis_age_s", Integer),
    Column("flags", Words, nullable=False),
    Column("people", Integer, nullable=False),
    Column("plate", Text, nullable=False),
    _flag("on_foot"),
    Column("note", Text, nullable=False),
    Column("allowed_by", Text, nullable=False),
    Column("photo_hash", Text),
    Column("corrects", Text),
    Column("foreign_digest", Text, nullable=False),
    _flag("offline"),
    UniqueConstraint("device_id", "incarnation", "device_seq"),
)
Index("entries_by_pass", entries.c.pass_id, sqlite_where=entries.c.pass_id.is_not(None))
Index("entries_by_correction", entries.c.corrects, sqlite_where=entries.c.corrects.is_not(None))
Index("entries_by_photo", entries.c.photo_hash, sqlite_where=entries.c.photo_hash.is_not(None))
Index("entries_by_time", entries.c.occurred_at, entries.c.entry_id)

outcomes = Table(
    "outcomes",
    metadata,
    Column("entry_id", Text, ForeignKey("entries.entry_id", ondelete="CASCADE"), primary_key=True),
    Column("kind", Coded(OutcomeKind), nullable=False),
    Column("path", Coded(Path), nullable=False),
    Column("detail", Text, nullable=False),
    Column("took_ms", Integer, nullable=False),
    _flag("confirmed"),
    Column("scan_ms", Integer),
)

outbox = Table(
    "outbox",
    metadata,
    Column("entry_id", Text, ForeignKey("entries.entry_id", ondelete="CASCADE"), primary_key=True),
    Column("state", Text, nullable=False),
    Column("lane", Integer, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("first_at", Moment, nullable=False),
    Column("next_at", Moment, nullable=False),
    Column("why", Text, nullable=False),
    Column("changed_at", Moment, nullable=False),
    Column("flags", Words, nullable=False),
    Column("uses_rev", Integer),
    Column("code", Text, nullable=False),
    Column("message", Text, nullable=False),
)
Index("outbox_waiting", outbox.c.lane, outbox.c.attempts, sqlite_where=outbox.c.state == "waiting")
Index("outbox_by_state", outbox.c.state, outbox.c.changed_at)

photos = Table(
    "photos",
    metadata,
    Column("photo_hash", Text, primary_key=True),
    Column("entry_id", Text, nullable=False),
    Column("taken_at", Moment, nullable=False),
    Column("state", Text, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("next_at", Moment, nullable=False),
    Column("changed_at", Moment, nullable=False),
)
"""`entry_id`: the entry, or the line of the shift log, that a photo belongs to."""
Index("photos_waiting", photos.c.next_at, sqlite_where=photos.c.state == "waiting")

local_passes = Table("local_passes", metadata, Column("no", Integer, primary_key=True), *pass_columns())
Index("local_passes_by_id", local_passes.c.pass_id, unique=True)
Index("local_passes_by_record", local_passes.c.record_uid)
Index("local_passes_by_rand", local_passes.c.rand_record_uid)
Index("local_passes_by_short", local_passes.c.short_code)

audit = Table(
    "audit",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("at", Moment, nullable=False),
    Column("kind", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("content", Text, nullable=False),
    Column("salt", LargeBinary),
    Column("content_digest", LargeBinary, nullable=False),
    Column("digest", LargeBinary, nullable=False),
)

shift_lines = Table(
    "shift_lines",
    metadata,
    Column("line_id", Text, primary_key=True),
    Column("shift_id", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Column("actor_id", Text, nullable=False),
    Column("actor_name", Text, nullable=False),
    Column("words", Text, nullable=False),
    Column("photo_hash", Text),
    Column("acknowledged", Boolean, nullable=False),
    Column("sent", Boolean, nullable=False),
)
Index("shift_lines_by_time", shift_lines.c.at)
Index("shift_lines_unsent", shift_lines.c.at, sqlite_where=shift_lines.c.sent.is_(False))

notices = Table(
    "notices",
    metadata,
    Column("notice_id", Text, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Column("subject", Text, nullable=False),
    Column("detail", Text, nullable=False),
    Column("closed_at", Moment),
    Column("closed_by", Text, nullable=False),
    Column("resolution", Text, nullable=False),
)
Index("notices_open", notices.c.at, sqlite_where=notices.c.closed_at.is_(None))

messages = Table(
    "messages",
    metadata,
    Column("no", Integer, primary_key=True),
    Column("message_id", Text, nullable=False, unique=True),
    Column("lane", Integer, nullable=False),
    Column("call", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("first_at", Moment, nullable=False),
    Column("next_at", Moment, nullable=False),
    Column("changed_at", Moment, nullable=False),
    Column("code", Text, nullable=False),
    Column("message", Text, nullable=False),
)
"""What this console tells the central API beside its entries. See `app.store.messages`."""
Index("messages_waiting", messages.c.lane, messages.c.attempts, sqlite_where=messages.c.state == "waiting")

outages = Table(
    "outages",
    metadata,
    Column("no", Integer, primary_key=True),
    Column("began", Moment, nullable=False),
    Column("ended", Moment),
)

secrets = Table("secrets", metadata, Column("name", Text, primary_key=True), Column("value", Text, nullable=False))
