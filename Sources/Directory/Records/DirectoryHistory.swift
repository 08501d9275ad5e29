import Core
import Database
import Foundation

/// What happened to the records of the directory, as the journal tells it: who, when, field by field, and how it was before.
package struct DirectoryHistory: Sendable {
    let database: Database

    package init(database: Database) { self.database = database }

    /// One change of a record.
    package struct Revision: Sendable, Hashable {
        /// Who did what, when and why.
        package let entry: JournalEntry
        /// What changed; nothing for a record that was created, or changed before fields were kept.
        package let fields: [FieldDifferences.Field]
    }

    /// The changes of one record, newest first.
    ///
    /// - Parameter sequence: changes below this position, to go on where the last page ended.
    package func revisions(
        of kind: ImportPlan.Kind, _ id: String, before sequence: Int64 = .max, limit: Int = 50
    ) async throws -> [Revision] {
        try await database.history(of: kind.rawValue, id, before: sequence, limit: limit).map { entry in
            Revision(entry: entry, fields: try FieldDifferences(payload: entry.payload).fields)
        }
    }

    /// A record as it would be with one of its changes undone; what changed besides and since stays.
    ///
    /// Save it as any other edit: the undoing is then a change of its own, and can be undone.
    /// - Throws: `FieldDifferences.Conflict` with the fields that changed again since.
    /// - Returns: nothing when the record or the change is not there, or the change has nothing to go back to.
    package static func undoing<Record: Decodable>(
        _ sequence: Int64, of kind: ImportPlan.Kind, _ id: String, as type: Record.Type, in session: Session
    ) throws -> Record? {
        let payload = try session.value(
            String.self,
            """
            SELECT payload FROM journal_entry
            WHERE sequence = \(sequence) AND subject_kind = \(kind) AND subject_id = \(id) AND change = \(JournalEntry.Change.changed)
            """)
        guard let payload, let current = try record(kind, id, in: session) else { return nil }
        let differences = try FieldDifferences(payload: payload)
        guard !differences.fields.isEmpty else { return nil }
        return try JSONDecoder().decode(type, from: Data(differences.undone(on: current).utf8))
    }

    /// The text of a record as it stands.
    static func record(_ kind: ImportPlan.Kind, _ id: String, in session: Session) throws -> String? {
        switch kind {
        case .organization: try session.value(String.self, "SELECT record FROM directory_organization WHERE id = \(id)")
        case .location: try session.value(String.self, "SELECT record FROM directory_location WHERE id = \(id)")
        case .service: try session.value(String.self, "SELECT record FROM directory_service WHERE id = \(id)")
        case .serviceAtLocation: try session.value(String.self, "SELECT record FROM directory_service_at_location WHERE id = \(id)")
        }
    }
}
