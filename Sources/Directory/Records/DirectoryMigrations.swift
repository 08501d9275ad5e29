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
        Migration(
            id: "0014-directory-care",
            """
            CREATE TABLE directory_label_request (
                id TEXT NOT NULL PRIMARY KEY,
                service_id TEXT NOT NULL REFERENCES directory_service (id),
                state TEXT NOT NULL CHECK (state IN ('waiting', 'granted', 'refused', 'withdrawn', 'lapsed')),
                asked_at TEXT NOT NULL
            ) STRICT;
            CREATE UNIQUE INDEX directory_label_request_open ON directory_label_request (service_id) WHERE state IN ('waiting', 'granted');
            CREATE INDEX directory_label_request_state ON directory_label_request (state, asked_at, id);
            CREATE TABLE directory_label_step (
                request_id TEXT NOT NULL REFERENCES directory_label_request (id),
                position INTEGER NOT NULL CHECK (position > 0),
                kind TEXT NOT NULL CHECK (kind IN ('asked', 'granted', 'refused', 'withdrawn')),
                words TEXT NOT NULL CHECK (length(words) BETWEEN 1 AND 1000),
                account_id TEXT NOT NULL,
                at TEXT NOT NULL,
                PRIMARY KEY (request_id, position)
            ) STRICT;
            CREATE TABLE directory_label_check (
                request_id TEXT NOT NULL REFERENCES directory_label_request (id),
                criterion TEXT NOT NULL,
                is_met INTEGER NOT NULL CHECK (is_met IN (0, 1)),
                note TEXT NOT NULL CHECK (length(note) <= 1000),
                account_id TEXT NOT NULL,
                at TEXT NOT NULL,
                PRIMARY KEY (request_id, criterion)
            ) STRICT;
            CREATE TABLE directory_confirmation_letter (
                organization_id TEXT NOT NULL REFERENCES directory_organization (id),
                asked_at TEXT NOT NULL,
                services INTEGER NOT NULL CHECK (services > 0),
                people INTEGER NOT NULL CHECK (people > 0),
                PRIMARY KEY (organization_id, asked_at)
            ) STRICT;
            CREATE INDEX directory_feedback_service ON directory_feedback (service_id, kind, received_at);
            CREATE TABLE directory_source_value (
                kind TEXT NOT NULL CHECK (kind IN ('organization', 'location', 'service', 'service_at_location')),
                record_id TEXT NOT NULL,
                field TEXT NOT NULL CHECK (field <> ''),
                value TEXT NOT NULL,
                state TEXT NOT NULL CHECK (state IN ('known', 'waiting', 'kept')),
                noticed_at TEXT NOT NULL,
                PRIMARY KEY (kind, record_id, field)
            ) STRICT;
            CREATE INDEX directory_source_value_state ON directory_source_value (state, noticed_at, record_id);
            ALTER TABLE directory_service ADD COLUMN merged_into TEXT REFERENCES directory_service (id);
            CREATE INDEX directory_service_merged ON directory_service (merged_into);
            CREATE TABLE directory_duplicate (
                first_id TEXT NOT NULL REFERENCES directory_service (id),
                second_id TEXT NOT NULL REFERENCES directory_service (id),
                likeness INTEGER NOT NULL CHECK (likeness BETWEEN 0 AND 100),
                reasons TEXT NOT NULL,
                state TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'merged', 'different')),
                found_at TEXT NOT NULL,
                answered_at TEXT,
                PRIMARY KEY (first_id, second_id),
                CHECK (first_id < second_id)
            ) STRICT;
            CREATE INDEX directory_duplicate_state ON directory_duplicate (state, found_at, first_id);
            CREATE TABLE directory_merge (
                id TEXT NOT NULL PRIMARY KEY,
                from_id TEXT NOT NULL REFERENCES directory_service (id),
                to_id TEXT NOT NULL REFERENCES directory_service (id),
                former TEXT NOT NULL,
                merged TEXT NOT NULL,
                held TEXT NOT NULL,
                places TEXT NOT NULL,
                merged_at TEXT NOT NULL,
                undone_at TEXT,
                CHECK (from_id <> to_id)
            ) STRICT;
            CREATE UNIQUE INDEX directory_merge_open ON directory_merge (from_id) WHERE undone_at IS NULL;
            CREATE INDEX directory_merge_to ON directory_merge (to_id);
            CREATE TABLE directory_organization_request (
                id TEXT NOT NULL PRIMARY KEY,
                name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
                website TEXT,
                words TEXT NOT NULL CHECK (length(words) <= 1000),
                contact_name TEXT,
                contact_email TEXT,
                language TEXT NOT NULL,
                received_at TEXT NOT NULL,
                state TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'accepted', 'refused')),
                organization_id TEXT REFERENCES directory_organization (id),
                reason TEXT CHECK (length(reason) <= 1000),
                answered_at TEXT,
                CHECK (state = 'waiting' OR (contact_name IS NULL AND contact_email IS NULL AND answered_at IS NOT NULL)),
                CHECK ((state = 'accepted') = (organization_id IS NOT NULL))
            ) STRICT;
            CREATE INDEX directory_organization_request_state ON directory_organization_request (state, received_at, id);
            """
        ),
        Migration(
            id: "0015-translations-lists",
            """
            CREATE TABLE directory_service_text (
                service_id TEXT NOT NULL REFERENCES directory_service (id),
                language TEXT NOT NULL,
                units INTEGER NOT NULL,
                machine INTEGER NOT NULL,
                human INTEGER NOT NULL,
                reviewed INTEGER NOT NULL,
                outdated INTEGER NOT NULL,
                PRIMARY KEY (service_id, language)
            ) STRICT;
            CREATE INDEX directory_service_text_language ON directory_service_text (language, service_id);
            CREATE TABLE directory_translation (
                kind TEXT NOT NULL CHECK (kind IN ('service', 'sheet')),
                record_id TEXT NOT NULL,
                language TEXT NOT NULL,
                field TEXT NOT NULL,
                position INTEGER NOT NULL CHECK (position >= 0),
                source_hash TEXT NOT NULL,
                text TEXT NOT NULL CHECK (text <> ''),
                state TEXT NOT NULL CHECK (state IN ('machine', 'human', 'reviewed')),
                author TEXT,
                written_at TEXT NOT NULL,
                PRIMARY KEY (kind, record_id, language, field, source_hash)
            ) STRICT;
            CREATE TABLE directory_glossary (
                language TEXT NOT NULL,
                term TEXT NOT NULL CHECK (term <> ''),
                translation TEXT NOT NULL CHECK (translation <> ''),
                note TEXT NOT NULL,
                changed_at TEXT NOT NULL,
                PRIMARY KEY (language, term)
            ) STRICT;
            CREATE TABLE directory_translator (
                account TEXT NOT NULL,
                language TEXT NOT NULL,
                given_at TEXT NOT NULL,
                PRIMARY KEY (account, language)
            ) STRICT;
            CREATE TABLE directory_list (
                id TEXT NOT NULL PRIMARY KEY,
                name TEXT NOT NULL CHECK (name <> ''),
                author TEXT NOT NULL,
                organization_id TEXT,
                made_at TEXT NOT NULL
            ) STRICT;
            CREATE INDEX directory_list_organization ON directory_list (organization_id, id);
            CREATE INDEX directory_list_author ON directory_list (author, id);
            CREATE TABLE directory_list_item (
                list_id TEXT NOT NULL REFERENCES directory_list (id),
                service_id TEXT NOT NULL REFERENCES directory_service (id),
                note TEXT NOT NULL CHECK (length(note) <= 1000),
                added_at TEXT NOT NULL,
                PRIMARY KEY (list_id, service_id)
            ) STRICT;
            CREATE INDEX directory_list_item_service ON directory_list_item (service_id, list_id);
            """
        ),
    ]
}
