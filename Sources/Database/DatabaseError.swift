/// What a database refuses or suffers, in a sentence that never contains a value: people's data must not reach the logs.
package enum DatabaseError: Error, Hashable, Sendable {
    /// A rule of the schema was broken; the name is the engine's (PostgreSQL's constraint, SQLite's `table.column`).
    case constraint(Constraint, name: String)
    /// The database cannot be reached, or went away before anything was written.
    case unavailable(String)
    /// The connection was lost while the transaction was being acknowledged: it is whole or absent, and which one is not known.
    case outcomeUnknown
    case full
    case readOnly
    /// Somebody else held the database too long.
    case busy
    case corrupt
    /// A mistake in the statement or in how this target is used.
    case misuse(String)
    /// Rows were changed without an entry in the journal; nothing was kept.
    case notJournaled(act: String)
    case migration(MigrationRefusal)
    /// Anything else the engine said, by its code.
    case engine(code: String, String)

    /// The rule that every text keeps on both engines, as `constraint` names it.
    package static let noNUL = "“a text has no character NUL”"

    package enum Constraint: String, Sendable {
        case unique
        case foreignKey = "foreign key"
        case notNull = "not null"
        case check
        case exclusion
        case type
    }
}

extension DatabaseError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .constraint(let kind, let name): "The database refused the change: the \(kind.rawValue) rule \(name) is not met."
        case .unavailable(let reason): "The database cannot be reached: \(reason)."
        case .outcomeUnknown:
            "The connection to the database was lost during the commit: look whether the change is there before repeating it."
        case .full: "The disk of the database is full: nothing was written; free some space and try again."
        case .readOnly: "The database can only be read: check the permissions of its file, or that this server is the primary."
        case .busy: "The database was held too long by another process: nothing was written; try again."
        case .corrupt: "The database file is damaged: stop, keep a copy of it and restore the last backup."
        case .misuse(let reason): "The program used the database wrongly: \(reason)."
        case .notJournaled(let act): "“\(act)” changed rows without an entry in the journal: nothing was kept."
        case .migration(let refusal): refusal.description
        case .engine(let code, let reason): "The database answered with an error (\(code)): \(reason)."
        }
    }
}
