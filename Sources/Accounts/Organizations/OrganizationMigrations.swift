import Database

extension CityOrganizations {
    /// Who works where, in which role, and what they broke the glass for. Organizations bear the identifier they have in the directory.
    package static let migrations = [
        Migration(
            id: "0006-organizations",
            """
            CREATE TABLE account_organization (
                id TEXT NOT NULL PRIMARY KEY CHECK (id <> ''),
                name TEXT NOT NULL CHECK (name <> ''),
                admitted_at TEXT NOT NULL,
                closed_at TEXT
            ) STRICT;
            CREATE TABLE account_team (
                id TEXT NOT NULL PRIMARY KEY,
                organization_id TEXT NOT NULL REFERENCES account_organization (id),
                name TEXT NOT NULL CHECK (name <> ''),
                created_at TEXT NOT NULL,
                closed_at TEXT,
                UNIQUE (organization_id, name)
            ) STRICT;
            CREATE TABLE account_membership (
                account_id TEXT NOT NULL REFERENCES account (id),
                organization_id TEXT NOT NULL REFERENCES account_organization (id),
                joined_at TEXT NOT NULL,
                left_at TEXT,
                PRIMARY KEY (account_id, organization_id)
            ) STRICT;
            CREATE INDEX account_membership_organization ON account_membership (organization_id);
            CREATE TABLE account_role (
                id TEXT NOT NULL PRIMARY KEY CHECK (id <> ''),
                position INTEGER NOT NULL,
                record TEXT NOT NULL,
                changed_at TEXT NOT NULL
            ) STRICT;
            CREATE TABLE account_grant (
                id TEXT NOT NULL PRIMARY KEY,
                account_id TEXT NOT NULL REFERENCES account (id),
                role TEXT NOT NULL REFERENCES account_role (id),
                organization_id TEXT REFERENCES account_organization (id),
                team_id TEXT REFERENCES account_team (id),
                from_at TEXT NOT NULL,
                until_at TEXT,
                granted_by TEXT,
                CHECK (team_id IS NULL OR organization_id IS NOT NULL),
                CHECK (until_at IS NULL OR until_at >= from_at)
            ) STRICT;
            CREATE INDEX account_grant_account ON account_grant (account_id, until_at);
            CREATE INDEX account_grant_organization ON account_grant (organization_id, account_id);
            CREATE TABLE account_invitation (
                id TEXT NOT NULL PRIMARY KEY,
                account_id TEXT NOT NULL REFERENCES account (id),
                role TEXT NOT NULL REFERENCES account_role (id),
                organization_id TEXT NOT NULL REFERENCES account_organization (id),
                team_id TEXT REFERENCES account_team (id),
                invited_by TEXT,
                created_at TEXT NOT NULL,
                expires_at TEXT NOT NULL,
                answered_at TEXT
            ) STRICT;
            CREATE INDEX account_invitation_account ON account_invitation (account_id, expires_at);
            CREATE INDEX account_invitation_organization ON account_invitation (organization_id, expires_at);
            CREATE TABLE account_emergency (
                id TEXT NOT NULL PRIMARY KEY,
                account_id TEXT NOT NULL REFERENCES account (id),
                organization_id TEXT NOT NULL REFERENCES account_organization (id),
                team_id TEXT NOT NULL REFERENCES account_team (id),
                person_id TEXT NOT NULL CHECK (person_id <> ''),
                compartments TEXT NOT NULL,
                reason BLOB NOT NULL,
                opened_at TEXT NOT NULL,
                closed_at TEXT,
                reviewed_at TEXT,
                reviewed_by TEXT REFERENCES account (id),
                is_justified INTEGER CHECK (is_justified IN (0, 1)),
                CHECK ((reviewed_at IS NULL) = (reviewed_by IS NULL) AND (reviewed_at IS NULL) = (is_justified IS NULL)),
                CHECK (reviewed_by IS NULL OR reviewed_by <> account_id)
            ) STRICT;
            CREATE INDEX account_emergency_account ON account_emergency (account_id, opened_at);
            CREATE INDEX account_emergency_review ON account_emergency (reviewed_at, opened_at);
            CREATE TABLE account_token (
                id TEXT NOT NULL PRIMARY KEY,
                token_hash TEXT NOT NULL UNIQUE,
                account_id TEXT NOT NULL REFERENCES account (id),
                organization_id TEXT NOT NULL REFERENCES account_organization (id),
                name TEXT NOT NULL CHECK (name <> ''),
                permissions TEXT NOT NULL,
                created_at TEXT NOT NULL,
                expires_at TEXT NOT NULL,
                revoked_at TEXT
            ) STRICT;
            CREATE INDEX account_token_organization ON account_token (organization_id, created_at);
            """)
    ]
}
