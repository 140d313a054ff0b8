"""The numbered steps of journal.db. A step, once released, is never changed: a new one is added."""

from __future__ import annotations

from app.store.migrations.steps import Step

FIRST = Step(
    number=1,
    up=(
        """CREATE TABLE entries (
            no INTEGER NOT NULL, entry_id TEXT NOT NULL, kind TEXT NOT NULL, direction TEXT NOT NULL, occurred_at BIGINT
            NOT NULL, gate_id TEXT NOT NULL, actor_id TEXT NOT NULL, actor_name TEXT NOT NULL, shift_id TEXT NOT NULL,
            device_id TEXT NOT NULL, incarnation TEXT NOT NULL, device_seq INTEGER NOT NULL, clock_offset_ms INTEGER,
            clock_trusted BOOLEAN NOT NULL, scan_id TEXT, pass_id TEXT, record_uid TEXT, visitor_name TEXT NOT NULL,
            visitor_type TEXT NOT NULL, house TEXT NOT NULL, host_id TEXT, verdict TEXT NOT NULL, reason TEXT NOT NULL,
            basis TEXT NOT NULL, basis_age_s INTEGER, flags TEXT NOT NULL, people INTEGER NOT NULL, plate TEXT NOT NULL,
            on_foot BOOLEAN NOT NULL, note TEXT NOT NULL, allowed_by TEXT NOT NULL, photo_hash TEXT, corrects TEXT,
            foreign_digest TEXT NOT NULL, offline BOOLEAN NOT NULL, PRIMARY KEY (no), UNIQUE (device_id, incarnation,
            device_seq), UNIQUE (entry_id)
        )""",
        "CREATE INDEX entries_by_correction ON entries (corrects) WHERE corrects IS NOT NULL",
        "CREATE INDEX entries_by_pass ON entries (pass_id) WHERE pass_id IS NOT NULL",
        "CREATE INDEX entries_by_photo ON entries (photo_hash) WHERE photo_hash IS NOT NULL",
        "CREATE INDEX entries_by_time ON entries (occurred_at, entry_id)",
        """CREATE TABLE outcomes (
            entry_id TEXT NOT NULL, kind TEXT NOT NULL, path TEXT NOT NULL, detail TEXT NOT NULL, took_ms INTEGER NOT
            NULL, confirmed BOOLEAN NOT NULL, PRIMARY KEY (entry_id), FOREIGN KEY(entry_id) REFERENCES entries
            (entry_id) ON DELETE CASCADE
        )""",
        """CREATE TABLE outbox (
            entry_id TEXT NOT NULL, state TEXT NOT NULL, lane INTEGER NOT NULL, attempts INTEGER NOT NULL, first_at
            BIGINT NOT NULL, next_at BIGINT NOT NULL, why TEXT NOT NULL, changed_at BIGINT NOT NULL, flags TEXT NOT
            NULL, uses_rev INTEGER, code TEXT NOT NULL, message TEXT NOT NULL, PRIMARY KEY (entry_id), FOREIGN
            KEY(entry_id) REFERENCES entries (entry_id) ON DELETE CASCADE
        )""",
        "CREATE INDEX outbox_by_state ON outbox (state, changed_at)",
        "CREATE INDEX outbox_waiting ON outbox (lane, attempts) WHERE state = 'waiting'",
        """CREATE TABLE photos (
            photo_hash TEXT NOT NULL, entry_id TEXT NOT NULL, taken_at BIGINT NOT NULL, state TEXT NOT NULL, attempts
            INTEGER NOT NULL, next_at BIGINT NOT NULL, changed_at BIGINT NOT NULL, PRIMARY KEY (photo_hash)
        )""",
        "CREATE INDEX photos_waiting ON photos (next_at) WHERE state = 'waiting'",
        """CREATE TABLE local_passes (
            no INTEGER NOT NULL, pass_id TEXT NOT NULL, record_uid TEXT NOT NULL, community_id TEXT NOT NULL,
            visitor_name TEXT NOT NULL, visitor_type TEXT NOT NULL, valid_until BIGINT NOT NULL, valid_from BIGINT,
            rand_record_uid TEXT, short_code TEXT, host_id TEXT, host_name TEXT NOT NULL, house TEXT NOT NULL,
            entries_allowed INTEGER NOT NULL, entries_used INTEGER NOT NULL, uses_rev INTEGER NOT NULL, cancelled
            BOOLEAN NOT NULL, plate TEXT NOT NULL, vehicle TEXT NOT NULL, document_last4 TEXT NOT NULL, people INTEGER
            NOT NULL, note TEXT NOT NULL, PRIMARY KEY (no)
        )""",
        "CREATE UNIQUE INDEX local_passes_by_id ON local_passes (pass_id)",
        "CREATE INDEX local_passes_by_rand ON local_passes (rand_record_uid)",
        "CREATE INDEX local_passes_by_record ON local_passes (record_uid)",
        "CREATE INDEX local_passes_by_short ON local_passes (short_code)",
        """CREATE TABLE audit (
            seq INTEGER NOT NULL, at BIGINT NOT NULL, kind TEXT NOT NULL, subject TEXT NOT NULL, content TEXT NOT NULL,
            salt BLOB, content_digest BLOB NOT NULL, digest BLOB NOT NULL, PRIMARY KEY (seq)
        )""",
        """CREATE TABLE secrets (
            name TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY (name)
        )""",
    ),
    down=(
        "DROP TABLE secrets",
        "DROP TABLE audit",
        "DROP TABLE local_passes",
        "DROP TABLE photos",
        "DROP TABLE outbox",
        "DROP TABLE outcomes",
        "DROP TABLE entries",
    ),
)

