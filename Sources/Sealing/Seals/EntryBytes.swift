import Core
import Database

/// The bytes of a journal entry that are hashed: every column of its row, in order, as it is stored.
///
/// `parvis-entry-v1`, a line feed, then each column as its number of bytes in decimal, `:`, the bytes (numbers in decimal, text in
/// UTF-8) and a line feed; `-` and a line feed for `NULL`. Two different rows never have the same bytes.
struct EntryBytes {
    /// The columns, as `journal_entry` orders them. As bytes on SQLite, where a text could hide something behind a NUL.
    static let columns: SQL = """
        sequence, \(
            sqlite: """
                CAST(at AS BLOB), CAST(actor_kind AS BLOB), CAST(actor_id AS BLOB), CAST(organization_id AS BLOB), CAST(purpose AS BLOB),
                CAST(act AS BLOB), CAST(change AS BLOB), CAST(subject_kind AS BLOB), CAST(subject_id AS BLOB), CAST(payload AS BLOB)
                """,
            postgres: "at, actor_kind, actor_id, organization_id, purpose, act, change, subject_kind, subject_id, payload")
        """

    let sequence: Int64
    private let fields: [[UInt8]?]

    init(row: Row, dialect: Dialect) throws {
        sequence = try row[0]
        fields = try (1...10).map { column in
            switch dialect {
            case .sqlite: try row[column] as [UInt8]?
            case .postgres: (try row[column] as String?).map { Array($0.utf8) }
            }
        }
    }

    var leaf: SealHash { leaf(at: sequence) }

    /// The hash the same row would have at another position.
    func leaf(at sequence: Int64) -> SealHash { .leaf(bytes(at: sequence)) }

    func bytes(at sequence: Int64) -> [UInt8] {
        var bytes = Array("parvis-entry-v1\n".utf8)
        bytes.reserveCapacity(400)
        Self.append(Array("\(sequence)".utf8), to: &bytes)
        for field in fields { Self.append(field, to: &bytes) }
        return bytes
    }

    private static func append(_ field: [UInt8]?, to bytes: inout [UInt8]) {
        if let field {
            bytes.append(contentsOf: "\(field.count):".utf8)
            bytes.append(contentsOf: field)
        } else {
            bytes.append(UInt8(ascii: "-"))
        }
        bytes.append(UInt8(ascii: "\n"))
    }

    /// When it was written; nothing when that cannot be read.
    var at: Instant? { fields[0].flatMap { Instant(iso8601: String(decoding: $0, as: UTF8.self)) } }

    /// The day (UTC) it was written; nothing when that cannot be read.
    var day: Day? { fields[0].flatMap { Day(String(decoding: $0.prefix(10), as: UTF8.self)) } }
}
