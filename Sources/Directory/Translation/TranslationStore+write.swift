import Core
import Database

extension TranslationStore {
    /// Writes what somebody translated, all of it or, when somebody else wrote something else meanwhile, nothing.
    ///
    /// - Parameter by: the account that wrote it; nil for a file brought in on the command line.
    /// - Returns: nil when there is no such record.
    func write(
        _ entries: [TranslationEntry], _ kind: TranslationRecord.Kind, _ id: String, in language: Language, by author: String?, _ act: Act
    ) async throws -> TranslationOutcome? {
        try await database.write(act) { try Self.write(entries, kind, id, in: language, by: author, $0) }
    }

    static func write(
        _ entries: [TranslationEntry], _ kind: TranslationRecord.Kind, _ id: String, in language: Language, by author: String?,
        _ transaction: Transaction
    ) throws -> TranslationOutcome? {
        guard let record = try record(kind, id, in: language, transaction) else { return nil }
        var outcome = TranslationOutcome()
        var changed: [TranslationEntry] = []
        for entry in entries {
            guard let unit = record.unit(for: entry) else {
                outcome.gone.append(entry.place)
                continue
            }
            if unit.translation == entry.text, unit.state == entry.state, unit.sourceHash == entry.sourceHash { continue }
            if !entry.opened.allows(unit.translation), unit.translation != entry.text {
                outcome.clashes[entry.place] = unit.translation ?? ""
            } else {
                changed.append(entry)
            }
        }
        guard outcome.clashes.isEmpty, !changed.isEmpty else { return outcome }
        try put(changed, kind, id, in: language, by: author, transaction)
        outcome.written = changed.count
        return outcome
    }

    /// Says of translations that a second person read them and found them right.
    ///
    /// - Returns: how many; those that changed meanwhile are not among them.
    func review(
        _ units: [TranslationUnit], _ kind: TranslationRecord.Kind, _ id: String, in language: Language, _ act: Act
    ) async throws -> Int {
        try await database.write(act) { transaction in
            guard let record = try Self.record(kind, id, in: language, transaction) else { return 0 }
            let same = units.filter { unit in record.units.contains(unit) }
            for unit in same {
                let entry = TranslationEntry(
                    place: unit.place, sourceHash: unit.sourceHash, text: unit.translation ?? "", state: .reviewed)
                try Self.put([entry], kind, id, in: language, by: unit.author, transaction)
            }
            return same.count
        }
    }

    private static func put(
        _ entries: [TranslationEntry], _ kind: TranslationRecord.Kind, _ id: String, in language: Language, by author: String?,
        _ transaction: Transaction
    ) throws {
        try transaction.executeMany(entries) { entry in
            """
            INSERT INTO directory_translation (kind, record_id, language, field, position, source_hash, text, state, author, written_at)
            VALUES (\(kind.rawValue), \(id), \(language.tag), \(entry.place.field), \(entry.place.position), \(entry.sourceHash),
                \(entry.text), \(entry.state.rawValue), \(author), \(transaction.now))
            ON CONFLICT (kind, record_id, language, field, source_hash) DO UPDATE SET position = excluded.position,
                text = excluded.text, state = excluded.state, author = excluded.author, written_at = excluded.written_at
            """
        }
        switch kind {
        case .sheet: try transaction.journal(.changed, CityRecordKind.sheet.rawValue, id, ["language": language.tag])
        case .service: try translate(id, entries, in: language, transaction)
        }
    }

    private static func translate(
        _ id: String, _ entries: [TranslationEntry], in language: Language, _ transaction: Transaction
    ) throws {
        guard var service = try (transaction.records(Service.row(id)) as [Service]).first else { return }
        for entry in entries {
            _ = service.translate(entry.place, as: entry.text, state: entry.state, from: entry.sourceHash, in: language)
        }
        var records = DirectoryRecords()
        records.services = [service]
        try DirectoryStore.save(records, created: [], in: transaction)
    }
}

extension TranslationRecord {
    /// The text an entry translates: in a sheet, whose pieces move, the one that says the same; otherwise the one in its place.
    func unit(for entry: TranslationEntry) -> TranslationUnit? {
        let same = units.first { $0.place == entry.place && $0.sourceHash == entry.sourceHash }
        let moved = kind == .sheet ? units.first { $0.place.field == entry.place.field && $0.sourceHash == entry.sourceHash } : nil
        return same ?? moved ?? units.first { $0.place == entry.place }
    }
}
