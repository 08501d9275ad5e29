import Core
import Database

/// Who translates into which languages, and the words each language has agreed on.
struct TranslatorStore: Sendable {
    let database: Database

    /// The languages somebody was given.
    func languages(of account: String) async throws -> Set<Language> {
        try await database.read { session in
            Set(
                try session.values(
                    String.self, "SELECT language FROM directory_translator WHERE account = \(account) ORDER BY language LIMIT 100"
                ).map { Language($0) })
        }
    }

    /// Everybody's languages, by account.
    func all() async throws -> [String: Set<Language>] {
        try await database.read { session in
            var all: [String: Set<Language>] = [:]
            try session.each("SELECT account, language FROM directory_translator ORDER BY account, language") { row in
                all[try row[0], default: []].insert(Language(try row[1]))
            }
            return all
        }
    }

    /// Gives somebody these languages and no others.
    func give(_ languages: Set<Language>, to account: String, _ act: Act) async throws {
        try await database.write(act) { transaction in
            try transaction.execute("DELETE FROM directory_translator WHERE account = \(account)")
            try transaction.executeMany(languages.sorted()) { language in
                "INSERT INTO directory_translator (account, language, given_at) VALUES (\(account), \(language.tag), \(transaction.now))"
            }
            try transaction.journal(.changed, "translator", account, ["languages": languages.map(\.tag).sorted().joined(separator: " ")])
        }
    }

    /// The glossary of a language, in the order of the French words.
    func glossary(of language: Language) async throws -> Glossary {
        try await database.read { session in
            Glossary(
                entries: try session.all(
                    Glossary.Entry.self,
                    """
                    SELECT term, translation, note FROM directory_glossary WHERE language = \(language.tag)
                    ORDER BY term LIMIT \(Glossary.most)
                    """))
        }
    }

    /// Adds a word or replaces its translation; an empty translation takes it out.
    ///
    /// - Returns: false when the glossary is full.
    func set(_ entry: Glossary.Entry, in language: Language, _ act: Act) async throws -> Bool {
        try await database.write(act) { transaction in
            guard !entry.translation.isEmpty else {
                try transaction.execute("DELETE FROM directory_glossary WHERE language = \(language.tag) AND term = \(entry.term)")
                try transaction.journal(.closed, "glossary", language.tag, ["term": entry.term])
                return true
            }
            let count = try transaction.value(
                Int.self, "SELECT COUNT(*) FROM directory_glossary WHERE language = \(language.tag) AND term <> \(entry.term)")
            guard count ?? 0 < Glossary.most else { return false }
            try transaction.execute(
                """
                INSERT INTO directory_glossary (language, term, translation, note, changed_at)
                VALUES (\(language.tag), \(entry.term), \(entry.translation), \(entry.note), \(transaction.now))
                ON CONFLICT (language, term) DO UPDATE SET translation = excluded.translation, note = excluded.note,
                    changed_at = excluded.changed_at
                """)
            try transaction.journal(.changed, "glossary", language.tag, ["term": entry.term, "translation": entry.translation])
            return true
        }
    }
}
