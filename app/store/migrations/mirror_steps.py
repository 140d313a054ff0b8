"""The numbered steps of mirror.db. A step, once released, is never changed: a new one is added."""

from __future__ import annotations

from app.store.migrations.steps import Step

FIRST = Step(
    number=1,
    up=(
        """CREATE TABLE passes (
            no INTEGER NOT NULL, pass_id TEXT NOT NULL, record_uid TEXT NOT NULL, community_id TEXT NOT NULL,
            visitor_name TEXT NOT NULL, visitor_type TEXT NOT NULL, valid_until BIGINT NOT NULL, valid_from BIGINT,
            rand_record_uid TEXT, short_code TEXT, host_id TEXT, host_name TEXT NOT NULL, house TEXT NOT NULL,
            entries_allowed INTEGER NOT NULL, entries_used INTEGER NOT NULL, uses_rev INTEGER NOT NULL,
            cancelled BOOLEAN NOT NULL, plate TEXT NOT NULL, vehicle TEXT NOT NULL, document_last4 TEXT NOT NULL,
            people INTEGER NOT NULL, note TEXT NOT NULL, plate_key TEXT, PRIMARY KEY (no)
        )""",
        "CREATE INDEX passes_by_plate ON passes (plate_key) WHERE plate_key IS NOT NULL",
        "CREATE INDEX passes_by_start ON passes (valid_from) WHERE valid_from IS NOT NULL",
        "CREATE TABLE settled_codes (code INTEGER NOT NULL, no INTEGER NOT NULL, PRIMARY KEY (code, no)) WITHOUT ROWID",
        "CREATE TABLE fresh_codes (code INTEGER NOT NULL, no INTEGER NOT NULL, PRIMARY KEY (code, no)) WITHOUT ROWID",
        "CREATE VIEW codes AS SELECT code, no FROM settled_codes UNION ALL SELECT code, no FROM fresh_codes",
        """CREATE VIRTUAL TABLE pass_words USING fts5(
            name, plate, house_sign, content='', contentless_delete=1, tokenize='trigram'
        )""",
        "CREATE TABLE houses (no INTEGER NOT NULL, house_key TEXT NOT NULL, PRIMARY KEY (no), UNIQUE (house_key))",
        "CREATE VIRTUAL TABLE house_words USING fts5(house, content='', contentless_delete=1, tokenize='trigram')",
        """CREATE TABLE logs (
            no INTEGER NOT NULL, entry_id TEXT NOT NULL, pass_id TEXT, record_uid TEXT, kind TEXT NOT NULL,
            direction TEXT NOT NULL, occurred_at BIGINT NOT NULL, received_at BIGINT, gate_id TEXT NOT NULL,
            actor_name TEXT NOT NULL, visitor_name TEXT NOT NULL, house TEXT NOT NULL, verdict TEXT NOT NULL,
            reason TEXT NOT NULL, flags TEXT NOT NULL, photo_hash TEXT, device_id TEXT NOT NULL,
            people INTEGER NOT NULL, plate TEXT NOT NULL, PRIMARY KEY (no), UNIQUE (entry_id)
        )""",
        "CREATE INDEX logs_by_pass ON logs (pass_id, occurred_at) WHERE pass_id IS NOT NULL",
        "CREATE INDEX logs_by_time ON logs (occurred_at, entry_id)",
        "CREATE INDEX logs_by_gate ON logs (gate_id, occurred_at, entry_id)",
        "CREATE INDEX logs_by_kind ON logs (kind, occurred_at, entry_id)",
        "CREATE INDEX logs_flagged ON logs (occurred_at, entry_id) WHERE flags != '[]'",
        """CREATE VIRTUAL TABLE log_words USING fts5(
            name, plate, house_sign, content='', contentless_delete=1, tokenize='trigram'
        )""",
        """CREATE TABLE movements (
            pass_id TEXT NOT NULL, at BIGINT NOT NULL, direction TEXT NOT NULL, gate_id TEXT NOT NULL, photo_hash TEXT,
            PRIMARY KEY (pass_id)
        )""",
        "CREATE INDEX movements_by_direction ON movements (direction, at)",
        """CREATE TABLE blacklist (
            id TEXT NOT NULL, match_kind TEXT NOT NULL, match_value TEXT NOT NULL, reason TEXT NOT NULL, valid_from
            BIGINT, valid_until BIGINT, PRIMARY KEY (id)
        )""",
        "CREATE INDEX blacklist_by_value ON blacklist (match_value, match_kind)",
        """CREATE TABLE properties (
            id TEXT NOT NULL, label TEXT NOT NULL, PRIMARY KEY (id)
        )""",
        """CREATE TABLE hosts (
            id TEXT NOT NULL, name TEXT NOT NULL, house TEXT NOT NULL, phone TEXT NOT NULL, name_key TEXT NOT NULL,
            house_key TEXT NOT NULL, PRIMARY KEY (id)
        )""",
        """CREATE TABLE settings (
            id TEXT NOT NULL, "key" TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY (id)
        )""",
        """CREATE TABLE follow (
            name TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY (name)
        )""",
        """CREATE TABLE unreadable (
            entity TEXT NOT NULL, id TEXT NOT NULL, why TEXT NOT NULL, PRIMARY KEY (entity, id)
        )""",
    ),
    down=(
        "DROP TABLE unreadable",
        "DROP TABLE follow",
        "DROP TABLE settings",
        "DROP TABLE hosts",
        "DROP TABLE properties",
        "DROP TABLE blacklist",
        "DROP TABLE movements",
        "DROP TABLE log_words",
        "DROP TABLE logs",
        "DROP VIEW codes",
        "DROP TABLE fresh_codes",
        "DROP TABLE settled_codes",
        "DROP TABLE passes",
        "DROP TABLE house_words",
        "DROP TABLE houses",
        "DROP TABLE pass_words",
    ),
)

