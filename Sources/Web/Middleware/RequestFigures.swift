import Synchronization

/// How many requests were answered and how fast: numbers only, nothing of who asked or what for.
package final class RequestFigures: Sendable {
    /// Upper bounds of the answering times, in milliseconds.
    private static let bounds = [5, 25, 100, 500, 2_500]
    private let classes = (1...5).map { _ in Counter() }
    private let throttled = Counter()
    private let buckets = (0...bounds.count).map { _ in Counter() }
    private let microseconds = Counter()

    package init() {}

    /// - Parameter spent: until the answer begins; what is streamed after that is not in it.
    func count(status: Int, spent: Duration) {
        classes[min(max(status / 100, 1), 5) - 1].add(1)
        if status == 429 { throttled.add(1) }
        let time = Int((spent / .microseconds(1)).rounded())
        microseconds.add(time)
        buckets[Self.bounds.firstIndex { time <= $0 * 1_000 } ?? Self.bounds.count].add(1)
    }

    /// Prometheus text.
    package var metrics: String {
        var lines = ["# TYPE parvis_requests_total counter"]
        for (index, counter) in classes.enumerated() { lines.append("parvis_requests_total{status=\"\(index + 1)xx\"} \(counter.count)") }
        lines += ["# TYPE parvis_requests_throttled_total counter", "parvis_requests_throttled_total \(throttled.count)"]
        lines.append("# TYPE parvis_request_seconds histogram")
        var sum = 0
        for (index, bucket) in buckets.enumerated() {
            sum += bucket.count
            let bound = index < Self.bounds.count ? "\(Double(Self.bounds[index]) / 1_000)" : "+Inf"
            lines.append("parvis_request_seconds_bucket{le=\"\(bound)\"} \(sum)")
        }
        lines += ["parvis_request_seconds_sum \(Double(microseconds.count) / 1_000_000)", "parvis_request_seconds_count \(sum)"]
        return lines.joined(separator: "\n") + "\n"
    }
}

/// Counted without a lock: requests never wait for each other here.
private final class Counter: Sendable {
    private let value = Atomic<Int>(0)

    func add(_ number: Int) { value.wrappingAdd(number, ordering: .relaxed) }
    var count: Int { value.load(ordering: .relaxed) }
}
