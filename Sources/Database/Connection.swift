/// One connection of an engine, used by one thread at a time.
protocol Connection: AnyObject {
    var dialect: Dialect { get }
    var isInTransaction: Bool { get }
    /// The end of the journal, for the one writer.
    var journalTail: JournalTail { get }

    /// Runs one statement and hands over each row of its answer; returns how many rows it changed.
    func run(_ sql: SQL, row: (Row) throws -> Void) throws -> Int

    /// Runs statements whose answers nobody reads, as one flight where the engine is behind a socket. The first failure is thrown.
    func run(together statements: [RenderedSQL]) throws

    /// Runs statements of this target without values, separated by semicolons.
    func control(_ statements: String) throws

    /// The error as this target names it.
    func translated(_ error: any Error) -> any Error
}