DUTY = Step(
    number=2,
    up=(
        """CREATE TABLE gate_notices (
            id TEXT NOT NULL, kind TEXT NOT NULL, severity TEXT NOT NULL, words TEXT NOT NULL, gate_id TEXT NOT NULL,
            device_id TEXT NOT NULL, actor_name TEXT NOT NULL, occurred_at BIGINT NOT NULL, PRIMARY KEY (id)
        )""",
        """CREATE TABLE questions (
            id TEXT NOT NULL, host_id TEXT NOT NULL, visitor_name TEXT NOT NULL, asked_at BIGINT NOT NULL, answer TEXT,
            answered_at BIGINT, answered_by TEXT NOT NULL, answered_via TEXT NOT NULL, answer_note TEXT NOT NULL,
            PRIMARY KEY (id)
        )""",
        # What was passed over until now is in the feed from its beginning.
        "DELETE FROM follow WHERE name = 'cursor'",
    ),
    down=("DROP TABLE questions", "DROP TABLE gate_notices"),
)

SIGNED_SETTINGS = Step(
    number=3,
    up=(
        "DROP TABLE settings",
        """CREATE TABLE settings (
            id TEXT NOT NULL, "key" TEXT NOT NULL, value TEXT NOT NULL, signature TEXT NOT NULL, PRIMARY KEY (id)
        )""",
        # The signatures are in the feed from its beginning.
        "DELETE FROM follow WHERE name = 'cursor'",
    ),
    down=(
        "DROP TABLE settings",
        'CREATE TABLE settings (id TEXT NOT NULL, "key" TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY (id))',
        "DELETE FROM follow WHERE name = 'cursor'",
    ),
)

OTHER_POSTS = Step(
    number=4,
    up=(
        "ALTER TABLE logs ADD COLUMN to_review TEXT",
        "CREATE INDEX logs_to_review ON logs (occurred_at) WHERE to_review != '[]'",
        "CREATE TABLE members (id TEXT NOT NULL, role TEXT NOT NULL, blocked_until BIGINT, PRIMARY KEY (id))",
        """CREATE TABLE shift_log (
            id TEXT NOT NULL, shift_id TEXT NOT NULL, kind TEXT NOT NULL, at BIGINT NOT NULL, actor_name TEXT NOT NULL,
            words TEXT NOT NULL, photo_hash TEXT, device_id TEXT NOT NULL, post TEXT NOT NULL, PRIMARY KEY (id)
        )""",
        "CREATE INDEX shift_log_by_time ON shift_log (at)",
        # What was passed over until now is in the feed from its beginning.
        "DELETE FROM follow WHERE name = 'cursor'",
    ),
    down=(
        "DROP TABLE shift_log",
        "DROP TABLE members",
        "DROP INDEX logs_to_review",
        "ALTER TABLE logs DROP COLUMN to_review",
    ),
)

BY_DAYS = Step(
    number=5,
    up=(
        "DROP INDEX passes_by_start",
        "CREATE INDEX passes_by_first_day ON passes (valid_from / 86400000000, no, valid_from, cancelled) "
        "WHERE valid_from IS NOT NULL",
    ),
    down=(
        "DROP INDEX passes_by_first_day",
        "CREATE INDEX passes_by_start ON passes (valid_from) WHERE valid_from IS NOT NULL",
    ),
)

DOCUMENTS = Step(
    number=6,
    up=(
        "CREATE VIRTUAL TABLE document_words USING fts5(last4, content='', contentless_delete=1, tokenize='ascii')",
        "INSERT INTO document_words (rowid, last4) SELECT no, document_last4 FROM passes WHERE document_last4 != ''",
    ),
    down=("DROP TABLE document_words",),
)

_MORE = (
    "actor_id TEXT", "visitor_type TEXT", "on_foot BOOLEAN", "basis TEXT", "basis_age_s INTEGER", "noted TEXT",
    "allowed_by TEXT", "note TEXT", "offline BOOLEAN", "clock_trusted BOOLEAN", "corrects TEXT", "shift_id TEXT",
    "device_seq INTEGER", "outcome TEXT", "outcome_path TEXT", "outcome_detail TEXT", "open_ms INTEGER",
    "scan_ms INTEGER", "confirmed BOOLEAN",
)  # fmt: skip

WHOLE_LOGS = Step(
    number=7,
    up=(
        *(f"ALTER TABLE logs ADD COLUMN {column}" for column in _MORE),
        "CREATE INDEX logs_by_type ON logs (visitor_type, occurred_at) WHERE visitor_type IS NOT NULL",
        "CREATE INDEX logs_by_basis ON logs (basis, occurred_at) WHERE basis IS NOT NULL",
        "CREATE INDEX logs_by_correction ON logs (corrects) WHERE corrects IS NOT NULL",
        # What was left out until now is in the feed from its beginning. Behind it the old cursor is taken up again: a
        # beginning has no tombstones.
        "UPDATE follow SET name = 'resume' WHERE name = 'cursor'",
    ),
    down=(
        "UPDATE OR REPLACE follow SET name = 'cursor' WHERE name = 'resume'",
        "DROP INDEX logs_by_correction",
        "DROP INDEX logs_by_basis",
        "DROP INDEX logs_by_type",
        *(f"ALTER TABLE logs DROP COLUMN {column.split()[0]}" for column in reversed(_MORE)),
    ),
)

STEPS = (FIRST, DUTY, SIGNED_SETTINGS, OTHER_POSTS, BY_DAYS, DOCUMENTS, WHOLE_LOGS)
