import Core

/// Stored as text, `YYYY-MM-DD`, so that it sorts and compares as it reads.
extension Day: SQLConvertible {
    package static var sqlType: SQLType { .text }
    package var sqlValue: SQLValue { .text(description) }
    package init?(sqlValue: SQLValue) {
        guard case .text(let text) = sqlValue else { return nil }
        self.init(text)
    }
}

/// Stored as text in UTC to the second, `YYYY-MM-DDThh:mm:ssZ`.
extension Instant: SQLConvertible {
    package static var sqlType: SQLType { .text }
    package var sqlValue: SQLValue { .text(description) }
    package init?(sqlValue: SQLValue) {
        guard case .text(let text) = sqlValue else { return nil }
        self.init(iso8601: text)
    }
}
