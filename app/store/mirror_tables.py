"""The tables of mirror.db. `pass_words` is an FTS5 table kept by triggers; it has no Core table of its own."""

from __future__ import annotations

from sqlalchemy import Column, Index, Integer, MetaData, Table, Text

from app.domain.entry import Direction
from app.domain.passes import BlacklistKind
from app.store.columns import Coded, Moment, Words, pass_columns

metadata = MetaData()

passes = Table(
    "passes",
    metadata,
    *pass_columns(),
    Column("no", Integer, primary_key=True),
    Column("name_key", Text, nullable=False),
    Column("house_key", Text, nullable=False),
    Column("plate_key", Text, nullable=False),
)
Index("passes_by_record", passes.c.record_uid)
Index("passes_by_rand", passes.c.rand_record_uid, sqlite_where=passes.c.rand_record_uid.is_not(None))
Index("passes_by_short", passes.c.short_code, sqlite_where=passes.c.short_code.is_not(None))
Index("passes_by_start", passes.c.valid_from, sqlite_where=passes.c.valid_from.is_not(None))
Index("passes_by_house", passes.c.house_key, passes.c.valid_until.desc())
Index("passes_by_plate", passes.c.plate_key, passes.c.valid_until.desc(), sqlite_where=passes.c.plate_key != "")

logs = Table(
    "logs",
    metadata,
    Column("entry_id", Text, primary_key=True),
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
)
Index("logs_by_pass", logs.c.pass_id, logs.c.occurred_at, sqlite_where=logs.c.pass_id.is_not(None))
Index("logs_by_time", logs.c.occurred_at, logs.c.entry_id)

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
)

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
