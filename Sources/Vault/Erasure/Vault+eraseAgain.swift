import Database

extension Vault {
    /// A keyed reference to each subject whose key was destroyed: a list that says nothing of anybody, to be kept where no backup is.
    package func erasedReferences() async throws -> [String] {
        let subjects = try await database.read {
            try $0.values(String.self, "SELECT subject FROM vault_key WHERE destroyed_at IS NOT NULL ORDER BY subject")
        }
        return subjects.map { reference(to: $0) }.sorted()
    }

    /// Destroys again the keys that an older backup brought back; returns how many. May be run as often as one likes.
    ///
    /// - Parameter references: what `erasedReferences` said before the restore.
    package func eraseAgain(_ references: Set<String>) async throws -> Int {
        let act = Act("key.erase-again", by: .command("keys"), for: "erasure")
        var (count, last) = (0, "")
        while true {
            let after = last
            let subjects = try await database.read {
                try $0.values(
                    String.self,
                    "SELECT subject FROM vault_key WHERE destroyed_at IS NULL AND subject > \(after) ORDER BY subject LIMIT 1000")
            }
            guard let end = subjects.last else { break }
            last = end
            let found = subjects.filter { references.contains(reference(to: $0)) }
            guard !found.isEmpty else { continue }
            count += try await database.write(act) { transaction in
                try found.count { try destroyKey(of: $0, transaction) }
            }
        }
        try await forgetRemains()
        return count
    }
}
