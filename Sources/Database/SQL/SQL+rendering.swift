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
    /// Refuses a text with the character NUL, which PostgreSQL cannot hold.
    func rendered(for dialect: Dialect) throws -> RenderedSQL {
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
        for parameter in rendered.parameters {
            if case .text(let text) = parameter.value, text.utf8.contains(0) {
                throw DatabaseError.constraint(.check, name: "“a text has no character NUL”")
            }
        }
        return rendered
    }
}

extension RenderedSQL {
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
