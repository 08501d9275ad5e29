import CPostgres
import Foundation

/// PostgreSQL with nothing around it: one connection, prepared statements, so many acts a commit.
struct BarePostgres {
    let url: String

    struct Failure: Error {
        let message: String
    }

    func actsPerSecond(_ acts: Int, batch: Int) throws -> Double {
        let connection = PQconnectdb(url)
        defer { PQfinish(connection) }
        let insertion = "INSERT INTO encounter (id, team, day, note) VALUES ($1, 'team', '2026-11-23', '\(BareRows.note)')"
        try check(PQprepare(connection, "row", insertion, 1, nil), connection)
        try check(PQprepare(connection, "entry", BareRows.journal + " $1, '{}' FROM journal_entry", 1, nil), connection)
        let clock = ContinuousClock()
        let duration = try clock.measure {
            for start in stride(from: 0, to: acts, by: batch) {
                try check(PQexec(connection, "BEGIN; SELECT pg_advisory_xact_lock(1)"), connection)
                for _ in start..<min(start + batch, acts) { try write(BareRows.id(), connection) }
                try check(PQexec(connection, "COMMIT"), connection)
            }
        }
        return Double(acts) / (duration / .seconds(1))
    }

    /// Runs statements one after the other, each in a transaction of its own.
    func run(_ statements: [String]) throws {
        let connection = PQconnectdb(url)
        defer { PQfinish(connection) }
        for statement in statements { try check(PQexec(connection, statement), connection) }
    }

    private func write(_ id: String, _ connection: OpaquePointer?) throws {
        try id.withCString { text in
            for statement in ["row", "entry"] {
                try check(PQexecPrepared(connection, statement, 1, [text], nil, nil, 0), connection)
            }
        }
    }

    private func check(_ result: OpaquePointer?, _ connection: OpaquePointer?) throws {
        defer { PQclear(result) }
        let status = PQresultStatus(result)
        guard status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK else {
            throw Failure(message: String(cString: PQerrorMessage(connection)))
        }
    }
}
