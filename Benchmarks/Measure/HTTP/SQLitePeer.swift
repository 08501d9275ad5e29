import Core
import Foundation
import GRDB
import SearchGenerator

/// SQLite FTS5 and R*Tree in their best known form: cells and filters are words of the full text, a place without words is the tree's.
struct SQLitePeer: Peer {
    private let pool: DatabasePool

    init(path: String, directory: GeneratedDirectory) throws {
        var configuration = Configuration()
        configuration.maximumReaderCount = 4
        configuration.prepareDatabase { database in
            try database.execute(sql: "PRAGMA cache_size = -200000; PRAGMA mmap_size = 1073741824; PRAGMA temp_store = MEMORY")
        }
        pool = try DatabasePool(path: path, configuration: configuration)
        try pool.write { try Self.fill($0, directory) }
        try pool.writeWithoutTransaction { try $0.execute(sql: "ANALYZE") }
    }

    private static func fill(_ database: Database, _ directory: GeneratedDirectory) throws {
        try database.execute(
            sql: """
                CREATE TABLE doc (id INTEGER PRIMARY KEY, location INTEGER NOT NULL, x REAL NOT NULL, y REAL NOT NULL);
                CREATE TABLE card (id INTEGER PRIMARY KEY, json TEXT NOT NULL);
                CREATE TABLE open (location INTEGER, start INTEGER, end INTEGER, PRIMARY KEY (location, start)) WITHOUT ROWID;
                CREATE TABLE value (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
                CREATE TABLE filter (doc INTEGER, value INTEGER, PRIMARY KEY (doc, value)) WITHOUT ROWID;
                CREATE VIRTUAL TABLE place USING rtree (id, x1, x2, y1, y2);
                CREATE VIRTUAL TABLE text USING fts5 (words, tokens, content = '', prefix = '4');
                """)
        let doc = try database.makeStatement(sql: "INSERT INTO doc (id, location, x, y) VALUES (?, ?, ?, ?)")
        let card = try database.makeStatement(sql: "INSERT INTO card (id, json) VALUES (?, ?)")
        let open = try database.makeStatement(sql: "INSERT INTO open (location, start, end) VALUES (?, ?, ?)")
        let place = try database.makeStatement(sql: "INSERT INTO place (id, x1, x2, y1, y2) VALUES (?, ?, ?, ?, ?)")
        let text = try database.makeStatement(sql: "INSERT INTO text (rowid, words, tokens) VALUES (?, ?, ?)")
        let filter = try database.makeStatement(sql: "INSERT OR IGNORE INTO filter (doc, value) VALUES (?, ?)")
        var values: [String: Int] = [:]
        let holidays = Holidays()
        for number in 0..<directory.count {
            let service = directory.service(number)
            let document = PeerDocument(service)
            let (x, y) = document.point
            try doc.execute(arguments: [number, document.location, x, y])
            try card.execute(arguments: [number, document.card])
            try place.execute(arguments: [number, x, x, y, y])
            try text.execute(arguments: [number, document.words, document.tokens + " " + cell(x, y)])
            for token in document.tokens.split(separator: " ").map(String.init) {
                let value = values[token] ?? values.count
                values[token] = value
                try filter.execute(arguments: [number, value])
            }
            guard number % 3 == 0 else { continue }
            for span in PeerDocument.openMinutes(service, holidays: holidays) {
                try open.execute(arguments: [document.location, span.lowerBound, span.upperBound])
            }
        }
        for (name, id) in values { try database.execute(sql: "INSERT INTO value (id, name) VALUES (?, ?)", arguments: [id, name]) }
        try database.execute(sql: "INSERT INTO text (text) VALUES ('optimize')")
    }

    func cards(_ question: PeerQuestion) async throws -> [String] {
        try await pool.read { try Self.cards(question, $0) }
    }

