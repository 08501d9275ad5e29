/// What the two engines give to `Database`.
protocol Engine: Sendable {
    var dialect: Dialect { get }

    /// Runs the closure on a connection, in a transaction that only reads and sees one unchanging picture.
    func read<Value: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> Value) async throws -> Value

    /// Queues an act for the writer.
    func write(_ job: WriteJob)

    /// Runs the closure on the writer between two groups, outside any transaction.
    func exclusively<Value: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> Value) async throws -> Value

    /// Calls back when another process may have committed; until closed.
    func listen(_ wake: @escaping @Sendable () -> Void)

    func close()
}
