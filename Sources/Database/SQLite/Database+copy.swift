import GRDB

extension Database {
    /// Writes one consistent picture of an embedded database into a new file, without what was deleted; nobody waits for it.
    package static func copy(sqlite path: String, to copy: String) throws {
        do {
            DatabaseFile.makePrivate(copy)
            let source = try DatabaseQueue(path: path, configuration: configuration)
            try source.writeWithoutTransaction { try $0.execute(sql: "VACUUM INTO ?", arguments: [copy]) }
            try source.close()
        } catch let error as GRDB.DatabaseError {
            throw DatabaseError(sqlite: error)
        }
    }
}
