import Core
import Database
import Foundation

/// The fields that the people in charge of a record decided: an import leaves them as they are.
struct HeldFields: Sendable {
    /// Names of the record's fields, such as `hours`, by kind and identifier.
    private let fields: [Key: Set<String>]

    private struct Key: Hashable {
        let kind: ImportPlan.Kind
        let id: String
    }

    /// All of them: a city's teams decide some thousands.
    init(_ session: Session) throws {
        var fields: [Key: Set<String>] = [:]
        try session.each("SELECT kind, record_id, field FROM directory_held_field ORDER BY kind, record_id, field") { row in
            guard let kind = ImportPlan.Kind(rawValue: try row[0]) else { return }
            fields[Key(kind: kind, id: try row[1]), default: []].insert(try row[2])
        }
        self.fields = fields
    }

    static func hold(_ fields: Set<String>, of kind: ImportPlan.Kind, _ id: String, in transaction: Transaction) throws {
        try transaction.executeMany(fields.subtracting(["provenance"]).sorted()) { field in
            """
            INSERT INTO directory_held_field (kind, record_id, field, held_at) VALUES (\(kind.rawValue), \(id), \(field), \(transaction.now))
            ON CONFLICT (kind, record_id, field) DO UPDATE SET held_at = excluded.held_at
            """
        }
    }

    /// Incoming records with the held fields of the stored ones, and what their source says of these.
    func kept(_ stored: DirectoryRecords, in incoming: DirectoryRecords) throws -> (records: DirectoryRecords, said: [SourceWord]) {
        guard !fields.isEmpty else { return (incoming, []) }
        var records = incoming
        var said: [SourceWord] = []
        try keep(\.organizations, stored, in: &records, &said)
        try keep(\.locations, stored, in: &records, &said)
        try keep(\.services, stored, in: &records, &said)
        try keep(\.servicesAtLocations, stored, in: &records, &said)
        return (records, said)
    }

    private func keep<Record: EditableRecord>(
        _ list: WritableKeyPath<DirectoryRecords, [Record]>, _ stored: DirectoryRecords, in records: inout DirectoryRecords,
        _ said: inout [SourceWord]
    ) throws {
        let held = Dictionary(
            stored[keyPath: list].filter { fields[Key(kind: Record.kind, id: $0.id)] != nil }.map { ($0.id, $0) }
        ) { first, _ in first }
        guard !held.isEmpty else { return }
        for (index, record) in records[keyPath: list].enumerated() {
            guard let stored = held[record.id], let names = fields[Key(kind: Record.kind, id: record.id)] else { continue }
            var merged = try record.fields()
            let ours = try stored.fields()
            said += try names.subtracting(SourceWord.ours).sorted().map { name in
                SourceWord(
                    kind: Record.kind, record: record.id, field: name, value: try merged.json(of: name), ours: try ours.json(of: name))
            }
            merged.values = merged.values.filter { !names.contains($0.key.first ?? "") }
            merged.values.merge(ours.values.filter { names.contains($0.key.first ?? "") }) { _, ours in ours }
            var kept = try Record(merged)
            // Who confirmed it, and when, is the team's word too.
            kept.provenance.checkedOn = max(stored.provenance.checkedOn, kept.provenance.checkedOn)
            records[keyPath: list][index] = kept
        }
    }

    private func max(_ one: Day?, _ other: Day?) -> Day? {
        guard let one, let other else { return one ?? other }
        return Swift.max(one, other)
    }
}