LOGBOOK = Step(
    number=2,
    up=(
        """CREATE TABLE shift_lines (
            line_id TEXT NOT NULL, shift_id TEXT NOT NULL, kind TEXT NOT NULL, at BIGINT NOT NULL, actor_id TEXT NOT
            NULL, actor_name TEXT NOT NULL, words TEXT NOT NULL, photo_hash TEXT, acknowledged BOOLEAN NOT NULL, sent
            BOOLEAN NOT NULL, PRIMARY KEY (line_id)
        )""",
        "CREATE INDEX shift_lines_by_time ON shift_lines (at)",
        "CREATE INDEX shift_lines_unsent ON shift_lines (at) WHERE sent IS 0",
        """CREATE TABLE notices (
            notice_id TEXT NOT NULL, kind TEXT NOT NULL, at BIGINT NOT NULL, subject TEXT NOT NULL, detail TEXT NOT
            NULL, closed_at BIGINT, closed_by TEXT NOT NULL, resolution TEXT NOT NULL, PRIMARY KEY (notice_id)
        )""",
        "CREATE INDEX notices_open ON notices (at) WHERE closed_at IS NULL",
    ),
    down=("DROP TABLE notices", "DROP TABLE shift_lines"),
)

MESSAGES = Step(
    number=3,
    up=(
        """CREATE TABLE messages (
            no INTEGER NOT NULL, message_id TEXT NOT NULL, lane INTEGER NOT NULL, call TEXT NOT NULL, body TEXT NOT
            NULL, state TEXT NOT NULL, attempts INTEGER NOT NULL, first_at BIGINT NOT NULL, next_at BIGINT NOT NULL,
            changed_at BIGINT NOT NULL, code TEXT NOT NULL, message TEXT NOT NULL, PRIMARY KEY (no), UNIQUE (message_id)
        )""",
        "CREATE INDEX messages_waiting ON messages (lane, attempts) WHERE state = 'waiting'",
        """INSERT INTO messages
            (message_id, lane, call, body, state, attempts, first_at, next_at, changed_at, code, message)
            SELECT line_id, 3, 'log_shift_v1', json_object('id', line_id, 'shift_id', shift_id, 'kind', kind,
            'actor_id', actor_id, 'actor_name', actor_name, 'words', words, 'photo_hash', photo_hash, 'occurred_at',
            strftime('%Y-%m-%dT%H:%M:%f+00:00', at / 1000000.0, 'unixepoch')), 'waiting', 0, at, at, at, '', ''
            FROM shift_lines WHERE sent IS 0""",
    ),
    down=("DROP TABLE messages",),
)

SINCE_SCAN = Step(
    number=4,
    up=("ALTER TABLE outcomes ADD COLUMN scan_ms INTEGER",),
    down=("ALTER TABLE outcomes DROP COLUMN scan_ms",),
)

OUTAGES = Step(
    number=5,
    up=("CREATE TABLE outages (no INTEGER NOT NULL, began BIGINT NOT NULL, ended BIGINT, PRIMARY KEY (no))",),
    down=("DROP TABLE outages",),
)

STEPS = (FIRST, LOGBOOK, MESSAGES, SINCE_SCAN, OUTAGES)
