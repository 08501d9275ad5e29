import Foundation

/// Seconds on the wall.
func seconds(_ body: () async throws -> Void) async rethrows -> Double {
    let start = ContinuousClock.now
    try await body()
    return (ContinuousClock.now - start) / .seconds(1)
}

/// Seconds of processor time this process has used, all threads.
func processorSeconds() -> Double { Double(clock()) / Double(CLOCKS_PER_SEC) }

extension Array where Element == Double {
    /// The middle one; 0 of none.
    var median: Double { isEmpty ? 0 : sorted()[count / 2] }
}

/// Runs blocking work beside the threads that answer requests.
func beside<Value: Sendable>(_ work: @escaping @Sendable () throws -> Value) async throws -> Value {
    try await withCheckedThrowingContinuation { continuation in
        Thread.detachNewThread { continuation.resume(with: Result { try work() }) }
    }
}
