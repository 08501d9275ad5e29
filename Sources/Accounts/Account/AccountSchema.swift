import Database

extension CityAccounts {
    /// The tables of sign-in. Secrets that were given to somebody are kept as hashes only; seeds of second factors are sealed.
    package static let migrations = [
        Migration(
            id: "0005-accounts",
            """
            CREATE TABLE account (
                id TEXT NOT NULL PRIMARY KEY,
                email TEXT NOT NULL UNIQUE,
                name TEXT NOT NULL,
                language TEXT NOT NULL,
                passphrase TEXT,
                created_at TEXT NOT NULL,
                closed_at TEXT
            ) STRICT;
            CREATE TABLE account_session (
                id TEXT NOT NULL PRIMARY KEY,
                token_hash TEXT NOT NULL UNIQUE,
                account_id TEXT NOT NULL REFERENCES account (id),
                stage TEXT NOT NULL CHECK (stage IN ('factor', 'open')),
                browser TEXT NOT NULL,
                is_known_device INTEGER NOT NULL CHECK (is_known_device IN (0, 1)),
                created_at TEXT NOT NULL,
                seen_at TEXT NOT NULL,
                ends_at TEXT NOT NULL,
                second_factor_at TEXT
            ) STRICT;
            CREATE INDEX account_session_account ON account_session (account_id, created_at);
            CREATE TABLE account_device (
                token_hash TEXT NOT NULL PRIMARY KEY,
                account_id TEXT NOT NULL REFERENCES account (id),
                created_at TEXT NOT NULL,
                seen_at TEXT NOT NULL
            ) STRICT;
            CREATE INDEX account_device_account ON account_device (account_id);
            CREATE TABLE account_attempt (
                lane TEXT NOT NULL PRIMARY KEY,
                failures INTEGER NOT NULL CHECK (failures > 0),
                last_at TEXT NOT NULL,
                waits_until TEXT NOT NULL
            ) STRICT;
            CREATE INDEX account_attempt_age ON account_attempt (last_at);
            CREATE TABLE account_factor (
                id TEXT NOT NULL PRIMARY KEY,
                account_id TEXT NOT NULL REFERENCES account (id),
                kind TEXT NOT NULL CHECK (kind IN ('totp', 'passkey')),
                label TEXT NOT NULL,
                secret BLOB,
                last_step INTEGER,
                credential_id TEXT UNIQUE,
                public_key TEXT,
                signature_count INTEGER,
                created_at TEXT NOT NULL,
                used_at TEXT,
                CHECK (kind = 'passkey' OR (secret IS NOT NULL AND last_step IS NOT NULL)),
                CHECK (kind = 'totp' OR (credential_id IS NOT NULL AND public_key IS NOT NULL AND signature_count IS NOT NULL))
            ) STRICT;
            CREATE INDEX account_factor_account ON account_factor (account_id, created_at);
            CREATE TABLE account_recovery_code (
                account_id TEXT NOT NULL REFERENCES account (id),
                code_hash TEXT NOT NULL,
                created_at TEXT NOT NULL,
                used_at TEXT,
                PRIMARY KEY (account_id, code_hash)
            ) STRICT;
            CREATE TABLE account_link (
                token_hash TEXT NOT NULL PRIMARY KEY,
                account_id TEXT NOT NULL REFERENCES account (id),
                purpose TEXT NOT NULL CHECK (purpose IN ('invitation', 'reset')),
                created_at TEXT NOT NULL,
                ends_at TEXT NOT NULL,
                used_at TEXT
            ) STRICT;
            CREATE INDEX account_link_account ON account_link (account_id);
            CREATE TABLE account_challenge (
                token_hash TEXT NOT NULL PRIMARY KEY,
                purpose TEXT NOT NULL,
                account_id TEXT REFERENCES account (id),
                payload TEXT NOT NULL,
                ends_at TEXT NOT NULL
            ) STRICT;
            CREATE INDEX account_challenge_end ON account_challenge (ends_at);
            CREATE TABLE account_identity (
                issuer TEXT NOT NULL,
                subject TEXT NOT NULL,
                account_id TEXT NOT NULL REFERENCES account (id),
                created_at TEXT NOT NULL,
                PRIMARY KEY (issuer, subject)
            ) STRICT;
            CREATE INDEX account_identity_account ON account_identity (account_id);
            """),
        // What signing out at a provider needs, sealed; and where the person works, as the provider says.
        Migration(
            id: "0011-factors",
            """
            ALTER TABLE account_session ADD COLUMN provider_token BLOB;
            ALTER TABLE account_identity ADD COLUMN siret TEXT;
            """),
    ]
}
