import Database
import Foundation

extension Vault {
    private static let payload = SealedField(table: "journal_entry", column: "payload")

    /// Appends an entry about a subject: the keyed reference names it, and what the entry says is sealed by the subject's key.
    package func journal(
        _ change: JournalEntry.Change, _ kind: String, _ subject: String, _ payload: some Encodable, _ transaction: Transaction
    ) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let text = String(decoding: try encoder.encode(payload), as: UTF8.self)
        let place = Self.payload.at(row: "\(transaction.now) \(transaction.act.name) \(change.rawValue) \(kind)", of: subject)
        let sealed = try seal(text, at: place, transaction)
        try transaction.journal(change, kind, reference(to: subject), ["sealed": Data(sealed.bytes).base64EncodedString()])
    }

    /// What a sealed entry says. Throws `VaultError.erased` once the subject was erased: the entry stays, its content does not.
    package func payload<Payload: Decodable>(
        _ type: Payload.Type, of entry: JournalEntry, about subject: String, _ session: Session
    ) throws -> Payload {
        let stored = try JSONDecoder().decode([String: String].self, from: Data(entry.payload.utf8))
        guard let bytes = stored["sealed"].flatMap({ Data(base64Encoded: $0) }) else {
            throw VaultError.altered(table: Self.payload.table, column: Self.payload.column)
        }
        let place = Self.payload.at(
            row: "\(entry.at) \(entry.act.name) \(entry.change.rawValue) \(entry.subjectKind)", of: subject)
        let text = try open(SealedValue(bytes: Array(bytes)), at: place, session)
        return try JSONDecoder().decode(type, from: Data(text.utf8))
    }
}
