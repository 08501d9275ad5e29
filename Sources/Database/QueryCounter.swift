import Synchronization

/// Counts statements, so that the test of a page can assert their number.
package final class QueryCounter: Sendable {
    private let total = Atomic<Int>(0)

    /// The counter of the current task and of the tasks it starts.
    @TaskLocal static var current: QueryCounter?

    init() {}

    package var count: Int { total.load(ordering: .relaxed) }

    func add() { total.add(1, ordering: .relaxed) }

    /// Runs some work and tells how many statements it ran, whatever else goes on beside it.
    package static func counting<Value>(_ work: () async throws -> Value) async rethrows -> (value: Value, queries: Int) {
        let counter = QueryCounter()
        let value = try await $current.withValue(counter) { try await work() }
        return (value, counter.count)
    }
}
