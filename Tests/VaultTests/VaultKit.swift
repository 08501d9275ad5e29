import Core
import Database
import TestKit
import Vault

/// A database with the vault's tables and one of a test domain, and its vault.
struct VaultKit {
    let database: Database
    let vault: Vault

    static let act = Act("test.save", by: .command("test"), for: "test")
    static let name = SealedField(table: "test_person", column: "name")
    static let note = SealedField(table: "test_person", column: "note")

    static let tables = Migration(
        id: "9999-test",
        """
        CREATE TABLE test_person (id TEXT NOT NULL PRIMARY KEY, name BLOB NOT NULL, note BLOB, last_contact_at TEXT NOT NULL) STRICT;
        """)

    static let migrations = Vault.migrations + [tables]

    init(database: Database, vault: Vault) {
        self.database = database
        self.vault = vault
    }

    init(_ engine: TestDatabase.Engine, keys: KeySource = .fixed(.random())) async throws {
        try await self.init(TestDatabase.open(engine, migrations: Self.migrations), keys: keys)
    }

    init(_ database: Database, keys: KeySource) async throws {
        self.database = database
        vault = try await Vault.open(database, keys: keys)
    }

    func save(_ id: String, name: String, at moment: Instant = Instant(seconds: 1_795_977_000)) async throws {
        let vault = self.vault
        try await database.write(Self.act) { transaction in
            let sealed = try vault.seal(name, at: Self.name.at(row: id, of: id), transaction)
            try transaction.execute("INSERT INTO test_person (id, name, last_contact_at) VALUES (\(id), \(sealed), \(moment))")
            try vault.journal(.created, "test_person", id, ["name": name], transaction)
        }
    }

    func sealedName(_ id: String) async throws -> SealedValue {
        try await database.read { try $0.one(SealedValue.self, "SELECT name FROM test_person WHERE id = \(id)") }
    }

    func openName(_ id: String) async throws -> String {
        let vault = self.vault
        let sealed = try await sealedName(id)
        return try await database.read { try vault.open(sealed, at: Self.name.at(row: id, of: id), $0) }
    }
}
