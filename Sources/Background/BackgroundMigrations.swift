import Database

/// The tables of background work.
package enum BackgroundMigrations {
    package static let all: [Migration] = [
        Migration(
            id: "0007-background",
            """
            CREATE TABLE background_job (
                id TEXT NOT NULL PRIMARY KEY,
                number INTEGER NOT NULL UNIQUE CHECK (number > 0),
                kind TEXT NOT NULL,
                payload TEXT NOT NULL,
                idempotency_key TEXT UNIQUE,
                lane TEXT,
                state TEXT NOT NULL CHECK (state IN ('waiting', 'running', 'done', 'dead')),
                created_at TEXT NOT NULL,
                run_at TEXT NOT NULL,
                attempts INTEGER NOT NULL DEFAULT 0 CHECK (attempts >= 0),
                allowed_attempts INTEGER NOT NULL CHECK (allowed_attempts > 0),
                worker TEXT,
                lease_until TEXT,
                progress_done INTEGER NOT NULL DEFAULT 0 CHECK (progress_done >= 0),
                progress_total INTEGER CHECK (progress_total >= 0),
                problem TEXT,
                ended_at TEXT,
                CHECK ((state = 'running') = (worker IS NOT NULL)),
                CHECK ((state = 'running') = (lease_until IS NOT NULL)),
                CHECK ((state IN ('done', 'dead')) = (ended_at IS NOT NULL))
            ) STRICT;
            CREATE INDEX background_job_due ON background_job (state, run_at, number);
            CREATE INDEX background_job_lane ON background_job (lane, state, number);
            CREATE TABLE background_mail (
                id TEXT NOT NULL PRIMARY KEY,
                job_id TEXT NOT NULL,
                owner TEXT NOT NULL,
                state TEXT NOT NULL CHECK (state IN ('waiting', 'sent', 'expired')),
                content BLOB,
                created_at TEXT NOT NULL,
                expires_at TEXT NOT NULL,
                ended_at TEXT,
                CHECK ((state = 'waiting') = (content IS NOT NULL)),
                CHECK ((state = 'waiting') = (ended_at IS NULL))
            ) STRICT;
            CREATE INDEX background_mail_state ON background_mail (state, created_at);
            CREATE TABLE background_webhook (
                id TEXT NOT NULL PRIMARY KEY,
                url TEXT NOT NULL,
                event TEXT NOT NULL,
                secret BLOB NOT NULL,
                is_active INTEGER NOT NULL CHECK (is_active IN (0, 1)),
                created_at TEXT NOT NULL
            ) STRICT;
            CREATE INDEX background_webhook_event ON background_webhook (event, is_active);
            """),
        Migration(
            id: "0013-webhooks",
            """
            ALTER TABLE background_webhook ADD COLUMN name TEXT NOT NULL DEFAULT '';
            ALTER TABLE background_webhook ADD COLUMN is_paused INTEGER NOT NULL DEFAULT 0 CHECK (is_paused IN (0, 1));
            ALTER TABLE background_webhook ADD COLUMN former_secret BLOB;
            ALTER TABLE background_webhook ADD COLUMN former_until TEXT;
            ALTER TABLE background_webhook ADD COLUMN told_until INTEGER NOT NULL DEFAULT 0 CHECK (told_until >= 0);
            CREATE TABLE background_webhook_answer (
                webhook_id TEXT NOT NULL REFERENCES background_webhook (id),
                number INTEGER NOT NULL CHECK (number > 0),
                message_id TEXT NOT NULL,
                event TEXT NOT NULL,
                at TEXT NOT NULL,
                status INTEGER,
                problem TEXT,
                milliseconds INTEGER NOT NULL CHECK (milliseconds >= 0),
                PRIMARY KEY (webhook_id, number)
            ) STRICT;
            """),
    ]
}
