import Database

extension CityDirectory {
    /// The directory's tables. Columns hold what is constrained, joined or sorted; `record` holds the whole record as JSON.
    package static let migrations: [Migration] = [
        Migration(
            id: "0001-directory",
            """
            CREATE TABLE directory_organization (
                id TEXT NOT NULL PRIMARY KEY,
                source TEXT NOT NULL CHECK (source <> ''),
                source_id TEXT NOT NULL CHECK (source_id <> ''),
                name TEXT NOT NULL CHECK (name <> ''),
                search_text TEXT NOT NULL,
                modified_at TEXT NOT NULL,
                record TEXT NOT NULL,
                UNIQUE (source, source_id)
            );
            CREATE TABLE directory_location (
                id TEXT NOT NULL PRIMARY KEY,
                source TEXT NOT NULL CHECK (source <> ''),
                source_id TEXT NOT NULL CHECK (source_id <> ''),
                organization_id TEXT REFERENCES directory_organization (id),
                postal_code TEXT,
                modified_at TEXT NOT NULL,
                record TEXT NOT NULL,
                UNIQUE (source, source_id)
            );
            CREATE TABLE directory_service (
                id TEXT NOT NULL PRIMARY KEY,
                source TEXT NOT NULL CHECK (source <> ''),
                source_id TEXT NOT NULL CHECK (source_id <> ''),
                organization_id TEXT NOT NULL REFERENCES directory_organization (id),
                search_text TEXT NOT NULL,
                status TEXT NOT NULL CHECK (status IN ('active', 'inactive', 'defunct', 'temporarily closed')),
                modified_at TEXT NOT NULL,
                record TEXT NOT NULL,
                UNIQUE (source, source_id)
            );
            CREATE INDEX directory_service_organization ON directory_service (organization_id, id);
            CREATE INDEX directory_service_modified ON directory_service (modified_at, id);
            CREATE TABLE directory_service_term (
                service_id TEXT NOT NULL REFERENCES directory_service (id),
                term_id TEXT NOT NULL,
                PRIMARY KEY (service_id, term_id)
            );
            CREATE INDEX directory_service_term_term ON directory_service_term (term_id, service_id);
            CREATE TABLE directory_service_at_location (
                id TEXT NOT NULL PRIMARY KEY,
                source TEXT NOT NULL CHECK (source <> ''),
                source_id TEXT NOT NULL CHECK (source_id <> ''),
                service_id TEXT NOT NULL REFERENCES directory_service (id),
                location_id TEXT NOT NULL REFERENCES directory_location (id),
                ended INTEGER NOT NULL DEFAULT 0 CHECK (ended IN (0, 1)),
                modified_at TEXT NOT NULL,
                record TEXT NOT NULL,
                UNIQUE (source, source_id)
            );
            CREATE INDEX directory_service_at_location_service ON directory_service_at_location (service_id, id);
            CREATE INDEX directory_service_at_location_location ON directory_service_at_location (location_id, id);
            """
        ),
        Migration(
            id: "0002-directory-city",
            """
            CREATE TABLE directory_city (
                kind TEXT NOT NULL,
                id TEXT NOT NULL,
                position INTEGER NOT NULL,
                record TEXT NOT NULL,
                PRIMARY KEY (kind, id),
                CHECK (kind IN ('profile', 'area', 'place', 'term', 'sheet'))
            );
            CREATE INDEX directory_city_position ON directory_city (kind, position, id);
            CREATE TABLE directory_feedback (
                id TEXT NOT NULL PRIMARY KEY,
                service_id TEXT REFERENCES directory_service (id),
                kind TEXT NOT NULL CHECK (kind IN ('right', 'wrong', 'missing')),
                subject TEXT,
                area_code TEXT,
                words TEXT NOT NULL CHECK (length(words) <= 1000),
                language TEXT NOT NULL,
                received_at TEXT NOT NULL,
                state TEXT NOT NULL DEFAULT 'new' CHECK (state IN ('new', 'answered')),
                CHECK ((kind = 'missing') = (service_id IS NULL))
            );
            CREATE INDEX directory_feedback_received ON directory_feedback (received_at, id);
            """
        ),
        Migration(
            id: "0008-directory-editing",
            """
            CREATE TABLE directory_held_field (
                kind TEXT NOT NULL CHECK (kind IN ('organization', 'location', 'service', 'service_at_location')),
                record_id TEXT NOT NULL,
                field TEXT NOT NULL CHECK (field <> ''),
                held_at TEXT NOT NULL,
                PRIMARY KEY (kind, record_id, field)
            );
            CREATE TABLE directory_draft (
                id TEXT NOT NULL PRIMARY KEY,
                kind TEXT NOT NULL CHECK (kind IN ('service', 'service_at_location')),
                record_id TEXT NOT NULL,
                opened_at INTEGER NOT NULL CHECK (opened_at >= 0),
                record TEXT NOT NULL,
                publish_at TEXT NOT NULL,
                author TEXT NOT NULL,
                organization_id TEXT NOT NULL,
                state TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'published', 'clashed', 'withdrawn')),
                made_at TEXT NOT NULL
            );
            CREATE INDEX directory_draft_due ON directory_draft (state, publish_at, id);
            CREATE INDEX directory_draft_record ON directory_draft (kind, record_id, made_at);
            """
        ),
        Migration(
            id: "0009-directory-moderation",
            """
            CREATE TABLE directory_feedback_answer (
                feedback_id TEXT NOT NULL PRIMARY KEY REFERENCES directory_feedback (id),
                answer TEXT NOT NULL CHECK (answer IN ('corrected', 'was_right', 'not_ours', 'duplicate', 'noted', 'exists')),
                note TEXT NOT NULL CHECK (length(note) <= 1000),
                answered_at TEXT NOT NULL
            );
            CREATE INDEX directory_feedback_state ON directory_feedback (state, received_at, id);
            """
        ),
    ]
}
