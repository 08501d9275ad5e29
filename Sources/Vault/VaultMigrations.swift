import Database

extension Vault {
    /// The vault's tables. No key of theirs is ever in clear.
    package static let migrations: [Migration] = [
        Migration(
            id: "0003-vault",
            """
            CREATE TABLE vault_root (
                id INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
                version INTEGER NOT NULL CHECK (version > 0),
                wrapped BLOB NOT NULL,
                created_at TEXT NOT NULL
            ) STRICT;
            CREATE TABLE vault_key (
                subject TEXT NOT NULL PRIMARY KEY CHECK (subject <> ''),
                version INTEGER CHECK (version > 0),
                wrapped BLOB,
                created_at TEXT NOT NULL,
                destroyed_at TEXT,
                CHECK ((wrapped IS NULL) = (destroyed_at IS NOT NULL)),
                CHECK ((wrapped IS NULL) = (version IS NULL))
            ) STRICT;
            CREATE TABLE vault_name (
                name_key BLOB NOT NULL,
                subject TEXT NOT NULL REFERENCES vault_key (subject),
                PRIMARY KEY (name_key, subject)
            ) STRICT;
            CREATE INDEX vault_name_subject ON vault_name (subject);
            CREATE TABLE vault_archive (
                kind TEXT NOT NULL,
                record_id TEXT NOT NULL,
                archived_at TEXT NOT NULL,
                PRIMARY KEY (kind, record_id)
            ) STRICT;
            CREATE TABLE vault_hold (
                id TEXT NOT NULL PRIMARY KEY,
                kind TEXT NOT NULL,
                record_id TEXT NOT NULL,
                reason TEXT NOT NULL CHECK (reason IN ('dispute', 'investigation', 'request', 'archives')),
                placed_at TEXT NOT NULL,
                lifted_at TEXT
            ) STRICT;
            CREATE INDEX vault_hold_record ON vault_hold (kind, record_id);
            CREATE TABLE vault_backup (
                id TEXT NOT NULL PRIMARY KEY,
                taken_at TEXT NOT NULL,
                bytes INTEGER NOT NULL,
                digest TEXT NOT NULL,
                journal_sequence INTEGER NOT NULL
            ) STRICT;
            CREATE INDEX vault_backup_taken ON vault_backup (taken_at);
            """)
    ]
}
