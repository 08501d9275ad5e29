/// One step of the schema, forward only; once shipped, its text never changes.
///
/// Written in SQLite's STRICT dialect and in words both engines know; for PostgreSQL the types are translated: `INTEGER` is
/// `bigint`, `REAL` is `double precision`, `TEXT` sorts by code points, `BLOB` is `bytea`, `STRICT` is left out. Primary keys are
/// `NOT NULL`; there is no `AUTOINCREMENT`, no `WITHOUT ROWID`, no trigger.
package struct Migration: Sendable, Hashable {
    /// Number and domain, as `0001-directory`; they are applied in the order of the list.
    package let id: String
    package let sql: String

    package init(id: String, _ sql: String) {
        self.id = id
        self.sql = sql
    }

    /// FNV-1a in 64 bits of the identifier and the text: it detects an edit, it is no seal.
    package var fingerprint: String {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in (id + "\n" + sql).utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        let digits = String(hash, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
