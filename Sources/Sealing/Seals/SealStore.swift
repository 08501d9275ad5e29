import Core
import Database

/// The seals in the database.
enum SealStore {
    static let migration = Migration(
        id: "0004-sealing",
        """
        CREATE TABLE sealing_day (
            day TEXT NOT NULL PRIMARY KEY,
            first_sequence INTEGER NOT NULL UNIQUE CHECK (first_sequence > 0),
            entry_count INTEGER NOT NULL CHECK (entry_count > 0),
            root BLOB NOT NULL,
            previous BLOB NOT NULL,
            frontier BLOB NOT NULL,
            checkpoint TEXT NOT NULL,
            sealed_at TEXT NOT NULL,
            pruned_at TEXT
        ) STRICT;
        CREATE TABLE sealing_tile (
            day TEXT NOT NULL REFERENCES sealing_day (day),
            position INTEGER NOT NULL CHECK (position >= 0),
            hashes BLOB NOT NULL,
            PRIMARY KEY (day, position)
        ) STRICT;
        """)

    private static let columns: SQL = "day, first_sequence, entry_count, root, previous, frontier, checkpoint, sealed_at, pruned_at"

    /// Every day, oldest first.
    static func days(_ db: Session) throws -> [SealedDay] {
        var days: [SealedDay] = []
        try db.each("SELECT \(sql: columns) FROM sealing_day ORDER BY first_sequence") { days.append(try SealedDay(row: $0)) }
        return days
    }

    static func newest(_ db: Session) throws -> SealedDay? {
        var newest: SealedDay?
        try db.each("SELECT \(sql: columns) FROM sealing_day ORDER BY first_sequence DESC LIMIT 1") { newest = try SealedDay(row: $0) }
        return newest
    }

    /// The notes of the newest days, newest first.
    static func checkpoints(limit: Int, _ db: Session) throws -> [String] {
        try db.values(String.self, "SELECT checkpoint FROM sealing_day ORDER BY first_sequence DESC LIMIT \(limit)")
    }

    static func save(_ day: SealedDay, _ tx: Transaction) throws {
        try tx.execute(
            """
            INSERT INTO sealing_day (day, first_sequence, entry_count, root, previous, frontier, checkpoint, sealed_at)
            VALUES (\(day.seal.day), \(day.seal.first), \(day.seal.count), \(day.seal.root.bytes), \(day.seal.previous.bytes),
                \(day.frontier), \(day.note), \(day.sealedAt))
            ON CONFLICT (day) DO UPDATE SET entry_count = excluded.entry_count, root = excluded.root, frontier = excluded.frontier,
                checkpoint = excluded.checkpoint, sealed_at = excluded.sealed_at
            """)
    }

    static func save(_ tile: Tile, _ tx: Transaction) throws {
        try tx.execute(
            """
            INSERT INTO sealing_tile (day, position, hashes) VALUES (\(tile.day), \(tile.position), \(tile.hashes))
            ON CONFLICT (day, position) DO UPDATE SET hashes = excluded.hashes
            """)
    }

    /// The hashes of a day's leaves, so many tiles from one on.
    static func tiles(of day: Day, from position: Int, count: Int, _ db: Session) throws -> [Int: [UInt8]] {
        var tiles: [Int: [UInt8]] = [:]
        try db.each(
            """
            SELECT position, hashes FROM sealing_tile
            WHERE day = \(day) AND position >= \(position) AND position < \(position + count) ORDER BY position
            """
        ) { tiles[try $0[0]] = try $0[1] }
        return tiles
    }

    /// Entries behind a position, oldest first.
    static func entries(after sequence: Int64, through last: Int64 = .max, limit: Int, _ db: Session) throws -> [EntryBytes] {
        var entries: [EntryBytes] = []
        let dialect = db.dialect
        try db.each(
            """
            SELECT \(sql: EntryBytes.columns) FROM journal_entry
            WHERE sequence > \(sequence) AND sequence <= \(last) ORDER BY sequence LIMIT \(limit)
            """
        ) { entries.append(try EntryBytes(row: $0, dialect: dialect)) }
        return entries
    }
}

/// The seal of a day as the database keeps it.
struct SealedDay: Sendable {
    var seal: DaySeal
    /// The peaks of the day's tree, so that it can grow without being read again.
    var frontier: [UInt8]
    /// The newest signed checkpoint of the day.
    var note: String
    var sealedAt: Instant
    /// Its entries are gone, its root stays.
    var prunedAt: Instant?
}

extension SealedDay {
    init(row: Row) throws {
        guard let root = SealHash(try row[3] as [UInt8]), let previous = SealHash(try row[4] as [UInt8]) else {
            throw DatabaseError.misuse("a seal of the journal is not 32 bytes long")
        }
        seal = DaySeal(day: try row[0], first: try row[1], count: try row[2], root: root, previous: previous)
        frontier = try row[5]
        note = try row[6]
        sealedAt = try row[7]
        prunedAt = try row[8]
    }
}

/// The hashes of up to 256 entries of a day: with them an altered entry is named, and entries are proven one by one.
struct Tile: Sendable {
    static let height = 256

    let day: Day
    let position: Int
    var hashes: [UInt8]
}
