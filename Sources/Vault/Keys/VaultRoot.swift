import Crypto
import Database

/// The random secret made with the database, wrapped by the master key: what all nodes derive their common secrets from.
///
/// Its version is the version new data keys are wrapped by.
struct VaultRoot: Sendable {
    let key: SymmetricKey

    static let owner = "root"

    static func stored(_ session: Session) throws -> WrappedKey? {
        try session.first(Stored.self, "SELECT version, wrapped FROM vault_root WHERE id = 1 ORDER BY id LIMIT 1")
            .map { WrappedKey(version: $0.version, bytes: $0.wrapped) }
    }

    /// The version of the master key in use, as the database says it now.
    static func version(_ session: Session) throws -> Int {
        try session.value(Int.self, "SELECT version FROM vault_root WHERE id = 1 ORDER BY id LIMIT 1") ?? 0
    }

    /// Reads it, or makes it in a database that has none.
    static func open(_ database: Database, _ source: KeySource) async throws -> (root: VaultRoot, ring: MasterKeyRing) {
        if let wrapped = try await database.read({ try stored($0) }) { return try open(wrapped, source, source.read()) }
        let keys = try source.readOrMake()
        let wrapped = try await database.write(Act("vault.begin", by: .system, for: "security")) { transaction in
            // Two nodes may start together on an empty database: the second finds what the first has made.
            if let wrapped = try stored(transaction) { return wrapped }
            return try make(keys, transaction)
        }
        return try open(wrapped, source, keys)
    }

    private static func open(_ wrapped: WrappedKey, _ source: KeySource, _ keys: MasterKeys) throws -> (VaultRoot, MasterKeyRing) {
        let ring = MasterKeyRing(source: source, keys: keys)
        let key = try wrapped.unwrapped(of: owner, by: ring.key(wrapped.version))
        return (VaultRoot(key: key), ring)
    }

    private static func make(_ keys: MasterKeys, _ transaction: Transaction) throws -> WrappedKey {
        guard let master = keys[keys.newest] else { throw VaultError.missingVersion(keys.newest) }
        let wrapped = try WrappedKey(SymmetricKey(size: .bits256), of: owner, by: master, version: keys.newest)
        try transaction.execute(
            "INSERT INTO vault_root (id, version, wrapped, created_at) VALUES (1, \(wrapped.version), \(wrapped.bytes), \(transaction.now))"
        )
        try transaction.journal(.created, "vault", "root", ["version": wrapped.version])
        return wrapped
    }

    private struct Stored: Decodable {
        let version: Int
        let wrapped: [UInt8]
    }
}
