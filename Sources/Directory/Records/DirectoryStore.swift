import Core
import Database
import Foundation

/// The directory's records in the database.
struct DirectoryStore: Sendable {
    let database: Database

    /// Every record one source gave, to compare with what it gives now; withdrawn services at locations are left out.
    static func records(of source: String, in session: Session) throws -> StoredRecords {
        try records(where: "source = \(source)", in: session)
    }

    /// Everything, for an export: refused when a record cannot be read, because who takes half a directory for the whole closes the rest.
    func everything() async throws -> DirectoryRecords {
        let stored = try await database.read { try Self.everything(in: $0) }
        if let first = stored.unreadable.first { throw Refusal("\(first): nothing was exported") }
        return stored.records
    }

    /// What is read: a duplicate that was merged stands for nothing of its own.
    static func everything(in session: Session) throws -> StoredRecords {
        try records(
            where: "1 = 1", services: "merged_into IS NULL",
            // An anti-join on both engines; NOT IN is planned row by row by PostgreSQL while it has no statistics of a table just filled.
            places: """
                NOT EXISTS (
                    SELECT 1 FROM directory_service AS merged
                    WHERE merged.id = directory_service_at_location.service_id AND merged.merged_into IS NOT NULL)
                """, in: session)
    }

    private static func records(
        where condition: SQL, services: SQL = "1 = 1", places: SQL = "1 = 1", in session: Session
    ) throws -> StoredRecords {
        var stored = StoredRecords()
        func records<Record: Decodable>(_ kind: ImportPlan.Kind, _ sql: SQL) throws -> [Record] {
            try session.records(sql) { stored.unreadable.append(UnreadableRecord(kind: kind.rawValue, id: try $0[1])) }
        }
        stored.records.organizations = try records(
            .organization, "SELECT record, id FROM directory_organization WHERE \(sql: condition) ORDER BY id")
        stored.records.locations = try records(.location, "SELECT record, id FROM directory_location WHERE \(sql: condition) ORDER BY id")
        stored.records.services = try records(
            .service,
            "SELECT record, id FROM directory_service WHERE \(sql: condition) AND \(sql: services) ORDER BY id")
        stored.records.servicesAtLocations = try records(
            .serviceAtLocation,
            "SELECT record, id FROM directory_service_at_location WHERE \(sql: condition) AND \(sql: places) AND ended = 0 ORDER BY id")
        return stored
    }

    /// How many services the directory has, of any state.
    func count() async throws -> Int {
        try await database.read { try $0.value(Int.self, "SELECT COUNT(*) FROM directory_service") ?? 0 }
    }
}

/// What the database holds, and what of it this version cannot read.
struct StoredRecords: Sendable {
    var records = DirectoryRecords()
    var unreadable: [UnreadableRecord] = []
}

/// A stored record that this version cannot read.
package struct UnreadableRecord: Hashable, Sendable, Error, CustomStringConvertible {
    package let kind: String
    package let id: String

    package var description: String {
        "\(kind) \(id) is stored in a form that this version of Parvis cannot read; run the version that wrote it, or repair the record"
    }
}

extension Session {
    /// The records of a query whose first column is `record`; one that cannot be read stops the reading.
    func records<Record: Decodable>(_ sql: SQL) throws -> [Record] {
        let decoder = JSONDecoder()
        var records: [Record] = []
        try each(sql) { row in
            let json: String = try row[0]
            records.append(try decoder.decode(Record.self, from: Data(json.utf8)))
        }
        return records
    }

    /// The records of a query whose first column is `record`.
    ///
    /// - Parameter leaveOut: told of each row whose record this version cannot read; the others are read all the same.
    func records<Record: Decodable>(_ sql: SQL, leaveOut: (Row) throws -> Void) throws -> [Record] {
        let decoder = JSONDecoder()
        var records: [Record] = []
        try each(sql) { row in
            let json: String = try row[0]
            guard let record = try? decoder.decode(Record.self, from: Data(json.utf8)) else { return try leaveOut(row) }
            records.append(record)
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
