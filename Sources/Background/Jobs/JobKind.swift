/// One kind of work and how it is done. A node takes only jobs whose kind it was given.
package struct JobKind: Sendable {
    package let name: String
    let backoff: Backoff
    /// Seconds between two runs of work that comes back by itself.
    let period: Int64?
    let perform: @Sendable (JobRun) async throws -> Void

    /// - Parameters:
    ///   - period: for work that comes back by itself, in seconds: once for each such span of time in the whole city, not on each node.
    ///   - perform: may be begun again after a failure, a stop or a loss of its lease: what it changes goes through `JobRun.write`.
    package init(
        _ name: String, backoff: Backoff = Backoff(first: 10, longest: 3_600), every period: Int64? = nil,
        perform: @escaping @Sendable (JobRun) async throws -> Void
    ) {
        self.name = name
        self.backoff = backoff
        self.period = period
        self.perform = perform
    }
}
