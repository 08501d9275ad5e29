import CPostgres

/// How a connection is opened: the city's URL, over the defaults of this program.
struct PostgresParameters {
    let url: String

    /// What every session is set to. An acknowledged act is on the disk even where the server's default would not wait for it; a
    /// node that hangs cannot hold the writer's lock for ever.
    static let session = """
        SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') IN ('off', 'local');
        SET lock_timeout = '30s'; SET idle_in_transaction_session_timeout = '60s'; SET timezone = 'UTC'
        """

    /// Later entries win, so what the URL says replaces the defaults before it. Of several servers the one that can write is taken.
    private var entries: [(String, String)] {
        [
            ("application_name", "parvis"), ("client_encoding", "UTF8"), ("connect_timeout", "5"),
            ("target_session_attrs", "read-write"), ("tcp_user_timeout", "20000"), ("keepalives_idle", "20"), ("dbname", url),
        ]
    }

    func connect() -> OpaquePointer? {
        withCStrings(entries.map(\.0)) { names in
            withCStrings(entries.map(\.1)) { values in PQconnectdbParams(names, values, 1) }
        }
    }
}

/// The texts as C strings with a null at the end, for the time of the call.
func withCStrings<Result>(_ texts: [String?], _ body: ([UnsafePointer<CChar>?]) -> Result) -> Result {
    let copies = texts.map { text in
        text.map { text -> UnsafeMutablePointer<CChar> in
            let bytes = text.utf8CString
            let copy = UnsafeMutablePointer<CChar>.allocate(capacity: bytes.count)
            bytes.withUnsafeBufferPointer { copy.initialize(from: $0.baseAddress!, count: bytes.count) }
            return copy
        }
    }
    defer { for copy in copies { copy?.deallocate() } }
    return body(copies.map { $0.map { UnsafePointer($0) } } + [nil])
}

extension RenderedSQL {
    /// The same text with other types is another prepared statement.
    var key: String {
        text + "\n" + String(parameters.map { $0.type.letter })
    }

    /// Types by their numbers, values as text, in the form of libpq.
    func withParameters<Result>(_ body: ([Oid], [UnsafePointer<CChar>?]) -> Result) -> Result {
        withCStrings(parameters.map(\.value.postgresText)) { body(parameters.map(\.type.oid), $0.dropLast()) }
    }
}

extension SQLType {
    fileprivate var letter: Character {
        switch self {
        case .integer: "i"
        case .real: "r"
        case .text: "t"
        case .blob: "b"
        }
    }

    fileprivate var oid: Oid {
        switch self {
        case .integer: 20
        case .real: 701
        case .text: 25
        case .blob: 17
        }
    }
}

extension SQLValue {
    fileprivate var postgresText: String? {
        switch self {
        case .null: nil
        case .integer(let integer): "\(integer)"
        case .real(let real): "\(real)"
        case .text(let text): text
        case .blob(let bytes): "\\x" + bytes.map { hexDigits[Int($0 >> 4)] + hexDigits[Int($0 & 15)] }.joined()
        }
    }
}

private let hexDigits = "0123456789abcdef".map(String.init)
