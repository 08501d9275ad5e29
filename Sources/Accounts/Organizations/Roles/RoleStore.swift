import Access
import Core
import Database

/// Keeps the role table: the city's own, begun with the standard one and changed by data.
struct RoleStore: Sendable {
    let database: Database

    /// Writes the standard table into a database that has none; a table that is there is left as the city made it.
    func begin() async throws {
        let isEmpty = try await database.read { try $0.value(Int.self, "SELECT COUNT(*) FROM account_role") == 0 }
        guard isEmpty else { return }
        try await database.write(Act("role.begin", by: .system, for: "access")) { transaction in
            guard try transaction.value(Int.self, "SELECT COUNT(*) FROM account_role") == 0 else { return }
            for (position, role) in RoleTable.standard.roles.enumerated() {
                try transaction.execute(
                    """
                    INSERT INTO account_role (id, position, record, changed_at)
                    VALUES (\(role.id), \(position), \(JSONColumn(role)), \(transaction.now))
                    """)
            }
            try transaction.journal(.replaced, "role", "all", ["count": RoleTable.standard.roles.count])
        }
    }

    func table() async throws -> RoleTable { try await database.read { try Self.table($0) } }

    static func table(_ db: Session) throws -> RoleTable {
        RoleTable(try db.values(JSONColumn<Role>.self, "SELECT record FROM account_role ORDER BY position, id LIMIT 1000").map(\.value))
    }

    /// Changes what a role opens, or adds a role; from now on it opens that to all who hold it.
    ///
    /// - Throws: `OrganizationRefusal.wall` when a line would open what no role may open.
    func save(_ role: Role, by author: Act.Author) async throws {
        guard Self.isIdentifier(role.id), !role.levels.isEmpty else { throw OrganizationRefusal.incomplete }
        guard role.wallsHit.isEmpty else { throw OrganizationRefusal.wall }
        try await database.write(Act("role.change", by: author, for: "access")) { transaction in
            let before = try Self.table(transaction)[role.id]
            let next = (try transaction.value(Int.self, "SELECT MAX(position) FROM account_role") ?? 0) + 1
            try transaction.execute(
                """
                INSERT INTO account_role (id, position, record, changed_at)
                VALUES (\(role.id), \(next), \(JSONColumn(role)), \(transaction.now))
                ON CONFLICT (id) DO UPDATE SET record = excluded.record, changed_at = excluded.changed_at
                """)
            try transaction.journal(before == nil ? .created : .changed, "role", role.id, RoleChange(before: before, after: role))
        }
    }

    private static func isIdentifier(_ id: String) -> Bool {
        !id.isEmpty && id.utf8.count <= 60 && id.utf8.allSatisfy { (0x61...0x7a).contains($0) || $0 == 0x2d }
    }
}

/// What the journal keeps of a change to the role table: all of it, so that it can be undone.
struct RoleChange: Encodable {
    let before: Role?
    let after: Role
}