    /// Near a place, first the cells around it, then more, then all, until a page is full.
    private static func cards(_ question: PeerQuestion, _ database: Database) throws -> [String] {
        let match = match(question)
        guard let (x, y) = question.point else { return try page(question, match, "", [], database) }
        for reach in [1, 4] {
            let found =
                match == nil
                ? try page(
                    question, nil, "d.id IN (SELECT id FROM place WHERE x1 BETWEEN ? AND ? AND y1 BETWEEN ? AND ?)", box(x, y, reach),
                    database)
                : try page(question, match.map { "\($0) AND tokens : (\(cells(x, y, reach)))" }, "", [], database)
            if found.count == 20 { return found }
        }
        return try page(question, match, "", [], database)
    }

    private static func page(
        _ question: PeerQuestion, _ match: String?, _ condition: String, _ values: [Double], _ database: Database
    ) throws -> [String] {
        var (source, arguments) = source(question, match, condition, values)
        var order = match != nil && !question.words.isEmpty ? "text.rank" : "d.id"
        if let (x, y) = question.point {
            order = "(d.x - ?) * (d.x - ?) + (d.y - ?) * (d.y - ?)"
            arguments += [x, x, y, y]
        }
        let sql = """
            SELECT card.json FROM (SELECT d.id \(source) ORDER BY \(order) LIMIT 20) AS hit
            CROSS JOIN card ON card.id = hit.id
            """
        return try String.fetchAll(database.cachedStatement(sql: sql), arguments: arguments)
    }

    func counts(_ question: PeerQuestion) async throws -> [(value: String, count: Int)] {
        try await pool.read { database in
            let (source, arguments) = Self.source(question, Self.match(question), "", [])
            let sql = """
                SELECT value.name, hit.count
                FROM (SELECT f.value, COUNT(*) AS count FROM (SELECT d.id \(source)) AS d CROSS JOIN filter AS f ON f.doc = d.id GROUP BY f.value)
                AS hit CROSS JOIN value ON value.id = hit.value
                """
            return try Row.fetchAll(database.cachedStatement(sql: sql), arguments: arguments).map { ($0[0], $0[1]) }
        }
    }

    /// What is asked of, and the conditions, with their values.
    private static func source(
        _ question: PeerQuestion, _ match: String?, _ condition: String, _ values: [Double]
    ) -> (sql: String, arguments: StatementArguments) {
        var conditions: [String] = condition.isEmpty ? [] : [condition]
        var arguments = StatementArguments(values)
        if let match {
            conditions.append("text MATCH ?")
            arguments += [match]
        }
        if question.openOnly {
            conditions.append("EXISTS (SELECT 1 FROM open AS o WHERE o.location = d.location AND o.start <= ? AND o.end > ?)")
            arguments += [question.minute, question.minute]
        }
        let source = match == nil ? "FROM doc AS d" : "FROM text CROSS JOIN doc AS d ON d.id = text.rowid"
        return (conditions.isEmpty ? source : source + " WHERE " + conditions.joined(separator: " AND "), arguments)
    }

    private static func match(_ question: PeerQuestion) -> String? {
        var parts = question.tokens.map { "tokens : \"\($0)\"" }
        for (place, word) in question.words.enumerated() {
            let isPrefix = question.lastIsPrefix && place == question.words.count - 1
            parts.append("words : \"\(word.filter { $0 != "\"" })\"" + (isPrefix ? " *" : ""))
        }
        return parts.isEmpty ? nil : parts.joined(separator: " AND ")
    }

    private static let side = 2_000.0

    private static func cell(_ x: Double, _ y: Double) -> String { name(Int((x / side).rounded(.down)), Int((y / side).rounded(.down))) }

    private static func name(_ column: Int, _ row: Int) -> String { "c\(column + 500)x\(row + 500)" }

    private static func cells(_ x: Double, _ y: Double, _ reach: Int) -> String {
        let (column, row) = (Int((x / side).rounded(.down)), Int((y / side).rounded(.down)))
        return (-reach...reach).flatMap { right in (-reach...reach).map { up in name(column + right, row + up) } }.joined(separator: " OR ")
    }

    private static func box(_ x: Double, _ y: Double, _ reach: Int) -> [Double] {
        // Without words a page is full after a few hundred metres.
        let half = reach == 1 ? 700.0 : 6_000
        return [x - half, x + half, y - half, y + half]
    }
}
