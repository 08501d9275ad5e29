import CPostgres
import Foundation

/// One connection to PostgreSQL. It is made, used and closed on one thread; nothing hands it to another.
///
/// It connects when it is first used, and again after it was lost.
final class PostgresConnection: Connection {
    private let url: String
    private var handle: OpaquePointer?
    let journalTail = JournalTail()
    private var prepared: [String: PreparedStatement] = [:]
    private var preparedCount = 0
    /// Beyond this many kept statements all are forgotten: it takes a mistake to get there.
    private let keptStatements = 500

    init(url: String) { self.url = url }

    deinit { disconnect() }

    var dialect: Dialect { .postgres }

    var isInTransaction: Bool {
        guard let handle, PQstatus(handle) == CONNECTION_OK else { return false }
        let status = PQtransactionStatus(handle)
        return status == PQTRANS_INTRANS || status == PQTRANS_INERROR
    }

    func run(_ sql: SQL, row body: (Row) throws -> Void) throws -> Int {
        let rendered = sql.rendered(for: .postgres)
        try rendered.refuseNUL()
        let result = try rendered.hasList ? runOnce(rendered) : runPrepared(rendered)
        try result.each(body)
        return result.changedRows
    }

    /// In pipeline mode, some at a time: their answers must fit into the buffers of the socket, for nobody reads them meanwhile.
    func run(together statements: [RenderedSQL]) throws {
        for start in stride(from: 0, to: statements.count, by: 64) {
            try flight(statements[start..<min(start + 64, statements.count)])
        }
    }

    func control(_ statements: String) throws {
        let result = PQexec(try connected(), statements)
        do {
            PQclear(try checked(result))
        } catch let failure as PostgresFailure where failure.isLostConnection && statements.hasSuffix("COMMIT") {
            throw DatabaseError.outcomeUnknown
        }
    }

    func translated(_ error: any Error) -> any Error {
        guard let failure = error as? PostgresFailure else { return error }
        return failure.isTransient ? TransientFailure(error: DatabaseError(failure)) : DatabaseError(failure)
    }

    /// What the server sent beside the answers: how many notifications are waiting, now read.
    func takeNotifications() throws -> Int {
        let handle = try connected()
        guard PQconsumeInput(handle) == 1 else { throw lost(handle) }
        var count = 0
        while let notification = PQnotifies(handle) {
            PQfreemem(notification)
            count += 1
        }
        return count
    }

    /// The socket, to wait on.
    func socket() throws -> Int32 { PQsocket(try connected()) }

    func disconnect() {
        if let handle { PQfinish(handle) }
        handle = nil
        prepared = [:]
    }

    // MARK: Connecting

    private func connected() throws -> OpaquePointer {
        if let handle, PQstatus(handle) == CONNECTION_OK { return handle }
        disconnect()
        let handle = PostgresParameters(url: url).connect()
        guard let handle, PQstatus(handle) == CONNECTION_OK else {
            PQfinish(handle)
            throw DatabaseError.unavailable("PostgreSQL does not answer; check that it runs and that PARVIS_DATABASE_URL is right")
        }
        // Without a processor libpq prints the server's notices on standard error.
        PQsetNoticeProcessor(handle, { _, _ in }, nil)
        self.handle = handle
        PQclear(try checked(PQexec(handle, PostgresParameters.session)))
        return handle
    }

    private func lost(_ handle: OpaquePointer) -> PostgresFailure {
        disconnect()
        return PostgresFailure.lostConnection
    }

    // MARK: Statements

    private func runOnce(_ rendered: RenderedSQL) throws -> PostgresResult {
        let handle = try connected()
        let result = rendered.withParameters { types, values in
            PQexecParams(handle, rendered.text, Int32(values.count), types, values, nil, nil, 0)
        }
        return PostgresResult(try checked(result), columns: nil)
    }

    private func runPrepared(_ rendered: RenderedSQL) throws -> PostgresResult {
        let handle = try connected()
        let statement = try preparedStatement(rendered, handle)
        let result = rendered.withParameters { _, values in
            PQexecPrepared(handle, statement.name, Int32(values.count), values, nil, nil, 0)
        }
        let answer = PostgresResult(try checked(result), columns: statement.columns)
        statement.columns = answer.columns
        return answer
    }

    private func flight(_ statements: ArraySlice<RenderedSQL>) throws {
        let handle = try connected()
        let names = try statements.map { rendered in
            try rendered.refuseNUL()
            return try preparedStatement(rendered, handle).name
        }
        guard PQenterPipelineMode(handle) == 1 else { throw DatabaseError.misuse("a pipeline was begun while an answer is awaited") }
        for (rendered, name) in zip(statements, names) {
            let isSent = rendered.withParameters { _, values in
                PQsendQueryPrepared(handle, name, Int32(values.count), values, nil, nil, 0)
            }
            guard isSent == 1 else { throw lost(handle) }
        }
        guard PQpipelineSync(handle) == 1 else { throw lost(handle) }
        let failure = try answers(handle)
        guard PQexitPipelineMode(handle) == 1 else { throw lost(handle) }
        if let failure { throw failure }
    }

    /// Reads up to the end of the flight; the first failure is the one to tell, the statements behind it were not run.
    private func answers(_ handle: OpaquePointer) throws -> PostgresFailure? {
        var failure: PostgresFailure?
        while true {
            // Each answer ends with a null, the flight with its own mark.
            guard let result = PQgetResult(handle) else {
                if PQstatus(handle) != CONNECTION_OK { throw lost(handle) }
                continue
            }
            defer { PQclear(result) }
            switch PQresultStatus(result) {
            case PGRES_PIPELINE_SYNC: return failure
            case PGRES_COMMAND_OK, PGRES_TUPLES_OK, PGRES_PIPELINE_ABORTED: break
            default: if failure == nil { failure = PostgresFailure(result) }
            }
        }
    }

    private func preparedStatement(_ rendered: RenderedSQL, _ handle: OpaquePointer) throws -> PreparedStatement {
        let key = rendered.key
        if let statement = prepared[key] { return statement }
        if prepared.count >= keptStatements { forgetStatements() }
        preparedCount += 1
        let name = "s\(preparedCount)"
        let result = rendered.withParameters { types, _ in
            PQprepare(handle, name, rendered.text, Int32(rendered.parameters.count), types)
        }
        PQclear(try checked(result))
        let statement = PreparedStatement(name: name)
        prepared[key] = statement
        return statement
    }

    private func forgetStatements() {
        prepared = [:]
        if let handle { PQclear(PQexec(handle, "DEALLOCATE ALL")) }
    }

    /// The answer, or the failure it stands for.
    private func checked(_ result: OpaquePointer?) throws -> OpaquePointer? {
        switch PQresultStatus(result) {
        case PGRES_COMMAND_OK, PGRES_TUPLES_OK, PGRES_EMPTY_QUERY: return result
        default: break
        }
        let failure = PostgresFailure(result)
        PQclear(result)
        if let handle, PQstatus(handle) != CONNECTION_OK { throw lost(handle) }
        if failure.isLostConnection { disconnect() }
        if failure.isStalePlan { forgetStatements() }
        throw failure
    }
}

/// A statement the server keeps parsed, under a name that is unique on its connection.
private final class PreparedStatement {
    let name: String
    /// Known from its first answer on.
    var columns: Columns?

    init(name: String) { self.name = name }
}
