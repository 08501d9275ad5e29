import Core
import Database
import Foundation
import TestKit
import Testing

@Suite struct BindingTests {
    private struct Everything: Codable, Equatable, Sendable {
        enum Mood: String, Codable { case calm, merry }
        let id: Int
        let name: String
        let seats: Int64
        let score: Double?
        let badge: Data?
        let founded: Day?
        let seenAt: Instant?
        let isOpen: Bool?
        let labels: JSONColumn<[String: String]>?
    }

    private func insert(_ row: Everything, _ tx: Transaction) throws {
        try tx.execute(
            """
            INSERT INTO club (id, name, seats, score, badge, founded, seen_at, is_open, labels) VALUES (\(row.id), \(row.name),
                \(row.seats), \(row.score), \(row.badge), \(row.founded), \(row.seenAt), \(row.isOpen), \(row.labels))
            """)
        try tx.journal(.created, "club", "\(row.id)", row)
    }

    private static let rows = [
        Everything(
            id: 1, name: "«دوش» ለ🏳️‍🌈 \u{10348} e\u{301}", seats: .max, score: -1.5e-300, badge: Data([0, 255, 10, 39]),
            founded: Day("2024-02-29"), seenAt: Instant(seconds: 1_795_462_200), isOpen: true,
            labels: JSONColumn(["ar": "مرحبا", "quote": "\"'\\"])),
        Everything(id: 2, name: "", seats: 0, score: 0, badge: Data(), founded: nil, seenAt: nil, isOpen: false, labels: nil),
        Everything(id: 3, name: "all null", seats: 1, score: nil, badge: nil, founded: nil, seenAt: nil, isOpen: nil, labels: nil),
    ]

    @Test(arguments: TestDatabase.engines)
    func everyTypeComesBackAsItWasBound(engine: TestDatabase.Engine) async throws {
        let database = try await Club.open(engine)
        try await database.write(Club.act) { tx in try Self.rows.forEach { try insert($0, tx) } }
        let found = try await database.read { db in
            try db.all(
                Everything.self,
                "SELECT id, name, seats, score, badge, founded, seen_at, is_open, labels FROM club ORDER BY id LIMIT 10")
        }
        #expect(found == Self.rows)
    }

    @Test(
        arguments: TestDatabase.engines,
        ["'; DROP TABLE club; --", "\" OR 1=1 --", "\\'; SELECT 1", "$1 ? :name", "a\nb\u{0007}", "%s%n", "‮right to left"])
    func anAttackStaysAValue(engine: TestDatabase.Engine, text: String) async throws {
        let database = try await Club.open(engine)
        try await database.write(Club.act) { tx in try tx.addClub(1, text) }
        let name = try await database.read { db in
            try db.value(String.self, "SELECT name FROM club WHERE name = \(text) AND name IN \(list: [text, "x"])")
        }
        #expect(name == text)
    }

    @Test(arguments: TestDatabase.engines)
    func aListOfNothingMatchesNothing(engine: TestDatabase.Engine) async throws {
        let database = try await Club.open(engine)
        try await database.write(Club.act) { tx in try tx.addClub(1, "Invented Club") }
        let (inside, outside) = try await database.read { db in
            (
                try db.values(Int.self, "SELECT id FROM club WHERE id IN \(list: [Int]()) ORDER BY id LIMIT 9"),
                try db.values(Int.self, "SELECT id FROM club WHERE name NOT IN \(list: [String]()) ORDER BY id LIMIT 9")
            )
        }
        #expect(inside == [])
        #expect(outside == [1])
    }

    @Test(arguments: TestDatabase.engines)
    func piecesKeepTheirValuesInOrder(engine: TestDatabase.Engine) async throws {
        let database = try await Club.open(engine)
        try await database.write(Club.act) { tx in for id in 1...5 { try tx.addClub(id, "Club \(id)") } }
        let wanted: [SQL] = ["id > \(1)", "name <> \("Club 3")", "id IN \(list: [2, 3, 5])"]
        let unset: Int? = nil
        let ids = try await database.read { db in
            try db.values(
                Int.self,
                """
                SELECT id FROM club WHERE \(sql: .joined(wanted, by: " AND ")) AND (\(unset) IS NULL OR id = \(unset))
                ORDER BY id \(raw: "DESC") LIMIT \(10)
                """)
        }
        #expect(ids == [5, 2])
    }

    @Test(arguments: TestDatabase.engines)
    func textSortsByCodePoints(engine: TestDatabase.Engine) async throws {
        let database = try await Club.open(engine)
        let names = ["b", "B", "a", "É", "é", "Z", "ا"]
        try await database.write(Club.act) { tx in for (id, name) in names.enumerated() { try tx.addClub(id, name) } }
        let sorted = try await database.read { db in try db.values(String.self, "SELECT name FROM club ORDER BY name LIMIT 9") }
        #expect(sorted == ["B", "Z", "a", "b", "É", "é", "ا"])
    }

    @Test(arguments: TestDatabase.engines)
    func aColumnThatDoesNotFitIsNamedAndItsContentIsNot(engine: TestDatabase.Engine) async throws {
        struct Wrong: Decodable { let name: Int }
        struct Missing: Decodable { let nickname: String? }
        let database = try await Club.open(engine)
        try await database.write(Club.act) { tx in try tx.addClub(1, "Secret Name") }
        let wrong = await #expect(throws: DatabaseError.self) {
            try await database.read { db in _ = try db.all(Wrong.self, "SELECT name FROM club LIMIT 1") }
        }
        #expect(wrong == .misuse("column name does not hold a Int"))
        await #expect(throws: DatabaseError.misuse("the answer has no column for nickname; it has name")) {
            try await database.read { db in _ = try db.all(Missing.self, "SELECT name FROM club LIMIT 1") }
        }
    }

    @Test(arguments: TestDatabase.engines)
    func oneRowIsReadAsAStructureAValueOrNothing(engine: TestDatabase.Engine) async throws {
        struct Named: Decodable, Equatable, Sendable { let name: String }
        let database = try await Club.open(engine)
        try await database.write(Club.act) { tx in for id in 1...2 { try tx.addClub(id, "Club \(id)") } }
        try await database.read { db in
            #expect(try db.first(Named.self, "SELECT name FROM club ORDER BY id LIMIT 2") == Named(name: "Club 1"))
            #expect(try db.first(Named.self, "SELECT name FROM club WHERE id = 9") == nil)
            #expect(try db.one(Named.self, "SELECT name FROM club WHERE id = 2") == Named(name: "Club 2"))
            #expect(try db.one(Int.self, "SELECT COUNT(*) FROM club") == 2)
            #expect(try db.all(String?.self, "SELECT founded FROM club ORDER BY id LIMIT 2") == [nil, nil])
            #expect(try db.value(Day.self, "SELECT founded FROM club WHERE id = 1") == nil)
            let name: String? = try db.rows("SELECT id, name FROM club WHERE id = 2").first?["name"]
            #expect(name == "Club 2")
            #expect(throws: DatabaseError.misuse("one row was expected and 2 came")) {
                try db.one(Named.self, "SELECT name FROM club ORDER BY id LIMIT 2")
            }
        }
    }

    @Test(arguments: TestDatabase.engines)
    func aSumOfIntegersIsAnInteger(engine: TestDatabase.Engine) async throws {
        let database = try await Club.open(engine)
        let total = try await database.read { db in
            try db.value(Int.self, "SELECT SUM(n) FROM (SELECT 2 AS n UNION ALL SELECT 40) AS numbers")
        }
        #expect(total == 42)
    }
}
