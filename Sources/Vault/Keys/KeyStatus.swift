import Core
import Database

/// How the keys of a database stand.
package struct KeyStatus: Sendable, Hashable {
    /// The version new keys are wrapped by.
    package let current: Int
    /// The versions this process has.
    package let available: [Int]
    /// How many subjects' keys each version wraps.
    package let counts: [Int: Int]
    package let destroyed: Int

    /// The versions the database cannot do without.
    package var needed: Set<Int> { Set(counts.keys).union([current]) }
    package var isRotated: Bool { needed == [available.max() ?? 0] }
}

extension Vault {
    package func status() async throws -> KeyStatus {
        let keys = try ring.reload()
        return try await database.read { session in
            struct Group: Decodable { let version: Int?, count: Int }
            let groups = try session.all(
                Group.self, "SELECT version, COUNT(*) AS count FROM vault_key GROUP BY version ORDER BY version LIMIT 1000")
            let counts = groups.compactMap { group in group.version.map { ($0, group.count) } }
            return KeyStatus(
                current: try VaultRoot.version(session), available: keys.versions, counts: Dictionary(uniqueKeysWithValues: counts),
                destroyed: groups.first { $0.version == nil }?.count ?? 0)
        }
    }

    /// Refused while the database still needs that version. Whoever removes it puts what it wrapped out of reach for ever: keys
    /// that were destroyed, wherever a copy of them lies, and backups taken before the rotation.
    package func refuseToRetire(_ version: Int) async throws {
        let status = try await status()
        guard status.available.contains(version) else {
            throw Refusal("there is no version \(version) of the master key; see “parvis keys status”")
        }
        guard !status.needed.contains(version) else {
            throw Refusal("version \(version) of the master key is still needed; run “parvis keys new” and “parvis keys rotate” first")
        }
    }
}
