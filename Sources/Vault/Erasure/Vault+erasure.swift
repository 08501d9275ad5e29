import Database

extension Vault {
    /// Destroys the key of a subject: nothing that was sealed for it can be opened again, wherever a copy lies.
    ///
    /// The row stays, without a key, so that nothing is ever sealed for this subject again. In the caller's transaction, which
    /// also removes what is not sealed; `forgetRemains` after it.
    /// - Returns: false when there was no key to destroy.
    @discardableResult
    package func destroyKey(of subject: String, _ transaction: Transaction) throws -> Bool {
        try transaction.execute("DELETE FROM vault_name WHERE subject = \(subject)")
        let destroyed = try transaction.execute(
            """
            UPDATE vault_key SET version = NULL, wrapped = NULL, destroyed_at = \(transaction.now)
            WHERE subject = \(subject) AND destroyed_at IS NULL
            """)
        if destroyed > 0 { try transaction.journal(.erased, "key", reference(to: subject)) }
        return destroyed > 0
    }

    /// Destroys the key of a subject and what the engine still holds of it.
    @discardableResult
    package func erase(_ subject: String, _ act: Act) async throws -> Bool {
        let isErased = try await database.write(act) { try destroyKey(of: subject, $0) }
        try await forgetRemains()
        return isErased
    }

    /// Removes what the engine keeps of rows that were changed or deleted: the embedded one's log.
    package func forgetRemains() async throws { try await database.forgetRemains() }
}
