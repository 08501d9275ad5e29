import Core
import Database
import Foundation

/// The directory's records in the database.
struct DirectoryStore: Sendable {
    let database: Database

    /// Every record one source gave, to compare with what it gives now; withdrawn services at locations are left out.
    static func records(of source: String, in session: Session) throws -> DirectoryRecords {
        try records(where: "source = \(source)", in: session)
    }

    /// Everything, for an export.
    func everything() async throws -> DirectoryRecords {
        try await database.read { try Self.everything(in: $0) }
    }

    static func everything(in session: Session) throws -> DirectoryRecords {
        try records(where: "1 = 1", in: session)
    }

    private static func records(where condition: SQL, in session: Session) throws -> DirectoryRecords {
        var records = DirectoryRecords()
        records.organizations = try session.records("SELECT record FROM directory_organization WHERE \(sql: condition) ORDER BY id")
        records.locations = try session.records("SELECT record FROM directory_location WHERE \(sql: condition) ORDER BY id")
        records.services = try session.records("SELECT record FROM directory_service WHERE \(sql: condition) ORDER BY id")
        records.servicesAtLocations = try session.records(
            "SELECT record FROM directory_service_at_location WHERE \(sql: condition) AND ended = 0 ORDER BY id"
        )
        return records
    }

    /// How many services the directory has, of any state.
    func count() async throws -> Int {
        try await database.read { try $0.value(Int.self, "SELECT COUNT(*) FROM directory_service") ?? 0 }
    }
}

extension Session {
    /// The records of a query whose only column is `record`.
    func records<Record: Decodable>(_ sql: SQL) throws -> [Record] {
        let decoder = JSONDecoder()
        var records: [Record] = []
        try each(sql) { row in
            let json: String = try row[0]
            records.append(try decoder.decode(Record.self, from: Data(json.utf8)))
        }
        return records
    }
}

/// Writes records as the `record` columns hold them: sorted keys, so that equal records are equal text.
struct RecordEncoder {
    private let encoder = JSONEncoder()

    init() { encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes] }

    func text(_ record: some Encodable) throws -> String {
        String(decoding: try encoder.encode(record), as: UTF8.self)
    }
}
