import CPostgres

/// What PostgreSQL said when it refused: its code and the names in the schema, never its sentence's values.
struct PostgresFailure: Error {
    /// Five characters, class first; empty when the connection broke.
    let code: String
    let message: String
    /// The constraint, or the column of a missing value.
    let name: String

    static let lostConnection = PostgresFailure(code: "", message: "the connection was lost", name: "")

    private init(code: String, message: String, name: String) {
        self.code = code
        self.message = message
        self.name = name
    }

    init(_ result: OpaquePointer?) {
        func field(_ letter: Character) -> String? {
            letter.asciiValue.flatMap { PQresultErrorField(result, Int32($0)) }.map { String(cString: $0) }
        }
        code = field("C") ?? ""
        message = field("M") ?? "no reason was given"
        name = field("n") ?? [field("t"), field("c")].compactMap(\.self).joined(separator: ".")
    }

    /// The server or the way to it is gone: connection exceptions, a shutdown, a start.
    var isLostConnection: Bool { code.isEmpty || code.hasPrefix("08") || ["57P01", "57P02", "57P03", "25P03"].contains(code) }

    /// The schema changed under a kept statement.
    var isStalePlan: Bool { code == "0A000" && message.hasPrefix("cached plan") || code == "26000" }

    /// Serialization failure, deadlock, lost before the commit: running the act again is the answer.
    var isTransient: Bool { isLostConnection || isStalePlan || code == "40001" || code == "40P01" }
}

extension DatabaseError {
    init(_ failure: PostgresFailure) {
        switch failure.code {
        case "23505": self = .constraint(.unique, name: failure.name)
        case "23503": self = .constraint(.foreignKey, name: failure.name)
        case "23502": self = .constraint(.notNull, name: failure.name)
        case "23514": self = .constraint(.check, name: failure.name)
        case "23P01": self = .constraint(.exclusion, name: failure.name)
        case "25006": self = .readOnly
        case "40001", "40P01", "55P03", "57014": self = .busy
        case "53100": self = .full
        case "53300": self = .unavailable("PostgreSQL has no free connection")
        case "XX001", "XX002": self = .corrupt
        // The sentence of a data exception quotes the value.
        case let code where code.hasPrefix("22"): self = .constraint(.type, name: "of PostgreSQL \(code)")
        // Syntax, unknown names, rights: the sentence quotes the statement, which holds no value.
        case let code where code.hasPrefix("42"): self = .misuse("PostgreSQL \(code), \(failure.message)")
        case _ where failure.isLostConnection: self = .unavailable("the connection to PostgreSQL was lost")
        case let code: self = .engine(code: "PostgreSQL \(code)", "see PostgreSQL's list of error codes")
        }
    }
}
