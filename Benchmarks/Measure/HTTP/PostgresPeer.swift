import Core
import Database
import Foundation
import SearchGenerator
import TestServers

/// PostgreSQL full text and PostGIS: words and filters in one GIN index, nearest first through GiST, opening as a multirange.
struct PostgresPeer: Peer {
    private let server: PostgresServer
    private let database: Database

    init(directory: GeneratedDirectory) throws {
        server = try PostgresServer(durable: true)
        try server.run("CREATE DATABASE peer")
        // Statements are planned with their values, which this mix needs; compiling them costs more than it gives.
        for setting in ["plan_cache_mode = force_custom_plan", "jit = off", "work_mem = '64MB'", "random_page_cost = 1.1"] {
            try server.run("ALTER DATABASE peer SET \(setting)")
        }
        let file = NSTemporaryDirectory() + "/parvis-peer-\(getpid()).tsv"
        defer { try? FileManager.default.removeItem(atPath: file) }
        try Self.lines(directory).write(toFile: file, atomically: true, encoding: .utf8)
        try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: file)
        try BarePostgres(url: server.url("peer")).run(Self.filling(file))
        database = Database.postgres(url: server.url("peer"), connections: 5)
    }

    private static func lines(_ directory: GeneratedDirectory) -> String {
        let holidays = Holidays()
        var open = ""
        return (0..<directory.count).map { number in
            let service = directory.service(number)
            let document = PeerDocument(service)
            if number % 3 == 0 {
                open = PeerDocument.openMinutes(service, holidays: holidays).map { "[\($0.lowerBound),\($0.upperBound))" }.joined(
                    separator: ",")
            }
            return
                "\(number)\t\(document.point.x)\t\(document.point.y)\t\(document.words) \(document.tokens)\t{\(document.tokens.replacing(" ", with: ","))}\t{\(open)}\t\(document.card)\n"
        }.joined()
    }

    private static func filling(_ file: String) -> [String] {
        [
            "CREATE EXTENSION postgis",
            "CREATE TABLE given (id integer, x float8, y float8, words text, filters text[], open int4multirange, card text)",
            "COPY given FROM '\(file)'",
            """
            CREATE TABLE doc AS SELECT id, ST_MakePoint(x, y) AS place, to_tsvector('simple', words) AS words, filters, open, card
            FROM given ORDER BY ST_GeoHash(ST_SetSRID(ST_MakePoint(x / 73200, y / 111200), 4326))
            """,
            "DROP TABLE given",
            "ALTER TABLE doc ADD PRIMARY KEY (id)",
            "CREATE INDEX doc_words ON doc USING gin (words)",
            "CREATE INDEX doc_place ON doc USING gist (place)",
            "VACUUM ANALYZE doc",
        ]
    }

    func cards(_ question: PeerQuestion) async throws -> [String] {
        let sql = Self.statement(question)
        return try await database.read { try $0.values(String.self, sql) }
    }

    func counts(_ question: PeerQuestion) async throws -> [(value: String, count: Int)] {
        let filter = Self.filter(question)
        return try await database.read { session in
            var counts: [(String, Int)] = []
            try session.each("SELECT value, COUNT(*) FROM doc CROSS JOIN unnest(filters) AS value \(sql: filter) GROUP BY value") {
                counts.append((try $0[0], try $0[1]))
            }
            return counts
        }
    }

    private static func statement(_ question: PeerQuestion) -> SQL {
        var order: SQL = "id"
        if let text = text(question), !question.words.isEmpty { order = "ts_rank(words, to_tsquery('simple', \(text))) DESC" }
        if let (x, y) = question.point { order = "place <-> ST_MakePoint(\(x), \(y))" }
        return "SELECT card FROM doc \(sql: filter(question)) ORDER BY \(sql: order) LIMIT 20"
    }

    private static func filter(_ question: PeerQuestion) -> SQL {
        var conditions: [SQL] = []
        if let text = text(question) { conditions.append("words @@ to_tsquery('simple', \(text))") }
        if question.openOnly { conditions.append("open @> \(question.minute)::integer") }
        return conditions.isEmpty ? "" : "WHERE \(sql: .joined(conditions, by: " AND "))"
    }

    private static func text(_ question: PeerQuestion) -> String? {
        var parts = question.tokens
        for (place, word) in question.words.enumerated() {
            let isPrefix = question.lastIsPrefix && place == question.words.count - 1
            parts.append("'\(word.filter { $0 != "'" })'" + (isPrefix ? ":*" : ""))
        }
        return parts.isEmpty ? nil : parts.joined(separator: " & ")
    }
}
