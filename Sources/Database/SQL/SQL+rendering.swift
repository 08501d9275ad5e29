import Foundation

/// The SQL engine behind a database; the few differences are kept in this target.
package enum Dialect: Sendable, Hashable, CaseIterable {
    case sqlite
    case postgres
}

/// A statement as the engine reads it: its text and the values in the order of their placeholders.
struct RenderedSQL {
    var text = ""
    var parameters: [SQLParameter] = []
    /// The text changes with the length of a list: such a statement is not kept prepared.
    var hasList = false
}

extension SQL {
    func rendered(for dialect: Dialect) -> RenderedSQL {
        var rendered = RenderedSQL()
        rendered.text.reserveCapacity(256)
        for part in parts {
            switch part {
            case .text(let text): rendered.text += text
            case .parameter(let parameter): rendered.append(parameter, dialect)
            case .list(let parameters, let type): rendered.append(list: parameters, of: type, dialect)
            case .dialect(let sqlite, let postgres): rendered.text += dialect == .sqlite ? sqlite : postgres
            }
        }
        return rendered
    }

    /// Whether the text itself, not a value, speaks of the journal: its table, or a view whose name says so.
    var namesJournal: Bool {
        parts.contains { part in
            switch part {
            case .text(let text): text.has("journal")
            case .parameter, .list: false
            case .dialect(let sqlite, let postgres): sqlite.has("journal") || postgres.has("journal")
            }
        }
    }
}

extension RenderedSQL {
    /// Refuses a text with the character NUL, which PostgreSQL cannot hold.
    func refuseNUL() throws {
        for parameter in parameters {
            if case .text(let text) = parameter.value, text.has("\0") {
                throw DatabaseError.constraint(.check, name: DatabaseError.noNUL)
            }
        }
    }
    mutating func append(_ parameter: SQLParameter, _ dialect: Dialect) {
        parameters.append(parameter)
        switch dialect {
        case .sqlite: text += "?"
        case .postgres: text += "$\(parameters.count)"
        }
    }

    mutating func append(list: [SQLParameter], of type: SQLType, _ dialect: Dialect) {
        hasList = true
        text += "("
        for (index, parameter) in list.enumerated() {
            if index > 0 { text += ", " }
            append(parameter, dialect)
        }
        // PostgreSQL has no empty list; SQLite has, and both must answer "matches nothing" for IN and "matches all" for NOT IN.
        if list.isEmpty, dialect == .postgres { text += "SELECT NULL::\(type.postgresName) WHERE false" }
        text += ")"
    }
}

extension String {
    /// Whether these ASCII letters occur; it runs for every value of every statement.
    fileprivate func has(_ letters: StaticString) -> Bool {
        var text = self
        return text.withUTF8 { bytes in
            guard var at = UnsafeRawPointer(bytes.baseAddress) else { return false }
            let (length, end) = (letters.utf8CodeUnitCount, at + bytes.count)
            while at + length <= end, let found = memchr(at, Int32(letters.utf8Start[0]), end - at - length + 1) {
                if memcmp(found, letters.utf8Start, length) == 0 { return true }
                at = UnsafeRawPointer(found) + 1
            }
            return false
        }
    }
}
