"""The tables of mirror.db. Beside them stand four FTS5 tables: see `app.store.search`."""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    ColumnElement,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    column,
    literal_column,
    table,
)

from app.domain.entry import Direction
from app.domain.gate import OutcomeKind, Path
from app.domain.passes import BlacklistKind
from app.store.columns import Coded, Moment, Words, pass_columns

metadata = MetaData()

passes = Table("passes", metadata, Column("no", Integer, primary_key=True), *pass_columns(), Column("plate_key", Text))
"""Found by `codes` and `pass_words`: two indexes that stay cheap to write while a million rows come in."""
Index("passes_by_plate", passes.c.plate_key, sqlite_where=passes.c.plate_key.is_not(None))

DAY = 86_400_000_000
first_day: ColumnElement[int] = literal_column(f"valid_from / {DAY}")
Index(
    "passes_by_first_day",
    first_day,
    passes.c.no,
    passes.c.valid_from,
    passes.c.cancelled,
    sqlite_where=passes.c.valid_from.is_not(None),
)
"""By days and not by moments: a page of the feed then writes to the end of a few days instead of everywhere (measured:
a sixth of what a load costs), and a day's passes are looked through without looking at the passes."""


def _codes(name: str) -> Table:
    columns = (Column("code", Integer, primary_key=True), Column("no", Integer, primary_key=True))
    return Table(name, metadata, *columns, sqlite_with_rowid=False)


settled_codes, fresh_codes = _codes("settled_codes"), _codes("fresh_codes")
codes = table("codes", column("code", Integer), column("no", Integer))
"""Every name of a pass (its id, both record uids, the short code) as a number; `codes` is the view of both
tables. See `app.store.codes`."""

houses = Table(
    "houses",
    metadata,
    Column("no", Integer, primary_key=True),
    Column("house_key", Text, nullable=False, unique=True),
)
"""Each way a house is written, once; a pass points to it by its sign in `pass_words`."""

