/// One act that waits for its turn to write.
///
/// It may be performed more than once (its group failed, a connection was lost before the commit); it is acknowledged once, after
/// the commit.
struct WriteJob: Sendable {
    /// Runs the act; what it returns acknowledges it.
    let perform: @Sendable (any Connection) throws -> Acknowledgement
    let refuse: @Sendable (any Error) -> Void

    typealias Acknowledgement = @Sendable () -> Void
}

/// A failure that goes away when the act is run again: another writer was in the way, or the connection was lost before the commit.
struct TransientFailure: Error {
    let error: DatabaseError
}
