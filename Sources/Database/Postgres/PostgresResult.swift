import CPostgres
import Foundation

/// One answer of PostgreSQL, in text form, freed with this value.
final class PostgresResult {
    private let result: OpaquePointer?
    let columns: Columns
    private let types: [Oid]

    init(_ result: OpaquePointer?, columns known: Columns?) {
        self.result = result
        let count = PQnfields(result)
        types = (0..<count).map { PQftype(result, $0) }
        columns = known ?? Columns((0..<count).map { PQfname(result, $0).map { String(cString: $0) } ?? "" })
    }

    deinit { PQclear(result) }

    /// 0 for a statement that only reads; the tag of others ends with their count.
    var changedRows: Int {
        guard let tag = PQcmdStatus(result), strncmp(tag, "SELECT", 6) != 0, let count = PQcmdTuples(result) else { return 0 }
        return Int(String(cString: count)) ?? 0
    }

    func each(_ body: (Row) throws -> Void) throws {
        for row in 0..<PQntuples(result) {
            var values: [SQLValue] = []
            values.reserveCapacity(types.count)
            for column in types.indices { values.append(value(row, Int32(column), types[column])) }
            try body(Row(columns: columns, values: values))
        }
    }

    private func value(_ row: Int32, _ column: Int32, _ type: Oid) -> SQLValue {
        guard PQgetisnull(result, row, column) == 0, let text = PQgetvalue(result, row, column) else { return .null }
        switch type {
        case 20, 21, 23, 26: return .integer(strtoll(text, nil, 10))
        case 700, 701: return .real(strtod(text, nil))
        case 1700: return number(text)
        case 16: return .integer(text[0] == 0x74 ? 1 : 0)
        case 17: return .blob(bytes(text))
        default: return .text(String(cString: text))
        }
    }

    /// `SUM` of integers is a `numeric`; where it is whole it is read as the integer SQLite would give.
    private func number(_ text: UnsafePointer<CChar>) -> SQLValue {
        Int64(String(cString: text)).map(SQLValue.integer) ?? .real(strtod(text, nil))
    }

    /// `\x` and two digits a byte.
    private func bytes(_ text: UnsafePointer<CChar>) -> [UInt8] {
        let digits = UnsafeBufferPointer(start: text + 2, count: strlen(text) - 2)
        return stride(from: 0, to: digits.count - 1, by: 2).map { digit(digits[$0]) << 4 | digit(digits[$0 + 1]) }
    }

    private func digit(_ character: CChar) -> UInt8 {
        let byte = UInt8(bitPattern: character)
        return byte <= 0x39 ? byte - 0x30 : byte - 0x61 + 10
    }
}