logs = Table(
    "logs",
    metadata,
    Column("no", Integer, primary_key=True),
    Column("entry_id", Text, nullable=False, unique=True),
    Column("pass_id", Text),
    Column("record_uid", Text),
    Column("kind", Text, nullable=False),
    Column("direction", Coded(Direction), nullable=False),
    Column("occurred_at", Moment, nullable=False),
    Column("received_at", Moment),
    Column("gate_id", Text, nullable=False),
    Column("actor_name", Text, nullable=False),
    Column("visitor_name", Text, nullable=False),
    Column("house", Text, nullable=False),
    Column("verdict", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("flags", Words, nullable=False),
    Column("photo_hash", Text),
    Column("device_id", Text, nullable=False),
    Column("people", Integer, nullable=False),
    Column("plate", Text, nullable=False),
    Column("to_review", Words),
    Column("actor_id", Text),
    Column("visitor_type", Text),
    Column("on_foot", Boolean),
    Column("basis", Text),
    Column("basis_age_s", Integer),
    Column("noted", Words),
    Column("allowed_by", Text),
    Column("note", Text),
    Column("offline", Boolean),
    Column("clock_trusted", Boolean),
    Column("corrects", Text),
    Column("shift_id", Text),
    Column("device_seq", Integer),
    Column("outcome", Coded(OutcomeKind)),
    Column("outcome_path", Coded(Path)),
    Column("outcome_detail", Text),
    Column("open_ms", Integer),
    Column("scan_ms", Integer),
    Column("confirmed", Boolean),
)
"""`flags`: what the central API found; `to_review`: of that, what no supervisor has dealt with. From there on, NULL is
where it does not say: an older one, or a row that was mirrored before these columns were. An older one's `flags` hold
what the console noted, too."""
Index("logs_to_review", logs.c.occurred_at, sqlite_where=logs.c.to_review != "[]")
Index("logs_by_pass", logs.c.pass_id, logs.c.occurred_at, sqlite_where=logs.c.pass_id.is_not(None))
Index("logs_by_time", logs.c.occurred_at, logs.c.entry_id)
Index("logs_by_gate", logs.c.gate_id, logs.c.occurred_at, logs.c.entry_id)
Index("logs_by_kind", logs.c.kind, logs.c.occurred_at, logs.c.entry_id)
Index("logs_flagged", logs.c.occurred_at, logs.c.entry_id, sqlite_where=logs.c.flags != "[]")
Index("logs_by_type", logs.c.visitor_type, logs.c.occurred_at, sqlite_where=logs.c.visitor_type.is_not(None))
Index("logs_by_basis", logs.c.basis, logs.c.occurred_at, sqlite_where=logs.c.basis.is_not(None))
"""Without the id, which is most of an index: entries of one microsecond are put in order as they are read."""
Index("logs_by_correction", logs.c.corrects, sqlite_where=logs.c.corrects.is_not(None))

movements = Table(
    "movements",
    metadata,
    Column("pass_id", Text, primary_key=True),
    Column("at", Moment, nullable=False),
    Column("direction", Coded(Direction), nullable=False),
    Column("gate_id", Text, nullable=False),
    Column("photo_hash", Text),
)
Index("movements_by_direction", movements.c.direction, movements.c.at)

blacklist = Table(
    "blacklist",
    metadata,
    Column("id", Text, primary_key=True),
    Column("match_kind", Coded(BlacklistKind), nullable=False),
    Column("match_value", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("valid_from", Moment),
    Column("valid_until", Moment),
)
Index("blacklist_by_value", blacklist.c.match_value, blacklist.c.match_kind)

properties = Table("properties", metadata, Column("id", Text, primary_key=True), Column("label", Text, nullable=False))

hosts = Table(
    "hosts",
    metadata,
    Column("id", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("house", Text, nullable=False),
    Column("phone", Text, nullable=False),
    Column("name_key", Text, nullable=False),
    Column("house_key", Text, nullable=False),
)

settings = Table(
    "settings",
    metadata,
    Column("id", Text, primary_key=True),
    Column("key", Text, nullable=False),
    Column("value", Text, nullable=False),
    Column("signature", Text, nullable=False),
)

gate_notices = Table(
    "gate_notices",
    metadata,
    Column("id", Text, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("severity", Text, nullable=False),
    Column("words", Text, nullable=False),
    Column("gate_id", Text, nullable=False),
    Column("device_id", Text, nullable=False),
    Column("actor_name", Text, nullable=False),
    Column("occurred_at", Moment, nullable=False),
)
"""What any console of the site raised and no supervisor has acknowledged."""

questions = Table(
    "questions",
    metadata,
    Column("id", Text, primary_key=True),
    Column("host_id", Text, nullable=False),
    Column("visitor_name", Text, nullable=False),
    Column("asked_at", Moment, nullable=False),
    Column("answer", Text),
    Column("answered_at", Moment),
    Column("answered_by", Text, nullable=False),
    Column("answered_via", Text, nullable=False),
    Column("answer_note", Text, nullable=False),
)
"""What hosts were asked in the last day, and what they said."""

members = Table(
    "members",
    metadata,
    Column("id", Text, primary_key=True),
    Column("role", Text, nullable=False),
    Column("blocked_until", Moment),
)
"""Who works at this site, consoles too."""

shift_log = Table(
    "shift_log",
    metadata,
    Column("id", Text, primary_key=True),
    Column("shift_id", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Column("actor_name", Text, nullable=False),
    Column("words", Text, nullable=False),
    Column("photo_hash", Text),
    Column("device_id", Text, nullable=False),
    Column("post", Text, nullable=False),
)
"""What all posts wrote into their shift logs in the last days."""
Index("shift_log_by_time", shift_log.c.at)

follow = Table("follow", metadata, Column("name", Text, primary_key=True), Column("value", Text, nullable=False))
"""How far the mirror has followed the feed: cursor, epoch, as_of."""

unreadable = Table(
    "unreadable",
    metadata,
    Column("entity", Text, primary_key=True),
    Column("id", Text, primary_key=True),
    Column("why", Text, nullable=False),
)
"""Rows of the feed that could not be understood: skipped, so that one bad row stops nothing, and counted."""
