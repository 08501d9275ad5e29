/// One connection of an engine, used by one thread at a time.
protocol Connection: AnyObject {
    var dialect: Dialect { get }
    var isInTransaction: Bool { get }

    /// Runs one statement and hands over each row of its answer; returns how many rows it changed.
    func run(_ sql: SQL, row: (Row) throws -> Void) throws -> Int

    /// Runs statements of this target without values, separated by semicolons.
    func control(_ statements: String) throws

    /// The error as this target names it.
    func translated(_ error: any Error) -> any Error
}
