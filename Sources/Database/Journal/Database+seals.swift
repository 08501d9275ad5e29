extension Database {
    /// Writes about the journal itself: its seals. The one way to change rows without an entry, because an entry would ask for the next seal.
    ///
    /// What changes the entries themselves (retention) is an act like any other.
    @discardableResult
    package func writeSeals<Value: Sendable>(_ body: @escaping @Sendable (Transaction) throws -> Value) async throws -> Value {
        try await perform(Act("journal.seal", by: .system, for: "accountability"), body)
    }
}
