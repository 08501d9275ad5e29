import Access
import Core
import Database
import Foundation
import Web

/// Takes translations out of the directory and brings them back, so that outside translators use their own tools.
package struct TranslationExchange: Sendable {
    let database: Database

    package init(database: Database) { self.database = database }

    /// What came of a file, for its translator.
    package struct Report: Hashable, Sendable {
        package internal(set) var written = 0
        package internal(set) var unchanged = 0
        /// Not confirmed by a person, so left as they are.
        package internal(set) var fuzzy = 0
        package internal(set) var empty = 0
        /// Entries that were not taken, each with its line and the reason.
        package internal(set) var refused: [Refusal] = []
    }

    /// The texts of a language as a PO file: rights sheets first, then services.
    ///
    /// - Throws: a `Refusal` for a language the city does not translate into.
    package func export(_ tag: String, at now: Instant) async throws -> String {
        try await export(try Self.language(tag), services: "1 = 1", sheets: true, at: now)
    }

    func export(_ language: Language, in scope: AccessScope, at now: Instant) async throws -> String {
        try await export(language, services: scope.ofServices, sheets: scope.wholeCity, at: now)
    }

    private func export(_ language: Language, services condition: SQL, sheets: Bool, at now: Instant) async throws -> String {
        try await database.read { session in
            let profiles: [CityProfile] = try session.cityRecords(.profile)
            var records: [TranslationRecord] = []
            if sheets {
                let written = try TranslationStore.ofSheets(in: session)
                for sheet in try session.cityRecords(.sheet) as [Sheet] {
                    records.append(TranslationRecord(sheet, in: language, written[sheet.id]?[language] ?? []))
                }
            }
            let services: [Service] = try session.records(
                "SELECT s.record FROM directory_service AS s WHERE s.status <> 'defunct' AND \(sql: condition) ORDER BY s.id",
                leaveOut: { _ in })
            records += services.map { TranslationRecord($0, in: language, authors: [:]) }
            return TranslationFile.write(records, in: language, city: profiles.first?.name[.french] ?? "", at: now)
        }
    }

    /// Brings a translator's file back on the command line: everything in it that is confirmed.
    package func bring(_ content: String, file: String, _ tag: String? = nil) async throws -> Report {
        let written = try PortableObject(content, file: file).header["Language"] ?? ""
        let language = try Self.language(tag ?? written.replacing("_", with: "-"))
        let act = Act("translation.import", by: .command("import"), for: "public-information")
        return try await bring(content, file: file, language, by: nil, act) { _ in true }
    }

    /// All of the file in one transaction; what its bringer may not change is refused like what does not exist.
    func bring(
        _ content: String, file: String, _ language: Language, by author: String?, _ act: Act,
        mayChange: @escaping @Sendable (_ organization: String?) -> Bool
    ) async throws -> Report {
        let lines = try TranslationFile.read(content, file: file, in: language)
        return try await database.write(act) { transaction in
            var report = Report()
            for group in Self.grouped(lines) {
                try Self.take(group, into: &report, language, by: author, file: file, transaction, mayChange)
            }
            return report
        }
    }

    private static func take(
        _ lines: [TranslationFile.Line], into report: inout Report, _ language: Language, by author: String?, file: String,
        _ transaction: Transaction, _ mayChange: (String?) -> Bool
    ) throws {
        let record = try TranslationStore.record(lines[0].kind, lines[0].record, in: language, transaction)
        guard let record, mayChange(record.organization) else {
            report.refused += lines.map { Refusal("there is no such record to translate", at: .init(file: file, line: $0.number)) }
            return
        }
        var entries: [TranslationEntry] = []
        for line in lines {
            if line.isFuzzy { report.fuzzy += 1; continue }
            if line.text.isEmpty { report.empty += 1; continue }
            let entry = record.entry(line)
            if let problem = record.problem(of: entry) ?? Self.problem(of: line, in: record) {
                report.refused.append(Refusal(problem, at: .init(file: file, line: line.number)))
            } else {
                entries.append(entry)
            }
        }
        let outcome = try TranslationStore.write(entries, record.kind, record.id, in: language, by: author, transaction)
        report.written += outcome?.written ?? 0
        report.unchanged += entries.count - (outcome?.written ?? 0)
    }

    private static func problem(of line: TranslationFile.Line, in record: TranslationRecord) -> String? {
        guard line.text.unicodeScalars.count <= TranslationStore.longest else {
            return "a text has at most \(TranslationStore.longest) characters"
        }
        guard record.kind == .sheet, SheetPiece.references(in: line.text) != SheetPiece.references(in: line.source) else { return nil }
        return "the references in brackets and the links must be those of the French text"
    }

    /// By record, in the order of the file.
    private static func grouped(_ lines: [TranslationFile.Line]) -> [[TranslationFile.Line]] {
        var order: [String] = []
        var groups: [String: [TranslationFile.Line]] = [:]
        for line in lines {
            let key = "\(line.kind.rawValue)/\(line.record)"
            if groups[key] == nil { order.append(key) }
            groups[key, default: []].append(line)
        }
        return order.compactMap { groups[$0] }
    }

    static func language(_ tag: String) throws -> Language {
        let language = Language(tag)
        guard TranslationDesk.languages.contains(language) else {
            throw Refusal(
                "“\(tag)” is no language to translate into; use one of " + TranslationDesk.languages.map(\.tag).joined(separator: ", "))
        }
        return language
    }
}

extension TranslationRecord {
    /// What a line of a file says, with the hash of the French it was made from: as it stands here when it is the same but for white space.
    fileprivate func entry(_ line: TranslationFile.Line) -> TranslationEntry {
        let same = units.first { $0.place == line.place && $0.source.trimmed == line.source }
        let moved = kind == .sheet ? units.first { $0.place.field == line.place.field && $0.source.trimmed == line.source } : nil
        let unit = same ?? moved
        return TranslationEntry(
            place: unit?.place ?? line.place, sourceHash: unit?.sourceHash ?? LocalizedText.hash(line.source), text: line.text,
            // What was read again and comes back as it went out stays so.
            state: unit?.translation == line.text && unit?.state == .reviewed ? .reviewed : .human)
    }

    fileprivate func problem(of entry: TranslationEntry) -> String? {
        unit(for: entry) == nil ? "the record has no such text any more" : nil
    }
}
